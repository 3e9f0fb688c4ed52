"""Who pinged many people in the last minutes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards; there is no way back but a copy of the database."""
    op.create_table(
        "pings",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pings")),
    )
    op.create_index(op.f("ix_pings_person_at"), "pings", ["person", "at"], unique=False)
    op.create_index(op.f("ix_pings_at"), "pings", ["at"], unique=False)
