"""Whether people are being served now: the worker lets them go first."""

from __future__ import annotations

import time

A_MOMENT = 0.01
"""Seconds after the last one, in which the next of many who come at once may follow."""


class ForegroundLoad:
    """A context for each transaction of a person; used on one loop only."""

    def __init__(self) -> None:
        self._now = 0
        self._last = 0.0

    def __enter__(self) -> None:
        self._now += 1

    def __exit__(self, *_: object) -> None:
        self._now -= 1
        self._last = time.monotonic()

    def there(self) -> bool:
        """Somebody is, or was a moment ago."""
        return self._now > 0 or time.monotonic() - self._last < A_MOMENT
