"""The desk: what role holders and reporters do, and who is told that there is no such case."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest

from assistant.domain.case import Case, CaseState, ClosingOutcome, EventKind
from assistant.domain.school import KeptWords, Role
from assistant.domain.triage import Category, Concerned
from assistant.errors import CaseError
from assistant.incidents.acting import Actor
from assistant.journeys.desk import DeskJourney
from tests.fakes.running_school import REPORTER, RunningSchool
from tests.fakes.staffed_school import AT_NIGHT, mail, staffed, stand_in
from tests.fakes.triaged import live

_LEAD, _DEPUTY, _HEAD = Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.HEADTEACHER
_NO_CASE = "There is no such case"
_ACTS: dict[str, Callable[[DeskJourney, str, Actor], object]] = {
    "open": lambda desk, reference, actor: desk.open(reference, actor),
    "acknowledge": lambda desk, reference, actor: desk.acknowledge(reference, actor),
    "take over": lambda desk, reference, actor: desk.take_over(reference, actor),
    "close": lambda desk, reference, actor: desk.close(reference, actor, ClosingOutcome.NOT_LIVE),
    "reopen": lambda desk, reference, actor: desk.reopen(reference, actor),
    "note": lambda desk, reference, actor: desk.note(reference, actor, "words"),
}
_SAYS: dict[str, Callable[[DeskJourney, str, str], object]] = {
    "not live": lambda desk, reference, who: desk.not_live(reference, who),
    "in danger": lambda desk, reference, who: desk.in_danger(reference, who),
    "choose": lambda desk, reference, who: desk.choose(reference, (), who),
    "add": lambda desk, reference, who: desk.add(reference, who, "words"),
}


@pytest.fixture
def running() -> RunningSchool:
    """A school whose Safeguarding Lead has been alerted of a case."""
    return RunningSchool()


@pytest.fixture
def case(running: RunningSchool) -> Case:
    """That case."""
    return running.case()


def test_the_holder_of_a_role_has_the_name_of_the_hour(running: RunningSchool) -> None:
    """Out of hours whoever stands in; the title where no name is set."""
    school = staffed({_LEAD: stand_in("Nina Night"), _HEAD: {"name": ""}})
    desk = RunningSchool(school, AT_NIGHT).desk
    assert [desk.actor(role).name for role in (_LEAD, _DEPUTY, _HEAD)] == [
        "Nina Night",
        "Mr Ben Deputy",
        "Headteacher",
    ]
    assert running.actor(_LEAD) == Actor(_LEAD, "Mrs Ada Lead")


def test_each_role_sees_the_cases_that_go_to_it(running: RunningSchool, case: Case) -> None:
    """And no others, open ones and closed ones apart."""
    about_head = running.case(live(Category.HEADTEACHER_CONDUCT))
    asked = running.case(live(Category.STAFF_CONDUCT, perhaps=(_HEAD,)))
    desk = running.desk
    assert set(desk.cases(_LEAD)) == {case, about_head, asked}
    assert desk.cases(_DEPUTY) == desk.cases(_HEAD) == (case,)
    assert set(desk.cases(Role.CHAIR_OF_GOVERNORS)) == {about_head, asked}
    assert desk.cases(Role.DATA_PROTECTION_LEAD) == ()
    ended = desk.close(case.reference, running.actor(_HEAD), ClosingOutcome.DEALT_WITH)
    assert (desk.cases(_HEAD), desk.cases(_HEAD, closed=True)) == ((), (ended,))


@pytest.mark.parametrize("act", _ACTS)
def test_for_whom_it_is_about_there_is_no_case(act: str) -> None:
    """Nor for whoever may be meant, nor under a reference that does not exist: all read the same."""
    running = RunningSchool()
    about = running.case(live(concerns=Concerned.HEADTEACHER)).reference
    perhaps = running.case(live(perhaps=(_HEAD,))).reference
    for reference in (about, perhaps, "NONE-SUCH"):
        with pytest.raises(CaseError, match=_NO_CASE):
            _ACTS[act](running.desk, reference, running.actor(_HEAD))
    assert EventKind.OPENED not in running.kinds(about) + running.kinds(perhaps)


@pytest.mark.parametrize("act", _ACTS)
@pytest.mark.parametrize("school", [{"name": "Cora Head"}, stand_in("Cora Head", "cora@home.example")])
def test_whom_it_is_about_sees_nothing_in_another_role_either(act: str, school: dict[str, object]) -> None:
    """The Headteacher may be the Safeguarding Lead too, or stand in at night."""
    running = RunningSchool(staffed({_LEAD: school}), AT_NIGHT)
    case = running.case(live(Category.HEADTEACHER_CONDUCT))
    assert running.desk.cases(_LEAD) == ()
    with pytest.raises(CaseError, match=_NO_CASE):
        _ACTS[act](running.desk, case.reference, running.actor(_LEAD))
    assert "cora@home.example" not in running.addresses()


@pytest.mark.parametrize("act", _ACTS)
def test_whom_it_is_about_is_known_by_an_address_too(act: str) -> None:
    """The Headteacher is entered as the lead under another name, and clicks from the address of both."""
    lists = {"channels": ("slack:U0HEAD", "slack:C0TEAM")}
    running = RunningSchool(
        staffed({_LEAD: {"name": "C. Head", **lists}, _HEAD: {"channels": ("SLACK:u0head",)}})
    )
    case = running.case(live(Category.HEADTEACHER_CONDUCT))
    actors = running.desk.actors("slack:U0HEAD")
    assert [actor.role for actor in actors] == [_LEAD]
    for actor in actors:
        with pytest.raises(CaseError, match=_NO_CASE):
            _ACTS[act](running.desk, case.reference, actor)
    assert EventKind.OPENED not in running.kinds(case.reference)


def test_opening_shows_the_words_and_is_written_down(running: RunningSchool, case: Case) -> None:
    """Each time, with the name of whoever did it, before anything is shown."""
    opened = running.desk.open(case.reference, running.actor(_DEPUTY))
    assert (opened.case, opened.words) == (case, "Something.")
    assert (opened.events[-1].kind, opened.events[-1].by) == (EventKind.OPENED, "Mr Ben Deputy")
    running.desk.open(case.reference, running.actor(_DEPUTY))
    assert len(running.events(case.reference, EventKind.OPENED)) == 2


def test_the_first_to_acknowledge_has_it(running: RunningSchool, case: Case) -> None:
    """The second is told who was first; the reporter reads it too."""
    held = running.desk.acknowledge(case.reference, running.actor(_LEAD))
    assert (held.state, held.held_name) == (CaseState.ACKNOWLEDGED, "Mrs Ada Lead")
    with pytest.raises(CaseError, match="Mrs Ada Lead acknowledged this case first, at 08:30"):
        running.desk.acknowledge(case.reference, running.actor(_DEPUTY))
    assert len(running.events(case.reference, EventKind.ACKNOWLEDGED)) == 1


def test_of_several_who_acknowledge_at_the_same_moment_one_has_it(running: RunningSchool, case: Case) -> None:
    """The others are told who."""
    begin, told = Barrier(3), []

    def acknowledge(role: Role) -> None:
        actor = running.actor(role)
        begin.wait(timeout=30)
        try:
            told.append(running.desk.acknowledge(case.reference, actor).held_name)
        except CaseError as error:
            told.append(str(error))

    threads = [Thread(target=acknowledge, args=(role,)) for role in (_LEAD, _DEPUTY, _HEAD)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    name = running.now(case.reference).held_name
    assert sorted(one == name for one in told) == [False, False, True]
    assert all(one.startswith(name) for one in told)


def test_a_case_is_handed_on_ended_and_opened_again(running: RunningSchool, case: Case) -> None:
    """With an event for each, none of which is ever taken away."""
    desk, reference = running.desk, case.reference
    desk.acknowledge(reference, running.actor(_LEAD))
    assert desk.take_over(reference, running.actor(_DEPUTY)).held_name == "Mr Ben Deputy"
    assert desk.close(reference, running.actor(_DEPUTY), ClosingOutcome.NOT_LIVE).outcome
    assert desk.reopen(reference, running.actor(_LEAD)).state is CaseState.OPEN
    running.chase.sweep()
    assert running.addresses() == [mail(_LEAD), mail(_LEAD)]
    assert running.kinds(reference) == [
        EventKind.RECORDED,
        EventKind.ALERT_QUEUED,
        EventKind.ALERT_SENT,
        EventKind.ACKNOWLEDGED,
        EventKind.REASSIGNED,
        EventKind.CLOSED,
        EventKind.REOPENED,
        EventKind.ALERT_QUEUED,
        EventKind.ALERT_SENT,
    ]


def test_notes_and_additions_stand_with_the_words(running: RunningSchool, case: Case) -> None:
    """In the order in which they came, their events without them."""
    running.desk.add(case.reference, REPORTER, "I forgot: on Monday.")
    running.desk.note(case.reference, running.actor(_LEAD), "Rang the family.")
    opened = running.desk.open(case.reference, running.actor(_LEAD))
    assert opened.words == "Something.\n\nI forgot: on Monday.\n\nRang the family."
    added, noted = (running.events(case.reference, kind) for kind in (EventKind.ADDED, EventKind.NOTED))
    assert [event.by for event in (*added, *noted)] == [REPORTER, "Mrs Ada Lead"]
    assert "Monday" not in repr(opened.events)


def test_a_school_that_keeps_no_words_takes_none_later() -> None:
    """Whoever types them is told so instead of being left to think that they are passed on."""
    running = RunningSchool(staffed(words=KeptWords(keep=False)))
    case = running.case()
    with pytest.raises(CaseError, match="This school keeps no words here"):
        running.desk.add(case.reference, REPORTER, "More.")
    with pytest.raises(CaseError, match="This school keeps no words here"):
        running.desk.note(case.reference, running.actor(_LEAD), "Rang.")
    assert running.desk.open(case.reference, running.actor(_LEAD)).words is None


def test_not_live_is_seen_and_closed_by_the_lead(running: RunningSchool, case: Case) -> None:
    """The reporter's word deletes and ends nothing."""
    said = running.desk.not_live(case.reference, REPORTER)
    assert (said.state, said.said_not_live, said.due_at) == (CaseState.OPEN, True, case.due_at)
    assert running.desk.cases(_LEAD) == (said,)
    assert running.later(minutes=30).sent == 1


def test_danger_brings_the_next_person_with_the_next_sweep(running: RunningSchool, case: Case) -> None:
    """By every channel."""
    assert running.desk.in_danger(case.reference, REPORTER).emergency
    assert running.chase.sweep().sent == 2
    assert {alert.urgent for _, alert in running.notifier.sent[1:]} == {True}


def test_a_choice_sends_it_to_the_right_person(running: RunningSchool) -> None:
    """At once, and not to the one it is about."""
    asked = running.case(live(Category.STAFF_CONDUCT, perhaps=(_HEAD,)))
    assert running.addresses() == []
    running.desk.choose(asked.reference, (_HEAD,), REPORTER)
    running.chase.sweep()
    assert running.addresses() == [mail(Role.CHAIR_OF_GOVERNORS)]


@pytest.mark.parametrize("say", _SAYS)
@pytest.mark.parametrize(("reference", "who"), [(None, "Somebody Else"), ("NONE-SUCH", REPORTER)])
def test_nobody_else_speaks_for_the_reporter(say: str, reference: str | None, who: str) -> None:
    """Whether there is such a case they do not learn."""
    running = RunningSchool()
    case = running.case(live(perhaps=(_HEAD,)))
    with pytest.raises(CaseError, match=_NO_CASE):
        _SAYS[say](running.desk, reference or case.reference, who)


def test_nothing_is_added_to_a_closed_case(running: RunningSchool, case: Case) -> None:
    """Nobody would read it; the reporter is told to report again."""
    running.desk.close(case.reference, running.actor(_LEAD), ClosingOutcome.DEALT_WITH)
    with pytest.raises(CaseError, match="report it again"):
        running.desk.add(case.reference, REPORTER, "It happened again.")
