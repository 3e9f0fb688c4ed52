"""Correcting: title, description, service, leads, severity, times. The same is no change."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from firebell.domain import stakeholders
from firebell.domain.commands import Edit
from firebell.domain.events import Edited, Event, RoleEmptied
from firebell.domain.factors import capped
from firebell.domain.incident import Incident, StepState
from firebell.domain.moves import affected, team_fields
from firebell.domain.moves.declare import announce_in, steps_at
from firebell.domain.moves.roles import name_lead
from firebell.domain.moves.severity import changed_to
from firebell.domain.playbook import UNSURE, Moment, Playbook
from firebell.domain.refusals import Refused
from firebell.domain.typed_text import one_line


def edit(incident: Incident, command: Edit, now: datetime, playbook: Playbook) -> list[Event]:
    """One event for each part that differs; what is the same is no event."""
    events = _words(incident, command, now, playbook)
    if command.severity is not None:
        severity = playbook.when_unsure if command.severity == UNSURE else command.severity
        if severity != incident.severity or command.severity != UNSURE:
            moved = incident
            for each in events:
                moved = edited(moved, each) if isinstance(each, Edited) else moved
            events += changed_to(moved, severity, command, now, moved.process(playbook))
    for role, person in command.roles.items():
        held = incident.roles.get(role)
        if person is not None:
            events += name_lead(incident, role, person, command.by, now, playbook, command.where)
        elif held is not None:
            events.append(
                RoleEmptied(
                    at=now, by=command.by, where=command.where, role=role, before=held.person
                )
            )
    events += team_fields.answered(command, incident.answers, now, playbook)
    return events + affected.said(incident, command, now)


def _words(incident: Incident, command: Edit, now: datetime, playbook: Playbook) -> list[Event]:
    title = None if command.title is None else one_line(command.title)
    if title == "":
        raise Refused("title_needed", "title")
    description = None if command.description is None else command.description.strip()
    service = command.service
    known = playbook.service(service) if service else None
    if service is not None and known is None and service not in (UNSURE, incident.service):
        raise Refused("no_such_service", "service", service=service)
    other = service is not None and service != incident.service
    name = known.name if known else ""
    moved = replace(incident, service=service, service_name=name) if service and other else incident
    process = moved.process(playbook)
    # Of what is past nobody has anything to do or to be told.
    follows = other and not incident.past
    came, went = _steps(incident, process, now) if follows else ((), ())
    everywhere = announce_in(process, incident.severity, None, incident.private, incident.drill)
    edited = Edited(
        at=now,
        by=command.by,
        where=command.where,
        title=title if title != incident.title else None,
        description=description if description != incident.description else None,
        service=service if other else None,
        service_name=name if other else None,
        tell=stakeholders.new(
            incident, playbook, incident.severity, service or UNSURE, drill=incident.drill
        )
        if other
        else (),
        steps=came,
        replaced=went,
        announce=incident.new_places(everywhere) if follows else (),
    )
    if (edited.title, edited.description, edited.service) == (None, None, None):
        return []
    highest = capped(incident.severity, moved.service, process)
    if highest == incident.severity:
        return [edited]
    return [edited, *changed_to(moved, incident.severity, command, now, process)]


def _steps(
    incident: Incident, process: Playbook, now: datetime
) -> tuple[tuple[StepState, ...], tuple[str, ...]]:
    """The lines that come up with another service, and those that go with the one before, unless
    somebody has ticked them."""
    wanted = steps_at(process, incident.severity, now, Moment.RAISED, Moment.SEVERITY)
    there = {step.key for step in incident.steps}
    stays = {step.key for step in process.steps}
    whole = process.everywhere or process
    known = {step.key for step in whole.steps if step.services}
    gone = [step.key for step in incident.steps if step.ticked_at is None]
    went = tuple(key for key in gone if key in known and key not in stays)
    return tuple(step for step in wanted if step.key not in there), went


def edited(incident: Incident, event: Edited) -> Incident:
    """The incident with the corrected title, description and service."""
    if event.title is not None:
        incident = replace(incident, title=event.title)
    if event.description is not None:
        incident = replace(incident, description=event.description)
    if event.service is not None:
        incident = replace(incident, service=event.service, service_name=event.service_name or "")
    left = (step for step in incident.steps if step.key not in event.replaced)
    return replace(
        incident,
        tell=(*incident.tell, *event.tell),
        steps=(*left, *event.steps),
        announce=(*incident.announce, *event.announce),
    )
