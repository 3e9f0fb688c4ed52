"""The workspace's clock: the machine's and how far it was moved, or one that stands until moved.

No two time stamps are the same.
"""

from __future__ import annotations

import asyncio
import time


class Clock:
    """Unix seconds. With `start` it stands there and only moves when it is moved, for tests."""

    def __init__(self, start: float | None = None) -> None:
        self.start = start
        self.offset = 0.0
        self._last = 0
        self._moved = asyncio.Event()

    def now(self) -> float:
        """The workspace's time in Unix seconds."""
        return (time.time() if self.start is None else self.start) + self.offset

    def advance(self, seconds: float) -> None:
        """Forwards only; whoever waits for a later time looks again."""
        self.offset += max(0.0, seconds)
        self._moved.set()
        self._moved = asyncio.Event()

    def ts(self) -> str:
        """A time stamp that no other message has."""
        self._last = max(self._last + 1, int(self.now() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    async def until(self, at: float) -> None:
        """Returns at this time, or when the clock has been moved past it."""
        while (left := at - self.now()) > 0:
            try:
                async with asyncio.timeout(left if self.start is None else None):
                    await self._moved.wait()
            except TimeoutError:
                return
