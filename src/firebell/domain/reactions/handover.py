"""Who is offered to take over hears it with ten lines; who gives hears what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from firebell.domain.commands import ChaseHandover
from firebell.domain.effects import DirectMessage, Effect, Reaction
from firebell.domain.events import (
    HandoverDeclined,
    HandoverMissed,
    HandoverOffered,
    RoleTaken,
)
from firebell.domain.incident import Incident, Person
from firebell.domain.playbook import Playbook
from firebell.domain.reactions.common import later, show, tell

ANSWER_WITHIN = timedelta(minutes=15)
"""Until the giver hears of an offer without an answer, where the severity does not say."""


def offered(
    before: Incident, event: HandoverOffered, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The person reads how it stands; whoever is in charge, if another gave it on, that it was;
    whoever was offered it before, that they are not needed."""
    yield tell(DirectMessage.HANDOVER, event.person)
    if after.in_charge != event.by:
        yield tell(DirectMessage.HANDOVER_OFFERED, after.in_charge)
    earlier = before.handover
    if earlier is not None and earlier.person != event.person:
        yield tell(DirectMessage.HANDOVER_OVER, earlier.person)
    yield from show(after)
    within = playbook.severity(after.severity).answer_within or ANSWER_WITHIN
    command = ChaseHandover(by=None, person=event.person, offered=event.at)
    yield later(command, within, f"chase-handover:{event.person}")


def over(before: Incident, event: RoleTaken) -> Iterator[Effect]:
    """Somebody else is in charge now. Whoever was reads it, also where the role had been another's;
    whoever was offered it reads that they are not needed."""
    if event.in_charge and before.in_charge not in (event.person, event.before):
        yield tell(DirectMessage.ROLE_PASSED, before.in_charge)
    earlier = before.handover
    if event.in_charge and earlier is not None and earlier.person != event.person:
        yield tell(DirectMessage.HANDOVER_OVER, earlier.person)


def declined(
    before: Incident, event: HandoverDeclined, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Who gave it on hears that they can't, and whoever is in charge that it stays."""
    for person in _giver_and_holder(event.giver, after):
        yield tell(DirectMessage.HANDOVER_DECLINED, person)
    yield from show(after)


def missed(
    before: Incident, event: HandoverMissed, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The same of somebody who says nothing. The offer stands."""
    for person in _giver_and_holder(event.giver, after):
        yield tell(DirectMessage.HANDOVER_MISSED, person)


def _giver_and_holder(giver: Person, incident: Incident) -> tuple[Person, ...]:
    return tuple(dict.fromkeys([giver, incident.in_charge]))
