"""All incidents as one table that a spreadsheet opens: a line each, times in ISO 8601.

What a spreadsheet would take for a formula is marked as text: it begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from firebell.domain.events import Event
from firebell.domain.incident import Incident
from firebell.domain.timeline import is_lasted_assumed, lasted, promises
from firebell.domain.typed_text import one_line
from firebell.words.record import Names, name

COLUMNS = (
    *("number", "title", "service", "severity", "status", "outcome", "private", "drill"),
    *("raised_by", "in_charge", "closed_by", "affected_from", "raised", "first_answer"),
    *("first_update", "working_since", "closed", "affected_seconds", "affected_assumed"),
    *("updates_promised", "updates_kept", "reopened", "reviewer", "review_due", "review_state"),
    *("review_published", "summary"),
)
"""The head of the table. The same names as in JSON; add at the end, never rename."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets begin to calculate with (OWASP, CSV Injection)."""


def to_csv(lines: Iterable[Sequence[str]], columns: Sequence[str] = COLUMNS) -> str:
    """The head and these lines (RFC 4180)."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(columns)
    table.writerows([_text(cell) for cell in line] for line in lines)
    return written.getvalue()


def line(
    incident: Incident, events: Sequence[Event], names: Names, now: datetime
) -> tuple[str, ...]:
    """One incident."""
    marks, ending, review = incident.milestones, incident.ending, incident.review
    length, promised = lasted(incident), promises(events, now)
    due = [each for each in promised if each.kept is not None]
    found = {
        "number": str(incident.number),
        "title": incident.title,
        "service": incident.service_name,
        "severity": incident.severity,
        "status": incident.status.value,
        "outcome": ending.outcome.value if ending else "",
        "private": _flag(incident.private),
        "drill": _flag(incident.drill),
        "raised_by": name(incident.declarer, names),
        "in_charge": name(incident.in_charge, names),
        "closed_by": name(ending.by, names) if ending else "",
        "affected_seconds": "" if length is None else str(int(length.total_seconds())),
        "affected_assumed": _flag(length is not None and is_lasted_assumed(incident)),
        "updates_promised": str(len(due)),
        "updates_kept": str(sum(1 for each in due if each.kept)),
        "reopened": str(incident.reopened),
        "reviewer": name(ending.reviewer, names) if ending and ending.reviewer else "",
        "review_due": _iso(ending.review_due if ending else None),
        "review_state": review.state.value if review else "",
        "review_published": _iso(review.published_at if review else None),
        "summary": one_line(ending.summary) if ending else "",
        **{
            key: _iso(getattr(marks, key))
            for key in (
                "affected_from", "raised", "first_answer", "first_update", "working_since", "closed"
            )
        },
    }  # fmt: skip
    return tuple(found[column] for column in COLUMNS)


def _text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _flag(value: bool) -> str:
    return "yes" if value else "no"


def _iso(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""
