"""What alerts do to an incident: they are on its record and said, and change nothing else.

An alert that ended says that a program sees nothing more. Whether users are still affected, people
know; so nothing is closed by it, and no time is taken from it.
"""

from __future__ import annotations

from datetime import datetime

from firebell.domain.commands import ReportAlertEnded, ReportAlertJoined
from firebell.domain.events import AlertEnded, AlertJoined, Event
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook


def joined(_: Incident, report: ReportAlertJoined, now: datetime, __: Playbook) -> list[Event]:
    """Another alert fires."""
    return [
        AlertJoined(
            at=now, group=report.group, sender=report.sender, title=report.title, more=report.more
        )
    ]


def ended(_: Incident, report: ReportAlertEnded, now: datetime, __: Playbook) -> list[Event]:
    """One fires no more."""
    return [
        AlertEnded(
            at=now,
            group=report.group,
            sender=report.sender,
            title=report.title,
            ended=report.ended,
            more=report.more,
        )
    ]


def unchanged(incident: Incident, _: AlertJoined | AlertEnded) -> Incident:
    """As it was."""
    return incident
