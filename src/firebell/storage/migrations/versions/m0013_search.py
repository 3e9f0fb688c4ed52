"""The words by which incidents are found, their severity, and indexes of what narrows a list."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from firebell.storage.search import stored_words

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

NARROWING = ("service", "severity", "status")
INDEX = (
    "CREATE VIRTUAL TABLE search_index USING fts5("
    "words, content='search', content_rowid='id', tokenize='ascii', detail=none, columnsize=0)"
)
GONE = "INSERT INTO search_index(search_index, rowid, words) VALUES ('delete', old.id, old.words);"
THERE = "INSERT INTO search_index(rowid, words) VALUES (new.id, new.words);"
AT_ONCE = "WITH (fastupdate = off)"
"""PostgreSQL keeps no list of what is still to be put into the index: each look reads it whole."""
TRIGGERS = (
    f"CREATE TRIGGER search_added AFTER INSERT ON search BEGIN {THERE} END",
    f"CREATE TRIGGER search_removed AFTER DELETE ON search BEGIN {GONE} END",
    f"CREATE TRIGGER search_changed AFTER UPDATE ON search BEGIN {GONE} {THERE} END",
)
"""The index holds no words of its own: it is told what was there, or it would keep them."""


def upgrade() -> None:
    """Forwards; there is no way back but a copy of the database."""
    op.create_table(
        "search",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entry", sa.String(length=255), nullable=False),
        sa.Column("incident", sa.String(length=64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search")),
        sa.UniqueConstraint("entry", name=op.f("uq_search_entry")),
    )
    op.create_index(op.f("ix_search_incident"), "search", ["incident"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for statement in (INDEX, *TRIGGERS):
            op.execute(statement)
    else:
        expression = "array_to_tsvector(string_to_array(words, ' '))"
        op.execute(f"CREATE INDEX search_index ON search USING gin ({expression}) {AT_ONCE}")
    op.add_column(
        "incidents", sa.Column("severity", sa.String(length=255), nullable=False, server_default="")
    )
    for pair in (*((name, "number") for name in NARROWING), ("status", "raised")):
        op.create_index(f"ix_incidents_{'_'.join(pair)}", "incidents", list(pair), unique=False)
    fill(op.get_bind())


def fill(connection: sa.Connection) -> None:
    """Of what is there already. A row that can't be read stays without."""
    for row in connection.execute(sa.text("SELECT id, number, body FROM incidents")).all():
        _severity(connection, row)
        _words(connection, row)


def _severity(connection: sa.Connection, row: sa.Row[tuple[str, int, str]]) -> None:
    try:
        severity = str(json.loads(row.body).get("severity", ""))[:255]
    except (ValueError, AttributeError):
        return
    change = sa.text("UPDATE incidents SET severity = :severity WHERE id = :of")
    connection.execute(change, {"severity": severity, "of": row.id})


def _words(connection: sa.Connection, row: sa.Row[tuple[str, int, str]]) -> None:
    found: dict[str, dict[str, str]] = {}
    entries = sa.text("SELECT id, type, body FROM events WHERE incident = :of ORDER BY seq")
    for entry in connection.execute(entries, {"of": row.id}).all():
        found.update((each["entry"], each) for each in stored_words(row.id, row.number, entry))
    if found:
        put = sa.text(
            "INSERT INTO search (entry, incident, words) VALUES (:entry, :incident, :words)"
        )
        connection.execute(put, list(found.values()))
