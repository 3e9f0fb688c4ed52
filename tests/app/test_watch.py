"""Work that stands still is seen; work that goes on, or has just begun, is not blamed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest

from firebell.app.ports import Reads, Store, Waiting
from firebell.app.watch import STANDS_STILL, TOO_LONG, Report, Watch, goes_on
from tests.app.world import World

T = TypeVar("T")
MOMENT = timedelta(seconds=1)
NONE = timedelta()
BEGUN = datetime(2026, 11, 23, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("waiting", "idle", "up", "expected"),
    [
        (Waiting(), TOO_LONG, TOO_LONG, True),
        (Waiting(event_due=STANDS_STILL), STANDS_STILL, STANDS_STILL, False),
        (Waiting(effect_due=STANDS_STILL), STANDS_STILL, STANDS_STILL, False),
        (Waiting(effect_due=STANDS_STILL - MOMENT), STANDS_STILL, STANDS_STILL, True),
        (Waiting(effect_due=STANDS_STILL), STANDS_STILL - MOMENT, STANDS_STILL, True),
        (Waiting(event=STANDS_STILL), STANDS_STILL, STANDS_STILL, True),
        (Waiting(event=TOO_LONG), NONE, TOO_LONG, False),
        (Waiting(effect=TOO_LONG), NONE, TOO_LONG, False),
        (Waiting(effect=TOO_LONG - MOMENT), NONE, TOO_LONG, True),
        (Waiting(effect=TOO_LONG), NONE, TOO_LONG - MOMENT, True),
        (Waiting(set_aside=9), TOO_LONG, TOO_LONG, True),
    ],
    ids=[
        "nothing waits",
        "an event could be handled and nothing is done",
        "an effect could be done and nothing is done",
        "a moment earlier",
        "something else was done a moment ago",
        "it is put off on purpose",
        "an event is tried for too long",
        "an effect is tried for too long",
        "a moment before that",
        "this process has just begun",
        "what was set aside waits for nobody",
    ],
)
def test_work_goes_on_unless_it_stands_still_or_takes_too_long(
    waiting: Waiting, idle: timedelta, up: timedelta, expected: bool
) -> None:
    assert goes_on(waiting, idle=idle, up=up) is expected


async def test_what_was_done_lately_counts_from_when_it_was_done(either: World) -> None:
    now = BEGUN
    watch = Watch(either.store, lambda: now)
    await either.declare()
    either.wait(minutes=5)
    assert (await watch.look()).goes_on
    now += timedelta(minutes=5)
    found = await watch.look()
    due = timedelta(minutes=5)
    assert found == Report(waiting=Waiting(effect=due, effect_due=due), goes_on=False)
    watch.progressed()
    assert await watch.look() == replace(found, goes_on=True)


class SlowStore:
    """A store that answers when it is told to, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.answers = asyncio.Event()

    async def read(self, work: Callable[[Reads], T]) -> T:
        self.asked += 1
        await self.answers.wait()
        return Waiting()  # type: ignore[return-value]

    async def transact(self, work: object, *, urgent: bool = True) -> T:
        raise AssertionError("looking changes nothing")

    async def forget(self) -> None:
        raise AssertionError("looking forgets nothing")

    def serving_people(self) -> bool:
        return False


async def test_however_many_ask_at_once_the_database_is_asked_once() -> None:
    slow = SlowStore()
    store: Store = slow
    watch = Watch(store, lambda: BEGUN)
    asking = [asyncio.create_task(watch.look()) for _ in range(200)]
    await asyncio.sleep(0)
    asking[0].cancel()  # whoever goes away takes nobody's answer with them
    slow.answers.set()
    answers = await asyncio.gather(*asking[1:])
    assert (slow.asked, answers) == (1, [Report(waiting=Waiting(), goes_on=True)] * 199)
