"""How long a closed incident keeps its people and its words: as long as the playbook says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from firebell.domain.commands import Expire, ReportExported
from firebell.domain.events import Event, Expired, Exported
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook


def expire(incident: Incident, _: Expire, now: datetime, playbook: Playbook) -> list[Event]:
    """Nothing before its time, or when it was done and nothing has come since. What was over before
    it was put on the record is kept as long from then on."""
    kept = playbook.retention.of(private=incident.private, drill=incident.drill)
    closed = incident.ending.at if incident.ending else None
    if kept is None or closed is None or incident.expired or now < closed + kept:
        return []
    return [Expired(at=now)]


def expired(incident: Incident, _: Expired) -> Incident:
    """Marked as done; what is stored of it is rewritten in the same transaction."""
    return replace(incident, expired=True)


def export(incident: Incident, _: ReportExported, now: datetime, __: Playbook) -> list[Event]:
    """The record left the chat and its people."""
    return [Exported(at=now)]
