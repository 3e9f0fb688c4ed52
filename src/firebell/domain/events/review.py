"""What happened to the review. Its words are on the record section by section, as they were saved;
what the record itself says is never copied into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firebell.domain.events.base import Event
from firebell.domain.incident import Person, ReviewCopy


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewBegun(Event):
    """The draft was begun. `channel` is where it goes as a file (a person: directly; empty:
    nowhere)."""

    by: Person
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAssigned(Event):
    """`writer` writes the review, by `due`."""

    writer: Person | None
    due: datetime | None
    before: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewWritten(Event):
    """A section reads so from this version on. All sections of one save have the same version;
    `overtook` is the version that somebody else had written meanwhile, where there is one."""

    by: Person
    section: str
    text: str
    version: int
    overtook: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewNaming(Event):
    """People are called by their names in it from now on, or by their roles."""

    by: Person
    names: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSent(Event):
    """These people were asked to read the draft."""

    by: Person
    readers: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCommented(Event):
    """Somebody said something about a section of this version, or about all of it (no section).
    `tells` is who hears of it directly: the writer, once of each who comments on a version."""

    by: Person
    section: str
    text: str
    version: int
    tells: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPublished(Event):
    """It is done. `summary` is its first section, `first` that it was never published before, and
    `announced` the places outside its channel that hear of it."""

    by: Person
    version: int
    summary: str
    first: bool = True
    announced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAsked(Event):
    """Somebody asked for the review as a file; `channel` is where it goes."""

    by: Person
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReminded(Event):
    """The writer was reminded that the review is due, or late."""

    person: Person
    due: datetime
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewNotMade(Event):
    """A copy of the review could not be made, and `person` is told what there is instead."""

    what: ReviewCopy
    reason: str
    person: Person
