"""Read a follow-up together with what was asked before it.

'What about their mum?' carries the act of the question before and replaces
whom it was about; a question that stands alone is left alone.
"""

import re

_OPENERS = re.compile(
    r"^\W*(?:and|but|so|or|what about|what if|how about|ok|okay|right|even|also|same|does that|is that"
    r"|then|cheers|thanks|hmm|still|not even|except|unless)\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\b(?:it|that|this|these|those|them|they|their|theirs|he|she|him|her|one|ones|(?<!\bis )(?<!\bare )there"
    r"|same|instead|either|else|such)\b",
    re.IGNORECASE,
)
_STANDS_ALONE = 14


def standing_alone(question: str, earlier: tuple[str, ...]) -> str:
    """The question with those before it on which it leans; else as it is."""
    return " ".join((*leant_on(question, earlier), question))


def leant_on(question: str, earlier: tuple[str, ...]) -> tuple[str, ...]:
    """The questions before it without which it makes no sense, oldest first.

    A follow-up to a follow-up takes all that was asked since the last question that stood alone.
    """
    latest, first = question, len(earlier)
    while first and leans(latest):
        first -= 1
        latest = earlier[first]
    return earlier[first:]


def leans(question: str) -> bool:
    """Whether the words make sense only after another question."""
    words = question.split()
    if len(words) <= 5:
        return True
    if len(words) > _STANDS_ALONE:
        return bool(_OPENERS.match(question)) and bool(_POINTING.search(question))
    return bool(_OPENERS.match(question) or _POINTING.search(question))
