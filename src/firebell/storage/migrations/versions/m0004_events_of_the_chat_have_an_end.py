"""Each event of the chat is tried, put off and ended by itself; since when an effect is wanted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards; there is no way back but a copy of the database."""
    for column in (
        sa.Column("about", sa.String(255), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("mistakes", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("due", sa.Double(), nullable=False, server_default="0"),
        sa.Column("taken_until", sa.Double(), nullable=True),
        sa.Column("failure", sa.String(255), nullable=True),
        sa.Column("set_aside", sa.Boolean(), nullable=False, server_default=sa.false()),
    ):
        op.add_column("inbox", column)
    op.execute("UPDATE inbox SET due = received")
    op.create_index(
        "ix_inbox_about",
        "inbox",
        ["about", "received"],
        unique=False,
        sqlite_where=sa.text("done = 0"),
        postgresql_where=sa.text("NOT done"),
    )
    op.create_index(
        "ix_inbox_set_aside",
        "inbox",
        ["received"],
        unique=False,
        sqlite_where=sa.text("set_aside = 1"),
        postgresql_where=sa.text("set_aside"),
    )
    op.add_column("effects", sa.Column("since", sa.Double(), nullable=False, server_default="0"))
    op.execute("UPDATE effects SET since = due")
    op.create_index(
        "ix_effects_since",
        "effects",
        ["since"],
        unique=False,
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index(
        "ix_effects_parked",
        "effects",
        ["failure"],
        unique=False,
        sqlite_where=sa.text("state = 'parked'"),
        postgresql_where=sa.text("state = 'parked'"),
    )
