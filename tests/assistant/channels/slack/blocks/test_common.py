"""The pieces that all blocks are made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.channels.slack.blocks.common import (
    alert,
    choices,
    cut,
    escaped,
    fallback,
    fitting,
    headline,
    length,
    pieces,
    read_value,
    section,
    text_of,
    value_of,
)
from tests.assistant.channels.slack.blocks.drawn import FIRING, refused, unparsed
from tests.fakes.shipped import shipped_replies


def test_the_fallback_gives_nothing_away() -> None:
    """What a locked telephone shows is one sentence for everything, without subject or urgency."""
    said = fallback(shipped_replies())
    assert not set("<>") & set(said)
    for word in ("incident", "case", "urgent", "report", "answer", "question", "danger", "safeguarding"):
        assert word not in said.lower()


def test_text_for_a_field_that_is_parsed_is_escaped() -> None:
    """No mention or link is left in it."""
    assert escaped("<!channel> & <@U1>") == "&lt;!channel&gt; &amp; &lt;@U1&gt;"


@given(st.text(max_size=400), st.integers(1, 50))
def test_pieces_put_together_are_the_text(text: str, most: int) -> None:
    """And none is longer than allowed."""
    parts = list(pieces(text, most))
    assert "".join(parts) == text
    assert max(map(len, parts)) <= most


def test_pieces_end_with_a_word_where_there_is_one() -> None:
    """A word is only broken where it is too long by itself."""
    assert list(pieces("one two three", 8)) == ["one two ", "three"]
    assert list(pieces("abcdefghij", 4)) == ["abcd", "efgh", "ij"]


@pytest.mark.parametrize(("text", "shown"), [("four", "four"), ("fifth", "fif…")])
def test_what_is_cut_says_so(text: str, shown: str) -> None:
    """With an ellipsis, within the limit."""
    assert cut(text, 4) == shown


def test_a_value_is_read_as_it_was_made() -> None:
    """Key and option; a key alone has no option."""
    assert read_value(value_of("Ev1", "2")) == ("Ev1", "2")
    assert read_value("123.456.abc") == ("123.456.abc", "")


@pytest.mark.parametrize("count", [1, 25, 26, 60])
def test_any_number_of_choices_fits(count: int) -> None:
    """Twenty-five buttons a row, cut to the length of a button."""
    rows = choices((f"{number} {FIRING}" * 9, f"branch:{number}", "Ev1") for number in range(count))
    assert refused(rows) == []
    assert len(rows) == (count + 24) // 25


@pytest.mark.parametrize(("size", "kind"), [(150, "header"), (151, "rich_text"), (9000, "rich_text")])
def test_a_long_headline_is_no_header(size: int, kind: str) -> None:
    """Slack's headers are short."""
    block = headline("x" * size)
    assert block.type == kind
    assert refused([block]) == []


@pytest.mark.parametrize("plain", [False, True])
def test_a_banner_says_the_same_to_older_clients(plain: bool) -> None:
    """As an alert or as a quote, never parsed."""
    block = alert(FIRING, "error", plain).to_dict()
    assert block["type"] == ("rich_text" if plain else "alert")
    assert text_of(block) == FIRING
    assert unparsed(block)


def test_what_does_not_fit_is_left_out_whole() -> None:
    """Later parts that do fit are kept."""
    short, long = [section("short")], [section("x" * 100)]
    assert fitting([short, long, short], 20, 9) == [short, short]
    assert fitting([short, short, short], 99, 2) == [short, short]
    assert length(short) == 5
