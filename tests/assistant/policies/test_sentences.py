"""Sentences of a clause, with their places."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.policies.sentences import sentences

_TEXT = st.text(st.sampled_from("aBe.g!?'\")( \n\u201d1")) | st.text()


def _split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, 0, len(text))]


def test_sentences_end_at_stops() -> None:
    """A stop, a question mark or an exclamation mark ends a sentence where a new one begins."""
    assert _split("Staff report. May they wait? No! 12 hours\npass.") == [
        "Staff report.",
        "May they wait?",
        "No!",
        "12 hours\npass.",
    ]


def test_quotation_marks_and_brackets_go_along() -> None:
    """What closes behind a stop belongs to the sentence, what opens to the next one."""
    assert _split('He said "Stop." (They did.) "Then go."') == [
        'He said "Stop."',
        "(They did.)",
        '"Then go."',
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Sites (e.g. Facebook) count.",
        "Tell the lead, i.e. Mrs Mbah, at once.",
        "Ask Mrs. Wilson or Dr. Mbah at St. Martin's.",
        "See Art. 33 and para. 7 or No. 5 etc. Below.",
        "Mr J. A. Smith decides.",
        "Version 2.1 counts.",
        "staff wait. they report",
    ],
)
def test_abbreviations_end_no_sentence(text: str) -> None:
    """Stops inside a sentence do not divide it: half a sentence would be a wrong quote."""
    assert _split(text) == [text]


def test_a_word_that_only_ends_like_an_abbreviation() -> None:
    """'rooms.' ends a sentence although 's.' is an abbreviation."""
    assert _split("Lock the rooms. Tell the office.") == ["Lock the rooms.", "Tell the office."]


def test_places_count_in_the_whole_text() -> None:
    """Only the given part is split, and the offsets are those of the text around it."""
    text = "Before. One. Two. After."
    assert [(span.start, span.end) for span in sentences(text, 8, 17)] == [(8, 12), (13, 17)]
    assert sentences(text, 8, 8) == ()


@given(_TEXT, st.data())
def test_sentences_tile(text: str, data: st.DataObject) -> None:
    """Sentences follow each other without overlap, and only white space stands between them."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = sentences(text, start, end)
    if start == end:
        assert spans == ()
        return
    assert (spans[0].start, spans[-1].end) == (start, end)
    assert all(span.start < span.end for span in spans)
    assert all(text[one.end : two.start].isspace() for one, two in pairwise(spans))
