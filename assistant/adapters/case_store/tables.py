"""The tables as this version reads and writes them; columns are named as the domain's fields."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table

from assistant.adapters.case_store.columns import Moment, Name, Names, Plain
from assistant.domain.case import CaseState, ClosingOutcome, DeliveryState, EventKind, Shift
from assistant.domain.school import Role
from assistant.domain.triage import Category

METADATA = MetaData()

CASES = Table(
    "cases",
    METADATA,
    Column("reference", Plain, primary_key=True),
    Column("key", Plain, nullable=False, unique=True),
    Column("reporter", Plain, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("categories", Names(Category), nullable=False),
    Column("emergency", Boolean, nullable=False),
    Column("first", Names(Role), nullable=False),
    Column("ladder", Names(Role), nullable=False),
    Column("due_at", Moment),
    Column("excluded", Names(Role), nullable=False),
    Column("doubtful", Names(Role), nullable=False),
    Column("state", Name(CaseState), nullable=False),
    Column("rung", Integer, nullable=False),
    Column("held_by", Name(Role)),
    Column("held_name", Plain, nullable=False),
    Column("acknowledged_at", Moment),
    Column("closed_at", Moment),
    Column("outcome", Name(ClosingOutcome)),
    Column("said_not_live", Boolean, nullable=False),
    Column("texts", Plain, nullable=False),
    Index("cases_due", "state", "due_at"),
)

EVENTS = Table(
    "events",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("reference", Plain, ForeignKey(CASES.c.reference), nullable=False),
    Column("at", Moment, nullable=False),
    Column("kind", Name(EventKind), nullable=False),
    Column("role", Name(Role)),
    Column("by", Plain, nullable=False),
    Column("detail", Plain, nullable=False),
    Index("events_of_case", "reference"),
)

# `place` counts the deliveries of one case. `worker` holds the lease until `leased_until`.
DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("id", Plain, primary_key=True),
    Column("reference", Plain, ForeignKey(CASES.c.reference), nullable=False),
    Column("place", Integer, nullable=False),
    Column("role", Name(Role), nullable=False),
    Column("shift", Name(Shift), nullable=False),
    Column("channel", Integer, nullable=False),
    Column("rung", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("state", Name(DeliveryState), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("reason", Plain, nullable=False),
    Column("worker", Plain),
    Column("leased_until", Moment),
    Index("deliveries_of_case", "reference", "place"),
    Index("deliveries_due", "state", "due_at"),
)

WORDS = Table(
    "words",
    METADATA,
    Column("reference", Plain, ForeignKey(CASES.c.reference), primary_key=True),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("encrypted", LargeBinary, nullable=False),
)

SWITCH_TURNS = Table(
    "switch_turns",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("off", Boolean, nullable=False),
    Column("by", Plain, nullable=False),
    Column("at", Moment, nullable=False),
)
