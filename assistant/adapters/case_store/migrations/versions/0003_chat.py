"""What a chat received, feedback, cards of cases, and reporters' names; cases from before have none."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables of the chat, and add the column to cases."""
    _received()
    _feedback()
    _cards()
    op.add_column("cases", sa.Column("reporter_name", sa.Text, nullable=False, server_default=""))


def _text(name: str, nullable: bool = False, primary_key: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=nullable, primary_key=primary_key)


def _encrypted(name: str, nullable: bool = False) -> "sa.Column[bytes]":
    return sa.Column(name, sa.LargeBinary, nullable=nullable)


def _time(name: str, nullable: bool = False) -> "sa.Column[object]":
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _yes_or_no(name: str) -> "sa.Column[bool]":
    return sa.Column(name, sa.Boolean, nullable=False)


def _received() -> None:
    op.create_table(
        "received",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        _text("thread"),
        _text("sender"),
        _text("sender_name"),
        _text("surface"),
        _encrypted("text", nullable=True),
        _text("place"),
        _time("at"),
        _encrypted("said", nullable=True),
        _yes_or_no("done"),
        _text("worker", nullable=True),
        _time("leased_until", nullable=True),
        sa.Index("received_in_thread", "thread", "at"),
        sa.Index("received_and_done", "done", "at"),
    )


def _feedback() -> None:
    op.create_table(
        "feedback",
        _text("key", primary_key=True),
        _encrypted("question"),
        _text("outcome"),
        _text("verdict"),
        _text("clauses"),
        _yes_or_no("helpful"),
        _text("reason"),
        _encrypted("comment"),
        _time("at"),
    )


def _cards() -> None:
    op.create_table(
        "cards",
        sa.Column("reference", sa.Text, sa.ForeignKey("cases.reference"), primary_key=True),
        _text("kind", primary_key=True),
        _text("address", primary_key=True),
        _text("role", nullable=True),
        _text("channel"),
        _text("ts"),
        sa.Column("shown", sa.Integer, nullable=False),
    )
