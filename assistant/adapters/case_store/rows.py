"""Domain values to rows and back; a field and its column have the same name."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Insert, Select, Table, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from assistant.adapters.case_store.tables import CASES, DELIVERIES, EVENTS
from assistant.domain.card import Card
from assistant.domain.case import Case, Delivery, Event
from assistant.domain.feedback import Feedback
from assistant.domain.received import Received

Record = Case | Event | Delivery | Received | Feedback | Card


def columns(table: Table, kind: type[Any]) -> tuple[Column[Any], ...]:
    """The columns of a domain value's fields."""
    return tuple(table.c[field.name] for field in fields(kind))


_CASE, _EVENT = columns(CASES, Case), columns(EVENTS, Event)
_DELIVERY = columns(DELIVERIES, Delivery)


def values(record: Record) -> dict[str, Any]:
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


def add_row(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Write a row, and whether that was new: False where one of its unique columns is taken."""
    # Without the option SQLAlchemy does not know on PostgreSQL how many rows went in.
    new = insert_new(connection, table).execution_options(preserve_rowcount=True)
    return connection.execute(new, row).rowcount == 1


def put_row(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    """Write a row in the place of the one that has its primary key, if there is one."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    new = dialect.insert(table)
    replaced = {name: new.excluded[name] for name in row}
    connection.execute(new.on_conflict_do_update(index_elements=[*table.primary_key], set_=replaced), row)


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
