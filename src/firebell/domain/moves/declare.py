"""Raising: three answers are enough, everything else has a default."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from firebell.domain import naming, stakeholders
from firebell.domain.commands import Declare, MakeReal
from firebell.domain.events import Declared, Event, MadeReal, RoleAsked, RoleTaken
from firebell.domain.factors import capped, counts_as
from firebell.domain.incident import Incident, Milestones, Person, StepState
from firebell.domain.loudness import is_quiet
from firebell.domain.moves import adopting, factors, in_thread, team_fields, unresolved
from firebell.domain.playbook import UNSURE, Loudness, Moment, Playbook, is_person
from firebell.domain.refusals import Refused
from firebell.domain.typed_text import one_line


def declare(_: None, command: Declare, now: datetime, playbook: Playbook) -> list[Event]:
    """A new incident, its first steps, and the roles that somebody is asked to take."""
    asked = checked(command, playbook)
    severity = asked.severity
    every = playbook.severity(severity).update_every
    if command.aloud and _loses_its_ping(command, severity, playbook):
        raise Refused("pings_too_often")
    if command.there is not None:
        adopting.may_be_adopted(command.there, playbook)
    origin = None if command.there else command.where
    announce = announce_in(playbook, severity, origin, command.private, command.drill)
    hearers = stakeholders.hear(
        playbook, severity, command.service, private=command.private, drill=command.drill
    )
    declared = Declared(
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
        severity=severity,
        severity_confirmed=command.severity != UNSURE and not command.assumed,
        private=command.private,
        drill=command.drill,
        channel_name=_first_name(command, playbook, severity, now),
        announce=announce,
        steps=steps_at(playbook, severity, now, Moment.RAISED, Moment.SEVERITY),
        next_update=now + every if every else None,
        similar=command.similar,
        quiet=is_quiet(command),
        outside=command.outside.strip(),
        tell=tuple(hearer for hearer in hearers if hearer not in announce),
        source=command.source,
        adopts=command.there is not None,
        playbook_version=playbook.version,
        playbook_since=playbook.since,
        thread=in_thread.first_home(command, severity, playbook),
    )
    return [
        declared,
        *factors.ticked(command, (), command.service, now, playbook),
        *factors.kept(command, asked.chosen, severity, declared.service_name, now),
        *team_fields.answered(command, {}, now, playbook),
        *_first_roles(command, now, playbook),
        *unresolved.of_raising(command, severity, now, playbook),
        *adopting.adopted(command, now),
    ]


def _loses_its_ping(command: Declare, severity: str, playbook: Playbook) -> bool:
    if command.private or command.drill or not is_quiet(command):
        return False
    return playbook.severity(severity).loud is not Loudness.NONE


@dataclass(frozen=True, slots=True)
class Checked:
    """What is going wrong, where and how bad, as the playbook knows it: as what it counts, and what
    was `chosen`."""

    title: str
    service_name: str
    severity: str
    chosen: str


def checked(command: Declare, playbook: Playbook) -> Checked:
    """The three answers. Raises Refused, at its field, for one that can't be."""
    title = one_line(command.title)
    if not title:
        raise Refused("title_needed", "title")
    service = playbook.service(command.service)
    if service is None and command.service != UNSURE:
        raise Refused("no_such_service", "service", service=command.service)
    chosen = counts_as(command.severity, command.factors or (), playbook, command.service)
    severity = capped(chosen, command.service, playbook)
    if severity not in {known.key for known in playbook.severities}:
        raise Refused("no_such_severity", "severity", severity=command.severity)
    return Checked(title, service.name if service else "", severity, chosen)


def _first_name(command: Declare, playbook: Playbook, severity: str, now: datetime) -> str:
    """What its channel is to be called; one that was there before is called what it is."""
    if command.there is not None:
        return command.there.name
    return naming.free_name(wanted_name(command, playbook, severity, now), command.taken)


def wanted_name(command: Declare, playbook: Playbook, severity: str, now: datetime) -> str:
    """The channel's name before anybody else's is considered; a drill's says what it is."""
    name = _name(command, playbook, severity, now)
    return naming.for_practice(name) if command.drill else name


def _name(command: Declare, playbook: Playbook, severity: str, now: datetime) -> str:
    if command.private:
        return naming.private_name(command.number)
    service = playbook.service(command.service)
    zone = (service.time_zone if service else None) or playbook.time_zone
    return naming.base_name(
        playbook.channel_name,
        number=command.number,
        service=service.name if service else "",
        title=one_line(command.title),
        severity=severity,
        at=now.astimezone(ZoneInfo(zone)),
    )


def announce_in(
    playbook: Playbook, severity: str, origin: str | None, private: bool, drill: bool
) -> tuple[str, ...]:
    """Where people are told: nowhere for a private one, the drill's channel for a drill."""
    if private:
        return ()
    if drill:
        return playbook.drill_announce
    everywhere = [*playbook.announce, *playbook.severity(severity).announce]
    return tuple(dict.fromkeys([origin, *everywhere] if origin else everywhere))


def steps_at(
    playbook: Playbook, severity: str, now: datetime, *moments: Moment
) -> tuple[StepState, ...]:
    """The playbook's lines for these moments, with the times that they are due."""
    return tuple(
        StepState(
            key=step.key,
            words=step.words,
            moment=step.moment,
            role=step.role,
            due=now + step.within if step.within else None,
            offers=step.offers,
            done_by=step.done_by,
            while_open=step.while_open,
        )
        for moment in moments
        for step in playbook.steps_for(moment, severity)
    )


def _first_roles(command: Declare, now: datetime, playbook: Playbook) -> Iterator[Event]:
    service = playbook.service(command.service)
    for role in playbook.roles:
        person: Person | None = command.roles.get(role.key)
        if person is None and service and not command.private:
            person = playbook.lead(service, role.key, now)
        if person is None or not is_person(person):
            continue
        if person == command.by:
            yield RoleTaken(
                at=now, by=command.by, role=role.key, person=person, in_charge=role.in_charge
            )
        else:
            yield RoleAsked(at=now, by=command.by, role=role.key, person=person)


def declared(_: Incident | None, event: Declared) -> Incident:
    """The incident as it was raised; whoever raised it is in charge until somebody takes over."""
    return Incident(
        id=event.id,
        number=event.number,
        key=event.key,
        title=event.title,
        description=event.description,
        service=event.service,
        service_name=event.service_name,
        severity=event.severity,
        severity_confirmed=event.severity_confirmed,
        private=event.private,
        drill=event.drill,
        declarer=event.by,
        origin=event.where,
        in_charge=event.by,
        milestones=Milestones(raised=event.at),
        announce=event.announce,
        steps=event.steps,
        channel_name=event.channel_name,
        next_update=event.next_update,
        similar=event.similar,
        quiet=event.quiet,
        private_since=event.at if event.private else None,
        tell=event.tell,
        outside=event.outside,
        source=event.source,
        past=event.past,
        playbook_version=event.playbook_version,
        playbook_since=event.playbook_since,
        thread=event.thread,
        token=event.token,
    )


def make_real(
    incident: Incident, command: MakeReal, now: datetime, playbook: Playbook
) -> list[Event]:
    """The drill is told about where a real incident would be, and asks whom it would ask: what was
    answered and ticked for practice was not meant for this."""
    if not incident.drill:
        raise Refused("no_drill", number=incident.number)
    origin = None if incident.has_adopted else incident.origin
    everywhere = announce_in(playbook, incident.severity, origin, incident.private, False)
    every = playbook.severity(incident.severity).update_every
    made_real = MadeReal(
        at=now,
        by=command.by,
        where=command.where,
        announce=tuple(dict.fromkeys(map(incident.place, everywhere))),
        quiet=is_quiet(command),
        steps=steps_at(playbook, incident.severity, now, Moment.RAISED, Moment.SEVERITY),
        next_update=now + every if every else None,
        channel_name=_real_name(incident, command),
        tell=stakeholders.new(incident, playbook, incident.severity, incident.service, drill=False),
    )
    return [made_real, *_asked_anew(incident, command, now, playbook)]


def _real_name(incident: Incident, command: MakeReal) -> str | None:
    """Without the mark; None where there is no mark, or no channel that could be renamed."""
    wanted = naming.for_real(incident.channel_name)
    own = incident.channel
    if own is None or own.archived or own.adopted or wanted == incident.channel_name:
        return None
    return naming.free_name(wanted, command.taken)


def _asked_anew(
    incident: Incident, command: MakeReal, now: datetime, playbook: Playbook
) -> Iterator[Event]:
    """Who has a role, and the service's leads where nobody has; not whoever says it is real."""
    service = playbook.service(incident.service)
    for role in playbook.roles:
        held = incident.roles.get(role.key)
        asked = service is not None and not incident.private
        usual = playbook.lead(service, role.key, now) if service and asked else None
        person = held.person if held else usual
        if person is not None and is_person(person) and person != command.by:
            yield RoleAsked(at=now, by=command.by, role=role.key, person=person)


def made_real(incident: Incident, event: MadeReal) -> Incident:
    """The incident is no drill any more and is announced in more places."""
    announce = tuple(dict.fromkeys([*incident.announce, *event.announce]))
    tell = tuple(who for who in (*incident.tell, *event.tell) if who not in announce)
    name = event.channel_name or incident.channel_name
    channel = incident.channel and replace(incident.channel, name=name)
    return replace(
        incident,
        drill=False,
        announce=announce,
        tell=tell,
        quiet=event.quiet,
        steps=event.steps or incident.steps,
        next_update=event.next_update or incident.next_update,
        reminders=0,
        milestones=replace(incident.milestones, first_answer=None, first_update=None),
        channel_name=name,
        channel=channel if event.channel_name else incident.channel,
    )
