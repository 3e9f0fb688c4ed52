"""The record: who came to help, and what was put on it by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from firebell.domain.commands import Join, Note, NoteThread, ShowRecord
from firebell.domain.events import Event, Joined, Noted, RecordAsked
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused

ON_THEIR_WAY = timedelta(minutes=1)
"""As long as an invitation takes, at most: pressing *Join* again meanwhile is the same press."""


def join(incident: Incident, command: Join, now: datetime, _: Playbook) -> list[Event]:
    """Somebody comes to help, once. The gate lets nobody into a private one who is not in it."""
    since = incident.joining.get(command.by)
    if command.by in incident.members or (since is not None and now - since < ON_THEIR_WAY):
        return []
    if incident.home is not None and command.by in incident.helpers:
        return []
    return [Joined(at=now, by=command.by, where=command.where)]


def note(incident: Incident, command: Note, now: datetime, _: Playbook) -> list[Event]:
    """The same message is put on the record once, whoever marks it; nothing that is to come is."""
    text = command.text.strip()
    if not text:
        raise Refused("nothing_to_note", "words" if command.ts is None else None)
    if command.ts is not None and command.ts in incident.noted:
        return []
    if command.ts is None and command.happened is not None and command.happened > now:
        raise Refused("not_yet", "happened")
    return [
        Noted(
            at=now,
            by=command.by,
            where=command.where,
            text=text,
            author=command.author,
            author_name=command.author_name,
            ts=command.ts,
            link=command.link,
            marked=command.marked,
            happened=min(command.happened, now) if command.happened else None,
            thread=command.thread,
            pictures=command.pictures,
        )
    ]


def note_thread(
    incident: Incident, command: NoteThread, now: datetime, playbook: Playbook
) -> list[Event]:
    """Each message of it that is not there yet; none of them alone has to have words."""
    said = [each for each in command.notes if each.text.strip()]
    return [event for each in said for event in note(incident, each, now, playbook)]


def show(incident: Incident, command: ShowRecord, now: datetime, _: Playbook) -> list[Event]:
    """Into its own channel when it is asked for there, else to the one who asks."""
    own = incident.channel
    inside = own is not None and not own.archived and command.where == own.id
    channel = own.id if own and inside else command.by
    return [RecordAsked(at=now, by=command.by, where=command.where, channel=channel)]


def joined(incident: Incident, event: Joined) -> Incident:
    """They are a member once the channel has them; one that is still to be made brings them."""
    incident = replace(incident, joining={**incident.joining, event.by: event.at})
    if incident.channel is not None:
        return incident
    return replace(incident, helpers=tuple(dict.fromkeys([*incident.helpers, event.by])))


def noted(incident: Incident, event: Noted) -> Incident:
    """The incident remembers which messages are on the record, so that none is noted twice."""
    return replace(incident, noted=(*incident.noted, event.ts)) if event.ts else incident
