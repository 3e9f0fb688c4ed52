"""The workspace's clock: the machine's, and how far it was moved. It never stands still for two."""

from __future__ import annotations

import asyncio
import time


class Clock:
    """Unix seconds."""

    def __init__(self) -> None:
        self.offset = 0.0
        self._last = 0
        self._moved = asyncio.Event()

    def now(self) -> float:
        """Seconds, moved."""
        return time.time() + self.offset

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
                await asyncio.wait_for(self._moved.wait(), left)
            except TimeoutError:
                return
