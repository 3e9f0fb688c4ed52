"""What the chat gave back, or what happened there. `decide` never refuses a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from firebell.domain.commands.base import OnRecord, Report
from firebell.domain.effect_names import EffectName
from firebell.domain.incident import Person
from firebell.domain.status_pages import Published


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChannel(Report):
    """The incident's channel was made in the chat, under this name. `taken` as in MakeReal."""

    channel: str
    name: str
    taken: frozenset[str] = frozenset()


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
class ReportNames(Report):
    """The chat was asked again whom the playbook names, who was not known when they were needed."""


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
class ReportPublished(Report):
    """What the event `entry` has for the public stands on the status page with this key."""

    entry: str
    page: str
    said: datetime
    published: Published


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMessage(Report):
    """A message that lasts stands at `channel`, `ts`; `link` as in the event."""

    slot: str
    channel: str
    ts: str
    link: str = ""


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
class ReportAlertJoined(Report):
    """An alert of the source `sender` fires that belongs to this incident; `group` is its opaque
    id, `more` the number of those beside it."""

    group: str
    sender: str
    title: str
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAlertEnded(Report):
    """An alert that belongs to this incident has `ended` then, as its sender says."""

    group: str
    sender: str
    title: str
    ended: datetime
    more: int = 0


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
