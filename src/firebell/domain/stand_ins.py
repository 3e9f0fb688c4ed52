"""Who could be asked instead: whoever the playbook names for the same role elsewhere."""

from __future__ import annotations

from firebell.domain.incident import Incident, Person
from firebell.domain.playbook import Playbook, is_person

MOST = 3
"""More is no help at night."""


def stand_ins(incident: Incident, role: str, playbook: Playbook) -> tuple[Person, ...]:
    """A few who usually do it for some service, without those who were asked or can't come."""
    held = [*incident.roles.values(), *incident.offered.values()]
    asked = {*(each.person for each in held), *incident.declined, *incident.refused}
    known = [who for who in playbook.usual_leads(role) if is_person(who) and who not in asked]
    return tuple(known)[:MOST]
