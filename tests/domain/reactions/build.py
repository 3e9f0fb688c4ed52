"""What tests of the reactions expect, written out: each effect as its whole value.

The incident is the one of `tests.domain.build`: INC-1, raised by Alice in #help, told there and
in #incidents, with its own channel C1.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from firebell.domain import effects as e
from firebell.domain.commands import (
    ChaseAnswer,
    Command,
    PassTime,
    RemindOfDataClock,
    RemindOfUpdate,
)
from firebell.domain.events import Event
from firebell.domain.lifecycle import apply
from firebell.domain.playbook import Loudness, Playbook
from firebell.domain.reactions import reactions
from tests.domain.build import NOW, PLAYBOOK, incident_after

TOPIC = e.Effect(
    body=e.KeepTopic(), reaction="show", target="topic", keep=True, rank=e.Rank.DECORATE
)
CARD = e.Effect(
    body=e.KeepMessage(slot="card", channel="C1"),
    reaction="show",
    target="card:C1",
    keep=True,
    lane="incident-1:C1",
)
CONFIRMATION = e.Effect(
    body=e.KeepMessage(slot="confirmation", channel="UALICE"),
    reaction="show",
    target="confirmation",
    keep=True,
    rank=e.Rank.PEOPLE,
)


def announced(*places: str) -> list[e.Reaction]:
    """The announcement in each of these channels."""
    return [
        e.Effect(
            body=e.KeepMessage(slot=f"told:{place}", channel=place),
            reaction="show",
            target=f"told:{place}",
            keep=True,
            lane=f"incident-1:{place}",
        )
        for place in places
    ]


SHOWN: list[e.Reaction] = [TOPIC, CARD, *announced("CHELP", "CINCIDENTS")]
"""Everything that shows the incident."""


def created(name: str, *, private: bool = False) -> e.Effect:
    """The channel is made."""
    body = e.CreateChannel(name=name, private=private)
    return e.Effect(body=body, reaction="raise", target="channel", rank=e.Rank.FIRST)


def group_read(group: str) -> e.Effect:
    """The group's people are looked up."""
    body = e.ReadGroup(group=group)
    return e.Effect(body=body, reaction="raise", target=group, rank=e.Rank.PEOPLE)


def invited(reaction: str, *people: str, part: int = 0) -> e.Effect:
    """These people are brought into the channel."""
    return e.Effect(
        body=e.InvitePeople(people=people),
        reaction=reaction,
        target=f"people-{part}",
        rank=e.Rank.FIRST,
    )


def said(
    what: e.ChannelMessage,
    channel: str,
    loud: Loudness = Loudness.NONE,
    thread: str | None = None,
) -> e.Effect:
    """A message in a channel."""
    return e.Effect(
        body=e.Say(what=what, channel=channel, loud=loud, thread=thread),
        reaction=f"say-{what.value}",
        target=channel,
        lane=f"incident-1:{channel}",
    )


def told(what: e.DirectMessage, person: str) -> e.Effect:
    """A direct message."""
    body = e.Tell(what=what, person=person)
    return e.Effect(body=body, reaction=f"tell-{what.value}", target=person)


def asked(person: str, role: str) -> e.Effect:
    """A person is asked to take a role."""
    body = e.Tell(what=e.DirectMessage.ASK, person=person, role=role)
    return e.Effect(body=body, reaction=f"tell-ask:{role}", target=person)


def answered(role: str | None = None) -> e.ShowAnswers:
    """Whatever asked for somebody, for this role or any, shows that there is somebody."""
    return e.ShowAnswers(of=e.ABOUT_A_ROLE, role=role)


OVER = e.ShowAnswers(of=e.WHILE_OPEN)
"""Whatever asked for something shows that it was closed."""


def later(command: Command, delay: timedelta, target: str) -> e.Effect:
    """A command comes due after a while."""
    return e.Effect(
        body=e.Later(command=command),
        reaction="later",
        target=target,
        rank=e.Rank.LATER,
        delay=delay,
    )


def chased(person: str, role: str, within: timedelta) -> e.Effect:
    """The lead is asked after, if they have not answered by then."""
    command = ChaseAnswer(by=None, role=role, person=person)
    return later(command, within, f"chase:{role}:{person}")


def reminded(promised: datetime, now: datetime = NOW) -> list[e.Reaction]:
    """Two reminders of a promised update, five minutes before it and five after it; at its time
    what names it is made anew."""
    five = timedelta(minutes=5)
    command = RemindOfUpdate(by=None, promised=promised)
    return [
        later(command, max(promised - five - now, timedelta()), "remind-before"),
        later(PassTime(by=None, moment=promised), promised - now, "remind-passed"),
        later(command, promised + five - now, "remind-overdue"),
    ]


def clocked(since: datetime, now: datetime = NOW) -> e.Effect:
    """A reminder, a day before the time in which personal data has to be told of is over."""
    return later(RemindOfDataClock(by=None), since + timedelta(hours=48) - now, "data-clock")


def reactions_to(event: Event, *before: Event, playbook: Playbook = PLAYBOOK) -> list[e.Reaction]:
    """What the world must hear of an event that happens after these, but for what follows from
    time alone: `test_silence` and `test_steps_late` see to the looks and to steps that are due."""
    earlier = incident_after(*before) if before else None
    found = reactions(earlier, event, apply(earlier, event), playbook)
    return [each for each in found if not _is_of_time(each)]


def _is_of_time(reaction: e.Reaction) -> bool:
    target = reaction.target if isinstance(reaction, e.Effect) else ""
    return target == "watch" or target.startswith("steps-")
