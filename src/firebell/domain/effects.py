"""What the world must be told or given, as data. One effect is one writing call (what looks for
whatever is there, a sweep or the clearing of a channel, is as many as it finds).

A *post* is sent once, in event order within its lane. A *keep* is one row per target, rendered
from the incident when it is sent; the newest version wins. Payloads hold facts, never words.
When words leave the record, a post that said them is done anew (`SayAnew`), and so is one that
asked for something that has been answered (`ShowAnswers`): it is changed where it stands.
What holds of every effect of a kind (it belongs to raising, it must not be done twice, it needs
the incident's channel) is said by the body's base classes and asked of the body alone.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import ClassVar

from firebell.domain.commands import Command
from firebell.domain.effect_names import EffectName
from firebell.domain.incident import CARD, CONFIRMATION, Incident, Person
from firebell.domain.playbook import Loudness


class ChannelMessage(StrEnum):
    """What is said in a channel. Part of the keys of stored effects: never rename a value."""

    NOT_ADDED = "not_added"
    UNRESOLVED = "unresolved"
    ROLE_OPEN = "role_open"
    MADE_REAL = "made_real"
    IN_CHARGE = "in_charge"
    UPDATED = "updated"
    SEVERITY = "severity"
    CLOSED = "closed"
    TIMES_SAID = "times_said"
    SAME_AS_THIS = "same_as_this"
    REOPENED = "reopened"
    CHANNEL_ARCHIVED = "channel_archived"
    MEMBER_LEFT = "member_left"
    NOT_REACHED = "not_reached"
    RECORD_REMOVED = "record_removed"
    NEWS = "news"
    PUBLIC_LINE = "public_line"
    LEFT_BEHIND = "left_behind"
    NUDGED = "nudged"


class DirectMessage(StrEnum):
    """What one person is told. Part of the keys of stored effects: never rename a value."""

    ASK = "ask"
    BROUGHT_IN = "brought_in"
    TAKEOVER_ASKED = "takeover_asked"
    ROLE_PASSED = "role_passed"
    ROLE_DECLINED = "role_declined"
    ANSWER_MISSED = "answer_missed"
    LEAD_NOT_ADDED = "lead_not_added"
    SEVERITY_ASKED = "severity_asked"
    UPDATE_DUE = "update_due"
    CLOSED = "closed"
    TIMES_ASKED = "times_asked"
    REVIEW_ASKED = "review_asked"
    FAILED = "failed"
    UNPINGED = "unpinged"
    RECORD_REMOVED = "record_removed"
    DATA_CLOCK = "data_clock"
    HANDOVER = "handover"
    HANDOVER_OFFERED = "handover_offered"
    HANDOVER_DECLINED = "handover_declined"
    HANDOVER_MISSED = "handover_missed"
    HANDOVER_OVER = "handover_over"
    NUDGED = "nudged"
    STEPS_LATE = "steps_late"
    NEWS = "news"
    NOT_DELIVERED = "not_delivered"


NAME_THE_TITLE = frozenset(
    {
        ChannelMessage.MADE_REAL,
        ChannelMessage.SEVERITY,
        ChannelMessage.CLOSED,
        ChannelMessage.SAME_AS_THIS,
        ChannelMessage.REOPENED,
        ChannelMessage.NUDGED,
        ChannelMessage.NEWS,
        DirectMessage.NEWS,
        DirectMessage.ASK,
        DirectMessage.CLOSED,
        DirectMessage.SEVERITY_ASKED,
        DirectMessage.UPDATE_DUE,
        DirectMessage.NUDGED,
    }
)
"""What is said and told with the incident's title in it."""
QUOTE_THE_EVENT = frozenset(
    {
        ChannelMessage.UPDATED,
        ChannelMessage.SEVERITY,
        ChannelMessage.CLOSED,
        ChannelMessage.REOPENED,
        ChannelMessage.PUBLIC_LINE,
        ChannelMessage.NEWS,
        DirectMessage.NEWS,
        DirectMessage.CLOSED,
    }
)
"""What is said and told with words in it that somebody typed for the event."""
QUOTE_THE_RECORD = frozenset({DirectMessage.HANDOVER, ChannelMessage.NEWS, DirectMessage.NEWS})
"""What is told with words of the record in it, whichever they are."""

Asking = ChannelMessage | DirectMessage
ABOUT_A_ROLE: frozenset[Asking] = frozenset(
    {
        DirectMessage.ASK,
        DirectMessage.ROLE_DECLINED,
        DirectMessage.ANSWER_MISSED,
        DirectMessage.LEAD_NOT_ADDED,
        ChannelMessage.ROLE_OPEN,
        ChannelMessage.NUDGED,
        DirectMessage.NUDGED,
        ChannelMessage.UNRESOLVED,
        ChannelMessage.NOT_ADDED,
    }
)
"""What asks for somebody: answered when the role has somebody."""
WHILE_OPEN: frozenset[Asking] = frozenset(
    {
        *ABOUT_A_ROLE,
        DirectMessage.HANDOVER,
        DirectMessage.HANDOVER_DECLINED,
        DirectMessage.HANDOVER_MISSED,
        DirectMessage.SEVERITY_ASKED,
        DirectMessage.UPDATE_DUE,
        ChannelMessage.SEVERITY,
        ChannelMessage.REOPENED,
    }
)
"""What has buttons that make no sense once the incident is closed."""

SAID_OPENLY = (ChannelMessage.PUBLIC_LINE, ChannelMessage.LEFT_BEHIND)
"""What is said of a private incident where others read it: its number, and what was confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(ABC):
    """What one effect does. The answers here hold where no subclass gives another."""

    @property
    @abstractmethod
    def effect_name(self) -> EffectName:
        """What people call it where they read about it."""

    @property
    def part_of_raising(self) -> bool:
        """Whether it stands in the declarer's list of how far raising has come."""
        return False

    @property
    def addressee(self) -> str | None:
        """Who alone would read it: a person, or a channel where many do; None for anything else."""
        return None

    def may_be_repeated(self, _: Incident, /) -> bool:
        """Whether doing it twice is as good as once; else it is looked for after doubt."""
        return True

    def pointless_without(self, _: str, /) -> bool:
        """Whether nobody needs it any more once this channel, the incident's own, is archived."""
        return False

    @property
    def goes_to(self) -> str | None:
        """The channel or the person with whom it leaves something to read that nothing keeps true;
        it is taken back when the incident becomes private."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfRaising(Body):
    """What stands in the declarer's list of how far raising has come."""

    @property
    def part_of_raising(self) -> bool:
        """Whether it stands there: always."""
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyOnce(Body):
    """What would stand twice if it were done twice, so it is looked for first after doubt."""

    def may_be_repeated(self, _: Incident, /) -> bool:
        """Whether doing it twice is as good as once: never."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class InOwnChannel(Body):
    """What is done in the incident's own channel, whichever that is when it is done."""

    def pointless_without(self, _: str, /) -> bool:
        """Whether nobody needs it once that channel is archived: always."""
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateChannel(PartOfRaising, OnlyOnce):
    """Make the incident's channel under a name that is reserved for it."""

    effect_name: ClassVar[EffectName] = EffectName.CHANNEL
    name: str
    private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitePeople(PartOfRaising, InOwnChannel):
    """Bring these people into the channel, at most a hundred, the declarer first."""

    effect_name: ClassVar[EffectName] = EffectName.PEOPLE
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadGroup(PartOfRaising):
    """Learn who belongs to a group."""

    effect_name: ClassVar[EffectName] = EffectName.GROUP
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStakeholders(Body):
    """Learn who belongs to a group that the playbook tells."""

    effect_name: ClassVar[EffectName] = EffectName.GROUP
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPurpose(PartOfRaising, InOwnChannel):
    """Say in the channel's purpose what it is for."""

    effect_name: ClassVar[EffectName] = EffectName.PURPOSE


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepTopic(PartOfRaising, InOwnChannel):
    """Keep the topic of the incident's channel true."""

    effect_name: ClassVar[EffectName] = EffectName.TOPIC


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepName(InOwnChannel):
    """Keep the name of the incident's channel the one that the incident has."""

    effect_name: ClassVar[EffectName] = EffectName.NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepMessage(PartOfRaising):
    """Keep a lasting message true: `slot` says which, `channel` where (a person for a direct one).

    Only its first appearance may be loud (`place_loudness`): a changed message pings nobody.
    """

    slot: str
    channel: str

    @property
    def effect_name(self) -> EffectName:
        """The card and the confirmation have names of their own; the rest announces."""
        own = {CARD: EffectName.CARD, CONFIRMATION: EffectName.CONFIRMATION}
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
        """The card's channel, which the incident may leave; what stands elsewhere is kept true."""
        return self.channel if self.slot == CARD else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PinCard(PartOfRaising):
    """Pin the card, which stands at `channel`, `ts`, so that it stays at hand."""

    effect_name: ClassVar[EffectName] = EffectName.PIN
    channel: str
    ts: str

    def pointless_without(self, channel: str, /) -> bool:
        """Whether it stands there; a successor of the channel has a card of its own."""
        return self.channel == channel


@dataclass(frozen=True, slots=True, kw_only=True)
class AddBookmark(PartOfRaising, OnlyOnce, InOwnChannel):
    """Put a document above the channel."""

    effect_name: ClassVar[EffectName] = EffectName.BOOKMARK
    title: str
    url: str


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
    """Tell one person directly what the event means for them; `role` is what they are asked to be.

    Asking a lead belongs to raising. Nothing else that is told does.
    """

    what: DirectMessage
    person: Person
    role: str | None = None

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
class ArchiveChannel(Body):
    """Archive a channel of the incident."""

    effect_name: ClassVar[EffectName] = EffectName.ARCHIVING
    channel: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack(Body):
    """Delete or reword what another effect (its key) has left for people to read."""

    effect_name: ClassVar[EffectName] = EffectName.TAKING_BACK
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearChannel(Body):
    """Leave nothing of the bot's own in a channel that the incident has left: messages, files,
    bookmarks; its name becomes `name`, its topic and purpose say nothing.

    Like a sweep it looks what is there, and may be repeated. `last` says that nothing new comes
    in any more, so that what is found to be clear stays so.
    """

    effect_name: ClassVar[EffectName] = EffectName.CLEARING
    channel: str
    name: str
    last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteLines(InOwnChannel):
    """Delete the chat's own lines that say which topic, purpose and name the bot gave its channel.

    Each repeats a title. It waits until the channel is called what it is to be called.
    """

    effect_name: ClassVar[EffectName] = EffectName.LINES


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep(Body):
    """Look for doubles of what was repeated after doubt; keep the oldest."""

    effect_name: ClassVar[EffectName] = EffectName.SWEEP
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Later(Body):
    """A command that comes due; it first asks whether it still makes sense."""

    effect_name: ClassVar[EffectName] = EffectName.LATER
    command: Command


class Rank(StrEnum):
    """What is claimed first: people in the channel, then who must know, then
    those outside the chat, then decoration."""

    FIRST = "0-first"
    PEOPLE = "1-people"
    TELL = "2-tell"
    OUTSIDE = "2-tell-outside"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SayAnew:
    """What was said with words that have left the record is put in other words, where it stands.

    `events` are those that held the words; `titles`: they were a title, so that more than these
    named them; `documents` are the records with the words in them, by who asked (an event's id).
    `everything`: whatever could not be changed while its channel was archived.
    """

    events: frozenset[str] = frozenset()
    titles: bool = False
    documents: frozenset[str] = frozenset()
    everything: bool = False

    def concerns(self, event: str, body: Body) -> bool:
        """Whether this effect, which the event brought, may have said the words."""
        match body:
            case Say(what=what) | Tell(what=what) if what in QUOTE_THE_RECORD:
                return self.everything or self.titles or bool(self.events)
            case Say() | Tell():
                quotes = body.what in QUOTE_THE_EVENT and (self.everything or event in self.events)
                return quotes or ((self.titles or self.everything) and body.what in NAME_THE_TITLE)
            case SetPurpose():
                return self.titles or self.everything
            case ShareRecord():
                return event in self.documents
            case _:
                return False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowAnswers:
    """What asked for something shows, where it stands, what became of it: its buttons go.

    `of` is which of it; `role` is the role alone that it may have been about. What showed its
    answer already is left as it is, unless it is shown `again`.
    """

    of: frozenset[Asking]
    role: str | None = None
    again: bool = False

    def concerns(self, body: Body, answered: bool) -> bool:
        """Whether this effect asked for it, and shows no answer yet."""
        if not isinstance(body, Say | Tell) or (answered and not self.again):
            return False
        role = body.role if isinstance(body, Tell) else None
        return body.what in self.of and (None in (self.role, role) or role == self.role)


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelInside:
    """Whatever still waits to be done in the incident's own channel is not done in the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackPosts:
    """Everything that may have left something to read is taken back: of all channels and people
    but those that are `spared`, or of these alone."""

    spared: tuple[str, ...] = ()
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RepublishHomes:
    """Every Home that shows the incident is made anew."""


Reaction = (
    Effect
    | CancelLater
    | CancelPosts
    | CancelInside
    | SayAnew
    | ShowAnswers
    | TakeBackPosts
    | RepublishHomes
)
