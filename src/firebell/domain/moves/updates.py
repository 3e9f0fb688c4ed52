"""Telling people: what we know, what we do, and when they hear next."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from firebell.domain.commands import RemindOfUpdate, Update
from firebell.domain.events import Event, StatusChanged, Updated, UpdateReminded
from firebell.domain.incident import Incident, LastUpdate, Person
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
    every = playbook.severity(severity).update_every
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
            next_update=command.next_update or (now + every if every else None),
            no_change=command.no_change,
            since=last.at if command.no_change and last else None,
            working_since=command.working_since,
        )
    )
    return events


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
    """Once before the promised time and once after it, then silence."""
    if incident.next_update != command.promised or incident.reminders >= 2:
        return []
    overdue = now >= command.promised
    return [
        UpdateReminded(
            at=now,
            person=who_updates(incident, playbook),
            promised=command.promised,
            overdue=overdue,
        )
    ]


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
    return replace(
        incident,
        last_update=LastUpdate(known=event.known, doing=event.doing, by=event.by, at=at),
        next_update=event.next_update,
        reminders=0,
        milestones=milestones,
    )


def status_changed(incident: Incident, event: StatusChanged) -> Incident:
    """The incident stands at the new status."""
    return replace(incident, status=event.status)


def update_reminded(incident: Incident, event: UpdateReminded) -> Incident:
    """One more reminder of the promised update has been given."""
    return replace(incident, reminders=incident.reminders + 1)
