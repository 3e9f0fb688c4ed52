"""How bad an incident was and how it stood, from its beginning to its end or until now.

It is read from what happened and from nothing else; what was corrected later is shown as it was
known then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from firebell.domain.events import Declared, Event
from firebell.domain.incident import Incident, Status
from firebell.domain.lifecycle import apply


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A time in which nothing of this changed. `confirmed`: whether anybody had said how bad it is.
    Each begins where the one before it ends."""

    start: datetime
    end: datetime
    severity: str
    confirmed: bool
    status: Status


def course(events: Sequence[Event], now: datetime) -> tuple[Stretch, ...]:
    """In order. What is closed takes no time, but where it was opened again later. `events` are all
    that happened in one incident; one that was over before it was put on the record, and one whose
    beginning can't be read, have no course."""
    found: list[Stretch] = []
    incident: Incident | None = None
    if not events or not isinstance(events[0], Declared):
        return ()
    for event in events:
        incident = apply(incident, event)
        if incident.past:
            return ()
        found = [*_until(found, event.at), *_changed(found, incident, event.at)]
    if incident is not None and incident.is_open:
        return tuple(_until(found, now))
    return tuple(found[:-1] if found[-1].status is Status.CLOSED else found)


def _until(found: list[Stretch], at: datetime) -> list[Stretch]:
    """The last one goes on until then. Clocks of two machines may differ: none ends before it
    began."""
    if not found:
        return []
    *earlier, last = found
    return [*earlier, replace(last, end=max(last.end, at))]


def _changed(found: list[Stretch], incident: Incident, at: datetime) -> list[Stretch]:
    """A new one, where the event changed anything of this."""
    new = Stretch(
        start=max(at, found[-1].end) if found else at,
        end=max(at, found[-1].end) if found else at,
        severity=incident.severity,
        confirmed=incident.severity_confirmed,
        status=incident.status,
    )
    same = found and _look(found[-1]) == _look(new)
    return [] if same else [new]


def _look(stretch: Stretch) -> tuple[str, bool, Status]:
    return stretch.severity, stretch.confirmed, stretch.status
