"""Whether what is to be told is still so when it can be told.

A chat that was down, a restart and a clock that was moved bring what was due to one moment: of all
that only what is true then is said, and the same never twice.
"""

from __future__ import annotations

from datetime import datetime

from firebell.domain.events import (
    ActionsReminded,
    AnswerMissed,
    Event,
    Nudged,
    SeverityAsked,
    StepsLate,
    UpdateReminded,
)
from firebell.domain.incident import Incident
from firebell.domain.moves import silence, updates


def is_timely(incident: Incident, event: Event, now: datetime) -> bool:
    """Whether what this event tells people is so now. What is no question and no reminder was so
    when it happened, which is what it tells."""
    match event:
        case UpdateReminded():
            return updates.is_needed(incident, event, now)
        case Nudged():
            return silence.is_needed(incident, event)
        case SeverityAsked():
            latest = event.count in (0, incident.severity_asks)
            return incident.is_open and not incident.severity_confirmed and latest
        case AnswerMissed():
            held = incident.roles.get(event.role)
            waited_for = held is not None and held.person == event.person and not held.on_it
            return incident.is_open and waited_for
        case StepsLate():
            waiting = {step.key for step in incident.steps if step.ticked_at is None}
            return not waiting.isdisjoint(event.owners)
        case ActionsReminded():
            waiting = {action.id for action in incident.actions if action.is_open}
            return bool(event.beside) or not waiting.isdisjoint(event.asked)
        case _:
            return True
