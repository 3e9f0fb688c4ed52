"""Words leave the record: what a rule must know of it, and what is stored without them afterwards.

Both happen in the transaction of the move, over a `Transaction`; nothing here waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from firebell.app.ports import Reads, State, StoredEffect, Transaction
from firebell.domain import naming, typed_words
from firebell.domain.commands import OnRecord, Redact, ReportNote
from firebell.domain.effects import CreateChannel, ShareRecord
from firebell.domain.events import Event, NoteChanged, Redacted, Words
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.words import record as words


def with_record(
    tx: Transaction, incident: Incident, command: OnRecord, playbook: Playbook
) -> OnRecord:
    """The command with all that the store alone knows."""
    effects = tx.effects(incident.id)
    if isinstance(command, Redact):
        name = naming.number_name(incident.number)
        command = replace(
            command,
            taken=tx.names_reserved(name),
            being_made=incident.channel is None and any(map(_is_making_it, effects)),
        )
    return replace(
        command,
        events=record_of(tx, incident),
        instead=_instead(tx, command, playbook),
        documents={
            effect.event_id: effect.body.channel
            for effect in effects
            if isinstance(effect.body, ShareRecord) and _may_stand(effect)
        },
    )


def _instead(tx: Transaction, command: OnRecord, playbook: Playbook) -> str:
    if isinstance(command, ReportNote) and (command.deleted or command.text == ""):
        return words.deleted()
    name = tx.names([command.by]).get(command.by) if command.by else None
    return words.removed(name, tx.now(), playbook.time_zone)


def _is_making_it(effect: StoredEffect) -> bool:
    return isinstance(effect.body, CreateChannel) and effect.state is State.PENDING


def _may_stand(effect: StoredEffect) -> bool:
    """Whether this document may be there: it was shared, or is being shared, and not taken away."""
    return effect.attempts + effect.sent > 0 and not (effect.result or {}).get("removed")


def take_out(tx: Transaction, event: Event, after: Incident) -> None:
    """What was stored of words that leave the record is stored without them."""
    match event:
        case Redacted():
            _without(tx, event, after)
        case NoteChanged(entry=entry, text=text, happened=happened, gone=gone):
            reads = typed_words.note_reads(record_of(tx, after), entry, text, happened, gone)
            tx.take_out(after.id, reads, {})
        case _:
            pass


def _without(tx: Transaction, event: Redacted, after: Incident) -> None:
    events = record_of(tx, after)
    changed = typed_words.without(events, event.entry, event.part, event.instead)
    names: Mapping[str, str] = {}
    if event.part is Words.TITLE:
        title = str(getattr(events[event.entry], "title", ""))
        telling = typed_words.telling_names(events, title, after.number)
        names = dict.fromkeys(telling, event.channel_name or naming.number_name(after.number))
    renamed = typed_words.with_names({**events, **changed}, names)
    tx.take_out(after.id, {**changed, **renamed}, names)


def record_of(reads: Reads, incident: Incident) -> dict[str, Event]:
    """Everything that happened in it, by the events' ids, in order."""
    return {stored.id: stored.event for stored in reads.events(incident.id)}
