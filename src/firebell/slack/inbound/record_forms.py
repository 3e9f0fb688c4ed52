"""What is asked of the record: notes, corrections, removals, and the record itself."""

from __future__ import annotations

from datetime import datetime

from firebell.domain.commands import Note, ShowRecord
from firebell.domain.events import Noted
from firebell.domain.incident import Incident
from firebell.domain.refusals import Refused
from firebell.domain.typed_time import dated
from firebell.slack.client.payloads import Interaction
from firebell.slack.inbound.responses import OpenView, Response, reply
from firebell.slack.inbound.services import Services
from firebell.slack.views.blocks import lines
from firebell.slack.views.forms import (
    note,
    redact,
)
from firebell.words.say import say
from firebell.words.text import Text


async def open_redact_list(
    services: Services, interaction: Interaction, incident: Incident, _: str
) -> Response:
    """Open the list of what was typed. Raises Refused for whoever may not remove it."""
    return await open_redact_page(services, interaction, incident, 0)


async def open_redact_page(
    services: Services, interaction: Interaction, incident: Incident, page: int
) -> Response:
    """A page of it."""
    entries = await services.incidents.removable(incident.id, await services.caller(interaction))
    view = redact.list_view(incident, entries, services.process_of(incident), services.now(), page)
    return OpenView(view)


async def open_redact_confirmation(
    services: Services, interaction: Interaction, incident: Incident, which: str
) -> Response:
    """Ask whether these words are to go. Raises Refused where they are gone already."""
    entries = await services.incidents.removable(incident.id, await services.caller(interaction))
    for entry in entries:
        if which == f"{entry.event}|{entry.part}":
            # Their name is going to stand on the record, so it is asked for now.
            await services.as_read(f"<@{interaction.user}>")
            key = services.new_key()
            return OpenView(
                redact.confirm_view(
                    incident, entry, services.process_of(incident), services.now(), key=key
                )
            )
    raise Refused("nothing_to_remove")


async def send_record(
    services: Services, interaction: Interaction, incident: Incident, _: str
) -> Response:
    """Have the record of this incident sent as a file, and say so."""
    command = ShowRecord(by=interaction.user, where=interaction.channel)
    await services.handle(interaction, incident.id, command, interaction.trigger or None)
    return reply(say("note.record", label=incident.label))


async def note_or_open_form(
    services: Services, interaction: Interaction, incident: Incident, words: str
) -> Response:
    """Put the words on the record, at the time that stands before them; without words open the
    form that asks. Words whose time can't be are given back."""
    try:
        typed = dated(words, services.now(), services.process_of(incident).time_zone)
    except Refused as why:
        return reply(lines(services.refusal(why), say("note.nothing_noted", words=words)))
    if not typed.words:
        return await open_note_form(services, interaction, incident, typed.at)
    command = Note(
        by=interaction.user, where=interaction.channel, text=typed.words, happened=typed.at
    )
    await services.handle(interaction, incident.id, command, interaction.trigger or None)
    return reply(noted_words(services, incident, typed.at))


def noted_words(services: Services, incident: Incident, happened: datetime | None) -> Text:
    """That it is on the record, and at which time where that is not now."""
    if happened is None:
        return say("note.noted", label=incident.label)
    return say("note.noted_at", label=incident.label, when=services.when(happened, incident))


async def open_note_form(
    services: Services,
    interaction: Interaction,
    incident: Incident,
    happened: datetime | None = None,
) -> Response:
    """Open the form of a note, with this person's own notes beneath it."""
    written = await services.incidents.written_by(incident, await services.caller(interaction))
    view = note.view(
        incident,
        written,
        services.process_of(incident),
        services.now(),
        key=services.new_key(),
        where=interaction.channel,
        happened=happened,
    )
    return OpenView(view)


async def open_note_correction(
    services: Services, interaction: Interaction, entry: str
) -> Response:
    """Open the form that corrects a note. Raises Refused."""
    caller = await services.caller(interaction)
    incident, stored = await services.incidents.with_event(interaction.incident, entry, caller)
    if not isinstance(stored.event, Noted):
        raise Refused("nothing_to_correct")
    return OpenView(note.correct_view(incident, stored.id, stored.event, key=services.new_key()))
