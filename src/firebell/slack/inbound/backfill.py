"""What was said while nobody listened: on start, open incidents' channels are read back.

Everything here may be handled again without harm: what is known is no event.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime

from firebell.app.errors import ChatError
from firebell.app.incidents import Incidents
from firebell.domain.commands import Command, ReportArchived, TakeRole
from firebell.domain.incident import Incident
from firebell.domain.refusals import Refused
from firebell.slack.client.gateway import ApiResponse, Gateway
from firebell.slack.inbound.inbox import PUSHPIN, SPOKEN
from firebell.slack.inbound.message_notes import AsRead, note_of

log = logging.getLogger(__name__)


async def read_back(incidents: Incidents, slack: Gateway, as_read: AsRead) -> None:
    """Each open incident's channel, as far back as it was raised."""
    for incident in await incidents.look(lambda reads: reads.open_incidents()):
        if incident.channel is None:
            continue
        try:
            await _read_channel(incidents, slack, as_read, incident, incident.channel.id)
        except ChatError as error:
            log.warning("A channel could not be read back (%s)", error.code)
        except Refused as refused:
            log.info("What was read back changed nothing (%s)", refused.key)


async def _read_channel(
    incidents: Incidents, slack: Gateway, as_read: AsRead, incident: Incident, channel: str
) -> None:
    answer = await slack.call("conversations.info", channel=channel)
    archived = bool((answer.get("channel") or {}).get("is_archived"))
    if incident.channel and archived != incident.channel.archived:
        report = ReportArchived(where=channel, archived=archived)
        await incidents.handle(incident.id, report)
    if archived:
        return
    since = incident.milestones.raised.timestamp()
    messages: Sequence[ApiResponse] = await slack.pages(
        "conversations.history", "messages", channel=channel, oldest=f"{since:.6f}"
    )
    for message in reversed(messages):
        for command in [
            *_taken(incident, message, channel),
            *await _marked(message, channel, as_read),
        ]:
            await incidents.handle(incident.id, command)


def _taken(incident: Incident, message: ApiResponse, channel: str) -> list[Command]:
    """Whoever was asked and has written since is on it."""
    if message.get("subtype") not in SPOKEN or message.get("bot_id"):
        return []
    user = str(message.get("user", ""))
    said_at = datetime.fromtimestamp(float(message["ts"]), UTC)
    return [
        TakeRole(by=user, where=channel, role=role)
        for role, held in incident.roles.items()
        if incident.is_open and held.person == user and not held.on_it and said_at > held.asked_at
    ]


async def _marked(message: ApiResponse, channel: str, as_read: AsRead) -> list[Command]:
    return [
        await note_of(message, str(reaction["users"][0]), channel, as_read)
        for reaction in message.get("reactions") or []
        if reaction.get("name") == PUSHPIN and message.get("text")
    ]
