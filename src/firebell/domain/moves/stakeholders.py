"""Who belongs to the groups that are told, and which places outside the chat have been told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from firebell.domain.commands import ReportStakeholders, ReportToldOutside
from firebell.domain.events import Event, StakeholdersRead, ToldOutside
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook


def read(incident: Incident, report: ReportStakeholders, now: datetime, _: Playbook) -> list[Event]:
    """Those of the group who are not known to be told."""
    known = {*incident.stakeholders, *incident.tell}
    people = tuple(person for person in report.people if person not in known)
    return [StakeholdersRead(at=now, people=people)] if people else []


def told(incident: Incident, report: ReportToldOutside, now: datetime, _: Playbook) -> list[Event]:
    """The first time for this place; each time where nobody knows."""
    if report.sure and report.place in incident.told_outside:
        return []
    return [ToldOutside(at=now, place=report.place, sure=report.sure)]


def stakeholders_read(incident: Incident, event: StakeholdersRead) -> Incident:
    """They hear of all that follows."""
    return replace(incident, stakeholders=(*incident.stakeholders, *event.people))


def told_outside(incident: Incident, event: ToldOutside) -> Incident:
    """What can't be taken back went there."""
    places = dict.fromkeys([*incident.told_outside, event.place])
    return replace(incident, told_outside=tuple(places))
