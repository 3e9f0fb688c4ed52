"""Stored rows without the people, or the words, that were in them. Each keeps what it says besides.

What is JSON is rewritten field by field, every other text as an identifier. A channel's name stays
reserved, but is hidden: it can be recognised and not read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy import Row, String, Table, select, update

from firebell.domain import naming
from firebell.domain.personal_data import CHANNEL_NAMES, Rewriting, Tree
from firebell.storage import search
from firebell.storage.tables import effects, events, incidents, names
from firebell.storage.write_behind import AnyConnection

JSON_COLUMNS = ("body", "result")


def rewrite(connection: AnyConnection, incident: str, rewriting: Rewriting) -> None:
    """All of one incident. Its version grows, so that whoever loaded it before starts again."""
    of_it = (
        (incidents, incidents.c.id == incident),
        (events, events.c.incident == incident),
        (effects, effects.c.incident == incident),
    )
    called: set[str] = set()
    for table, condition in of_it:
        for row in connection.execute(select(table).where(condition)).all():
            called.update(channel_names(row.body))
            save(connection, table, row, changed(table, row, rewriting))
    search.renew(connection, incident)
    for name in called:
        hide(connection, name, rewriting)
    newer = update(incidents).where(incidents.c.id == incident)
    connection.execute(newer.values(version=incidents.c.version + 1))


def changed(table: Table, row: Row[Any], rewriting: Rewriting) -> dict[str, str]:
    """The columns that hold something else afterwards."""
    found: dict[str, str] = {}
    for column in table.columns:
        before = getattr(row, column.name)
        if isinstance(column.type, String) and before:
            after = _after(column.name, before, rewriting)
            if after is not None:
                found[column.name] = after
    return found


def _after(column: str, before: str, rewriting: Rewriting) -> str | None:
    """None where it is as it was."""
    if column not in JSON_COLUMNS:
        after = rewriting.identifier(before)
        return after if after != before else None
    try:
        tree = json.loads(before)
    except ValueError:
        # Nobody can read it, and still it may name somebody.
        after = rewriting.of_the_playbook(rewriting.identifier(before))
        return after if after != before else None
    rewritten = rewriting.tree(tree)
    return json.dumps(rewritten, ensure_ascii=False) if rewritten != tree else None


def save(connection: AnyConnection, table: Table, row: Row[Any], values: Mapping[str, str]) -> None:
    """The row is found by its key as it was."""
    if values:
        this = [column == getattr(row, column.name) for column in table.primary_key]
        connection.execute(update(table).where(*this).values(**values))


def hide(connection: AnyConnection, name: str, rewriting: Rewriting) -> None:
    """A reserved name that can't stay is still recognised by whoever wants the same."""
    if rewriting.channel_name(name) != name:
        row = update(names).where(names.c.name == name)
        connection.execute(row.values(name=hidden(name)))


def hidden(name: str) -> str:
    """A digest in place of the name, with the number that was added to it: `#…-2`."""
    stem = naming.stem(name)
    return f"{hidden_stem(stem)}{name[len(stem) :]}"


def hidden_stem(stem: str) -> str:
    """What all hidden names have in common that differ in such a number, and no others."""
    return f"#{hashlib.sha256(stem.encode()).hexdigest()[:32]}"


def channel_names(body: str) -> Iterator[str]:
    """Every channel's name in what a row holds; none where that can't be read."""
    with suppress(ValueError):
        yield from _names_in(json.loads(body), "")


def _names_in(tree: Tree, key: str) -> Iterator[str]:
    match tree:
        case str() if key in CHANNEL_NAMES:
            yield tree
        case list():
            for item in tree:
                yield from _names_in(item, key)
        case dict():
            for name, item in tree.items():
                yield from _names_in(item, name)
        case _:
            pass
