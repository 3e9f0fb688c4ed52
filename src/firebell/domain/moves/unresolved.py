"""Whom the playbook names and nobody could find: gone, renamed, or a group with nobody in it.

What does not resolve is told like what Slack refuses, since in both cases somebody who was counted
on does not come. What Slack has not answered is something else: nobody says of it that there is no
such person. It is waited for, told when that takes long, and made good as soon as it is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from firebell.domain.callouts import PAGERDUTY
from firebell.domain.commands import Declare, ReportGroup, ReportNames
from firebell.domain.events import (
    Event,
    NamesAwaited,
    NamesFound,
    NamesUnresolved,
    RoleAsked,
    RoleTaken,
)
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook, is_group, is_person

NOT_RESOLVED = "not_resolved"
NOBODY_ON_CALL = "nobody_on_call"
NOT_ANSWERED = "not_answered"
EMPTY_GROUP = "empty_group"
MAY_COME_YET = frozenset({NOT_RESOLVED, NOBODY_ON_CALL, NOT_ANSWERED})
"""Whoever was missed for one of these reasons is asked for again."""
WAITED = timedelta(minutes=1)
"""From raising until people hear of whom nobody has said yet who they are: before, an answer that
comes late makes good what it delayed."""


def of_raising(command: Declare, severity: str, now: datetime, playbook: Playbook) -> list[Event]:
    """The leads whom nobody else was named for, and whoever is brought in."""
    invited = playbook.invitees(private=command.private, severity=severity, service=command.service)
    leads = [] if command.private else _leads(command, now, playbook)
    return _told([*leads, *invited], now, playbook)


def of_severity(
    incident: Incident, severity: str, now: datetime, playbook: Playbook
) -> list[Event]:
    """Whom the new severity brings that the one before did not."""
    invited = playbook.invitees(
        private=incident.private, severity=severity, service=incident.service
    )
    known = {*incident.unresolved, *incident.awaited}
    return _told([name for name in invited if name not in known], now, playbook)


def of_privacy(now: datetime, playbook: Playbook) -> list[Event]:
    """Whom the playbook names for private incidents."""
    return _told(playbook.private_invite, now, playbook)


def of_group(
    incident: Incident, report: ReportGroup, now: datetime, playbook: Playbook
) -> list[Event]:
    """A group that brings nobody, unless that is known."""
    name = playbook.written.get(report.group, report.group)
    reason = report.reason or EMPTY_GROUP
    if not name or incident.unresolved.get(name) == reason:
        return []
    return [NamesUnresolved(at=now, names={name: reason})]


def _leads(command: Declare, now: datetime, playbook: Playbook) -> Iterable[str]:
    service = playbook.service(command.service)
    for role in playbook.roles:
        lead = playbook.lead(service, role.key, now) if service else None
        if lead is not None and command.roles.get(role.key) is None:
            yield lead


def asked_again(
    incident: Incident, _: ReportNames, now: datetime, playbook: Playbook
) -> list[Event]:
    """Who is known now is brought in, and asked for the role that waits for them; of the others it
    is told what is known of them by now, once."""
    missed = [name for name, why in incident.unresolved.items() if why in MAY_COME_YET]
    looked_for = dict.fromkeys([*incident.awaited, *missed])
    known = {name: playbook.id_of(name) for name in looked_for}
    found = {name: id for name, id in known.items() if id is not None}
    events: list[Event] = [NamesFound(at=now, names=found)] if found else []
    events += _asked_late(incident, found, now, playbook)
    missing = dict(_missing(incident, found, now, playbook))
    return [*events, NamesUnresolved(at=now, names=missing)] if missing else events


def _missing(
    incident: Incident, found: Mapping[str, str], now: datetime, playbook: Playbook
) -> Iterator[tuple[str, str]]:
    """What is to be told of names that are not found yet."""
    late = now - incident.milestones.raised >= WAITED
    for name in incident.awaited:
        if name not in found and name not in playbook.unanswered:
            yield name, NOT_RESOLVED
        elif name not in found and late:
            yield name, NOT_ANSWERED
    for name, why in incident.unresolved.items():
        if why == NOT_ANSWERED and name not in found and name not in playbook.unanswered:
            yield name, NOT_RESOLVED


def _asked_late(
    incident: Incident, found: Mapping[str, str], now: datetime, playbook: Playbook
) -> Iterator[Event]:
    """As at raising, for the roles that nobody has had since."""
    service = None if incident.private else playbook.service(incident.service)
    by, raised = incident.declarer, incident.milestones.raised
    for role in playbook.roles:
        lead = playbook.lead(service, role.key, raised) if service else None
        free = role.key not in incident.roles and role.key not in incident.offered
        if lead is None or lead not in found.values() or not free or lead in incident.declined:
            continue
        if lead != by:
            yield RoleAsked(at=now, by=by, role=role.key, person=lead)
        elif incident.in_charge == by or not role.in_charge:
            yield RoleTaken(at=now, by=by, role=role.key, person=by, in_charge=role.in_charge)


def _told(names: Iterable[str], now: datetime, playbook: Playbook) -> list[Event]:
    unknown = [name for name in names if not is_person(name) and not is_group(name)]
    awaited = tuple(dict.fromkeys(name for name in unknown if name in playbook.unanswered))
    found = {
        name: NOBODY_ON_CALL if name.startswith(PAGERDUTY) else NOT_RESOLVED
        for name in unknown
        if name not in awaited
    }
    return [
        *([NamesAwaited(at=now, names=awaited)] if awaited else []),
        *([NamesUnresolved(at=now, names=found)] if found else []),
    ]


def names_unresolved(incident: Incident, event: NamesUnresolved) -> Incident:
    """They are remembered until the incident goes on elsewhere."""
    awaited = tuple(name for name in incident.awaited if name not in event.names)
    return replace(incident, unresolved={**incident.unresolved, **event.names}, awaited=awaited)


def names_awaited(incident: Incident, event: NamesAwaited) -> Incident:
    """They are waited for."""
    return replace(incident, awaited=tuple(dict.fromkeys([*incident.awaited, *event.names])))


def names_found(incident: Incident, event: NamesFound) -> Incident:
    """Nobody misses them any more."""
    unresolved = {name: why for name, why in incident.unresolved.items() if name not in event.names}
    awaited = tuple(name for name in incident.awaited if name not in event.names)
    return replace(incident, unresolved=unresolved, awaited=awaited)
