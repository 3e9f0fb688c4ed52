"""What an incident is: frozen values, changed only by `lifecycle.apply`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from firebell.domain import person
from firebell.domain.actions import Action
from firebell.domain.playbook import DoneBy, Moment, Offer, Playbook
from firebell.domain.status_pages import OnPage
from firebell.domain.team_fields import Answer

Person = person.Person


class Status(StrEnum):
    """Where an incident stands. The three open ones may follow each other in any order."""

    INVESTIGATING = "investigating"
    IDENTIFIED = "identified"
    MONITORING = "monitoring"
    CLOSED = "closed"


OPEN = (Status.INVESTIGATING, Status.IDENTIFIED, Status.MONITORING)


class Outcome(StrEnum):
    """How a closed incident ended."""

    RESOLVED = "resolved"
    FALSE_ALARM = "false_alarm"
    DUPLICATE = "duplicate"


class UserTime(StrEnum):
    """The moments that only people can know, by the names of their milestones. Stored with events:
    never rename a value."""

    AFFECTED_FROM = "affected_from"
    WORKING_SINCE = "working_since"


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """What the incident says of another one that it is the same as: its number and its opaque id,
    its channel where people can go there, whether it is private, and which it is the same as
    itself."""

    number: int
    id: str
    channel: str | None = None
    private: bool = False
    same_as: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Who holds a role, and whether they have answered: *asked*, then *on it*."""

    person: Person
    asked_at: datetime
    on_it: bool = False
    asked_again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Being in charge is offered to a person, who has not answered yet: by whom, and when."""

    person: Person
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """A line of the playbook in this incident, as it was worded when it came up. `late`: whoever
    has it was told that its time has passed."""

    key: str
    words: str
    moment: Moment
    role: str | None = None
    due: datetime | None = None
    offers: Offer | None = None
    ticked_by: Person | None = None
    ticked_at: datetime | None = None
    done_by: DoneBy | None = None
    late: bool = False
    while_open: bool = False


class Nudge(StrEnum):
    """What Firebell does about an incident of which nothing is heard. Stored: never rename one.

    While nobody is on it: the next role is asked, whom to ring is said, the places are told where
    it was announced, and for now it is let be. Of one that somebody has: the update that has not
    come is asked for in the channel. Then, in working time, whether it is still going; at last it
    is said that nobody is asked any more.
    """

    NEXT_ROLE = "next_role"
    CONTACT = "contact"
    PLACES = "places"
    LET_BE = "let_be"
    UPDATE_LATE = "update_late"
    STILL_GOING = "still_going"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """How long nothing has been heard, and what was done about it: `domain/moves/silence.py`.

    `number` is that of the look that counts; an older one is dropped. `heard` is when a person
    last did something with it, `nudges` how often Firebell has asked since, `nudged` when it did
    so last; `asked` is when anybody was last asked or reminded of anything. `spoken`: since it was
    raised somebody has said how it stands. `stopped`: it was said that nobody is asked any more.
    """

    number: int = 0
    heard: datetime | None = None
    nudges: int = 0
    nudged: datetime | None = None
    asked: datetime | None = None
    spoken: bool = False
    stopped: bool = False


class Paging(StrEnum):
    """How a page stands: nobody leads, somebody leads, or there is no reason for it any more.
    Stored: never rename one."""

    CALLED = "called"
    ANSWERED = "answered"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """The incident's channel: its id, its name, whether it is archived. One that was `adopted` was
    there before, and stays what it is."""

    id: str
    name: str
    archived: bool = False
    adopted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRef:
    """A message of ours that lasts: where it is, and its address where that was asked for."""

    channel: str
    ts: str
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The message that it was raised from: where it stands, the first message of its `thread`, and
    its address where that is known. Not `writable`: nothing can be said there."""

    channel: str
    ts: str
    thread: str
    link: str = ""
    writable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LastUpdate:
    """The last update: what is known, what is being done, who said so and when."""

    known: str
    doing: str
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestones:
    """The moments that figures come from; None until known. Those that are `assumed` nobody has
    said: whatever shows them marks them as such."""

    raised: datetime
    affected_from: datetime | None = None
    first_answer: datetime | None = None
    first_update: datetime | None = None
    working_since: datetime | None = None
    closed: datetime | None = None
    noticed: datetime | None = None
    assumed: tuple[UserTime, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How it was closed, by whom, and who writes the review; `thanks` go to all who did something.
    Of one that is the same as another: which, and where that goes on (its opaque id and its
    channel, where people may go there)."""

    outcome: Outcome
    summary: str
    by: Person
    at: datetime
    reviewer: Person | None = None
    review_due: datetime | None = None
    review_required: bool = False
    duplicate_of: int | None = None
    twin: str | None = None
    twin_channel: str | None = None
    thanks: tuple[Person, ...] = ()
    token: str = ""


class ReviewState(StrEnum):
    """Where a review stands. Stored: never rename one."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    ANNOUNCED = "announced"


class ReviewCopy(StrEnum):
    """As what the review is given to people. Stored: never rename one."""

    MARKDOWN = "markdown"
    WORD = "word"
    CANVAS = "canvas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """How far the review has come; its words stand in the events. `version` is the last one that
    was saved, `published` the one that people were told of, at `published_at`. `names`: people are
    named in it. `readers` were asked to read it; those who `commented` said something about the
    version that stands. `not_made` are the copies that could not be made, each with the reason. Who
    writes it, and by when, says the ending."""

    state: ReviewState = ReviewState.DRAFT
    version: int = 0
    published: int | None = None
    published_at: datetime | None = None
    names: bool = False
    readers: tuple[Person, ...] = ()
    commented: tuple[Person, ...] = ()
    not_made: Mapping[ReviewCopy, str] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        """Whether people were told of it, as it is."""
        return self.state in (ReviewState.PUBLISHED, ReviewState.ANNOUNCED)


DATA_CLOCK = timedelta(hours=72)
"""Within this long of its being known, a breach of personal data is told to the regulator, where
it has to be told at all (UK GDPR, article 33)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """What could be read before an incident became private: from when until when, by whom.

    `readers` were in its channel, `places` are where it had been announced, `by` made it private.
    `archived`: its channel had been put away already, so that its name and topic stay. `outside`
    are the places outside the chat that had been told, where nothing can be taken back.
    """

    since: datetime
    until: datetime
    by: Person | None = None
    readers: tuple[Person, ...] = ()
    places: tuple[str, ...] = ()
    archived: bool = False
    outside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Something that is wrong now and needs people.

    `id` is opaque, `number` is what people say (`INC-42`), `key` is the form's key that makes a
    second submission the same incident. `announce` are the channels that were chosen when it was
    raised; `told` is where they have been told, by channel. `members` are those who are in the
    incident's channel, as Slack says; `entered` says that somebody has been. `quiet`: its first
    announcement pings nobody. `expired`: it was kept as long as the playbook says, and nothing has
    happened to it since. `redacted`: words were removed from its record. `handover`: being in
    charge is offered to somebody. `promised_by` is who said when the next update comes, None where
    the playbook did. `watch` is kept beside what it is: two incidents are equal whatever was asked
    about them.

    `places` are channels that the playbook named by name, with the ids that they turned out to
    have. `unpinged` are channels where the chat let nobody be pinged, each with the event that was
    said there. `channel_waits`: its channel could not be made so far, so people are told without
    one; `helpers` came to help meanwhile. `unreached` are people whom the chat lets nobody write
    to directly, with its code.

    `offered` are those who were asked to take a role over from whoever is on it, `declined`
    whoever said that they can't take a role, `dropped` whoever had one and could not come into the
    channel. `joining` says since when somebody is on their way in. `unresolved` are names in the
    playbook that nobody was found for, each with the reason; `awaited` those that the chat has not
    answered for yet.

    `tell` are the stakeholders who hear of it (`domain/stakeholders.py`), `stakeholders` who
    belongs to the groups among them, `outside` the words that were last written for them, and
    `told_outside` the places outside the chat that have been told. `paging` is how each page
    stands that went out while nobody led it (`domain/paging.py`).

    `source` is the message that it was raised from. `past`: it was over before it was raised, and
    is on the record alone, with a channel where one was wanted.

    `factors` of the playbook were ticked, which make the severity `suggested` of it; `wanted` is
    the one that somebody chose, where its service never counts as that. `answers` are to the team's
    own questions, by the fields' keys. `told_services` are those before and behind whose teams were
    told, and when. `playbook_version` is the playbook that held for it last, since then.

    `thread` is the place in whose announcement's thread it lives, None where it is for a channel
    or has one; `moving`: it is to go on in a channel, which is not there yet.

    Of one that was made private: `moved_by` did it, `brought` are whom they named, `exposure` is
    what could be read until then, and `leaving` are channels that are to be cleared and put away,
    each with the name that it gets. `private_since` is when it was first known to be private.

    `actions` are those that were written down and not removed, in that order; `actions_added` is
    how many there ever were, which gives the next its id; `actions_look` is the number of the
    reminder of them that counts.

    `public` is what was marked for a status page, None where nothing was.
    """

    id: str
    number: int
    key: str
    title: str
    description: str
    service: str
    service_name: str
    severity: str
    severity_confirmed: bool
    private: bool
    drill: bool
    declarer: Person
    origin: str | None
    in_charge: Person
    milestones: Milestones
    announce: tuple[str, ...] = ()
    status: Status = Status.INVESTIGATING
    roles: Mapping[str, Assignment] = field(default_factory=dict)
    steps: tuple[StepState, ...] = ()
    channel_name: str = ""
    channel: Channel | None = None
    messages: Mapping[str, MessageRef] = field(default_factory=dict)
    group_members: tuple[Person, ...] = ()
    members: tuple[Person, ...] = ()
    refused: Mapping[Person, str] = field(default_factory=dict)
    last_update: LastUpdate | None = None
    next_update: datetime | None = None
    promised_by: Person | None = field(default=None, compare=False)
    reminders: int = 0
    severity_asks: int = field(default=0, compare=False)
    ending: Ending | None = None
    reopened: int = 0
    similar: int | None = None
    noted: tuple[str, ...] = ()
    entered: bool = False
    redacted: bool = False
    quiet: bool = False
    expired: bool = False
    moved_by: Person | None = None
    brought: tuple[Person, ...] = ()
    exposure: Exposure | None = None
    private_since: datetime | None = None
    old_name: str = ""
    clock_reminded: bool = False
    handover: Handover | None = None
    leaving: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    unpinged: Mapping[str, str] = field(default_factory=dict)
    channel_waits: bool = False
    helpers: tuple[Person, ...] = ()
    unreached: Mapping[Person, str] = field(default_factory=dict)
    watch: Watch = field(default=Watch(), compare=False)
    offered: Mapping[str, Assignment] = field(default_factory=dict)
    declined: tuple[Person, ...] = ()
    dropped: tuple[Person, ...] = ()
    joining: Mapping[Person, datetime] = field(default_factory=dict)
    unresolved: Mapping[str, str] = field(default_factory=dict)
    awaited: tuple[str, ...] = ()
    tell: tuple[str, ...] = ()
    stakeholders: tuple[Person, ...] = ()
    outside: str = ""
    told_outside: tuple[str, ...] = ()
    source: Source | None = None
    past: bool = False
    paging: Mapping[str, Paging] = field(default_factory=dict)
    factors: tuple[str, ...] = ()
    suggested: str = ""
    wanted: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    told_services: Mapping[str, datetime] = field(default_factory=dict)
    playbook_version: str = ""
    playbook_since: datetime | None = field(default=None, compare=False)

    def process(self, playbook: Playbook) -> Playbook:
        """What of the playbook concerns this incident: its service's part, and every role that
        somebody has in it."""
        return playbook.of(self.service, self.roles)

    actions: tuple[Action, ...] = ()
    actions_added: int = 0
    actions_look: int = field(default=0, compare=False)
    review: Review | None = None
    thread: str | None = None
    moving: bool = False
    public: OnPage | None = None
    token: str = ""

    @property
    def number_label(self) -> str:
        """What people type: `INC-42`."""
        return f"INC-{self.number}"

    @property
    def label(self) -> str:
        """What it is called wherever people read of it: `INC-42`, or `DRILL · INC-42`."""
        return f"{DRILL} · {self.number_label}" if self.drill else self.number_label

    @property
    def is_open(self) -> bool:
        """Whether it still needs people."""
        return self.status is not Status.CLOSED

    def action(self, id: str) -> Action | None:
        """The action with this id, or None where it was removed."""
        return next((action for action in self.actions if action.id == id), None)

    @property
    def has_adopted(self) -> bool:
        """Whether it lives in a channel that was there before."""
        return self.channel is not None and self.channel.adopted

    @property
    def has_let_go(self) -> bool:
        """Whether the channel that it lives in, which was there before, is its own no more: it is
        over, and the channel goes on with what it was for."""
        return self.has_adopted and not self.is_open

    @property
    def tells(self) -> bool:
        """Whether people are told of it: once there is a channel or its thread, or no channel can
        be made for now."""
        return self.is_somewhere or self.channel_waits

    @property
    def is_somewhere(self) -> bool:
        """Whether there is a channel or a thread where it is handled."""
        return self.channel is not None or self.thread_message is not None

    @property
    def home(self) -> str | None:
        """The place in whose thread it lives; None where it does not live in one."""
        return self.place(self.thread) if self.thread is not None else None

    @property
    def thread_message(self) -> MessageRef | None:
        """The announcement under which it lives, once that stands."""
        if self.thread is None:
            return None
        found = self.messages.get(told(self.place(self.thread)))
        return found or self.messages.get(told(self.thread))

    def place(self, channel: str) -> str:
        """A channel by its one identity: its id, once that is known of a name."""
        said = self.messages.get(told(channel))
        return self.places.get(channel) or (said.channel if said else channel)

    def new_places(self, places: Iterable[str]) -> tuple[str, ...]:
        """Those among these where people are not told of it, each by its one identity."""
        there = {*self.announce, *map(self.place, self.announce)}
        found = dict.fromkeys(self.place(place) for place in places)
        return tuple(place for place in found if place not in there)

    def people(self) -> tuple[Person, ...]:
        """Everyone with a part in it: the declarer, those in charge and with a role, members."""
        held = (*self.roles.values(), *self.offered.values())
        holders = (assignment.person for assignment in held)
        return tuple(dict.fromkeys([self.declarer, self.in_charge, *holders, *self.members]))

    @property
    def is_attended(self) -> bool:
        """Whether somebody is on it, or has said how it stands."""
        return self.watch.spoken or any(held.on_it for held in self.roles.values())

    @property
    def is_empty(self) -> bool:
        """Whether nobody has come into its channel yet."""
        return not self.entered and not self.members

    @property
    def keeper(self) -> Person:
        """Who answers for it while nobody is in its channel: who made it private, or raised it."""
        return self.moved_by or self.declarer

    @property
    def who_can_act(self) -> Person:
        """Who is in charge; of a private one that nobody is in yet, its keeper."""
        return self.keeper if self.private and self.is_empty else self.in_charge

    @property
    def review_awaited(self) -> datetime | None:
        """By when a review that the playbook requires is to be published; None where none is, and
        once it was."""
        ending, review = self.ending, self.review
        if self.is_open or ending is None or not ending.review_required:
            return None
        was_published = review is not None and review.published is not None
        return None if was_published else ending.review_due

    def reaches(self, person: Person) -> bool:
        """Whether this person is where it is handled, or may be on their way there."""
        return person in self.members or person not in self.refused

    def is_in(self, person: Person) -> bool:
        """Whether this person is in its channel; until there is one, its keeper is."""
        if person in self.members:
            return True
        return self.channel is None and self.is_empty and person == self.keeper

    @property
    def data_clock_ends(self) -> datetime | None:
        """By when personal data has to be told of; None where nobody has said that any is in it."""
        known = self.private_since or (self.milestones.raised if self.private else None)
        return known + DATA_CLOCK if known else None


DRILL = "DRILL"
"""Stands before whatever is said or named for practice, in any language."""
CARD = "card"
CONFIRMATION = "confirmation"
THREAD = "thread"
"""The card in the thread where it lives, or lived."""
SOURCE = "source"
"""Stands for the message that it was raised from, where the slot of one of ours would."""


def told(channel: str) -> str:
    """The slot of the announcement in this channel."""
    return f"told:{channel}"


def thread_key(channel: str, ts: str = "") -> str:
    """A thread where an incident lives, as what belongs to it: by the message that it is under.
    Without one: the threads of the channel, which belong to whichever lived in one last."""
    return f"{channel}:{ts}"
