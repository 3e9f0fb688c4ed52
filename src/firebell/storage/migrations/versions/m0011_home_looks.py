"""Who looked at their Home, when last, and what they chose to see; and every review that waits has
a day, not only those that are required."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_incidents = sa.table(
    "incidents",
    sa.column("id", sa.String),
    sa.column("closed", sa.Double),
    sa.column("review_due", sa.Double),
    sa.column("body", sa.Text),
)


def upgrade() -> None:
    """Forwards; there is no way back but a copy of the database."""
    op.create_table(
        "home_looks",
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("service", sa.String(255), nullable=False, server_default=""),
        sa.Column("severity", sa.String(255), nullable=False, server_default=""),
        sa.Column("status", sa.String(32), nullable=False, server_default=""),
        sa.Column("own", sa.String(16), nullable=False, server_default=""),
        sa.Column("shown", sa.String(64), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("person", name="pk_home_looks"),
    )
    op.create_index("ix_home_looks_at", "home_looks", ["at"], unique=False)
    # Whose Home shows something has looked at it, nobody knows when.
    op.execute("INSERT INTO home_looks (person, at) SELECT DISTINCT person, 0 FROM homes")
    _date_reviews(op.get_bind())


def _date_reviews(connection: sa.Connection) -> None:
    """By the closing where nobody said a day: it is put right once the incident changes."""
    undated = sa.select(_incidents).where(
        _incidents.c.closed.is_not(None), _incidents.c.review_due.is_(None)
    )
    for row in connection.execute(undated).all():
        if _waits(row.body):
            this = sa.update(_incidents).where(_incidents.c.id == row.id)
            connection.execute(this.values(review_due=row.closed))


def _waits(body: str) -> bool:
    """Whether somebody was to write a review that is not published. What can't be read is not."""
    try:
        found: dict[str, Any] = json.loads(body)
        ending, review = found.get("ending") or {}, found.get("review") or {}
        done = review.get("state") in ("published", "announced")
        return bool(ending.get("reviewer") or review) and not done
    except (ValueError, AttributeError):
        return False
