"""What became private is shown to nobody outside any more: neither what was said nor where.

The order is that of danger: what people can read now is taken back first; the channel that is left
is put away last, when nothing of ours is in it any more and there is another one to go on in.
"""

from __future__ import annotations

from collections.abc import Iterator

from firebell.domain.effects import (
    ArchiveChannel,
    CancelInside,
    ChannelMessage,
    DirectMessage,
    Effect,
    Reaction,
    RepublishHomes,
    TakeBackPosts,
)
from firebell.domain.events import (
    ChannelCleared,
    ChannelPutAside,
    DataClockReminded,
    MadePrivate,
    PrivacyChanged,
)
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook, is_person
from firebell.domain.reactions.common import (
    clear,
    keep_confirmation,
    keep_told,
    lane,
    remind_of_clock,
    say,
    show,
    tell,
)
from firebell.domain.reactions.raising import create_channel, read_groups


def made_private(
    before: Incident, event: MadePrivate, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Everything that was said is taken back; those who are named go on in a new channel."""
    yield CancelInside()
    yield create_channel(after)
    invited = [who for who in playbook.private_invite if is_person(who)]
    yield TakeBackPosts(spared=tuple(dict.fromkeys([*event.people, *invited])))
    for place in before.announce:
        yield keep_told(after, place)
    for channel in after.leaving:
        yield clear(after, channel)
    if before.channel is not None and before.channel.adopted and not before.channel.archived:
        yield say(after, ChannelMessage.LEFT_BEHIND, before.channel.id)
    if event.line:
        for place in event.places:
            yield say(after, ChannelMessage.PUBLIC_LINE, place)
    yield RepublishHomes()
    yield keep_confirmation(after)
    yield from read_groups(after, playbook)
    yield from remind_of_clock(after, event.at)


def privacy_changed(
    before: Incident, event: PrivacyChanged, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Its channel was converted in the chat: what was said elsewhere is taken back just so."""
    if after.private and after.channel is not None:
        yield TakeBackPosts(spared=(after.channel.id, *after.members))
        for place in before.announce:
            yield keep_told(after, place)
        yield RepublishHomes()
        yield from remind_of_clock(after, event.at)
    yield from show(after)


def channel_put_aside(
    before: Incident, event: ChannelPutAside, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """A channel that came too late is left like the others."""
    yield clear(after, event.channel)
    if after.channel is not None:
        yield clear(after, event.channel, last=True)


def channel_cleared(
    before: Incident, event: ChannelCleared, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Whoever is still there reads one line; then the channel is put away."""
    if event.archived:
        return
    yield say(after, ChannelMessage.LEFT_BEHIND, event.channel)
    yield Effect(
        body=ArchiveChannel(channel=event.channel),
        reaction="archive",
        target=event.channel,
        lane=lane(after, event.channel),
    )


def data_clock_reminded(
    before: Incident, event: DataClockReminded, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Only the time and what it is."""
    yield tell(DirectMessage.DATA_CLOCK, event.person)
