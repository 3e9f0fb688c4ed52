"""How often each of Slack's methods was called of late, and how many may be on their way at once.

What is on its way when a method is first refused is refused as well. So once a method was called as
often in a minute as its tier allows, few of it are on their way at once. Methods without a tier
(`chat.postMessage`: one a second in a channel, several hundred a minute in all) go freely.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime

from firebell.app.pacing import WINDOW

TIER_2 = (
    *("conversations.create", "conversations.rename", "conversations.archive"),
    *("conversations.setTopic", "conversations.setPurpose", "conversations.list"),
    *("pins.add", "bookmarks.add", "bookmarks.remove"),
    *("usergroups.list", "usergroups.users.list", "conversations.canvases.create"),
)
TIER_3 = (
    *("conversations.invite", "conversations.join", "conversations.open"),
    *("conversations.info", "conversations.history", "conversations.replies", "chat.update"),
    *("chat.delete", "bookmarks.list", "files.delete", "canvases.edit"),
)
FREELY = {**dict.fromkeys(TIER_2, 20), **dict.fromkeys(TIER_3, 50)}
"""Calls in a minute (docs.slack.dev/apis/web-api/rate-limits)."""
AT_ONCE = 2
PATIENCE = 1.0
"""Seconds that one waits for room: where calls take long, others need not wait behind them."""


class Rates:
    """By method."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._passed: defaultdict[str, deque[datetime]] = defaultdict(deque)
        self._under_way: Counter[str] = Counter()
        self._room: dict[str, asyncio.Semaphore] = {}

    def passed(self, method: str) -> None:
        """Slack let one through."""
        self._passed[method].append(self._now())

    def in_the_last_minute(self, method: str) -> int:
        """How many went through."""
        passed, since = self._passed[method], self._now() - WINDOW
        while passed and passed[0] < since:
            passed.popleft()
        return len(passed)

    @asynccontextmanager
    async def room(self, method: str, *, urgent: bool) -> AsyncIterator[None]:
        """Until there is some; at once for what somebody waits for (`urgent`)."""
        most = FREELY.get(method)
        called = self.in_the_last_minute(method) + self._under_way[method]
        often = most is not None and called >= most
        semaphore = self._room.setdefault(method, asyncio.Semaphore(AT_ONCE))
        entered = False
        if often and not urgent:
            with suppress(TimeoutError):
                entered = await asyncio.wait_for(semaphore.acquire(), PATIENCE)
        self._under_way[method] += 1
        try:
            yield
        finally:
            self._under_way[method] -= 1
            if entered:
                semaphore.release()
