"""What a lead reads and is asked before something that was learnt is switched to."""

import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from assistant.bootstrap import Assistant
from assistant.channels.cli.publishing import register
from assistant.domain.trial import Compared, GotWorse, Trial
from assistant.errors import AssistantError
from assistant.ports import Progress
from tests.assistant.channels.cli.command_line import in_one_line
from tests.fakes.small_school import SmallSchool

_SCORES = (
    Compared("answer", "all_cited", 0.4, 0.5),
    Compared("answer", "all_right", 0.25, 0.2),
    Compared("verdict", "verdict_accuracy", 0.75, 0.75),
)
_WORSE = (GotWorse("may i [red]film[/red] \x1b[2Jit", ("expected SM 1.1, cited SM 2.2",)),)


class _Retraining:
    """Keeps what ships as if it had been learnt, and says that it is better and worse."""

    def __init__(self) -> None:
        self.given: list[Path] = []
        self.name = ""

    def __call__(self, made: Assistant, cases: Path, progress: Progress) -> Trial:
        self.given.append(cases)
        progress("learning", 1, 1)
        self.name = made.keep_aside(made.heads, made.published())
        return Trial(self.name, _SCORES, 7, ("one", "two"), _WORSE)


@pytest.fixture
def retraining() -> _Retraining:
    """Takes no time."""
    return _Retraining()


def _run(retraining: _Retraining, *words: str, typed: str = "") -> Result:
    app = typer.Typer()
    register(app, retraining)
    return CliRunner().invoke(app, words, input=typed)


@pytest.fixture
def _at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the runner's own input says that it is none."""
    monkeypatch.setattr("assistant.channels.cli.publishing.at_a_terminal", lambda: True)


def test_a_plain_publish_learns_nothing(in_own_school: SmallSchool, retraining: _Retraining) -> None:
    """And says nothing of what was learnt."""
    done = _run(retraining)
    assert done.exit_code == 0, done.exception
    assert retraining.given == []
    assert "learnt" not in done.stdout
    assert "force" not in done.stdout


def test_the_scores_and_the_worse_questions_are_shown(
    in_own_school: SmallSchool, retraining: _Retraining
) -> None:
    """Before and after, the difference, and each worse question with what is wrong now."""
    done = _run(retraining, "--retrain", "--eval", "elsewhere")
    assert done.exit_code == 0, done.exception
    assert retraining.given == [Path("elsewhere")]
    told = in_one_line(re.sub("[┃│]", " ", done.stdout))
    assert "answer all cited 40.0 % 50.0 % +10.0" in told
    assert "all right 25.0 % 20.0 % -5.0" in told
    assert "verdict verdict accuracy 75.0 % 75.0 % " in told
    assert "Of 7 questions 2 got better and 1 got worse." in told
    assert "worse: may i [red]film[/red] \N{REPLACEMENT CHARACTER}[2Jit expected SM 1.1, cited SM 2.2" in told


@pytest.mark.parametrize(("typed", "switched"), [("y\n", True), ("n\n", False), ("\n", False)])
@pytest.mark.usefixtures("_at_a_terminal")
def test_at_a_terminal_the_lead_decides(
    in_own_school: SmallSchool, retraining: _Retraining, typed: str, switched: bool
) -> None:
    """Without a word nothing is switched."""
    done = _run(retraining, "--retrain", typed=typed)
    assert "Switch to what was learnt?" in done.stdout
    assert ("It is kept, and not in force." in done.stdout) is not switched
    assert ("In force: what was learnt on " in done.stdout) is switched
    pointer = in_own_school.home / "learnt" / "current"
    assert pointer.exists() is switched


def test_a_plain_publish_says_what_is_in_force(in_own_school: SmallSchool, retraining: _Retraining) -> None:
    """Where that is not what ships."""
    _run(retraining, "--retrain", "--yes")
    assert re.search(rf"In force: what was learnt on .* \({retraining.name}\)\.", _run(retraining).stdout)


def test_what_is_in_force_already_is_not_offered(in_own_school: SmallSchool, retraining: _Retraining) -> None:
    """The tables are those that it was learnt from."""
    _run(retraining, "--retrain", "--yes")
    again = _run(retraining, "--retrain", "--yes")
    assert "This is what is in force already." in again.stdout
    assert "To go back" not in again.stdout
    assert "In force: what ships." in _run(retraining, "--undo").stdout


def test_a_refused_file_does_not_stop_the_learning(
    in_own_school: SmallSchool, retraining: _Retraining
) -> None:
    """The index holds its last good version; the exit status says that something is left to do."""
    policies = in_own_school.corpus / "policies"
    (policies / "trips-policy.txt").write_bytes(b"\x00\x01\x02")
    done = _run(retraining, "--retrain", "--yes")
    assert "Refused:" in done.stdout
    assert done.exit_code == 1
    assert len(retraining.given) == 1
    assert "In force: what was learnt on " in done.stdout


def test_what_the_encoder_has_outgrown_is_said(
    in_own_school: SmallSchool, retraining: _Retraining, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each publish, with the cure; what ships answers meanwhile."""
    _run(retraining, "--retrain", "--yes")
    monkeypatch.setattr(Assistant, "_fits", lambda *_: False)
    told = in_one_line(_run(retraining).stdout)
    assert "In force: what ships, for what was learnt on " in told
    assert "does not fit the encoder of now. Run `assistant publish --retrain`." in told


def test_undo_without_a_switch_is_refused(in_own_school: SmallSchool, retraining: _Retraining) -> None:
    """One sentence."""
    done = _run(retraining, "--undo")
    assert isinstance(done.exception, AssistantError)
    assert str(done.exception) == "What ships is in force: there is nothing to go back to."
