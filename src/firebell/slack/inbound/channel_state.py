"""An incident's channel compared with what Slack says of it now: archived, private, who is in it.

Events tell each change at once; this finds what was changed while nobody listened. It is done when
the bot starts and now and then, and may be done again without harm: what is known is no event.
Whoever is found to have come reads how it stands, as whoever is seen coming does.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from functools import partial

from firebell.app.background import Survive
from firebell.app.errors import ChatError
from firebell.app.incidents import Incidents
from firebell.app.ports import Roster
from firebell.domain.commands import Report, ReportArchived, ReportMembers, ReportPrivacy
from firebell.domain.events import MemberCame
from firebell.domain.incident import Incident, Person
from firebell.domain.refusals import Refused
from firebell.slack.client.gateway import Gateway

log = logging.getLogger(__name__)

EVERY = 300.0
"""Seconds between two comparisons."""


class ChannelState:
    """`compare_all` is one of the worker's chores."""

    def __init__(
        self,
        incidents: Incidents,
        slack: Gateway,
        roster: Roster,
        survive: Survive,
        came: Callable[[Person, str], Awaitable[None]],
    ) -> None:
        self._incidents = incidents
        self._slack = slack
        self._roster = roster
        self._survive = survive
        self._came = came

    async def compare_all(self) -> None:
        """Every open incident; whatever comes in between keeps nobody from the others."""
        for incident in await self._incidents.all_open():
            await self._survive(partial(self._compare_if_possible, incident))

    async def _compare_if_possible(self, incident: Incident) -> None:
        try:
            await self.compare(incident)
        except ChatError as error:
            log.warning("A channel could not be compared with Slack (%s)", error.code)

    async def compare(self, incident: Incident) -> bool:
        """Take note of what differs; says whether the channel can be read. Raises ChatError."""
        own = incident.channel
        if own is None:
            return False
        answer = await self._slack.call("conversations.info", channel=own.id)
        channel = answer.get("channel") or {}
        archived = bool(channel.get("is_archived"))
        reports: list[Report] = []
        if archived != own.archived:
            reports.append(ReportArchived(where=own.id, archived=archived))
        private = channel.get("is_private")
        if isinstance(private, bool) and private != incident.private:
            reports.append(ReportPrivacy(where=own.id, private=private))
        people = None if archived else await self._roster.members(own.id)
        if people is not None and people != frozenset(incident.members):
            known = frozenset(incident.members)
            reports.append(ReportMembers(where=own.id, people=people, known=known))
        for report in reports:
            handled = await self._incidents.report(incident.id, report)
            for event in handled.events:
                if isinstance(event, MemberCame):
                    await self._catch_up(event.person, own.id)
        return not archived

    async def _catch_up(self, person: Person, channel: str) -> None:
        try:
            await self._came(person, channel)
        except (ChatError, Refused) as error:
            log.info("Somebody was not caught up (%s)", type(error).__name__)
