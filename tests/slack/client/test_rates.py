"""How many calls of a method are on their way at once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from firebell.slack.client.rates import AT_ONCE, FREELY, Rates

METHOD = "bookmarks.add"
MOST = FREELY[METHOD]


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


async def under_way(
    rates: Rates, wanted: int, *, urgent: bool = False, method: str = METHOD
) -> int:
    """How many of so many that want to go are on their way before any has come back."""
    came = 0
    back = asyncio.Event()

    async def call() -> None:
        nonlocal came
        async with rates.room(method, urgent=urgent):
            came += 1
            await back.wait()

    tasks = [asyncio.create_task(call()) for _ in range(wanted)]
    for _ in range(10):
        await asyncio.sleep(0)
    found = came
    back.set()
    await asyncio.gather(*tasks)
    return found


async def test_few_are_on_their_way_once_a_method_was_called_often() -> None:
    """Sixty at once: forty were refused, since nobody had been refused before they were sent."""
    rates = Rates(Clock())
    assert await under_way(rates, 60) == MOST + AT_ONCE


async def test_a_method_without_a_tier_goes_freely() -> None:
    """Of fifty leads the last thirty were asked two by two, so that it took ten round trips."""
    assert await under_way(Rates(Clock()), 60, method="chat.postMessage") == 60


async def test_what_somebody_waits_for_goes_at_once() -> None:
    assert await under_way(Rates(Clock()), 60, urgent=True) == 60


async def test_a_minute_later_as_many_go_freely_again() -> None:
    clock = Clock()
    rates = Rates(clock)
    for _ in range(MOST):
        rates.passed(METHOD)
    assert (rates.in_the_last_minute(METHOD), await under_way(rates, 5)) == (20, AT_ONCE)
    clock.now += timedelta(seconds=61)
    assert (rates.in_the_last_minute(METHOD), await under_way(rates, 5)) == (0, 5)
