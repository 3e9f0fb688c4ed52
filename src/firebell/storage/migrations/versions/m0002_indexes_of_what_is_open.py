"""Indexes of what is open or waits: what is closed or done no longer costs anything to pass by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards; there is no way back but a copy of the database."""
    op.create_index(
        "ix_incidents_open",
        "incidents",
        ["number"],
        unique=False,
        sqlite_where=sa.text("status != 'closed'"),
        postgresql_where=sa.text("status != 'closed'"),
    )
    # With these a planner would rather walk through all that ever was of one service.
    op.drop_index(op.f("ix_incidents_service"), table_name="incidents")
    op.drop_index(op.f("ix_incidents_status"), table_name="incidents")
    op.create_index(op.f("ix_inbox_done_received"), "inbox", ["done", "received"], unique=False)
    op.drop_index(op.f("ix_inbox_done"), table_name="inbox")
