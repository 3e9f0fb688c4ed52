"""How often a token may ask: so often at once, and so often a minute from then on.

It is counted in this process; of several replicas each counts what comes to it.
"""

from __future__ import annotations

import math
from datetime import datetime

AT_ONCE = 120
A_MINUTE = 240
MOST_REMEMBERED = 1000
"""Tokens; whoever has not asked for long is forgotten first."""


class Pace:
    """A bucket for each token, which fills again with time."""

    def __init__(self, at_once: float = AT_ONCE, a_minute: float = A_MINUTE) -> None:
        self._size = float(at_once)
        self._a_second = a_minute / 60
        self._left: dict[str, tuple[float, datetime]] = {}

    def wait(self, token: str, now: datetime) -> int:
        """0 where it may ask now, which counts; else seconds until it may."""
        left, then = self._left.pop(token, (self._size, now))
        left = min(self._size, left + max(0.0, (now - then).total_seconds()) * self._a_second)
        may = left >= 1
        self._left[token] = (left - 1 if may else left, now)
        while len(self._left) > MOST_REMEMBERED:
            del self._left[next(iter(self._left))]
        return 0 if may else math.ceil((1 - left) / self._a_second)
