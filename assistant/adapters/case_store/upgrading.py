"""The schema is brought to this version's by Alembic, once, however many processes start together."""

from threading import Lock

from sqlalchemy import Connection, Engine, func, inspect, select, text

from assistant.adapters.case_store.engines import for_writing
from assistant.errors import CaseStoreError

HEAD = "0005"
"""The newest migration of this version."""
VERSION_TABLE = "case_store_version"
_LOCK = 0x63617365
# Alembic keeps the migration that is running in its own modules.
_one_at_a_time = Lock()


def bring_to_head(engine: Engine) -> None:
    """Run the migrations that are missing. Raises SQLAlchemyError, CaseStoreError."""
    with engine.begin() as connection:
        if _version(connection) == HEAD:
            return
    with for_writing(engine).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        if _version(connection) != HEAD:
            _upgrade(connection)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    version: str | None = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))
    return version


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", f"{__package__}:migrations")
    config.attributes["connection"] = connection
    try:
        with _one_at_a_time:
            command.upgrade(config, "head")
    except CommandError:
        raise CaseStoreError(
            "The database of cases was written by a newer version of this software; use that one."
        ) from None
