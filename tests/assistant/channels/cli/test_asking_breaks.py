"""What staff read when something breaks: contacts or fixed words, and never what they typed."""

import json

import pytest

from assistant.journeys.ask import AskJourney
from tests.assistant.channels.cli.command_line import (
    REFERENCE,
    files_with,
    in_one_line,
    refused,
    reported,
    said,
    shape,
)
from tests.fakes.shipped import shipped_replies
from tests.fakes.small_school import SmallSchool
from tests.fakes.triage import FakedTriage

_CANARY = "quetzalcoatlus"
_BRUISE = "a pupil of mine has a bruise on her neck"
_QUESTION = "must staff keep their own phone silent in lessons"


def test_explain_says_that_triage_broke(in_own_school: SmallSchool, triage: FakedTriage) -> None:
    """Without the words of the error, which may hold those of the message."""
    triage.model.breaks_with = RuntimeError(_BRUISE)
    shown = in_one_line(said("ask", "--dry-run", "--explain", _BRUISE))
    assert "Triage broke, so that the message is handed off." in shown
    assert "bruise" not in shown


@pytest.mark.parametrize("command", ["ask", "json", "jsonl", "chat"])
def test_an_answer_that_breaks_is_fixed_words(
    in_own_school: SmallSchool,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Never exception text: it may hold what was typed."""

    def broken(*_: object) -> None:
        raise RuntimeError(_QUESTION)

    monkeypatch.setattr(AskJourney, "answer", broken)
    typed = json.dumps({"question": _QUESTION}) if command == "jsonl" else f"{_QUESTION}\n"
    words = {
        "ask": ("ask", _QUESTION),
        "json": ("ask", "--json", _QUESTION),
        "jsonl": ("ask", "--jsonl"),
        "chat": ("chat",),
    }
    shown = said(*words[command], typed="" if command in ("ask", "json") else typed)
    assert shipped_replies().say("ending.failed") in in_one_line(shown)
    assert "silent" not in shown + caplog.text
    assert "not answered: RuntimeError" in caplog.text


@pytest.fixture
def without_database(in_own_school: SmallSchool) -> SmallSchool:
    """A school where a folder stands in the place of the database."""
    (in_own_school.home / "cases.sqlite3").mkdir()
    return in_own_school


def test_without_a_database_the_contacts_are_shown(without_database: SmallSchool) -> None:
    """And that nothing could be recorded, without a reference that nobody could find again."""
    shown = in_one_line(said("ask", f"{_BRUISE} {_CANARY}"))
    assert shipped_replies().say("handoff.line.not_recorded") in shown
    assert "Safeguarding lead Ann Ashdown: 01632 960001" in shown
    assert "A child may need help" in shown
    assert REFERENCE.search(shown) is None
    told = shape(_BRUISE)
    assert (told["outcome"], told["case"]) == ("handed_off", None)
    assert files_with(without_database.home, _CANARY) == []


def test_without_a_database_no_question_is_answered(without_database: SmallSchool) -> None:
    """Whether answers are switched off cannot be told then; the way to a person is there."""
    told = shape(_QUESTION)
    assert (told["outcome"], told["headline"]) == ("failed", shipped_replies().say("ending.failed"))
    assert "01632 960001" in told["way_to_a_person"]


@pytest.mark.parametrize(
    "words", [("cases", "--as", "headteacher"), ("chase",), ("off",), ("not-live", "AAAA-AAAA")]
)
def test_without_a_database_the_desk_says_so(without_database: SmallSchool, words: tuple[str, ...]) -> None:
    """One sentence with the cure."""
    assert refused(*words).startswith("The database of cases cannot be reached or written (")


@pytest.mark.parametrize("key", ["damaged", "gone"])
def test_a_lost_key_keeps_back_the_words_and_never_the_case(in_own_school: SmallSchool, key: str) -> None:
    """The next report is recorded without its words; to read the old ones takes the key."""
    before = reported(_BRUISE)
    file = in_own_school.home / "words.key"
    if key == "gone":
        file.unlink()
    else:
        file.write_text("no key")
    shown = said("open", reported(_BRUISE), "--as", "safeguarding_lead")
    assert "the case was recorded." in shown
    assert "bruise" not in shown
    assert "words.key" in refused("open", before, "--as", "safeguarding_lead")
