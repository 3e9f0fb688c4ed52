"""Pictures of messages on the record: kept while their words are, and gone with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from firebell.app.ports import Done, Job, KeptPicture, Transaction
from firebell.domain import commands as c
from firebell.domain.events import Noted, Picture, Words
from firebell.domain.personal_data import Expiry
from firebell.storage.erasing import Known, erase
from firebell.storage.transaction import SqlTransaction
from tests.app.world import World
from tests.domain.build import PLAYBOOK

NOTE = c.Note(
    by="UALICE",
    where="C1",
    text="Picture: a.png",
    author="UBOB",
    ts="7.1",
    marked=True,
    pictures=(Picture(file="F1", title="a.png"), Picture(file="F2", title="b.png")),
)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(f"sqlite:///{tmp_path / 'firebell.db'}")
    with closing(found.store):
        yield found


async def kept(world: World) -> list[str]:
    found = await world.store.read(lambda reads: reads.pictures("incident-1", whole=True))
    assert all(each.content == b"12" for each in found)
    return sorted(each.file for each in found)


async def noted(world: World) -> str:
    """A note with two pictures that have been fetched. Returns its event's id."""
    await world.declare()
    await world.ask(NOTE)
    stored = await world.store.read(lambda reads: reads.events("incident-1"))
    (event,) = [each.id for each in stored if isinstance(each.event, Noted)]
    pictures = [
        KeptPicture(event=event, file=file, type="image/png", content=b"12")
        for file in ("F1", "F2")
    ]
    await world.store.transact(lambda tx: tx.keep_pictures("incident-1", pictures))
    assert await kept(world) == ["F1", "F2"]
    return event


def redacted(event: str) -> c.Command:
    return c.Redact(by="UALICE", entry=event, part=Words.NOTE)


def unmarked(_: str) -> c.Command:
    return c.ReportNote(where="C1", ts="7.1", marked=False)


def deleted(_: str) -> c.Command:
    return c.ReportNote(where="C1", ts="7.1", deleted=True)


def without_one(_: str) -> c.Command:
    return c.ReportNote(where="C1", ts="7.1", files=("F2",))


@pytest.mark.parametrize(
    ("leaves", "left"),
    [(redacted, []), (unmarked, []), (deleted, []), (without_one, ["F2"])],
)
async def test_a_picture_leaves_with_its_message(
    world: World, leaves: Callable[[str], c.Command], left: list[str]
) -> None:
    event = await noted(world)
    await world.ask(leaves(event))
    assert await kept(world) == left


async def test_pictures_go_when_the_incidents_time_has_passed(world: World) -> None:
    await noted(world)
    await world.store.transact(lambda tx: tx.rewrite("incident-1", Expiry({}, "inc-1")))
    assert await kept(world) == []


@pytest.mark.parametrize(("person", "left"), [("UBOB", []), ("UALICE", ["F1", "F2"])])
async def test_pictures_go_with_whoever_showed_them(
    world: World, person: str, left: list[str]
) -> None:
    await noted(world)

    def work(tx: Transaction) -> None:
        assert isinstance(tx, SqlTransaction)
        erase(tx, Known(person=person, names=frozenset()), PLAYBOOK)

    await world.store.transact(work)
    assert await kept(world) == left


async def test_what_was_removed_while_it_was_fetched_is_not_kept(world: World) -> None:
    await world.declare()

    async def meanwhile(job: Job) -> Done:
        await world.ask(redacted(job.event.id))
        picture = KeptPicture(event=job.event.id, file="F1", type="image/png", content=b"12")
        return Done(pictures=[picture])

    world.chat.outcomes["pictures"] = [meanwhile]
    await world.ask(NOTE)
    await world.work_off()
    assert await kept(world) == []
