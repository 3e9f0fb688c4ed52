"""How loud one person can be: what pings many people is counted, and the third in a while is quiet.

A mistake, a script or a bad day must not ping a whole organisation again and again. Nothing is
refused for it: the incident is raised and announced all the same, without a ping. Nor does anything
ping for what is over or milder by the time it is said: Slack may have been away meanwhile.
"""

from __future__ import annotations

from datetime import timedelta

from firebell.domain.commands import MayPing
from firebell.domain.effects import ChannelMessage, Say
from firebell.domain.events import Declared, Event, MadeReal, Reopened, SeverityChanged
from firebell.domain.incident import Incident
from firebell.domain.playbook import Loudness, Playbook

MOST = 2
"""Pings of one person within `WITHIN`."""
WITHIN = timedelta(minutes=10)


def is_quiet(command: MayPing) -> bool:
    """Whether this person has pinged often enough for now."""
    return command.pings >= MOST


def pings(event: Event, after: Incident, playbook: Playbook) -> bool:
    """Whether this event pings people where the incident is announced."""
    match event:
        case Declared() | MadeReal() | Reopened():
            loud = not event.quiet
        case SeverityChanged():
            loud = event.higher and not event.quiet
        case _:
            return False
    severity = playbook.severity(after.severity)
    return loud and severity.loud is not Loudness.NONE and bool(after.announce) and not after.drill


def as_loud_by_now(incident: Incident, body: Say, playbook: Playbook) -> Loudness:
    """How loud this is said as the incident stands now: never louder than was meant."""
    if incident.is_open is (body.what is ChannelMessage.CLOSED):
        return Loudness.NONE
    if not incident.is_open:
        return body.loud
    return body.loud.at_most(playbook.severity(incident.severity).loud)
