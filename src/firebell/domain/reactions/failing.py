"""Each failure that a person can act on reaches that person. A notice begets no notice."""

from __future__ import annotations

from collections.abc import Iterator

from firebell.domain.effect_names import DEFECT, EffectName
from firebell.domain.effects import (
    CancelPosts,
    ChannelMessage,
    DirectMessage,
    Reaction,
    SayAnew,
)
from firebell.domain.events import ChannelArchived, EffectFailed
from firebell.domain.incident import Incident, told
from firebell.domain.playbook import Playbook
from firebell.domain.reactions.common import keep_confirmation, say, say_inside, show, tell
from firebell.domain.reactions.stakeholders import not_delivered


def effect_failed(
    before: Incident, event: EffectFailed, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The declarer's list shows what belongs to raising; whoever asked hears of the rest, and
    whoever made it private of both: the list may be somebody else's.

    A list that we can't make tells nothing of itself: then the declarer hears it plainly. Whom
    Slack lets nobody write to is named once where the others are.
    """
    if event.what in (EffectName.STAKEHOLDERS, EffectName.PUBLICATION):
        yield not_delivered(after, playbook)
        return
    if event.what is EffectName.PAGE:
        yield tell(DirectMessage.NOT_DELIVERED, after.who_can_act)
        return
    broken = event.what is EffectName.CONFIRMATION and event.reason == DEFECT
    listed = event.part_of_raising and not broken
    if listed:
        yield keep_confirmation(after)
    if after.unreached.keys() != before.unreached.keys():
        yield from say_inside(after, ChannelMessage.NOT_REACHED)
    told_plainly = not listed or after.moved_by is not None
    if told_plainly and event.what is not EffectName.DIRECT_MESSAGE:
        yield tell(DirectMessage.FAILED, event.asked_by or after.who_can_act)


def channel_archived(
    before: Incident, event: ChannelArchived, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """What waits to be written there can't be; one line where people were told.

    Once it is brought back, what was said there before words left the record can be changed.
    """
    if after.channel is None:
        return
    if not event.archived:
        if after.redacted:
            yield SayAnew(everything=True)
            yield from show(after)
        return
    yield CancelPosts(channel=after.channel.id)
    if after.is_open:
        for place in after.announce:
            yield say(after, ChannelMessage.CHANNEL_ARCHIVED, place, thread=told(place))
