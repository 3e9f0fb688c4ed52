"""How bad it is: anyone may change it. Up brings new people and steps, down removes nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from firebell.domain.commands import AskSeverity, ChangeSeverity, MayPing
from firebell.domain.events import Event, SeverityAsked, SeverityChanged, SeverityConfirmed
from firebell.domain.incident import Incident
from firebell.domain.loudness import is_quiet
from firebell.domain.moves import unresolved
from firebell.domain.moves.declare import announce_in, steps_at
from firebell.domain.playbook import Moment, Playbook
from firebell.domain.refusals import Refused


def change(
    incident: Incident, command: ChangeSeverity, now: datetime, playbook: Playbook
) -> list[Event]:
    """A change, or a confirmation of what was unsure. What is so already is answered, since whoever
    said it meant something by it. A question is answered once."""
    if command.severity == incident.severity and incident.severity_confirmed:
        raise Refused(
            "severity_already", "severity", severity=incident.severity, number=incident.number
        )
    if command.asked and incident.severity_confirmed:
        raise Refused("severity_known", number=incident.number, severity=incident.severity)
    return changed_to(incident, command.severity, command, now, playbook, command.why)


def changed_to(
    incident: Incident,
    severity: str,
    command: MayPing,
    now: datetime,
    playbook: Playbook,
    why: str = "",
) -> list[Event]:
    """The events of saying, with this command, that it is this bad."""
    by, where = command.by, command.where
    if severity not in {known.key for known in playbook.severities}:
        raise Refused("no_such_severity", "severity", severity=severity)
    if severity == incident.severity:
        if incident.severity_confirmed:
            return []
        return [SeverityConfirmed(at=now, by=by, where=where, severity=severity)]
    there = {step.key for step in incident.steps}
    steps = steps_at(playbook, severity, now, Moment.RAISED, Moment.SEVERITY)
    everywhere = announce_in(playbook, severity, None, incident.private, incident.drill)
    higher = playbook.is_higher(severity, incident.severity)
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
        ),
        *(unresolved.of_severity(incident, severity, now, playbook) if higher else ()),
    ]


def _next_update(
    incident: Incident, severity: str, now: datetime, playbook: Playbook
) -> datetime | None:
    every = playbook.severity(severity).update_every
    if every is None:
        return incident.next_update
    soonest = now + every
    return min(incident.next_update, soonest) if incident.next_update else soonest


def ask(incident: Incident, _: AskSeverity, now: datetime, __: Playbook) -> list[Event]:
    """Ask the one in charge for the severity, unless somebody has confirmed it."""
    if incident.severity_confirmed:
        return []
    return [SeverityAsked(at=now, person=incident.in_charge)]


def severity_changed(incident: Incident, event: SeverityChanged) -> Incident:
    """The new severity stands and is confirmed, with its steps, places and next update."""
    return replace(
        incident,
        severity=event.severity,
        severity_confirmed=True,
        steps=(*incident.steps, *event.steps),
        announce=(*incident.announce, *event.announce),
        next_update=event.next_update,
        reminders=0 if event.next_update != incident.next_update else incident.reminders,
    )


def severity_confirmed(incident: Incident, _: SeverityConfirmed) -> Incident:
    """The severity is no longer *to be confirmed*."""
    return replace(incident, severity_confirmed=True)
