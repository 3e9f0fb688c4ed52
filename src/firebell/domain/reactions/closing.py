"""The end reaches everybody whom the beginning reached, one step quieter."""

from __future__ import annotations

from collections.abc import Iterator

from firebell.domain.commands import ArchiveDue
from firebell.domain.effects import (
    ArchiveChannel,
    CancelLater,
    ChannelMessage,
    DirectMessage,
    Effect,
    Rank,
    Reaction,
)
from firebell.domain.events import ArchiveAsked, Closed, Reopened, TimesSaid
from firebell.domain.incident import Incident, told
from firebell.domain.playbook import Loudness, Playbook
from firebell.domain.reactions.common import (
    elsewhere,
    keep_confirmation,
    later,
    place_loudness,
    remind,
    remind_of_clock,
    remind_of_steps,
    say,
    say_at_its_source,
    say_inside,
    show,
    tell,
)
from firebell.domain.reactions.raising import ask_severity, create_channel, read_groups
from firebell.domain.reactions.review import remind_of_review


def closed(
    before: Incident, event: Closed, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """A new message wherever people were told, which pings where they had heard of it before; the
    leads hear it directly. What lives in a thread ends in it, and the announcement above it says
    so."""
    yield CancelLater()
    yield from say_inside(after, ChannelMessage.CLOSED)
    if event.twin_channel is not None and not after.private:
        yield say(after, ChannelMessage.SAME_AS_THIS, event.twin_channel)
    quieter = playbook.severity(after.severity).loud.quieter()
    for place in elsewhere(after):
        loud = quieter if told(place) in before.messages else Loudness.NONE
        yield say(after, ChannelMessage.CLOSED, place, loud=place_loudness(after, place, loud))
    if after.source is not None and after.source.channel not in map(after.place, after.announce):
        yield from say_at_its_source(after, ChannelMessage.CLOSED)
    for person in leads(after):
        if person != event.by:
            yield tell(DirectMessage.CLOSED, person)
    yield from show(after)
    yield keep_confirmation(after)
    yield from _asked_afterwards(event)
    if event.archive_at is not None:
        yield later(ArchiveDue(by=None), event.archive_at - event.at, "archive")
    yield from remind_of_steps(event.steps, event.at)
    if not after.past:
        yield from remind_of_review(event.review_due, event.at)
        yield from remind_of_clock(after, event.at)


def _asked_afterwards(event: Closed) -> Iterator[Reaction]:
    """Once: for the times, whoever closed it by words alone; for the review, whoever has it and has
    not said so themselves. Who is asked for both hears of both at once."""
    asks_times = bool(event.assumed) and not event.by_form
    if asks_times:
        yield tell(DirectMessage.TIMES_ASKED, event.by)
    if event.reviewer is None:
        return
    unaware = event.fell_to and not event.by_form and not asks_times
    if event.reviewer != event.by or unaware:
        yield tell(DirectMessage.REVIEW_ASKED, event.reviewer)


def times_said(
    before: Incident, event: TimesSaid, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """What shows the times follows; the channel hears who said it."""
    yield from say_inside(after, ChannelMessage.TIMES_SAID)
    yield from show(after)


def leads(incident: Incident) -> tuple[str, ...]:
    """Who raised it, who is in charge, who has a role; each once."""
    holders = [assignment.person for assignment in incident.roles.values()]
    return tuple(dict.fromkeys([incident.declarer, incident.in_charge, *holders]))


def reopened(
    before: Incident, event: Reopened, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """People hear that it is not over; an archived channel gets a successor."""
    yield CancelLater()
    if event.channel_name is not None:
        yield create_channel(after)
        yield from read_groups(after, playbook)
    yield from say_inside(after, ChannelMessage.REOPENED)
    loud = Loudness.NONE if event.quiet else playbook.severity(after.severity).loud
    for place in elsewhere(after):
        yield say(after, ChannelMessage.REOPENED, place, loud=place_loudness(after, place, loud))
    yield from show(after)
    yield keep_confirmation(after)
    yield from remind(event.next_update, event.at)
    yield from ask_severity(after)
    yield from remind_of_clock(after, event.at)


def archive_asked(
    before: Incident, event: ArchiveAsked, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """The incident's channel is archived, where there is one."""
    if after.channel is not None:
        body = ArchiveChannel(channel=after.channel.id)
        yield Effect(body=body, reaction="archive", target="channel", rank=Rank.LATER)
