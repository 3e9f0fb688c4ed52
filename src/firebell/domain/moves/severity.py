"""How bad it is: anyone may change it. Up brings new people and steps, down removes nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from firebell.domain import stakeholders
from firebell.domain.commands import AskSeverity, ChangeSeverity, MayPing, Update
from firebell.domain.events import Event, SeverityAsked, SeverityChanged, SeverityConfirmed
from firebell.domain.factors import capped
from firebell.domain.incident import Incident, StepState
from firebell.domain.loudness import is_quiet
from firebell.domain.moves import factors, unresolved
from firebell.domain.moves.declare import announce_in, steps_at
from firebell.domain.playbook import Moment, Playbook
from firebell.domain.refusals import Refused

ASKED_AFTER = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4))
"""How long after the raising, or after it was asked before, how bad it is is asked (again)."""


def change(
    incident: Incident, command: ChangeSeverity, now: datetime, playbook: Playbook
) -> list[Event]:
    """A change, or a confirmation of what was unsure. What is so already is answered, since whoever
    said it meant something by it. A question is answered once."""
    ticked = [*factors.ticked(command, incident.factors, incident.service, now, playbook)]
    severity = capped(command.severity, incident.service, playbook)
    if severity == incident.severity and incident.severity_confirmed and not ticked:
        raise _stays(incident, command.severity)
    if command.asked and incident.severity_confirmed:
        raise Refused("severity_known", number=incident.number, severity=incident.severity)
    return [*ticked, *changed_to(incident, command.severity, command, now, playbook, command.why)]


def _stays(incident: Incident, chosen: str) -> Refused:
    """It is so already, or it would be more than its service ever counts as."""
    service = incident.service_name
    if chosen == incident.severity:
        return Refused("severity_already", "severity", severity=chosen, number=incident.number)
    return Refused(
        "severity_highest", "severity", severity=incident.severity, chosen=chosen, service=service
    )


def changed_to(
    incident: Incident,
    severity: str,
    command: MayPing,
    now: datetime,
    playbook: Playbook,
    why: str = "",
) -> list[Event]:
    """The events of saying, with this command, that it is this bad; no worse than its service ever
    counts as. Of what is past nothing more follows."""
    by, where, chosen = command.by, command.where, severity
    if severity not in {*(known.key for known in playbook.severities), incident.severity}:
        raise Refused("no_such_severity", "severity", severity=severity)
    severity = capped(severity, incident.service, playbook)
    kept = [*factors.kept(command, chosen, severity, incident.service_name, now)]
    if severity == incident.severity:
        if incident.severity_confirmed:
            return [*kept]
        return [SeverityConfirmed(at=now, by=by, where=where, severity=severity), *kept]
    higher = playbook.is_higher(severity, incident.severity)
    if incident.past:
        changed = SeverityChanged(
            at=now, by=by, where=where, severity=severity, before=incident.severity, higher=higher
        )
        return [changed, *kept]
    replaced = _replaced(incident, severity, playbook, higher=higher)
    there = {step.key for step in incident.steps if step.key not in replaced}
    steps = steps_at(playbook, severity, now, Moment.RAISED, Moment.SEVERITY)
    everywhere = announce_in(playbook, severity, None, incident.private, incident.drill)
    return [
        SeverityChanged(
            at=now,
            by=by,
            where=where,
            severity=severity,
            before=incident.severity,
            higher=higher,
            why=why.strip(),
            steps=tuple(step for step in steps if step.key not in there),
            announce=incident.new_places(everywhere),
            next_update=_next_update(incident, severity, now, playbook),
            quiet=is_quiet(command),
            replaced=replaced,
            tell=stakeholders.new(
                incident, playbook, severity, incident.service, drill=incident.drill
            ),
            in_update=isinstance(command, Update),
            unconfirmed=not incident.severity_confirmed,
        ),
        *kept,
        *(unresolved.of_severity(incident, severity, now, playbook) if higher else ()),
    ]


def _replaced(
    incident: Incident, severity: str, playbook: Playbook, *, higher: bool
) -> tuple[str, ...]:
    """The steps that nobody has ticked and that go, since they are not for the new severity: all
    when it is worse. When it is less bad, those alone that do the same as one that comes in their
    place: what was to be done may be worth doing all the same."""
    known = {step.key: step for step in playbook.steps}
    instead = {
        step.done_by
        for moment in (Moment.RAISED, Moment.SEVERITY)
        for step in playbook.steps_for(moment, severity)
        if step.done_by is not None
    }
    return tuple(
        key
        for key, step in ((each.key, known.get(each.key)) for each in _waiting(incident))
        if step is not None
        and step.severities
        and severity not in step.severities
        and (higher or step.done_by in instead)
    )


def _waiting(incident: Incident) -> list[StepState]:
    return [step for step in incident.steps if step.ticked_at is None]


def _next_update(
    incident: Incident, severity: str, now: datetime, playbook: Playbook
) -> datetime | None:
    every = playbook.severity(severity).update_every
    if every is None:
        return incident.next_update
    soonest = now + every
    return min(incident.next_update, soonest) if incident.next_update else soonest


def ask(incident: Incident, _: AskSeverity, now: datetime, __: Playbook) -> list[Event]:
    """Ask the one in charge for the severity, unless somebody has confirmed it, or it has been
    asked often enough."""
    if incident.severity_confirmed or incident.severity_asks >= len(ASKED_AFTER):
        return []
    return [SeverityAsked(at=now, person=incident.in_charge, count=incident.severity_asks + 1)]


def severity_asked(incident: Incident, _: SeverityAsked) -> Incident:
    """It has been asked once more."""
    return replace(incident, severity_asks=incident.severity_asks + 1)


def when_asked(incident: Incident, at: datetime, playbook: Playbook) -> datetime:
    """When it is asked that is due at this moment: the last time people are at work."""
    last = incident.severity_asks + 1 >= len(ASKED_AFTER)
    return playbook.working_time(at) if last else at


def severity_changed(incident: Incident, event: SeverityChanged) -> Incident:
    """The new severity stands and is confirmed, with its steps, places and next update."""
    stays = event.next_update == incident.next_update
    return replace(
        incident,
        severity=event.severity,
        severity_confirmed=True,
        steps=(*(step for step in incident.steps if step.key not in event.replaced), *event.steps),
        announce=(*incident.announce, *event.announce),
        next_update=event.next_update,
        promised_by=incident.promised_by if stays else None,
        reminders=incident.reminders if stays else 0,
        tell=(*incident.tell, *event.tell),
        wanted="",
    )


def severity_confirmed(incident: Incident, _: SeverityConfirmed) -> Incident:
    """The severity is no longer *to be confirmed*."""
    return replace(incident, severity_confirmed=True, wanted="")
