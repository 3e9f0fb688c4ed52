"""What the world must be told or given, as data. One effect is one writing call.

A *post* is sent once, in event order within its lane. A *keep* is one row per target, rendered
from the incident when it is sent; the newest version wins. Payloads hold facts, never words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from firebell.domain.commands import Command
from firebell.domain.incident import Person
from firebell.domain.playbook import Loudness


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What one effect does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateChannel(Body):
    """Make the incident's channel under a name that is reserved for it."""

    name: str
    private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitePeople(Body):
    """Bring these people into the channel, at most a hundred, the declarer first."""

    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadGroup(Body):
    """Learn who belongs to a group."""

    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPurpose(Body):
    """Say in the channel's purpose what it is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepTopic(Body):
    """Keep the topic true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepMessage(Body):
    """Keep a lasting message true: `slot` says which, `channel` where (a person for a direct one).

    Only its first appearance may be loud (`place_loudness`): a changed message pings nobody.
    """

    slot: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PinCard(Body):
    """Pin the card."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddBookmark(Body):
    """Put a document above the channel."""

    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Say(Body):
    """Say in a channel what the event means there. `thread` is the slot whose thread it joins."""

    what: str
    channel: str
    loud: Loudness = Loudness.NONE
    thread: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell(Body):
    """Tell one person directly what the event means for them."""

    what: str
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveChannel(Body):
    """Put the channel away."""

    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRecord(Body):
    """Put the record so far into the channel, or to a person directly, as a file."""

    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep(Body):
    """Look for doubles of what was repeated after doubt; keep the oldest."""

    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Later(Body):
    """A command that comes due; it first asks whether it still makes sense."""

    command: Command


class Rank(StrEnum):
    """What is claimed first: people in the channel, then who must know, then decoration."""

    FIRST = "0-first"
    PEOPLE = "1-people"
    TELL = "2-tell"
    DECORATE = "3-decorate"
    LATER = "4-later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One effect as a reaction names it.

    `reaction` and `target` make its key together with the event's id; `keep` rows are one per
    incident and target; posts with the same `lane` go in event order; `delay` is from now.
    """

    body: Body
    reaction: str
    target: str
    rank: Rank = Rank.TELL
    keep: bool = False
    lane: str | None = None
    delay: timedelta = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelLater:
    """Nothing that was to come due for this incident makes sense any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelPosts:
    """Whatever still waits to be written in this channel can't be any more (it is archived)."""

    channel: str


Reaction = Effect | CancelLater | CancelPosts
