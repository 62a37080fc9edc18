"""What was learnt, as files."""

from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.heads_file import read_bridge, read_heads, write_bridge, write_heads
from assistant.domain.heads import Head, Heads
from assistant.errors import SchoolFileError
from assistant.retrieval.bridge import Bend, Bridge
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


def test_a_bridge_comes_back_in_half_precision(tmp_path: Path) -> None:
    """The four maps keep their shapes and places, and their numbers to three digits."""
    random = np.random.default_rng(3)
    shapes = [(6, 2), (2, 6), (6, 3), (3, 6)]
    maps = [random.standard_normal(shape).astype(np.float32) for shape in shapes]
    bridge = Bridge(Bend(*maps[:2]), Bend(*maps[2:]))
    write_bridge(tmp_path / "bridge.npz", bridge)
    back = read_bridge(tmp_path / "bridge.npz")
    read = (back.questions.down, back.questions.up, back.passages.down, back.passages.up)
    for found, written in zip(read, maps, strict=True):
        assert found.dtype == np.float32
        assert found == pytest.approx(written, rel=1e-3)


def test_a_missing_or_damaged_bridge_is_named_with_the_cure(tmp_path: Path) -> None:
    """Deleted, emptied, cut short, or of another kind: one sentence says how to get it back."""
    path = tmp_path / "bridge.npz"
    whole = (PROJECT / "prompts" / "bridge.npz").read_bytes()
    np.savez(tmp_path / "other.npz", other=np.zeros(3))
    for content in (None, b"", whole[: len(whole) // 2], b"text", (tmp_path / "other.npz").read_bytes()):
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(SchoolFileError) as caught:
            read_bridge(path)
        assert str(caught.value) == (
            "bridge.npz: The learnt bridge is missing or damaged. Put the file back, or run `make train`."
        )


def test_the_bridge_that_ships_fits_the_default_encoder() -> None:
    """prompts/bridge.npz maps vectors of 384 numbers to vectors of 384 numbers."""
    bridge = read_bridge(PROJECT / "prompts" / "bridge.npz")
    for bend in (bridge.questions, bridge.passages):
        assert bend.bent(np.eye(384, dtype=np.float32)).shape == (384, 384)
