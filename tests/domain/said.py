"""What people have said so far, kept beside an incident; what else it knows, it may only assume."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from firebell.domain import commands as c
from firebell.domain.incident import Incident, Outcome, Person, UserTime


class Said:
    """The times, severities and reviewers that somebody named in a command that was accepted."""

    def __init__(self, severity: str) -> None:
        self.severities = {severity}
        self.times: set[tuple[UserTime, datetime]] = set()
        self.reviewers: set[Person] = set()

    def hear(self, command: c.Command) -> None:
        """Somebody asked for this, and it was done."""
        if isinstance(command, c.ChangeSeverity | c.Update | c.Edit) and command.severity:
            self.severities.add(command.severity)
        if isinstance(command, c.Close) and command.reviewer:
            self.reviewers.add(command.reviewer)
        untouched = command.assumed if isinstance(command, c.Close) else ()
        for time in UserTime:
            at = getattr(command, time, None)
            if at is not None and time not in untouched:
                self.times.add((time, at))

    def said_as_known(self, incident: Incident, record: dict[str, Any]) -> list[str]:
        """What the incident or its record holds for known though nobody has said it."""
        marks, wrong = incident.milestones, []
        for time in UserTime:
            at = getattr(marks, time)
            if at is None or (time, at) in self.times:
                continue
            if time not in marks.assumed or time not in record["assumed"]:
                wrong.append(f"{time} {at}")
        unsaid = marks.affected_from is None or bool(marks.assumed)
        if record["affected_seconds"] is not None and unsaid:
            wrong += [] if record["affected_seconds_assumed"] else ["affected_seconds"]
        if incident.severity_confirmed and incident.severity not in self.severities:
            wrong.append(f"severity {incident.severity}")
        ending = incident.ending
        if ending is not None and ending.outcome is not Outcome.RESOLVED:
            held = (marks.affected_from, marks.working_since, ending.reviewer)
            wrong += [] if held == (None, None, None) else [f"{ending.outcome}: {held}"]
        return wrong
