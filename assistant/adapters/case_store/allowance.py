"""How often a language model was asked: by all for each day, by one person for today alone.

Who asked is kept as what only the key of the reporters' words makes of them, and a day later not at all.
"""

from datetime import date

from sqlalchemy import ColumnElement, Connection, Table, delete, select, update

from assistant.adapters.case_store.cipher import Cipher
from assistant.adapters.case_store.connecting import Database
from assistant.adapters.case_store.rows import add_row, columns, put_row
from assistant.adapters.case_store.sealing import marked
from assistant.adapters.case_store.tables import MODEL_DAYS, MODEL_PEOPLE
from assistant.ports import Usage

_UNUSED = {"calls": 0, "tokens": 0, "shown": 0, "fell_back": 0}


class SqlAllowance:
    """The allowance in the database behind `url`, opened when it is first used."""

    def __init__(self, url: str, cipher: Cipher, per_day: int, per_person: int) -> None:
        self._database = Database(url)
        self._cipher = cipher
        self._per_day, self._per_person = per_day, per_person

    def take(self, person: str, today: date) -> bool:
        """Count one more call; False, and nothing is counted, where the day's or the person's are used up."""
        with self._database.writing() as connection:
            day = _lock(connection, today)
            mark = marked(connection, self._cipher, f"{today.isoformat()} {person}")
            by_all = _calls(connection, MODEL_DAYS, day)
            by_one = _calls(connection, MODEL_PEOPLE, MODEL_PEOPLE.c.person == mark)
            if by_all >= self._per_day or by_one >= self._per_person:
                return False
            connection.execute(update(MODEL_DAYS).where(day).values(calls=by_all + 1))
            put_row(connection, MODEL_PEOPLE, {"day": today, "person": mark, "calls": by_one + 1})
            return True

    def spend(self, tokens: int, shown: bool, today: date) -> None:
        """Add to the day's tokens, and to its answers that were shown or fell back to the default."""
        ended = MODEL_DAYS.c.shown if shown else MODEL_DAYS.c.fell_back
        more = {MODEL_DAYS.c.tokens: MODEL_DAYS.c.tokens + tokens, ended: ended + 1}
        with self._database.writing() as connection:
            connection.execute(update(MODEL_DAYS).where(_lock(connection, today)).values(more))

    def usage(self, since: date) -> tuple[Usage, ...]:
        """What was used each day, the newest first."""
        days = select(*columns(MODEL_DAYS, Usage)).where(MODEL_DAYS.c.day >= since)
        with self._database.reading() as connection:
            rows = connection.execute(days.order_by(MODEL_DAYS.c.day.desc())).mappings()
            return tuple(Usage(**row) for row in rows)

    def close(self) -> None:
        """Give the connections back; the next use opens new ones."""
        self._database.close()


def _lock(connection: Connection, today: date) -> ColumnElement[bool]:
    """Today's row, made if need be and locked until the transaction ends; persons of other days go."""
    add_row(connection, MODEL_DAYS, {"day": today, **_UNUSED})
    here = MODEL_DAYS.c.day == today
    connection.execute(select(MODEL_DAYS.c.day).where(here).with_for_update())
    connection.execute(delete(MODEL_PEOPLE).where(MODEL_PEOPLE.c.day != today))
    return here


def _calls(connection: Connection, table: Table, here: ColumnElement[bool]) -> int:
    return int(connection.scalar(select(table.c.calls).where(here)) or 0)
