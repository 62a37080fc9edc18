"""Where the cards of cases stand, and which of them lag behind their case."""

from typing import Any

from sqlalchemy import Select, func, select, update

from assistant.adapters.case_store.connecting import Database
from assistant.adapters.case_store.rows import add_row, columns, put_row, values
from assistant.adapters.case_store.tables import CARDS, CASES, EVENTS
from assistant.domain.card import Card

_ROW = CARDS.c
_IN_ORDER = (_ROW.reference, _ROW.kind, _ROW.address)
_HAPPENED = select(func.count()).where(EVENTS.c.reference == _ROW.reference).scalar_subquery()


class SqlCardBook:
    """Cards in the database behind `url`, opened when it is first used."""

    def __init__(self, url: str) -> None:
        self._database = Database(url)

    def put(self, card: Card) -> None:
        """Keep it; the same case, kind and address again replaces what was there.

        Raises CaseStoreError also where there is no such case.
        """
        with self._database.writing() as connection:
            put_row(connection, CARDS, values(card))

    def swap(self, before: Card | None, after: Card) -> bool:
        """Keep `after` only where exactly `before` stands for its case, kind and address, None for nothing.

        Raises CaseStoreError also where there is no such case.
        """
        with self._database.writing() as connection:
            if before is None:
                return add_row(connection, CARDS, values(after))
            here = [_ROW[column.name] == getattr(after, column.name) for column in CARDS.primary_key]
            stands = [_ROW[name] == value for name, value in values(before).items()]
            swapped = update(CARDS).where(*here, *stands).values(values(after))
            return connection.execute(swapped).rowcount == 1

    def of(self, reference: str) -> tuple[Card, ...]:
        """The cards of one case."""
        return self._read(_select().where(_ROW.reference == reference).order_by(*_IN_ORDER))

    def stale(self, count: int) -> tuple[Card, ...]:
        """Cards of cases to which more has happened than they show, those of the newest cases first.

        Cards that a chat takes no more remain behind those of new cases.
        """
        lagging = _select().join(CASES).where(_ROW.shown < _HAPPENED)
        return self._read(lagging.order_by(CASES.c.opened_at.desc(), *_IN_ORDER).limit(count))

    def close(self) -> None:
        """Give the connections back; the next use opens new ones."""
        self._database.close()

    def _read(self, query: Select[Any]) -> tuple[Card, ...]:
        with self._database.reading() as connection:
            return tuple(Card(**row) for row in connection.execute(query).mappings())


def _select() -> Select[Any]:
    return select(*columns(CARDS, Card))
