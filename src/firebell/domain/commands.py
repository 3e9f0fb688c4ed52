"""What people may ask, in the imperative, and what the world reports back.

Every command says who asks (`by`, None for Firebell itself) and where. Reports are never refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from firebell.domain.effect_names import EffectName
from firebell.domain.events import Event, Picture, Words
from firebell.domain.incident import Outcome, Person, Status, Twin, UserTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What every command says: who asks, and in which channel."""

    by: Person | None
    where: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MayPing(Command):
    """What may ping many people. `pings` is how often this person did so in the last minutes; it
    comes from the use case, which alone can know it (`domain/loudness.py`)."""

    pings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Declare(MayPing):
    """Raise an incident. `severity` and `service` may be *Not sure* (`unsure`). `outside`, here and
    in others, is what stakeholders read; empty where nobody wrote words for them.

    `id`, `number`, `taken` (channel names that are reserved already) and `similar` (the number of
    an open one for the same service) come from the use case, which alone can know them.
    """

    by: Person
    key: str
    title: str
    service: str
    severity: str
    description: str = ""
    private: bool = False
    drill: bool = False
    roles: Mapping[str, Person] = field(default_factory=dict)
    id: str = ""
    number: int = 0
    taken: frozenset[str] = frozenset()
    similar: int | None = None
    outside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit(MayPing):
    """Correct what it is; None leaves a part as it is, a role given to None is emptied.

    The two times say when users were affected, where that was assumed or is not so.
    """

    title: str | None = None
    description: str | None = None
    service: str | None = None
    severity: str | None = None
    roles: Mapping[str, Person | None] = field(default_factory=dict)
    affected_from: datetime | None = None
    working_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Update(MayPing):
    """Tell people. With `no_change` the last words stand and only the next time is promised.

    `doing` is None where nobody touched what the form showed: then it is as it is by now.
    `offered_for` is the severity for which the form offered the time in `next_update`, None where
    somebody chose it.
    `promised` is the update that was asked for, where one was: once it came, this says nothing.
    """

    known: str = ""
    doing: str | None = ""
    status: Status | None = None
    severity: str | None = None
    next_update: datetime | None = None
    offered_for: str | None = None
    working_since: datetime | None = None
    no_change: bool = False
    promised: datetime | None = None
    outside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSeverity(MayPing):
    """Say how bad it really is; the same one again confirms it. `asked`: it answers a question,
    which somebody else may have answered."""

    severity: str
    why: str = ""
    asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeRole(Command):
    """*I'm on it*, *I'll take it*, or simply writing in the channel when asked. `asked`: it answers
    what was asked a while ago, so that it takes the role from nobody who is on it by now."""

    by: Person
    role: str
    asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineRole(Command):
    """*I can't*: whoever was asked to take a role will not."""

    by: Person
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSomeone(Command):
    """Ask another person to take a role."""

    role: str
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Command):
    """Offer being in charge to somebody, with one line that the record does not say."""

    by: Person
    person: Person
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeHandover(Command):
    """*I'll take over*: whoever was offered it is in charge from now on."""

    by: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineHandover(Command):
    """*I can't*: whoever was offered it leaves it where it is."""

    by: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class TickStep(Command):
    """Mark a line of the playbook as done, or as not done after all."""

    step: str
    done: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmOngoing(Command):
    """*Still going*: the answer to whether it is."""

    by: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Join(Command):
    """Come into the incident to help."""

    by: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Command):
    """Put something that was said on the record. `ts` is the message that says it, `link` leads to
    it; `author_name` is of an author who is nobody, such as another bot. `happened` is when it was
    said, or when what was typed happened, where that is not now; `thread` is the message whose
    thread it came with."""

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
class NoteThread(Command):
    """Put the messages of a thread on the record, but for those that are there already."""

    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRecord(Command):
    """What needs to know the record: all events by their ids, in order; what stands in place of
    words that leave it; and which documents of it were shared (who asked, by the event's id, and
    where they are). The use case adds them, which alone can know them."""

    events: Mapping[str, Event] = field(default_factory=dict)
    instead: str = ""
    documents: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redact(OnRecord):
    """Remove these words of an event (by its id) from the record.

    `taken` as in Reopen. `being_made`: the channel is, under a name that may hold the title.
    """

    by: Person
    entry: str
    part: Words
    taken: frozenset[str] = frozenset()
    being_made: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectNote(OnRecord):
    """Put other words in place of a note that was typed (the event `entry`), or another time."""

    by: Person
    entry: str
    text: str
    happened: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowRecord(Command):
    """Give the record so far as a file: in the incident's channel, else to whoever asks."""

    by: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeReal(MayPing):
    """*This is real now*: a drill that turned out not to be one. `taken` are names of channels
    that are reserved already."""

    taken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class MakePrivate(Command):
    """Go on in a private channel with `people`; `line` is the one line that is said publicly.

    `readers` (who is in the channel that is left) and `taken` come from the use case.
    """

    by: Person
    people: tuple[Person, ...] = ()
    line: str = ""
    readers: frozenset[Person] = frozenset()
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Close(Command):
    """Sound the all-clear with what is known.

    `by_form`: a form has shown the times and asked who writes the review; the times among them that
    nobody touched are `assumed`. `twin` is the incident `duplicate_of`, as the use case found it;
    `acted` is whoever did something, which it alone can know.
    """

    by: Person
    outcome: Outcome = Outcome.RESOLVED
    summary: str = ""
    affected_from: datetime | None = None
    working_since: datetime | None = None
    reviewer: Person | None = None
    duplicate_of: int | None = None
    by_form: bool = False
    assumed: tuple[UserTime, ...] = ()
    twin: Twin | None = None
    acted: tuple[Person, ...] = ()
    outside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(MayPing):
    """It is not over. `taken` as in Declare, for the case that a new channel is needed."""

    why: str = ""
    taken: frozenset[str] = frozenset()


# What comes due. Each first asks whether it still makes sense; then it yields nothing.


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindOfUpdate(Command):
    """The promised time of the next update is near, or has passed."""

    promised: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PassTime(Command):
    """A moment has come that lasting messages name as one to come."""

    moment: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindOfSteps(Command):
    """The time of steps has passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookIn(Command):
    """See whether anything has been heard. `watch` is its number: an older one is dropped."""

    watch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseAnswer(Command):
    """A lead was asked and has not answered in time."""

    role: str
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseHandover(Command):
    """Somebody was offered, at this moment, to take over, and has not answered in time."""

    person: Person
    offered: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSeverity(Command):
    """Nobody has confirmed how bad it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveDue(Command):
    """It has been closed for as long as the playbook says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expire(Command):
    """It has been kept, since it was closed, for as long as the playbook says."""

    by: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindOfDataClock(Command):
    """The time in which personal data has to be told of is nearly over."""


# Reports: what the chat gave back, or what happened there. `decide` never refuses them.


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Command):
    """Something that is so already, and that the incident has to take note of."""

    by: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChannel(Report):
    """The incident's channel was made in the chat, under this name."""

    channel: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportNameTaken(Report):
    """Somebody else's channel has the name; `taken` are the names that are reserved already.

    `renaming`: the channel is there, and was to get this name.
    """

    name: str
    taken: frozenset[str] = frozenset()
    renaming: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportNote(Report, OnRecord):
    """How a message of the channel `where` stands in the chat now that may be on the record.

    `text` is None where nobody edited it (by whom, says `edited_by`); `files` are those that are in
    it, None where nobody looked; `marked` says whether anybody
    marks it still; `by` is whoever took a mark away.
    """

    ts: str
    text: str | None = None
    edited_by: Person | None = None
    files: tuple[str, ...] | None = None
    deleted: bool = False
    marked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInvited(Report):
    """Who is in the channel `where` now, and who could not be added, with Slack's reason."""

    people: tuple[Person, ...]
    refused: Mapping[Person, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportGroup(Report):
    """Who belongs to a group that the playbook invites; `reason` is the chat's code where it knows
    no such group."""

    people: tuple[Person, ...]
    group: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportStakeholders(Report):
    """Who belongs to a group that the playbook tells."""

    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportToldOutside(Report):
    """A place outside the chat was told; not `sure` where it may have been and nobody can look."""

    place: str
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMessage(Report):
    """A message that lasts stands at `channel`, `ts`."""

    slot: str
    channel: str
    ts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMessageGone(Report):
    """A message that lasts stands at `channel`, `ts` no more: somebody deleted it."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPlace(Report):
    """The channel that the playbook names by this reference is the one with this id."""

    reference: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPingRefused(Report):
    """It was said in the channel `where` without a ping, since the chat lets nobody be pinged
    there. `cause` is the id of the event that it says; `asked_by` brought that about."""

    cause: str
    asked_by: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChannelWaits(Report):
    """The incident's channel could not be made so far, and is tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFailure(Report):
    """An effect will never succeed as it is. `effect` is its key, `reason` the chat's code
    or `DEFECT`.
    """

    effect: str
    what: EffectName
    target: str
    reason: str
    part_of_raising: bool = False
    asked_by: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportArchived(Report):
    """The channel was archived, by us or by somebody."""

    archived: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCleared(Report):
    """Nothing of the bot's own is left in the channel `where`, but for `left` lines that the chat
    does not let it remove. `archived`: somebody had put it away before."""

    left: int = 0
    archived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDuplicate(Report):
    """Another incident, of this number, was closed as the same as this one."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSimilarOver(Report):
    """The incident of this number, which may be the same, is over or is shown to nobody now."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMember(Report):
    """Somebody was seen in the incident's channel."""

    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMemberLeft(Report):
    """Somebody left the incident's channel, or was removed from it."""

    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMembers(Report):
    """Who is in the channel `where` now: all of them, and nobody else. `known` were thought to be
    in it when the chat was asked; whoever came since is not in its answer."""

    people: frozenset[Person]
    known: frozenset[Person] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPrivacy(Report):
    """The incident's channel is private, or public, now: somebody converted it in the chat."""

    private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportExported(Report):
    """Whoever runs Firebell exports its record."""
