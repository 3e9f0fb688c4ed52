"""Whom the playbook names and nobody found: the channel hears of it, and whoever raised it."""

from __future__ import annotations

from collections.abc import Iterator

from firebell.domain.effects import ChannelMessage, Reaction
from firebell.domain.events import NamesUnresolved
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.domain.reactions.common import keep_confirmation, say_inside


def names_unresolved(
    before: Incident, event: NamesUnresolved, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Before there is a channel, its creation says so."""
    yield from say_inside(after, ChannelMessage.UNRESOLVED)
    yield keep_confirmation(after)
