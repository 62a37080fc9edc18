"""Asking on the command line: dry runs, batches, the question back, and the off-switch."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from assistant.adapters.clock import SystemClock
from assistant.bootstrap import assistant
from assistant.channels.cli.app import app
from tests.assistant.channels.cli.command_line import REFERENCE, in_one_line, reported, said, shape
from tests.fakes.shipped import shipped_replies
from tests.fakes.small_school import SmallSchool

_BRUISE = "a pupil of mine has a bruise on her neck"
_UNCLEAR = "hm a phone, must staff keep their own phone silent in lessons"
_QUESTION = "must staff keep their own phone silent in lessons"
_REAL = shipped_replies().say("handoff.line.is_it_real")


def _line(name: str) -> str:
    return shipped_replies().say(f"handoff.line.{name}")


def _jsonl(*questions: str, options: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    typed = "".join(json.dumps({"question": question}) + "\n" for question in questions)
    return [json.loads(line) for line in said("ask", "--jsonl", *options, typed=typed).splitlines()]


def test_a_dry_run_leaves_no_trace(in_own_school: SmallSchool) -> None:
    """No database, no key, no queue of gaps appears below the home."""
    before = sorted(path.name for path in in_own_school.home.iterdir())
    for message in (_BRUISE, "someone has collapsed", _UNCLEAR, _QUESTION, "is there free parking near by"):
        said("ask", "--dry-run", message)
        _jsonl(message, options=("--dry-run",))
    assert sorted(path.name for path in in_own_school.home.iterdir()) == before == ["encoder", "index"]


def test_a_hand_off_in_a_batch_has_its_route_and_no_case_on_trial(in_own_school: SmallSchool) -> None:
    """Category, emergency, and the roles by their short names, in their order."""
    wanted = ("outcome", "category", "emergency", "route", "case")
    lines = _jsonl(
        _BRUISE,
        "someone has collapsed",
        "the head shouted",
        "i sent the register",
        _QUESTION,
        options=("--dry-run",),
    )
    assert [tuple(line[name] for name in wanted) for line in lines] == [
        ("handed_off", "child_protection", False, ["dsl"], None),
        ("handed_off", "missing_or_trip_emergency", True, ["dsl", "headteacher"], None),
        ("handed_off", "headteacher_conduct", False, ["chair_of_governors"], None),
        ("handed_off", "data_breach", False, ["data_protection_lead"], None),
        ("answered", None, False, [], None),
    ]
    assert [contact["title"] for contact in lines[0]["contacts"]] == [
        "Safeguarding lead",
        "Deputy safeguarding lead",
        "Headteacher",
    ]
    assert lines[0]["advice"][0]["title"] == "A child may need help"


def test_whom_it_is_about_is_not_among_the_contacts(in_own_school: SmallSchool) -> None:
    """Nor in the sentence that names the way to a person."""
    [line] = _jsonl("the head shouted", options=("--dry-run",))
    assert "Headteacher" not in [contact["title"] for contact in line["contacts"]]
    assert line["way_to_a_person"] == ""


def test_a_hand_off_in_a_batch_is_a_case(in_own_school: SmallSchool) -> None:
    """Each line that is an incident has a reference of its own, reported by whoever runs the batch."""
    first, second, answer = _jsonl(_BRUISE, _BRUISE, _QUESTION)
    assert REFERENCE.fullmatch(first["case"])
    assert first["case"] != second["case"]
    assert answer["case"] is None
    assert {case.reference for case in assistant().cases.cases()} == {first["case"], second["case"]}


def test_the_question_whether_it_has_happened_is_asked_with_the_answer(in_own_school: SmallSchool) -> None:
    """One line in fixed words with the two things that may be said to it."""
    shown = in_one_line(said("ask", _UNCLEAR))
    assert "PH 1.1 Phones Policy" in shown
    assert f"{_REAL} {_line('is_it_real_yes')} / {_line('is_it_real_no')}" in shown
    told = shape(_UNCLEAR)
    assert (told["outcome"], told["asks"]) == ("answered", "is_it_real")
    assert told["options"] == [_line("is_it_real_yes"), _line("is_it_real_no")]


@pytest.mark.parametrize("unclear", [_UNCLEAR, "hm a phone"])
@pytest.mark.parametrize("yes", ["yes", "Yes, it has.", "It has happened, or it may have"])
def test_yes_in_a_chat_is_a_hand_off(in_own_school: SmallSchool, unclear: str, yes: str) -> None:
    """With a case that holds what was typed before."""
    _, first, second, _ = said("chat", typed=f"{unclear}\n{yes}\n").split("\n> ")
    assert _REAL in first
    assert "Tell by voice" in second
    [case] = assistant().cases.cases()
    assert case.reference in second
    assert unclear in said("open", case.reference, "--as", case.first[0].value)


@pytest.mark.parametrize("no", ["no", "No, just asking.", "I am asking in general"])
def test_no_in_a_chat_is_an_answer(in_own_school: SmallSchool, no: str) -> None:
    """And nothing is recorded; it is not asked a second time."""
    _, first, second, _ = said("chat", typed=f"{_UNCLEAR}\n{no}\n").split("\n> ")
    assert _REAL in first
    assert "PH 1.1  Phones Policy" in second
    assert _REAL not in second
    assert assistant().cases.cases() == ()


def test_thanks_for_a_hand_off_make_no_second_case(in_own_school: SmallSchool) -> None:
    """After it the assistant stands down."""
    said("chat", typed=f"{_BRUISE}\nthank you\nok\n")
    assert len(assistant().cases.cases()) == 1


def test_what_goes_on_from_a_report_in_a_chat_is_added_to_it(in_own_school: SmallSchool) -> None:
    """Also after thanks, and a second time; the reply names the case, and the words are with it."""
    typed = f"{_BRUISE}\nit was yesterday\nthank you\nher name is Leah\n"
    _, _, second, _, fourth, _ = said("chat", typed=typed).split("\n> ")
    [case] = assistant().cases.cases()
    for shown in (second, fourth):
        assert shipped_replies().say("handoff.headline.added") in shown
        assert shipped_replies().say("handoff.line.added", reference=case.reference) in in_one_line(shown)
        assert "01632 960001" in shown
    opened = said("open", case.reference, "--as", case.first[0].value)
    assert f"{_BRUISE}\n\nit was yesterday\n\nher name is Leah\n" in opened


def test_a_second_incident_in_a_chat_is_a_second_case(in_own_school: SmallSchool) -> None:
    """It is of another kind, however short it is."""
    said("chat", typed="i sent the register to the wrong parent\nher neck has a bruise\n")
    assert len(assistant().cases.cases()) == 2


def test_switched_off_questions_get_the_fixed_sentence(in_own_school: SmallSchool) -> None:
    """Incidents still hand off; every turn of the switch is kept with who and when."""
    began = SystemClock().now()
    assert said("off", by="ann") == "Answers are switched off.\n"
    assert in_one_line(said("ask", _QUESTION)).startswith(_line("switched_off"))
    assert shape(_QUESTION)["outcome"] == "failed"
    assert "01632 960001" in shape(_QUESTION)["way_to_a_person"]
    assert REFERENCE.fullmatch(reported(_BRUISE))
    assert said("on", by="bo") == "Answers are switched on.\n"
    assert shape(_QUESTION)["outcome"] == "answered"
    database = create_engine(f"sqlite:///{in_own_school.home}/cases.sqlite3")
    with database.connect() as connection:
        turns = connection.execute(text("SELECT off, by, at FROM switch_turns ORDER BY number")).all()
    database.dispose()
    assert [(bool(off), by) for off, by, _ in turns] == [(True, "ann"), (False, "bo")]
    assert all(str(began.year) in str(at) for _, _, at in turns)
    assert SystemClock().now() - began < timedelta(minutes=5)


def test_explain_shows_what_triage_decided(in_own_school: SmallSchool) -> None:
    """Route, probability, category and whom it is about; of a question only the first two."""
    shown = in_one_line(said("ask", "--dry-run", "--explain", _BRUISE))
    assert "Triage: live incident, incident 0.90; child_protection; about child." in shown
    shown = in_one_line(said("ask", "--dry-run", "--explain", _QUESTION))
    assert "Triage: policy question, incident 0.00." in shown
    assert "PH 1.1" in shown


def test_a_message_is_needed(in_own_school: SmallSchool) -> None:
    """Asking without one says what to give."""
    done = CliRunner().invoke(app, ["ask"])
    assert done.exit_code == 2
    assert "--jsonl" in done.stderr
