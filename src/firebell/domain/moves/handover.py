"""Handing over: being in charge is offered, and taken or declined. Nobody drops it in between.

Whoever is in charge stays so until the other takes it. Where they are gone, whoever gives it on
has it until then: somebody who is there answers for the incident at every moment.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from firebell.domain.commands import (
    ChaseHandover,
    DeclineHandover,
    HandOver,
    TakeHandover,
    TakeRole,
)
from firebell.domain.events import (
    Event,
    HandoverDeclined,
    HandoverMissed,
    HandoverOffered,
    Noted,
)
from firebell.domain.incident import Handover, Incident, Person
from firebell.domain.moves import roles
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused
from firebell.domain.typed_text import clean, one_line

LONGEST_LINE = 500


def offer(incident: Incident, command: HandOver, now: datetime, playbook: Playbook) -> list[Event]:
    """The person is offered to be in charge; whoever names themselves takes it at once."""
    line = _line(command.line)
    if command.person == incident.in_charge:
        raise Refused("in_charge_already", field="person")
    if command.person == command.by:
        return [*_takes(incident, command.by, command.where, now, playbook), *_noted(command, now)]
    if incident.private and not incident.is_in(command.person):
        raise Refused("not_in_private_channel", field="person", number=incident.number)
    offered = HandoverOffered(
        at=now, by=command.by, where=command.where, person=command.person, line=line
    )
    if _is_offered(incident, command) and not line:
        return []
    if is_gone(incident, playbook) and command.by != incident.in_charge:
        return [*_takes(incident, command.by, command.where, now, playbook), offered]
    return [offered]


def is_gone(incident: Incident, playbook: Playbook) -> bool:
    """Whether whoever is in charge has left the channel, or was asked and never answered."""
    held = incident.roles.get(playbook.leading_role.key)
    if held and held.person == incident.in_charge and held.asked_again and not held.on_it:
        return True
    return incident.entered and incident.in_charge not in incident.members


def accept(
    incident: Incident, command: TakeHandover, now: datetime, playbook: Playbook
) -> list[Event]:
    """Whoever was offered it is in charge; pressed twice, it is one deed."""
    if incident.in_charge == command.by:
        return []
    _offered(incident, command.by)
    return _takes(incident, command.by, command.where, now, playbook)


def decline(
    incident: Incident, command: DeclineHandover, now: datetime, _: Playbook
) -> list[Event]:
    """It stays where it is."""
    found = _offered(incident, command.by)
    return [
        HandoverDeclined(
            at=now, by=command.by, where=command.where, person=command.by, giver=found.by
        )
    ]


def chase(incident: Incident, command: ChaseHandover, now: datetime, _: Playbook) -> list[Event]:
    """Nothing when it was answered, or offered anew."""
    found = incident.handover
    if found is None or (found.person, found.at) != (command.person, command.offered):
        return []
    return [HandoverMissed(at=now, person=found.person, giver=found.by)]


def _line(words: str) -> str:
    line = one_line(words)
    if len(line) > LONGEST_LINE:
        raise Refused("line_too_long", field="line", most=LONGEST_LINE)
    return line


def _is_offered(incident: Incident, command: HandOver) -> bool:
    found = incident.handover
    return found is not None and (found.person, found.by) == (command.person, command.by)


def _offered(incident: Incident, person: Person) -> Handover:
    found = incident.handover
    if found is None or found.person != person:
        raise Refused("handover_over", by=incident.in_charge, number=incident.number)
    return found


def _takes(
    incident: Incident, person: Person, where: str | None, now: datetime, playbook: Playbook
) -> list[Event]:
    command = TakeRole(by=person, where=where, role=playbook.leading_role.key)
    return roles.take(incident, command, now, playbook)


def _noted(command: HandOver, now: datetime) -> list[Event]:
    """Nobody is given the line of whoever takes it at once; it goes on the record."""
    words = clean(command.line).strip()
    if not words:
        return []
    return [Noted(at=now, by=command.by, where=command.where, text=words, author=command.by)]


def offered(incident: Incident, event: HandoverOffered) -> Incident:
    """One offer at a time: the last one counts."""
    return replace(incident, handover=Handover(person=event.person, by=event.by, at=event.at))


def declined(incident: Incident, _: HandoverDeclined) -> Incident:
    """Nobody is offered it any more."""
    return replace(incident, handover=None)
