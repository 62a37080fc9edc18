"""Marks that a word processor or a browser counts itself: the file holds the rule, the reader sees '(b)'."""

from collections.abc import Iterator
from dataclasses import replace

from assistant.adapters.formats.composing import Piece
from assistant.domain.list_marks import LIST_MARK, OWN_NUMBER
from assistant.domain.source import BlockKind

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def numeral(style: str, number: int) -> str:
    """`number` in one of the styles decimal, lowerLetter and lowerRoman; '' in any other, or out of range."""
    if style == "decimal":
        return str(number)
    if style == "lowerLetter" and 1 <= number <= 26:
        return chr(ord("a") + number - 1)
    if style != "lowerRoman" or not 1 <= number <= 39:
        return ""
    roman = ""
    for value, sign in _ROMAN:
        roman += sign * (number // value)
        number %= value
    return roman


def marked(pieces: Iterator[Piece], mark: str) -> Iterator[Piece]:
    """The pieces of one list item, its mark written in front as a reader sees it.

    Marks that the outline would not know again ('Article 4', 'IV.') are left out,
    and so are all where the words themselves begin with one.
    """
    for first in pieces:
        bears = not (OWN_NUMBER.match(first.text) or LIST_MARK.match(first.text))
        yield replace(first, text=f"{mark} {first.text}") if bears and _fits(mark, first.kind) else first
        break
    yield from pieces


def _fits(mark: str, kind: BlockKind) -> bool:
    """Headings bear numbers only."""
    if OWN_NUMBER.match(f"{mark} "):
        return True
    plain = LIST_MARK.fullmatch(f"{mark} ")
    if kind is BlockKind.HEADING:
        return mark.isdecimal() or bool(plain and (plain["dotted"] or plain["digits"]))
    return bool(plain)
