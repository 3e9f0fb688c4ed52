"""What happened that only a team's own process asks for: its factors, fields, neighbours, file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firebell.domain.events.base import Event
from firebell.domain.incident import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorsTicked(Event):
    """These of the playbook's factors hold, as somebody says; `suggests` is the severity that the
    playbook makes of them, empty where it makes none. A suggestion decides nothing."""

    factors: tuple[str, ...]
    suggests: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityKept(Event):
    """Somebody chose a severity, and the playbook says that this service never counts as more than
    `severity`."""

    chosen: str
    severity: str
    service_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAnswered(Event):
    """One of the team's own questions was answered, otherwise than before; all empty where an
    answer was taken back."""

    field: str
    question: str
    text: str = ""
    people: tuple[Person, ...] = ()
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourTold(Event):
    """The team of a service before or behind this one is told of the incident, in its `channel` or
    directly. Of a private one it reads the number alone; in a drill nobody is told, so that there
    is neither."""

    by: Person
    service: str
    service_name: str
    channel: str | None = None
    person: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookChanged(Event):
    """From here on another version of the playbook holds, in force since then."""

    playbook_version: str
    playbook_since: datetime | None = None
