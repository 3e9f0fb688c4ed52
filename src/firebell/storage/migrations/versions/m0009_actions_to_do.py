"""Which incidents have actions that are to be done still."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards; there is no way back but a copy of the database."""
    op.add_column(
        "incidents", sa.Column("to_do", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_index(
        "ix_incidents_to_do",
        "incidents",
        ["number"],
        unique=False,
        sqlite_where=sa.text("to_do = true"),
        postgresql_where=sa.text("to_do = true"),
    )
