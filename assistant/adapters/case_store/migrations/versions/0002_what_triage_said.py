"""What triage said of whom a case concerns and of whom to tell; of cases from before nothing is known."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the two columns to cases."""
    op.add_column("cases", sa.Column("concerns", sa.Text, nullable=True))
    op.add_column("cases", sa.Column("roles", sa.Text, nullable=False, server_default=""))
