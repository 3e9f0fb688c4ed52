"""Shortcuts: raise an incident from anywhere or from a message, add a message or its thread to the
timeline, make an action of a message."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping

from firebell.app.errors import ChatError
from firebell.domain.commands import Note, NoteThread
from firebell.slack.client.payloads import Interaction
from firebell.slack.inbound import acting
from firebell.slack.inbound.form_opening import open_declare_form
from firebell.slack.inbound.raising_from import raise_from_message
from firebell.slack.inbound.responses import Response, reply
from firebell.slack.inbound.services import Services
from firebell.words.say import say

log = logging.getLogger(__name__)

DECLARE = "declare_incident"
ADD_TO_TIMELINE = "add_to_timeline"
ADD_THREAD = "add_thread"
RAISE_FROM = "raise_from_message"
MAKE_ACTION = "make_action"


async def declare_incident(services: Services, interaction: Interaction) -> Response:
    """Open the form of /incident, from the global shortcut."""
    return await open_declare_form(services, interaction)


async def add_to_timeline(services: Services, interaction: Interaction) -> Response:
    """Put the message that the shortcut was used on onto the incident's record, as it reads now."""
    return await _on_record(services, interaction, _one)


async def add_thread(services: Services, interaction: Interaction) -> Response:
    """Put the whole thread of that message there."""
    return await _on_record(services, interaction, _whole_thread)


async def _one(services: Services, interaction: Interaction, where: str) -> Note | None:
    ts = str(interaction.message.get("ts") or "")
    message = await services.notes.message_at(where, ts)
    if message is None:
        return None
    return await services.notes.note(message, interaction.user, where, marked=False)


async def _whole_thread(
    services: Services, interaction: Interaction, where: str
) -> NoteThread | None:
    first = str(interaction.message.get("thread_ts") or interaction.message.get("ts") or "")
    command = await services.notes.note_thread(first, interaction.user, where, marked=False)
    return command if command.notes else None


async def _on_record(
    services: Services,
    interaction: Interaction,
    read: Callable[[Services, Interaction, str], Awaitable[Note | NoteThread | None]],
) -> Response:
    """Of the payload only the place counts: its words may be old by now, or deleted."""
    own = await services.here(interaction)
    if own is None or interaction.channel is None:
        return reply(say("note.no_incident_here"))
    try:
        command = await read(services, interaction, interaction.channel)
    except ChatError as error:
        log.warning("A message could not be read for the record (%s)", error.code)
        return reply(say("note.message_unread", label=own.label))
    if command is None:
        return reply(say("note.message_gone", label=own.label))
    handled = await services.handle(interaction, own.id, command)
    if isinstance(command, NoteThread):
        return reply(say("note.thread_noted", label=own.label, count=len(handled.events)))
    return reply(say("note.noted", label=own.label))


SHORTCUTS: Mapping[str, Callable[[Services, Interaction], Awaitable[Response]]] = {
    DECLARE: declare_incident,
    ADD_TO_TIMELINE: add_to_timeline,
    ADD_THREAD: add_thread,
    RAISE_FROM: raise_from_message,
    MAKE_ACTION: acting.from_message,
}
