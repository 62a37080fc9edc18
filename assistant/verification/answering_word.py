"""A 'yes' or 'no' that a sentence opens with: it answers the question, so it must go with the verdict."""

import re
from collections.abc import Sequence

from assistant.domain.answer import Verdict
from assistant.verification.assertions import Assertion
from assistant.verification.modalities import is_against, is_conditional

_OPENS = re.compile(
    r"^\W*(yes|yeah|yep|sure|certainly|absolutely|of course|no|nope)\b(?!\s+\w)[\W]*", re.IGNORECASE
)
_NO = ("no", "nope")


def split(text: str) -> tuple[str | None, str]:
    """The answering word, None where there is none, and the sentence without it."""
    found = _OPENS.match(text)
    if found is None:
        return None, text
    return ("no" if found.group(1).lower() in _NO else "yes"), text[found.end() :]


def goes_with(word: str | None, verdict: Verdict, said: Sequence[Assertion]) -> bool:
    """Whether it says what the verdict says, and what the words behind it say."""
    if word is None:
        return True
    first = said[0]
    against = is_against(first)
    if word == "no":
        return verdict is Verdict.NO and against
    if verdict is Verdict.ONLY_IF:
        return is_conditional(first) and not against
    return verdict in {Verdict.YES, Verdict.MUST} and not against
