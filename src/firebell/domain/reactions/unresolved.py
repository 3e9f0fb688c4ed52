"""Whom the playbook names and nobody found: the channel hears of it, and whoever raised it. Who is
found later is brought in as at raising."""

from __future__ import annotations

from collections.abc import Iterator

from firebell.domain.effects import ChannelMessage, Effect, Rank, Reaction, ReadGroup
from firebell.domain.events import NamesAwaited, NamesFound, NamesUnresolved
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook, is_group, is_person
from firebell.domain.reactions.common import invite, keep_confirmation, say_inside
from firebell.domain.reactions.raising import bring_in, invited_references


def names_unresolved(
    before: Incident, event: NamesUnresolved, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Before there is a channel, its creation says so."""
    yield from say_inside(after, ChannelMessage.UNRESOLVED)
    yield keep_confirmation(after)


def names_awaited(
    before: Incident, event: NamesAwaited, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Whoever raised it reads that somebody is still to come."""
    yield keep_confirmation(after)


def names_found(
    before: Incident, event: NamesFound, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Who is invited comes in; a lead is asked by an event of their own. Before there is a channel,
    its creation brings people in; in a thread nobody is brought in."""
    wanted = set(invited_references(after, playbook)) & set(event.names.values())
    for group in sorted(filter(is_group, wanted)):
        body = ReadGroup(group=group)
        yield Effect(body=body, reaction="found", target=group, rank=Rank.PEOPLE)
    people = [who for who in sorted(wanted) if is_person(who) and who not in after.members]
    if after.channel is not None and after.home is None:
        yield from invite(people, "found")
        yield from bring_in(after, people)
    yield keep_confirmation(after)
