"""*Raise from this message*: the form of /incident with the message's words in it.

Its words come from the payload: the person has them before their eyes, sees them in the form, and
decides what of them is sent off. So nothing has to be read, and nothing is lost where Firebell may
not read. Whether its thread can hear of it is asked while the form is made.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace

from firebell.app.errors import ChatError
from firebell.domain.incident import Incident, Source
from firebell.domain.open_incidents import in_order
from firebell.slack.client.payloads import Interaction
from firebell.slack.inbound.responses import OpenView, Response, reply
from firebell.slack.inbound.services import Services
from firebell.slack.views.forms import declare
from firebell.slack.views.messages.parts import place
from firebell.words.say import say

LONGEST_LOOK = 1.0
"""Seconds: the form has to open within three. What is not known by then counts as closed."""
CLOSED, SILENT = "source.closed", "source.silent"
"""What the form says of where the message is: others can't read it there; nobody hears of it."""


async def raise_from_message(services: Services, interaction: Interaction) -> Response:
    """Open the form. What was raised from this message already is named instead."""
    opened = await services.incidents.open_publicly(await services.caller(interaction))
    earlier = raised_from(interaction, opened)
    if earlier is not None:
        return reply(say("note.raised_from_already", label=earlier.label, channel=place(earlier)))
    words, (source, about) = await asyncio.gather(
        services.notes.words(interaction.message), where_it_is(services, interaction)
    )
    draft = declare.draft_from(
        words, services.new_key(), interaction.channel, source, services.playbook
    )
    opened = in_order(opened, interaction.user, services.playbook)
    view = declare.view(replace(draft, about=about), services.playbook, opened, services.now())
    return OpenView(view, kept=words)


def raised_from(interaction: Interaction, opened: list[Incident]) -> Incident | None:
    """The open incident that was raised from this message, or None."""
    here = (interaction.channel, interaction.message.get("ts"))
    for incident in opened:
        if incident.source and (incident.source.channel, incident.source.ts) == here:
            return incident
    return None


async def where_it_is(
    services: Services, interaction: Interaction
) -> tuple[Source | None, tuple[str, ...]]:
    """Where the message is, and what is to be said of that. Of a direct message nothing is known:
    Firebell is not in it."""
    channel, ts = interaction.channel, str(interaction.message.get("ts") or "")
    if channel is None or not ts:
        return None, (CLOSED, SILENT)
    link, closed, writable = "", True, False
    with suppress(TimeoutError):
        async with asyncio.timeout(LONGEST_LOOK):
            link, (closed, writable) = await asyncio.gather(
                services.notes.link(channel, ts), _openness(services, channel)
            )
    source = Source(
        channel=channel,
        ts=ts,
        thread=str(interaction.message.get("thread_ts") or ts),
        link=link,
        writable=writable,
    )
    about = [key for key, holds in ((CLOSED, closed), (SILENT, not writable)) if holds]
    return source, tuple(about)


async def _openness(services: Services, channel: str) -> tuple[bool, bool]:
    """Whether others can't read what is said there, and whether Firebell can write there. What
    Slack does not show counts as closed."""
    try:
        answer = await services.slack.call("conversations.info", channel=channel)
    except ChatError:
        return True, False
    found = answer.get("channel") or {}
    closed = any(found.get(kind) for kind in ("is_private", "is_im", "is_mpim"))
    return closed, not closed or bool(found.get("is_member"))
