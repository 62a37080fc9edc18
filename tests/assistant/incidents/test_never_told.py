"""The promise above all: whom a concern is about is never alerted, shown or escalated to.

Tried over any triage, ladders, people who hold several roles or stand in for others, and any steps.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from unittest.mock import patch

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.domain.answer import HandedOff
from assistant.domain.case import ClosingOutcome
from assistant.domain.message import Message
from assistant.domain.school import Contact, Escalation, Reach, Role, School
from assistant.domain.triage import Category, Triage
from assistant.errors import CaseError
from assistant.ports import DeliveryFailed
from tests.fakes.running_school import REPORTER, RunningSchool
from tests.fakes.staffed_school import AT_NIGHT, IN_THE_MORNING, WEEKDAYS
from tests.fakes.triaged import LIVE, SOME_ROLES

_PEOPLE = st.sampled_from(["Ann", "Bob", "Cat", "Dan", "Eve", "Fay"])


def _ladder(role: Role) -> st.SearchStrategy[tuple[Role, ...]]:
    return SOME_ROLES.map(lambda rest: tuple(dict.fromkeys((role, *rest))))


_LADDERS = st.fixed_dictionaries({role: _ladder(role) for role in Role})


def _reach(person: str) -> Reach:
    return Reach(person, "01632 960000", (f"{person}@school.example", f"page://{person}"))


def _contact(role: Role, holder: str, deputy: str | None) -> Contact:
    reach = _reach(holder)
    night = None if deputy is None else _reach(deputy)
    return Contact(role, role.value.replace("_", " "), f"Mx {holder}", reach.phone, reach.channels, night)


def _school(holders: list[str], nights: list[str | None], ladders: dict[Role, tuple[Role, ...]]) -> School:
    contacts = tuple(map(_contact, Role, holders, nights))
    escalation = Escalation(choice_minutes=3, ladders=ladders)
    return School("Any School", contacts, opening=WEEKDAYS, escalation=escalation)


_OFTEN_FIVE = st.just(["Ann", "Bob", "Cat", "Dan", "Eve"])
_SCHOOLS = st.builds(
    _school,
    _OFTEN_FIVE | st.lists(_PEOPLE, min_size=5, max_size=5),
    st.lists(st.none() | _PEOPLE, min_size=5, max_size=5),
    _LADDERS,
)
_MOMENTS = st.sampled_from([IN_THE_MORNING, AT_NIGHT])


class _Story:
    """A report and what follows, with its own idea of the people it is about."""

    def __init__(self, school: School, triage: Triage, moment: datetime) -> None:
        self.running = RunningSchool(school, moment)
        self.holder = {role: school.contact(role).name.removeprefix("Mx ") for role in Role}
        about = {triage.concerns.role} if triage.concerns else set()
        if Category.HEADTEACHER_CONDUCT in triage.categories:
            about.add(Role.HEADTEACHER)
        self.about = {role for role in about if role}
        self.doubtful = set(triage.perhaps) - self.about
        self.seen = 0
        self.triage = triage
        self.check_reply()
        (self.reference,) = (case.reference for case in self.running.store.cases())
        self.check()

    def barred(self) -> set[str]:
        return {self.holder[role] for role in self.about | self.doubtful}

    def check_reply(self, reply: HandedOff | None = None) -> None:
        """A reply, or that to the same message again, shows nobody barred."""
        reply = reply or self.running.told(self.triage, Message("Something.", sender=REPORTER, key="one"))
        assert not {contact.role for contact in reply.contacts} & (self.about | self.doubtful)
        assert not {contact.name.removeprefix("Mx ") for contact in reply.contacts} & self.barred()
        assert not set(reply.route) & (self.about | self.doubtful)

    def check(self) -> None:
        """Nobody barred has been alerted since the last check, nor sees the case."""
        sent = self.running.addresses()[self.seen :]
        self.seen += len(sent)
        reached = {address.removesuffix("@school.example").removeprefix("page://") for address in sent}
        assert not reached & self.barred()
        case = self.running.now(self.reference)
        assert not {*case.ladder, *case.first} & (self.about | self.doubtful)
        assert set(case.first) <= set(case.ladder)
        desk = self.running.desk
        for role in Role:
            actor = desk.actor(role)
            if role in self.about | self.doubtful or actor.name.removeprefix("Mx ") in self.barred():
                assert desk.cases(role) == desk.cases(role, closed=True) == ()
                for act in (desk.open, desk.acknowledge, desk.take_over, desk.reopen):
                    with pytest.raises(CaseError, match="There is no such case"):
                        act(self.reference, actor)
        assert case.held_name.removeprefix("Mx ") not in self.barred()

    def choose(self, named: tuple[Role, ...]) -> None:
        self.running.desk.choose(self.reference, named, REPORTER)
        self.about |= set(named)
        self.doubtful = set()


def _later(minutes: float) -> Callable[[_Story], object]:
    return lambda story: story.running.later(minutes=minutes)


def _failing(person: str, for_good: bool) -> Callable[[_Story], object]:
    failure = DeliveryFailed("It does not work.", for_good)
    return lambda story: story.running.notifier.failing.update(
        {f"{person}@school.example": failure, f"page://{person}": failure}
    )


def _as(role: Role, name: str) -> Callable[[_Story], object]:
    def act(story: _Story) -> object:
        desk = story.running.desk
        if name == "close":
            return desk.close(story.reference, desk.actor(role), ClosingOutcome.DEALT_WITH)
        return getattr(desk, name)(story.reference, desk.actor(role))

    return act


def _working(story: _Story) -> None:
    story.running.notifier.failing.clear()


_STEPS = st.one_of(
    st.sampled_from([0, 0.6, 2, 4, 35, 70, 15 * 60]).map(_later),
    st.builds(_failing, _PEOPLE, st.booleans()),
    st.just(_working),
    st.builds(_as, st.sampled_from(Role), st.sampled_from(["acknowledge", "take_over", "close", "reopen"])),
    st.just(lambda story: story.running.desk.in_danger(story.reference, REPORTER)),
    st.just(lambda story: story.running.desk.not_live(story.reference, REPORTER)),
    SOME_ROLES.map(lambda named: lambda story: story.choose(named)),
)


@given(_SCHOOLS, LIVE, _MOMENTS, st.lists(_STEPS, max_size=12))
def test_whom_it_is_about_never_hears_of_it(
    school: School, triage: Triage, moment: datetime, steps: list[Callable[[_Story], object]]
) -> None:
    """Nor does whoever may be meant, until the reporter has said that they are not."""
    story = _Story(school, triage, moment)
    for step in steps:
        with suppress(CaseError):
            step(story)
        story.check_reply()
        story.check()


@given(_SCHOOLS, LIVE, _MOMENTS)
def test_somebody_else_is_told(school: School, triage: Triage, moment: datetime) -> None:
    """In a round of the ladder everybody on it is told; it is empty only where nobody may be told."""
    story = _Story(school, triage, moment)
    running = story.running
    for _ in range(6):
        running.later(minutes=31)
    case = running.now(story.reference)
    free = [role for role in Role if story.holder[role] not in story.barred()]
    assert bool(case.ladder) == bool(free)
    reached = {alert.role for alert in running.store.deliveries(story.reference)}
    assert reached == set(case.ladder)


@given(_SCHOOLS, LIVE, _MOMENTS)
def test_an_emergency_waits_for_no_choice(school: School, triage: Triage, moment: datetime) -> None:
    """Whoever may be told is told before the reporter reads the reply."""
    assume(triage.emergency)
    story = _Story(school, triage, moment)
    assert bool(story.running.addresses()) == bool(story.running.now(story.reference).ladder)


@given(_SCHOOLS, LIVE, _MOMENTS, st.booleans())
def test_a_reply_without_a_record_shows_nobody_it_is_about(
    school: School, triage: Triage, moment: datetime, record: bool
) -> None:
    """On trial, and where the store is out of reach."""
    story = _Story(school, triage, moment)
    with patch.object(story.running.store, "open", side_effect=OSError):
        story.check_reply(story.running.report.hand_off(Message("Something."), triage, record))
