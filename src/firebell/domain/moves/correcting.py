"""Correcting a note that was typed: it reads so from now on, and who corrected it is recorded.

What was said in the chat is corrected there, and followed.
"""

from __future__ import annotations

from datetime import datetime

from firebell.domain.commands import CorrectNote
from firebell.domain.events import Event, NoteChanged, Noted, Words
from firebell.domain.incident import Incident
from firebell.domain.moves.redaction import documents
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused
from firebell.domain.typed_words import removed


def correct(incident: Incident, command: CorrectNote, now: datetime, _: Playbook) -> list[Event]:
    """Whoever wrote it, or is in charge. Its minute may be corrected too."""
    note = command.events.get(command.entry)
    if not isinstance(note, Noted) or note.ts is not None:
        raise Refused("nothing_to_correct")
    if (command.entry, Words.NOTE) in removed(command.events):
        raise Refused("nothing_to_correct")
    if command.by not in (note.by, incident.in_charge):
        raise Refused("left_to_writer", by=note.by, number=incident.number)
    text, stands = command.text.strip(), note.happened or note.at
    if not text:
        raise Refused("nothing_to_note", "words")
    happened = command.happened or stands
    if happened > now:
        raise Refused("not_yet", "happened")
    moved = happened.replace(second=0, microsecond=0) != stands.replace(second=0, microsecond=0)
    if text == note.text and not moved:
        return []
    return [
        NoteChanged(
            at=now,
            by=command.by,
            where=command.where,
            entry=command.entry,
            text=text,
            of=stands,
            happened=happened if moved else None,
            records=documents(command, [command.entry]),
        )
    ]
