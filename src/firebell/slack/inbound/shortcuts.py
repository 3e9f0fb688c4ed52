"""Shortcuts: raise an incident from anywhere, add a message to the timeline."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping

from firebell.app.errors import ChatError
from firebell.slack.client.payloads import Interaction
from firebell.slack.inbound.form_opening import open_declare_form
from firebell.slack.inbound.message_notes import message_at, note_of
from firebell.slack.inbound.responses import Response, reply
from firebell.slack.inbound.services import Services
from firebell.words.say import say

log = logging.getLogger(__name__)

DECLARE = "declare_incident"
ADD_TO_TIMELINE = "add_to_timeline"


async def declare_incident(services: Services, interaction: Interaction) -> Response:
    """Open the form of /incident, from the global shortcut."""
    return await open_declare_form(services, interaction)


async def add_to_timeline(services: Services, interaction: Interaction) -> Response:
    """Put the message that the shortcut was used on onto the incident's record, as it reads now.

    Of the payload only the place counts: its words may be old by now, or deleted.
    """
    own = await services.here(interaction)
    if own is None or interaction.channel is None:
        return reply(say("note.no_incident_here"))
    ts = str(interaction.message.get("ts") or "")
    try:
        message = await message_at(services.slack, interaction.channel, ts)
    except ChatError as error:
        log.warning("A message could not be read for the record (%s)", error.code)
        return reply(say("note.message_unread", label=own.label))
    if message is None:
        return reply(say("note.message_gone", label=own.label))
    command = await note_of(
        message, interaction.user, interaction.channel, services.as_read, marked=False
    )
    await services.handle(interaction, own.id, command)
    return reply(say("note.noted", label=own.label))


SHORTCUTS: Mapping[str, Callable[[Services, Interaction], Awaitable[Response]]] = {
    DECLARE: declare_incident,
    ADD_TO_TIMELINE: add_to_timeline,
}
