"""Another version of the playbook holds: the record says from when on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from firebell.domain.commands import ReportPlaybook
from firebell.domain.events import Event, PlaybookChanged
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook


def changed(incident: Incident, report: ReportPlaybook, now: datetime, _: Playbook) -> list[Event]:
    """Of an open one, unless it is known. A closed one stays with what it was closed under."""
    if not incident.is_open or report.playbook_version == incident.playbook_version:
        return []
    return [
        PlaybookChanged(
            at=now,
            playbook_version=report.playbook_version,
            playbook_since=report.playbook_since,
        )
    ]


def playbook_changed(incident: Incident, event: PlaybookChanged) -> Incident:
    """What is to come follows the other one; what has come stays as it is."""
    return replace(
        incident,
        playbook_version=event.playbook_version,
        playbook_since=event.playbook_since,
    )
