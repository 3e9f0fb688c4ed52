"""Rows that wait are found by whoever asks, and written once for all who raise at once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, event, insert, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from firebell.app.ports import Reads, Transaction
from firebell.domain.effects import ChannelMessage, Effect, Rank, Say
from firebell.storage.write_behind import WriteBehind, ahead
from tests.storage.test_store import World

ROWS = Table("rows", MetaData(), Column("id", Integer, primary_key=True))
NEW, EVERY = insert(ROWS), select(ROWS.c.id).order_by(ROWS.c.id)
TOGETHER = 20


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """The statements that any engine is asked meanwhile, by their first three words."""
    found: Counter[str] = Counter()

    def count(_c: object, _k: object, statement: str, _p: object, _x: object, _m: bool) -> None:
        found[" ".join(statement.split()[:3])] += 1

    event.listen(Engine, "before_cursor_execute", count)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", count)


def test_whoever_asks_finds_what_waited_and_whoever_asks_ahead_does_not() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        ROWS.metadata.create_all(connection)
        writing = WriteBehind(connection)
        writing.later(NEW, [{"id": 1}])
        writing.later(NEW, [{"id": 2}])
        assert ahead(writing, EVERY).scalars().all() == []
        assert writing.execute(EVERY).scalars().all() == [1, 2]
        writing.later(NEW, [{"id": 3}], once=True)
        writing.later(NEW, [{"id": 3}], once=True)
        writing.flush()
        assert ahead(connection, EVERY).scalars().all() == [1, 2, 3]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_who_raise_at_the_same_moment_share_what_is_only_added(world: World) -> None:
    """The bar of a hundred at once was missed where each wrote to each table by itself."""
    await world.declare("form-0")
    with counted() as statements:
        held = asyncio.Event()

        def hold(_: Transaction) -> None:
            """The writer is busy until all of them wait."""
            loop.call_soon_threadsafe(held.set)
            asyncio.run_coroutine_threadsafe(go_on.wait(), loop).result()

        loop, go_on = asyncio.get_running_loop(), asyncio.Event()
        first = asyncio.create_task(world.store.transact(hold))
        await held.wait()
        raising = [asyncio.create_task(world.declare(f"form-{n}")) for n in range(1, TOGETHER + 1)]
        await asyncio.sleep(0)
        go_on.set()
        await asyncio.gather(first, *raising)
    added = {kind: n for kind, n in statements.items() if kind.startswith("INSERT INTO")}
    assert added == {
        "INSERT INTO incidents": TOGETHER,
        "INSERT INTO names": TOGETHER,
        "INSERT INTO pings": 1,  # she pings many a second time, and no third
        "INSERT INTO people": 1,
        "INSERT INTO events": 1,
        "INSERT INTO search": 1,
        "INSERT INTO effects": 1,
    }


async def test_a_message_that_is_queued_twice_fails_whoever_queues_it_and_nobody_else(
    world: World,
) -> None:
    await world.declare("form-0")
    body = Say(what=ChannelMessage.CLOSED, channel="C1")
    message = Effect(body=body, reaction="told", target="twice", rank=Rank.TELL)

    def queue(tx: Transaction) -> None:
        tx.queue("incident-1", "incident-1-1", [message])

    raising = [world.declare(f"form-{n}") for n in range(1, 4)]
    twice = [world.store.transact(queue), world.store.transact(queue)]
    *numbers, one, other = await asyncio.gather(*raising, *twice, return_exceptions=True)
    assert sorted(map(str, numbers)) == ["2", "3", "4"]
    assert [type(each) for each in (one, other)] in (
        [type(None), IntegrityError],
        [IntegrityError, type(None)],
    )


async def test_who_reads_reads_one_moment_whatever_is_written_meanwhile(world: World) -> None:
    loop = asyncio.get_running_loop()

    def read(reads: Reads) -> list[int]:
        seen = [len(reads.open_incidents())]
        asyncio.run_coroutine_threadsafe(world.declare("form-1"), loop).result()
        return [*seen, len(reads.open_incidents())]

    assert await world.store.read(read) == [0, 0]
    assert len(await world.store.read(lambda reads: reads.open_incidents())) == 1
