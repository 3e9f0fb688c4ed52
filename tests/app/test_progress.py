"""The declarer's list: shown when something failed or takes long, and only what raising is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from firebell.app.errors import DidNotHappen, MayHaveHappened, NeverWill
from firebell.app.ports import Progress, State, Transaction
from firebell.app.progress import listing
from firebell.domain.commands import Update
from firebell.domain.permissions import Caller
from tests.app.world import CHANNEL_MADE, World


async def shown(world: World, **later: float) -> list[tuple[State, str | None]] | None:
    """State and failure of each line that the list has so long after raising; None: no list."""

    def work(tx: Transaction) -> Sequence[Progress] | None:
        loaded = tx.incident("incident-1")
        assert loaded is not None, "it was declared"
        now: datetime = loaded.incident.milestones.raised + timedelta(**later)
        return listing(tx.effects("incident-1"), loaded.incident, now)

    lines = await world.store.transact(work, urgent=False)
    return None if lines is None else [(line.state, line.failure) for line in lines]


async def test_what_is_quick_and_well_shows_no_list(world: World) -> None:
    await world.declare()
    assert await shown(world, seconds=2) is None
    await world.work_off()
    assert await shown(world, hours=1) is None


async def test_what_takes_more_than_three_seconds_is_shown(world: World) -> None:
    await world.declare()
    assert await shown(world, seconds=3) is None
    assert await shown(world, seconds=3.001) == [(State.PENDING, None)]


async def test_what_failed_is_shown_at_once_beside_what_went_well(world: World) -> None:
    world.chat.outcomes["topic"] = [NeverWill("restricted_action")]
    await world.raised()
    assert await shown(world) == [
        (State.DONE, None),  # channel
        (State.DONE, None),  # people
        (State.DONE, None),  # card
        (State.DONE, None),  # told in the first channel
        (State.DONE, None),  # told in the second
        (State.DONE, None),  # purpose
        (State.PARKED, "restricted_action"),
    ]


async def test_what_is_put_off_beyond_patience_is_shown_at_once(world: World) -> None:
    world.chat.outcomes["channel"] = [
        DidNotHappen("ratelimited", method="conversations.create", retry_after=30)
    ]
    await world.declare()
    await world.work_off()
    assert await shown(world) == [(State.PENDING, "ratelimited")]


async def test_what_is_put_off_for_a_moment_is_not_shown(world: World) -> None:
    world.chat.outcomes["channel"] = [MayHaveHappened("timeout")]
    await world.declare()
    await world.work_off()
    assert await shown(world, seconds=1) is None


async def test_the_list_goes_when_everything_is_well_again(world: World) -> None:
    world.chat.outcomes["channel"] = [NeverWill("restricted_action"), CHANNEL_MADE]
    await world.declare()
    await world.work_off()
    assert await shown(world) == [
        (State.PARKED, "restricted_action"),
        (State.DONE, None),  # told in the first channel, without one of its own
        (State.DONE, None),  # told in the second
    ]
    await world.incidents.retry((await world.effect("channel")).key, Caller("UALICE"))
    await world.work_off()
    assert await shown(world) is None


async def test_what_comes_after_raising_is_not_in_the_list(world: World) -> None:
    world.chat.outcomes["C1"] = [NeverWill("restricted_action")]
    await world.raised()
    await world.ask(Update(by="UBOB", known="The disk is full"))
    await world.work_off()
    assert (await world.effect("C1")).state is State.PARKED
    assert await shown(world, hours=1) is None


async def test_a_lead_who_was_asked_belongs_to_raising(world: World) -> None:
    world.chat.outcomes["UPRIYA"] = [NeverWill("user_not_found")]
    await world.raised(roles={"support": "UPRIYA"})
    lines = await shown(world)
    assert (lines or [])[5] == (State.PARKED, "user_not_found")
