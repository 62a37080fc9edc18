"""Marks that a word processor or a browser counts."""

import pytest

from assistant.adapters.formats.automatic_numbers import marked, numeral
from assistant.adapters.formats.composing import Piece
from assistant.domain.source import BlockKind


def _marked(text: str, mark: str, kind: BlockKind = BlockKind.ITEM) -> str:
    [piece] = marked(iter([Piece(text, kind)]), mark)
    return piece.text


@pytest.mark.parametrize(
    ("style", "number", "shown"),
    [
        ("decimal", 12, "12"),
        ("lowerLetter", 1, "a"),
        ("lowerLetter", 26, "z"),
        ("lowerLetter", 27, ""),
        ("lowerLetter", 0, ""),
        ("lowerRoman", 4, "iv"),
        ("lowerRoman", 9, "ix"),
        ("lowerRoman", 28, "xxviii"),
        ("lowerRoman", 40, ""),
        ("lowerRoman", 0, ""),
        ("upperRoman", 4, ""),
        ("bullet", 1, ""),
    ],
)
def test_numerals(style: str, number: int, shown: str) -> None:
    """Numbers are shown in the styles that clause numbers use; others are left to the product's count."""
    assert numeral(style, number) == shown


@pytest.mark.parametrize("mark", ["(a)", "a.", "3.", "(iv)", "1.1", "4.2.", "2)"])
def test_an_item_shows_its_mark(mark: str) -> None:
    """The mark stands in front of the words, as a reader sees it."""
    assert _marked("be open", mark) == f"{mark} be open"


@pytest.mark.parametrize("mark", ["", ".", "Article 4", "IV.", "2023.", "A)"])
def test_a_mark_that_would_not_be_known_again_is_left_out(mark: str) -> None:
    """What would not be taken for a mark would become part of the quoted words."""
    assert _marked("be open", mark) == "be open"


def test_words_that_bear_a_mark_get_no_other() -> None:
    """A typed '(a)' in an automatic list stays the only mark."""
    assert _marked("(a) be open", "1.") == "(a) be open"


@pytest.mark.parametrize(("mark", "text"), [("3.", "3. Visits"), ("1.2", "1.2 Visits"), ("(a)", "Visits")])
def test_headings_bear_numbers_only(mark: str, text: str) -> None:
    """A letter in front of a heading is no section number."""
    assert _marked("Visits", mark, BlockKind.HEADING) == text


def test_only_the_first_piece_is_marked() -> None:
    """Further paragraphs of an item have no mark, and an item without pieces has none to bear."""
    pieces = [Piece("one", BlockKind.ITEM), Piece("two", BlockKind.ITEM)]
    assert [piece.text for piece in marked(iter(pieces), "a)")] == ["a) one", "two"]
    assert list(marked(iter([]), "a)")) == []
