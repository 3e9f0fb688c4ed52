"""Adopting: the incident lives in a channel that was there before.

Such a channel stays what it is: Firebell neither names, describes nor archives it, and of a private
one nobody is brought in whom the playbook names, since they could read what was written before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from firebell.domain.commands import Declare, ThereAlready
from firebell.domain.events import ChannelAdopted, Event
from firebell.domain.incident import Channel, Incident
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused


def may_be_adopted(there: ThereAlready, playbook: Playbook) -> None:
    """Raises Refused where another incident has the channel, or incidents are announced in it."""
    if there.holder is not None:
        raise Refused("adopt_held", "title", number=there.holder)
    if there.held:
        raise Refused("adopt_held_by_other", "title")
    announced = {*playbook.announce, *playbook.drill_announce}
    announced.update(place for severity in playbook.severities for place in severity.announce)
    if announced.intersection((there.channel, f"#{there.name}")):
        raise Refused("adopt_announced", "title")


def adopted(command: Declare, now: datetime) -> Iterator[Event]:
    """The channel is the incident's own from now on."""
    there = command.there
    if there is not None:
        yield ChannelAdopted(
            at=now,
            by=command.by,
            where=there.channel,
            channel=there.channel,
            name=there.name,
            people=there.people,
        )


def channel_adopted(incident: Incident, event: ChannelAdopted) -> Incident:
    """The incident has a channel, and those who are in it."""
    return replace(
        incident,
        channel=Channel(id=event.channel, name=event.name, adopted=True),
        channel_name=event.name,
        members=event.people,
        entered=bool(event.people),
    )
