"""Shortcuts: raise an incident from anywhere, add a message to the timeline."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from firebell.slack.client.payloads import Heard
from firebell.slack.inbound.form_opening import to_declare
from firebell.slack.inbound.message_notes import noted
from firebell.slack.inbound.responses import Answer, note
from firebell.slack.inbound.services import Desk
from firebell.words.say import say

DECLARE = "declare_incident"
ADD_TO_TIMELINE = "add_to_timeline"


async def declare_incident(desk: Desk, heard: Heard) -> Answer:
    """The form of /incident."""
    return await to_declare(desk, heard)


async def add_to_timeline(desk: Desk, heard: Heard) -> Answer:
    """This message is on the record."""
    own = await desk.here(heard)
    if own is None:
        return note(say("note.no_incident_here"))
    command = await noted(heard.message, heard.user, heard.channel, desk.spelt)
    await desk.incidents.handle(own.id, command)
    return note(say("note.noted", label=own.label))


SHORTCUTS: Mapping[str, Callable[[Desk, Heard], Awaitable[Answer]]] = {
    DECLARE: declare_incident,
    ADD_TO_TIMELINE: add_to_timeline,
}
