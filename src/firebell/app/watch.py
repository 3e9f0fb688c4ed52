"""Whether work goes on: how long the oldest has waited, and when that is too long.

What was done here counts as well as the database, since another process may do the work. How long
this process has been at it counts too: one that begins after an hour's outage has much to do.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from firebell.app.ports import Store, Waiting

STANDS_STILL = timedelta(seconds=60)
"""Something could be done and nothing was: a call lasts four seconds and a claim comes four times
a second, so work that goes on has done something ten times over."""
TOO_LONG = timedelta(minutes=15)
"""Whatever is tried, the oldest has no end. A try comes at least each minute and Slack asks for
pauses of that order, so a dozen have failed; and this is how often people expect an update."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What waits, and whether work goes on."""

    waiting: Waiting
    goes_on: bool


class Watch:
    """`progressed` whenever something was done; `look` whenever somebody asks."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        self._began = self._last = now()
        self._looking: asyncio.Task[Report] | None = None

    def progressed(self) -> None:
        """An effect or an event has come to an end."""
        self._last = self._now()

    async def look(self) -> Report:
        """Those who ask at the same moment share one look: however many they are, people's own
        questions do not wait behind them."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        return await asyncio.shield(self._looking)

    async def _look(self) -> Report:
        waiting = await self._store.read(lambda reads: reads.waiting())
        now = self._now()
        going = goes_on(waiting, idle=now - self._last, up=now - self._began)
        return Report(waiting=waiting, goes_on=going)


def goes_on(waiting: Waiting, *, idle: timedelta, up: timedelta) -> bool:
    """`idle`: since something was done here. `up`: since this process began."""
    still = min(_longest(waiting.event_due, waiting.effect_due), idle)
    oldest = min(_longest(waiting.event, waiting.effect), up)
    return still < STANDS_STILL and oldest < TOO_LONG


def _longest(*ages: timedelta | None) -> timedelta:
    return max(age or timedelta() for age in ages)
