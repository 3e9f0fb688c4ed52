"""What a team's own process brings: the card follows, and a neighbour's team is told."""

from __future__ import annotations

from collections.abc import Iterator

from firebell.domain import events as e
from firebell.domain.effects import ChannelMessage, DirectMessage, Reaction
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.domain.reactions.common import say, show_card, tell


def shown_on_card(
    before: Incident, event: e.Event, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """What was ticked or answered stands on the card."""
    yield from show_card(after)


def neighbour_told(
    before: Incident, event: e.NeighbourTold, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Once, where its team reads; of a private one the number alone. The card shows it."""
    number = after.private
    if event.channel is not None:
        what = ChannelMessage.NEIGHBOUR_NUMBER if number else ChannelMessage.NEIGHBOUR
        yield say(after, what, event.channel)
    elif event.person is not None:
        to_one = DirectMessage.NEIGHBOUR_NUMBER if number else DirectMessage.NEIGHBOUR
        yield tell(to_one, event.person)
    yield from show_card(after)
