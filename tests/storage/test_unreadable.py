"""A row that can't be read is set aside and named, and stops no other, on both databases."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import timedelta

import pytest
from sqlalchemy import text

from firebell.app.ports import State, Transaction, Unreadable
from firebell.domain.commands import ReportArchived, Update
from firebell.domain.effect_names import UNREADABLE
from firebell.domain.permissions import Caller
from tests.storage.test_store import World, sql

ALICE = Caller("UALICE")
SECRET = "Maria's laptop was stolen"
CLOSE = {"by": "UALICE", "where": None, "summary": SECRET}


def later(kind: str, value: object) -> dict[str, str]:
    """The columns of a command that comes due."""
    body = json.dumps({"command": {"type": kind, "value": value}})
    return {"kind": "Later", "body": body}


NONSENSE = {
    "no JSON": {"body": f"{{{SECRET}"},
    "another kind of JSON": {"body": json.dumps([SECRET])},
    "a close whose fields make no sense": later("Close", {**CLOSE, "outcome": SECRET}),
    "a close without its fields": later("Close", {"note": SECRET}),
    "a command of no class": later("Celebrate", CLOSE),
    "a command that is nothing": {"kind": "Later", "body": '{"command": null}'},
    "what is told is a number": {"kind": "Tell", "body": '{"what": 5, "person": "UBOB"}'},
    "an unknown class": {"kind": "SendFax"},
    "a rank that does not exist": {"rank": "a very loud one"},
    "a result that is no JSON": {"result": f"{{{SECRET}"},
    "JSON without an end": {"body": "[" * 50_000},
}
nonsense = pytest.mark.parametrize("columns", NONSENSE.values(), ids=NONSENSE.keys())


def write(url: str, table: str, where: str, **columns: object) -> None:
    """Into the database itself, past the store."""
    changes = ", ".join(f"{name} = :{name}" for name in columns)
    with sql(url) as connection:
        changed = connection.execute(text(f"UPDATE {table} SET {changes} WHERE {where}"), columns)
        assert changed.rowcount > 0


async def set_aside(world: World) -> int:
    return (await world.store.read(lambda reads: reads.waiting())).set_aside


def named(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The rows that the log named, without the numbers that a database gave them."""
    assert SECRET not in caplog.text
    assert "a very loud one" not in caplog.text
    return [
        record.getMessage().removeprefix("A row can't be read and is left out: ")
        for record in caplog.records
        if record.levelno >= logging.ERROR
    ]


@nonsense
async def test_an_effect_that_cannot_be_read_is_parked_and_the_others_are_claimed(
    world: World, url: str, columns: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    await world.declare()
    write(url, "effects", "target = 'confirmation'", **columns)
    await world.declare("form-2")
    claimed = await world.claim()
    assert sorted(claimed) == ["channel", "channel", "confirmation"]
    kind = columns.get("kind", "KeepMessage")
    assert named(caplog) == [f"effects 2 ({kind})"]
    assert await set_aside(world) == 1
    assert await world.claim() == []
    found = await world.store.read(lambda reads: reads.effects("incident-1"))
    assert [effect.target for effect in found if effect.target == "confirmation"] == []
    assert len(named(caplog)) == 1


@nonsense
async def test_an_effect_that_cannot_be_read_keeps_no_channel_from_being_archived(
    world: World, url: str, columns: dict[str, object]
) -> None:
    await world.declare()
    write(url, "effects", "target = 'confirmation'", **columns)
    await world.incidents.report("incident-1", ReportArchived(where="C1"))


async def test_an_effect_that_can_be_read_again_is_due_at_the_next_start(
    world: World, url: str
) -> None:
    await world.declare()
    write(url, "effects", "target = 'confirmation'", kind="SendFax")
    assert await world.claim() == ["channel"]
    write(url, "effects", "target = 'confirmation'", kind="KeepMessage")
    assert await world.claim() == []
    await world.store.transact(lambda tx: tx.read_again())
    assert await world.claim() == ["confirmation"]
    assert await set_aside(world) == 0


BROKEN = {
    "no JSON": f"{{{SECRET}",
    "fields that make no sense": json.dumps({"title": SECRET, "number": SECRET}),
    "null": "null",
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN.keys())
async def test_an_incident_that_cannot_be_read_is_left_out_and_the_others_go_on(
    world: World, url: str, body: str, caplog: pytest.LogCaptureFixture
) -> None:
    await world.declare()
    write(url, "incidents", "id = 'incident-1'", body=body)
    assert await world.declare("form-2") == 2  # of the same service
    found = await world.store.read(lambda reads: reads.open_incidents())
    assert [incident.number for incident in found] == [2]
    assert sorted(await world.claim()) == ["channel", "confirmation"]
    assert named(caplog) == [
        "incidents incident-1 (Incident)",
        *[
            f"{kind} was set aside, since a row can't be read: incidents incident-1 (Incident)"
            for kind in ("CreateChannel", "KeepMessage")
        ],
    ]
    assert await set_aside(world) == 3
    with pytest.raises(Unreadable) as unreadable:
        await world.incidents.handle("incident-1", Update(by="UALICE", known="It is down"), ALICE)
    told = "".join(traceback.format_exception(unreadable.value))
    assert (SECRET in told, str(unreadable.value)) == (False, "incidents incident-1 (Incident)")


@pytest.mark.parametrize(
    "columns", [{"type": "Celebrated"}, {"body": f"{{{SECRET}"}, {"body": f'{{"at":"{SECRET}"}}'}]
)
async def test_an_event_that_cannot_be_read_is_left_out_with_the_effects_that_need_it(
    world: World, url: str, columns: dict[str, object]
) -> None:
    await world.declare()
    write(url, "events", "id = 'incident-1-1'", **columns)
    assert await world.claim() == []
    await world.incidents.handle(
        "incident-1", Update(by="UALICE", known="A third of submissions fail"), ALICE
    )
    events = await world.store.read(lambda reads: reads.events("incident-1"))
    assert [stored.seq for stored in events] == [2]
    assert await world.claim() == ["#incidents"]
    await world.declare("form-2")
    assert sorted(await world.claim()) == ["channel", "confirmation"]
    stored = await world.store.read(lambda reads: reads.effects("incident-1"))
    assert {(effect.state, effect.failure) for effect in stored} >= {(State.PARKED, UNREADABLE)}


async def test_an_effect_whose_event_is_not_there_is_set_aside(world: World, url: str) -> None:
    await world.declare()
    write(url, "effects", "target = 'confirmation'", event_id="incident-1-9")
    assert await world.claim() == ["channel"]
    assert await set_aside(world) == 1


async def test_a_playbook_that_cannot_be_read_counts_as_none_and_another_can_be_activated(
    world: World, url: str
) -> None:
    playbook = world.playbook()
    await world.store.transact(lambda tx: tx.activate_playbook("first", playbook))
    write(url, "playbooks", "fingerprint = 'first'", body=f"{{{SECRET}")
    assert await world.store.read(lambda reads: reads.active_playbook()) is None
    assert await set_aside(world) == 1
    await world.store.transact(lambda tx: tx.activate_playbook("second", playbook))
    assert await world.store.read(lambda reads: reads.active_playbook()) == ("second", playbook)


async def test_a_pause_until_no_time_that_there_is_keeps_nobody_from_working(
    world: World, url: str
) -> None:
    def pauses(tx: Transaction) -> list[str]:
        for method in ("chat.update", "chat.postMessage"):
            tx.pause(method, tx.now() + timedelta(minutes=1))
        return sorted(tx.pauses())

    assert await world.store.transact(pauses) == ["chat.postMessage", "chat.update"]
    write(url, "pauses", "scope = 'chat.update'", until=1e300)
    found = await world.store.transact(lambda tx: tx.pauses())
    assert list(found) == ["chat.postMessage"]


async def test_effects_wait_from_when_they_were_first_due_whatever_is_tried(world: World) -> None:
    await world.declare()
    world.moved = timedelta(minutes=5)
    found = await world.store.read(lambda reads: reads.waiting())
    assert found.effect is not None
    assert found.effect_due is not None
    assert found.effect_due >= timedelta(minutes=5)

    def put_off(tx: Transaction) -> None:
        for effect in tx.claim(10, timedelta(seconds=6)):
            after = timedelta(minutes=1)
            tx.release(
                effect.key, effect.lease or "", after=after, doubtful=False, failure="timeout"
            )

    await world.store.transact(put_off)
    found = await world.store.read(lambda reads: reads.waiting())
    assert found.effect is not None
    assert (found.effect >= timedelta(minutes=5), found.effect_due) == (True, None)


async def test_an_effect_that_is_due_later_does_not_wait(world: World) -> None:
    await world.declare()

    def done(tx: Transaction) -> None:
        for effect in tx.claim(10, timedelta(seconds=6)):
            tx.settle(effect.key, effect.lease or "", {}, effect.wanted)

    await world.store.transact(done)
    found = await world.store.read(lambda reads: reads.waiting())
    assert (found.effect, found.effect_due) == (None, None)
