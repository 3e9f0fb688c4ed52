"""Taking words off the record. What happened stays on it: who removed what, and when.

Whoever takes back in the chat what is on the record has taken it back here: a message that was
edited, deleted, or that nobody marks any more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from firebell.domain import naming
from firebell.domain.commands import OnRecord, Redact, ReportNote
from firebell.domain.events import (
    Event,
    FieldAnswered,
    NoteChanged,
    Noted,
    Redacted,
    Removal,
    Words,
)
from firebell.domain.incident import Incident
from firebell.domain.moves import publishing
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused
from firebell.domain.typed_words import (
    FIELDS,
    Record,
    is_gone,
    removed,
    telling_names,
    without,
)

ANSWER = "answer:"
"""Before the key of a field, in what an incident shows."""

ACTION = "action:"
"""Before the id of an action that showed the words."""


def redact(incident: Incident, command: Redact, now: datetime, _: Playbook) -> list[Event]:
    """These words go, and all that say the same in the same place."""
    already = removed(command.events).get((command.entry, command.part))
    if already is not None and already.by is not None:
        raise Refused("removed_already", by=already.by, at=already.at)
    event = command.events.get(command.entry)
    holds = FIELDS.get(type(event), {}) if event is not None else {}
    if event is None or not any(getattr(event, f) for f in holds.get(command.part, ())):
        raise Refused("nothing_to_remove")
    if command.part is Words.TITLE:
        _is_an_old_title(incident, command, event)
    return [_removal(incident, command, command.entry, command.part, now, command.taken)]


def _is_an_old_title(incident: Incident, command: Redact, event: Event) -> None:
    """An incident is called something; and a channel is not renamed while it is being made."""
    if getattr(event, "title", None) == incident.title:
        raise Refused("title_in_use", number=incident.number)
    if command.being_made:
        raise Refused("channel_being_made")


def _removal(
    incident: Incident,
    command: OnRecord,
    entry: str,
    words: Words,
    now: datetime,
    taken: Collection[str] = (),
    how: Removal = Removal.BY_HAND,
) -> Redacted:
    event = command.events[entry]
    after = without(command.events, entry, words, command.instead)
    gone = [id for id, left in after.items() if is_gone(left, words, command.instead)]
    values = [getattr(event, field) for field in FIELDS[type(event)][words]]
    return Redacted(
        at=now,
        by=command.by,
        where=command.where,
        entry=entry,
        part=words,
        of=event.at,
        instead=command.instead,
        how=how,
        entries=tuple(dict.fromkeys([entry, *(id for id in gone if words in _held(command, id))])),
        touched=tuple(after),
        shown=(*_shown(incident, words, values), *_answers(incident, event, values)),
        ts=event.ts if isinstance(event, Noted) else None,
        channel_name=_other_name(incident, command.events, words, values[0] or "", taken),
        records=documents(command, after),
    )


def _held(command: OnRecord, id: str) -> Collection[Words]:
    return FIELDS.get(type(command.events[id]), {})


def _shown(incident: Incident, words: Words, values: list[str]) -> list[str]:
    """The incident's own parts that say just this now."""
    last, ending = incident.last_update, incident.ending
    parts: dict[Words, dict[str, str]] = {
        Words.DESCRIPTION: {"description": incident.description},
        Words.OUTSIDE: {"outside": incident.outside},
    }
    if last is not None:
        parts[Words.UPDATE] = {"known": last.known, "doing": last.doing}
    if incident.public is not None:
        parts[Words.PUBLIC] = {"public": incident.public.text}
        parts[Words.PUBLIC_TITLE] = {"public_title": incident.public.title}
    if ending is not None:
        parts[Words.SUMMARY] = {"summary": ending.summary}
    if words is Words.ACTION:
        said = values[0]
        return [f"{ACTION}{each.id}" for each in incident.actions if said and each.text == said]
    found = zip(parts.get(words, {}).items(), values, strict=False)
    return [part for (part, said), value in found if said and said == value]


def _answers(incident: Incident, event: Event, values: list[str]) -> list[str]:
    """The answer that still reads so, by its question."""
    if not isinstance(event, FieldAnswered):
        return []
    held = incident.answers.get(event.field)
    return [f"{ANSWER}{event.field}"] if held and held.text and held.text in values else []


def _other_name(
    incident: Incident, record: Record, words: Words, title: str, taken: Collection[str]
) -> str | None:
    """A name for the channel that does not tell the title; None where its own does not."""
    if words is not Words.TITLE or incident.has_adopted:
        return None
    if incident.channel_name not in telling_names(record, title, incident.number):
        return None
    return naming.free_name(naming.number_name(incident.number), taken)


def documents(command: OnRecord, changed: Collection[str]) -> Mapping[str, str]:
    """Documents that were shared after any of these was put on the record."""
    ids = list(command.events)
    first = min((ids.index(id) for id in changed), default=len(ids))
    later = set(ids[first:])
    return {asked: place for asked, place in command.documents.items() if asked in later}


def follow(incident: Incident, report: ReportNote, now: datetime, _: Playbook) -> list[Event]:
    """What the chat says of a message is so on the record too, unless it was removed there."""
    entry = _noted(report)
    if entry is None:
        return []
    note = report.events[entry]
    assert isinstance(note, Noted), "only a note is noted"
    text = None if report.text is None else report.text.strip()
    if report.deleted or text == "":
        report = replace(report, by=None)
        return [_left(incident, report, entry, now, Removal.DELETED)]
    if note.marked and note.thread is None and not report.marked:
        left = [entry, *_came_with(report, note)]
        return [_left(incident, report, each, now, Removal.UNMARKED) for each in left]
    shown = [picture.file for picture in note.pictures]
    gone = [file for file in shown if report.files is not None and file not in report.files]
    if not gone and (text is None or text == note.text):
        return []
    return [
        NoteChanged(
            at=now,
            by=report.edited_by,
            where=report.where,
            entry=entry,
            text=note.text if text is None else text,
            gone=tuple(gone),
            records=documents(report, [entry]),
        )
    ]


def _left(
    incident: Incident, report: ReportNote, entry: str, now: datetime, how: Removal
) -> Redacted:
    return _removal(incident, report, entry, Words.NOTE, now, how=how)


def _came_with(report: ReportNote, first: Noted) -> list[str]:
    """The events that put the rest of a thread on the record by the mark on its first message."""
    gone = removed(report.events)
    return [
        id
        for id, event in report.events.items()
        if isinstance(event, Noted)
        and event.thread == first.ts
        and event.where == first.where
        and event.marked
        and (id, Words.NOTE) not in gone
    ]


def _noted(report: ReportNote) -> str | None:
    """The event that put this message on the record last; None where its words have left it."""
    found = [
        id
        for id, event in report.events.items()
        if isinstance(event, Noted) and event.ts == report.ts and event.where == report.where
    ]
    if not found or (found[-1], Words.NOTE) in removed(report.events):
        return None
    return found[-1]


def redacted(incident: Incident, event: Redacted) -> Incident:
    """The incident shows what stands instead; a message that left by itself may come again."""
    incident = replace(incident, redacted=True)
    last, ending, name = incident.last_update, incident.ending, event.channel_name
    if "description" in event.shown:
        incident = replace(incident, description=event.instead)
    if "outside" in event.shown:
        incident = replace(incident, outside=event.instead)
    if incident.public is not None and event.part in (Words.PUBLIC, Words.PUBLIC_TITLE):
        incident = replace(incident, public=publishing.struck(incident.public, event))
    for part in event.shown:
        held = incident.answers.get(part.removeprefix(ANSWER)) if part.startswith(ANSWER) else None
        if held is not None:
            key, struck = part.removeprefix(ANSWER), replace(held, text=event.instead)
            incident = replace(incident, answers={**incident.answers, key: struck})
    if last is not None and "known" in event.shown:
        last = replace(last, known=event.instead)
    if last is not None and "doing" in event.shown:
        last = replace(last, doing="")
    if ending is not None and "summary" in event.shown:
        ending = replace(ending, summary=event.instead)
    if name is not None:
        channel = incident.channel and replace(incident.channel, name=name)
        incident = replace(incident, channel_name=name, channel=channel)
    actions = tuple(
        replace(each, text=event.instead, link="") if f"{ACTION}{each.id}" in event.shown else each
        for each in incident.actions
    )
    noted = incident.noted
    if event.how is not Removal.BY_HAND:
        noted = tuple(ts for ts in noted if ts != event.ts)
    return replace(incident, last_update=last, ending=ending, noted=noted, actions=actions)
