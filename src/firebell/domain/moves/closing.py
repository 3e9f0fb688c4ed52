"""Ending: anyone may close with what is known; it can be reopened."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from firebell.domain import naming
from firebell.domain.commands import ArchiveDue, Close, Reopen
from firebell.domain.events import ArchiveAsked, Closed, Event, Reopened
from firebell.domain.incident import Ending, Incident, Outcome, Status
from firebell.domain.loudness import is_quiet
from firebell.domain.moves.declare import steps_at
from firebell.domain.playbook import Moment, Playbook, ReviewRule
from firebell.domain.refusals import Refused


def close(incident: Incident, command: Close, now: datetime, playbook: Playbook) -> list[Event]:
    """It is over, with times that fit together."""
    milestones = incident.milestones
    affected = command.affected_from or milestones.affected_from or milestones.raised
    working = command.working_since or milestones.working_since
    if command.outcome is Outcome.RESOLVED:
        working = working or now
    if affected > now:
        raise Refused("not_yet", "affected_from")
    if working is not None and working > now:
        raise Refused("not_yet", "working_since")
    if working is not None and working < affected:
        raise Refused("working_before_affected", "working_since")
    review = playbook.severity(incident.severity).review
    asks_review = command.reviewer is not None and review is not ReviewRule.NONE
    there = {step.key for step in incident.steps}
    steps = steps_at(playbook, incident.severity, now, Moment.CLOSED)
    return [
        Closed(
            at=now,
            by=command.by,
            where=command.where,
            outcome=command.outcome,
            summary=command.summary.strip(),
            affected_from=affected,
            working_since=working,
            reviewer=command.reviewer,
            review_due=now + playbook.review_within if asks_review else None,
            duplicate_of=command.duplicate_of,
            steps=tuple(step for step in steps if step.key not in there),
            archive_at=now + playbook.archive_after if playbook.archive_after else None,
        )
    ]


def already_closed(
    incident: Incident, command: Close, now: datetime, playbook: Playbook
) -> list[Event]:
    """Closing twice says who closed it and when."""
    ending = incident.ending
    assert ending is not None, "a closed incident has an ending"
    raise Refused(
        "already_closed", number=incident.number, by=ending.by, at=ending.at, title=incident.title
    )


def reopen(incident: Incident, command: Reopen, now: datetime, playbook: Playbook) -> list[Event]:
    """It is not over. A bot can't unarchive, so an archived channel gets a successor."""
    every = playbook.severity(incident.severity).update_every
    new_name = None
    if incident.channel and incident.channel.archived:
        new_name = naming.next_name(incident.channel_name, command.taken)
    return [
        Reopened(
            at=now,
            by=command.by,
            where=command.where,
            why=command.why.strip(),
            channel_name=new_name,
            next_update=now + every if every else None,
            quiet=is_quiet(command),
        )
    ]


def not_closed(
    incident: Incident, command: Reopen, now: datetime, playbook: Playbook
) -> list[Event]:
    """Refuse to reopen an incident that is open."""
    raise Refused("still_open", number=incident.number)


def archive(incident: Incident, _: ArchiveDue, now: datetime, __: Playbook) -> list[Event]:
    """Only what is still closed and still there."""
    if incident.channel is None or incident.channel.archived:
        return []
    return [ArchiveAsked(at=now)]


def closed(incident: Incident, event: Closed) -> Incident:
    """The incident has an ending, its milestones, and the steps that come up with closing."""
    return replace(
        incident,
        status=Status.CLOSED,
        ending=Ending(
            outcome=event.outcome,
            summary=event.summary,
            by=event.by,
            at=event.at,
            reviewer=event.reviewer,
            review_due=event.review_due,
            duplicate_of=event.duplicate_of,
        ),
        steps=(*incident.steps, *event.steps),
        next_update=None,
        milestones=replace(
            incident.milestones,
            affected_from=event.affected_from,
            working_since=event.working_since,
            closed=event.at,
        ),
    )


def reopened(incident: Incident, event: Reopened) -> Incident:
    """Open again, as it was before anybody knew more."""
    incident = replace(
        incident,
        status=Status.INVESTIGATING,
        ending=None,
        reopened=incident.reopened + 1,
        next_update=event.next_update,
        reminders=0,
        milestones=replace(incident.milestones, working_since=None, closed=None),
    )
    if event.channel_name is None:
        return incident
    kept = {slot: ref for slot, ref in incident.messages.items() if slot != "card"}
    return replace(
        incident,
        channel=None,
        channel_name=event.channel_name,
        messages=kept,
        # A private one stays with those who were in the channel that was put away.
        members=incident.members if incident.private else (),
        refused={},
    )
