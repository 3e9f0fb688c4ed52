"""The workspace's clock: the machine's, and how far it was moved. It never stands still for two."""

from __future__ import annotations

import time


class Clock:
    """Unix seconds."""

    def __init__(self) -> None:
        self.offset = 0.0
        self._last = 0

    def now(self) -> float:
        """Seconds, moved."""
        return time.time() + self.offset

    def advance(self, seconds: float) -> None:
        """Forwards only."""
        self.offset += max(0.0, seconds)

    def ts(self) -> str:
        """A time stamp that no other message has."""
        self._last = max(self._last + 1, int(self.now() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"
