"""How tickets stand in the tracker: read back at a slow pace, in this one place, and when asked."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from firebell.app.errors import ChatError
from firebell.domain.actions import Ticket
from firebell.domain.commands import Report, ReportTicketClosed
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook, Tracker

log = logging.getLogger(__name__)

EVERY = 900.0
"""Seconds between two looks: a follow-up is a matter of days."""
MOST = 100
"""Tickets in one look."""


class Desk(Protocol):
    """Where tickets are."""

    async def is_closed(self, tracker: Tracker, ticket: Ticket) -> bool:
        """Whether it is done there. Raises ChatError."""


class TicketChore:
    """`look` again and again at all; `look_at` one incident's when somebody asks."""

    def __init__(
        self,
        desk: Desk,
        waiting: Callable[[], Awaitable[Sequence[Incident]]],
        report: Callable[[str, Report], Awaitable[object]],
        playbook: Callable[[], Playbook],
    ) -> None:
        self._desk = desk
        self._waiting = waiting
        self._report = report
        self._playbook = playbook

    async def look(self) -> None:
        """At those whose actions are to be done still, one after the other."""
        if self._playbook().trackers:
            await self._look(await self._waiting())

    async def look_at(self, incident: str) -> None:
        """At those of this incident, by its opaque id."""
        await self._look([each for each in await self._waiting() if each.id == incident])

    async def _look(self, incidents: Sequence[Incident]) -> None:
        asked = [
            (incident, action)
            for incident in incidents
            for action in incident.actions
            if action.is_open and action.ticket is not None
        ]
        for incident, action in asked[:MOST]:
            assert action.ticket is not None, "asked for above"
            if await self._is_closed(action.ticket):
                await self._report(incident.id, ReportTicketClosed(action=action.id))

    async def _is_closed(self, ticket: Ticket) -> bool:
        """What can't be read now is read the next time."""
        tracker = self._playbook().tracker(ticket.tracker)
        if tracker is None:
            return False
        try:
            return await self._desk.is_closed(tracker, ticket)
        except ChatError as error:
            log.warning("A ticket's state could not be read (%s)", error.code)
            return False
