"""What every `CaseStore` promises, tried on SQLite, on PostgreSQL and on the fake."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import TypeVar
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.adapters.case_store import sql_case_store
from assistant.domain.case import (
    Case,
    CaseState,
    Change,
    ClosingOutcome,
    Delivery,
    DeliveryState,
    Event,
    EventKind,
    Shift,
)
from assistant.domain.school import Role
from assistant.domain.triage import Category, Concerned
from assistant.errors import CaseError, CaseStoreError
from assistant.ports import CaseStore
from tests.fakes.case_store import FakeCaseStore
from tests.fakes.clock import SCHOOL_MORNING
from tests.fakes.databases import DATABASES, database_url
from tests.fakes.new_cases import new_alert, new_case, opening

_Given = TypeVar("_Given")
_OPENED = Event(SCHOOL_MORNING, EventKind.OPENED, Role.SAFEGUARDING_LEAD, "Sam Example")
_ADDED = Event(SCHOOL_MORNING, EventKind.ADDED)
_SENT = Event(SCHOOL_MORNING, EventKind.ALERT_SENT)


@pytest.fixture(params=[*DATABASES, "fake"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CaseStore]:
    """Each implementation, empty."""
    if request.param == "fake":
        yield FakeCaseStore()
    else:
        with (
            database_url(request.param, tmp_path) as url,
            closing(sql_case_store(url, tmp_path / "key")) as made,
        ):
            yield made


def _after(minutes: float) -> datetime:
    return SCHOOL_MORNING + timedelta(minutes=minutes)


def _at_once(count: int, act: Callable[[int], _Given]) -> list[_Given]:
    """What `act` gave in each of several threads that began together."""
    begin = Barrier(count)

    def run(number: int) -> _Given:
        begin.wait(timeout=30)
        return act(number)

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(run, range(count)))


def _close(store: CaseStore, reference: str, at: datetime = SCHOOL_MORNING) -> None:
    store.change(reference, lambda case: Change(replace(case, state=CaseState.CLOSED, closed_at=at)))


def _claimed(store: CaseStore, worker: str, minutes: float = 0) -> list[str]:
    """Ids of all that `worker` gets on lease for a minute."""
    return [alert.id for alert in store.claim_deliveries(worker, _after(minutes), _after(minutes + 1), 100)]


def test_a_new_store_is_empty(store: CaseStore) -> None:
    """Nothing is found, due or late where nothing was recorded."""
    assert store.case("SC-1") is None
    assert store.cases() == store.cases(closed=True) == ()
    assert (store.events("SC-1"), store.deliveries("SC-1")) == ((), ())
    assert store.due_cases(_after(99), 9) == store.late(_after(99)) == ()
    assert store.claim_deliveries("one", _after(99), _after(100), 9) == ()
    assert store.erase_words(_after(99), _after(99)) == 0


def test_a_case_comes_back_with_its_events_and_alerts(store: CaseStore) -> None:
    """What was recorded is found by its reference, events and alerts in their order."""
    case = new_case()
    change = opening(case, new_alert(case, "b"), new_alert(case, "a"), new_alert(case, "c"))
    change = replace(change, events=(*change.events, Event(_after(-5), EventKind.ALERT_QUEUED)))
    assert store.open(change, "words") == case
    assert store.case("SC-1") == case
    assert store.events("SC-1") == change.events
    assert store.deliveries("SC-1") == change.deliveries


_NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
_TIMES = st.datetimes(datetime(1990, 1, 1), datetime(2190, 1, 1)).map(lambda time: time.replace(tzinfo=UTC))
_ROLES = st.lists(st.sampled_from(Role), max_size=5).map(tuple)
_CASES = st.builds(
    Case,
    reference=_NAMES,
    key=_NAMES,
    reporter=_NAMES,
    opened_at=_TIMES,
    categories=st.lists(st.sampled_from(Category)).map(tuple),
    emergency=st.booleans(),
    first=_ROLES,
    ladder=_ROLES,
    due_at=st.none() | _TIMES,
    excluded=_ROLES,
    doubtful=_ROLES,
    state=st.sampled_from(CaseState),
    rung=st.integers(0, 2**31 - 1),
    held_by=st.none() | st.sampled_from(Role),
    held_name=_NAMES,
    acknowledged_at=st.none() | _TIMES,
    closed_at=st.none() | _TIMES,
    outcome=st.none() | st.sampled_from(ClosingOutcome),
    said_not_live=st.booleans(),
    texts=_NAMES,
    concerns=st.none() | st.sampled_from(Concerned),
    roles=_ROLES,
    reporter_name=_NAMES,
)
_EVENTS = st.builds(
    Event,
    at=_TIMES,
    kind=st.sampled_from(EventKind),
    role=st.none() | st.sampled_from(Role),
    by=_NAMES,
    detail=_NAMES,
)
_DELIVERIES = st.builds(
    Delivery,
    id=_NAMES,
    reference=_NAMES,
    role=st.sampled_from(Role),
    shift=st.sampled_from(Shift),
    channel=st.integers(0, 9),
    rung=st.integers(0, 99),
    due_at=_TIMES,
    state=st.sampled_from(DeliveryState),
    attempts=st.integers(0, 99),
    reason=_NAMES,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    opened=_CASES,
    changed=_CASES,
    events=st.lists(_EVENTS, max_size=3).map(tuple),
    deliveries=st.lists(_DELIVERIES, max_size=3),
    words=st.none() | st.text(),
)
def test_every_value_comes_back_as_it_was(
    store: CaseStore,
    opened: Case,
    changed: Case,
    events: tuple[Event, ...],
    deliveries: list[Delivery],
    words: str | None,
) -> None:
    """Any case, event, alert and words, recorded or changed, are read back equal."""
    # Examples share the store, so each has names of its own.
    reference, key = f"{opened.reference} {uuid4()}", f"{opened.key} {uuid4()}"
    opened, changed = (replace(case, reference=reference, key=key) for case in (opened, changed))
    queued = tuple(replace(one, id=f"{one.id} {uuid4()}", reference=reference) for one in deliveries)
    assert store.open(Change(opened, events[:1], queued[:1]), words) == opened
    assert store.case(reference) == opened
    assert store.change(reference, lambda case: Change(changed, events[1:], queued[1:])) == changed
    assert store.case(reference) == changed
    assert store.events(reference) == events
    assert store.deliveries(reference) == queued
    assert store.words(reference, _OPENED) == words


def test_words_that_can_be_read_are_not_unreadable(store: CaseStore) -> None:
    """Nor are cases without words."""
    store.open(opening(new_case("SC-1")), "words")
    store.open(opening(new_case("SC-2")), None)
    assert store.unreadable() == ()


def test_times_come_back_in_utc(store: CaseStore) -> None:
    """A time of any zone is the same moment in UTC when it is read."""
    case = new_case()
    for found in (store.open(opening(case, new_alert(case)), None), store.case("SC-1")):
        assert found is not None
        assert (found.opened_at, found.opened_at.tzinfo) == (SCHOOL_MORNING, UTC)
        assert found.due_at is not None
        assert found.due_at.tzinfo is UTC
    assert [event.at.tzinfo for event in store.events("SC-1")] == [UTC]
    assert [alert.due_at.tzinfo for alert in store.deliveries("SC-1")] == [UTC]
    changed = store.change("SC-1", lambda case: Change(replace(case, acknowledged_at=_after(1))))
    assert changed.acknowledged_at is not None
    assert changed.acknowledged_at.tzinfo is UTC


def test_the_same_key_again_writes_nothing(store: CaseStore) -> None:
    """A repeated report is the case as it stands now, whatever the repetition says."""
    case = new_case()
    store.open(opening(case, new_alert(case)), "words")
    changed = store.change("SC-1", lambda case: Change(replace(case, rung=3)))
    events, deliveries = store.events("SC-1"), store.deliveries("SC-1")
    again = replace(new_case("SC-2", emergency=True), key=case.key)
    assert store.open(opening(again, new_alert(again)), "other words") == changed
    assert store.cases() == (changed,)
    assert (store.events("SC-1"), store.deliveries("SC-1")) == (events, deliveries)
    assert store.words("SC-1", _OPENED) == "words"
    assert (store.events("SC-2"), store.deliveries("SC-2")) == ((), ())


def test_the_reference_of_another_case_is_refused(store: CaseStore) -> None:
    """A new case never takes another one's place, nor is it silently left out."""
    case = new_case()
    store.open(opening(case), "words")
    with pytest.raises(CaseStoreError, match="reference"):
        store.open(opening(replace(case, key="other", reporter="Ben Example")), "other words")
    assert store.cases() == (case,)
    assert store.words("SC-1", _OPENED) == "words"


def test_the_same_report_at_the_same_moment_is_one_case(store: CaseStore) -> None:
    """Several threads that record one report are all given the same case, written once."""

    def record(number: int) -> Case:
        case = replace(new_case(f"SC-{number}"), key="same")
        return store.open(opening(case, new_alert(case)), f"words {number}")

    cases = _at_once(4, record)
    assert set(cases) == {cases[0]}
    assert store.cases() == (cases[0],)
    assert [len(store.events(f"SC-{number}")) for number in range(4)].count(1) == 1
    assert [len(store.deliveries(f"SC-{number}")) for number in range(4)].count(1) == 1


def test_cases_are_listed_the_newest_first(store: CaseStore) -> None:
    """Open and closed cases are listed apart."""
    for reference, minutes in (("SC-1", 5), ("SC-2", 9), ("SC-3", 7), ("SC-4", 9)):
        store.open(opening(replace(new_case(reference), opened_at=_after(minutes))), None)
    assert [case.reference for case in store.cases()] == ["SC-2", "SC-4", "SC-3", "SC-1"]
    _close(store, "SC-4")
    _close(store, "SC-1")
    assert [case.reference for case in store.cases()] == ["SC-2", "SC-3"]
    assert [case.reference for case in store.cases(closed=True)] == ["SC-4", "SC-1"]


def test_an_alert_that_is_queued_already_stays_as_it_is(store: CaseStore) -> None:
    """A delivery with a known id is left out; new ones stand behind the old ones."""
    case = new_case()
    first = new_alert(case, "b")
    store.open(opening(case, first), None)
    again, second = replace(first, rung=7, reason="other"), new_alert(case, "a")
    store.change("SC-1", lambda case: Change(case, deliveries=(again, second)))
    assert store.deliveries("SC-1") == (first, second)


def test_an_unknown_reference_is_a_key_error(store: CaseStore) -> None:
    """Nothing can be changed in a case that is not there, nor its words be opened."""
    for act in (
        lambda: store.change("SC-1", Change),
        lambda: store.words("SC-1", _OPENED),
        lambda: store.add_words("SC-1", "words", _ADDED),
    ):
        with pytest.raises(KeyError):
            act()


def test_a_change_that_cannot_be_decided_leaves_no_trace(store: CaseStore) -> None:
    """What `decide` raises comes through, and the case can be changed afterwards."""
    case = new_case()
    store.open(opening(case), None)

    def refuse(case: Case) -> Change:
        raise CaseError("not theirs")

    with pytest.raises(CaseError, match="not theirs"):
        store.change("SC-1", refuse)
    assert store.case("SC-1") == case
    assert len(store.events("SC-1")) == 1
    assert store.change("SC-1", lambda case: Change(replace(case, rung=1))).rung == 1


def test_only_the_first_to_acknowledge_wins(store: CaseStore) -> None:
    """Changes of one case wait for each other; each decides on what the one before left."""
    store.open(opening(new_case()), None)

    def acknowledge(number: int) -> bool:
        def decide(case: Case) -> Change:
            if case.state is not CaseState.OPEN:
                raise CaseError(f"seen by {case.held_name}")
            taken = replace(case, state=CaseState.ACKNOWLEDGED, held_name=str(number))
            return Change(taken, (Event(SCHOOL_MORNING, EventKind.ACKNOWLEDGED, by=str(number)),))

        with suppress(CaseError):
            store.change("SC-1", decide)
            return True
        return False

    won = _at_once(4, acknowledge)
    case = store.case("SC-1")
    assert won.count(True) == 1
    assert case is not None
    assert case.held_name == str(won.index(True))
    assert [event.by for event in store.events("SC-1")[1:]] == [case.held_name]


def test_changes_at_the_same_moment_are_all_kept(store: CaseStore) -> None:
    """None of several increments is lost."""
    store.open(opening(new_case()), None)
    rung = _at_once(
        4, lambda _: store.change("SC-1", lambda case: Change(replace(case, rung=case.rung + 1))).rung
    )
    assert sorted(rung) == [1, 2, 3, 4]


def test_a_claimed_alert_is_being_sent(store: CaseStore) -> None:
    """It comes back, and is stored, as `sending` with one attempt more."""
    case = new_case()
    alert = replace(new_alert(case), state=DeliveryState.FAILED_FOR_NOW, attempts=2, reason="busy")
    store.open(opening(case, alert), None)
    claimed = store.claim_deliveries("one", _after(0), _after(1), 9)
    assert claimed == (replace(alert, state=DeliveryState.SENDING, attempts=3),)
    assert store.deliveries("SC-1") == claimed


def test_emergencies_are_claimed_first_then_the_longest_due(store: CaseStore) -> None:
    """No more than asked for; what is not due yet waits."""
    quiet, urgent = new_case("SC-1"), new_case("SC-2", emergency=True)
    store.open(opening(quiet, new_alert(quiet, "c", 1), new_alert(quiet, "a", 3)), None)
    store.open(opening(urgent, new_alert(urgent, "b", 3), new_alert(urgent, "d", 2)), None)
    store.open(opening(new_case("SC-3"), new_alert(new_case("SC-3"), "e", 4)), None)
    first = store.claim_deliveries("one", _after(3), _after(9), 3)
    assert [alert.id for alert in first] == ["SC-2/d", "SC-2/b", "SC-1/c"]
    assert _claimed(store, "two", 3) == ["SC-1/a"]
    assert _claimed(store, "two", 3) == []


@pytest.mark.parametrize(
    "state", [DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.FAILED_FOR_GOOD]
)
def test_what_is_settled_is_not_claimed(store: CaseStore, state: DeliveryState) -> None:
    """An alert that was sent, or failed for good, is never sent again."""
    case = new_case()
    store.open(opening(case, replace(new_alert(case), state=state)), None)
    assert _claimed(store, "one", 99) == []


def test_alerts_of_a_closed_case_are_left_alone(store: CaseStore) -> None:
    """Nobody is alerted of a closed case, nor is it late; re-opened, both are so again."""
    case = new_case()
    store.open(opening(case, new_alert(case)), None)
    _close(store, "SC-1")
    assert _claimed(store, "one") == []
    assert store.late(_after(99)) == store.due_cases(_after(99), 9) == ()
    store.change("SC-1", lambda case: Change(replace(case, state=CaseState.OPEN)))
    assert store.late(_after(99)) == store.due_cases(_after(99), 9) == ("SC-1",)
    assert _claimed(store, "one") == ["SC-1/1"]


def test_no_alert_is_claimed_twice_while_it_is_leased(store: CaseStore) -> None:
    """Workers that claim at the same moment share the alerts out, and none is left."""
    ids = set()
    for number in range(12):
        case = new_case(f"SC-{number}")
        store.open(opening(case, new_alert(case)), None)
        ids.add(new_alert(case).id)

    def claim(number: int) -> list[str]:
        found: list[str] = []
        while claimed := store.claim_deliveries(f"worker {number}", _after(0), _after(1), 2):
            found += [alert.id for alert in claimed]
        return found

    shares = _at_once(3, claim)
    assert sorted(id for share in shares for id in share) == sorted(ids)


def test_a_lease_is_taken_over_once_it_has_run_out(store: CaseStore) -> None:
    """Until then nobody else gets it; afterwards it is one attempt more, and the first worker's no longer."""
    case = new_case()
    store.open(opening(case, new_alert(case)), None)
    [lost] = store.claim_deliveries("one", _after(0), _after(1), 9)
    assert _claimed(store, "two", 0.9) == []
    [taken] = store.claim_deliveries("two", _after(1), _after(2), 9)
    assert taken == replace(lost, attempts=2)
    assert not store.settle_delivery("one", replace(lost, state=DeliveryState.SENT), _SENT)
    assert store.deliveries("SC-1") == (taken,)
    assert len(store.events("SC-1")) == 1
    assert store.settle_delivery("two", replace(taken, state=DeliveryState.SENT), _SENT)


def test_settling_writes_how_it_went_and_ends_the_lease(store: CaseStore) -> None:
    """State, reason, due time and event are written together, and only once."""
    case = new_case()
    store.open(opening(case, new_alert(case)), None)
    [claimed] = store.claim_deliveries("one", _after(0), _after(9), 9)
    failed = replace(claimed, state=DeliveryState.FAILED_FOR_NOW, reason="busy", due_at=_after(2))
    assert store.settle_delivery("one", failed, replace(_SENT, kind=EventKind.ALERT_DELAYED))
    assert store.deliveries("SC-1") == (failed,)
    assert store.events("SC-1")[1:] == (replace(_SENT, kind=EventKind.ALERT_DELAYED),)
    assert not store.settle_delivery("one", failed, _SENT)
    assert _claimed(store, "two", 1) == []
    assert _claimed(store, "two", 2) == ["SC-1/1"]


def test_settling_needs_no_event_but_a_known_alert(store: CaseStore) -> None:
    """Without an event only the alert changes; one that nobody queued is nobody's."""
    case = new_case()
    assert not store.settle_delivery("one", new_alert(case), None)
    store.open(opening(case, new_alert(case)), None)
    assert not store.settle_delivery("one", new_alert(case), None)
    [claimed] = store.claim_deliveries("one", _after(0), _after(9), 9)
    assert store.settle_delivery("one", replace(claimed, state=DeliveryState.DELIVERED), None)
    assert len(store.events("SC-1")) == 1


def test_due_cases_are_those_longest_due(store: CaseStore) -> None:
    """No more than asked for, without cases that wait for nothing or not yet."""
    for reference, minutes in (("SC-1", 3), ("SC-2", 1), ("SC-3", 2), ("SC-4", 9)):
        store.open(opening(new_case(reference, minutes)), None)
    store.open(opening(replace(new_case("SC-5"), due_at=None)), None)
    assert store.due_cases(_after(3), 9) == ("SC-2", "SC-3", "SC-1")
    assert store.due_cases(_after(3), 2) == ("SC-2", "SC-3")


def test_a_case_is_late_by_its_next_step_or_its_alert(store: CaseStore) -> None:
    """An alert that is being sent under a running lease is not late; one whose lease ran out is."""
    step, alert, fine = new_case("SC-1", 4), new_case("SC-2", 99), new_case("SC-3", 99)
    store.open(opening(step), None)
    store.open(opening(alert, new_alert(alert, minutes=4)), None)
    store.open(opening(replace(fine, due_at=None), new_alert(fine, minutes=5)), None)
    assert store.late(_after(4)) == ()
    assert store.late(_after(5)) == ("SC-1", "SC-2")
    [claimed] = store.claim_deliveries("one", _after(4), _after(7), 1)
    assert store.late(_after(5)) == ("SC-1",)
    assert store.late(_after(8)) == ("SC-1", "SC-2", "SC-3")
    store.settle_delivery("one", replace(claimed, state=DeliveryState.SENT), None)
    assert store.late(_after(5)) == ("SC-1",)


def test_words_are_opened_with_an_event_each_time(store: CaseStore) -> None:
    """The reporter's words come back verbatim, and each opening stays."""
    words = "  Two\nlines, a tab\t, 日本, \ud83d, \x00 and an end.\n"
    store.open(opening(new_case()), words)
    assert store.words("SC-1", _OPENED) == words
    assert store.words("SC-1", replace(_OPENED, by="Lee Example")) == words
    assert [event.by for event in store.events("SC-1")[1:]] == ["Sam Example", "Lee Example"]


def test_no_words_are_no_words(store: CaseStore) -> None:
    """Where none are kept there are none, and the opening is written all the same."""
    store.open(opening(new_case()), None)
    assert store.words("SC-1", _OPENED) is None
    assert store.events("SC-1")[1:] == (_OPENED,)


def test_added_words_follow_behind_an_empty_line(store: CaseStore) -> None:
    """Each addition has its event; also a case without words can be given some."""
    store.open(opening(new_case("SC-1")), "first")
    store.open(opening(new_case("SC-2")), None)
    store.add_words("SC-1", "second", _ADDED)
    store.add_words("SC-1", "third", _ADDED)
    store.add_words("SC-2", "only", _ADDED)
    assert store.events("SC-1")[1:] == (_ADDED, _ADDED)
    assert store.words("SC-1", _OPENED) == "first\n\nsecond\n\nthird"
    assert store.words("SC-2", _OPENED) == "only"


def test_words_added_at_the_same_moment_are_all_kept(store: CaseStore) -> None:
    """Several threads that add words do not overwrite each other's."""
    store.open(opening(new_case()), "first")
    _at_once(4, lambda number: store.add_words("SC-1", str(number), _ADDED))
    words = store.words("SC-1", _OPENED)
    assert words is not None
    assert sorted(words.split("\n\n")) == ["0", "1", "2", "3", "first"]


def test_words_are_erased_a_set_time_after_closing(store: CaseStore) -> None:
    """Only of cases closed long enough that still have words; each is told by an event."""
    for reference in ("SC-1", "SC-2", "SC-3", "SC-4"):
        store.open(opening(new_case(reference)), None if reference == "SC-4" else "words")
    store.add_words("SC-1", "more", _ADDED)
    _close(store, "SC-1", _after(1))
    _close(store, "SC-2", _after(2))
    _close(store, "SC-4", _after(1))
    assert store.erase_words(_after(2), _after(9)) == 1
    assert store.erase_words(_after(2), _after(9)) == 0
    assert store.events("SC-1")[-1] == Event(_after(9), EventKind.WORDS_ERASED)
    assert [event.kind for event in store.events("SC-4")] == [EventKind.RECORDED]
    kept = [store.words(reference, _OPENED) for reference in ("SC-1", "SC-2", "SC-3")]
    assert kept == [None, "words", "words"]
