"""What follows when a place turns out to be another, or lets nobody be pinged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from firebell.domain.effects import CancelPosts, DirectMessage, Reaction
from firebell.domain.events import PingRefused, PlaceKnown
from firebell.domain.incident import Incident, told
from firebell.domain.playbook import Playbook
from firebell.domain.reactions.common import keep_confirmation, keep_told, tell

ALL_PLACES = timedelta(seconds=1)
"""By then it was said in the other places too, and one message names them all."""


def place_known(
    before: Incident, event: PlaceKnown, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Where people are told under the id already, nothing is said under the name. Else what stands
    there under the name is known, or is said now, under the id."""
    if event.channel in before.announce:
        yield CancelPosts(channel=event.reference)
    elif told(event.reference) not in before.messages and (after.tells or after.home is not None):
        yield keep_told(after, event.channel)


def ping_refused(
    before: Incident, event: PingRefused, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Whoever raised it reads where nobody was pinged, and so does whoever said it was worse, or
    real, or open again, or over."""
    yield keep_confirmation(after)
    if event.person is not None:
        yield replace(tell(DirectMessage.UNPINGED, event.person), delay=ALL_PLACES)
