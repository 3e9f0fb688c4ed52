"""How closing begins: at once with words, or with the form; and which one is meant."""

from __future__ import annotations

from firebell.domain.commands import Close
from firebell.domain.incident import Incident, Outcome
from firebell.domain.moves import team_fields
from firebell.domain.open_incidents import in_order
from firebell.domain.outsiders import confirms
from firebell.domain.permissions import Permission, may
from firebell.domain.refusals import Refused
from firebell.slack.client.payloads import Interaction
from firebell.slack.inbound.responses import OpenView, Response, reply
from firebell.slack.inbound.services import Services
from firebell.slack.views.forms import (
    close,
)
from firebell.words.outcome import ended_words
from firebell.words.reading import NOTHING_SAID, End, end_in
from firebell.words.say import say


async def close_or_open_form(
    services: Services, interaction: Interaction, incident: Incident, words: str
) -> Response:
    """Close at once with the words that were typed; without words, where they leave open what it
    is the same as, or for whoever confirms once, open the form that asks."""
    ended = end_in(words)
    first = bool(words) and confirms(
        interaction.user, incident, interaction.channel, services.process_of(incident)
    )
    if first:
        may(
            await services.caller(interaction),
            Permission.CLOSE,
            incident,
            services.process_of(incident),
        )
    unknown = ended.outcome is Outcome.DUPLICATE and ended.duplicate_of is None
    needed = not ended.outcome and team_fields.missing(incident, services.process_of(incident))
    if first or unknown or needed or not words:
        return await open_close_form(
            services,
            interaction,
            incident,
            ended.duplicate_of,
            ended=ended,
            confirming=first and incident.is_open,
        )
    command = Close(
        by=interaction.user,
        where=interaction.channel,
        outcome=ended.outcome or Outcome.RESOLVED,
        summary=ended.words,
        duplicate_of=ended.duplicate_of,
    )
    handled = await services.handle(interaction, incident.id, command, interaction.trigger or None)
    found = handled.incident
    key = "note.closed.private" if found.private else "note.closed"
    return reply(say(key, closed=ended_words(found)))


async def open_close_form_with_words(
    services: Services, interaction: Interaction, incident: Incident, words: str
) -> Response:
    """Open the form that closes this incident, with what the words say of how it ended."""
    ended = end_in(words)
    return await open_close_form(services, interaction, incident, ended.duplicate_of, ended=ended)


async def open_close_form(
    services: Services,
    interaction: Interaction,
    incident: Incident,
    duplicate_of: int | None = None,
    *,
    ended: End = NOTHING_SAID,
    confirming: bool = False,
) -> Response:
    """Open the form that closes this incident. Raises Refused where it is closed already."""
    if not incident.is_open and incident.ending is not None:
        ending = incident.ending
        raise Refused("already_closed", number=incident.number, by=ending.by, at=ending.at)
    opened = await services.incidents.open_for(await services.caller(interaction))
    view = close.view(
        incident,
        opened,
        services.process_of(incident),
        services.now(),
        key=services.new_key(),
        where=interaction.channel,
        summary=ended.words,
        outcome=ended.outcome or Outcome.RESOLVED,
        duplicate_of=duplicate_of,
        confirming=confirming,
        person=interaction.user,
    )
    return OpenView(view, kept=ended.words)


async def open_close_form_asking_which(
    services: Services, interaction: Interaction, words: str
) -> Response:
    """Open the form that closes an incident, with the question which."""
    opened = await services.incidents.open_for(await services.caller(interaction))
    if not opened:
        return reply(say("note.none_to_close"))
    ended = end_in(words)
    view = close.view(
        None,
        in_order(opened, interaction.user, services.playbook),
        services.playbook,
        services.now(),
        key=services.new_key(),
        where=interaction.channel,
        summary=ended.words,
        outcome=ended.outcome or Outcome.RESOLVED,
        duplicate_of=ended.duplicate_of,
    )
    return OpenView(view, kept=words)
