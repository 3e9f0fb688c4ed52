"""What the world must be told or given, as data. One effect is one writing call.

A *post* is sent once, in event order within its lane. A *keep* is one row per target, rendered
from the incident when it is sent; the newest version wins. Payloads hold facts, never words.
How an effect may be treated (repeated, cancelled, shown to the declarer) is a trait of its body.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import ClassVar

from firebell.domain.commands import Command
from firebell.domain.effect_names import EffectName
from firebell.domain.incident import CARD, Incident, Person
from firebell.domain.playbook import Loudness


class ChannelMessage(StrEnum):
    """What is said in channels as things happen."""

    NOT_ADDED = "not_added"
    MADE_REAL = "made_real"
    IN_CHARGE = "in_charge"
    UPDATED = "updated"
    SEVERITY = "severity"
    CLOSED = "closed"
    REOPENED = "reopened"
    CHANNEL_ARCHIVED = "channel_archived"


class DirectMessage(StrEnum):
    """What one person hears directly."""

    ASK = "ask"
    ROLE_PASSED = "role_passed"
    ROLE_DECLINED = "role_declined"
    ANSWER_MISSED = "answer_missed"
    SEVERITY_ASKED = "severity_asked"
    UPDATE_DUE = "update_due"
    CLOSED = "closed"
    REVIEW_ASKED = "review_asked"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What one effect does. The capitals are traits of its kind, the methods those of this one."""

    NAME: ClassVar[EffectName]
    RAISES: ClassVar[bool] = False
    REPEATABLE: ClassVar[bool] = True
    IN_OWN_CHANNEL: ClassVar[bool] = False

    @property
    def called(self) -> EffectName:
        """What it is called where people read of it."""
        return self.NAME

    @property
    def is_part_of_raising(self) -> bool:
        """Whether it stands in the list of steps that the declarer sees when something fails."""
        return self.RAISES

    def is_repeatable(self, incident: Incident) -> bool:
        """Whether doing it twice is as good as once; else it is looked for after doubt."""
        return self.REPEATABLE

    def writes_in(self, channel: str) -> bool:
        """Whether it can't be done once this channel, the incident's own, is archived."""
        return self.IN_OWN_CHANNEL


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateChannel(Body):
    """Make the incident's channel under a name that is reserved for it."""

    NAME = EffectName.CHANNEL
    RAISES = True
    REPEATABLE = False

    name: str
    private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitePeople(Body):
    """Bring these people into the channel, at most a hundred, the declarer first."""

    NAME = EffectName.PEOPLE
    RAISES = True
    IN_OWN_CHANNEL = True

    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadGroup(Body):
    """Learn who belongs to a group."""

    NAME = EffectName.GROUP
    RAISES = True

    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPurpose(Body):
    """Say in the channel's purpose what it is for."""

    NAME = EffectName.PURPOSE
    RAISES = True
    IN_OWN_CHANNEL = True


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepTopic(Body):
    """Keep the topic true."""

    NAME = EffectName.TOPIC
    RAISES = True
    IN_OWN_CHANNEL = True


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepMessage(Body):
    """Keep a lasting message true: `slot` says which, `channel` where (a person for a direct one).

    Only its first appearance may be loud (`place_loudness`): a changed message pings nobody.
    """

    NAME = EffectName.ANNOUNCEMENT
    RAISES = True

    slot: str
    channel: str

    @property
    def called(self) -> EffectName:
        return EffectName.CARD if self.slot == CARD else EffectName.ANNOUNCEMENT

    def is_repeatable(self, incident: Incident) -> bool:
        return self.slot in incident.messages

    def writes_in(self, channel: str) -> bool:
        return self.channel == channel


@dataclass(frozen=True, slots=True, kw_only=True)
class PinCard(Body):
    """Pin the card."""

    NAME = EffectName.PIN
    RAISES = True

    channel: str
    ts: str

    def writes_in(self, channel: str) -> bool:
        return self.channel == channel


@dataclass(frozen=True, slots=True, kw_only=True)
class AddBookmark(Body):
    """Put a document above the channel."""

    NAME = EffectName.BOOKMARK
    RAISES = True
    REPEATABLE = False
    IN_OWN_CHANNEL = True

    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Say(Body):
    """Say in a channel what the event means there. `thread` is the slot whose thread it joins."""

    NAME = EffectName.MESSAGE
    REPEATABLE = False

    what: ChannelMessage
    channel: str
    loud: Loudness = Loudness.NONE
    thread: str | None = None

    def writes_in(self, channel: str) -> bool:
        return self.channel == channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell(Body):
    """Tell one person directly what the event means for them; `role` is the one they are asked."""

    NAME = EffectName.LEAD_ASKED
    REPEATABLE = False

    what: DirectMessage
    person: Person
    role: str | None = None

    @property
    def is_part_of_raising(self) -> bool:
        return self.what is DirectMessage.ASK


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveChannel(Body):
    """Put the channel away."""

    NAME = EffectName.ARCHIVING

    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRecord(Body):
    """Put the record so far into the channel, or to a person directly, as a file."""

    NAME = EffectName.RECORD
    REPEATABLE = False

    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep(Body):
    """Look for doubles of what was repeated after doubt; keep the oldest."""

    NAME = EffectName.DOUBLES

    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Later(Body):
    """A command that comes due; it first asks whether it still makes sense."""

    NAME = EffectName.LATER

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
