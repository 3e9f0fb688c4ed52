"""Telling people: what we know, what we do, and when they hear next."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from firebell.domain.commands import PassTime, RemindOfUpdate, Update
from firebell.domain.events import Event, StatusChanged, TimePassed, Updated, UpdateReminded
from firebell.domain.incident import Incident, LastUpdate, Person
from firebell.domain.moves import publishing
from firebell.domain.moves.severity import changed_to
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused


def update(incident: Incident, command: Update, now: datetime, playbook: Playbook) -> list[Event]:
    """What people are told, with a change of severity and of status where there is one. Who answers
    a reminder of an update that came meanwhile says nothing more."""
    if command.promised is not None and command.promised != incident.next_update:
        return []
    known, doing = _words(incident, command)
    severity = command.severity or incident.severity
    if command.next_update is not None and command.next_update <= now:
        raise Refused("next_update_past", "next_update")
    if command.working_since is not None and command.working_since > now:
        raise Refused("not_yet", "working_since")
    writer = who_updates(incident, playbook)
    public = publishing.marked(incident, command.public, command.by, writer, playbook)
    events: list[Event] = []
    if command.severity is not None:
        events += changed_to(incident, severity, command, now, playbook)
    status = command.status or incident.status
    if status is not incident.status:
        events.append(
            StatusChanged(
                at=now,
                by=command.by,
                where=command.where,
                status=status,
                before=incident.status,
            )
        )
    last = incident.last_update
    events.append(
        Updated(
            at=now,
            by=command.by or incident.in_charge,
            where=command.where,
            known=known,
            doing=doing,
            status=status,
            severity=severity,
            next_update=_next_update(command, severity, now, playbook),
            no_change=command.no_change,
            since=last.at if command.no_change and last else None,
            working_since=command.working_since,
            outside=command.outside.strip(),
            unconfirmed=not incident.severity_confirmed and command.severity is None,
            public=public.text,
            public_title=public.title,
            status_page=public.page,
        )
    )
    return events


def _next_update(
    command: Update, severity: str, now: datetime, playbook: Playbook
) -> datetime | None:
    """What was chosen. A time that the form offered was meant for a severity: with another one it
    is no later than that one asks for."""
    every: timedelta | None = playbook.severity(severity).update_every
    rhythm = now + every if every else None
    meant_otherwise = command.offered_for not in (None, severity)
    if meant_otherwise and command.next_update and rhythm:
        return min(command.next_update, rhythm)
    return command.next_update or rhythm


def _words(incident: Incident, command: Update) -> tuple[str, str]:
    if command.no_change:
        if incident.last_update is None:
            raise Refused("nothing_said_yet")
        return incident.last_update.known, incident.last_update.doing
    if not command.known.strip():
        raise Refused("say_what_is_known", "known")
    if command.doing is None:
        return command.known.strip(), incident.last_update.doing if incident.last_update else ""
    return command.known.strip(), command.doing.strip()


def remind(
    incident: Incident, command: RemindOfUpdate, now: datetime, playbook: Playbook
) -> list[Event]:
    """Once before the promised time and once after it, each with what is true then: one that
    comes late says that the time has passed, and the next has nothing to add."""
    overdue = now >= command.promised
    if incident.next_update != command.promised or incident.reminders >= _given(overdue):
        return []
    return [
        UpdateReminded(
            at=now,
            person=who_updates(incident, playbook),
            promised=command.promised,
            overdue=overdue,
            promised_by=incident.promised_by,
        )
    ]


def _given(overdue: bool) -> int:
    """How many reminders have been given, at least, after this one."""
    return 2 if overdue else 1


def pass_time(incident: Incident, command: PassTime, now: datetime, _: Playbook) -> list[Event]:
    """What names this moment as one to come is made anew, if anything still does."""
    dues = {step.due for step in incident.steps if step.ticked_at is None}
    if command.moment != incident.next_update and command.moment not in dues:
        return []
    return [TimePassed(at=now, moment=command.moment)]


def is_needed(incident: Incident, event: UpdateReminded, now: datetime) -> bool:
    """Whether the reminder still says what is so: nothing was said since, its time has not come in
    between, and no later one has taken its place."""
    stands = incident.next_update == event.promised and incident.reminders <= _given(event.overdue)
    return incident.is_open and stands and event.overdue is (now >= event.promised)


def who_updates(incident: Incident, playbook: Playbook) -> Person:
    """Whoever is on it in the role that writes updates, else the one in charge; while others are in
    the channel, nobody who could not come into it."""
    held = incident.roles.get(playbook.updating_role.key)
    if held and held.on_it and incident.reaches(held.person):
        return held.person
    others = [held.person for held in incident.roles.values() if held.on_it]
    everybody = (incident.in_charge, *others, *incident.members)
    return next((who for who in everybody if incident.reaches(who)), incident.in_charge)


def updated(incident: Incident, event: Updated) -> Incident:
    """The last words, the next promise, the milestone of the first update."""
    milestones = incident.milestones
    if milestones.first_update is None:
        milestones = replace(milestones, first_update=event.at)
    if event.working_since is not None:
        milestones = replace(milestones, working_since=event.working_since)
    # After *no change* the words stay as old as they are: "No change since 03:31".
    at = event.since if event.no_change and event.since else event.at
    incident = publishing.was_marked(incident, event)
    return replace(
        incident,
        last_update=LastUpdate(known=event.known, doing=event.doing, by=event.by, at=at),
        next_update=event.next_update,
        promised_by=event.by,
        reminders=0,
        milestones=milestones,
        outside=incident.outside if event.no_change else event.outside,
    )


def status_changed(incident: Incident, event: StatusChanged) -> Incident:
    """The incident stands at the new status."""
    return replace(incident, status=event.status)


def update_reminded(incident: Incident, event: UpdateReminded) -> Incident:
    """The reminder before the promised time has been given, or the one after it."""
    return replace(incident, reminders=_given(event.overdue))
