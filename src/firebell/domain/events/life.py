"""What happened to the incident itself: from its raising to its end, and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firebell.domain.actions import Action
from firebell.domain.events.base import Event
from firebell.domain.incident import Outcome, Person, Source, Status, StepState, UserTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared(Event):
    """An incident was raised, with everything that its raising settled.

    `quiet`, here and in the other events that may ping: nobody is pinged, since the same person had
    pinged many people twice a moment before. `outside`, here and in others, are words for
    stakeholders; `tell` are those stakeholders who hear of it from now on. `source` is the message
    that it was raised from. `adopts`: it lives in a channel that was there before.
    `past`: it was over by then, and nobody is asked or told.
    `playbook_version` is the playbook that it was raised under, in force since `playbook_since`.
    `thread` is the place in whose announcement's thread it lives; None: it gets a channel.
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
    source: Source | None = None
    adopts: bool = False
    past: bool = False
    playbook_version: str = ""
    playbook_since: datetime | None = None
    thread: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedToChannel(Event):
    """It lives in a thread and is to go on in a channel of its own: somebody said so, or its thread
    can't be or is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited(Event):
    """Title, description or service were corrected; None where they were not. With another service
    come its `steps` and places, and the steps `replaced` go."""

    title: str | None = None
    description: str | None = None
    service: str | None = None
    service_name: str | None = None
    tell: tuple[str, ...] = ()
    steps: tuple[StepState, ...] = ()
    replaced: tuple[str, ...] = ()
    announce: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityChanged(Event):
    """It is worse or less bad than was thought; `steps` came up with it, those with the keys
    `replaced` went. `in_update`: an update that says it too follows in the same breath.
    `unconfirmed`: nobody had said that it was as bad as it was thought to be before."""

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
    unconfirmed: bool = False


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
    """People were told. `no_change` repeats the last words. `unconfirmed`: nobody has said so far
    that it is as bad as that. `public`, here and in others, are words that were marked for the
    `status_page` (its key), with a `public_title` where it had none yet; empty where nothing was.
    """

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
    unconfirmed: bool = False
    public: str = ""
    public_title: str = ""
    status_page: str = ""


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
    it; `review_required`: the playbook does. `twin` and `twin_channel` are of the incident
    `duplicate_of`, where people may go there. `thanks` go to whoever did something in it. Of one
    that was over before it was raised: when it was `noticed`, and when it `ended`. `left` are the
    steps that nobody had done, to be done afterwards.
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
    noticed: datetime | None = None
    ended: datetime | None = None
    left: tuple[Action, ...] = ()
    review_required: bool = False
    public: str = ""
    public_title: str = ""
    status_page: str = ""


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
    public: str = ""
    public_title: str = ""
    status_page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicTold(Event):
    """Words were marked for the status page after the closing."""

    by: Person
    public: str
    public_title: str = ""
    status_page: str = ""


Telling = Updated | Closed | Reopened | PublicTold
"""What may bring words for the public."""


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
class OngoingConfirmed(Event):
    """Somebody said that it is still going."""

    by: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Expired(Event):
    """It was kept as long as the playbook says: names and texts are gone from everything before."""
