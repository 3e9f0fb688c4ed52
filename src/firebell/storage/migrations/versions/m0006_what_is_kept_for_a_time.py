"""Since when incidents are closed, to find those whose time has passed; salts of pseudonyms."""

from __future__ import annotations

import json
from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards; there is no way back but a copy of the database."""
    op.add_column("incidents", sa.Column("closed", sa.Double(), nullable=True))
    op.create_table(
        "salts",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_salts")),
    )
    fill(op.get_bind())
    op.execute(sa.text("UPDATE people SET met = 0 WHERE met IS NULL"))
    for name, columns in (
        ("ix_incidents_kept", ["private", "drill", "closed"]),
        ("ix_incidents_kept_raised", ["raised"]),
    ):
        op.create_index(
            name,
            "incidents",
            columns,
            unique=False,
            sqlite_where=sa.text("closed IS NOT NULL"),
            postgresql_where=sa.text("closed IS NOT NULL"),
        )
    op.create_index("ix_people_met", "people", ["met"], unique=False)


def fill(connection: sa.Connection) -> None:
    """Of those that are closed already."""
    rows = connection.execute(sa.text("SELECT id, body FROM incidents WHERE status = 'closed'"))
    closed = [
        {"of": row.id, "at": datetime.fromisoformat(at).timestamp()}
        for row in rows
        if (at := json.loads(row.body)["milestones"]["closed"])
    ]
    if closed:
        connection.execute(sa.text("UPDATE incidents SET closed = :at WHERE id = :of"), closed)
