"""Pictures in messages that were put on the record, as bytes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards; there is no way back but a copy of the database."""
    op.create_table(
        "pictures",
        sa.Column("event", sa.String(128), nullable=False),
        sa.Column("file", sa.String(64), nullable=False),
        sa.Column("incident", sa.String(64), nullable=False),
        sa.Column("type", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("event", "file", name="pk_pictures"),
    )
    op.create_index("ix_pictures_incident", "pictures", ["incident"], unique=False)
