"""Events of the chat: none stops another, and each has an end, on both databases."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from firebell.app.errors import (
    CannotNow,
    ChatError,
    DidNotHappen,
    IsSoAlready,
    MayHaveHappened,
    NeverWill,
)
from firebell.app.incoming import MOST_MISTAKES, TOO_LATE, Incoming
from firebell.app.ports import Done, InboxEvent, Unreadable, Waiting
from firebell.domain.effect_names import UNREADABLE
from firebell.domain.refusals import Refused
from tests.app.world import World

SECRET = "Maria's laptop was stolen"
LIMITED = DidNotHappen("ratelimited", method="chat.postEphemeral", retry_after=30)


class Listener:
    """Handles events as `outcomes` say in turn, by the event's id; else it goes well. `heard` says
    which it was handed, in order; `all_heard` waits for so many."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.outcomes: dict[str, list[Exception]] = {}
        self.heard: list[str] = []
        self.incoming = Incoming(world.store, self.handle)

    async def handle(self, event: InboxEvent) -> None:
        self.heard.append(event.id)
        if self.outcomes.get(event.id):
            raise self.outcomes[event.id].pop(0)

    async def comes(self, id: str, about: str | None = None) -> None:
        await self.world.store.transact(lambda tx: tx.receive(id, {"said": SECRET}, about))

    async def waiting(self) -> Waiting:
        return await self.world.store.read(lambda reads: reads.waiting())

    async def settled(self) -> list[str]:
        """Which were heard until none is due or under way."""
        async with asyncio.timeout(10):
            async with self.world.working(incoming=self.incoming):
                await self.until(self._quiet)
        heard, self.heard = self.heard, []
        return heard

    async def until(self, look: Callable[[], Awaitable[bool]]) -> None:
        while not await look():
            self.world.round.clear()
            self.world.wake()
            await self.world.round.wait()

    async def _quiet(self) -> bool:
        return (await self.waiting()).event_due is None


@pytest.fixture
def listener(either: World) -> Listener:
    return Listener(either)


@pytest.mark.parametrize("ends", [None, Refused("closed"), IsSoAlready("already", Done())])
async def test_what_is_handled_has_its_end(listener: Listener, ends: Exception | None) -> None:
    await listener.comes("Ev1")
    listener.outcomes["Ev1"] = [ends] if ends else []
    assert await listener.settled() == ["Ev1"]
    assert await listener.waiting() == Waiting()
    assert listener.incoming.refused == {}


async def test_what_the_chat_will_never_allow_is_counted_by_its_code_and_ends(
    listener: Listener,
) -> None:
    for id in ("Ev1", "Ev2", "Ev3"):
        await listener.comes(id)
    listener.outcomes = {
        "Ev1": [NeverWill("user_not_in_channel")],
        "Ev2": [NeverWill("user_not_in_channel")],
    }
    assert await listener.settled() == ["Ev1", "Ev2", "Ev3"]
    assert await listener.waiting() == Waiting()
    assert listener.incoming.refused == {"user_not_in_channel": 2}


async def test_what_fails_for_now_waits_longer_each_time_while_the_others_go_on(
    listener: Listener,
) -> None:
    await listener.comes("Ev1")
    failures: list[Exception] = [MayHaveHappened("timeout") for _ in range(3)]
    listener.outcomes["Ev1"] = failures
    assert await listener.settled() == ["Ev1"]
    await listener.comes("Ev2")
    assert await listener.settled() == ["Ev2"]
    for longest in (2, 4, 8):
        listener.world.wait(seconds=longest / 2 - 0.1)
        assert await listener.settled() == []
        listener.world.wait(seconds=longest / 2 + 0.1)
        assert await listener.settled() == ["Ev1"]
    assert await listener.waiting() == Waiting()


async def test_what_is_rate_limited_waits_as_long_as_the_chat_says_and_so_does_its_method(
    listener: Listener,
) -> None:
    await listener.comes("Ev1")
    listener.outcomes["Ev1"] = [LIMITED]
    assert await listener.settled() == ["Ev1"]
    pauses = await listener.world.store.transact(lambda tx: tx.pauses())
    assert set(pauses) == {"chat.postEphemeral"}
    listener.world.wait(seconds=29)
    assert await listener.settled() == []
    listener.world.wait(seconds=2)
    assert await listener.settled() == ["Ev1"]


async def test_what_has_failed_for_a_day_is_refused_for_good(listener: Listener) -> None:
    event = InboxEvent(
        id="Ev1", body={}, received=await listener.world.store.transact(lambda tx: tx.now())
    )
    for waited, ends in ((TOO_LATE - timedelta(seconds=1), False), (TOO_LATE, True)):
        listener.outcomes["Ev1"] = [MayHaveHappened("timeout")]
        aged = InboxEvent(id="Ev1", body={}, received=event.received, waited=waited)
        assert (await listener.incoming.hear(aged) is None) is ends
    assert listener.incoming.refused == {"timeout": 1}


async def test_who_is_locked_out_lets_all_wait_and_gives_up_none(listener: Listener) -> None:
    await listener.comes("Ev1")
    listener.outcomes["Ev1"] = [CannotNow("token_revoked")]
    listener.world.chat.lets_in = False
    async with listener.world.working(incoming=listener.incoming) as worker:
        async with asyncio.timeout(10):
            await listener.world.chat.asked.wait()
            await listener.comes("Ev2")
            listener.world.chat.asked.clear()
        assert worker.locked_out
    assert listener.heard == ["Ev1"]
    listener.world.chat.lets_in = True
    listener.world.wait(seconds=2)
    assert sorted(await listener.settled()) == ["Ev1", "Ev1", "Ev2"]


async def test_a_mistake_of_ours_is_tried_a_few_times_and_then_set_aside_and_named(
    listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    await listener.comes("Ev1")
    listener.outcomes["Ev1"] = [KeyError("user") for _ in range(MOST_MISTAKES)]
    await listener.comes("Ev2")
    assert sorted(await listener.settled()) == ["Ev1", "Ev2"]
    for _ in range(MOST_MISTAKES - 1):
        listener.world.wait(minutes=1)
        assert await listener.settled() == ["Ev1"]
    listener.world.wait(minutes=1)
    assert await listener.settled() == []
    assert await listener.waiting() == Waiting(set_aside=1)
    named = [line for line in caplog.messages if "set aside" in line]
    assert named == ["The event Ev1 was set aside: each try ended in a mistake"]
    assert SECRET not in caplog.text


async def test_a_mistake_that_passes_is_counted_nowhere(listener: Listener) -> None:
    await listener.comes("Ev1")
    outcomes: list[Exception] = [ZeroDivisionError() for _ in range(MOST_MISTAKES - 1)]
    listener.outcomes["Ev1"] = [*outcomes, MayHaveHappened("timeout")]
    for _ in range(MOST_MISTAKES + 1):
        assert await listener.settled() == ["Ev1"]
        listener.world.wait(minutes=1)
    assert await listener.waiting() == Waiting()


async def test_an_event_about_an_incident_that_cannot_be_read_ends_at_once(
    listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    await listener.comes("Ev1")
    listener.outcomes["Ev1"] = [Unreadable("incidents", "incident-1", "Incident")]
    assert await listener.settled() == ["Ev1"]
    assert await listener.waiting() == Waiting()
    assert listener.incoming.refused == {UNREADABLE: 1}
    assert caplog.messages == [f"An event was refused for good ({UNREADABLE})"]


@pytest.mark.parametrize("failure", [MayHaveHappened("timeout"), ZeroDivisionError()])
async def test_events_about_the_same_stay_in_order_and_hold_back_nobody_else(
    listener: Listener, failure: Exception
) -> None:
    await listener.comes("Ev1", about="C1:U1")
    await listener.comes("Ev2", about="C1:U1")
    await listener.comes("Ev3", about="C1:U2")
    listener.outcomes["Ev1"] = [failure]
    assert sorted(await listener.settled()) == ["Ev1", "Ev3"]
    listener.world.wait(minutes=1)
    assert await listener.settled() == ["Ev1", "Ev2"]


async def test_one_that_takes_long_holds_back_nobody_else(listener: Listener) -> None:
    answer = asyncio.Event()

    async def slow(event: InboxEvent) -> None:
        if event.id == "Ev1":
            await answer.wait()
        listener.heard.append(event.id)

    listener.incoming = Incoming(listener.world.store, slow)
    for id in ("Ev1", "Ev2"):
        await listener.comes(id)

    async def second() -> bool:
        return listener.heard == ["Ev2"]

    async with asyncio.timeout(10), listener.world.working(incoming=listener.incoming):
        await listener.until(second)
        answer.set()
    assert listener.heard == ["Ev2", "Ev1"]


def test_every_failure_of_the_chat_has_its_test() -> None:
    kinds = {CannotNow, DidNotHappen, IsSoAlready, MayHaveHappened, NeverWill}
    assert {kind for kind in ChatError.__subclasses__() if kind.__module__.endswith("errors")} == (
        kinds
    )
