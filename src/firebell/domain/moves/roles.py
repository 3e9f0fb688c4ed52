"""Roles: a person is *asked*, then *on it*. Taking over works at once and never blocks.

Whoever is on it stays so while another is asked to take over, until that one takes it. Whoever is
not in the incident's channel, since Slack refused them, holds nothing.
"""

from __future__ import annotations

from collections.abc import Collection
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
    """The person is on it from now on. Who answers late takes it from nobody who is on it."""
    _known(command.role, playbook)
    held = incident.roles.get(command.role)
    if held and held.person == command.by and held.on_it:
        return []
    if command.by in incident.refused and command.by not in incident.members:
        raise Refused("not_in_channel_yet", number=incident.number)
    if command.asked and held and held.on_it and not _is_offered(incident, command):
        raise Refused("role_has", role=command.role, by=held.person)
    return [taken(incident, command.role, command.by, command.by, now, playbook, command.where)]


def _is_offered(incident: Incident, command: TakeRole) -> bool:
    offered = incident.offered.get(command.role)
    return offered is not None and offered.person == command.by


def decline(
    incident: Incident, command: DeclineRole, now: datetime, playbook: Playbook
) -> list[Event]:
    """Who was asked says that they can't."""
    found = incident.roles.get(command.role), incident.offered.get(command.role)
    if command.by not in [each.person for each in found if each]:
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
    held, offered = incident.roles.get(role), incident.offered.get(role)
    if held and held.person == person and (held.on_it or person != by):
        return []
    if person == by:
        return [taken(incident, role, person, by, now, playbook, where)]
    if offered and offered.person == person:
        return []
    return [RoleAsked(at=now, by=by, where=where, role=role, person=person)]


def chase(
    incident: Incident, command: ChaseAnswer, now: datetime, playbook: Playbook
) -> list[Event]:
    """Nothing when they have answered, were replaced, or it is over."""
    found = incident.roles.get(command.role), incident.offered.get(command.role)
    if not any(each and each.person == command.person and not each.on_it for each in found):
        return []
    return [AnswerMissed(at=now, role=command.role, person=command.person)]


def _known(role: str, playbook: Playbook) -> None:
    if role not in {known.key for known in playbook.roles}:
        raise Refused("no_such_role", role=role)


def taken(
    incident: Incident,
    role: str,
    person: Person,
    by: Person | None,
    now: datetime,
    playbook: Playbook,
    where: str | None,
) -> RoleTaken:
    """What happens when this person takes the role."""
    held = incident.roles.get(role)
    in_charge = playbook.role(role).in_charge
    before = held.person if held else None
    if in_charge and before is None and incident.in_charge != person:
        before = incident.in_charge
    holds = held is not None and (held.on_it or held.person == incident.in_charge)
    return RoleTaken(
        at=now,
        by=by,
        where=where,
        role=role,
        person=person,
        before=before if before != person else None,
        in_charge=in_charge,
        only_asked=held is not None and held.person != person and not holds,
    )


def role_asked(incident: Incident, event: RoleAsked) -> Incident:
    """The role is held by a person who was asked and has not answered; where somebody is on it,
    they stay so, and the other is asked to take over."""
    assignment = Assignment(person=event.person, asked_at=event.at)
    held = incident.roles.get(event.role)
    if held and held.on_it and held.person != event.person:
        return replace(incident, offered={**incident.offered, event.role: assignment})
    incident = _without_offer(incident, event.role)
    return replace(incident, roles={**incident.roles, event.role: assignment})


def role_taken(incident: Incident, event: RoleTaken) -> Incident:
    """The person is on it; the first lead who answers is a milestone."""
    found = incident.roles.get(event.role), incident.offered.get(event.role)
    asked = [each.asked_at for each in found if each and each.person == event.person]
    assignment = Assignment(
        person=event.person, asked_at=asked[0] if asked else event.at, on_it=True
    )
    milestones = incident.milestones
    if milestones.first_answer is None:
        milestones = replace(milestones, first_answer=event.at)
    return replace(
        _without_offer(incident, event.role),
        roles={**incident.roles, event.role: assignment},
        in_charge=event.person if event.in_charge else incident.in_charge,
        handover=None if event.in_charge else incident.handover,
        milestones=milestones,
    )


def role_declined(incident: Incident, event: RoleDeclined) -> Incident:
    """They hold it no more, nor are they asked; it is remembered that they can't."""
    declined = tuple(dict.fromkeys([*incident.declined, event.person]))
    incident = replace(incident, declined=declined)
    offered = incident.offered.get(event.role)
    if offered and offered.person == event.person:
        return _without_offer(incident, event.role)
    return vacated(incident, [event.role])


def role_emptied(incident: Incident, event: RoleEmptied) -> Incident:
    """Nobody has it any more; who was in charge stays so until somebody takes over."""
    return vacated(_without_offer(incident, event.role), [event.role])


def answer_missed(incident: Incident, event: AnswerMissed) -> Incident:
    """They are marked as asked and silent."""
    offered = incident.offered.get(event.role)
    if offered and offered.person == event.person:
        silent = replace(offered, asked_again=True)
        return replace(incident, offered={**incident.offered, event.role: silent})
    held = incident.roles[event.role]
    assignment = replace(held, asked_again=True)
    return replace(incident, roles={**incident.roles, event.role: assignment})


def vacated(incident: Incident, roles: Collection[str]) -> Incident:
    """Nobody has these roles any more; whoever was asked to take one over is simply asked."""
    rest = {role: held for role, held in incident.roles.items() if role not in roles}
    promoted = {role: held for role, held in incident.offered.items() if role in roles}
    offered = {role: held for role, held in incident.offered.items() if role not in roles}
    return replace(incident, roles={**rest, **promoted}, offered=offered)


def without_offers_to(incident: Incident, people: Collection[Person]) -> Incident:
    """None of these is asked to take anything over any more."""
    kept = {role: held for role, held in incident.offered.items() if held.person not in people}
    return replace(incident, offered=kept)


def _without_offer(incident: Incident, role: str) -> Incident:
    kept = {key: held for key, held in incident.offered.items() if key != role}
    return replace(incident, offered=kept)
