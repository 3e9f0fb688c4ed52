"""Each event of the chat has attempts, a due time and an end, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from operator import methodcaller

import pytest
from sqlalchemy import text

from firebell.app.ports import InboxEvent, Transaction, Waiting
from firebell.domain.effect_names import DEFECT, UNREADABLE
from tests.storage.test_store import World, sql

LEASE = timedelta(seconds=15)
LONG_AGO = "UPDATE inbox SET received = received - 7200"


async def came(world: World, *ids: str, about: str | None = None) -> None:
    """The chat told us these, one after the other."""
    for id in ids:
        stored = methodcaller("receive", id, {"of": id}, about)
        assert await world.store.transact(stored)


async def taken(world: World) -> list[InboxEvent]:
    return list(await world.store.transact(lambda tx: tx.take_events(10, LEASE)))


async def ids(world: World) -> list[str]:
    return [event.id for event in await taken(world)]


async def does(world: World, work: Callable[[Transaction], None]) -> None:
    await world.store.transact(work, urgent=False)


async def waiting(world: World) -> Waiting:
    return await world.store.read(lambda reads: reads.waiting())


async def put_off(world: World, id: str, *, mistake: bool = False) -> None:
    after = timedelta(seconds=30)
    await does(world, lambda tx: tx.put_off(id, after=after, failure="timeout", mistake=mistake))


async def test_what_is_taken_is_nobody_elses_and_counts_as_tried(world: World) -> None:
    await came(world, "Ev1", "Ev2")
    first, second = await taken(world)
    assert [(first.id, first.attempts, first.body), (second.id, second.attempts, second.body)] == [
        ("Ev1", 1, {"of": "Ev1"}),
        ("Ev2", 1, {"of": "Ev2"}),
    ]
    assert await taken(world) == []


async def test_who_took_it_and_died_keeps_it_from_nobody(world: World, url: str) -> None:
    await came(world, "Ev1")
    await taken(world)
    with sql(url) as connection:
        connection.execute(text("UPDATE inbox SET taken_until = taken_until - 16"))
    (again,) = await taken(world)
    assert again.attempts == 2
    await world.store.transact(lambda tx: tx.free_leases())
    assert await ids(world) == ["Ev1"]


async def test_what_is_put_off_is_taken_when_it_is_due_and_the_others_at_once(
    world: World,
) -> None:
    await came(world, "Ev1")
    await taken(world)
    await put_off(world, "Ev1")
    await came(world, "Ev2")
    assert await ids(world) == ["Ev2"]
    world.moved = timedelta(seconds=31)
    (again,) = await taken(world)
    assert (again.id, again.attempts, again.mistakes) == ("Ev1", 2, 0)
    await put_off(world, "Ev1", mistake=True)
    world.moved = timedelta(seconds=62)
    (again,) = await taken(world)
    assert (again.id, again.attempts, again.mistakes) == ("Ev1", 3, 1)


async def test_when_the_chat_answers_again_what_was_put_off_is_due(world: World) -> None:
    await came(world, "Ev1")
    await taken(world)
    await put_off(world, "Ev1")
    await does(world, lambda tx: tx.wake())
    assert await ids(world) == ["Ev1"]


async def test_only_a_later_one_about_the_same_waits_for_one_that_is_put_off(
    world: World,
) -> None:
    await came(world, "Ev1", "Ev2", about="C1:U1")
    await came(world, "Ev3", about="C1:U2")
    assert await ids(world) == ["Ev1", "Ev3"]
    await put_off(world, "Ev1")
    assert await ids(world) == []
    await does(world, lambda tx: tx.dispose("Ev1"))
    assert await ids(world) == ["Ev2"]


async def test_one_that_was_set_aside_holds_nobody_back_and_is_counted(world: World) -> None:
    await came(world, "Ev1", "Ev2", about="C1:U1")
    await taken(world)
    await does(world, lambda tx: tx.set_aside("Ev1", DEFECT))
    assert await ids(world) == ["Ev2"]
    assert (await waiting(world)).set_aside == 1


async def test_the_end_comes_once_and_what_it_said_is_forgotten(world: World, url: str) -> None:
    await came(world, "Ev1", about="C1:U1")
    await came(world, "Ev2", about="C1:U2")
    await taken(world)
    await does(world, lambda tx: tx.dispose("Ev1"))
    await does(world, lambda tx: tx.set_aside("Ev2", DEFECT))
    for id in ("Ev1", "Ev2"):  # another process comes late
        await put_off(world, id)
        await does(world, methodcaller("set_aside", id, "late"))
    with sql(url) as connection:
        rows = connection.execute(
            text("SELECT id, done, body, about, failure, set_aside FROM inbox ORDER BY id")
        )
        ended = [(row[0], bool(row[1]), *row[2:5], bool(row[5])) for row in rows]
    assert ended == [
        ("Ev1", True, "{}", None, None, False),
        ("Ev2", True, "{}", None, DEFECT, True),
    ]
    assert await world.store.transact(lambda tx: tx.receive("Ev1", {})) is False


async def test_what_has_an_end_is_forgotten_and_what_was_set_aside_later(
    world: World, url: str
) -> None:
    await came(world, "Ev1", "Ev2", "Ev3")
    await does(world, lambda tx: tx.dispose("Ev1"))
    await does(world, lambda tx: tx.set_aside("Ev2", DEFECT))
    for expected in (["Ev2", "Ev3", "Ev4"], ["Ev3", "Ev4", "Ev5"]):
        with sql(url) as connection:
            connection.execute(text(LONG_AGO))
            if expected[0] == "Ev3":
                connection.execute(text("UPDATE inbox SET received = received - 604800"))
        await came(world, expected[-1])
        with sql(url) as connection:
            kept = connection.execute(text("SELECT id FROM inbox ORDER BY id")).scalars().all()
        assert kept == expected


@pytest.mark.parametrize("body", ["", "{", "null", "[]", '"text"', "[" * 100_000])
async def test_one_that_cannot_be_read_is_set_aside_and_named_and_the_others_go_on(
    world: World, url: str, body: str, caplog: pytest.LogCaptureFixture
) -> None:
    await came(world, "Ev1", "Ev2", about="C1:U1")
    with sql(url) as connection:
        connection.execute(text("UPDATE inbox SET body = :body WHERE id = 'Ev1'"), {"body": body})
    assert await ids(world) == []
    assert await ids(world) == ["Ev2"]
    assert (await waiting(world)).set_aside == 1
    with sql(url) as connection:
        broken = connection.execute(text("SELECT done, failure FROM inbox WHERE id = 'Ev1'")).one()
    assert (bool(broken[0]), broken[1]) == (True, UNREADABLE)
    assert [record.getMessage() for record in caplog.records] == [
        "A row can't be read and is left out: inbox Ev1 (event)"
    ]


async def test_how_long_the_oldest_has_waited_is_told_by_the_database(
    world: World, url: str
) -> None:
    assert await waiting(world) == Waiting()
    await came(world, "Ev1", about="C1:U1")
    with sql(url) as connection:
        connection.execute(text(LONG_AGO))
    await came(world, "Ev2", about="C1:U1")
    world.moved = timedelta(seconds=100)
    found = await waiting(world)
    assert found.event is not None
    assert found.event_due is not None
    assert timedelta(hours=2) <= found.event < timedelta(hours=2, minutes=1)
    assert timedelta(seconds=100) <= found.event_due < timedelta(seconds=160)
    await taken(world)
    await put_off(world, "Ev1")  # on purpose; the second waits for it
    found = await waiting(world)
    assert found.event is not None
    assert (found.event >= timedelta(hours=2), found.event_due) == (True, None)
