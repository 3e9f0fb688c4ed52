"""Tokens in the store: kept as digests, used, ended, forgotten, and gone with their person."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from firebell.app.tokens import REMEMBERED, Tokens
from firebell.domain.grants import Scope
from firebell.storage.address import open_store
from firebell.storage.erasing import Known, erase
from firebell.storage.tables import tokens as table
from firebell.storage.transaction import SqlTransaction
from tests.domain.build import PLAYBOOK

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
    tmp_path: Path,
) -> None:
    store, clock = open_store(f"sqlite:///{tmp_path / 'firebell.db'}"), Clock()
    tokens = Tokens(store, clock)
    try:
        made, written = await tokens.make(BOB, "deploys", READ, 7, "one")
        assert written is not None
        assert (await tokens.of(BOB), await tokens.of(ALICE)) == ([made], [])
        assert await tokens.find(written) == made
        (used,) = await tokens.of(BOB)
        assert used.used == datetime(2026, 11, 27, tzinfo=UTC)
        assert written.encode() not in (tmp_path / "firebell.db").read_bytes()

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


async def test_who_is_erased_has_no_token_and_no_other_names_them(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'firebell.db'}")
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


def test_where_there_are_no_pages_nothing_of_their_frameworks_is_loaded() -> None:
    code = (
        "import sys, firebell.cli, firebell.compose.running; "
        "print([n for n in ('fastapi', 'jinja2', 'authlib', 'httpx2') if n in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
