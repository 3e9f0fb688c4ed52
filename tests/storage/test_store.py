"""The store keeps its word on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, inspect, text

from firebell.app.incidents import Incidents
from firebell.app.ports import Conflict, State, Transaction
from firebell.app.settling import jobs
from firebell.domain.commands import Close, Declare
from firebell.domain.effects import (
    Body,
    CancelPosts,
    ChannelMessage,
    CreateChannel,
    DirectMessage,
    Effect,
    KeepTopic,
    Say,
    ShareRecord,
    Tell,
)
from firebell.domain.permissions import Caller
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused
from firebell.playbook_file import read_playbook
from firebell.storage.address import open_store
from firebell.storage.base import BadAddress, SqlStore
from firebell.storage.migrations.versions.m0006_what_is_kept_for_a_time import fill
from firebell.storage.tables import metadata
from tests.app.world import FakeRoster

PLAYBOOK = read_playbook(Path(__file__).parents[2] / "examples" / "small" / "playbook.toml")


LEASE = timedelta(seconds=6)


class World:
    """A store, the use cases over it, and a clock that is moved by hand."""

    def __init__(self, url: str) -> None:
        self.moved = timedelta()
        self.ids = 0
        self.store: SqlStore = open_store(url, offset=lambda: self.moved)
        self.incidents = Incidents(
            self.store, self.playbook, lambda: None, self.new_id, FakeRoster()
        )

    def playbook(self) -> Playbook:
        return PLAYBOOK

    def new_id(self) -> str:
        self.ids += 1
        return f"incident-{self.ids}"

    async def declare(self, key: str = "form-1", **more: object) -> int:
        command = Declare(by="UALICE", key=key, title="It is down", service="app", severity="High")
        changed = replace(command, **more)  # type: ignore[arg-type]
        handled = await self.incidents.declare(changed, Caller("UALICE"))
        return handled.incident.number

    async def claim(self, limit: int = 10) -> list[str]:
        def work(tx: Transaction) -> list[str]:
            carried, _ = jobs(tx, limit, timedelta(seconds=6), PLAYBOOK)
            return [job.effect.target for job in carried]

        return await self.store.transact(work, urgent=False)


async def test_the_same_form_twice_at_the_same_moment_is_one_incident(world: World) -> None:
    numbers = await asyncio.gather(*(world.declare("form-1") for _ in range(8)))
    assert numbers == [1] * 8


async def test_many_raise_at_once_and_numbers_have_no_gap(world: World) -> None:
    numbers = await asyncio.gather(*(world.declare(f"form-{n}") for n in range(20)))
    assert sorted(numbers) == list(range(1, 21))


async def test_of_two_who_close_at_once_the_second_hears_of_the_first(world: World) -> None:
    await world.declare()
    closings = (
        world.incidents.handle("incident-1", Close(by=person), Caller(person))
        for person in ("UBOB", "UCHARLIE")
    )
    ended = await asyncio.gather(*closings, return_exceptions=True)
    refused = [outcome for outcome in ended if isinstance(outcome, Refused)]
    assert [refusal.key for refusal in refused] == ["already_closed"]
    assert refused[0].facts["by"] in ("UBOB", "UCHARLIE")


async def test_what_fails_in_a_transaction_leaves_nothing_behind(world: World) -> None:
    def work(tx: Transaction) -> None:
        tx.reserve_name("inc-1", "incident-1")
        raise Refused("no_such_incident")

    with pytest.raises(Refused):
        await world.store.transact(work)
    taken = await world.store.transact(lambda tx: tx.names_reserved("inc-1"))
    assert taken == frozenset()


async def test_who_stops_waiting_for_a_transaction_does_not_stop_the_others(world: World) -> None:
    # The writer's thread died of telling somebody who had gone, and everything hung (found by
    # the bench, when a hundred submissions were cut off).
    async with asyncio.timeout(10):
        waiting = [asyncio.ensure_future(world.declare(f"form-{n}")) for n in range(30)]
        await asyncio.sleep(0)
        for task in waiting[::2]:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        assert await world.declare("form-last") > 0


async def test_a_reserved_name_is_never_given_twice(world: World) -> None:
    await world.store.transact(lambda tx: tx.reserve_name("inc-1", "incident-1"))
    with pytest.raises(Conflict):
        await world.store.transact(lambda tx: tx.reserve_name("inc-1", "incident-2"))


async def test_an_effect_is_claimed_by_one_and_taken_over_when_its_lease_ran_out(
    world: World,
) -> None:
    await world.declare()
    assert sorted(await world.claim()) == ["channel", "confirmation"]
    assert await world.claim() == []
    await world.store.transact(lambda tx: tx.free_leases())
    assert await world.claim() == []  # the call may still be under way
    world.moved = timedelta(seconds=3)

    def doubtful(tx: Transaction) -> list[bool]:
        carried, _ = jobs(tx, 10, timedelta(seconds=6), PLAYBOOK)
        return [job.effect.doubtful for job in carried]

    assert await world.store.transact(doubtful) == [True, True]


async def test_who_lost_the_lease_changes_nothing(world: World) -> None:
    await world.declare()

    def claim(tx: Transaction) -> tuple[str, str]:
        carried, _ = jobs(tx, 1, timedelta(seconds=6), PLAYBOOK)
        return carried[0].effect.key, carried[0].effect.lease or ""

    key, lease = await world.store.transact(claim)
    await world.store.transact(lambda tx: tx.free_leases())
    assert await world.store.transact(lambda tx: tx.settle(key, lease, {}, 1)) is False
    effect = await world.store.read(lambda reads: reads.effect(key))
    assert effect is not None
    assert effect.state is State.PENDING


async def test_a_kept_thing_is_one_row_and_its_newest_version_wins(world: World) -> None:
    await world.declare()
    topic = Effect(body=KeepTopic(), reaction="show", target="topic", keep=True)

    def queue(tx: Transaction) -> None:
        for number in (1, 1, 1):
            tx.queue("incident-1", f"incident-1-{number}", [topic])

    await world.store.transact(queue)
    effects = await world.store.read(lambda reads: reads.effects("incident-1"))
    assert [effect.wanted for effect in effects if effect.target == "topic"] == [3]


async def test_posts_in_one_lane_go_one_after_the_other(world: World) -> None:
    await world.declare()
    await world.claim()

    def queue(tx: Transaction) -> None:
        for number in (1, 2):
            body = CreateChannel(name=f"c{number}", private=False)
            effect = Effect(body=body, reaction="r", target=f"post-{number}", lane="general")
            tx.queue("incident-1", "incident-1-1", [effect])

    await world.store.transact(queue)
    assert await world.claim() == ["post-1"]


async def test_a_question_that_the_last_version_left_is_still_asked(world: World, url: str) -> None:
    await world.declare()
    await world.claim()
    asked = Tell(what=DirectMessage.ASK, person="UBOB", role="technical")
    effect = Effect(body=asked, reaction="tell-ask:technical", target="UBOB")
    await world.store.transact(lambda tx: tx.queue("incident-1", "incident-1-1", [effect]))
    with sql(url) as connection:
        old = {"body": '{"what":"ask:technical","person":"UBOB"}'}
        connection.execute(text("UPDATE effects SET body = :body WHERE kind = 'Tell'"), old)

    def bodies(tx: Transaction) -> list[Body]:
        carried, _ = jobs(tx, 10, timedelta(seconds=6), PLAYBOOK)
        return [job.effect.body for job in carried]

    assert await world.store.transact(bodies) == [asked]


async def test_an_archived_channel_is_written_to_no_more_and_every_other_one_is(
    world: World,
) -> None:
    await world.declare()
    bodies: list[Body] = [
        Say(what=ChannelMessage.UPDATED, channel="COWN"),
        Say(what=ChannelMessage.UPDATED, channel="COWN2"),
        KeepTopic(),
        ShareRecord(channel="COWN"),
    ]
    queued = [
        Effect(body=body, reaction="r", target=f"body-{number}")
        for number, body in enumerate(bodies)
    ]

    def queue(tx: Transaction) -> None:
        tx.queue("incident-1", "incident-1-1", queued)
        tx.queue("incident-1", "incident-1-2", [CancelPosts(channel="COWN")])

    await world.store.transact(queue)
    found = await world.store.read(lambda reads: reads.effects("incident-1"))
    assert [(effect.target, effect.failure) for effect in found if effect.state != "pending"] == [
        ("body-0", "is_archived"),
        ("body-2", "is_archived"),
    ]


async def test_an_event_that_comes_twice_is_received_once(world: World) -> None:
    first = await world.store.transact(lambda tx: tx.receive("Ev1", {"type": "message"}))
    again = await world.store.transact(lambda tx: tx.receive("Ev1", {"type": "message"}))
    assert (first, again) == (True, False)
    waiting = await world.store.transact(lambda tx: tx.take_events(10, LEASE))
    assert [event.id for event in waiting] == ["Ev1"]
    await world.store.transact(lambda tx: tx.dispose("Ev1"))
    assert (await world.store.read(lambda reads: reads.waiting())).event is None


async def test_whom_somebody_met_is_unnamed_until_their_name_is_known(world: World) -> None:
    def meet(tx: Transaction) -> None:
        tx.name_people({"UALICE": "Alice"})
        tx.meet(["UALICE", "UBOB"])
        tx.meet(["UBOB", "UCHARLIE"])

    async def unnamed(after: float) -> list[str]:
        by = await world.store.transact(lambda tx: tx.now()) + timedelta(seconds=after)
        return list(await world.store.read(lambda reads: reads.unnamed(by)))

    await world.store.transact(meet)
    assert await unnamed(after=-20) == []
    assert await unnamed(after=0) == ["UBOB", "UCHARLIE"]
    known = await world.store.read(lambda reads: reads.names(["UALICE", "UBOB"]))
    assert known == {"UALICE": "Alice"}
    await world.store.transact(lambda tx: tx.name_people({"UBOB": "Bob"}))
    assert await unnamed(after=0) == ["UCHARLIE"]


async def test_what_was_written_is_read_after_opening_it_again(url: str) -> None:
    first = World(url)
    await first.declare(description="Since the release")
    first.store.close()
    again = World(url)
    found = await again.store.read(lambda reads: reads.by_number(1))
    events = await again.store.read(lambda reads: reads.events("incident-1"))
    again.store.close()
    assert found is not None
    assert (found.incident.title, found.incident.description) == ("It is down", "Since the release")
    assert [stored.seq for stored in events] == [1]


@contextmanager
def sql(url: str) -> Iterator[Connection]:
    """The database itself, beside the store."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def test_migrations_make_the_tables_and_indexes_that_the_code_knows(url: str) -> None:
    open_store(url).close()
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    found = inspect(engine)
    apart = ("alembic_version", "search_index")  # the second each database makes in its own way
    tables = [table for table in found.get_table_names() if not table.startswith(apart)]
    there = {
        table: (
            {column["name"] for column in found.get_columns(table)},
            {
                index["name"]: index["column_names"]
                for index in found.get_indexes(table)
                if not index.get("duplicates_constraint") and index["name"] not in apart
            },
        )
        for table in tables
    }
    engine.dispose()
    assert there == {
        table.name: (
            set(table.columns.keys()),
            {index.name: index.columns.keys() for index in table.indexes},
        )
        for table in metadata.sorted_tables
    }


def test_an_address_that_names_no_database_says_what_would_be_right() -> None:
    with pytest.raises(BadAddress, match="It would be sqlite:///path or postgresql://"):
        open_store("mysql://somewhere/firebell")
    with pytest.raises(BadAddress, match=r"It would be sqlite:///firebell\.db"):
        open_store("sqlite://")


async def test_what_was_closed_before_its_time_was_counted_is_found_too(url: str) -> None:
    world = World(url)
    for number in (1, 2):
        await world.declare(f"form-{number}")
    await world.incidents.handle("incident-1", Close(by="UBOB"), Caller("UBOB"))
    later = await world.store.transact(lambda tx: tx.now()) + timedelta(days=1)
    with sql(url) as connection:
        connection.execute(text("UPDATE incidents SET closed = NULL"))
        fill(connection)
    found = await world.store.read(
        lambda reads: reads.kept(private=False, drill=False, closed_by=later, limit=10)
    )
    world.store.close()
    assert [loaded.incident.number for loaded in found] == [1]
