"""What there is to do in many incidents, as one person needs it: their own first, what is late
before what is not; and by whose it is, whether it is late, or words that stand on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from firebell.domain.actions import Action
from firebell.domain.incident import Incident
from firebell.domain.moves.follow_ups import asked_of
from firebell.domain.named import folded_words
from firebell.domain.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """An action, and the incident that it belongs to."""

    incident: Incident
    action: Action

    def is_for(self, person: Person) -> bool:
        """Whether it is theirs; what nobody has is for whoever is asked about it."""
        return asked_of(self.action, self.incident) == person


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which are asked for: one's own, those that are late, nobody's, those with these words."""

    own: bool = False
    late: bool = False
    nobodys: bool = False
    words: tuple[str, ...] = ()


def to_do(incidents: Iterable[Incident]) -> list[ToDo]:
    """All that is to be done in these. Steps of an open incident are shown as steps."""
    return [
        ToDo(incident=incident, action=action)
        for incident in incidents
        for action in incident.actions
        if action.is_open
    ]


def in_order(found: Iterable[ToDo], person: Person, now: datetime) -> list[ToDo]:
    """Own before others', real before drills, late first, then by their day."""

    def place(each: ToDo) -> tuple[bool, bool, bool, bool, datetime, int]:
        action = each.action
        return (
            not each.is_for(person),
            each.incident.drill,
            not action.is_overdue(now),
            action.due is None,
            action.due or action.added,
            each.incident.number,
        )

    return sorted(found, key=place)


def matching(found: Sequence[ToDo], wanted: Wanted, person: Person, now: datetime) -> list[ToDo]:
    """Those that are meant."""
    return [
        each
        for each in found
        if (not wanted.own or each.is_for(person))
        and (not wanted.late or each.action.is_overdue(now))
        and (not wanted.nobodys or each.action.owner is None)
        and all(_stands_on(word, each) for word in wanted.words)
    ]


def _stands_on(word: str, each: ToDo) -> bool:
    incident = each.incident
    shown = f"{each.action.says} {incident.label} {incident.service_name} {incident.title}"
    return any(found.startswith(word) for found in folded_words(shown))
