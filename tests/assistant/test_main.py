"""Leads go on teaching: from a row of a table to what is in force, and back."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.__main__ import app, retrained
from assistant.adapters.heads_file import read_heads
from assistant.bootstrap import Assistant, assistant
from assistant.domain.answer import Answered
from assistant.domain.message import Message
from assistant.errors import AssistantError, NotPublished, SchoolFileError
from tests.fakes.small_school import SmallSchool, school_in
from tests.fakes.teaching_school import (
    ASKED,
    RIGHT,
    cases_of,
    settings_of,
    teach,
    write_teaching_school,
)
from tests.fakes.triage import FakedTriage


@pytest.fixture(scope="module")
def taught_folder(tmp_path_factory: pytest.TempPathFactory, encoder_home: Path) -> Path:
    """A school whose rows have been added, published and learnt, but not switched to."""
    folder = tmp_path_factory.mktemp("teaching")
    with pytest.MonkeyPatch.context() as patch:
        FakedTriage().instead(patch)
        school = write_teaching_school(folder, encoder_home)
        untaught = retrained(assistant(settings_of(school)), cases_of(school), lambda *_: None)
        (folder / "untaught").write_text(untaught.name)
        teach(school)
        made = assistant(settings_of(school))
        made.publish.publish(lambda *_: None)
        trial = retrained(made, cases_of(school), lambda *_: None)
        (folder / "name").write_text(trial.name)
    return folder


@pytest.fixture
def school(
    taught_folder: Path, tmp_path: Path, triage: FakedTriage, monkeypatch: pytest.MonkeyPatch
) -> SmallSchool:
    """The test's own copy, which the environment's settings name."""
    shutil.copytree(taught_folder, tmp_path / "own", symlinks=True)
    copied = school_in(tmp_path / "own")
    for name in ("home", "corpus", "prompts"):
        monkeypatch.setenv(f"ASSISTANT_{name.upper()}", str(getattr(copied, name)))
    return copied


def _name(school: SmallSchool) -> str:
    return (school.corpus.parent / "name").read_text()


def _untaught(school: SmallSchool) -> str:
    """The name of what was learnt before the rows were added, from an index without them."""
    return (school.corpus.parent / "untaught").read_text()


def _first(made: Assistant) -> str:
    """The label that an answer cites first, or how else it ends."""
    outcome = made.ask.ask(Message(ASKED), record=False)
    return outcome.citations[0].clause if isinstance(outcome, Answered) else type(outcome).__name__


def _said(*words: str) -> str:
    done = CliRunner().invoke(app, ["publish", *words])
    assert done.exit_code == 0, (done.exception, done.output)
    return done.stdout


def _retrain(school: SmallSchool, *words: str) -> str:
    return _said("--retrain", "--eval", str(cases_of(school)), *words)


def test_a_wrong_answer_is_taught_and_taught_no_more(school: SmallSchool) -> None:
    """A row is added, learnt and switched to: right. Undone: wrong again. The same journey follows both."""
    made = assistant(settings_of(school))
    assert _first(made) != RIGHT
    printed = _retrain(school, "--yes")
    assert "Of 2 questions 1 got better and " in printed
    assert f"({_name(school)})." in printed
    assert _first(made) == RIGHT
    assert _first(assistant(settings_of(school))) == RIGHT
    undone = _said("--undo")
    assert "In force: what ships." in undone
    assert f"To take that back: assistant publish --switch {_name(school)}" in undone
    assert _first(made) != RIGHT
    _said("--switch", _name(school))
    assert _first(made) == RIGHT


def test_the_rows_made_other_heads(school: SmallSchool) -> None:
    """What was learnt without them is something else, and stands beside it."""
    made = assistant()
    taught, untaught = made.learnt.read(_name(school)), made.learnt.read(_untaught(school))
    assert taught.ranking != untaught.ranking


def test_undo_goes_back_over_two_switches(school: SmallSchool) -> None:
    """To the one before, then to what ships."""
    _said("--switch", _untaught(school))
    _said("--switch", _name(school))
    assert f"({_untaught(school)})." in _said("--undo")
    assert "In force: what ships." in _said("--undo")


def test_prompts_stay_as_they_are(school: SmallSchool) -> None:
    """What ships is what an undo goes back to."""
    file = school.prompts / "heads.json"
    before = file.read_bytes()
    _said("--switch", _name(school))
    assert file.read_bytes() == before
    assert _name(school) in {path.name for path in (school.home / "learnt").iterdir()}


def test_without_a_terminal_nothing_is_switched(school: SmallSchool) -> None:
    """It says what to type."""
    printed = _retrain(school)
    assert "It is kept, and not in force. To switch to it:" in printed
    assert f"  assistant publish --switch {_name(school)}\n" in printed
    assert assistant().learnt_in_force() is None


def test_what_learning_needs_is_found_before_it_learns(school: SmallSchool) -> None:
    """Cases, and what is in force now."""
    made = assistant()
    with pytest.raises(SchoolFileError, match=r"There are no cases to compare with\. Put a table there\."):
        retrained(made, school.corpus, lambda *_: None)
    made.switch_to(_name(school))
    made.learnt.file(_name(school)).unlink()
    with pytest.raises(SchoolFileError, match="publish --undo"):
        retrained(made, cases_of(school), lambda *_: None)


def test_damage_is_an_error_with_the_cure_until_it_is_undone(school: SmallSchool) -> None:
    """Also for a process that was answering before."""
    made = assistant()
    made.switch_to(_name(school))
    assert _first(made) == RIGHT
    made.learnt.file(_name(school)).write_bytes(b"")
    fresh = assistant()
    with pytest.raises(SchoolFileError, match=r"damaged\. Run `assistant publish --undo`\."):
        fresh.ask.ask(Message(ASKED), record=False)
    with pytest.raises(SchoolFileError, match="publish --undo"):
        fresh.load_all()
    printed = _said("--undo")
    assert "In force: what ships." in printed
    assert "take that back" not in printed
    assert _first(fresh) != RIGHT


def test_an_incident_is_handed_off_whatever_is_damaged(school: SmallSchool) -> None:
    """Nothing that was learnt for answers is asked first."""
    made = assistant()
    made.switch_to(_name(school))
    made.learnt.file(_name(school)).unlink()
    outcome = assistant().ask.ask(Message("a pupil of mine has a bruise"), record=False)
    assert type(outcome).__name__ == "HandedOff"


def test_an_index_of_another_encoder_goes_by_what_ships(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its vectors mean something else; a publish says so, and a switch is refused."""
    made = assistant()
    made.switch_to(_name(school))
    assert made.learnt_in_force() == _name(school)
    monkeypatch.setattr(type(made.published()), "encoder", property(lambda _: "another"))
    other = assistant()
    assert other.learnt_in_force() is None
    assert other.heads == read_heads(school.prompts / "heads.json")
    assert other.learnt_file == school.prompts / "heads.json"
    with pytest.raises(AssistantError, match=r"with another encoder\. Run `assistant publish --retrain`\."):
        other.switch_to(_name(school))


def test_before_the_first_publish_there_is_nothing_to_switch_for(school: SmallSchool) -> None:
    """One sentence."""
    (school.home / "index" / "current").unlink()
    with pytest.raises(NotPublished, match=r"Run `assistant publish`\."):
        assistant().switch_to(_name(school))


@pytest.mark.parametrize("words", [["--retrain", "--undo"], ["--undo", "--switch", "a"], ["--yes"]])
def test_options_that_do_not_go_together_are_refused(school: SmallSchool, words: list[str]) -> None:
    """Before anything is published."""
    done = CliRunner().invoke(app, ["publish", *words])
    assert done.exit_code == 2
    assert assistant().learnt.current() is None
