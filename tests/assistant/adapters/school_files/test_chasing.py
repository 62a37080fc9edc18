"""corpus/school.toml: when the school is open, and how a case is chased."""

from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.adapters.school_files.school import read_school
from assistant.domain.school import Escalation, KeptWords, OpeningTimes, Role, School
from assistant.errors import SchoolFileError
from tests.fakes.small_school import PROJECT

_SL, _DEPUTY, _HEAD = Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.HEADTEACHER
_CHAIR, _DATA = Role.CHAIR_OF_GOVERNORS, Role.DATA_PROTECTION_LEAD
_LADDERS = {
    _SL: (_SL, _DEPUTY, _HEAD),
    _DEPUTY: (_DEPUTY, _SL, _HEAD),
    _HEAD: (_HEAD, _SL, _CHAIR),
    _CHAIR: (_CHAIR, _SL),
    _DATA: (_DATA, _HEAD, _SL),
}


def _read(tmp_path: Path, text: str) -> School:
    path = tmp_path / "corpus" / "school.toml"
    path.parent.mkdir()
    path.write_text(f'[school]\nname = "Small"\n{text}', "utf-8")
    return read_school(path)


def test_without_tables_everything_is_as_usual(tmp_path: Path) -> None:
    """A file of an earlier version is open at all hours, and every role has somebody after it."""
    school = _read(tmp_path, "")
    assert school.opening == OpeningTimes()
    assert school.escalation == Escalation(ladders=_LADDERS)
    assert school.words == KeptWords()


def test_opening_times_are_read(tmp_path: Path) -> None:
    """Days in any order, closed days one by one or from one to another."""
    opening = _read(
        tmp_path,
        '[opening]\ndays = ["Friday", "Monday", "Friday"]\nfrom = "07:30"\nuntil = "18:15"\n'
        'zone = "Europe/Dublin"\nclosed = ["2026-12-19 to 2027-01-03", "2027-05-03"]\n',
    ).opening
    assert opening == OpeningTimes(
        (0, 4),
        time(7, 30),
        time(18, 15),
        ((date(2026, 12, 19), date(2027, 1, 3)), (date(2027, 5, 3), date(2027, 5, 3))),
        "Europe/Dublin",
    )
    assert opening.open_at(datetime(2026, 12, 18, 18, 14, tzinfo=ZoneInfo("Europe/Dublin")))
    assert not opening.open_at(datetime(2026, 12, 21, 9, 0, tzinfo=ZoneInfo("Europe/Dublin")))


def test_escalation_is_read(tmp_path: Path) -> None:
    """Minutes by kind, and an order for one role leaves the usual ones to the others."""
    escalation = _read(
        tmp_path,
        "[escalation]\ndefault_minutes = 20\nemergency_minutes = 1\nchoice_minutes = 2\n"
        "[escalation.minutes]\ndata_breach = 90\nself_harm = 10080\n"
        '[escalation.order]\nheadteacher = ["headteacher", "chair_of_governors"]\n',
    ).escalation
    minutes = {"data_breach": 90, "self_harm": 10080}
    assert escalation == Escalation(20, 1, 2, minutes, {**_LADDERS, _HEAD: (_HEAD, _CHAIR)})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('keep = "until_closed"\ndays_after_closing = 7\n', KeptWords(True, 7)),
        ('keep = "never"\n', KeptWords(False, 30)),
        ("days_after_closing = 0\n", KeptWords(True, 0)),
    ],
)
def test_the_school_says_what_becomes_of_the_words(tmp_path: Path, text: str, words: KeptWords) -> None:
    """They are kept for some days after closing, or never."""
    assert _read(tmp_path, f"[words]\n{text}").words == words


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ('[opening]\ndays = ["Mon"]\n', 4, "'days' is 'Mon'. Choose from: Monday, Tuesday, "),
        ('[opening]\ndays = "Monday"\n', 4, "'days' is not a list of texts. "),
        ('[opening]\nday = ["Monday"]\n', 4, "There is nothing called 'day' here. Choose from: days, from, "),
        (
            '[opening]\nfrom = "8:00"\n',
            4,
            "'from' is '8:00'. Write hours and minutes with two figures each, ",
        ),
        ('[opening]\nuntil = "24:00"\n', 4, "'until' is '24:00'. Write hours and minutes "),
        ('[opening]\nuntil = "17:00+01:00"\n', 4, "'until' is '17:00+01:00'. Write hours and minutes "),
        ("[opening]\nfrom = 08:00:00\n", None, "'from' is missing or is not text. Write from = \"...\"."),
        ('[opening]\nuntil = "07:00"\n', 4, "'until' is not later than 'from'. Write the time "),
        ('[opening]\nzone = "Europe/Londres"\n', 4, "There is no time zone 'Europe/Londres'. Write a name "),
        ('[opening]\nzone = "Europe"\n', 4, "There is no time zone 'Europe'. "),
        ('[opening]\nzone = ""\n', 4, "There is no time zone ''. "),
        ('[opening]\nzone = "../London"\n', 4, "There is no time zone '../London'. "),
        ('[opening]\nclosed = ["Christmas"]\n', 4, "'closed' has 'Christmas'. Write \"2026-09-01\" for one "),
        ('[opening]\nclosed = ["2026-02-30"]\n', 4, "'closed' has '2026-02-30'. Write "),
        ('[opening]\nclosed = ["20260901"]\n', 4, "'closed' has '20260901'. Write "),
        ('[opening]\nclosed = ["2026-09-01 to "]\n', 4, "'closed' has '2026-09-01 to '. Write "),
        (
            '[opening]\nclosed = ["2027-01-03 to 2026-12-19"]\n',
            4,
            "'closed' has '2027-01-03 to 2026-12-19', which ends before it begins. Write the first ",
        ),
        (
            "[escalation]\ndefault_minutes = 0\n",
            4,
            "'default_minutes' is not a whole number from 1 to 10080. "
            "Write it in figures without quotes, as in default_minutes = 30.",
        ),
        ('[escalation]\nemergency_minutes = "5"\n', 4, "'emergency_minutes' is not a whole number from 1 "),
        ("[escalation]\nchoice_minutes = 2.5\n", 4, "'choice_minutes' is not a whole number from 1 "),
        ("[escalation]\nchoice_minutes = true\n", 4, "'choice_minutes' is not a whole number from 1 "),
        ("[escalation]\nminutes = 5\n", 4, "'escalation.minutes' is not a table. "),
        ("[escalation]\nrepeat = 5\n", 4, "There is nothing called 'repeat' here. Choose from: default_min"),
        ("[escalation.minutes]\nself_harm = -1\n", 4, "'self_harm' is not a whole number from 1 to 10080. "),
        (
            "[escalation.minutes]\nselfharm = 5\n",
            4,
            "There is nothing called 'selfharm' here. Choose from: missing_or_trip_emergency, ",
        ),
        (
            '[escalation.order]\nhead = ["headteacher"]\n',
            4,
            "There is nothing called 'head' here. Choose from: safeguarding_lead, ",
        ),
        (
            '[escalation.order]\nheadteacher = ["headteacher", "governors"]\n',
            4,
            "'headteacher' is 'governors'. Choose from: safeguarding_lead, ",
        ),
        (
            '[escalation.order]\nheadteacher = ["safeguarding_lead"]\n',
            4,
            "The order 'headteacher' does not begin with 'headteacher'. "
            'Write headteacher = ["headteacher", ...].',
        ),
        ("[escalation.order]\nheadteacher = []\n", 4, "The order 'headteacher' does not begin with "),
        (
            '[escalation.order]\nheadteacher = ["headteacher", "headteacher"]\n',
            4,
            "The order 'headteacher' names a role twice. Name each role once.",
        ),
        ('[words]\nkeep = "always"\n', 4, "'keep' is 'always'. Choose from: until_closed, never."),
        ("[words]\nkeep = false\n", None, "'keep' is missing or is not text. "),
        ("[words]\ndays_after_closing = -1\n", 4, "'days_after_closing' is not a whole number from 0 "),
        ("[words]\ndays = 5\n", 4, "There is nothing called 'days' here. Choose from: keep, "),
    ],
)
def test_a_mistake_is_named_by_line_and_cure(
    tmp_path: Path, text: str, line: int | None, problem: str
) -> None:
    """Whatever cannot be meant is refused when the file is read, not when a case waits for it."""
    with pytest.raises(SchoolFileError) as caught:
        _read(tmp_path, text)
    place = "corpus/school.toml" if line is None else f"corpus/school.toml, line {line}"
    assert str(caught.value).startswith(f"{place}: {problem}")
    assert caught.value.cure


def test_what_ships_says_what_is_usual(tmp_path: Path) -> None:
    """The tables to edit show the values that count without them, and hurry where a child is at risk."""
    shipped, usual = read_school(PROJECT / "corpus" / "school.toml"), _read(tmp_path, "")
    assert shipped.escalation.ladders == usual.escalation.ladders
    assert (shipped.opening, shipped.words) == (usual.opening, usual.words)
    minutes = shipped.escalation.minutes
    assert max(minutes["child_protection"], minutes["self_harm"]) < shipped.escalation.default_minutes


def test_who_is_told_first_is_read(tmp_path: Path) -> None:
    """By kind of incident, several at the same moment."""
    school = _read(tmp_path, '[escalation.first]\ndata_breach = ["data_protection_lead", "headteacher"]\n')
    assert school.escalation.first == {"data_breach": (_DATA, _HEAD)}


@pytest.mark.parametrize("given", ["[]", '["headteacher", "headteacher"]', '["bursar"]'])
def test_who_is_told_first_is_somebody_and_once(tmp_path: Path, given: str) -> None:
    """Nobody, somebody twice, or somebody unknown is refused."""
    with pytest.raises(SchoolFileError):
        _read(tmp_path, f"[escalation.first]\ndata_breach = {given}\n")
