"""Tokens in the store: kept as digests, used, ended, forgotten, and gone with their person."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import select

from firebell.app.incidents import Incidents
from firebell.app.tokens import REMEMBERED, Tokens
from firebell.domain import commands as c
from firebell.domain.grants import Scope
from firebell.domain.permissions import Caller
from firebell.domain.refusals import Refused
from firebell.storage.address import open_store
from firebell.storage.base import SqlStore
from firebell.storage.erasing import Known, erase
from firebell.storage.tables import tokens as table
from firebell.storage.transaction import SqlTransaction
from tests.app.world import FakeRoster
from tests.domain.build import PLAYBOOK
from tests.storage.test_store import sql

NOW = datetime(2026, 11, 27, 3, 4, tzinfo=UTC)
BOB, ALICE = "U0BOB4711", "U0ALICE11"
READ = frozenset({Scope.READ})


class Clock:
    """Moved by hand."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        return self.time


async def test_its_last_use_is_a_day_and_it_is_forgotten_a_month_after_its_end(
    url: str,
) -> None:
    store, clock = open_store(url), Clock()
    tokens = Tokens(store, clock)
    try:
        made, written = await tokens.make(BOB, "deploys", READ, 7, "one")
        assert written is not None
        assert (await tokens.of(BOB), await tokens.of(ALICE)) == ([made], [])
        assert await tokens.find(written) == made
        (used,) = await tokens.of(BOB)
        assert used.used == datetime(2026, 11, 27, tzinfo=UTC)
        with sql(url) as connection:
            assert written not in str(connection.execute(select(table)).all())

        clock.time += timedelta(days=7)
        assert await tokens.find(written) is None
        assert [token.id for token in await tokens.of(BOB)] == ["one"]
        clock.time += REMEMBERED
        assert await tokens.of(BOB) == []
        await tokens.make(ALICE, "other", READ, 7, "two")
        rows = await store.transact(lambda tx: [token.id for token in tx.tokens()])
        assert rows == ["two"]
    finally:
        store.close()


async def test_who_is_erased_has_no_token_and_no_other_names_them(url: str) -> None:
    store = open_store(url)
    tokens = Tokens(store, Clock())
    try:
        await tokens.make(BOB, "deploys", READ, 7, "one")
        await tokens.make(ALICE, "for Bob Example", READ, 7, "two")
        known = Known(person=BOB, names=frozenset({"Bob Example"}))

        def work(tx: object) -> list[tuple[str, str]]:
            assert isinstance(tx, SqlTransaction)
            erase(tx, known, PLAYBOOK)
            rows = tx.connection.execute(select(table.c.person, table.c.name))
            return [(row.person, row.name) for row in rows]

        ((person, name),) = await store.transact(work)
        assert person == ALICE
        assert re.fullmatch(r"for a former colleague \([0-9a-f]{4}\)", name)
    finally:
        store.close()


async def test_a_key_that_is_used_by_two_at_once_is_used_once(url: str) -> None:
    """Two processes on PostgreSQL, two requests on SQLite."""
    playbook = PLAYBOOK
    several = 2 if url.startswith("postgresql") else 1
    stores = [open_store(url) for _ in range(several)] * 2
    made = count()

    def use_cases(store: SqlStore) -> Incidents:
        return Incidents(
            store, lambda: playbook, lambda: None, lambda: f"i-{next(made)}", FakeRoster()
        )

    async def raised(store: SqlStore, said: str) -> int | str:
        asked = c.Declare(by=ALICE, key="api:1", title="It is slow", service="unsure", severity="")
        try:
            command = replace(asked, severity=playbook.when_unsure)
            return (await use_cases(store).declare(command, Caller(ALICE), said)).incident.number
        except Refused as refused:
            return refused.key

    try:
        found = await asyncio.gather(*(raised(store, "one") for store in stores[:2]))
        assert found == [1, 1]
        assert await raised(stores[0], "another") == "key_used"
        incident = await stores[0].read(lambda reads: reads.by_number(1))
        assert incident is not None
        id, note = incident.incident.id, c.Note(by=ALICE, text="seen")
        for _ in range(2):
            await use_cases(stores[0]).handle(id, note, Caller(ALICE), "api:2", "a")
        with pytest.raises(Refused, match="key_used"):
            await use_cases(stores[0]).handle(id, note, Caller(ALICE), "api:2", "b")
        events = await stores[0].read(lambda reads: reads.events(id))
        kinds = [type(stored.event).__name__ for stored in events]
        assert [kinds.count(kind) for kind in ("Declared", "Noted")] == [1, 1]
    finally:
        for store in set(stores):
            store.close()


def test_where_there_are_no_pages_nothing_of_their_frameworks_is_loaded() -> None:
    code = (
        "import sys, firebell.cli, firebell.compose.running; "
        "print([n for n in ('fastapi', 'jinja2', 'authlib', 'httpx2') if n in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
