"""The rate at which a method of the chat is called, and which effects wait for their turn at it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards; there is no way back but a copy of the database."""
    op.add_column("effects", sa.Column("waits_for", sa.String(length=128), nullable=True))
    op.create_index(
        "ix_effects_waits_for",
        "effects",
        ["waits_for"],
        sqlite_where=sa.text("state = 'pending' AND waits_for IS NOT NULL"),
        postgresql_where=sa.text("state = 'pending' AND waits_for IS NOT NULL"),
    )
    op.create_table(
        "paces",
        sa.Column("scope", sa.String(length=128), nullable=False),
        sa.Column("every", sa.Double(), nullable=False),
        sa.Column("next", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_paces")),
    )
