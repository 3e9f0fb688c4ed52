"""People whose names are still to be asked for: an empty name, and when they were met."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards; there is no way back but a copy of the database."""
    op.add_column("people", sa.Column("met", sa.Double(), nullable=True))
    op.create_index(
        "ix_people_unnamed",
        "people",
        ["met"],
        unique=False,
        sqlite_where=sa.text("name = ''"),
        postgresql_where=sa.text("name = ''"),
    )
