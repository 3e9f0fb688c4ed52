"""Where the words that people typed stand in the record, and the same events without them.

The same words in the same place of other events go with them: a form shows what was said before,
so that it is sent once more. What the playbook says (steps, services) nobody typed here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from firebell.domain import events as e
from firebell.domain import naming
from firebell.domain.events import Event, Words
from firebell.domain.incident import Person
from firebell.domain.personal_data import STRUCK

Record = Mapping[str, Event]
"""All events of an incident by their ids, in the order in which they happened."""

QUOTED = 12
"""Characters from which on a text that holds the same words repeats them."""
OUTSIDE = {Words.OUTSIDE: ("outside",)}
PUBLIC = {Words.PUBLIC: ("public",), Words.PUBLIC_TITLE: ("public_title",)}
FIELDS: Mapping[type[Event], Mapping[Words, tuple[str, ...]]] = {
    e.Declared: {Words.TITLE: ("title",), Words.DESCRIPTION: ("description",), **OUTSIDE},
    e.Edited: {Words.TITLE: ("title",), Words.DESCRIPTION: ("description",)},
    e.Updated: {Words.UPDATE: ("known", "doing"), **OUTSIDE, **PUBLIC},
    e.SeverityChanged: {Words.REASON: ("why",)},
    e.Reopened: {Words.REASON: ("why",), **PUBLIC},
    e.Noted: {Words.NOTE: ("text", "author_name", "link")},
    e.Closed: {Words.SUMMARY: ("summary",), **OUTSIDE, **PUBLIC},
    e.PublicTold: PUBLIC,
    e.MadePrivate: {Words.LINE: ("line",)},
    e.HandoverOffered: {Words.HANDOVER: ("line",)},
    e.FieldAnswered: {Words.ANSWER: ("text",)},
    e.ActionAdded: {Words.ACTION: ("text",)},
    e.ActionChanged: {Words.ACTION: ("text",)},
    e.ReviewWritten: {Words.REVIEW: ("text",)},
    e.AlertJoined: {Words.ALERT: ("title",)},
    e.AlertEnded: {Words.ALERT: ("title",)},
    e.ReviewPublished: {Words.REVIEW: ("summary",)},
    e.ReviewCommented: {Words.COMMENT: ("text",)},
}
"""Which fields of which events hold typed words. The first says what stands in their place."""

CHANNEL_NAMES: Mapping[type[Event], tuple[str, ...]] = {
    e.Declared: ("channel_name",),
    e.ChannelCreated: ("name", "channel_name"),
    e.ChannelNameTaken: ("name", "next_name"),
    e.Reopened: ("channel_name",),
    e.Redacted: ("channel_name",),
    e.MadeReal: ("channel_name",),
    e.MadePrivate: ("channel_name", "old_name"),
}
"""Which fields hold a channel's name, which is made from a title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Words on the record, as people look for them: of which event, whose, when, what they say."""

    event: str
    part: Words
    at: datetime
    by: Person | None
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A note that was typed, as its writer looks for it: which event, when it was so, its words."""

    event: str
    at: datetime
    text: str


def written_by(record: Record, person: Person) -> list[Written]:
    """The notes that this person typed and that still stand there, the newest first."""
    gone = removed(record)
    found = [
        Written(event=id, at=event.happened or event.at, text=event.text)
        for id, event in record.items()
        if isinstance(event, e.Noted)
        and event.ts is None
        and event.by == person
        and (id, Words.NOTE) not in gone
    ]
    return found[::-1]


def entries(record: Record) -> list[Entry]:
    """Everything that was typed and still stands there, the newest first.

    *No change* says nothing of its own.
    """
    gone = removed(record)
    found = [
        entry
        for id, event in record.items()
        if not (isinstance(event, e.Updated) and event.no_change)
        for entry in _entries(id, event)
        if (id, entry.part) not in gone
    ]
    return found[::-1]


def _entries(id: str, event: Event) -> Iterator[Entry]:
    author = event.author if isinstance(event, e.Noted) else None
    for words in FIELDS.get(type(event), {}):
        values = _values(event, words)[:1] if words is Words.NOTE else _values(event, words)
        said = tuple(value for value in values if value not in ("", STRUCK))
        if said:
            yield Entry(event=id, part=words, at=event.at, by=author or event.by, said=said)


def removed(record: Record) -> Mapping[tuple[str, Words], e.Redacted]:
    """What has been removed already, and how."""
    return {
        (id, event.part): event
        for event in record.values()
        if isinstance(event, e.Redacted)
        for id in event.entries
    }


def without(record: Record, entry: str, words: Words, instead: str) -> dict[str, Event]:
    """The events that hold these words, as they are without them, by their ids."""
    values = _values(record[entry], words)
    found = {
        id: _without(event, words, values, instead)
        for id, event in record.items()
        if words in FIELDS.get(type(event), {})
        and (id == entry or words is not Words.NOTE)
        and _in_one_place(record[entry], event)
    }
    if words is not Words.REVIEW:
        found |= _quoted(record, values, instead)
    if words is Words.NOTE:
        found |= {id: _unlinked(each) for id, each in note_reads(record, entry, instead).items()}
    changed = {id: event for id, event in found.items() if event != record[id]}
    return {
        id: replace(event, link="") if isinstance(event, e.ActionAdded) else event
        for id, event in changed.items()
    }


def _in_one_place(event: Event, other: Event) -> bool:
    """An answer to one question says nothing of the same answer to another one."""
    both = isinstance(event, e.FieldAnswered) and isinstance(other, e.FieldAnswered)
    return not both or getattr(event, "field", "") == getattr(other, "field", "")


def _quoted(record: Record, values: tuple[str, ...], instead: str) -> dict[str, Event]:
    """The review, where it repeats these words as they were written. A word or two may well stand
    there by themselves: those are left to its writer."""
    whole = [value for value in values if len(value) >= QUOTED]
    found: dict[str, Event] = {}
    for id, event in record.items():
        for value in whole:
            now = found.get(id, event)
            if isinstance(now, e.ReviewWritten):
                found[id] = replace(now, text=now.text.replace(value, instead))
            elif isinstance(now, e.ReviewPublished):
                found[id] = replace(now, summary=now.summary.replace(value, instead))
    return found


def _without(event: Event, words: Words, values: tuple[str, ...], instead: str) -> Event:
    """What is equal goes; the first field says that it is gone, the others say nothing."""
    changes: dict[str, str] = {}
    for place, (field, value) in enumerate(zip(FIELDS[type(event)][words], values, strict=True)):
        if value and getattr(event, field) == value:
            changes[field] = "" if place else instead
    return replace(event, **changes)  # type: ignore[arg-type]  # the fields are texts


def _unlinked(event: Event) -> Event:
    """A note that leads nowhere: what it led to says the words that were removed. What a bot calls
    itself is words too."""
    return (
        replace(event, link="", author_name="", pictures=())
        if isinstance(event, e.Noted)
        else event
    )


def is_gone(event: Event, words: Words, instead: str) -> bool:
    """Whether nothing else of these words is left in an event."""
    if words not in FIELDS.get(type(event), {}):
        return False
    return not any(value for value in _values(event, words) if value != instead)


def note_reads(
    record: Record,
    entry: str,
    text: str,
    happened: datetime | None = None,
    gone: Collection[str] = (),
) -> dict[str, Event]:
    """The note, and whatever is stored of its changes, with other words; at another time where one
    is given, and without the pictures that are `gone`."""
    found: dict[str, Event] = {}
    for id, event in record.items():
        if (isinstance(event, e.Noted) and id == entry) or (
            isinstance(event, e.NoteChanged) and event.entry == entry
        ):
            found[id] = replace(event, text=text)
    note = found.get(entry)
    if isinstance(note, e.Noted):
        left = tuple(picture for picture in note.pictures if picture.file not in gone)
        found[entry] = replace(note, happened=happened or note.happened, pictures=left)
    return found


def telling_names(record: Record, title: str, number: int) -> frozenset[str]:
    """The names of the incident's channels that were made from this title."""
    return frozenset(
        name
        for event in record.values()
        for field in CHANNEL_NAMES.get(type(event), ())
        if (name := getattr(event, field)) and naming.tells(name, title, number)
    )


def with_names(record: Record, names: Mapping[str, str]) -> dict[str, Event]:
    """The events in which channels have these names, with others instead, by their ids."""
    found: dict[str, Event] = {}
    for id, event in record.items():
        changes = {
            field: names[name]
            for field in CHANNEL_NAMES.get(type(event), ())
            if (name := getattr(event, field)) in names
        }
        if changes:
            found[id] = replace(event, **changes)  # type: ignore[arg-type]  # they are texts
    return found


def standing_notes(record: Record, where: str) -> list[str]:
    """The messages of this channel that are on the record, by their time stamps."""
    gone = removed(record)
    return [
        event.ts
        for id, event in record.items()
        if isinstance(event, e.Noted)
        and event.ts
        and event.where == where
        and (id, Words.NOTE) not in gone
    ]


def _values(event: Event, words: Words) -> tuple[str, ...]:
    return tuple(getattr(event, field) or "" for field in FIELDS[type(event)][words])
