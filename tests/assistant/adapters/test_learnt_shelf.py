"""What a school has learnt: kept beside one another, switched in one step, and gone back from."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.adapters.learnt_shelf import About, LearntShelf
from assistant.domain.heads import Head, Heads
from assistant.errors import AssistantError, SchoolFileError

_HEAD = Head(("margin",), ("cited", "left_out"), ((1.0,), (-1.0,)), (0.0, 0.5))
_ABOUT = About("an encoder", date(2026, 9, 1))


def _heads(weight: float) -> Heads:
    return Heads({"dense": weight}, _HEAD, _HEAD, _HEAD, "tables")


@pytest.fixture
def shelf(tmp_path: Path) -> LearntShelf:
    """An empty one, whose folder does not exist."""
    return LearntShelf(tmp_path / "learnt")


def _kept(shelf: LearntShelf, weight: float) -> str:
    return shelf.keep(_heads(weight), _ABOUT)


def _switched(shelf: LearntShelf, *weights: float) -> list[str]:
    names = []
    for weight in weights:
        names.append(_kept(shelf, weight))
        shelf.switch(names[-1], "an encoder")
    return names


def test_what_is_kept_comes_back_and_is_not_in_force(shelf: LearntShelf, tmp_path: Path) -> None:
    """Heads, and what they were learnt with; what ships goes on."""
    assert shelf.current() is None
    name = _kept(shelf, 2.0)
    assert shelf.read(name) == _heads(2.0)
    assert shelf.about(name) == _ABOUT
    assert shelf.file(name) == tmp_path / "learnt" / name / "heads.json"
    assert shelf.current() is None


def test_the_same_content_has_the_same_name(shelf: LearntShelf) -> None:
    """Learning the same tables twice keeps one folder, whole again where it was damaged."""
    name = _kept(shelf, 1.0)
    shelf.file(name).write_text("{")
    assert _kept(shelf, 1.0) == name
    assert shelf.read(name)
    assert _kept(shelf, 1.5) != name
    assert shelf.keep(_heads(1.0), About("another", _ABOUT.on)) != name


def test_a_switch_is_seen_by_whoever_looks_again(shelf: LearntShelf, tmp_path: Path) -> None:
    """Another process reads the same file; a switch to what is in force is none."""
    other = LearntShelf(tmp_path / "learnt")
    [one, two] = _switched(shelf, 1.0, 2.0)
    assert other.current() == two
    other.switch(two, "an encoder")
    assert shelf.undo() == one


def test_undo_goes_back_step_by_step_to_what_ships(shelf: LearntShelf) -> None:
    """And not further; what was left can be switched to again."""
    one, two = _switched(shelf, 1.0, 2.0)
    assert shelf.undo() == one
    assert shelf.undo() is None
    assert shelf.current() is None
    with pytest.raises(AssistantError, match=r"What ships is in force: there is nothing to go back to\."):
        shelf.undo()
    shelf.switch(two, "an encoder")
    assert shelf.current() == two
    assert shelf.undo() is None


def test_the_last_three_are_kept_and_all_that_undo_needs(shelf: LearntShelf, tmp_path: Path) -> None:
    """However many are learnt without being switched to."""
    one, two, three, four = _switched(shelf, 1.0, 2.0, 3.0, 4.0)
    later = [_kept(shelf, weight) for weight in (5.0, 6.0, 7.0, 8.0)]
    there = {path.name for path in (tmp_path / "learnt").iterdir() if path.is_dir()}
    assert there == {two, three, four, *later[-3:]}
    assert [shelf.undo(), shelf.undo(), shelf.undo()] == [three, two, None]
    assert one not in there
    assert all(shelf.whole(name) for name in (two, three, four))


def test_a_name_that_nothing_has_is_refused(shelf: LearntShelf) -> None:
    """With those that there are."""
    with pytest.raises(AssistantError, match=r"is called pigeon\. There are: none\."):
        shelf.switch("pigeon", "an encoder")
    name = _kept(shelf, 1.0)
    with pytest.raises(AssistantError, match=rf"is called \.\./index\. There are: {name}\."):
        shelf.switch("../index", "an encoder")


def test_what_another_encoder_has_learnt_is_refused(shelf: LearntShelf) -> None:
    """Its vectors mean something else."""
    name = _kept(shelf, 1.0)
    with pytest.raises(AssistantError, match=r"with another encoder\. Run `assistant publish --retrain`\."):
        shelf.switch(name, "a newer encoder")
    assert shelf.current() is None


def _cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-20])


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("file", ["heads.json", "about.json"])
@pytest.mark.parametrize("damage", [Path.unlink, _cut_short, _emptied])
def test_damage_is_named_with_the_cure(shelf: LearntShelf, file: str, damage: Callable[[Path], None]) -> None:
    """Undo itself needs none of the files."""
    one, two = _switched(shelf, 1.0, 2.0)
    damage(shelf.file(two).with_name(file))
    with pytest.raises(SchoolFileError) as caught:
        shelf.read(two)
    assert str(caught.value) == (
        f"learnt/{two}: What was learnt is missing or damaged. Run `assistant publish --undo`."
    )
    assert not shelf.whole(two)
    with pytest.raises(SchoolFileError, match=r"Run `assistant publish --retrain`\."):
        shelf.switch(two, "an encoder")
    assert shelf.undo() == one


@pytest.mark.parametrize(
    ("file", "old", "new"), [("heads.json", "2.0", "3.0"), ("about.json", "an e", "no e")]
)
def test_a_change_that_could_still_be_read_is_damage_too(
    shelf: LearntShelf, file: str, old: str, new: str
) -> None:
    """The name says what the files must hold."""
    name = _kept(shelf, 2.0)
    path = shelf.file(name).with_name(file)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    assert not shelf.whole(name)


def test_a_pointer_that_is_no_text_can_be_undone(shelf: LearntShelf) -> None:
    """Whatever somebody has written there."""
    name = _kept(shelf, 1.0)
    shelf.pointer.write_bytes(b"\xff\xfe\x00\n" + name.encode() + b"\n")
    odd = shelf.current()
    assert odd
    with pytest.raises(SchoolFileError, match="--undo"):
        shelf.read(odd)
    assert shelf.undo() == name
