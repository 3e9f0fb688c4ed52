"""What the chat gave back. A report is never refused, in any status; what is known is no event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from firebell.domain import naming
from firebell.domain.commands import (
    ReportArchived,
    ReportChannel,
    ReportChannelWaits,
    ReportFailure,
    ReportGroup,
    ReportInvited,
    ReportMessage,
    ReportMessageGone,
    ReportNameTaken,
)
from firebell.domain.effect_names import DEFECT, UNREADABLE, EffectName
from firebell.domain.events import (
    ChannelArchived,
    ChannelCreated,
    ChannelNameTaken,
    ChannelPutAside,
    EffectFailed,
    Event,
    GroupRead,
    MessageGone,
    MessagePosted,
    PeopleInvited,
)
from firebell.domain.incident import CARD, Channel, Incident, MessageRef, Person
from firebell.domain.moves import channel_waits, in_thread, unresolved
from firebell.domain.moves.members import successor_of
from firebell.domain.moves.roles import vacated, without_offers_to
from firebell.domain.playbook import Playbook, is_person
from firebell.domain.pseudonyms import is_pseudonym


def channel(
    incident: Incident, report: ReportChannel, now: datetime, playbook: Playbook
) -> list[Event]:
    """The channel was made, unless that is known already. One that was still made openly when
    the incident had become private never becomes its own."""
    if incident.channel and incident.channel.id == report.channel:
        return []
    if incident.moved_by is not None and report.name != incident.channel_name:
        if report.channel in incident.leaving:
            return []
        return [ChannelPutAside(at=now, where=report.channel, channel=report.channel)]
    return [
        ChannelCreated(
            at=now,
            where=report.channel,
            channel=report.channel,
            name=report.name,
            channel_name=_real_name(incident, report, playbook),
        )
    ]


def _real_name(incident: Incident, report: ReportChannel, playbook: Playbook) -> str | None:
    """Without the mark of a drill, where the drill was made real before its channel was there; None
    where the name is what it is to be."""
    wanted = naming.for_real(report.name)
    if incident.drill or wanted == report.name:
        return None
    own = naming.base_name(
        playbook.channel_name,
        number=incident.number,
        service=incident.service_name,
        title=incident.title,
        severity=incident.severity,
        at=incident.milestones.raised,
    )
    return None if naming.for_real(own) != own else naming.free_name(wanted, report.taken)


def name_taken(
    incident: Incident, report: ReportNameTaken, now: datetime, _: Playbook
) -> list[Event]:
    """The next name that nobody has reserved."""
    if report.name != incident.channel_name:
        return []
    if (incident.channel is not None) is not report.renaming:
        return []
    next_name = naming.next_name(report.name, report.taken)
    return [ChannelNameTaken(at=now, name=report.name, next_name=next_name)]


def invited(incident: Incident, report: ReportInvited, now: datetime, _: Playbook) -> list[Event]:
    """Who is in, and who could not be added, as far as that is news; of a channel that has been
    left since, nothing is."""
    if _elsewhere(incident, report.where):
        return []
    people = tuple(person for person in report.people if person not in incident.members)
    outside = {who: why for who, why in report.refused.items() if who not in incident.members}
    holders = [*incident.roles.values(), *incident.offered.values()]
    counted_on = {held.person for held in holders}
    refused = {
        who: why
        for who, why in outside.items()
        if incident.refused.get(who) != why or who in counted_on
    }
    if not people and not refused:
        return []
    return [_invited(incident, people, refused, now)]


def _invited(
    incident: Incident, people: tuple[Person, ...], refused: Mapping[Person, str], now: datetime
) -> PeopleInvited:
    """Who is not in the channel holds nothing; whoever raised it is in charge in their place."""
    leads = incident.in_charge in refused and incident.in_charge != incident.declarer
    rest = [who for who in (incident.declarer, *incident.members, *people) if who not in refused]
    return PeopleInvited(
        at=now,
        people=people,
        refused=refused,
        roles=tuple(role for role, held in incident.roles.items() if held.person in refused),
        in_charge=successor_of(incident, rest) if leads else None,
    )


def group(
    incident: Incident, report: ReportGroup, now: datetime, playbook: Playbook
) -> list[Event]:
    """The members of a group are known. One that was asked for while the incident was open to all
    brings nobody into it once it was made private."""
    if incident.moved_by is not None and report.group not in playbook.private_invite:
        return []
    if not report.people:
        return unresolved.of_group(incident, report, now, playbook)
    return [GroupRead(at=now, people=report.people)]


def message(incident: Incident, report: ReportMessage, now: datetime, _: Playbook) -> list[Event]:
    """A lasting message was posted, unless it is known to stand there already. The card of a
    channel that has been left since is none."""
    has_left = incident.channel is not None or incident.moved_by is not None
    if report.slot == CARD and has_left and _elsewhere(incident, report.channel):
        return []
    there = incident.messages.get(report.slot)
    if there and (there.channel, there.ts) == (report.channel, report.ts):
        return []
    return [
        MessagePosted(
            at=now,
            where=report.channel,
            slot=report.slot,
            channel=report.channel,
            ts=report.ts,
            link=report.link,
        )
    ]


def message_gone(
    incident: Incident, report: ReportMessageGone, now: datetime, _: Playbook
) -> list[Event]:
    """Somebody deleted the card, which people go by: it is posted anew. An announcement that
    somebody removed from their channel stays away."""
    if incident.home is not None:
        return in_thread.gone(incident, report, now)
    card, channel = incident.messages.get(CARD), incident.channel
    if card is None or (card.channel, card.ts) != (report.channel, report.ts) or incident.expired:
        return []
    if channel is None or channel.archived or channel.id != card.channel:
        return []
    return [MessageGone(at=now, where=card.channel, slot=CARD, channel=card.channel, ts=card.ts)]


def failure(
    incident: Incident, report: ReportFailure, now: datetime, playbook: Playbook
) -> list[Event]:
    """An effect failed for good, as its report says. Without the channel people are told."""
    failed = EffectFailed(
        at=now,
        effect=report.effect,
        what=report.what,
        target=report.target,
        reason=report.reason,
        part_of_raising=report.part_of_raising,
        asked_by=report.asked_by,
    )
    if report.what is not EffectName.CHANNEL:
        return [failed, *in_thread.failed(incident, report, now)]
    return [failed, *channel_waits.waits(incident, ReportChannelWaits(), now, playbook)]


def archived(incident: Incident, report: ReportArchived, now: datetime, _: Playbook) -> list[Event]:
    """The channel was put away, or brought back; a channel that was left before is another."""
    if _elsewhere(incident, report.where):
        return []
    if incident.channel is None or incident.channel.archived == report.archived:
        return []
    return [
        ChannelArchived(at=now, by=report.by, where=incident.channel.id, archived=report.archived)
    ]


def _elsewhere(incident: Incident, channel: str | None) -> bool:
    """Whether this is told of another channel than the incident has now."""
    own = incident.channel
    return channel is not None and (own is None or own.id != channel)


def channel_created(incident: Incident, event: ChannelCreated) -> Incident:
    """The incident has a channel of its own, under the name that it was given, or is to get. What
    lived in a thread lives there from now on."""
    name = event.channel_name or event.name
    return replace(
        incident,
        channel=Channel(id=event.channel, name=name),
        channel_name=name,
        channel_waits=False,
        thread=None,
        moving=False,
    )


def channel_name_taken(incident: Incident, event: ChannelNameTaken) -> Incident:
    """The next name is the one that is wanted."""
    channel = incident.channel and replace(incident.channel, name=event.next_name)
    return replace(incident, channel_name=event.next_name, channel=channel)


def people_invited(incident: Incident, event: PeopleInvited) -> Incident:
    """Members, and those who could not be added."""
    refused = {
        person: reason
        for person, reason in {**incident.refused, **event.refused}.items()
        if person not in event.people
    }
    members = tuple(dict.fromkeys([*incident.members, *event.people]))
    entered = incident.entered or bool(event.people)
    dropped = [incident.roles[role].person for role in event.roles]
    offered = [held.person for held in incident.offered.values() if held.person in event.refused]
    # The offers go first, so that none of these is asked in place of another of them.
    incident = vacated(without_offers_to(incident, event.refused), event.roles)
    return replace(
        incident,
        members=members,
        refused=refused,
        entered=entered,
        dropped=tuple(dict.fromkeys([*incident.dropped, *dropped, *offered])),
        in_charge=event.in_charge or incident.in_charge,
    )


def group_read(incident: Incident, event: GroupRead) -> Incident:
    """The groups' people, for when the channel exists."""
    people = tuple(dict.fromkeys([*incident.group_members, *event.people]))
    return replace(incident, group_members=people)


def message_posted(incident: Incident, event: MessagePosted) -> Incident:
    """The incident knows where its lasting message stands."""
    ref = MessageRef(channel=event.channel, ts=event.ts, link=event.link)
    return replace(incident, messages={**incident.messages, event.slot: ref})


def message_gone_from(incident: Incident, event: MessageGone) -> Incident:
    """The message stands nowhere."""
    rest = {slot: ref for slot, ref in incident.messages.items() if slot != event.slot}
    return replace(incident, messages=rest)


def effect_failed(incident: Incident, event: EffectFailed) -> Incident:
    """Whom the chat lets nobody write to directly is known."""
    if event.reason in (DEFECT, UNREADABLE):
        return incident
    match event.what:
        case EffectName.CONFIRMATION:
            person = incident.declarer
        case EffectName.DIRECT_MESSAGE if _is_a_person(event.target):
            person = event.target
        case _:
            return incident
    return replace(incident, unreached={**incident.unreached, person: event.reason})


def _is_a_person(target: str) -> bool:
    """Whether it names one, by id or by what stands in its place: an incident whose people were
    taken out of it is still what its events make of it."""
    return is_person(target) or is_pseudonym(target)


def channel_archived(incident: Incident, event: ChannelArchived) -> Incident:
    """The incident's channel is marked as archived, or as brought back."""
    if incident.channel is None:
        return incident
    return replace(incident, channel=replace(incident.channel, archived=event.archived))
