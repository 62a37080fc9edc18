"""A store of cases that forgets everything when the test ends."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from threading import RLock
from typing import Any, TypeVar, cast

from assistant.domain.case import (
    Case,
    CaseState,
    Change,
    Delivery,
    DeliveryState,
    Event,
    EventKind,
)
from assistant.errors import CaseStoreError

_WAITING = (DeliveryState.PENDING, DeliveryState.FAILED_FOR_NOW)
_Record = TypeVar("_Record", Case, Event, Delivery)


@dataclass
class _Kept:
    case: Case
    events: list[Event] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


@dataclass
class _Leased:
    delivery: Delivery
    worker: str | None = None
    until: datetime | None = None

    def ended_by(self, moment: datetime) -> bool:
        """Whether the alert was being sent by somebody whose lease is over."""
        return self.delivery.state is DeliveryState.SENDING and (self.until is None or self.until <= moment)


class FakeCaseStore:
    """Cases in memory, one caller at a time; `shut` are those whose words no key opens."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._kept: dict[str, _Kept] = {}
        self._alerts: dict[str, _Leased] = {}
        self.shut: tuple[str, ...] = ()

    def open(self, change: Change, words: str | None) -> Case:
        """Keep a new case, or give back the one that has its key."""
        with self._lock:
            for kept in self._kept.values():
                if kept.case.key == change.case.key:
                    return kept.case
            if change.case.reference in self._kept:
                raise CaseStoreError("The reference of a new case is in use already.")
            self._kept[change.case.reference] = _Kept(change.case, words=[] if words is None else [words])
            return self._write(change)

    def case(self, reference: str) -> Case | None:
        """The case as it stands now."""
        kept = self._kept.get(reference)
        return None if kept is None else kept.case

    def cases(self, closed: bool = False) -> tuple[Case, ...]:
        """Cases that are not closed, or those that are, the newest first."""
        found = [kept.case for kept in self._kept.values() if _closed(kept.case) == closed]
        found.sort(key=lambda case: case.reference)
        return tuple(sorted(found, key=lambda case: case.opened_at, reverse=True))

    def events(self, reference: str) -> tuple[Event, ...]:
        """Everything that happened to a case, oldest first."""
        return tuple(self._kept[reference].events) if reference in self._kept else ()

    def deliveries(self, reference: str) -> tuple[Delivery, ...]:
        """Every alert of a case, in the order in which they were queued."""
        alerts = (leased.delivery for leased in self._alerts.values())
        return tuple(alert for alert in alerts if alert.reference == reference)

    def change(self, reference: str, decide: Callable[[Case], Change]) -> Case:
        """Decide on a case while nobody else does, and keep the change."""
        with self._lock:
            return self._write(decide(self._kept[reference].case))

    def claim_deliveries(
        self, worker: str, now: datetime, until: datetime, count: int
    ) -> tuple[Delivery, ...]:
        """Lease alerts that are due; emergencies first, then the longest due."""
        with self._lock:
            free = [leased for leased in self._alerts.values() if self._is_free(leased, now)]
            free.sort(key=lambda leased: (leased.delivery.due_at, leased.delivery.id))
            free.sort(key=lambda leased: not self._kept[leased.delivery.reference].case.emergency)
            for leased in free[:count]:
                attempts = leased.delivery.attempts + 1
                leased.delivery = replace(leased.delivery, state=DeliveryState.SENDING, attempts=attempts)
                leased.worker, leased.until = worker, until
            return tuple(leased.delivery for leased in free[:count])

    def settle_delivery(self, worker: str, delivery: Delivery, event: Event | None) -> bool:
        """Keep how an alert went; False where the lease is no longer this worker's."""
        with self._lock:
            leased = self._alerts.get(delivery.id)
            if leased is None or leased.worker != worker:
                return False
            settled = replace(
                leased.delivery, state=delivery.state, reason=delivery.reason, due_at=delivery.due_at
            )
            leased.delivery, leased.worker, leased.until = _utc(settled), None, None
            self._add_events(delivery.reference, () if event is None else (event,))
            return True

    def due_cases(self, now: datetime, count: int) -> tuple[str, ...]:
        """References of cases whose next step is due, the longest due first."""
        due = [(case.due_at, case.reference) for case in self.cases() if case.due_at and case.due_at <= now]
        return tuple(reference for _, reference in sorted(due)[:count])

    def words(self, reference: str, opening: Event) -> str | None:
        """The reporter's own words, None where none are kept; the opening is kept first."""
        with self._lock:
            self._add_events(reference, (opening,))
            words = self._kept[reference].words
            return "\n\n".join(words) if words else None

    def add_words(self, reference: str, words: str, event: Event) -> None:
        """Keep more of the reporter's words with the event that says so."""
        with self._lock:
            self._add_events(reference, (event,))
            self._kept[reference].words.append(words)

    def unreadable(self) -> tuple[str, ...]:
        """As told, of cases that are not closed."""
        return tuple(case.reference for case in self.cases() if case.reference in self.shut)

    def erase_words(self, closed_before: datetime, now: datetime) -> int:
        """Forget the words of cases closed before a time, with an event each; how many there were."""
        with self._lock:
            due = [kept for kept in self._kept.values() if kept.words and _closed(kept.case)]
            due = [kept for kept in due if kept.case.closed_at and kept.case.closed_at < closed_before]
            for kept in due:
                kept.words.clear()
                self._add_events(kept.case.reference, (Event(now, EventKind.WORDS_ERASED),))
            return len(due)

    def late(self, before: datetime) -> tuple[str, ...]:
        """References of open cases whose next step or whose alert was due before a time, the oldest first."""
        late = {
            leased.delivery.reference
            for leased in self._alerts.values()
            if leased.delivery.due_at < before and self._is_free(leased, before)
        }
        late |= {case.reference for case in self.cases() if case.due_at and case.due_at < before}
        open_cases = sorted(self.cases(), key=lambda case: (case.opened_at, case.reference))
        return tuple(case.reference for case in open_cases if case.reference in late)

    def _is_free(self, leased: _Leased, moment: datetime) -> bool:
        """Whether an alert may be claimed at a moment."""
        waits = leased.delivery.state in _WAITING and leased.delivery.due_at <= moment
        closed = _closed(self._kept[leased.delivery.reference].case)
        return not closed and (waits or leased.ended_by(moment))

    def _write(self, change: Change) -> Case:
        kept = self._kept[change.case.reference]
        kept.case = _utc(change.case)
        self._add_events(change.case.reference, change.events)
        for delivery in change.deliveries:
            self._alerts.setdefault(delivery.id, _Leased(_utc(delivery)))
        return kept.case

    def _add_events(self, reference: str, events: Iterable[Event]) -> None:
        self._kept[reference].events.extend(map(_utc, events))


def _closed(case: Case) -> bool:
    return case.state is CaseState.CLOSED


def _utc(record: _Record) -> _Record:
    """Its times in UTC, as a database gives them back."""
    values: dict[str, Any] = {entry.name: getattr(record, entry.name) for entry in fields(record)}
    times = {name: value.astimezone(UTC) for name, value in values.items() if isinstance(value, datetime)}
    return replace(record, **cast("dict[str, Any]", times))
