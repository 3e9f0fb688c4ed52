"""*Catch me up*: how an incident stands, for whoever asks, and unasked for whoever comes late.

It is shown to that person alone, and only while they may see the incident.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from firebell.app.incidents import Incidents
from firebell.domain.incident import Incident, Person
from firebell.domain.permissions import Caller
from firebell.domain.playbook import Playbook
from firebell.slack.client.gateway import Gateway, Refusal
from firebell.slack.client.payloads import Interaction
from firebell.slack.inbound.responses import Reply, Response
from firebell.slack.inbound.services import Services
from firebell.slack.views.messages.summary import catch_up

log = logging.getLogger(__name__)

LATE = timedelta(minutes=10)
"""From raising on: whoever comes before that has the card, and nothing else has happened."""


async def show(
    services: Services, interaction: Interaction, incident: Incident, _: str
) -> Response:
    """What is known, what was tried, who does what, what is promised."""
    caller = await services.caller(interaction)
    found, record = await services.incidents.with_record(incident.id, caller)
    return Reply(catch_up(found, record, services.process_of(found), services.now()))


class Latecomers:
    """`came` shows it to somebody who has just come into an incident's channel."""

    def __init__(
        self,
        incidents: Incidents,
        slack: Gateway,
        playbook: Callable[[], Playbook],
        now: Callable[[], datetime],
    ) -> None:
        self._incidents = incidents
        self._slack = slack
        self._playbook = playbook
        self._now = now

    async def came(self, caller: Caller, channel: str) -> None:
        """Nothing in its first minutes, once it is over, or for whoever has it already. Raises
        ChatError, Refused."""
        incident = await self._incidents.by_channel(channel, caller)
        if incident is None or not self._is_late(incident, caller.person):
            return
        found, record = await self._incidents.with_record(incident.id, caller)
        words = catch_up(found, record, found.process(self._playbook()), self._now())
        try:
            await self._slack.call(
                "chat.postEphemeral", channel=channel, user=caller.person, **words.posted()
            )
        except Refusal as refusal:
            # An app, or somebody who has left again: nobody misses it.
            log.info("Nobody was caught up (%s)", refusal.code)

    def _is_late(self, incident: Incident, person: Person) -> bool:
        if not incident.is_open or person == incident.in_charge:
            return False
        return self._now() - incident.milestones.raised >= LATE
