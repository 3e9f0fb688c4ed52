"""Whom the playbook names and the chat answers for late: open incidents that miss them hear of it.

One of the worker's chores. The database is asked only after what the playbook's names mean has
changed, and while the chat has not answered for some of them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from firebell.domain.commands import Report, ReportNames
from firebell.domain.incident import Incident
from firebell.domain.moves.unresolved import asked_again
from firebell.domain.playbook import Playbook

EVERY = 1.0
"""Seconds between two looks."""
AFTERWARDS = timedelta(seconds=10)
"""How long incidents are looked at after a change: one may be raised with what was known before,
and stand in the database a moment later."""


class LateNames:
    """`opened` are all incidents that are open; `report` says something of one, by its id."""

    def __init__(
        self,
        opened: Callable[[], Awaitable[Sequence[Incident]]],
        report: Callable[[str, Report], Awaitable[object]],
        playbook: Callable[[], Playbook],
        now: Callable[[], datetime],
    ) -> None:
        self._opened = opened
        self._report = report
        self._playbook = playbook
        self._now = now
        self._seen: Playbook | None = None
        self._until = now()

    async def look(self) -> None:
        """Whether somebody who was missed is known by now."""
        playbook, now = self._playbook(), self._now()
        if playbook is not self._seen or playbook.unanswered:
            self._seen, self._until = playbook, now + AFTERWARDS
        if now > self._until:
            return
        for incident in await self._opened():
            process = incident.process(playbook)
            if asked_again(incident, ReportNames(), now, process):
                await self._report(incident.id, ReportNames())
