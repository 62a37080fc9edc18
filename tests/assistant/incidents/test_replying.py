"""What the reporter reads: fixed sentences by what has happened, and nothing that has not."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.answer import HandedOff
from assistant.domain.case import Case, CaseState, ClosingOutcome, Event, EventKind
from assistant.domain.replies import Replies
from assistant.domain.school import LADDERS, OpeningTimes, Recorder, Role, School
from assistant.domain.triage import Category, Concerned, Triage
from assistant.incidents.replying import Reply, blocks, texts_version
from assistant.incidents.routing import routed
from tests.fakes.new_cases import new_case
from tests.fakes.shipped import shipped_replies
from tests.fakes.staffed_school import AT_NIGHT, IN_THE_MORNING, staffed, stand_in
from tests.fakes.triaged import LIVE, live

_LEAD, _DEPUTY, _HEAD = Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.HEADTEACHER
_REPLIES = shipped_replies()


def _line(name: str, **blanks: str) -> str:
    return _REPLIES.say(f"handoff.line.{name}", **blanks)


def _event(kind: EventKind, role: Role | None = None) -> Event:
    return Event(IN_THE_MORNING, kind, role)


def _state(case: Case, *events: Event, school: School | None = None) -> tuple[str, ...]:
    return Reply(school or staffed(), _REPLIES).state(case, events)


def _of(case: Case, triage: Triage | None = None, school: School | None = None) -> HandedOff:
    reply = Reply(school or staffed(), _REPLIES)
    return reply.of(case, (_event(EventKind.RECORDED),), triage or live(), IN_THE_MORNING)


def test_a_recorded_case_is_not_said_to_be_known() -> None:
    """An alert that is queued has not gone out."""
    said = _state(new_case(), _event(EventKind.RECORDED), _event(EventKind.ALERT_QUEUED, _LEAD))
    assert said == (_line("nobody"),)


def test_what_went_out_and_what_did_not_is_told_apart() -> None:
    """Each role once; an alert that went out after all was sent."""
    events = [
        _event(EventKind.ALERT_DELAYED, _LEAD),
        _event(EventKind.ALERT_FAILED, _DEPUTY),
        _event(EventKind.ALERT_DELAYED, _HEAD),
        _event(EventKind.ALERT_DELAYED, _HEAD),
        _event(EventKind.ALERT_SENT, _LEAD),
        _event(EventKind.ALERT_SENT, _LEAD),
    ]
    assert _state(new_case(), *events) == (
        _line("told", who="the Safeguarding Lead"),
        _line("delayed", who="the Headteacher"),
        _line("failed", who="the Deputy Safeguarding Lead"),
        _line("nobody"),
    )


def test_several_who_were_alerted_stand_in_one_sentence() -> None:
    """Joined as one would say it."""
    said = _state(new_case(), *(_event(EventKind.ALERT_SENT, role) for role in (_LEAD, _HEAD)))
    assert said[0] == _line("told", who="the Safeguarding Lead and the Headteacher")


def test_that_nobody_is_on_duty_is_said() -> None:
    """In the place of the milder sentence."""
    assert _state(new_case(), _event(EventKind.NOBODY_ON_DUTY)) == (_line("nobody_on_duty"),)


def test_who_has_seen_it_and_when() -> None:
    """By the clock of the school, whatever zone the store gives times in."""
    at = IN_THE_MORNING.astimezone(None)
    case = replace(new_case(), state=CaseState.ACKNOWLEDGED, held_name="Mrs Ada Lead", acknowledged_at=at)
    events = (_event(EventKind.ALERT_SENT, _LEAD), _event(EventKind.ACKNOWLEDGED, _LEAD))
    assert _state(case, *events) == (_line("seen", who="Mrs Ada Lead", at="07 September, 08:30"),)
    in_paris = staffed(opening=OpeningTimes(zone="Europe/Paris"))
    assert _state(case, *events, school=in_paris) == (
        _line("seen", who="Mrs Ada Lead", at="07 September, 09:30"),
    )


@pytest.mark.parametrize("outcome", ClosingOutcome)
def test_how_it_ended(outcome: ClosingOutcome) -> None:
    """And when."""
    case = replace(new_case(), state=CaseState.CLOSED, closed_at=IN_THE_MORNING, outcome=outcome)
    ending = _REPLIES.say(f"handoff.outcome.{outcome.value}")
    assert _state(case) == (_line("closed", at="07 September, 08:30", outcome=ending),)


def test_of_a_case_that_was_opened_again_only_what_came_after_is_said() -> None:
    """Somebody had it once, so what was so before is not so now."""
    before = [_event(kind, _LEAD) for kind in (EventKind.ALERT_SENT, EventKind.NOBODY_ON_DUTY)]
    reopened = [_event(EventKind.CLOSED), _event(EventKind.REOPENED)]
    assert _state(new_case(), *before, *reopened) == (_line("nobody"),)
    after = _event(EventKind.ALERT_SENT, _DEPUTY)
    assert _state(new_case(), *before, *reopened, after) == (
        _line("told", who="the Deputy Safeguarding Lead"),
        _line("nobody"),
    )


def test_whoever_may_be_meant_is_asked_about() -> None:
    """With the time after which it goes on without an answer, and the titles to choose from."""
    reply = _of(replace(new_case(), doubtful=(_HEAD, _LEAD), ladder=(_DEPUTY,)))
    assert _line("choose", who="the Headteacher or the Safeguarding Lead", minutes="3") in reply.lines
    assert (reply.asks, reply.options) == ("whom_it_concerns", ("Headteacher", "Safeguarding Lead"))


def test_without_a_case_nobody_is_asked() -> None:
    """The answer could not be kept; whoever may be meant is not shown all the same."""
    triage = live(perhaps=(_LEAD,))
    reply = Reply(staffed(), _REPLIES).unrecorded(triage, routed(triage, LADDERS), False, IN_THE_MORNING)
    assert (reply.asks, reply.options, reply.case) == (None, (), None)
    assert _LEAD not in {contact.role for contact in reply.contacts}


@pytest.mark.parametrize(("trial", "line"), [(True, "dry_run"), (False, "not_recorded")])
def test_where_nothing_is_recorded_that_is_said(trial: bool, line: str) -> None:
    """And nothing else of a case."""
    triage = live()
    reply = Reply(staffed(), _REPLIES).unrecorded(triage, routed(triage, LADDERS), trial, IN_THE_MORNING)
    assert reply.lines[1] == _line(line)
    assert not any("case" in said and "SC-" in said for said in reply.lines)


@pytest.mark.parametrize(
    ("triage", "headline"),
    [
        (live(), "incident"),
        (live(emergency=True), "emergency"),
        (live(emergency=True, failed=True), "unknown"),
    ],
)
def test_999_comes_first(triage: Triage, headline: str) -> None:
    """Whatever the matter; in an emergency it is the headline as well."""
    reply = _of(new_case(), triage)
    assert reply.headline == _REPLIES.say(f"handoff.headline.{headline}")
    assert reply.lines[0] == _line("emergency")
    assert reply.lines[1] == _line("recorded", reference="SC-1")


def test_what_always_holds_is_always_said() -> None:
    """To tell by voice, what to do and not, no secrecy, who is left out, no record, no more questions."""
    said = _of(new_case()).lines
    names = (
        "voice",
        "universal_do",
        "universal_dont",
        "secrecy",
        "excluded",
        "recorder_not_set",
        "stand_down",
    )
    assert said[-len(names) :] == tuple(_line(name) for name in names)


def test_the_schools_own_record_is_named() -> None:
    """With its address."""
    school = staffed(recorder=Recorder("CPOMS", "https://cpoms.example"))
    assert (
        _line("recorder", where="CPOMS", url="https://cpoms.example") in _of(new_case(), school=school).lines
    )


def test_the_people_to_ring_are_those_of_the_ladder_now() -> None:
    """At night those who stand in, but never whom it is about."""
    school = staffed({_LEAD: stand_in("Nina Night"), _DEPUTY: stand_in("Cora Head")})
    case = replace(new_case(), excluded=(_HEAD,))
    reply = Reply(school, _REPLIES).of(case, (), live(), AT_NIGHT)
    told = [(contact.role, contact.title, contact.name, contact.phone) for contact in reply.contacts]
    assert told == [
        (_LEAD, "Safeguarding Lead", "Nina Night", "01632 960999"),
        (_DEPUTY, "Deputy Safeguarding Lead", "Mr Ben Deputy", "01632 960000"),
    ]


@pytest.mark.parametrize(
    ("triage", "shown"),
    [
        (live(Category.DATA_BREACH), ("data_breach",)),
        (live(Category.DATA_BREACH, Category.CHILD_PROTECTION), ("data_breach", "child_protection")),
        (live(Category.SELF_HARM, Category.CYBERBULLYING_PUPIL), ("self_harm",)),
        (live(Category.SELF_HARM, concerns=Concerned.MYSELF), ("staff_in_crisis",)),
        (live(Category.SELF_HARM, concerns=Concerned.COLLEAGUE), ("staff_in_crisis",)),
        (live(*list(Category)[:5]), tuple(Category)[:3]),
        (live(failed=True), ("unknown",)),
        (Triage(live().route), ("unknown",)),
    ],
)
def test_the_advice_is_that_of_the_gravest(triage: Triage, shown: tuple[str, ...]) -> None:
    """Three blocks at most, the leading one first; lighter matters beside it do not crowd it out."""
    assert blocks(triage) == shown
    assert len(_of(new_case(), triage).advice) == len(shown)


def test_the_versions_of_the_words_are_kept() -> None:
    """With the day on which the school signed them, or that it has not."""
    signed = {**_REPLIES.sentences, "handoff.fgm.signed_on": "2026-09-01"}
    triage = live(Category.DATA_BREACH, Category.FGM)
    assert texts_version(Replies(signed), triage) == "data_breach 1 unsigned, fgm 1 signed 2026-09-01"


_CLAIMS = {
    "told": EventKind.ALERT_SENT,
    "delayed": EventKind.ALERT_DELAYED,
    "failed": EventKind.ALERT_FAILED,
}
_EVENTS = st.builds(
    Event, st.just(IN_THE_MORNING), st.sampled_from(EventKind), st.none() | st.sampled_from(Role)
)
_CASES = st.builds(
    lambda state, doubtful: replace(
        new_case(),
        state=state,
        doubtful=doubtful,
        held_name="" if state is CaseState.OPEN else "Mrs Ada Lead",
        acknowledged_at=None if state is CaseState.OPEN else IN_THE_MORNING,
        closed_at=IN_THE_MORNING if state is CaseState.CLOSED else None,
        outcome=ClosingOutcome.NOT_LIVE if state is CaseState.CLOSED else None,
    ),
    st.sampled_from(CaseState),
    st.lists(st.sampled_from(Role), unique=True, max_size=2).map(tuple),
)


@given(_CASES, st.lists(_EVENTS, max_size=8), LIVE)
def test_no_line_claims_more_than_the_events_say(case: Case, events: Sequence[Event], triage: Triage) -> None:
    """No role is named as alerted that was not, and nobody is said to have an open case."""
    reply = Reply(staffed(), _REPLIES).of(case, events, triage, IN_THE_MORNING)
    said = "\n".join(reply.lines)
    for name, kind in _CLAIMS.items():
        begin, end = _line(name, who="|").split("|")
        claimed = [line for line in reply.lines if line.startswith(begin) and line.endswith(end)]
        happened = {f"the {staffed().contact(e.role).title}" for e in events if e.kind is kind and e.role}
        for line in claimed:
            assert set(line.removeprefix(begin).removesuffix(end).split(" and ")) <= happened
    assert ("has confirmed having it" in said) == (case.state is CaseState.ACKNOWLEDGED)
    assert (_line("nobody") in reply.lines or _line("nobody_on_duty") in reply.lines) == (
        case.state is CaseState.OPEN
    )
