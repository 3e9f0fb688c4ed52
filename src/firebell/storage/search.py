"""Looking for incidents: the words of their entries, and the conditions that narrow them.

The words stand in a table like any other, a row for each entry of the record (of a review, for each
section), so that they change in the same transaction as the record. What makes looking quick is the
database's own: on SQLite an FTS5 index that triggers keep, on PostgreSQL a GIN index of `tsvector`.
Words are folded before they are stored (`domain/searching.py`) and neither database splits or stems
them, so that both find the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from sqlalchemy import (
    Select,
    bindparam,
    column,
    delete,
    select,
    table,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite

from firebell.domain.events import Declared, Event, ReviewWritten
from firebell.domain.incident import Incident, Status
from firebell.domain.searching import OPEN, REVIEW, Wanted, folded, is_whole, said
from firebell.storage.tables import events, incidents, is_open, search_words
from firebell.storage.write_behind import AnyConnection, WriteBehind

IN_SQLITE = table("search_index", column("rowid"))
MATCHES = {
    "sqlite": "search_index MATCH :{name}",
    "postgresql": "array_to_tsvector(string_to_array(words, ' ')) @@ CAST(:{name} AS tsquery)",
}
"""The second is the very expression that is indexed."""


def _putting(insertion: Any) -> Any:
    words = {"words": insertion.excluded.words}
    return insertion.on_conflict_do_update(index_elements=[search_words.c.entry], set_=words)


PUT = {
    "sqlite": _putting(sqlite.insert(search_words)),
    "postgresql": _putting(postgresql.insert(search_words)),
}
OF_IT = delete(search_words).where(search_words.c.incident == bindparam("of"))
NUMBER = select(incidents.c.number).where(incidents.c.id == bindparam("of"))
ENTRIES = (
    select(events.c.id, events.c.type, events.c.body)
    .where(events.c.incident == bindparam("of"))
    .order_by(events.c.seq)
)


def add(connection: WriteBehind, incident: Incident, new: Mapping[str, Event]) -> None:
    """The words of what happened now, by the ids of the events."""
    rows: list[dict[str, str]] = []
    for id, event in new.items():
        kind = type(event).__name__
        words = said(kind, partial(getattr, event))
        label = incident.number_label if isinstance(event, Declared) else ""
        section = event.section if isinstance(event, ReviewWritten) else ""
        rows += _rows(incident.id, id, kind, words, label=label, section=section)
    if rows:
        connection.later(PUT[connection.dialect.name], rows)


def renew(connection: AnyConnection, incident: str) -> None:
    """All words of one incident, from what is stored of it now. What can't be read has none."""
    connection.execute(OF_IT, {"of": incident})
    number = connection.execute(NUMBER, {"of": incident}).scalar()
    rows: dict[str, dict[str, str]] = {}
    for entry in connection.execute(ENTRIES, {"of": incident}):
        rows.update((row["entry"], row) for row in stored_words(incident, number, entry))
    if rows:
        connection.execute(PUT[connection.dialect.name], list(rows.values()))


def stored_words(incident: str, number: object, entry: Any) -> list[dict[str, str]]:
    """The words of an event's row (`id`, `type`, `body`)."""
    try:
        body = json.loads(entry.body)
    except ValueError:
        return []
    if not isinstance(body, dict):
        return []
    label = f"INC-{number}" if entry.type == Declared.__name__ else ""
    section = str(body.get("section", "")) if entry.type == REVIEW else ""
    words = said(entry.type, body.get)
    return _rows(incident, entry.id, entry.type, words, label=label, section=section)


def _rows(
    incident: str, id: str, kind: str, words: str, *, label: str, section: str
) -> list[dict[str, str]]:
    """One, or none where nothing was typed. A section that was emptied is stored as empty."""
    found = " ".join(sorted(folded(f"{label} {words}")))
    entry = f"{incident}/{section}" if kind == REVIEW else id
    if not found and kind != REVIEW:
        return []
    return [{"entry": entry, "incident": incident, "words": found}]


def purge(connection: AnyConnection) -> None:
    """What was taken out leaves the index too. SQLite's notes first that a word is gone, and lets
    go of it when it is put in order; PostgreSQL's own vacuuming does that there."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO search_index(search_index) VALUES ('optimize')"))


def narrowed(query: Select[Any], wanted: Wanted, dialect: str) -> Select[Any]:
    """Only the incidents of which all of this holds."""
    for name, value in (("service", wanted.service), ("severity", wanted.severity)):
        if value:
            query = query.where(incidents.c[name] == value)
    if wanted.status == OPEN:
        query = query.where(is_open(incidents))
    elif wanted.status:
        query = query.where(incidents.c.status == wanted.status)
    elif wanted.since or wanted.until:
        # Moments are indexed behind the status: alone SQLite takes them for `kept`'s.
        query = query.where(incidents.c.status.in_([each.value for each in Status]))
    if wanted.since:
        query = query.where(incidents.c.raised >= wanted.since.timestamp())
    if wanted.until:
        query = query.where(incidents.c.raised < wanted.until.timestamp())
    return _with_words(query, wanted.words, dialect)


def _with_words(query: Select[Any], words: Iterable[str], dialect: str) -> Select[Any]:
    """Each of them in some entry."""
    for place, word in enumerate(words):
        name = f"word{place}"
        matches = text(MATCHES[dialect].format(name=name)).bindparams(
            **{name: _spoken(word, dialect)}
        )
        found = select(search_words.c.incident)
        if dialect == "sqlite":
            found = found.join(IN_SQLITE, IN_SQLITE.c.rowid == search_words.c.id)
        query = query.where(incidents.c.id.in_(found.where(matches)))
    return query


def _spoken(word: str, dialect: str) -> str:
    """A folded word holds no quote and no backslash, so between quotes it is nothing but itself."""
    if dialect == "sqlite":
        return f'"{word}"' if is_whole(word) else f'"{word}"*'
    return f"'{word}'" if is_whole(word) else f"'{word}':*"
