"""What was deleted or replaced in SQLite is in no file any more once the journal is emptied."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.app.ports import Reads, Transaction
from firebell.storage import sqlite
from firebell.storage.address import open_store
from firebell.storage.base import SqlStore

MARK = b"hunter2"


def holding_the_mark(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if MARK in path.read_bytes())


async def receive(store: SqlStore, number: int, length: int) -> None:
    words = MARK.decode() * length
    await store.transact(lambda tx: tx.receive(f"Ev{number}", {"text": words}))


def disposed(number: int, tx: Transaction) -> None:
    tx.dispose(f"Ev{number}")


@settings(max_examples=12)
@given(lengths=st.lists(st.integers(min_value=1, max_value=3000), min_size=1, max_size=12))
def test_what_was_replaced_is_not_in_the_file(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("data")
    store = open_store(f"sqlite:///{folder / 'firebell.db'}")

    async def fill_and_empty() -> None:
        for number, length in enumerate(lengths):
            await receive(store, number, length)
        for number in range(len(lengths)):
            await store.transact(partial(disposed, number))

    asyncio.run(fill_and_empty())
    store.close()
    assert holding_the_mark(folder) == []


async def test_the_journal_of_a_bot_at_work_is_emptied_now_and_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'firebell.db'}")

    def dispose(tx: Transaction) -> None:
        tx.dispose("Ev1")

    try:
        await receive(store, 1, 2000)
        await store.transact(dispose)
        await store.transact(dispose)
        assert holding_the_mark(tmp_path) == ["firebell.db-wal"]
        monkeypatch.setattr(sqlite, "EMPTY_EVERY", 0.0)
        await store.transact(dispose)
        await store.transact(dispose)
        assert holding_the_mark(tmp_path) == []
    finally:
        store.close()


async def test_who_reads_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "EMPTY_EVERY", 0.0)
    store = open_store(f"sqlite:///{tmp_path / 'firebell.db'}")
    reading, done = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def read(reads: Reads) -> None:
        assert reads.names(["U1"]) == {}
        loop.call_soon_threadsafe(reading.set)
        asyncio.run_coroutine_threadsafe(done.wait(), loop).result(20)

    try:
        reader = asyncio.ensure_future(store.read(read))
        await reading.wait()
        async with asyncio.timeout(sqlite.BUSY_MS / 1000 / 2):
            for number in range(5):
                await receive(store, number, 1)
        done.set()
        await reader
    finally:
        store.close()
