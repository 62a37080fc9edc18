"""Who holds a role now, when the school is open, and how long a case waits."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.school import LADDERS, Contact, Escalation, OpeningTimes, Reach, Role, School
from assistant.domain.triage import Category

_LONDON = ZoneInfo("Europe/London")
_WEEKDAYS = OpeningTimes((0, 1, 2, 3, 4), time(8), time(17, 30), ((date(2026, 12, 19), date(2027, 1, 3)),))
_DAY = Reach("Ann Ashdown", "01632 960001", ("ann@school.example",))
_NIGHT = Reach("Bo Birchall", "01632 960002", ("bo@school.example",))


def _at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment of November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, second, tzinfo=_LONDON)


def _contact(stand_in: Reach | None, role: Role = Role.SAFEGUARDING_LEAD) -> Contact:
    return Contact(role, "Lead", _DAY.name, _DAY.phone, _DAY.channels, stand_in)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (_at(23, 8), True),
        (_at(23, 7, 59, 59), False),
        (_at(23, 17, 29, 59), True),
        (_at(23, 17, 30), False),
        (_at(27, 12), True),
        (_at(28, 12), False),
        (_at(29, 12), False),
    ],
)
def test_a_day_begins_and_ends(moment: datetime, is_open: bool) -> None:
    """From the first minute on and no longer in the last, and not at weekends."""
    assert _WEEKDAYS.open_at(moment) is is_open


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 12, 18), True),
        (date(2026, 12, 21), False),
        (date(2027, 1, 1), False),
        (date(2027, 1, 4), True),
    ],
)
def test_holidays_are_closed_from_the_first_day_to_the_last(day: date, is_open: bool) -> None:
    """Both of them included."""
    assert _WEEKDAYS.open_at(datetime.combine(day, time(12), _LONDON)) is is_open


def test_without_days_a_school_is_open_but_for_holidays() -> None:
    """A school that has set nothing reaches the same people at all hours."""
    assert OpeningTimes().open_at(_at(29, 3))
    closed = OpeningTimes(closed=((date(2026, 11, 29), date(2026, 11, 29)),))
    assert not closed.open_at(_at(29, 3))
    assert closed.open_at(_at(30, 3))


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (datetime(2026, 7, 6, 7, 0, tzinfo=UTC), True),
        (datetime(2026, 7, 6, 16, 30, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 7, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 17, 0, tzinfo=UTC), True),
        (datetime(2026, 12, 18, 23, 30, tzinfo=ZoneInfo("Asia/Tokyo")), True),
    ],
)
def test_hours_are_those_of_the_school_s_own_clock(moment: datetime, is_open: bool) -> None:
    """In summer and in winter, wherever the server stands."""
    assert _WEEKDAYS.open_at(moment) is is_open


def test_the_zone_is_the_school_s() -> None:
    """Nine in Dubai is five in London."""
    abroad = OpeningTimes((0,), time(8), time(17), zone="Asia/Dubai")
    assert abroad.open_at(_at(23, 5))
    assert not abroad.open_at(_at(23, 14))


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)), st.integers(-12, 12))
def test_the_same_moment_is_the_same_in_every_zone(moment: datetime, hours: int) -> None:
    """Whether the school is open does not hang on how a moment is written."""
    here = moment.replace(tzinfo=UTC)
    elsewhere = here.astimezone(timezone(timedelta(hours=hours)))
    assert _WEEKDAYS.open_at(here) == _WEEKDAYS.open_at(elsewhere)


def test_who_stands_in_is_reached_while_the_school_is_closed() -> None:
    """With their own number and addresses, never with a mixture of both."""
    assert _contact(_NIGHT).reach(school_is_open=True) == _DAY
    assert _contact(_NIGHT).reach(school_is_open=False) == _NIGHT


@pytest.mark.parametrize("school_is_open", [True, False])
def test_without_anybody_to_stand_in_it_is_the_holder(school_is_open: bool) -> None:
    """At all hours."""
    assert _contact(None).reach(school_is_open) == _DAY


def test_the_school_knows_who_holds_a_role_now() -> None:
    """The opening times and the contact together."""
    others = tuple(Contact(role, role.value) for role in Role if role is not Role.SAFEGUARDING_LEAD)
    school = School("School", (*others, _contact(_NIGHT)), opening=_WEEKDAYS)
    assert school.reach(Role.SAFEGUARDING_LEAD, _at(23, 12)) == _DAY
    assert school.reach(Role.SAFEGUARDING_LEAD, _at(23, 22)) == _NIGHT
    assert school.reach(Role.HEADTEACHER, _at(23, 22)) == Reach()


@pytest.mark.parametrize(
    ("contact", "missing"),
    [
        (_contact(None), ()),
        (Contact(Role.HEADTEACHER, "Head"), ("name", "phone", "channels")),
        (Contact(Role.HEADTEACHER, "Head", "A", "", ("a@school.example",)), ("phone",)),
        (Contact(Role.HEADTEACHER, "Head", "A", "1", ()), ("channels",)),
        (Contact(Role.HEADTEACHER, "Head", out_of_hours=_NIGHT), ("name", "phone", "channels")),
    ],
)
def test_what_live_mode_needs_is_named(contact: Contact, missing: tuple[str, ...]) -> None:
    """Whoever stands in does not make up for a holder who cannot be reached."""
    assert contact.missing == missing


_ESCALATION = Escalation(30, 5, minutes={"self_harm": 10, "data_breach": 60, "fgm": 10})


@pytest.mark.parametrize(
    ("categories", "emergency", "minutes"),
    [
        (("self_harm",), False, 10),
        (("data_breach",), False, 60),
        (("staff_conduct",), False, 30),
        (("data_breach", "self_harm"), False, 10),
        (("data_breach", "staff_conduct"), False, 30),
        ((), False, 30),
        (("data_breach",), True, 5),
        ((), True, 5),
    ],
)
def test_a_case_waits_as_long_as_its_most_urgent_category(
    categories: tuple[str, ...], emergency: bool, minutes: int
) -> None:
    """An emergency is shorter than all; a category that the school did not set has the usual time."""
    assert _ESCALATION.minutes_for(categories, emergency) == minutes


@pytest.mark.parametrize("category", list(Category))
def test_a_school_that_set_nothing_has_times_for_everything(category: Category) -> None:
    """There is a time for each category, and none for an emergency that is longer."""
    usual = Escalation().minutes_for((category.value,), emergency=False)
    assert 0 < Escalation().minutes_for((category.value,), emergency=True) <= usual


@pytest.mark.parametrize("role", list(Role))
def test_after_each_role_comes_another(role: Role) -> None:
    """A ladder begins with its role, names nobody twice, and the choice of one school is not another's."""
    ladder = LADDERS[role]
    assert ladder[0] is role
    assert len(set(ladder)) == len(ladder) > 1
    assert Escalation().ladders == LADDERS
    assert Escalation().ladders is not Escalation().ladders


def test_a_concern_about_the_head_does_not_come_back_to_the_head() -> None:
    """Who comes after the chair of governors is not the Headteacher."""
    assert Role.HEADTEACHER not in LADDERS[Role.CHAIR_OF_GOVERNORS]
