"""Which incidents a person's Home shows, so that it can be made anew when one becomes private."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards; there is no way back but a copy of the database."""
    op.create_table(
        "homes",
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("incident", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("person", "incident", name="pk_homes"),
    )
    op.create_index("ix_homes_incident", "homes", ["incident"], unique=False)
