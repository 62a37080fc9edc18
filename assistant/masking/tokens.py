"""A text as words and placeholders, each with what stands before and after it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.masking.placeholders import PLACEHOLDER

_TOKEN = re.compile(
    rf"(?P<placeholder>{PLACEHOLDER.pattern})|[^\W_]+(?:(?:['\u2019]|-)[^\W_]+)*", re.IGNORECASE
)
_OWNER = re.compile(r"['\u2019]s?$", re.IGNORECASE)
_CONTRACTED = re.compile(r"['\u2019](?:s|d|ll|ve|re|m)$", re.IGNORECASE)
_ENDS_A_SENTENCE = re.compile(r"[.!?:\n\"\u201c\u201d(\u2022*]|^\s*-\s|\s-\s")


@dataclass(frozen=True)
class Token:
    """One word. `word` is small and without 's, 'd, 'll; `end` is where that part of it ends in the text.

    `gap` is what stands before it.
    """

    text: str
    gap: str
    start: int
    placeholder: bool
    first: bool

    @cached_property
    def stem(self) -> str:
        """As it is written, without what is hung on."""
        return _CONTRACTED.sub("", self.text)

    @cached_property
    def word(self) -> str:
        """The stem in small letters."""
        return self.stem.lower()

    @property
    def end(self) -> int:
        """Where the stem ends in the text."""
        return self.start + len(self.stem)

    @property
    def owns(self) -> bool:
        """Whether 's hangs on it."""
        return len(self.text) > len(self.stem) and self.text[-1] in "sS"

    @property
    def letters(self) -> bool:
        """Whether it is made of letters alone."""
        return not self.placeholder and not any(mark.isdigit() for mark in self.text)

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital, and is no acronym."""
        return self.stem[0].isupper() and (len(self.stem) == 1 or not self.stem.isupper())

    @property
    def acronym(self) -> bool:
        """Whether it is a few capitals."""
        return self.stem.isupper() and 1 < len(self.stem) < 5

    @property
    def starts(self) -> bool:
        """Whether a sentence may begin with it, so that its capital tells nothing."""
        return self.first or bool(_ENDS_A_SENTENCE.search(self.gap))

    @property
    def follows(self) -> bool:
        """Whether nothing but a space or a hyphen stands before it."""
        return not self.first and self.gap.strip(" \t-") == ""


def tokens(text: str) -> Sequence[Token]:
    """The words of a text in their order. A text all in capitals is read as if it had none."""
    found: list[Token] = []
    at = 0
    for match in _TOKEN.finditer(text):
        gap, placeholder = text[at : match.start()], match["placeholder"] is not None
        found.append(Token(match[0], gap, match.start(), placeholder, not found))
        at = match.end()
    return found
