"""Cases, events, deliveries, words and turns of the off-switch; events and turns are only ever added."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_APPEND_ONLY = ("events", "switch_turns")


def upgrade() -> None:
    """Make the first tables."""
    _cases()
    _events()
    _deliveries()
    _words()
    _switch_turns()
    guard = _guard_postgres if op.get_bind().dialect.name == "postgresql" else _guard_sqlite
    guard()


def _text(name: str, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=nullable)


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer, nullable=False)


def _yes_or_no(name: str) -> "sa.Column[bool]":
    return sa.Column(name, sa.Boolean, nullable=False)


def _time(name: str, nullable: bool = False) -> "sa.Column[object]":
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _of_case(primary_key: bool = False) -> "sa.Column[str]":
    return sa.Column(
        "reference", sa.Text, sa.ForeignKey("cases.reference"), primary_key=primary_key, nullable=False
    )


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("reference", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        _text("reporter"),
        _time("opened_at"),
        _text("categories"),
        _yes_or_no("emergency"),
        _text("first"),
        _text("ladder"),
        _time("due_at", nullable=True),
        _text("excluded"),
        _text("doubtful"),
        _text("state"),
        _number("rung"),
        _text("held_by", nullable=True),
        _text("held_name"),
        _time("acknowledged_at", nullable=True),
        _time("closed_at", nullable=True),
        _text("outcome", nullable=True),
        _yes_or_no("said_not_live"),
        _text("texts"),
        sa.Index("cases_due", "state", "due_at"),
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("number", sa.Integer, primary_key=True),
        _of_case(),
        _time("at"),
        _text("kind"),
        _text("role", nullable=True),
        _text("by"),
        _text("detail"),
        sa.Index("events_of_case", "reference"),
    )


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Text, primary_key=True),
        _of_case(),
        _number("place"),
        _text("role"),
        _text("shift"),
        _number("channel"),
        _number("rung"),
        _time("due_at"),
        _text("state"),
        _number("attempts"),
        _text("reason"),
        _text("worker", nullable=True),
        _time("leased_until", nullable=True),
        sa.Index("deliveries_of_case", "reference", "place"),
        sa.Index("deliveries_due", "state", "due_at"),
    )


def _words() -> None:
    op.create_table(
        "words",
        _of_case(primary_key=True),
        sa.Column("part", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("encrypted", sa.LargeBinary, nullable=False),
    )


def _switch_turns() -> None:
    op.create_table(
        "switch_turns",
        sa.Column("number", sa.Integer, primary_key=True),
        _yes_or_no("off"),
        _text("by"),
        _time("at"),
    )


def _guard_sqlite() -> None:
    for table in _APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} are only ever added'); END"
            )


def _guard_postgres() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% are only ever added', TG_TABLE_NAME; END $$"
    )
    for table in _APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
