"""The machine's clock, moved as the workspace's is: in a workspace that people try, time is moved.

In a real Slack there is no address to ask, and this is the machine's clock.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import aiohttp

EVERY = 0.2
"""Seconds between looks."""
WITHIN = 2.0
"""Seconds that a look may take."""


class MovedClock:
    """`url` (`FIREBELL_CLOCK_URL`) answers JSON whose `offset` is in seconds; None: never moved."""

    def __init__(self, url: str | None) -> None:
        self._url = url
        self._offset = timedelta()

    def now(self) -> datetime:
        """The workspace's time now, aware, in UTC."""
        return datetime.now(UTC) + self._offset

    def offset(self) -> timedelta:
        """How far it has been moved."""
        return self._offset

    async def look(self) -> None:
        """Ask once. While the address does not answer, the last offset holds."""
        if self._url is None:
            return
        timeout = aiohttp.ClientTimeout(total=WITHIN)
        with suppress(aiohttp.ClientError, TimeoutError, ValueError, KeyError):
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.get(self._url) as response,
            ):
                self._offset = timedelta(seconds=float((await response.json())["offset"]))

    async def follow(self) -> None:
        """Ask again and again, until cancelled."""
        while self._url is not None:
            await self.look()
            await asyncio.sleep(EVERY)
