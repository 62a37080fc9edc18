"""Markdown: blocks by CommonMark, cut out of the file as it is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.adapters.formats.markdown import read_markdown
from tests.fakes.written_policies import POLICIES

_MARKS = ("# ", "## 1. ", "- ", "1. ", "> ", "    ", "\t", "---\n", "===\n", "```\n", "|", "(a) ", "*")
_ENDS = ("\n", "\r\n", "\r", "\n\n", "\u2028", " ")
_PIECES = st.sampled_from((*_MARKS, *_ENDS, "a", "Staff must.", "title: x", "<b>", "[a]: b", "\x00"))


def _blocks(text: str) -> list[tuple[str, str, int]]:
    source = read_markdown(text)
    return [(block.kind.value, source.text[block.start : block.end], block.level) for block in source.blocks]


def _texts(text: str) -> list[str]:
    return [words for _, words, _ in _blocks(text)]


def test_headings_paragraphs_and_items() -> None:
    """Marks say what a block is and are no part of it; nested items stand deeper."""
    text = "# Visits\n\nStaff\nmust:\n\n- plan\n  - early\n- tell\n\n### Risk ###\n\n1. go\n2) stop\n"
    assert _blocks(text) == [
        ("heading", "Visits", 1),
        ("paragraph", "Staff\nmust:", 1),
        ("item", "plan", 1),
        ("item", "early", 2),
        ("item", "tell", 1),
        ("heading", "Risk", 3),
        ("item", "go", 1),
        ("item", "stop", 1),
    ]


def test_underlined_headings() -> None:
    """A line underlined with === or --- is a heading of the first or second level."""
    assert _blocks("Visits\n===\n\nOn trips\n---\n\nStaff plan.") == [
        ("heading", "Visits", 1),
        ("heading", "On trips", 2),
        ("paragraph", "Staff plan.", 1),
    ]


def test_empty_headings_items_and_paragraphs_are_none() -> None:
    """Marks without words, and white space that only Unicode knows as such, make no block."""
    assert _texts("# Visits\n\n#\n\n## ##\n\n-\n\n\x85\n\n\u2003\n\nStaff plan.") == ["Visits", "Staff plan."]


@pytest.mark.parametrize("before", ["# a", "| a", "a", "- a"])
def test_a_line_of_spaces_does_not_hang(before: str) -> None:
    """Small files are read without a limit of time, so no line may take more than its length."""
    words = f"a{' ' * 90_000}b"
    assert _texts(f"# Visits\n\n{before[:-1]}{words}\n") == ["Visits", words]


@pytest.mark.parametrize(
    ("line", "words"),
    [("## C# ##", "C#"), ("# C#", "C#"), ("# #1 rule", "#1 rule"), ("## Visits ####", "Visits")],
)
def test_signs_in_a_heading(line: str, words: str) -> None:
    """Only the marks around a heading are left out, not those in its words."""
    assert _texts(line) == [words]


def test_a_further_paragraph_of_an_item_is_a_paragraph() -> None:
    """Only the first paragraph of an item is the item."""
    assert _blocks("# Visits\n\n- plan\n\n  early\n")[1:] == [("item", "plan", 1), ("paragraph", "early", 1)]


def test_quotes_and_fenced_code_are_not_clauses() -> None:
    """What is set apart as quoted or as code is not the policy's own word."""
    assert _texts("# Visits\n\n> Quoted.\n\n```\ncode\n```\n\nStaff plan.") == ["Visits", "Staff plan."]


def test_an_indented_paragraph_is_not_lost() -> None:
    """Four spaces in front of a paragraph are a habit of typing, no code."""
    assert _texts("# Visits\n\n    Staff plan.\n") == ["Visits", "Staff plan."]


def test_a_table_row_is_a_paragraph() -> None:
    """Each row is a block without its outer strokes; the line under the first is none."""
    text = "# Visits\n\n| Case | Tell |\n|:---|---:|\n| Fire | office |\n"
    assert _texts(text) == ["Visits", "Case | Tell", "Fire | office"]


def test_front_matter_is_no_text() -> None:
    """The lines between --- on top are keys with values; quotation marks around a value do not count."""
    source = read_markdown('---\ntitle: "Visits: all"\nshort: VI\nno key\n---\n# Visits\n\nStaff plan.\n')
    assert source.front_matter == (("title", "Visits: all"), ("short", "VI"))
    assert source.text[source.blocks[0].start :].startswith("Visits\n")


def test_front_matter_of_a_file_without_headings_is_no_text() -> None:
    """A file that is read as plain text keeps its front matter out of the clauses as well."""
    source = read_markdown("---\nshort: VI\n---\n\nVisits\n\nStaff plan.\n")
    assert source.front_matter == (("short", "VI"),)
    assert [source.text[block.start : block.end] for block in source.blocks] == ["Visits", "Staff plan."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_shift_no_offset(end: str) -> None:
    """Whatever ends the lines, blocks are cut at the same words."""
    text = "# Visits\n\nStaff must:\n\n- plan\n- tell\n\n## Risk\n\nStaff wait.\n"
    assert _texts(text.replace("\n", end)) == _texts(text)


@pytest.mark.parametrize("path", sorted(POLICIES.glob("*.md")), ids=lambda path: path.stem)
def test_no_word_of_a_policy_is_lost(path: Path) -> None:
    """All that stands in the model policies is in a block, but for front matter and marks."""
    text = path.read_text("utf-8")
    source = read_markdown(text)
    body = text.split("\n---\n", 1)[1]
    kept = "".join(source.text[block.start : block.end] for block in source.blocks)
    assert sorted("".join(body.split()).replace("#", "").replace("-", "")) == sorted(
        "".join(kept.split()).replace("#", "").replace("-", "")
    )


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_blocks_follow_each_other(text: str) -> None:
    """Any text is read; blocks stand in order, inside the text, and do not overlap."""
    source = read_markdown(text)
    assert source.text == text
    ends = [0, *(block.end for block in source.blocks)]
    assert all(end <= block.start <= block.end for end, block in zip(ends, source.blocks, strict=False))
    assert all(block.end <= len(text) for block in source.blocks)
