"""The store of cases: every method is one transaction, but for `words`, which writes before it reads."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, exists, or_, select, update

from assistant.adapters.case_store import alerts, kept_words
from assistant.adapters.case_store.cipher import Cipher
from assistant.adapters.case_store.connecting import Database
from assistant.adapters.case_store.rows import (
    add_deliveries,
    add_events,
    add_row,
    read_cases,
    read_deliveries,
    read_events,
    select_cases,
    values,
)
from assistant.adapters.case_store.tables import CASES, DELIVERIES
from assistant.domain.case import Case, CaseState, Change, Delivery, Event
from assistant.errors import CaseStoreError

_CASE = CASES.c
_NOT_CLOSED = _CASE.state != CaseState.CLOSED


class SqlCaseStore:
    """Cases in the database behind `url`, opened when it is first used."""

    def __init__(self, url: str, cipher: Cipher) -> None:
        self._database = Database(url)
        self._cipher = cipher

    def open(self, change: Change, words: str | None) -> Case:
        """Write a new case, its events, alerts and words, or give back the one that has its key."""
        reference, same_key = change.case.reference, select_cases(_CASE.key == change.case.key)
        with self._database.writing() as connection:
            if known := read_cases(connection, same_key):
                return known[0]
            if not add_row(connection, CASES, values(change.case)):
                return _recorded_meanwhile(read_cases(connection, same_key))
            if words is not None:
                kept_words.keep(connection, self._cipher, reference, words)
            return _write(connection, reference, change)

    def case(self, reference: str) -> Case | None:
        """The case as it stands now."""
        with self._database.reading() as connection:
            return next(iter(read_cases(connection, select_cases(_CASE.reference == reference))), None)

    def cases(self, closed: bool = False) -> tuple[Case, ...]:
        """Cases that are not closed, or those that are, the newest first."""
        wanted = _CASE.state == CaseState.CLOSED if closed else _NOT_CLOSED
        with self._database.reading() as connection:
            query = select_cases(wanted).order_by(_CASE.opened_at.desc(), _CASE.reference)
            return read_cases(connection, query)

    def events(self, reference: str) -> tuple[Event, ...]:
        """Everything that happened to a case, oldest first."""
        with self._database.reading() as connection:
            return read_events(connection, reference)

    def deliveries(self, reference: str) -> tuple[Delivery, ...]:
        """Every alert of a case, in the order in which they were queued."""
        with self._database.reading() as connection:
            return read_deliveries(connection, DELIVERIES.c.reference == reference)

    def change(self, reference: str, decide: Callable[[Case], Change]) -> Case:
        """Lock the case, decide on it as it stands, and write the change; all of it or nothing."""
        with self._database.writing() as connection:
            change = decide(_locked(connection, reference))
            row = update(CASES).where(_CASE.reference == reference)
            connection.execute(row.values(values(change.case)))
            return _write(connection, reference, change)

    def claim_deliveries(
        self, worker: str, now: datetime, until: datetime, count: int
    ) -> tuple[Delivery, ...]:
        """Lease alerts that are due; emergencies first, then the longest due."""
        with self._database.writing() as connection:
            return alerts.claim(connection, worker, now, until, count)

    def settle_delivery(self, worker: str, delivery: Delivery, event: Event | None) -> bool:
        """Write how an alert went and end its lease; False where the lease is no longer this worker's."""
        with self._database.writing() as connection:
            return alerts.settle(connection, worker, delivery, event)

    def due_cases(self, now: datetime, count: int) -> tuple[str, ...]:
        """References of cases whose next step is due, the longest due first."""
        due = select(_CASE.reference).where(_NOT_CLOSED, _CASE.due_at <= now)
        with self._database.reading() as connection:
            in_order = due.order_by(_CASE.due_at, _CASE.reference).limit(count)
            return tuple(connection.scalars(in_order))

    def words(self, reference: str, opening: Event) -> str | None:
        """The reporter's own words, None where none are kept; the opening is written first.

        Raises KeyError for an unknown reference.
        """
        with self._database.writing() as connection:
            _locked(connection, reference)
            add_events(connection, reference, [opening])
        with self._database.reading() as connection:
            return kept_words.read(connection, self._cipher, reference)

    def add_words(self, reference: str, words: str, event: Event) -> None:
        """Keep more words with the event that says so. Raises KeyError for an unknown reference."""
        with self._database.writing() as connection:
            _locked(connection, reference)
            kept_words.keep(connection, self._cipher, reference, words)
            add_events(connection, reference, [event])

    def unreadable(self) -> tuple[str, ...]:
        """References of cases that are not closed, whose words the key that is there does not open."""
        with self._database.reading() as connection:
            return kept_words.unreadable(connection, self._cipher)

    def erase_words(self, closed_before: datetime, now: datetime) -> int:
        """Erase the words of cases closed before a time, with an event each; how many there were."""
        with self._database.writing() as connection:
            return kept_words.erase(connection, closed_before, now)

    def late(self, before: datetime) -> tuple[str, ...]:
        """References of open cases whose next step or whose alert was due before a time, the oldest first."""
        waiting = exists().where(DELIVERIES.c.reference == _CASE.reference, alerts.late_alert(before))
        query = select(_CASE.reference).where(_NOT_CLOSED, or_(_CASE.due_at < before, waiting))
        with self._database.reading() as connection:
            return tuple(connection.scalars(query.order_by(_CASE.opened_at, _CASE.reference)))

    def close(self) -> None:
        """Give the connections back; the next use opens new ones."""
        self._database.close()


def _locked(connection: Connection, reference: str) -> Case:
    """The case, which nobody else changes until the transaction ends. Raises KeyError."""
    # With less than the whole lock: who settles an alert can add an event meanwhile, so no circle of waits.
    query = select_cases(_CASE.reference == reference).with_for_update(key_share=True)
    found = read_cases(connection, query)
    if not found:
        raise KeyError(reference)
    return found[0]


def _write(connection: Connection, reference: str, change: Change) -> Case:
    """The rest of a change whose case is written, and the case as it is read back."""
    add_events(connection, reference, change.events)
    add_deliveries(connection, reference, change.deliveries)
    return read_cases(connection, select_cases(_CASE.reference == reference))[0]


def _recorded_meanwhile(found: tuple[Case, ...]) -> Case:
    """The case that another process recorded under the same key a moment ago."""
    if not found:
        raise CaseStoreError("The reference of a new case is in use already; record it under another one.")
    return found[0]
