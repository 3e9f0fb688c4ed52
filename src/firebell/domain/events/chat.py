"""What the chat did, or refused to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firebell.domain.effect_names import EffectName
from firebell.domain.events.base import Event
from firebell.domain.incident import Person
from firebell.domain.status_pages import Published


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
class ChannelCreated(Event):
    """The incident's own channel was made. `channel_name` is what it is to be called, where it was
    made for practice and the incident is real by now."""

    channel: str
    name: str
    channel_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelAdopted(Event):
    """A channel that was there before is the incident's own from now on, with `people` in it."""

    channel: str
    name: str
    people: tuple[Person, ...] = ()


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
class ToldOutside(Event):
    """A place outside the chat was told for the first time. Not `sure`: it may have been told, and
    nobody can look there."""

    place: str
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicUpdatePublished(Event):
    """What the event `entry` has for the public, which was `said` then, stands on a status page."""

    entry: str
    page: str
    page_name: str
    said: datetime
    published: Published


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged(Event):
    """Nobody leads it, so whoever is on duty at these places outside the chat is called."""

    places: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesSettled(Event):
    """These pages need nobody any more: somebody leads it (`answered`), or it is over, or what
    they were sent for is not so any more."""

    places: tuple[str, ...]
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertJoined(Event):
    """Another alert, of the program that the playbook calls `sender`, belongs to this incident.
    `title` is the sender's, `more` the number of those that came with it; `group` is opaque."""

    group: str
    sender: str
    title: str
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertEnded(Event):
    """An alert that belongs to this incident has `ended` then. It says nothing of users."""

    group: str
    sender: str
    title: str
    ended: datetime
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePosted(Event):
    """A lasting message was posted; `slot` says which, `channel` and `ts` where. `link` is its
    address, where people are sent there."""

    slot: str
    channel: str
    ts: str
    link: str = ""


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
class PrivacyChanged(Event):
    """The channel was converted in the chat, and the incident is as private as its channel.

    Where it became private, `places` had been told of it until then, since `since`.
    """

    private: bool
    places: tuple[str, ...] = ()
    since: datetime | None = None
    outside_places: tuple[str, ...] = ()
