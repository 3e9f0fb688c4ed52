"""Each failure that a person can act on reaches that person. A notice begets no notice."""

from __future__ import annotations

from collections.abc import Iterator

from firebell.domain.effects import CancelPosts, Effect, Reaction, Tell
from firebell.domain.events import ChannelArchived, EffectFailed
from firebell.domain.incident import Incident, told
from firebell.domain.playbook import Playbook
from firebell.domain.reactions.common import keep_confirmation, say

RAISING = (
    "CreateChannel",
    "InvitePeople",
    "ReadGroup",
    "SetPurpose",
    "KeepTopic",
    "KeepMessage",
    "PinCard",
    "AddBookmark",
)
"""What belongs to raising: its failures stand in the declarer's list of steps."""


def effect_failed(
    before: Incident, event: EffectFailed, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The declarer's list shows what belongs to raising; whoever asked hears of the rest."""
    if event.what in RAISING or "/tell-ask:" in event.effect:
        yield keep_confirmation(after)
    elif event.what != "Tell":
        person = event.asked_by or after.in_charge
        yield Effect(body=Tell(what="failed", person=person), reaction="tell-failed", target=person)


def channel_archived(
    before: Incident, event: ChannelArchived, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """What waits to be written there can't be; one line where people were told."""
    if not event.archived or after.channel is None:
        return
    yield CancelPosts(channel=after.channel.id)
    if after.is_open:
        for place in after.announce:
            yield say(after, "channel_archived", place, thread=told(place))
