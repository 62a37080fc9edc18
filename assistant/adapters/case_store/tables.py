"""The tables as this version reads and writes them; columns are named as the domain's fields."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, LargeBinary, MetaData, Table

from assistant.adapters.case_store.columns import Labels, Moment, Name, Names, Plain
from assistant.domain.card import CardKind
from assistant.domain.case import CaseState, ClosingOutcome, DeliveryState, EventKind, Shift
from assistant.domain.received import Surface
from assistant.domain.school import Role
from assistant.domain.triage import Category, Concerned

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
    Column("concerns", Name(Concerned)),
    Column("roles", Names(Role), nullable=False),
    Column("reporter_name", Plain, nullable=False),
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

# What a chat received, and what history keeps of it: `text` and `said` are encrypted, NULL where there is
# nothing or nothing any more. `worker` holds the lease until `leased_until`; `attempts` counts the leases.
RECEIVED = Table(
    "received",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("key", Plain, nullable=False, unique=True),
    Column("thread", Plain, nullable=False),
    Column("sender", Plain, nullable=False),
    Column("sender_name", Plain, nullable=False),
    Column("surface", Name(Surface), nullable=False),
    Column("text", LargeBinary),
    Column("place", Plain, nullable=False),
    Column("at", Moment, nullable=False),
    Column("said", LargeBinary),
    Column("done", Boolean, nullable=False),
    Column("worker", Plain),
    Column("leased_until", Moment),
    Column("attempts", Integer, nullable=False),
    Index("received_in_thread", "thread", "at"),
    Index("received_and_done", "done", "at"),
)

# `question` and `comment` are encrypted.
FEEDBACK = Table(
    "feedback",
    METADATA,
    Column("key", Plain, primary_key=True),
    Column("question", LargeBinary, nullable=False),
    Column("outcome", Plain, nullable=False),
    Column("verdict", Plain, nullable=False),
    Column("clauses", Labels, nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("reason", Plain, nullable=False),
    Column("comment", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
)

CARDS = Table(
    "cards",
    METADATA,
    Column("reference", Plain, ForeignKey(CASES.c.reference), primary_key=True),
    Column("kind", Name(CardKind), primary_key=True),
    Column("address", Plain, primary_key=True),
    Column("role", Name(Role)),
    Column("channel", Plain, nullable=False),
    Column("ts", Plain, nullable=False),
    Column("shown", Integer, nullable=False),
)

MODEL_DAYS = Table(
    "model_days",
    METADATA,
    Column("day", Date, primary_key=True),
    Column("calls", Integer, nullable=False),
    Column("tokens", Integer, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("fell_back", Integer, nullable=False),
)

# `person` is a mark that nobody can read back.
MODEL_PEOPLE = Table(
    "model_people",
    METADATA,
    Column("day", Date, primary_key=True),
    Column("person", Plain, primary_key=True),
    Column("calls", Integer, nullable=False),
)
