"""Of a message its words are judged, not what stands between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.triage.reading import as_read, says_nothing


def _words(text: str) -> str:
    return " ".join(as_read(text).split())


@pytest.mark.parametrize(
    "text",
    [
        "he hit her \U0001f62d\U0001f62d",
        "\U0001f44b\U0001f3fd he hit her",
        "he hit\u2764\ufe0f her",
        "he hit her 07700 900123",
        "he hit her 01632960000",
        "(01632) 960-000 he hit her",
        "he +44 (0)7700 900123 hit her",
        "he hit her https://x.example/a?b=c%20d&e=f#g",
        "he hit her www.x.example/a",
        "HTTP://X.EXAMPLE he hit her",
        "he\u200b hi\u00adt her",
    ],
)
def test_what_is_no_word_is_left_out(text: str) -> None:
    """Pictures, telephone numbers, links and signs that cannot be seen change nothing."""
    assert _words(text) == "he hit her"


@pytest.mark.parametrize(
    "text",
    [
        "she is 14, born 03/02/2011, in 9B",
        "at 17.42 on 2024-05-22",
        "form 0123456",
        "it cost \u00a3200 - really?!",
        "caf\u00e9, ni\u00f1o, \u0442\u0430\u043a, \u4f60\u597d",
        "oh no...",
        "don\u2019t \u201cdo\u201d that",
        "a_b",
    ],
)
def test_everything_else_is_read_as_it_stands(text: str) -> None:
    """Ages, dates, amounts, letters of other languages and ordinary punctuation are words of the message."""
    assert as_read(text) == text


@pytest.mark.parametrize("mark", "!.-_=*?")
def test_a_row_of_a_mark_counts_as_three(mark: str) -> None:
    """A rule across the page takes no room from the words below it."""
    assert as_read(f"so {mark * 400} he hit her") == f"so {mark * 3} he hit her"


@pytest.mark.parametrize(
    "text", ["", " \n", "...", "?!", "\U0001f44d", "07700 900123", "https://x.example/a"]
)
def test_some_messages_say_nothing(text: str) -> None:
    """There is nothing in them to be judged."""
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["no", "9", "\u4f60\u597d", "\U0001f44d ok"])
def test_a_single_word_in_any_letters_says_something(text: str) -> None:
    """It is judged."""
    assert not says_nothing(text)


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_reading_twice_changes_nothing_more(text: str) -> None:
    """Whatever is left is words, and leaving out loses no letter outside links and numbers."""
    once = as_read(text)
    if not any(part in text.lower() for part in ("http", "www.")):
        assert [one for one in once if one.isalpha()] == [one for one in text if one.isalpha()]
    assert len(once) <= len(text)
