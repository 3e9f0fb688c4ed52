"""That what is open has changed for somebody: one look at the store for all who watch.

Whoever watches hears that something has changed which they may see, and nothing of anything else;
they ask then for what it is. A promise that passes is a change too, although nobody wrote anything.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import datetime

from firebell.app.ports import Reads, Store
from firebell.domain.incident import Incident
from firebell.domain.permissions import Caller, sees

EVERY = 0.5
"""Seconds for which a look is good enough for everybody."""


class Changes:
    """`seen_by` is another value after a change. Nothing is looked at while nobody asks."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        self._looking = asyncio.Lock()
        self._looked = 0.0
        self._marks: Mapping[str, int] = {}
        self._open: Sequence[Incident] = ()

    async def seen_by(self, caller: Caller) -> Hashable:
        """What stands for all that is open and shown to this person, as it is now."""
        async with self._looking:
            if time.monotonic() - self._looked >= EVERY:
                self._marks, self._open = await self._store.read(self._look)
                self._looked = time.monotonic()
        now = self._now()
        return tuple(
            (
                each.id,
                self._marks.get(each.id),
                each.next_update is not None and each.next_update < now,
            )
            for each in self._open
            if sees(caller, each)
        )

    def _look(self, reads: Reads) -> tuple[Mapping[str, int], Sequence[Incident]]:
        """Incidents are read anew only where one has another version."""
        marks = reads.home_marks()
        return marks, self._open if marks == self._marks else reads.open_incidents()
