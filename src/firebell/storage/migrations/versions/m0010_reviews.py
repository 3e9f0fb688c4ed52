"""By when a required review is to be published, and an index of those that are not."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards; there is no way back but a copy of the database."""
    op.add_column("incidents", sa.Column("review_due", sa.Double(), nullable=True))
    op.create_index(
        "ix_incidents_review",
        "incidents",
        ["review_due"],
        unique=False,
        sqlite_where=sa.text("review_due IS NOT NULL"),
        postgresql_where=sa.text("review_due IS NOT NULL"),
    )
