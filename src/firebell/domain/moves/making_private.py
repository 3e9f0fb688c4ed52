"""Making an incident private that was raised openly: it goes on in a channel of its own making.

It is private from the moment of the decision. Until the new channel is there, whoever decided it
answers for it; then those whom the chat says are in that channel, and nobody else.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from firebell.domain import naming
from firebell.domain.commands import MakePrivate, RemindOfDataClock, ReportCleared
from firebell.domain.events import (
    ChannelCleared,
    ChannelPutAside,
    DataClockReminded,
    Event,
    MadePrivate,
)
from firebell.domain.incident import CARD, Exposure, Incident
from firebell.domain.moves import unresolved
from firebell.domain.moves.roles import vacated, without_offers_to
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused
from firebell.domain.stakeholders import is_outside
from firebell.domain.typed_text import one_line

LONGEST_LINE = 300
"""Characters of what is said publicly: one line, not a report."""


def make_private(
    incident: Incident, command: MakePrivate, now: datetime, playbook: Playbook
) -> list[Event]:
    """Who is not brought along has no role in it any more; somebody who is in it is in charge."""
    if incident.private:
        raise Refused("private_already", number=incident.number)
    line = one_line(command.line)
    if len(line) > LONGEST_LINE:
        raise Refused("line_too_long", "line", most=LONGEST_LINE)
    people = tuple(dict.fromkeys([command.by, *command.people]))
    lapsed = [role for role, held in incident.roles.items() if held.person not in people]
    return [
        MadePrivate(
            at=now,
            by=command.by,
            where=command.where,
            channel_name=naming.free_name(private_name(incident), command.taken),
            old_name=_old_name(incident, command),
            people=people,
            roles=tuple(lapsed),
            in_charge=incident.in_charge if incident.in_charge in people else command.by,
            since=incident.milestones.raised,
            readers=tuple(sorted({*incident.members, *command.readers})),
            places=announced_in(incident),
            line=line,
            archived=incident.channel is not None and incident.channel.archived,
            outside_places=incident.told_outside,
        ),
        *unresolved.of_privacy(now, playbook),
    ]


def private_name(incident: Incident) -> str:
    """What its private channel is to be called."""
    name = naming.private_name(incident.number)
    return naming.for_practice(name) if incident.drill else name


def announced_in(incident: Incident) -> tuple[str, ...]:
    """The channels where an announcement of it stands, or where stakeholders were told."""
    announced = [ref.channel for slot, ref in incident.messages.items() if slot.startswith("told:")]
    told = [who for who in incident.tell if who[:1] in ("C", "G") and not is_outside(who)]
    return tuple(dict.fromkeys([*announced, *told]))


def _old_name(incident: Incident, command: MakePrivate) -> str:
    """Its number; what is reserved for this incident already is as good."""
    wanted = naming.number_name(incident.number)
    mine = {incident.channel_name, incident.old_name}
    return wanted if wanted in mine else naming.free_name(wanted, command.taken)


def made_private(incident: Incident, event: MadePrivate) -> Incident:
    """Nobody sees it but whoever decided it; what showed it is known no more, but for what has to
    be reworded. A channel that was there before is not put away: what was said in it goes."""
    own = incident.channel
    leaves = own is not None and not own.archived and not own.adopted
    others = {held.person for held in incident.offered.values()}.difference(event.people)
    incident = vacated(without_offers_to(incident, others), event.roles)
    return replace(
        incident,
        private=True,
        announce=(),
        channel=None,
        channel_name=event.channel_name,
        old_name=event.old_name,
        leaving={**incident.leaving, **({own.id: event.old_name} if own and leaves else {})},
        messages={slot: ref for slot, ref in incident.messages.items() if slot != CARD},
        members=(),
        entered=False,
        channel_waits=False,
        thread=None,
        moving=False,
        helpers=(),
        group_members=(),
        refused={},
        dropped=(),
        unresolved={},
        awaited=(),
        in_charge=event.in_charge,
        moved_by=event.by,
        brought=event.people,
        private_since=incident.private_since or event.at,
        exposure=Exposure(
            since=event.since,
            until=event.at,
            by=event.by,
            readers=event.readers,
            places=event.places,
            archived=event.archived,
            outside=event.outside_places,
        ),
    )


def cleared(incident: Incident, report: ReportCleared, now: datetime, _: Playbook) -> list[Event]:
    """A channel that is being left holds nothing of the bot's own any more."""
    if report.where is None or report.where not in incident.leaving:
        return []
    return [
        ChannelCleared(
            at=now,
            where=report.where,
            channel=report.where,
            left=report.left,
            archived=report.archived,
        )
    ]


def channel_cleared(incident: Incident, event: ChannelCleared) -> Incident:
    """The channel has been left."""
    rest = {channel: name for channel, name in incident.leaving.items() if channel != event.channel}
    return replace(incident, leaving=rest)


def channel_put_aside(incident: Incident, event: ChannelPutAside) -> Incident:
    """One channel more that is to be left."""
    return replace(incident, leaving={**incident.leaving, event.channel: incident.old_name})


def remind(incident: Incident, _: RemindOfDataClock, now: datetime, __: Playbook) -> list[Event]:
    """Once, while there is time: whoever is in charge."""
    ends = incident.data_clock_ends
    if ends is None or now >= ends or incident.clock_reminded:
        return []
    return [DataClockReminded(at=now, person=incident.who_can_act, ends=ends)]


def clock_reminded(incident: Incident, _: DataClockReminded) -> Incident:
    """Nobody is reminded twice."""
    return replace(incident, clock_reminded=True)
