"""Indexes on disk: which are kept, what happens to damaged ones, and what a publish leaves open."""

import os
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.index_folder import FolderIndex
from assistant.adapters.shelf import FolderShelf
from assistant.ports import Encoding, Published
from tests.fakes.encoder import FakeEncoder
from tests.fakes.small_school import SmallSchool

_TRIPS = "corpus/policies/trips-policy.txt"


def _publish(school: SmallSchool, shelf: FolderShelf | None = None) -> Published:
    shelf = shelf or FolderShelf(school.home, FakeEncoder)
    return shelf.publish(school.policies, school.files.examples(), lambda *_: None)


def _indexes(school: SmallSchool) -> set[str]:
    return {path.name for path in school.home.iterdir() if path.is_dir()}


def test_a_later_process_opens_what_was_published(school: SmallSchool) -> None:
    """The index on disk is all that a new process needs."""
    published = _publish(school).index
    found = FolderShelf(school.home, FakeEncoder).current()
    assert found is not None
    assert found.digest == published.digest
    assert np.array_equal(found.example_vectors, published.example_vectors)


def test_a_running_process_follows_the_switch_of_another(school: SmallSchool) -> None:
    """A shelf that is open sees the next publish without being told."""
    _publish(school)
    reader = FolderShelf(school.home, FakeEncoder)
    before = reader.current()
    school.edit(_TRIPS, "coach", "bus")
    published = _publish(school).index
    after = reader.current()
    assert before is not None
    assert after is not None
    assert before.digest != after.digest == published.digest


def test_the_last_three_indexes_are_kept_and_one_of_them_is_current(school: SmallSchool) -> None:
    """Old indexes go; one that is published again counts as new."""
    names = []
    for _ in range(3):
        names.append(_publish(school).index.digest[:16])
        school.edit(_TRIPS, "Pupils", "Pupils and pupils")
    assert _indexes(school) == set(names)
    school.edit(_TRIPS, "Pupils and pupils and pupils and pupils", "Pupils")
    again = _publish(school)
    assert (again.index.digest[:16], again.embedded) == (names[0], 0)
    school.edit(_TRIPS, "coach", "bus")
    latest = _publish(school).index.digest[:16]
    assert _indexes(school) == {names[0], names[2], latest}


def test_an_index_of_another_encoder_is_not_taken_over(school: SmallSchool) -> None:
    """Vectors of different encoders are never mixed: everything is embedded anew."""
    first = _publish(school)
    other = FakeEncoder("b" * 64)
    second = _publish(school, FolderShelf(school.home, lambda: other))
    assert second.embedded == first.embedded > 0
    assert second.index.encoder == "b" * 64
    assert second.index.digest != first.index.digest


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("content.json", None),
        ("content.json", b'{"digest": "of another version"}'),
        ("vectors.npy", b""),
        ("tokens.npy", b"half"),
        ("words/params.index.json", None),
    ],
)
def test_a_damaged_index_counts_as_none_and_a_publish_mends_it(
    school: SmallSchool, file: str, content: bytes | None
) -> None:
    """What cannot be opened is not answered from, and the same content can be published over it."""
    first = _publish(school)
    damaged = school.home / first.index.digest[:16] / file
    damaged.unlink()
    if content is not None:
        damaged.write_bytes(content)
    shelf = FolderShelf(school.home, FakeEncoder)
    assert shelf.current() is None
    mended = _publish(school, shelf)
    assert (mended.index.digest, mended.embedded) == (first.index.digest, first.embedded)
    assert FolderIndex(school.home / first.index.digest[:16]).digest == first.index.digest
    assert _indexes(school) == {first.index.digest[:16]}


def test_a_pointer_to_nothing_counts_as_no_index(school: SmallSchool) -> None:
    """Where the folder that `current` names is gone, the shelf is as good as empty."""
    school.home.mkdir()
    (school.home / "current").write_text("0123456789abcdef\n")
    shelf = FolderShelf(school.home, FakeEncoder)
    assert shelf.current() is None
    assert _publish(school, shelf).embedded > 0


def test_an_error_while_building_leaves_the_last_index_answering(school: SmallSchool) -> None:
    """Where the encoder breaks in the middle, nothing of the new index is left and the old one stays."""

    class Breaking(FakeEncoder):
        """Encodes the passages and breaks at the headings."""

        def encode(self, texts: object) -> list[Encoding]:
            raise MemoryError("in the middle")

    before = _publish(school).index.digest
    school.edit(_TRIPS, "On a trip", "While on a trip")
    shelf = FolderShelf(school.home, Breaking)
    with pytest.raises(MemoryError, match="in the middle"):
        _publish(school, shelf)
    current = shelf.current()
    assert current is not None
    assert current.digest == before
    assert {path.name for path in school.home.iterdir()} == {".lock", "current", before[:16]}
    assert _publish(school).embedded > 0


def test_publishing_leaves_no_open_files_behind(school: SmallSchool) -> None:
    """A process that publishes many times keeps none of the collections it wrote open."""
    shelf = FolderShelf(school.home, FakeEncoder)
    for _ in range(3):
        _publish(school, shelf)
        school.edit(_TRIPS, "Pupils", "Pupils and pupils")
    links = [Path("/proc/self/fd") / name for name in os.listdir("/proc/self/fd")]
    opened = [os.readlink(link) for link in links if link.is_symlink()]
    assert [path for path in opened if str(school.home) in path and "chroma" in path] == []
