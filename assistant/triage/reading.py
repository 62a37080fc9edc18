"""What of a message is judged: its words, without what only looks like words.

A telephone number, a smiley or the tail of a link says nothing of what has happened, but would
change what is made of the words beside it.
"""

import re
import unicodedata

_LINK = re.compile(r"\b(?:https?://|www\.)([^\s/?#]+)\S*", re.IGNORECASE)
_TELEPHONE = re.compile(r"(?<!\w)(?:\+|\(?0)(?:[ ()-]{0,2}\d){8,14}(?!\w)")
# A row of the same mark, such as the rule above a forwarded message.
_ROW = re.compile(r"([^\w\s]|_)\1{3,}")
_PICTURES = {"So", "Sk"}
_PICTURE_FOLLOWS = "\N{VARIATION SELECTOR-16}"


def as_read(text: str) -> str:
    """The text with links cut to their site, rows of marks to three, and without numbers and pictures."""
    words = _TELEPHONE.sub(" ", _LINK.sub(r"\1", text))
    kept = (_letter(letter) for letter in words)
    return _ROW.sub(r"\1\1\1", "".join(kept))


def says_nothing(text: str) -> bool:
    """Whether no letter and no figure is left to be judged."""
    return not any(letter.isalnum() for letter in as_read(text))


def _letter(letter: str) -> str:
    """Signs that cannot be seen are left out, so that they do not part a word."""
    if letter.isascii():
        return letter
    kind = unicodedata.category(letter)
    if kind in {"Cf", "Me"} or letter == _PICTURE_FOLLOWS:
        return ""
    return " " if kind in _PICTURES else letter
