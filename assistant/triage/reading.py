"""What of a message is judged: its words, without what only looks like words.

A telephone number, a link or a smiley says little of what has happened, but would change what is
made of the words beside it.
"""

import re
import unicodedata

_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_TELEPHONE = re.compile(r"(?<!\w)(?:\+|\(?0)(?:[ ()-]{0,2}\d){8,14}(?!\w)")
# A row of the same mark, such as the rule above a forwarded message.
_ROW = re.compile(r"([^\w\s]|_)\1{3,}")
_PICTURES = {"So", "Sk"}
_UNSEEN = {"Cf", "Me"}
_PICTURE_FOLLOWS = "\N{VARIATION SELECTOR-16}"


def as_read(text: str) -> str:
    """The text without links, telephone numbers and pictures, and with rows of a mark cut to three."""
    words = _TELEPHONE.sub(" ", _LINK.sub(" ", text))
    return _ROW.sub(r"\1\1\1", "".join(map(_letter, words)))


def says_nothing(text: str) -> bool:
    """Whether no letter and no figure is left to be judged."""
    return not any(letter.isalnum() for letter in as_read(text))


def _letter(letter: str) -> str:
    """Signs that cannot be seen are left out altogether, so that they do not part a word."""
    if letter.isascii():
        return letter
    kind = unicodedata.category(letter)
    if kind in _UNSEEN or letter == _PICTURE_FOLLOWS:
        return ""
    return " " if kind in _PICTURES else letter
