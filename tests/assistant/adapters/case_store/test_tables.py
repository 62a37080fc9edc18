"""A field of a domain value has a column, and every column that is not ours is a field."""

from dataclasses import fields
from typing import Any

import pytest
from sqlalchemy import Table

from assistant.adapters.case_store.tables import CASES, DELIVERIES, EVENTS
from assistant.domain.case import Case, Delivery, Event


@pytest.mark.parametrize(
    ("table", "kind", "own"),
    [
        (CASES, Case, set()),
        (EVENTS, Event, {"number", "reference"}),
        (DELIVERIES, Delivery, {"place", "worker", "leased_until"}),
    ],
)
def test_a_table_has_a_column_for_each_field(table: Table, kind: type[Any], own: set[str]) -> None:
    """So a new field cannot be forgotten."""
    assert set(table.c.keys()) == {field.name for field in fields(kind)} | own
