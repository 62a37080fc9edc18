"""The off-switch in the database of cases; every turn stays."""

import re
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from assistant.adapters.case_store.connecting import Database

_SQLITE_FILE = re.compile(r"sqlite(?:\+\w+)?:///([^?]+)")


class SqlSwitch:
    """The switch in the database behind `url`, opened when it is first used."""

    def __init__(self, url: str) -> None:
        self._url = url

    def is_off(self) -> bool:
        """Whether answers are switched off. Raises CaseStoreError."""
        # Asked before every answer: without cases and turns it costs neither a database nor SQLAlchemy.
        if self._file_is_missing():
            return False
        from sqlalchemy import select

        from assistant.adapters.case_store.tables import SWITCH_TURNS

        last = select(SWITCH_TURNS.c.off).order_by(SWITCH_TURNS.c.number.desc()).limit(1)
        with self._database.reading() as connection:
            return bool(connection.scalar(last))

    def turn(self, off: bool, by: str, at: datetime) -> None:
        """Switch answers off or on; every turn is kept. Raises CaseStoreError."""
        from sqlalchemy import insert

        from assistant.adapters.case_store.tables import SWITCH_TURNS

        with self._database.writing() as connection:
            connection.execute(insert(SWITCH_TURNS), {"off": off, "by": by, "at": at})

    def close(self) -> None:
        """Give the connections back; the next use opens new ones."""
        self._database.close()

    def _file_is_missing(self) -> bool:
        named = _SQLITE_FILE.match(self._url)
        return named is not None and not Path(unquote(named[1])).exists()

    @cached_property
    def _database(self) -> "Database":
        from assistant.adapters.case_store.connecting import Database

        return Database(self._url)
