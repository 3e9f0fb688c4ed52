"""What a review says: the sections of the playbook's template, in each of them the facts of the
record and the words of its writer. Facts are never copied: they are read anew each time, so that
what leaves the record leaves every draft. What nobody wrote stays a question to the writer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from firebell.domain import events as e
from firebell.domain.events import Event
from firebell.domain.incident import Incident, Person
from firebell.domain.timeline import LATE

LONGEST = 30_000
"""Characters of one section."""
LONGEST_COMMENT = 3_000
"""Characters of one comment."""


class Kept(StrEnum):
    """What became of a promised update."""

    IN_TIME = "in_time"
    LATE = "late"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedUpdate:
    """An update that was promised for `due`; one that was `late` by how long."""

    due: datetime
    kept: Kept
    by: timedelta = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Something that somebody decided and gave a reason for: how bad it is, or to open it again."""

    at: datetime
    by: Person | None
    event: Event = field(repr=False)


def written(events: Iterable[Event], version: int | None = None) -> dict[str, str]:
    """What each section (by its key) reads, as its writers saved it; up to this version."""
    found: dict[str, str] = {}
    for event in events:
        if isinstance(event, e.ReviewWritten) and (version is None or event.version <= version):
            found[event.section] = event.text
    return {section: text for section, text in found.items() if text}


def versions(events: Iterable[Event]) -> dict[int, list[e.ReviewWritten]]:
    """What was saved, by version."""
    found: dict[int, list[e.ReviewWritten]] = {}
    for event in events:
        if isinstance(event, e.ReviewWritten):
            found.setdefault(event.version, []).append(event)
    return found


def comments(events: Iterable[Event]) -> list[e.ReviewCommented]:
    """What was said about it, in the order in which it was said."""
    return [event for event in events if isinstance(event, e.ReviewCommented)]


def promised_updates(events: Sequence[Event]) -> tuple[PromisedUpdate, ...]:
    """Each time that an update was promised for, and what came: one in time, a late one, or none
    until it was closed."""
    found: list[PromisedUpdate] = []
    due: datetime | None = None
    for event in events:
        match event:
            case e.Declared() | e.Reopened() | e.SeverityChanged() | e.MadeReal():
                due = event.next_update or due
            case e.Updated() | e.Closed():
                if due is not None:
                    found.append(_promised(due, event))
                due = event.next_update if isinstance(event, e.Updated) else None
            case _:
                pass
    return tuple(found)


def _promised(due: datetime, event: e.Updated | e.Closed) -> PromisedUpdate:
    if event.at <= due + LATE:
        return PromisedUpdate(due=due, kept=Kept.IN_TIME)
    if isinstance(event, e.Closed):
        return PromisedUpdate(due=due, kept=Kept.MISSED)
    return PromisedUpdate(due=due, kept=Kept.LATE, by=event.at - due)


def time_in_each_severity(events: Sequence[Event], now: datetime) -> Mapping[str, timedelta]:
    """How long it was open with each, in the order in which they came."""
    found: dict[str, timedelta] = {}
    severity: str | None = None
    since: datetime | None = None

    def until(at: datetime) -> None:
        if severity is not None and since is not None:
            found[severity] = found.get(severity, timedelta()) + max(at - since, timedelta())

    for event in events:
        match event:
            case e.Declared():
                severity, since = event.severity, event.at
            case e.SeverityChanged():
                until(event.at)
                severity = event.severity
                since = event.at if since is not None else None
            case e.Closed():
                until(event.at)
                since = None
            case e.Reopened():
                since = event.at
            case _:
                pass
    until(now)
    return found


def decisions(events: Iterable[Event]) -> tuple[Decision, ...]:
    """Changes with a reason, in the order in which they were made."""
    return tuple(
        Decision(at=event.at, by=event.by, event=event)
        for event in events
        if isinstance(event, e.SeverityChanged | e.Reopened) and event.why
    )


def roles_of(incident: Incident, events: Iterable[Event]) -> Mapping[Person, str]:
    """The role that each person had, as its key: the last that they were on it in."""
    found = {event.person: event.role for event in events if isinstance(event, e.RoleTaken)}
    held = {each.person: role for role, each in incident.roles.items() if each.on_it}
    return {**found, **held}
