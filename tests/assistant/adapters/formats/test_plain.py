"""Plain text: blocks by lines and blank lines, also where a program broke the lines."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from assistant.adapters.formats.plain import read_plain
from assistant.domain.source import BlockKind

_PARAGRAPH = "Staff who see a pupil online must not answer, and must tell the safeguarding lead at once. " * 6
_LINES = st.text(st.sampled_from("ab .:-)1\t\u2003\r\n\x0b\x1c"), max_size=300)


def _texts(text: str) -> list[str]:
    return [text[block.start : block.end] for block in read_plain(text).blocks]


def _wrapped(*paragraphs: str, indent: str = "") -> str:
    return "\n".join(
        textwrap.fill(p, 72, subsequent_indent=indent, break_on_hyphens=False) for p in paragraphs
    )


def test_lines_are_paragraphs() -> None:
    """In a text that nobody wrapped each line is a block, and blank lines set blocks apart."""
    source = read_plain("Visits\n\n  Staff plan.  \nStaff tell.\n\n\n")
    assert [source.text[block.start : block.end] for block in source.blocks] == [
        "Visits",
        "Staff plan.",
        "Staff tell.",
    ]
    assert [block.spaced for block in source.blocks] == [True, True, False]
    assert {block.kind for block in source.blocks} == {BlockKind.PLAIN}


def test_wrapped_lines_are_joined() -> None:
    """Lines that were broken at one width are one paragraph, verbatim."""
    text = f"Visits\n\n{_wrapped(_PARAGRAPH)}\n\n{_wrapped(_PARAGRAPH)}\n"
    assert _texts(text) == ["Visits", _wrapped(_PARAGRAPH), _wrapped(_PARAGRAPH)]


def test_a_short_line_ends_a_wrapped_paragraph() -> None:
    """Two wrapped paragraphs without a blank line between stay two: the next word would have fitted."""
    first = f"{_PARAGRAPH} Always."
    text = _wrapped(first, "Then staff wait.", _PARAGRAPH)
    assert _texts(text) == [_wrapped(first), "Then staff wait.", _wrapped(_PARAGRAPH)]


def test_one_longer_line_does_not_say_where_lines_were_broken() -> None:
    """The `fold` command lets a paragraph's last line be longer than lines that go on."""
    broken = "\n".join(["abcd " * 10 + "abcd"] * 40)
    longer = "abcd " * 10 + "abcd abcd"
    text = f"{broken}\n\n{longer}\nabcd"
    assert _texts(text)[0] == broken


def test_marks_end_a_wrapped_item() -> None:
    """Items whose lines were broken and indented stay items."""
    items = [f"- {_PARAGRAPH}", f"b) {_PARAGRAPH}", f"4.1 {_PARAGRAPH}"]
    assert len(_texts(_wrapped(*items, indent="  "))) == 3


def test_a_word_that_looks_like_a_mark_does_not_end_a_sentence() -> None:
    """'999.' and '-' at the start of a broken line are no items."""
    line = "word " * 14 + "by"
    text = f"{line}\n999. Staff wait\n{line}\n- as ever -\n" + f"{line}\n" * 9
    assert "999. Staff wait" not in _texts(text)
    assert "- as ever -" not in _texts(text)


def test_a_few_short_lines_are_not_wrapped() -> None:
    """A list of short lines is no wrapped paragraph, however many there are."""
    text = "\n".join(f"Line {number}" for number in range(40))
    assert len(_texts(text)) == 40


@given(_LINES)
def test_every_word_stands_in_one_block(text: str) -> None:
    """Blocks follow each other without overlap and leave out white space only."""
    blocks = read_plain(text).blocks
    ends = [0, *(block.end for block in blocks)]
    starts = [*(block.start for block in blocks), len(text)]
    assert all(text[end:start].strip() == "" for end, start in zip(ends, starts, strict=True))
    assert all(text[b.start : b.end] == text[b.start : b.end].strip() != "" for b in blocks)


@given(st.lists(st.sampled_from(["Staff plan.", "- tell", "a) go", _PARAGRAPH]), max_size=12))
def test_wrapping_changes_no_paragraph(paragraphs: list[str]) -> None:
    """Where blank lines stand between paragraphs, wrapping leaves each one whole and apart."""
    wrapped = [_wrapped(paragraph) for paragraph in (_PARAGRAPH * 2, *paragraphs)]
    assert _texts("\n\n".join(wrapped)) == wrapped
