"""A long message is read in pieces, and no word of it is left out."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.triage.windows import PAGE, SHORT, WORDS, windows

_FILLER = "Could you tell me which form we use for the trip? "
# A line end, and the end of a sentence, are where a piece may begin.
_GAPS = st.sampled_from([" ", " ", " ", "  ", "\n", "\r\n\n", "\t", ". ", "! ", "?\n"])


def _numbered(count: int, end: str = "") -> str:
    return " ".join(f"w{at}{end}" for at in range(count))


def _words(pieces: Iterable[str]) -> list[list[str]]:
    return [piece.split() for piece in pieces]


@pytest.mark.parametrize("text", ["he hit her", "One. Two!\nThree", _numbered(WORDS), "x" * 20_000])
def test_a_short_message_is_its_own_piece(text: str) -> None:
    """However many sentences it has; a single word may be of any length."""
    assert windows(text) == (" ".join(text.split()),)


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_nothing_is_one_empty_piece(text: str) -> None:
    """There is always something to judge."""
    assert windows(text) == ("",)


def test_spaces_and_line_ends_count_for_nothing() -> None:
    """Trailing spaces and how a message is wrapped do not change what is read."""
    assert windows("  he   hit\n her \n\n") == windows("he hit her")


@pytest.mark.parametrize("count", [WORDS + 1, PAGE + 1])
def test_pieces_begin_with_a_sentence_and_overlap_by_one(count: int) -> None:
    """Every two sentences that stand side by side are read together in some piece."""
    sentences = [" ".join(f"s{at}w{word}" for word in range(6)) + "." for at in range(count // 6 + 1)]
    pieces = windows(" ".join(sentences))
    assert len(pieces) > 1
    assert all(piece.startswith(tuple(sentences)) and piece.endswith(".") for piece in pieces)
    for one, following in pairwise(sentences):
        assert any(f"{one} {following}" in piece for piece in pieces)


@pytest.mark.parametrize("after", [WORDS, 2 * PAGE])
@pytest.mark.parametrize("before", range(0, 2 * WORDS, 7))
def test_what_happened_is_read_in_one_piece_without_any_full_stop(before: int, after: int) -> None:
    """In a page typed without punctuation ten words stand together in a piece, wherever they begin."""
    happened = " ".join(f"happened{at}" for at in range(SHORT // 2))
    text = f"{_numbered(before)} {happened} {_numbered(after)}"
    assert any(happened in piece for piece in windows(text))


def test_a_sentence_that_fits_is_not_cut() -> None:
    """Only a sentence longer than a piece comes in parts."""
    long = _numbered(WORDS - 1) + " end."
    assert long in windows(f"Before this. {long} After it.")
    short = _numbered(SHORT - 1) + " end."
    assert any(short in piece for piece in windows(f"{_FILLER * 50} {short} {_FILLER * 50}"))


@pytest.mark.parametrize(("count", "most"), [(WORDS, WORDS), (PAGE, WORDS), (PAGE + 1, SHORT)])
def test_a_page_comes_in_shorter_pieces(count: int, most: int) -> None:
    """A terse sentence among many harmless ones is read with few of them."""
    assert max(map(len, _words(windows(_numbered(count))))) == most


def test_a_held_key_comes_in_pieces_of_a_hundred_letters() -> None:
    """A word without an end does not carry a long message out of the encoder's sight."""
    first, *_ = windows("a" * 1_050 + ". " + _numbered(WORDS))
    assert [len(word) for word in first.split()] == [*[100] * 10, 51]


def test_a_page_of_the_same_takes_few_readings() -> None:
    """20,000 characters of one sentence again and again are read a few times only."""
    pieces = windows((_FILLER * 500)[:20_000] + " He hit her.")
    assert len(pieces) <= 4
    assert pieces[-1].endswith("He hit her.")


def test_a_page_of_different_words_is_read_to_its_end() -> None:
    """20,000 characters take at most twice as many pieces as they would side by side."""
    text = _numbered(3_400)[:20_000]
    pieces = windows(text)
    assert len(pieces) <= 2 * (len(text.split()) // SHORT + 1)
    assert pieces[-1].endswith(text.split()[-1])


@settings(max_examples=60)
@given(st.lists(_GAPS, max_size=60), st.integers(1, 12))
def test_every_word_is_in_a_piece_and_pieces_are_short(gaps: list[str], times: int) -> None:
    """Wherever sentences and lines end: nothing is lost, nothing is made up, no piece comes twice."""
    text = "".join(f"w{at}{gap}" for at, gap in enumerate(gaps * times))
    pieces = windows(text)
    assert {word for words in _words(pieces) for word in words} == set(text.split())
    assert max(map(len, _words(pieces))) <= WORDS
    assert len(set(pieces)) == len(pieces)


@given(st.text(max_size=300))
def test_any_text_has_pieces(text: str) -> None:
    """Every letter and figure of a text without links and telephone numbers is read."""
    if not any(sign in text.lower() for sign in ("http", "www.", "+", "0")):
        read = "".join(windows(text))
        assert {one for one in text if one.isalnum()} == {one for one in read if one.isalnum()}
