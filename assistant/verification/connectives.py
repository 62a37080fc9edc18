"""Whether what a clause asks for together is not left to choose: 'agreed or consented' is less than 'and'."""

import re
from collections.abc import Iterator, Sequence

from assistant.verification.assertions import Assertion
from assistant.verification.conditions import Sense
from assistant.verification.words import FUNCTION_WORDS, plain, stem

_OR_ELSE = re.compile(
    r"\bor (?:also |then |else )?(?:must|should|may|can|will|do not|does not|is not|are not)\b"
)
_TOKEN = re.compile(r"[a-z0-9]+|,")


def leaves_no_choice(text: str, said: Sequence[Assertion], held: Sequence[str]) -> bool:
    """Whether 'or' joins no two duties and no two words that the clauses join by 'and' alone.

    Among what is denied both say the same; among conditions they never do.
    """
    if _OR_ELSE.search(text) and not any(map(_OR_ELSE.search, held)):
        return False
    theirs = [joint for sentence in held for joint in _joints(sentence)]
    return all(
        _joined_alike(text, theirs, conditions) for one in said for text, conditions in _chosen_from(one)
    )


def _chosen_from(said: Assertion) -> Iterator[tuple[str, bool]]:
    """The words among which 'and' and 'or' differ, with whether they are a condition."""
    if not said.denies:
        yield said.main, False
    yield from ((one.words, True) for one in said.conditions if one.sense is not Sense.EVEN)


def _joined_alike(text: str, theirs: Sequence[tuple[str, str, str]], condition: bool) -> bool:
    for left, word, right in _joints(text):
        same = {other for one, other, two in theirs if {one, two} == {left, right}}
        if same and word not in same and (condition or word == "or"):
            return False
    return True


def _joints(text: str) -> Iterator[tuple[str, str, str]]:
    """Each pair of neighbouring words of claim with the 'and' or 'or' between them.

    A comma in a list is what the list ends with.
    """
    left, between = "", ""
    waiting: list[tuple[str, str]] = []
    for token in _TOKEN.findall(plain(text).replace("/", " ")):
        if token in {"and", "or"}:
            between = token
        elif token == ",":
            between = between or ","
        elif token not in FUNCTION_WORDS:
            right = stem(token)
            if left and between == ",":
                waiting.append((left, right))
            elif left and between:
                yield left, between, right
                yield from ((one, between, two) for one, two in waiting)
                waiting = []
            left, between = right, ""
