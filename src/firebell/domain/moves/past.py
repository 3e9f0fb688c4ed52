"""What is put on the record after it was over: its times are said by whoever writes it down.

It asks nobody for anything and tells nobody: it begins closed.
"""

from __future__ import annotations

from datetime import datetime

from firebell.domain import naming
from firebell.domain.commands import RecordPast
from firebell.domain.events import Closed, Declared, Event
from firebell.domain.incident import Incident, Outcome
from firebell.domain.moves import factors
from firebell.domain.moves.declare import checked, wanted_name
from firebell.domain.playbook import Playbook, ReviewRule
from firebell.domain.refusals import Refused


def record(_: None, command: RecordPast, now: datetime, playbook: Playbook) -> list[Event]:
    """It was raised and is over, both now; a private one gets a channel, since it would have no
    readers without one. Raises Refused."""
    asked = checked(command, playbook)
    summary = command.summary.strip()
    if not summary:
        raise Refused("past_summary_needed", "summary")
    _in_order(command, now)
    has_channel = command.channel or command.private
    review = playbook.severity(asked.severity).review
    reviewer = command.reviewer
    if reviewer is None and review is ReviewRule.REQUIRED and not command.drill:
        reviewer = command.by
    asks_review = reviewer is not None and review is not ReviewRule.NONE
    name = wanted_name(command, playbook, asked.severity, now)
    archive = playbook.archive_after if has_channel else None
    return [
        Declared(
            at=now,
            by=command.by,
            where=command.where,
            id=command.id,
            number=command.number,
            key=command.key,
            title=asked.title,
            description=command.description.strip(),
            service=command.service,
            service_name=asked.service_name,
            severity=asked.severity,
            severity_confirmed=True,
            private=command.private,
            drill=command.drill,
            channel_name=naming.free_name(name, command.taken) if has_channel else "",
            announce=(),
            steps=(),
            past=True,
            playbook_version=playbook.version,
            playbook_since=playbook.since,
        ),
        *factors.kept(command, asked.chosen, asked.severity, asked.service_name, now),
        Closed(
            at=now,
            by=command.by,
            where=command.where,
            outcome=Outcome.RESOLVED,
            summary=summary,
            affected_from=command.affected_from,
            working_since=command.working_since,
            reviewer=reviewer,
            review_due=now + playbook.review_within if asks_review else None,
            archive_at=now + archive if archive else None,
            by_form=True,
            noticed=command.noticed,
            ended=command.ended,
        ),
    ]


def _in_order(command: RecordPast, now: datetime) -> None:
    """Raises Refused, at its field, for a time that is missing, to come, or before another."""
    times = {
        "affected_from": command.affected_from,
        "noticed": command.noticed,
        "working_since": command.working_since,
        "ended": command.ended,
    }
    for field, at in times.items():
        if at is None and field != "noticed":
            raise Refused("past_time_needed", field)
        if at is not None and at > now:
            raise Refused("not_yet", field)
    began, working, ended = command.affected_from, command.working_since, command.ended
    if began is None or working is None or ended is None:
        return
    if command.noticed is not None and command.noticed < began:
        raise Refused("working_before_affected", "noticed")
    if working < began:
        raise Refused("working_before_affected", "working_since")
    if ended < working:
        raise Refused("past_ended_before_working", "ended")


def has_no_place(incident: Incident) -> bool:
    """Whether it has no channel and gets none."""
    return incident.past and not incident.channel_name
