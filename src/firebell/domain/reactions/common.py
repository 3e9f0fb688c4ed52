"""Effects that several subjects name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from firebell.domain.commands import (
    Command,
    PassTime,
    RemindOfDataClock,
    RemindOfSteps,
    RemindOfUpdate,
)
from firebell.domain.effects import (
    ChannelMessage,
    ClearChannel,
    DirectMessage,
    Effect,
    InvitePeople,
    KeepMessage,
    KeepName,
    KeepTopic,
    Later,
    Rank,
    Say,
    Tell,
)
from firebell.domain.incident import (
    CARD,
    CONFIRMATION,
    SOURCE,
    THREAD,
    Incident,
    Person,
    StepState,
    told,
)
from firebell.domain.playbook import Loudness, is_person

MOST_INVITED = 100
"""People in one call (`conversations.invite`)."""

REMIND_BEFORE = timedelta(minutes=5)
REMIND_AFTER = timedelta(minutes=5)
IN_FLIGHT = timedelta(seconds=10)
"""Longer than a call that was sent before may take: after that nothing new comes in."""
REMIND_OF_CLOCK = timedelta(hours=24)
"""Before personal data has to be told of: a working day, for most."""


def lane(incident: Incident, channel: str) -> str:
    """The lane of an incident's messages in one channel, in which they go in event order."""
    return f"{incident.id}:{channel}"


def keep_topic() -> Effect:
    """Keep the topic as it should be now."""
    return Effect(body=KeepTopic(), reaction="show", target="topic", keep=True, rank=Rank.DECORATE)


def keep_name() -> Effect:
    """Keep the channel's name as it should be now."""
    return Effect(body=KeepName(), reaction="show", target="name", keep=True, rank=Rank.DECORATE)


def keep_card(incident: Incident) -> Effect | None:
    """Keep the card in the incident's channel or thread true; None before there is either."""
    if incident.channel is None:
        there = incident.thread_message
        return keep_in_thread(incident, there.channel) if there is not None else None
    channel = incident.channel.id
    return Effect(
        body=KeepMessage(slot=CARD, channel=channel),
        reaction="show",
        target=f"{CARD}:{channel}",
        keep=True,
        lane=lane(incident, channel),
    )


def keep_in_thread(incident: Incident, place: str) -> Effect:
    """Keep the card true that stands in the thread of the announcement in this place."""
    return Effect(
        body=KeepMessage(slot=THREAD, channel=place, thread=told(place)),
        reaction="show",
        target=THREAD,
        keep=True,
        lane=lane(incident, place),
    )


def show_card(incident: Incident) -> Iterator[Effect]:
    """The card follows the incident, where it can be changed."""
    if incident.channel is None or not incident.channel.archived:
        yield from present(keep_card(incident))


def keep_confirmation(incident: Incident) -> Effect:
    """Keep the one message true that tells whoever raised the incident how far it has come."""
    return Effect(
        body=KeepMessage(slot=CONFIRMATION, channel=incident.declarer),
        reaction="show",
        target=CONFIRMATION,
        keep=True,
        rank=Rank.PEOPLE,
    )


def keep_told(incident: Incident, place: str) -> Effect:
    """Keep the announcement in one place true."""
    return Effect(
        body=KeepMessage(slot=told(place), channel=place),
        reaction="show",
        target=told(place),
        keep=True,
        lane=lane(incident, place),
    )


def show(incident: Incident) -> Iterator[Effect]:
    """Everything that shows the incident follows it: topic, card, announcements."""
    if not incident.tells:
        return
    own = incident.channel
    if own is not None and not own.archived and not own.adopted:
        yield keep_topic()
    yield from show_card(incident)
    for place in incident.announce:
        yield keep_told(incident, place)


def invite(people: Iterable[Person], reaction: str) -> Iterator[Effect]:
    """These people, a hundred at a time, in the order given."""
    everyone = list(dict.fromkeys(person for person in people if is_person(person)))
    for start in range(0, len(everyone), MOST_INVITED):
        chunk = tuple(everyone[start : start + MOST_INVITED])
        yield Effect(
            body=InvitePeople(people=chunk),
            reaction=reaction,
            target=f"people-{start // MOST_INVITED}",
            rank=Rank.FIRST,
        )


def place_loudness(incident: Incident, place: str, loud: Loudness) -> Loudness:
    """Where it was raised never above `@here`; drills ping nobody."""
    if incident.drill:
        return Loudness.NONE
    return loud.at_most(Loudness.HERE) if place == incident.origin else loud


def say(
    incident: Incident,
    what: ChannelMessage,
    channel: str,
    loud: Loudness = Loudness.NONE,
    thread: str | None = None,
) -> Effect:
    """Say in a channel what the event means there, once."""
    return Effect(
        body=Say(what=what, channel=channel, loud=loud, thread=thread),
        reaction=f"say-{what}",
        target=channel,
        lane=lane(incident, channel),
    )


def say_inside(incident: Incident, what: ChannelMessage) -> Iterator[Effect]:
    """Say in the incident's own channel, or in the thread where it lives, what the event means
    there, where it can be read."""
    if incident.home is not None:
        yield in_its_thread(incident, what, incident.home)
    elif incident.channel and not incident.channel.archived:
        yield say(incident, what, incident.channel.id)


def in_its_thread(incident: Incident, what: ChannelMessage, home: str) -> Effect:
    """Say it in the thread of the announcement there; what is said beside that has another key."""
    effect = say(incident, what, home, thread=told(home))
    return replace(effect, reaction=f"thread-{what}")


def elsewhere(incident: Incident) -> tuple[str, ...]:
    """Where people are told, but for the place in whose thread it lives: that hears what is said
    inside."""
    home = incident.home
    if home is None:
        return incident.announce
    return tuple(place for place in incident.announce if incident.place(place) != home)


def say_at_its_source(incident: Incident, what: ChannelMessage) -> Iterator[Effect]:
    """Say it in the thread of the message that it was raised from, where that can be written in;
    of a private one nothing is said there."""
    source = incident.source
    if source is not None and source.writable and not incident.private:
        yield say(incident, what, source.channel, thread=SOURCE)


def tell(what: DirectMessage, person: Person) -> Effect:
    """Tell one person directly what the event means for them, once."""
    return Effect(body=Tell(what=what, person=person), reaction=f"tell-{what}", target=person)


def ask(person: Person, role: str) -> Effect:
    """Ask one person directly to take a role."""
    what = DirectMessage.ASK
    body = Tell(what=what, person=person, role=role)
    return Effect(body=body, reaction=f"tell-{what}:{role}", target=person)


def later(command: Command, delay: timedelta, target: str) -> Effect:
    """Carry out a command after a delay (at once where the delay is past)."""
    return Effect(
        body=Later(command=command),
        reaction="later",
        target=target,
        rank=Rank.LATER,
        delay=max(delay, timedelta()),
    )


def remind(promised: datetime | None, now: datetime) -> Iterator[Effect]:
    """One reminder before the promised time and one after it; at that time whatever names it as
    one to come is made anew."""
    if promised is None:
        return
    command = RemindOfUpdate(by=None, promised=promised)
    yield later(command, promised - REMIND_BEFORE - now, "remind-before")
    yield later(PassTime(by=None, moment=promised), promised - now, "remind-passed")
    yield later(command, promised + REMIND_AFTER - now, "remind-overdue")


def remind_of_steps(steps: Iterable[StepState], now: datetime) -> Iterator[Effect]:
    """When the time of a step has passed, what names it is made anew, and whoever has it told."""
    for number, due in enumerate(sorted({step.due for step in steps if step.due is not None})):
        yield later(PassTime(by=None, moment=due), due - now, f"steps-passed-{number}")
        yield later(RemindOfSteps(by=None), due - now, f"steps-late-{number}")


def remind_of_clock(incident: Incident, now: datetime) -> Iterator[Effect]:
    """Before the time is over, once; closing the incident does not end it."""
    ends = incident.data_clock_ends
    if ends is not None and now < ends and not incident.clock_reminded:
        yield later(RemindOfDataClock(by=None), ends - REMIND_OF_CLOCK - now, "data-clock")


def leave(incident: Incident) -> Iterator[Effect]:
    """There is a channel to go on in, so the others can be put away."""
    for channel in incident.leaving:
        yield clear(incident, channel, last=True)


def clear(incident: Incident, channel: str, *, last: bool = False) -> Effect:
    """Remove what is ours from a channel; the last time when nothing new can come in."""
    return Effect(
        body=ClearChannel(channel=channel, name=incident.leaving[channel], last=last),
        reaction="leave" if last else "clear",
        target=channel,
        rank=Rank.FIRST,
        lane=lane(incident, channel),
        delay=IN_FLIGHT if last else timedelta(),
    )


def present(*effects: Effect | None) -> Iterator[Effect]:
    """The effects among these that are not None."""
    for effect in effects:
        if effect is not None:
            yield effect
