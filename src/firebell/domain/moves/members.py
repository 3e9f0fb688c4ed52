"""Who is in the incident's channel, as the chat says, and how private that channel is.

Reports: never refused. Whoever is not in the channel any more holds nothing in an open incident,
and nothing in a private one, of which they see nothing more.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from firebell.domain.commands import (
    ReportMember,
    ReportMemberLeft,
    ReportMembers,
    ReportPrivacy,
)
from firebell.domain.events import Event, MemberCame, MemberLeft, PrivacyChanged
from firebell.domain.incident import Exposure, Incident, Person
from firebell.domain.moves.follow_ups import left_by
from firebell.domain.moves.making_private import announced_in
from firebell.domain.moves.roles import vacated, without_offers_to
from firebell.domain.playbook import Playbook


def came(incident: Incident, report: ReportMember, now: datetime, _: Playbook) -> list[Event]:
    """Somebody is in the channel whom we did not know there."""
    if not _own(incident, report.where) or report.person in incident.members:
        return []
    return [MemberCame(at=now, where=report.where, person=report.person)]


def left(incident: Incident, report: ReportMemberLeft, now: datetime, _: Playbook) -> list[Event]:
    """Somebody is not in the channel any more; a private incident's roles do not stay with them."""
    if not _own(incident, report.where) or report.person not in incident.members:
        return []
    rest = [person for person in incident.members if person != report.person]
    event = _left(incident, report.person, rest, now, report.where)
    return [event, *_without_them(incident, event, now)]


def _without_them(incident: Incident, event: MemberLeft, now: datetime) -> list[Event]:
    """What they had to do: of a private incident they see nothing more, and in an open one they are
    not there to do it."""
    if not incident.private and not incident.is_open:
        return []
    return left_by(member_left(incident, event), event.person, now)


def compared(incident: Incident, report: ReportMembers, now: datetime, _: Playbook) -> list[Event]:
    """Whoever came or left without our hearing of it."""
    if not _own(incident, report.where):
        return []
    stay = [person for person in incident.members if person in report.people]
    new = sorted(report.people.difference(incident.members))
    known = incident.members if report.known is None else report.known
    gone = [who for who in incident.members if who not in report.people and who in known]
    events: list[Event] = [MemberCame(at=now, where=report.where, person=each) for each in new]
    for person in gone:
        event = _left(incident, person, [*stay, *new], now, report.where)
        events += [event, *_without_them(incident, event, now)]
        incident = member_left(incident, event)
    return events


def privacy(incident: Incident, report: ReportPrivacy, now: datetime, _: Playbook) -> list[Event]:
    """The incident is as private as its channel."""
    if not _own(incident, report.where) or incident.private == report.private:
        return []
    return [
        PrivacyChanged(
            at=now,
            by=report.by,
            where=report.where,
            private=report.private,
            places=announced_in(incident) if report.private else (),
            since=incident.milestones.raised if report.private else None,
            outside_places=incident.told_outside if report.private else (),
        )
    ]


def _own(incident: Incident, where: str | None) -> bool:
    """Whether it is told of the channel that the incident has now.

    Who is in there is not written down again of an incident that has expired: of a private one
    nobody is shown anything any more.
    """
    own = incident.channel
    return own is not None and own.id == where and not incident.expired


def _left(
    incident: Incident, person: Person, rest: Collection[Person], now: datetime, where: str | None
) -> MemberLeft:
    if not incident.private and not incident.is_open:
        return MemberLeft(at=now, where=where, person=person)
    roles = tuple(role for role, held in incident.roles.items() if held.person == person)
    successor = successor_of(incident, rest) if incident.in_charge == person else None
    return MemberLeft(at=now, where=where, person=person, roles=roles, in_charge=successor)


def successor_of(incident: Incident, rest: Collection[Person]) -> Person | None:
    """Who raised it, else whoever has a role, else, of a private one, whoever is there; nobody in
    an empty channel."""
    holders = [held.person for held in incident.roles.values() if held.on_it]
    anybody = rest if incident.private else ()
    return next((who for who in (incident.declarer, *holders, *anybody) if who in rest), None)


def member_came(incident: Incident, event: MemberCame) -> Incident:
    """The incident has one member more."""
    return replace(
        incident,
        members=(*incident.members, event.person),
        entered=True,
        refused={who: why for who, why in incident.refused.items() if who != event.person},
    )


def member_left(incident: Incident, event: MemberLeft) -> Incident:
    """One member less, and nobody has the roles that lapsed."""
    incident = without_offers_to(vacated(incident, event.roles), [event.person])
    return replace(
        incident,
        members=tuple(person for person in incident.members if person != event.person),
        entered=True,
        in_charge=event.in_charge or incident.in_charge,
    )


def privacy_changed(incident: Incident, event: PrivacyChanged) -> Incident:
    """What is private is announced nowhere from then on. Whoever is in its channel stays in it."""
    if not event.private:
        return replace(incident, private=False)
    exposure = Exposure(
        since=event.since or incident.milestones.raised,
        until=event.at,
        by=event.by,
        places=event.places,
        outside=event.outside_places,
    )
    return replace(
        incident,
        private=True,
        announce=(),
        exposure=exposure,
        private_since=incident.private_since or event.at,
    )
