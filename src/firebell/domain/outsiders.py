"""Who has no part in an incident, and what they confirm once before it is done.

Anyone may close. What somebody types from elsewhere about an incident that they have nothing to do
with may be meant for another one: where it alerts many, it is shown once more before it is done.
"""

from __future__ import annotations

from firebell.domain.incident import Incident, Person
from firebell.domain.playbook import Loudness, Playbook


def confirms(person: Person, incident: Incident, where: str | None, playbook: Playbook) -> bool:
    """Whether words of theirs about it, typed in this channel, are confirmed once: its all-clear,
    or that it is less bad. What pinged nobody when it was raised is done at once, as a drill is."""
    if incident.drill or playbook.severity(incident.severity).loud is Loudness.NONE:
        return False
    own = incident.channel
    inside = own is not None and own.id == where
    return not inside and person not in incident.people()
