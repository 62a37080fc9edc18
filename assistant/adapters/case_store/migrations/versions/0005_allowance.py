"""How much a language model is used: in all by day, and today by persons who are not named."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "model_days",
        sa.Column("day", sa.Date, primary_key=True),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("calls", "tokens", "shown", "fell_back")),
    )
    op.create_table(
        "model_people",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("calls", sa.Integer, nullable=False),
    )
