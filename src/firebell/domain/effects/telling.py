"""What is left for people to read: kept true, said once, or given as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firebell.domain.effect_names import EffectName
from firebell.domain.effects.base import Body, OnlyOnce, PartOfRaising
from firebell.domain.effects.messages import SAID_OPENLY, ChannelMessage, DirectMessage
from firebell.domain.incident import (
    CARD,
    CONFIRMATION,
    THREAD,
    Incident,
    Paging,
    Person,
    ReviewCopy,
)
from firebell.domain.playbook import Loudness


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepMessage(PartOfRaising):
    """Keep a lasting message true: `slot` says which, `channel` where (a person for a direct one).

    Only its first appearance may be loud (`place_loudness`): a changed message pings nobody.
    `thread` is the slot whose thread it stands in.
    """

    slot: str
    channel: str
    thread: str | None = None

    @property
    def effect_name(self) -> EffectName:
        """The cards and the confirmation have names of their own; the rest announces."""
        own = {
            CARD: EffectName.CARD,
            THREAD: EffectName.THREAD_CARD,
            CONFIRMATION: EffectName.CONFIRMATION,
        }
        return own.get(self.slot, EffectName.ANNOUNCEMENT)

    @property
    def addressee(self) -> str:
        """Where it stands."""
        return self.channel

    def may_be_repeated(self, incident: Incident, /) -> bool:
        """Whether the message stands: then it is changed in place."""
        return self.slot in incident.messages

    def pointless_without(self, channel: str, /) -> bool:
        """Whether it stands there; what stands elsewhere is kept true."""
        return self.channel == channel

    @property
    def goes_to(self) -> str | None:
        """The card's channel, which the incident may leave, or its thread; what stands elsewhere is
        kept true."""
        return self.channel if self.slot in (CARD, THREAD) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Say(OnlyOnce):
    """Say in a channel what the event means there. `thread` is the slot whose thread it joins."""

    what: ChannelMessage
    channel: str
    loud: Loudness = Loudness.NONE
    thread: str | None = None

    @property
    def effect_name(self) -> EffectName:
        """What is said to stakeholders has a name of its own."""
        news = self.what is ChannelMessage.NEWS
        return EffectName.STAKEHOLDERS if news else EffectName.CHANNEL_MESSAGE

    def pointless_without(self, channel: str, /) -> bool:
        """Whether it is said there; what is said elsewhere is still said."""
        return self.channel == channel

    @property
    def goes_to(self) -> str | None:
        """The channel, unless it says nothing but what everybody may read."""
        return None if self.what in SAID_OPENLY else self.channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell(OnlyOnce):
    """Tell one person directly what the event means for them; `role` is what they are asked to be,
    `actions` are those (by their ids) that it is about.

    Asking a lead belongs to raising. Nothing else that is told does.
    """

    what: DirectMessage
    person: Person
    role: str | None = None
    actions: tuple[str, ...] = ()

    @property
    def effect_name(self) -> EffectName:
        """What stakeholders are told has a name of its own."""
        news = self.what is DirectMessage.NEWS
        return EffectName.STAKEHOLDERS if news else EffectName.DIRECT_MESSAGE

    @property
    def part_of_raising(self) -> bool:
        """Whether a lead is asked."""
        return self.what is DirectMessage.ASK

    @property
    def addressee(self) -> Person:
        """Who is told."""
        return self.person

    @property
    def goes_to(self) -> str | None:
        """The person."""
        return self.person


@dataclass(frozen=True, slots=True, kw_only=True)
class TellOutside(Body):
    """Tell a place outside the chat (`domain/stakeholders.py` names it) what the event means.

    Nobody can look there, so after doubt it is done once more: twice is better than not at all.
    """

    effect_name: ClassVar[EffectName] = EffectName.STAKEHOLDERS
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDuty(Body):
    """Say at a place that pages people (`domain/paging.py` names it) how the page stands now.

    Saying it twice changes nothing there: one incident has one page at each place.
    """

    effect_name: ClassVar[EffectName] = EffectName.PAGE
    place: str
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRecord(OnlyOnce):
    """Put the record so far into the channel, or to a person directly, as a file.

    Whoever asked for it hears when the channel was archived in between. Once words in it were
    removed it is done anew: the file is taken away.
    """

    effect_name: ClassVar[EffectName] = EffectName.RECORD
    channel: str

    @property
    def addressee(self) -> str:
        """Where it is put."""
        return self.channel

    @property
    def goes_to(self) -> str | None:
        """The channel, or the person."""
        return self.channel


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareReview(ShareRecord):
    """Put the review, up to this version, into the channel, or to a person directly, as a file."""

    effect_name: ClassVar[EffectName] = EffectName.REVIEW
    copy: ReviewCopy = ReviewCopy.MARKDOWN
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepCanvas(OnlyOnce):
    """Keep the canvas of the incident's channel the review that was published last.

    A channel has one canvas, so there is no double; after doubt the channel is asked for it.
    """

    effect_name: ClassVar[EffectName] = EffectName.CANVAS
    channel: str

    def pointless_without(self, channel: str, /) -> bool:
        """Whether it stands there."""
        return self.channel == channel

    @property
    def goes_to(self) -> str | None:
        """The channel."""
        return self.channel


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepPictures(Body):
    """Fetch the pictures of a message that was put on the record, to be kept with it."""

    effect_name: ClassVar[EffectName] = EffectName.PICTURES


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishHome(Body):
    """Make one person's Home anew, as they may see it when it is done."""

    effect_name: ClassVar[EffectName] = EffectName.HOME
    person: Person

    @property
    def addressee(self) -> Person:
        """Whose Home it is."""
        return self.person
