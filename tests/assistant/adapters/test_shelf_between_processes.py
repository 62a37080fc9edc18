"""Publishing beside readers, beside other publishers, and in a process that is killed."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.adapters.index_folder import FolderIndex
from assistant.adapters.shelf import FolderShelf
from assistant.ports import Published
from tests.fakes.encoder import FakeEncoder
from tests.fakes.small_school import PROJECT, SmallSchool, write_school

_TRIPS = "corpus/policies/trips-policy.txt"


def _publish(school: SmallSchool) -> Published:
    shelf = FolderShelf(school.home, FakeEncoder)
    return shelf.publish(school.policies, school.files.examples(), lambda *_: None)


class _Process:
    """One `tests.fakes.publishing_process`, started and ready to work."""

    def __init__(self, school: SmallSchool, *work: str) -> None:
        command = [sys.executable, "-m", "tests.fakes.publishing_process", str(school.corpus.parent), *work]
        self._process = subprocess.Popen(
            command, cwd=PROJECT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"

    def go(self) -> None:
        """Let it work."""
        assert self._process.stdin is not None
        self._process.stdin.write("go\n")
        self._process.stdin.flush()

    def end(self) -> tuple[int, Any]:
        """Its exit status and what it printed."""
        printed, _ = self._process.communicate(timeout=120)
        return self._process.returncode, json.loads(printed) if printed else None


def _left_over(school: SmallSchool) -> list[str]:
    return [path.name for path in school.home.iterdir() if path.name.startswith(".building-")]


def _assert_all_whole(school: SmallSchool) -> None:
    """Every folder that could be taken for an index is one."""
    for folder in school.home.iterdir():
        if folder.is_dir() and not folder.name.startswith("."):
            assert FolderIndex(folder).digest[:16] == folder.name


@pytest.mark.parametrize("moment", ["passages 0", "passages 1", "collection 0", "collection 1", "switch"])
def test_a_killed_publish_leaves_the_last_index_answering(school: SmallSchool, moment: str) -> None:
    """Killed at any moment before the switch, it leaves no half index, and the next publish sweeps up."""
    before = _publish(school).index.digest
    school.edit(_TRIPS, "Pupils may telephone", "Every pupil may telephone")
    process = _Process(school, "publish", moment)
    process.go()
    assert process.end() == (-9, None)
    assert len(_left_over(school)) == 1
    _assert_all_whole(school)
    current = FolderShelf(school.home, FakeEncoder).current()
    assert current is not None
    assert current.digest == before
    assert current.passages[int(current.lexical("coach").argmax())].clause.label == "TR 2.2"
    after = _publish(school)
    assert after.index.digest != before
    assert after.embedded == (0 if moment == "switch" else 1)
    assert _left_over(school) == []


def test_a_publish_killed_while_it_clears_away_leaves_no_half_index(school: SmallSchool) -> None:
    """An old index goes in one step; where deleting it was cut short it can be published again."""
    first = _publish(school).index.digest
    for _ in range(2):
        school.edit(_TRIPS, "Pupils", "Pupils and pupils")
        _publish(school)
    school.edit(_TRIPS, "Pupils", "Pupils and pupils")
    process = _Process(school, "publish", "sweep")
    process.go()
    assert process.end() == (-9, None)
    assert not (school.home / first[:16]).exists()
    assert len(_left_over(school)) == 1
    _assert_all_whole(school)
    school.edit(_TRIPS, "Pupils and pupils and pupils and pupils", "Pupils")
    again = _publish(school)
    assert (again.index.digest, again.embedded) == (first, 1)
    assert _left_over(school) == []


def test_a_reader_never_sees_half_an_index_and_ends_on_the_new_one(school: SmallSchool) -> None:
    """A process in a loop reads whole indexes only, through four publishes, the last at the end."""
    digests = [_publish(school).index.digest]
    reader = _Process(school, "read", "helicopter")
    reader.go()
    for vehicle in ("bus", "train", "ferry", "helicopter"):
        school.edit(_TRIPS, "home from the", f"home from the {vehicle} or the")
        digests.append(_publish(school).index.digest)
    status, told = reader.end()
    assert status == 0
    assert told["seen"] == [digest for digest in digests if digest in told["seen"]]
    assert told["seen"][-1] == digests[-1]
    assert told["rounds"] > 1


def test_two_publishes_of_the_same_files_do_the_work_once(school: SmallSchool) -> None:
    """The second waits for the first and finds its index there."""
    processes = [_Process(school, "publish") for _ in range(2)]
    for process in processes:
        process.go()
    (one, first), (other, second) = (process.end() for process in processes)
    assert (one, other) == (0, 0)
    assert first["digest"] == second["digest"]
    least, most = sorted([first["embedded"], second["embedded"]])
    assert least == 0 < most
    assert _left_over(school) == []


def test_two_publishes_of_different_files_both_end_well(school: SmallSchool, tmp_path: Path) -> None:
    """Each index is whole, one of the two is current, and nothing is left over."""
    other = write_school(tmp_path / "other")
    other.edit(_TRIPS, "coach", "bus")
    school.home.mkdir()
    other.home.symlink_to(school.home)
    processes = [_Process(school, "publish"), _Process(other, "publish")]
    for process in processes:
        process.go()
    ends = [process.end() for process in processes]
    assert [status for status, _ in ends] == [0, 0]
    published = {told["digest"] for _, told in ends}
    current = FolderShelf(school.home, FakeEncoder).current()
    assert len(published) == 2
    assert current is not None
    assert current.digest in published
    _assert_all_whole(school)
    assert _left_over(school) == []
