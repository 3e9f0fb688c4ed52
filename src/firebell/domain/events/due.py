"""What came due, and was said because nobody had done it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from firebell.domain.events.base import Event
from firebell.domain.incident import Nudge, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class DataClockReminded(Event):
    """Somebody was reminded that personal data has to be told of in time, if at all."""

    person: Person
    ends: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateReminded(Event):
    """Somebody was reminded of the update that was promised, by a person or the playbook."""

    person: Person
    promised: datetime
    overdue: bool
    promised_by: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePassed(Event):
    """A moment that lasting messages name as one to come has passed."""

    moment: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsLate(Event):
    """The time of these steps (keys) has passed, and they are not ticked. `owners` are told: whose
    each is, where somebody has it."""

    steps: tuple[str, ...]
    owners: Mapping[str, Person] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudged(Event):
    """Nothing had been heard since `since`, so something was done about it, the `count`th time.
    `people` are told directly."""

    nudge: Nudge
    since: datetime
    count: int
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerMissed(Event):
    """A lead who was asked has not answered in time."""

    role: str
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityAsked(Event):
    """The one in charge was asked whether the severity is right, the `count`th time."""

    person: Person
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveAsked(Event):
    """The channel has been kept as long as the playbook says and is to be archived."""
