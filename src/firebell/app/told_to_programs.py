"""An incident as programs read it: the same fields in the API and in what webhooks are sent.

Other programs depend on it: a field may be added, never renamed, and never mean something else.
Times are RFC 3339 in UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime

from firebell.domain.incident import Incident
from firebell.domain.typed_text import clean, one_line


def least(incident: Incident) -> dict[str, object]:
    """What nobody can learn anything private from."""
    return {
        "number": incident.number,
        "label": incident.number_label,
        "severity": incident.severity,
        "status": incident.status.value,
        "private": incident.private,
        "drill": incident.drill,
    }


def facts(incident: Incident) -> dict[str, object]:
    """How it stands."""
    marks = incident.milestones
    ending = incident.ending if not incident.is_open else None
    service = {"key": incident.service, "name": incident.service_name}
    return {
        **least(incident),
        "title": clean(one_line(incident.title)),
        "service": service if incident.service_name else None,
        "severity_confirmed": incident.severity_confirmed,
        "raised_at": rfc3339(marks.raised),
        "next_update_at": when(incident.next_update),
        "closed_at": when(ending.at if ending else None),
        "outcome": ending.outcome.value if ending else None,
        "duplicate_of": ending.duplicate_of if ending else None,
    }


def rfc3339(at: datetime) -> str:
    """`2026-11-27T03:04:00+00:00`."""
    return at.astimezone(UTC).isoformat()


def when(at: datetime | None) -> str | None:
    """The same, where there is such a moment."""
    return rfc3339(at) if at else None
