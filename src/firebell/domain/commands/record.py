"""What people ask of the record: what stands on it, what is removed from it, who gets it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firebell.domain.commands.base import Command, OnRecord
from firebell.domain.events import Picture, Words
from firebell.domain.incident import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class TickStep(Command):
    """Mark a line of the playbook as done, or as not done after all."""

    step: str
    done: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Command):
    """Put something that was said on the record. `ts` is the message that says it, `link` leads to
    it; `author_name` is of an author who is nobody, such as another bot. `happened` is when it was
    said, or when what was typed happened, where that is not now; `thread` is the message whose
    thread it came with."""

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
class NoteThread(Command):
    """Put the messages of a thread on the record, but for those that are there already."""

    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Redact(OnRecord):
    """Remove these words of an event (by its id) from the record.

    `taken` as in Reopen. `being_made`: the channel is, under a name that may hold the title.
    """

    by: Person
    entry: str
    part: Words
    taken: frozenset[str] = frozenset()
    being_made: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectNote(OnRecord):
    """Put other words in place of a note that was typed (the event `entry`), or another time."""

    by: Person
    entry: str
    text: str
    happened: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowRecord(Command):
    """Give the record so far as a file: in the incident's channel, else to whoever asks."""

    by: Person
