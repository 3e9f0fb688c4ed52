"""Roles: a person is *asked*, then *on it*. Taking over works at once and never blocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from firebell.domain.commands import AskSomeone, ChaseAnswer, DeclineRole, TakeRole
from firebell.domain.events import (
    AnswerMissed,
    Event,
    RoleAsked,
    RoleDeclined,
    RoleEmptied,
    RoleTaken,
)
from firebell.domain.incident import Assignment, Incident, Person
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused


def take(incident: Incident, command: TakeRole, now: datetime, playbook: Playbook) -> list[Event]:
    """The person is on it from now on."""
    _known(command.role, playbook)
    held = incident.roles.get(command.role)
    if held and held.person == command.by and held.on_it:
        return []
    return [_taken(incident, command.role, command.by, command.by, now, playbook, command.where)]


def decline(
    incident: Incident, command: DeclineRole, now: datetime, playbook: Playbook
) -> list[Event]:
    """Who was asked says that they can't."""
    held = incident.roles.get(command.role)
    if held is None or held.person != command.by:
        raise Refused("not_asked", role=playbook.role(command.role).name)
    return [
        RoleDeclined(
            at=now, by=command.by, where=command.where, role=command.role, person=command.by
        )
    ]


def ask(incident: Incident, command: AskSomeone, now: datetime, playbook: Playbook) -> list[Event]:
    """Somebody is asked, unless they have been already."""
    _known(command.role, playbook)
    return name_lead(
        incident, command.role, command.person, command.by, now, playbook, command.where
    )


def name_lead(
    incident: Incident,
    role: str,
    person: Person,
    by: Person | None,
    now: datetime,
    playbook: Playbook,
    where: str | None,
) -> list[Event]:
    """Naming oneself takes the role; naming another asks them."""
    held = incident.roles.get(role)
    if held and held.person == person and (held.on_it or person != by):
        return []
    if person == by:
        return [_taken(incident, role, person, by, now, playbook, where)]
    return [RoleAsked(at=now, by=by, where=where, role=role, person=person)]


def chase(
    incident: Incident, command: ChaseAnswer, now: datetime, playbook: Playbook
) -> list[Event]:
    """Nothing when they have answered, were replaced, or it is over."""
    held = incident.roles.get(command.role)
    if held is None or held.person != command.person or held.on_it:
        return []
    return [AnswerMissed(at=now, role=command.role, person=command.person)]


def _known(role: str, playbook: Playbook) -> None:
    if role not in {known.key for known in playbook.roles}:
        raise Refused("no_such_role", role=role)


def _taken(
    incident: Incident,
    role: str,
    person: Person,
    by: Person | None,
    now: datetime,
    playbook: Playbook,
    where: str | None,
) -> RoleTaken:
    held = incident.roles.get(role)
    in_charge = playbook.role(role).in_charge
    before = held.person if held else None
    if in_charge and before is None and incident.in_charge != person:
        before = incident.in_charge
    return RoleTaken(
        at=now,
        by=by,
        where=where,
        role=role,
        person=person,
        before=before if before != person else None,
        in_charge=in_charge,
    )


def role_asked(incident: Incident, event: RoleAsked) -> Incident:
    """The role is held by a person who was asked and has not answered."""
    assignment = Assignment(person=event.person, asked_at=event.at)
    return replace(incident, roles={**incident.roles, event.role: assignment})


def role_taken(incident: Incident, event: RoleTaken) -> Incident:
    """The person is on it; the first lead who answers is a milestone."""
    held = incident.roles.get(event.role)
    asked_at = held.asked_at if held and held.person == event.person else event.at
    assignment = Assignment(person=event.person, asked_at=asked_at, on_it=True)
    milestones = incident.milestones
    if milestones.first_answer is None:
        milestones = replace(milestones, first_answer=event.at)
    return replace(
        incident,
        roles={**incident.roles, event.role: assignment},
        in_charge=event.person if event.in_charge else incident.in_charge,
        handover=None if event.in_charge else incident.handover,
        milestones=milestones,
    )


def role_declined(incident: Incident, event: RoleDeclined) -> Incident:
    """Nobody holds the role any more."""
    return _without(incident, event.role)


def role_emptied(incident: Incident, event: RoleEmptied) -> Incident:
    """Nobody has it any more; who was in charge stays so until somebody takes over."""
    return _without(incident, event.role)


def answer_missed(incident: Incident, event: AnswerMissed) -> Incident:
    """They are marked as asked and silent."""
    held = incident.roles[event.role]
    assignment = replace(held, asked_again=True)
    return replace(incident, roles={**incident.roles, event.role: assignment})


def _without(incident: Incident, role: str) -> Incident:
    roles = {key: held for key, held in incident.roles.items() if key != role}
    return replace(incident, roles=roles)
