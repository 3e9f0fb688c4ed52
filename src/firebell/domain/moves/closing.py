"""Ending: anyone may close with what is known; it can be reopened."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from firebell.domain import naming
from firebell.domain.commands import ArchiveDue, Close, Reopen, TellPublic
from firebell.domain.events import ArchiveAsked, Closed, Event, PublicTold, Reopened
from firebell.domain.incident import Ending, Incident, Outcome, Person, Status, UserTime
from firebell.domain.loudness import is_quiet
from firebell.domain.moves import publishing, team_fields
from firebell.domain.moves.affected import at_closing
from firebell.domain.moves.declare import steps_at
from firebell.domain.moves.follow_ups import as_actions, as_follow_ups, left_undone
from firebell.domain.moves.likeness import twin_of
from firebell.domain.moves.updates import who_updates
from firebell.domain.playbook import Moment, Playbook, ReviewRule
from firebell.domain.pseudonyms import is_pseudonym
from firebell.domain.refusals import Refused


def close(incident: Incident, command: Close, now: datetime, playbook: Playbook) -> list[Event]:
    """It is over, with times that fit together. What was resolved asks for what comes after it: a
    false alarm asks for nothing, and what is the same as another is cared for there."""
    twin = twin_of(incident, command)
    times = at_closing(incident, command, now)
    resolved = command.outcome is Outcome.RESOLVED
    reviewer = _reviewer(incident, command, playbook) if resolved else None
    review = playbook.severity(incident.severity).review
    asks_review = reviewer is not None and review is not ReviewRule.NONE
    public = publishing.marked(
        incident, command.public, command.by, who_updates(incident, playbook), playbook
    )
    there = {step.key for step in incident.steps}
    come_up = steps_at(playbook, incident.severity, now, Moment.CLOSED) if resolved else ()
    steps = tuple(step for step in come_up if step.key not in there)
    return [
        *team_fields.answered(command, incident.answers, now, playbook),
        Closed(
            at=now,
            by=command.by,
            where=command.where,
            outcome=command.outcome,
            summary=command.summary.strip(),
            affected_from=times.affected_from,
            working_since=times.working_since,
            reviewer=reviewer,
            review_due=now + playbook.review_within if asks_review else None,
            duplicate_of=twin.number if twin else None,
            steps=steps,
            archive_at=_archive_at(incident, now, playbook),
            assumed=times.assumed,
            by_form=command.by_form,
            fell_to=reviewer is not None and command.reviewer is None,
            twin=twin.id if twin and not twin.private else None,
            twin_channel=twin.channel if twin and not twin.private else None,
            thanks=command.acted,
            outside=command.outside.strip(),
            left=left_undone(incident, steps, now) if resolved else (),
            review_required=asks_review and review is ReviewRule.REQUIRED and not incident.drill,
            public=public.text,
            public_title=public.title,
            status_page=public.page,
        ),
    ]


def _archive_at(incident: Incident, now: datetime, playbook: Playbook) -> datetime | None:
    """When its channel is put away; never where it was there before."""
    if playbook.archive_after is None or incident.has_adopted:
        return None
    return now + playbook.archive_after


def _reviewer(incident: Incident, command: Close, playbook: Playbook) -> Person | None:
    """Who was named; where the playbook requires a review and nobody was, whoever is in charge."""
    required = playbook.severity(incident.severity).review is ReviewRule.REQUIRED
    if command.reviewer is not None or not required or incident.drill:
        return command.reviewer
    return command.by if is_pseudonym(incident.who_can_act) else incident.who_can_act


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
    if incident.past:
        raise Refused("past_not_reopened", number=incident.number)
    if command.passed_on:
        raise Refused("channel_passed_on", number=incident.number)
    every = playbook.severity(incident.severity).update_every
    public = publishing.marked(
        incident, command.public, command.by, who_updates(incident, playbook), playbook
    )
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
            public=public.text,
            public_title=public.title,
            status_page=public.page,
        )
    ]


def tell_public(
    incident: Incident, command: TellPublic, now: datetime, playbook: Playbook
) -> list[Event]:
    """The end, for the public, where the closing brought no words for it."""
    public = publishing.marked(
        incident, command.public, command.by, who_updates(incident, playbook), playbook
    )
    if not public.text:
        raise Refused("public_not_marked", publishing.MARK)
    return [
        PublicTold(
            at=now,
            by=command.by,
            where=command.where,
            public=public.text,
            public_title=public.title,
            status_page=public.page,
        )
    ]


def not_closed(
    incident: Incident, command: Reopen, now: datetime, playbook: Playbook
) -> list[Event]:
    """Refuse to reopen an incident that is open."""
    raise Refused("still_open", number=incident.number)


def archive(incident: Incident, _: ArchiveDue, now: datetime, __: Playbook) -> list[Event]:
    """Only what is still closed and still there."""
    if incident.channel is None or incident.channel.archived or incident.has_adopted:
        return []
    return [ArchiveAsked(at=now)]


def closed(incident: Incident, event: Closed) -> Incident:
    """The incident has an ending, its milestones, the steps that come up with closing, and what is
    left to do."""
    return replace(
        as_follow_ups(publishing.was_marked(incident, event), event),
        status=Status.CLOSED,
        ending=Ending(
            outcome=event.outcome,
            summary=event.summary,
            by=event.by,
            at=event.at,
            reviewer=event.reviewer,
            review_due=event.review_due,
            review_required=event.review_required,
            duplicate_of=event.duplicate_of,
            twin=event.twin,
            twin_channel=event.twin_channel,
            thanks=event.thanks,
            token=event.token,
        ),
        steps=(*incident.steps, *event.steps),
        next_update=None,
        outside=event.outside,
        milestones=replace(
            incident.milestones,
            affected_from=event.affected_from,
            working_since=event.working_since,
            closed=event.ended or event.at,
            noticed=event.noticed,
            assumed=event.assumed,
        ),
    )


def reopened(incident: Incident, event: Reopened) -> Incident:
    """Open again, as it was before anybody knew more: what was only assumed is not known."""
    known = incident.milestones
    said_start = UserTime.AFFECTED_FROM not in known.assumed
    incident = replace(
        as_actions(publishing.was_marked(incident, event), event.at),
        status=Status.INVESTIGATING,
        ending=None,
        reopened=incident.reopened + 1,
        next_update=event.next_update,
        promised_by=None,
        reminders=0,
        severity_asks=0,
        milestones=replace(
            known,
            affected_from=known.affected_from if said_start else None,
            working_since=None,
            closed=None,
            assumed=(),
        ),
        outside="",
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
