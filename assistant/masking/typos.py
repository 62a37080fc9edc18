"""Words as they may have been meant: with another ending, or without the letter that went wrong."""

import re
from collections.abc import Iterator

# Endings of no name.
BOOKISH = re.compile(
    r"(?:[ts]ion|ment|ness|ology|ing|ism|ist|ity|ical|able|ible|ous|ful|less|ator|graphy|gogy|esis|phobia|ship|ware)s?$"
)
_ENDINGS = ("s", "es", "ed", "d", "ing", "in", "er", "ers", "ly", "y", "n't", "nt", "'d", "'ll")
# No word is longer, and the slips of what somebody leant on the keyboard for are too many to try.
_LONGEST = 25
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def stems(word: str) -> Iterator[str]:
    """The word without each of the endings that an ordinary word may take."""
    return (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))


def one_letter_off(word: str) -> Iterator[str]:
    """Words that this one may be a slip for. Of short ones only those that have lost or swapped letters."""
    if 3 < len(word) < _LONGEST:
        yield from _lost_or_swapped(word)
    if 4 < len(word) < _LONGEST:
        yield from _added_or_wrong(word)


def _lost_or_swapped(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in _LETTERS:
            yield before + letter + after


def _added_or_wrong(word: str) -> Iterator[str]:
    for at in range(len(word)):
        before, after = word[:at], word[at + 1 :]
        yield before + after
        for letter in _LETTERS:
            yield before + letter + after
