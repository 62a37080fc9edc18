"""What was learnt, as files."""

from pathlib import Path

import pytest

from assistant.adapters.heads_file import read_heads, write_heads
from assistant.domain.heads import Head, Heads
from assistant.errors import SchoolFileError
from tests.fakes.small_school import PROJECT

_HEAD = Head(("margin", "overlap"), ("answered", "not_covered"), ((0.25, -1.0), (0.5, 2.0)), (0.0, 0.125))
_HEADS = Heads({"lexical": 0.5, "dense": 1.25}, _HEAD, _HEAD, _HEAD, "digest of the tables")


def test_heads_come_back_as_they_were_written(tmp_path: Path) -> None:
    """Nothing is lost or rounded on the way through the file."""
    write_heads(tmp_path / "heads.json", _HEADS)
    assert read_heads(tmp_path / "heads.json") == _HEADS


def test_the_file_shows_differences_line_by_line(tmp_path: Path) -> None:
    """Each weight has a line of its own and the file ends with one, so that a diff can be read."""
    write_heads(tmp_path / "heads.json", _HEADS)
    text = (tmp_path / "heads.json").read_text()
    assert '\n  "dense": 1.25\n' in text
    assert text.endswith("}\n")


@pytest.mark.parametrize("content", [None, "", "{", "[]", '{"ranking": {"dense": "much"}}'])
def test_missing_or_damaged_heads_are_named_with_the_cure(tmp_path: Path, content: str | None) -> None:
    """A lead who deleted or edited the file reads how to get it back."""
    path = tmp_path / "heads.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(SchoolFileError) as caught:
        read_heads(path)
    assert str(caught.value) == (
        "heads.json: The trained heads are missing or damaged. Put the file back, or run `make train`."
    )


def test_the_heads_that_ship_can_be_read() -> None:
    """prompts/heads.json is what this code writes and reads."""
    assert read_heads(PROJECT / "prompts" / "heads.json").ranking
