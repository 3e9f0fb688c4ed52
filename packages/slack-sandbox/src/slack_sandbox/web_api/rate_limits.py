"""Rate limits: a token bucket per method and tier with a minute's burst, on the workspace's clock.

Slack publishes calls a minute per tier, and one message a second in a channel; how long a burst may
last it does not say (`docs/slack-facts.md`), so a minute's worth is allowed at once.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

CALLS_A_MINUTE = {5: 600, 1: 1, 2: 20, 3: 50, 4: 100}
MESSAGES_A_MINUTE = 60


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class RateLimits:
    """`take` answers how many seconds to wait, 0 when the call may pass."""

    def __init__(self, *, enabled: bool) -> None:
        self.enabled = enabled
        self._buckets: dict[str, _Bucket] = {}

    def clear(self) -> None:
        """Fills every bucket again."""
        self._buckets.clear()

    def take(self, method: str, tier: int, channel: str, now: float) -> int:
        """Takes a token; returns the whole seconds to wait where there was none, else 0."""
        if not self.enabled:
            return 0
        wait = self._seconds_to_wait(method, CALLS_A_MINUTE[tier], now)
        if not wait and method == "chat.postMessage":
            wait = self._seconds_to_wait(f"{method} {channel}", MESSAGES_A_MINUTE, now)
        return wait

    def _seconds_to_wait(self, key: str, a_minute: int, now: float) -> int:
        bucket = self._buckets.setdefault(key, _Bucket(float(a_minute), now))
        passed = max(0.0, now - bucket.at)
        bucket.tokens = min(float(a_minute), bucket.tokens + passed * a_minute / 60)
        bucket.at = now
        if bucket.tokens < 1:
            return max(1, math.ceil((1 - bucket.tokens) * 60 / a_minute))
        bucket.tokens -= 1
        return 0
