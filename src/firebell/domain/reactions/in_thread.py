"""What lives in a thread is to go on in a channel of its own."""

from __future__ import annotations

from collections.abc import Iterator

from firebell.domain.effects import Reaction
from firebell.domain.events import MovedToChannel
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.domain.reactions.common import keep_confirmation, show_card
from firebell.domain.reactions.raising import create_channel, read_groups


def moved_to_channel(
    before: Incident, event: MovedToChannel, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The channel is made, as when one is raised; until it is there the thread is where it is."""
    yield create_channel(after)
    yield keep_confirmation(after)
    yield from show_card(after)
    yield from read_groups(after, playbook)
