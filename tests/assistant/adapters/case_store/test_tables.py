"""A field of a domain value has a column, and every column that is not ours is a field."""

from dataclasses import fields
from typing import Any

import pytest
from sqlalchemy import Table

from assistant.adapters.case_store.tables import (
    CARDS,
    CASES,
    DELIVERIES,
    EVENTS,
    FEEDBACK,
    MODEL_DAYS,
    RECEIVED,
)
from assistant.domain.card import Card
from assistant.domain.case import Case, Delivery, Event
from assistant.domain.feedback import Feedback
from assistant.domain.received import Received
from assistant.ports import Usage


@pytest.mark.parametrize(
    ("table", "kind", "own"),
    [
        (CASES, Case, set()),
        (EVENTS, Event, {"number", "reference"}),
        (DELIVERIES, Delivery, {"place", "worker", "leased_until"}),
        (RECEIVED, Received, {"number", "said", "done", "worker", "leased_until", "attempts"}),
        (FEEDBACK, Feedback, {"key"}),
        (CARDS, Card, set()),
        (MODEL_DAYS, Usage, set()),
    ],
)
def test_a_table_has_a_column_for_each_field(table: Table, kind: type[Any], own: set[str]) -> None:
    """So a new field cannot be forgotten."""
    assert set(table.c.keys()) == {field.name for field in fields(kind)} | own
