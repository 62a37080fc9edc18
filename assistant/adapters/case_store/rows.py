"""Domain values to rows and back; a field and its column have the same name."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Insert, Select, Table, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from assistant.adapters.case_store.tables import CASES, DELIVERIES, EVENTS
from assistant.domain.case import Case, Delivery, Event


def _columns(table: Table, kind: type[Any]) -> tuple[Column[Any], ...]:
    return tuple(table.c[field.name] for field in fields(kind))


_CASE, _EVENT = _columns(CASES, Case), _columns(EVENTS, Event)
_DELIVERY = _columns(DELIVERIES, Delivery)


def values(record: Case | Event | Delivery) -> dict[str, Any]:
    """Its fields by name."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


def select_cases(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Cases for which all conditions hold."""
    return select(*_CASE).where(*conditions)


def read_cases(connection: Connection, query: Select[Any]) -> tuple[Case, ...]:
    """The cases of a query made of `select_cases`."""
    return tuple(Case(**row) for row in connection.execute(query).mappings())


def read_events(connection: Connection, reference: str) -> tuple[Event, ...]:
    """Events of a case, as they were written."""
    query = select(*_EVENT).where(EVENTS.c.reference == reference).order_by(EVENTS.c.number)
    return tuple(Event(**row) for row in connection.execute(query).mappings())


def read_deliveries(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[Delivery, ...]:
    """Deliveries for which all conditions hold, as they were queued."""
    query = select(*_DELIVERY).where(*conditions).order_by(DELIVERIES.c.reference, DELIVERIES.c.place)
    return tuple(Delivery(**row) for row in connection.execute(query).mappings())


def insert_new(connection: Connection, table: Table) -> Insert:
    """An insert that leaves out rows that are there already."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


def add_events(connection: Connection, reference: str, events: Iterable[Event]) -> None:
    """Write events of a case."""
    if rows := [{"reference": reference, **values(event)} for event in events]:
        connection.execute(insert(EVENTS), rows)


def add_deliveries(connection: Connection, reference: str, deliveries: Sequence[Delivery]) -> None:
    """Queue deliveries of a case behind those that wait; one that is there already stays as it is."""
    if not deliveries:
        return
    highest = select(func.max(DELIVERIES.c.place)).where(DELIVERIES.c.reference == reference)
    begin = (connection.scalar(highest) or 0) + 1
    rows = [{"place": place, **values(delivery)} for place, delivery in enumerate(deliveries, begin)]
    connection.execute(insert_new(connection, DELIVERIES), rows)
