"""Alerts that programs send, and in which message each stands."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards; there is no way back but a copy of the database."""
    op.create_table(
        "alert_groups",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("service", sa.String(length=255), nullable=False),
        sa.Column("opened", sa.Double(), nullable=False),
        sa.Column("changed", sa.Double(), nullable=False),
        sa.Column("over", sa.Boolean(), nullable=False),
        sa.Column("incident", sa.String(length=64), nullable=True),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("due", sa.Double(), nullable=True),
        sa.Column("taken_until", sa.Double(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_groups")),
    )
    op.create_index("ix_alert_groups_changed", "alert_groups", ["changed"])
    op.create_index("ix_alert_groups_source_opened", "alert_groups", ["source", "opened"])
    op.create_index("ix_alert_groups_service", "alert_groups", ["service", "opened"])
    linked = sa.text("incident IS NOT NULL")
    op.create_index(
        "ix_alert_groups_incident",
        "alert_groups",
        ["incident"],
        sqlite_where=linked,
        postgresql_where=linked,
    )
    firing, due = sa.text("over = false"), sa.text("due IS NOT NULL")
    op.create_index(
        "ix_alert_groups_firing",
        "alert_groups",
        ["source", "key"],
        unique=True,
        sqlite_where=firing,
        postgresql_where=firing,
    )
    op.create_index(
        "ix_alert_groups_due", "alert_groups", ["due"], sqlite_where=due, postgresql_where=due
    )
    op.create_table(
        "alert_keys",
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("in_group", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("source", "key", name=op.f("pk_alert_keys")),
    )
    op.create_index(op.f("ix_alert_keys_in_group"), "alert_keys", ["in_group"])
    op.execute("INSERT INTO counters (name, value) VALUES ('alerts', 0)")
