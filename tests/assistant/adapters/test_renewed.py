"""Something that was made of files is made again when they have been replaced, and only then."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from assistant.adapters.renewed import Renewed


def _replace(file: Path, text: str) -> None:
    fresh = file.with_name("fresh")
    fresh.write_text(text)
    fresh.replace(file)


def test_it_is_made_again_for_each_file_that_comes_changes_or_goes(tmp_path: Path) -> None:
    """Also where the new file is as long as the old one."""
    one, other = tmp_path / "one", tmp_path / "other"
    counted = count(1)
    renewed = Renewed(lambda: next(counted), one, other)
    assert [renewed.current(), renewed.current()] == [1, 1]
    changes: list[Callable[[], None]] = [
        lambda: _replace(one, "a"),
        lambda: _replace(one, "b"),
        one.unlink,
        lambda: _replace(other, "c"),
    ]
    for times, change in enumerate(changes, 2):
        change()
        assert [renewed.current(), renewed.current()] == [times, times]


def test_what_cannot_be_made_is_tried_again(tmp_path: Path) -> None:
    """The error is for whoever asks each time."""
    errors = [ValueError("first"), ValueError("second")]

    def make() -> str:
        if errors:
            raise errors.pop(0)
        return "made"

    renewed = Renewed(make, tmp_path / "file")
    for _ in range(2):
        with pytest.raises(ValueError, match=r"first|second"):
            renewed.current()
    assert renewed.current() == "made"
