"""What happened, in the past participle. The timeline, the figures and the effects come from these.

Every event says when, who (`by`, None for Firebell itself) and where. Events are stored for ever:
add fields with defaults, never rename or remove one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from firebell.domain.effect_names import EffectName
from firebell.domain.incident import Nudge, Outcome, Person, Status, StepState, UserTime


class Words(StrEnum):
    """Which of its words an event holds. Stored with events: never rename a value."""

    TITLE = "title"
    DESCRIPTION = "description"
    UPDATE = "update"
    REASON = "reason"
    SUMMARY = "summary"
    NOTE = "note"
    LINE = "line"
    HANDOVER = "handover"
    OUTSIDE = "outside"


class Removal(StrEnum):
    """How words left the record: somebody removed them there, the message that said them was
    deleted in the chat, or nobody marks it any more. Stored: never rename a value."""

    BY_HAND = "by_hand"
    DELETED = "deleted"
    UNMARKED = "unmarked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What every event says: when it happened, who did it, and in which channel."""

    at: datetime
    by: Person | None = None
    where: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared(Event):
    """An incident was raised, with everything that its raising settled.

    `quiet`, here and in the other events that may ping: nobody is pinged, since the same person had
    pinged many people twice a moment before. `outside`, here and in others, are words for
    stakeholders; `tell` are those stakeholders who hear of it from now on.
    """

    by: Person
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
    channel_name: str
    announce: tuple[str, ...]
    steps: tuple[StepState, ...]
    next_update: datetime | None = None
    similar: int | None = None
    quiet: bool = False
    outside: str = ""
    tell: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited(Event):
    """Title, description or service were corrected; None where they were not."""

    title: str | None = None
    description: str | None = None
    service: str | None = None
    service_name: str | None = None
    tell: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleAsked(Event):
    """A person was asked to take a role."""

    role: str
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTaken(Event):
    """A person is on it. `before` held the role until now, or, if `only_asked`, had been asked to
    take it and has not."""

    role: str
    person: Person
    before: Person | None = None
    in_charge: bool = False
    only_asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleDeclined(Event):
    """A person who was asked to take a role can't."""

    role: str
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleEmptied(Event):
    """Nobody has the role any more."""

    role: str
    before: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverOffered(Event):
    """A person was offered to be in charge, with the giver's one line. Whoever is stays so until
    it is taken."""

    by: Person
    person: Person
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverDeclined(Event):
    """A person who was offered to take over can't; `giver` had offered it."""

    person: Person
    giver: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverMissed(Event):
    """A person who was offered to take over has not answered in time."""

    person: Person
    giver: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesUnresolved(Event):
    """The playbook names people or groups that nobody could be found for, each with the reason."""

    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityChanged(Event):
    """It is worse or less bad than was thought; `steps` came up with it, those with the keys
    `replaced` went. `in_update`: an update that says it too follows in the same breath."""

    severity: str
    before: str
    higher: bool
    why: str = ""
    steps: tuple[StepState, ...] = ()
    announce: tuple[str, ...] = ()
    next_update: datetime | None = None
    quiet: bool = False
    replaced: tuple[str, ...] = ()
    tell: tuple[str, ...] = ()
    in_update: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityConfirmed(Event):
    """It is as bad as was thought."""

    severity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChanged(Event):
    """The incident went from one open status to another."""

    status: Status
    before: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated(Event):
    """People were told. `no_change` repeats the last words."""

    by: Person
    known: str
    doing: str
    status: Status
    severity: str
    next_update: datetime | None
    no_change: bool = False
    since: datetime | None = None
    working_since: datetime | None = None
    outside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTicked(Event):
    """A line of the playbook is done, or after all is not."""

    step: str
    words: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Event):
    """Somebody came into the incident to help."""

    by: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture in a message: the chat's id of the file, and what it is called."""

    file: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted(Event):
    """Something that was said was put on the record. `marked`: by a mark on the message, so that
    it leaves the record with the last mark; one that came with its `thread` (the first message's
    time stamp) leaves with the mark on that.

    `author_name` is of an author who is nobody, such as another bot; `link` leads to the message.
    `happened` is when it was said or was so, where that is not when it was put on the record.
    """

    text: str
    author: Person | None = None
    author_name: str = ""
    ts: str | None = None
    link: str = ""
    marked: bool = False
    happened: datetime | None = None
    thread: str | None = None
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteChanged(Event):
    """A message that is on the record was changed in the chat; the event `entry` reads so now.

    Or a note that was typed was corrected: it was `of` that moment, and is of `happened` now, where
    that was corrected too. `gone` are files of pictures that are no longer in the message.
    """

    entry: str
    text: str
    of: datetime | None = None
    happened: datetime | None = None
    gone: tuple[str, ...] = ()
    records: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted(Event):
    """Words were removed from the record: which (`part` of the event `entry`, of the time `of`),
    how, and what stands `instead`. Never the words.

    `entries` are all events of which these words were removed whole, since they said the same;
    `touched` are all that held any of them. `shown` are the incident's own parts that showed them.
    `ts` is the message of a note. `channel_name` is the channel's, where its own told the title.
    `records` are documents with the words in them: who asked (an event's id), and where they are.
    """

    entry: str
    part: Words
    of: datetime
    instead: str
    how: Removal = Removal.BY_HAND
    entries: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    ts: str | None = None
    channel_name: str | None = None
    records: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAsked(Event):
    """Somebody asked for the record as a file; `channel` is where it goes (a person: directly)."""

    by: Person
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeReal(Event):
    """What was a drill is a real incident now, announced in these places as well. `steps` and
    `next_update` begin anew; its channel is called `channel_name` from now on."""

    announce: tuple[str, ...] = ()
    quiet: bool = False
    steps: tuple[StepState, ...] = ()
    next_update: datetime | None = None
    channel_name: str | None = None
    tell: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(Event):
    """The incident is over, with its outcome, its times and who writes the review.

    The times that are `assumed` nobody has said; `by_form`: a form has shown them. `fell_to`:
    nobody was named for the review that the playbook requires, so that whoever was in charge has
    it. `twin` and `twin_channel` are of the incident `duplicate_of`, where people may go there.
    `thanks` go to whoever did something in it.
    """

    by: Person
    outcome: Outcome
    summary: str
    affected_from: datetime | None
    working_since: datetime | None
    reviewer: Person | None
    review_due: datetime | None
    duplicate_of: int | None = None
    steps: tuple[StepState, ...] = ()
    archive_at: datetime | None = None
    thanks: tuple[Person, ...] = ()
    outside: str = ""
    assumed: tuple[UserTime, ...] = ()
    by_form: bool = False
    fell_to: bool = False
    twin: str | None = None
    twin_channel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesSaid(Event):
    """Somebody said when users were affected; None where that moment stays as it was."""

    affected_from: datetime | None = None
    working_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateClosed(Event):
    """Another incident was closed as the same as this one."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarOver(Event):
    """The incident that may have been the same is over, or is shown to nobody any more."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(Event):
    """It was not over. With `channel_name` the old channel is archived and a new one is made."""

    why: str
    channel_name: str | None = None
    next_update: datetime | None = None
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePrivate(Event):
    """It goes on in a private channel, with `people` and whom the playbook invites.

    `roles` lapsed with those who were not brought along. `readers` were in the channel that is
    left, `places` had been told, since `since`; `line` is what is said there now. `archived`: the
    channel had been put away already.
    """

    by: Person
    channel_name: str
    old_name: str
    people: tuple[Person, ...]
    in_charge: Person
    since: datetime
    roles: tuple[str, ...] = ()
    readers: tuple[Person, ...] = ()
    places: tuple[str, ...] = ()
    line: str = ""
    archived: bool = False
    outside_places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelPutAside(Event):
    """A channel that was made openly was there only after the incident had become private."""

    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelCleared(Event):
    """Nothing of Firebell's own is left in a channel that the incident has left, but for `left`
    lines that the chat does not let it remove. `archived`: somebody had put it away before."""

    channel: str
    left: int = 0
    archived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DataClockReminded(Event):
    """Somebody was reminded that personal data has to be told of in time, if at all."""

    person: Person
    ends: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateReminded(Event):
    """Somebody was reminded of the update that was promised, by a person or the playbook."""

    person: Person
    promised: datetime
    overdue: bool
    promised_by: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePassed(Event):
    """A moment that lasting messages name as one to come has passed."""

    moment: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsLate(Event):
    """The time of these steps (keys) has passed, and they are not ticked. `owners` are told: whose
    each is, where somebody has it."""

    steps: tuple[str, ...]
    owners: Mapping[str, Person] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudged(Event):
    """Nothing had been heard since `since`, so something was done about it, the `count`th time.
    `people` are told directly."""

    nudge: Nudge
    since: datetime
    count: int
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OngoingConfirmed(Event):
    """Somebody said that it is still going."""

    by: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerMissed(Event):
    """A lead who was asked has not answered in time."""

    role: str
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityAsked(Event):
    """The one in charge was asked whether the severity is right, the `count`th time."""

    person: Person
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveAsked(Event):
    """The channel has been kept as long as the playbook says and is to be archived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelCreated(Event):
    """The incident's own channel was made."""

    channel: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelNameTaken(Event):
    """Another channel has the name; the next one is tried."""

    name: str
    next_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelWaits(Event):
    """The channel could not be made so far: people are told without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceKnown(Event):
    """A channel that the playbook names by its name is the one with this id."""

    reference: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PingRefused(Event):
    """What the event `cause` brought was said in the channel `where` without its ping. `person`
    brought it about, and hears of it; None where that is told otherwise."""

    cause: str
    person: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleInvited(Event):
    """Who came in, and who could not be added and why.

    `roles` are those of theirs that lapsed; `in_charge` is who is in charge instead, None where
    that did not change.
    """

    people: tuple[Person, ...]
    refused: Mapping[Person, str] = field(default_factory=dict)
    roles: tuple[str, ...] = ()
    in_charge: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRead(Event):
    """It is known who belongs to a group that the playbook invites."""

    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StakeholdersRead(Event):
    """It is known who belongs to a group that the playbook tells."""

    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOutside(Event):
    """A place outside the chat was told for the first time. Not `sure`: it may have been told, and
    nobody can look there."""

    place: str
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePosted(Event):
    """A lasting message was posted; `slot` says which, `channel` and `ts` where."""

    slot: str
    channel: str
    ts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageGone(Event):
    """Somebody deleted a message that lasts; `slot` says which."""

    slot: str
    channel: str
    ts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectFailed(Event):
    """Something could not be done; the person who can act hears of it.

    `reason` is the chat's code, or `DEFECT`.
    """

    effect: str
    what: EffectName
    target: str
    reason: str
    part_of_raising: bool = False
    asked_by: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelArchived(Event):
    """The channel was archived or brought back."""

    archived: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberCame(Event):
    """Somebody came into the incident's channel."""

    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeft(Event):
    """Somebody is not in the incident's channel any more.

    `roles` are those of theirs that lapsed; `in_charge` is who is in charge instead, None where
    that did not change.
    """

    person: Person
    roles: tuple[str, ...] = ()
    in_charge: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyChanged(Event):
    """The channel was converted in the chat, and the incident is as private as its channel.

    Where it became private, `places` had been told of it until then, since `since`.
    """

    private: bool
    places: tuple[str, ...] = ()
    since: datetime | None = None
    outside_places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expired(Event):
    """It was kept as long as the playbook says: names and texts are gone from everything before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported(Event):
    """The record of a private incident was exported by whoever runs Firebell."""
