"""What happened to the record: what was put on it, changed, removed, and given out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from firebell.domain.events.base import Event, Picture, Removal, Words
from firebell.domain.incident import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTicked(Event):
    """A line of the playbook is done, or after all is not."""

    step: str
    words: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted(Event):
    """Something that was said was put on the record. `marked`: by a mark on the message, so that
    it leaves the record with the last mark; one that came with its `thread` (the first message's
    time stamp) leaves with the mark on that.

    `author_name` is of an author who is nobody, such as another bot; `link` leads to the message.
    `happened` is when it was said or was so, where that is not when it was put on the record.
    """

    text: str
    author: Person | None = None
    author_name: str = ""
    ts: str | None = None
    link: str = ""
    marked: bool = False
    happened: datetime | None = None
    thread: str | None = None
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteChanged(Event):
    """A message that is on the record was changed in the chat; the event `entry` reads so now.

    Or a note that was typed was corrected: it was `of` that moment, and is of `happened` now, where
    that was corrected too. `gone` are files of pictures that are no longer in the message.
    """

    entry: str
    text: str
    of: datetime | None = None
    happened: datetime | None = None
    gone: tuple[str, ...] = ()
    records: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted(Event):
    """Words were removed from the record: which (`part` of the event `entry`, of the time `of`),
    how, and what stands `instead`. Never the words.

    `entries` are all events of which these words were removed whole, since they said the same;
    `touched` are all that held any of them. `shown` are the incident's own parts that showed them.
    `ts` is the message of a note. `channel_name` is the channel's, where its own told the title.
    `records` are documents with the words in them: who asked (an event's id), and where they are.
    """

    entry: str
    part: Words
    of: datetime
    instead: str
    how: Removal = Removal.BY_HAND
    entries: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    ts: str | None = None
    channel_name: str | None = None
    records: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAsked(Event):
    """Somebody asked for the record as a file; `channel` is where it goes (a person: directly)."""

    by: Person
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported(Event):
    """The record of a private incident was exported by whoever runs Firebell."""
