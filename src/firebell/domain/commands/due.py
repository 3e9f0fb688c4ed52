"""What comes due. Each first asks whether it still makes sense; then it yields nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firebell.domain.commands.base import Command
from firebell.domain.incident import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindOfUpdate(Command):
    """The promised time of the next update is near, or has passed."""

    promised: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PassTime(Command):
    """A moment has come that lasting messages name as one to come."""

    moment: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindOfSteps(Command):
    """The time of steps has passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookIn(Command):
    """See whether anything has been heard. `watch` is its number: an older one is dropped."""

    watch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseAnswer(Command):
    """A lead was asked and has not answered in time."""

    role: str
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseHandover(Command):
    """Somebody was offered, at this moment, to take over, and has not answered in time."""

    person: Person
    offered: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSeverity(Command):
    """Nobody has confirmed how bad it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveDue(Command):
    """It has been closed for as long as the playbook says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expire(Command):
    """It has been kept, since it was closed, for as long as the playbook says."""

    by: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindOfDataClock(Command):
    """The time in which personal data has to be told of is nearly over."""
