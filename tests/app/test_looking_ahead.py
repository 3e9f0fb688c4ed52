"""Incidents that an earlier version left open are looked after from the start of the bot on."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from firebell.app.looking_ahead import looking_ahead
from firebell.app.ports import State, Transaction
from firebell.domain.events import Exported, Nudged
from firebell.domain.incident import Watch
from tests.app.world import World
from tests.domain.build import PLAYBOOK


async def of_an_earlier_version(world: World) -> None:
    """Raised and told, and nobody had thought of looks yet."""
    raised = await world.raised()

    def forget(tx: Transaction) -> None:
        loaded = tx.incident(raised.id)
        assert loaded is not None
        before = replace(loaded.incident, watch=Watch())
        tx.save(before, loaded.version, [Exported(at=tx.now())])
        (look,) = (effect for effect in tx.effects(raised.id) if effect.target == "watch")
        tx.park(look.key, None, "never named")

    await world.store.transact(forget)


async def begins(world: World) -> None:
    await world.store.transact(partial(looking_ahead, playbook=PLAYBOOK))


async def test_its_first_look_is_named_once_however_often_the_bot_starts(world: World) -> None:
    """It was silent until somebody did something with it."""
    await of_an_earlier_version(world)
    for _ in range(2):
        await begins(world)
    ahead = [each for each in await world.effects("watch") if each.state is State.PENDING]
    assert len(ahead) == 1
    world.wait(minutes=25)
    await world.work_off()
    assert len(await world.events(Nudged)) == 1
    world.wait(days=1)
    await world.work_off()
    assert len(await world.events(Nudged)) == 2


async def test_what_is_looked_after_gets_no_second_look(world: World) -> None:
    await world.raised()
    await begins(world)
    assert len(await world.effects("watch")) == 1
