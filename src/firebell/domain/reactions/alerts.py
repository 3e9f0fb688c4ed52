"""Alerts that join an incident, and their end: one line in its own channel."""

from __future__ import annotations

from collections.abc import Iterator

from firebell.domain.effects import ChannelMessage, Reaction
from firebell.domain.events import AlertEnded, AlertJoined
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.domain.reactions.common import say_inside


def joined(
    before: Incident, event: AlertJoined, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Another one fires."""
    yield from say_inside(after, ChannelMessage.ALERT_JOINED)


def ended(
    before: Incident, event: AlertEnded, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """It fires no more; whether users are affected is asked."""
    yield from say_inside(after, ChannelMessage.ALERT_ENDED)
