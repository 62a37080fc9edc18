"""How often somebody has begun to answer what a chat received; what waited before begins to count."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column."""
    op.add_column("received", sa.Column("attempts", sa.Integer, nullable=False, server_default="0"))
