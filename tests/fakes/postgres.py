"""A schema of a test's own on the PostgreSQL of this machine.

Where none listens the test says so and is skipped; with ASSISTANT_TEST_POSTGRES=required it fails.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg
import pytest
from psycopg.sql import SQL, Composed, Identifier

_DATABASE = "postgres@127.0.0.1:5432/test"


@contextmanager
def postgres_url() -> Iterator[str]:
    """The URL of an empty schema, which is dropped afterwards."""
    name = f"test_{uuid4().hex}"
    _run(SQL("CREATE SCHEMA {}").format(Identifier(name)))
    try:
        yield f"postgresql+psycopg://{_DATABASE}?options=-csearch_path%3D{name}"
    finally:
        _run(SQL("DROP SCHEMA {} CASCADE").format(Identifier(name)))


def _run(statement: Composed) -> None:
    try:
        connection = psycopg.connect(f"postgresql://{_DATABASE}", autocommit=True, connect_timeout=5)
    except psycopg.OperationalError:
        missing = f"no PostgreSQL listens for {_DATABASE}"
        if os.environ.get("ASSISTANT_TEST_POSTGRES") == "required":
            pytest.fail(missing)
        pytest.skip(missing)
    with connection:
        connection.execute(statement)
