"""How values lie in columns: names as text, times in UTC, and no character that a database refuses."""

import json
import re
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

from assistant.errors import CaseStoreError

# PostgreSQL takes no NUL, and half of a surrogate pair has no UTF-8; neither may keep a report out.
_REFUSED = re.compile("[\x00\ud800-\udfff]")


class Plain(TypeDecorator[str]):
    """Text; a character that cannot be stored becomes U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """On the way in."""
        return None if value is None else _REFUSED.sub("\ufffd", value)


class Labels(TypeDecorator[tuple[str, ...]]):
    """Several texts in their order, as JSON in ASCII: any character is kept, none separates."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:
        """On the way in."""
        return json.dumps(value or ())

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        """On the way out."""
        return tuple(json.loads(value or "[]"))


class Moment(TypeDecorator[datetime]):
    """A time, stored in UTC and given back in UTC; one without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """On the way in."""
        if value is not None and value.tzinfo is None:
            raise TypeError("a time without its zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """On the way out; SQLite gives back what it was given, without the zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Name(TypeDecorator[StrEnum]):
    """One name of the closed set `names`; a name that is not in it is an error, never dropped."""

    impl = Text
    cache_ok = True

    def __init__(self, names: type[StrEnum]) -> None:
        super().__init__()
        self.names = names

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """On the way in."""
        return None if value is None else self.names(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """On the way out. Raises CaseStoreError."""
        return None if value is None else _known(self.names, value)


class Names(TypeDecorator[tuple[StrEnum, ...]]):
    """Several names of a closed set in their order, joined by commas."""

    impl = Text
    cache_ok = True

    def __init__(self, names: type[StrEnum]) -> None:
        super().__init__()
        self.names = names

    def process_bind_param(self, value: tuple[StrEnum, ...] | None, dialect: Dialect) -> str:
        """On the way in."""
        return ",".join(self.names(name).value for name in value or ())

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[StrEnum, ...]:
        """On the way out. Raises CaseStoreError."""
        return tuple(_known(self.names, name) for name in (value or "").split(",") if name)


def _known(names: type[StrEnum], value: str) -> StrEnum:
    try:
        return names(value)
    except ValueError:
        raise CaseStoreError(
            f"The database of cases holds a {names.__name__} that this version does not know;"
            " use the version that wrote it, or a newer one."
        ) from None
