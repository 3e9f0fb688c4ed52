"""Whom the playbook names and nobody could find: gone, renamed, or a group with nobody in it.

What does not resolve is told like what Slack refuses, since in both cases somebody who was counted
on does not come.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from firebell.domain.callouts import PAGERDUTY
from firebell.domain.commands import Declare, ReportGroup
from firebell.domain.events import Event, NamesUnresolved
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook, is_group, is_person

NOT_RESOLVED = "not_resolved"
NOBODY_ON_CALL = "nobody_on_call"
EMPTY_GROUP = "empty_group"


def of_raising(command: Declare, severity: str, now: datetime, playbook: Playbook) -> list[Event]:
    """The leads whom nobody else was named for, and whoever is brought in."""
    invited = playbook.invitees(private=command.private, severity=severity, service=command.service)
    leads = [] if command.private else _leads(command, now, playbook)
    return _told([*leads, *invited], now)


def of_severity(
    incident: Incident, severity: str, now: datetime, playbook: Playbook
) -> list[Event]:
    """Whom the new severity brings that the one before did not."""
    invited = playbook.invitees(
        private=incident.private, severity=severity, service=incident.service
    )
    return _told([name for name in invited if name not in incident.unresolved], now)


def of_privacy(now: datetime, playbook: Playbook) -> list[Event]:
    """Whom the playbook names for private incidents."""
    return _told(playbook.private_invite, now)


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


def _told(names: Iterable[str], now: datetime) -> list[Event]:
    found = {
        name: NOBODY_ON_CALL if name.startswith(PAGERDUTY) else NOT_RESOLVED
        for name in names
        if not is_person(name) and not is_group(name)
    }
    return [NamesUnresolved(at=now, names=found)] if found else []


def names_unresolved(incident: Incident, event: NamesUnresolved) -> Incident:
    """They are remembered until the incident goes on elsewhere."""
    return replace(incident, unresolved={**incident.unresolved, **event.names})
