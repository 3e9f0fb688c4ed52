"""Whether people are being served now: the worker lets them go first."""

from __future__ import annotations

import time

A_MOMENT = 0.01
"""Seconds after the last one, in which the next of many who come at once may follow."""


class ForegroundLoad:
    """A context for each transaction of a person; used on one loop only."""

    def __init__(self) -> None:
        self._running = 0
        self._last_ended = 0.0

    def __enter__(self) -> None:
        self._running += 1

    def __exit__(self, *_: object) -> None:
        self._running -= 1
        self._last_ended = time.monotonic()

    def present(self) -> bool:
        """Whether a person is being served, or was a moment ago."""
        return self._running > 0 or time.monotonic() - self._last_ended < A_MOMENT
