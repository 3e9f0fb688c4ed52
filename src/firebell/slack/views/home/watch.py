"""Keeps every Home true that somebody looks at. One of the worker's chores.

It compares what each of them would show with what was published last, whenever something that any
Home may show has changed, when a time in it has passed, and now and then. However much changed,
that is one call for each person; those who look at none cost nothing. What it remembers only saves
work: after a start everything is compared anew.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from firebell.app.errors import ChatError, DidNotHappen, NeverWill
from firebell.app.homes import Known
from firebell.app.ports import HomeLook
from firebell.domain.incident import Person
from firebell.domain.playbook import Playbook
from firebell.domain.pseudonyms import is_pseudonym
from firebell.slack.views.home.publisher import HomePublisher

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between looks at what has changed."""
APART = 3.0
"""Seconds between two of one person's: many changes are one."""
MOST_A_MINUTE = 60
"""Slack takes a hundred a minute; whoever opens their Home goes first."""
AT_THE_LATEST = timedelta(minutes=10)
"""A day that has changed since is noticed, and what nobody thought of."""
AFTER_FAILURE = 5.0
"""Seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """What a Home was compared with, and is right by: how everything stood, what was published by
    then, and until when it holds."""

    marks: Mapping[str, int]
    playbook: Playbook
    look: HomeLook
    until: datetime


class HomeWatch:
    """`keep` again and again."""

    def __init__(
        self,
        publisher: HomePublisher,
        process: Callable[[], Playbook],
        now: Callable[[], datetime],
        seconds: Callable[[], float] = lambda: asyncio.get_running_loop().time(),
    ) -> None:
        self._publisher = publisher
        self._process = process
        self._now = now
        self._seconds = seconds
        self._compared: dict[Person, _Compared] = {}
        self._settled: dict[Person, tuple[str, str]] = {}
        self._not_before: dict[Person, float] = {}
        self._sent: deque[float] = deque()

    async def keep(self) -> None:
        """All that are looked at, once. Whoever was waited for longest goes first."""
        looks = [
            look
            for look in await self._publisher.homes.looked_at()
            if not is_pseudonym(look.person)
        ]
        if not looks:
            self._compared.clear()
            return
        known = await self._publisher.homes.known()
        for look in sorted(looks, key=lambda each: self._not_before.get(each.person, 0.0)):
            if self._is_due(look, known) and not await self._followed(look, known):
                return

    def _is_due(self, look: HomeLook, known: Known) -> bool:
        if self._not_before.get(look.person, 0.0) > self._seconds():
            return False
        before = self._compared.get(look.person)
        return (
            before is None
            or before.marks != known.marks
            or before.playbook is not self._process()
            or (before.look.shown, before.look.filters) != (look.shown, look.filters)
            or before.until <= self._now()
        )

    async def _followed(self, look: HomeLook, known: Known) -> bool:
        """Compare it, and publish it where it differs. False where nothing more is to be sent for
        now."""
        person, playbook = look.person, self._process()
        try:
            would, changes = await self._publisher.would_show(look, known)
            if would != look.shown and self._settled.get(person) != (would, look.shown):
                if not self._has_room():
                    return False
                shown = await self._publisher.follow(person)
                self._settled[person] = (would, shown or "")
                self._not_before[person] = self._seconds() + APART
                return True  # it is compared once more, with what stands there now
        except ChatError as error:
            return self._failed(person, error)
        at_the_latest = self._now() + AT_THE_LATEST
        until = min(changes or at_the_latest, at_the_latest)
        self._compared[person] = _Compared(
            marks=known.marks, playbook=playbook, look=look, until=until
        )
        return True

    def _has_room(self) -> bool:
        now = self._seconds()
        while self._sent and self._sent[0] <= now - 60.0:
            self._sent.popleft()
        if len(self._sent) >= MOST_A_MINUTE:
            return False
        self._sent.append(now)
        return True

    def _failed(self, person: Person, error: ChatError) -> bool:
        """It is tried again a while later; where Slack takes no more for now, nobody else's is
        tried either."""
        log.warning("A Home could not be published (%s)", error.code)
        wait = AFTER_FAILURE
        if isinstance(error, NeverWill):
            wait = AT_THE_LATEST.total_seconds()
        if isinstance(error, DidNotHappen) and error.retry_after is not None:
            wait = error.retry_after
        self._not_before[person] = self._seconds() + wait
        return isinstance(error, NeverWill)
