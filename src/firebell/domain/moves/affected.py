"""When users were affected: what somebody said, and what is assumed until somebody says it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from firebell.domain.commands import Close, Edit
from firebell.domain.events import Event, TimesSaid
from firebell.domain.incident import Incident, Milestones, Outcome, UserTime
from firebell.domain.refusals import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedTimes:
    """From when until when, and which of the two is assumed."""

    affected_from: datetime | None = None
    working_since: datetime | None = None
    assumed: tuple[UserTime, ...] = ()


def at_closing(incident: Incident, command: Close, now: datetime) -> AffectedTimes:
    """What was said stands; else it is assumed from when it was raised until now. A false alarm
    affected nobody, and whom a duplicate affected the other one says. Raises Refused."""
    if command.outcome is not Outcome.RESOLVED:
        return AffectedTimes()
    known = incident.milestones
    # In a drill nobody was affected, unless somebody practises saying it.
    start, end = (None, None) if incident.drill else (known.raised, now)
    affected, no_start = _one(known, command, UserTime.AFFECTED_FROM, start)
    working, no_end = _one(known, command, UserTime.WORKING_SINCE, end)
    if no_start and affected and working and command.working_since != working:
        # What was said before it was closed does not fit what is only assumed.
        affected = min(affected, working)
    if no_end and affected and working and working < affected:
        working = now
    _fit(affected, working, now)
    assumed = {UserTime.AFFECTED_FROM: no_start, UserTime.WORKING_SINCE: no_end}
    return AffectedTimes(
        affected_from=affected,
        working_since=working,
        assumed=tuple(time for time, is_assumed in assumed.items() if is_assumed),
    )


def _one(
    known: Milestones, command: Close, time: UserTime, assumption: datetime | None
) -> tuple[datetime | None, bool]:
    """The moment, and whether it is only assumed: what nobody touched says nothing."""
    given: datetime | None = getattr(command, time)
    if given is not None and time not in command.assumed:
        return given, False
    said = getattr(known, time) if time not in known.assumed else None
    if said is not None:
        return said, False
    found = given or assumption
    return found, found is not None


def _fit(affected: datetime | None, working: datetime | None, now: datetime) -> None:
    """Raises Refused, at its field, for a moment that is still to come or before the other."""
    if affected is not None and affected > now:
        raise Refused("not_yet", UserTime.AFFECTED_FROM)
    if working is not None and working > now:
        raise Refused("not_yet", UserTime.WORKING_SINCE)
    if affected is not None and working is not None and working < affected:
        raise Refused("working_before_affected", UserTime.WORKING_SINCE)


def said(incident: Incident, command: Edit, now: datetime) -> list[Event]:
    """What was assumed is known once somebody says it, be it the same moment. Raises Refused."""
    ending, known = incident.ending, incident.milestones
    if ending is not None and ending.outcome is not Outcome.RESOLVED:
        return []
    event = TimesSaid(
        at=now,
        by=command.by,
        where=command.where,
        affected_from=_news(known, UserTime.AFFECTED_FROM, command.affected_from),
        working_since=_news(known, UserTime.WORKING_SINCE, command.working_since),
    )
    if (event.affected_from, event.working_since) == (None, None):
        return []
    after = _with(known, event)
    _fit(after.affected_from, after.working_since, now)
    return [event]


def _news(known: Milestones, time: UserTime, given: datetime | None) -> datetime | None:
    """None where it was said just so already."""
    return None if given == getattr(known, time) and time not in known.assumed else given


def times_said(incident: Incident, event: TimesSaid) -> Incident:
    """The moments that were said are assumed no more."""
    return replace(incident, milestones=_with(incident.milestones, event))


def _with(known: Milestones, event: TimesSaid) -> Milestones:
    given = {time: getattr(event, time) for time in UserTime if getattr(event, time) is not None}
    assumed = tuple(time for time in known.assumed if time not in given)
    return replace(
        known,
        affected_from=event.affected_from or known.affected_from,
        working_since=event.working_since or known.working_since,
        assumed=assumed,
    )
