"""The commands of role holders: each sees only what is theirs, and every step is kept."""

import re
from dataclasses import replace
from datetime import datetime

import pytest
import typer
from typer.testing import CliRunner

from assistant.adapters.case_store.store import SqlCaseStore
from assistant.adapters.notifiers.heartbeat import NoHeartbeat
from assistant.bootstrap import assistant
from assistant.channels.cli.app import app
from assistant.domain.case import CaseState, Change, ClosingOutcome, EventKind
from assistant.errors import CaseStoreError
from assistant.journeys.chase import ChaseJourney, Sweep
from tests.assistant.channels.cli.command_line import in_one_line, refused, reported, said
from tests.fakes.small_school import SmallSchool

pytestmark = pytest.mark.usefixtures("in_own_school")
_LEAD, _DEPUTY, _HEAD, _CHAIR = (
    "safeguarding_lead",
    "deputy_safeguarding_lead",
    "headteacher",
    "chair_of_governors",
)
_BRUISE = "a pupil of mine has a bruise on her neck"
_SHOUTED = "the head shouted at a boy until he cried"


def _as(role: str) -> tuple[str, str]:
    return "--as", role


def _kinds(reference: str) -> list[EventKind]:
    return [event.kind for event in assistant().cases.events(reference)]


def test_cases_are_a_table_of_what_is_open() -> None:
    """Reference, time, a neutral word for what it is, urgency and state, and no word of a report."""
    reported_first, urgent = reported(_BRUISE), reported("a child has collapsed in the hall")
    table = said("cases", *_as(_LEAD))
    assert max(map(len, table.splitlines())) <= 80
    rows = [line for line in table.splitlines() if re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", line)]
    assert [urgent in rows[0], reported_first in rows[1]] == [True, True]
    assert "yes" in rows[0]
    assert "yes" not in rows[1]
    assert "protection" in table
    assert "nobody has" in table
    assert "bruise" not in table


def test_without_a_case_there_is_no_table() -> None:
    """One line says so."""
    assert said("cases", *_as(_LEAD)) == "No case.\n"
    assert said("cases", "--closed", *_as(_LEAD)) == "No case.\n"


def test_the_head_is_shown_no_case_about_the_head() -> None:
    """Not in the table, and every command says that there is none such; the chair of governors sees it."""
    reference = reported(_SHOUTED)
    assert said("cases", *_as(_HEAD)) == "No case.\n"
    for command in (("open",), ("ack",), ("take",), ("note",), ("close",), ("reopen",)):
        words = [*command, reference, *(["a note"] if command == ("note",) else []), *_as(_HEAD)]
        assert refused(*words) == "There is no such case."
    assert reference in said("cases", *_as(_CHAIR))
    assert "shouted" in said("open", reference, *_as(_CHAIR))


def test_a_role_that_is_not_on_the_ladder_sees_nothing() -> None:
    """A leak of data is no concern of the chair of governors."""
    reference = reported("i sent the register to the wrong parent")
    assert said("cases", *_as(_CHAIR)) == "No case.\n"
    assert refused("open", reference, *_as(_CHAIR)) == "There is no such case."
    assert reference in said("cases", *_as("data_protection_lead"))


@pytest.mark.parametrize("command", ["open", "ack", "take", "close", "reopen"])
def test_an_unknown_reference_is_no_case(command: str) -> None:
    """The same words as for a case that somebody may not see."""
    assert refused(command, "AAAA-AAAA", *_as(_LEAD)) == "There is no such case."


def test_opening_shows_the_words_and_is_kept() -> None:
    """Who reported, what was typed, and all that happened, the opening itself included."""
    reference = reported(_BRUISE, by="rae")
    shown = said("open", reference.lower(), *_as(_LEAD))
    assert shown.startswith(f"Case {reference}, reported by rae\n")
    assert f"\n{_BRUISE}\n" in shown
    assert "Ann Ashdown opened the case." in shown
    assert "the case was recorded." in shown
    assert _kinds(reference)[-1] is EventKind.OPENED
    assert "Ann Ashdown opened the case." in said("open", reference, *_as(_DEPUTY))


def test_words_cannot_order_the_terminal_about() -> None:
    """What would clear the screen or hide a line is shown as a mark; the words themselves are all there."""
    reference = reported(f"{_BRUISE} \x1b[2J\x1b[8m [bold]hidden[/bold]\x07")
    shown = said("open", reference, *_as(_LEAD))
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "[bold]hidden[/bold]" in in_one_line(shown)


def test_the_first_to_acknowledge_holds_the_case() -> None:
    """Whoever comes later is told who was first; the table says who has it."""
    reference = reported(_BRUISE)
    assert said("ack", reference, *_as(_DEPUTY)) == f"You hold case {reference}.\n"
    late = refused("ack", reference, *_as(_LEAD))
    assert re.fullmatch(r"Bo Birchall acknowledged this case first, at \d\d:\d\d\.", late)
    table = in_one_line(said("cases", *_as(_LEAD)))
    assert "held" in table
    assert "Bo" in table
    assert said("take", reference, *_as(_LEAD)) == f"You hold case {reference}.\n"
    case = assistant().cases.case(reference)
    assert case is not None
    assert (case.state, case.held_name) == (CaseState.ACKNOWLEDGED, "Ann Ashdown")


def test_once_somebody_holds_a_case_its_words_are_theirs() -> None:
    """Others who may see the case are told who holds it; taking it over hands the words on too."""
    reference = reported(_BRUISE)
    said("ack", reference, *_as(_DEPUTY))
    held = "Bo Birchall holds this case. Take it over to read what was reported."
    assert refused("open", reference, *_as(_LEAD)) == held
    assert _BRUISE in said("open", reference, *_as(_DEPUTY))
    said("take", reference, *_as(_LEAD))
    assert _BRUISE in said("open", reference, *_as(_LEAD))


def test_a_note_is_kept_with_the_words() -> None:
    """It stands under them, and the history says that there is one and not what it says."""
    reference = reported(_BRUISE)
    assert said("note", reference, "rang the nurse", *_as(_LEAD)) == "Noted.\n"
    shown = said("open", reference, *_as(_DEPUTY))
    assert f"{_BRUISE}\n\nrang the nurse\n" in shown
    assert "a note was made." in shown


def test_a_role_holder_reads_the_reporters_name() -> None:
    """In the heading and in the history, where the channel knows the reporter by an id."""
    reference = reported(_BRUISE, by="U0123")
    assistant().cases.change(reference, lambda case: Change(replace(case, reporter_name="Rae Porter")))
    opened = in_one_line(said("open", reference, *_as(_LEAD)))
    assert "reported by Rae Porter" in opened
    assert "U0123" not in opened
    followed = said("state", reference, by="U0123")
    assert "U0123" not in followed


def test_a_case_is_closed_with_an_outcome_and_opened_again() -> None:
    """It moves to the closed ones and back; a case cannot be closed or re-opened twice."""
    reference = reported(_BRUISE)
    assert refused("reopen", reference, *_as(_LEAD)) == "This case is not closed."
    closing = ("close", reference, "--outcome", "referred_on", *_as(_LEAD))
    assert said(*closing) == f"Case {reference} is closed.\n"
    assert refused("close", reference, *_as(_LEAD)) == "This case is closed already."
    assert said("cases", *_as(_LEAD)) == "No case.\n"
    assert reference in said("cases", "--closed", *_as(_LEAD))
    case = assistant().cases.case(reference)
    assert case is not None
    assert case.outcome is ClosingOutcome.REFERRED_ON
    assert said("reopen", reference, *_as(_LEAD)) == f"Case {reference} is open again.\n"
    assert reference in said("cases", *_as(_LEAD))
    history = said("open", reference, *_as(_LEAD))
    assert "Ann Ashdown opened the case again after it was closed." in in_one_line(history)


@pytest.mark.parametrize(
    "words", [("cases",), ("open", "AAAA-AAAA"), ("cases", "--as", "caretaker"), ("close",)]
)
def test_without_a_role_no_command_of_a_role_holder_runs(words: tuple[str, ...]) -> None:
    """The one who types has to say as whom."""
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 2
    assert "Usage:" in done.stderr


def test_a_chase_sends_what_is_due_and_says_how_much(in_own_school: SmallSchool) -> None:
    """Without a mail server nothing goes out, and that is said; with nothing due there is nothing to do."""
    assert said("chase") == "0 steps, 0 alerts sent, 0 not sent.\n"
    reported(_BRUISE)
    assert re.fullmatch(r"\d+ steps, 0 alerts sent, \d+ not sent\.\n", said("chase"))


def test_a_chase_repeats_until_it_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many seconds lie between two sweeps."""
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr("assistant.channels.cli.desk.time.sleep", sleep)
    done = CliRunner().invoke(app, ["chase", "--every", "20"])
    assert waited == [20, 20, 20]
    assert done.stdout.count("0 steps, ") == 3


def test_a_chase_outlives_a_database_that_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The turn that failed is said in one line, and no watcher hears that all is well before the next."""
    beaten: list[int] = []
    turns: list[int] = []
    looking = SqlCaseStore.late

    def late(store: SqlCaseStore, before: datetime) -> tuple[str, ...]:
        turns.append(len(turns))
        if len(turns) == 2:
            raise CaseStoreError("The database of cases cannot be reached or written (X).")
        return looking(store, before)

    def sleep(_: float) -> None:
        if len(turns) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(SqlCaseStore, "late", late)
    monkeypatch.setattr(NoHeartbeat, "beat", lambda _: beaten.append(len(turns)))
    monkeypatch.setattr("assistant.channels.cli.desk.time.sleep", sleep)
    done = CliRunner().invoke(app, ["chase", "--every", "20"])
    assert beaten == [1, 3]
    assert done.stdout.count("0 steps, ") == 2
    (line,) = done.stderr.splitlines()
    assert line.endswith("this turn was not done. The database of cases cannot be reached or written (X).")


def test_a_single_chase_ends_with_the_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever started it hears of it."""

    def late(*_: object) -> tuple[str, ...]:
        raise CaseStoreError("The database of cases cannot be reached.")

    monkeypatch.setattr(SqlCaseStore, "late", late)
    assert refused("chase") == "The database of cases cannot be reached."


def test_a_case_that_breaks_is_said_aloud(monkeypatch: pytest.MonkeyPatch) -> None:
    """With status 1."""
    monkeypatch.setattr(ChaseJourney, "sweep", lambda _: Sweep(broken=1))
    done = CliRunner().invoke(app, ["chase"])
    assert done.exit_code == 1
    assert done.stderr == "1 steps or alerts could not be looked into; the log names their cases.\n"


def test_a_late_case_is_said_aloud(monkeypatch: pytest.MonkeyPatch) -> None:
    """On standard error, and with status 1, so that whatever started it can raise the alarm."""
    reference = reported(_BRUISE)
    store = type(assistant().cases)
    monkeypatch.setattr(store, "late", lambda *_: (reference,))
    done = CliRunner().invoke(app, ["chase"])
    assert done.exit_code == 1
    assert done.stderr == f"LATE by more than five minutes: {reference}\n"


def test_every_command_of_the_desk_is_registered() -> None:
    """Each has a help of its own."""
    names = {command.name for command in app.registered_commands}
    wanted = "cases open ack take note close reopen not-live state add about in-danger chase off on"
    assert names >= set(wanted.split())
    for name in wanted.split():
        assert (typer.main.get_command(app).commands[name].help or "").endswith(".")  # type: ignore[attr-defined]
