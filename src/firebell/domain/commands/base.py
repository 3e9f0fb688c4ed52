"""What every command says. Commands that share a part of it inherit it from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from firebell.domain.events import Event
from firebell.domain.incident import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What every command says: who asks, in which channel, and by which token (its name)."""

    by: Person | None
    where: str | None = None
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MayPing(Command):
    """What may ping many people. `pings` is how often this person did so in the last minutes; it
    comes from the use case, which alone can know it (`domain/loudness.py`)."""

    pings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRecord(Command):
    """What needs to know the record: all events by their ids, in order; what stands in place of
    words that leave it; and which documents of it were shared (who asked, by the event's id, and
    where they are). The use case adds them, which alone can know them."""

    events: Mapping[str, Event] = field(default_factory=dict)
    instead: str = ""
    documents: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Command):
    """Something that is so already, and that the incident has to take note of."""

    by: Person | None = None
