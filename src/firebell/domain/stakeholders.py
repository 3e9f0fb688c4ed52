"""Who hears of an incident without working on it, inside the chat and outside, and what of it.

A stakeholder is a string: the id of a channel, a person or a group of the chat, or a place outside
(`teams:owners`, `hook:tracker`, `email:` and a mark). The mark stands for an address of the
playbook, so that no address is stored with an incident.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from firebell.domain.callouts import Happening, Webhook
from firebell.domain.events import (
    AnswerMissed,
    Closed,
    Declared,
    Edited,
    Event,
    MadePrivate,
    MadeReal,
    PrivacyChanged,
    Reopened,
    SeverityChanged,
    Updated,
)
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook, Stakeholders

TEAMS = "teams:"
EMAIL = "email:"
HOOK = "hook:"
TRACKER = "tracker:"
FIT = (Declared, Closed, Reopened, MadePrivate, PrivacyChanged)
"""What may be told outside of a private incident: that there is one, and that it is over."""


HAPPENINGS: dict[type[Event], Happening] = {
    SeverityChanged: Happening.SEVERITY,
    Updated: Happening.UPDATED,
    AnswerMissed: Happening.UNANSWERED,
    MadeReal: Happening.REAL,
    MadePrivate: Happening.PRIVATE,
    Closed: Happening.CLOSED,
    Reopened: Happening.REOPENED,
}


def in_teams(name: str) -> str:
    """The place in Microsoft Teams that the settings call so."""
    return TEAMS + name


def by_hook(key: str) -> str:
    """The program that the settings call so."""
    return HOOK + key


def in_tracker(key: str) -> str:
    """The place that is a tracker of the playbook."""
    return TRACKER + key


def by_email(address: str) -> str:
    """The place that this address is; the same for the same address, however it is written."""
    return EMAIL + hashlib.sha256(address.casefold().encode()).hexdigest()[:16]


def is_outside(stakeholder: str) -> bool:
    """Whether this is a place outside the chat."""
    return stakeholder.startswith((TEAMS, EMAIL, HOOK))


def address_of(place: str, playbook: Playbook) -> str | None:
    """The address behind a mark; None where the playbook names it no more."""
    addresses = (address for stakeholders in playbook.tell for address in stakeholders.email)
    return next((address for address in addresses if by_email(address) == place), None)


def hear(
    playbook: Playbook, severity: str, service: str, *, private: bool, drill: bool
) -> tuple[str, ...]:
    """Who hears of such an incident; of a private one nobody in the chat, which shows it to nobody
    outside its channel."""
    found: list[str] = []
    for stakeholders in playbook.tell:
        if _concerns(stakeholders, severity, service, private=private, drill=drill):
            found += _outside(stakeholders) if private else _everybody(stakeholders)
    for webhook in playbook.webhooks:
        if _concerns(webhook, severity, service, private=private, drill=drill):
            found.append(by_hook(webhook.key))
    return tuple(dict.fromkeys(found))


def new(
    incident: Incident, playbook: Playbook, severity: str, service: str, *, drill: bool
) -> tuple[str, ...]:
    """Who hears of the incident as it is to be, and has not until now; of what is past nobody."""
    if incident.past:
        return ()
    everybody = hear(playbook, severity, service, private=incident.private, drill=drill)
    there = {*map(incident.place, incident.tell), *incident.announce}
    return tuple(each for each in everybody if incident.place(each) not in there)


def _concerns(
    stakeholders: Stakeholders | Webhook,
    severity: str,
    service: str,
    *,
    private: bool,
    drill: bool,
) -> bool:
    if (private and not stakeholders.private) or (drill and not stakeholders.drills):
        return False
    severities, services = stakeholders.severities, stakeholders.services
    return (not severities or severity in severities) and (not services or service in services)


def _everybody(stakeholders: Stakeholders) -> Iterator[str]:
    yield from (*stakeholders.channels, *stakeholders.people, *stakeholders.groups)
    yield from _outside(stakeholders)


def _outside(stakeholders: Stakeholders) -> Iterator[str]:
    yield from map(in_teams, stakeholders.teams)
    yield from map(by_email, stakeholders.email)


def may_hear(incident: Incident, place: str, event: Event, playbook: Playbook) -> bool:
    """Whether a place outside may be told of this now, whatever was meant when it happened."""
    if not incident.private:
        return True
    allowed = hear(
        playbook, incident.severity, incident.service, private=True, drill=incident.drill
    )
    fit = isinstance(event, FIT) or place.startswith(HOOK)
    return fit and place in allowed


def happening(event: Event, place: str, playbook: Playbook) -> Happening | None:
    """What a program is called for by this event; None where it does not want to be. Whatever it
    hears of an incident first is its being raised, if it wants to hear of that."""
    wanted = next((each.moments for each in playbook.webhooks if by_hook(each.key) == place), None)
    if wanted is None:
        return None
    for found in _happenings(event, place):
        if not wanted or found in wanted:
            return found
    return None


def _happenings(event: Event, place: str) -> Iterator[Happening]:
    match event:
        case Declared():
            yield Happening.RAISED
        case SeverityChanged(tell=tell) | MadeReal(tell=tell) | Edited(tell=tell) if place in tell:
            yield Happening.RAISED
        case _:
            pass
    if (kind := HAPPENINGS.get(type(event))) is not None:
        yield kind
    if isinstance(event, PrivacyChanged) and event.private:
        yield Happening.PRIVATE
