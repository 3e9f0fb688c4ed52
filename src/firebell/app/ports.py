"""What the use cases need of a store and a chat, and nothing more.

A transaction is a function that runs whole, in one thread, and calls nothing but the store: it is
handed a `Transaction` (or, for reading alone, `Reads`) and may be run again after a conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from firebell.app.alert_rows import AlertRows
from firebell.app.pacing import Pace
from firebell.app.public_ports import PublicReads, PublicRows
from firebell.domain.commands import Command
from firebell.domain.effect_names import EffectName
from firebell.domain.effects import Body, Rank, Reaction
from firebell.domain.events import Event
from firebell.domain.grants import Token
from firebell.domain.home import Filters
from firebell.domain.incident import Incident, Person
from firebell.domain.personal_data import Rewriting
from firebell.domain.playbook import Playbook
from firebell.domain.searching import EVERYTHING, Wanted

T = TypeVar("T")
Json = Mapping[str, object]


class State(StrEnum):
    """Where an effect stands: still to be done, done, put aside, or called off."""

    PENDING = "pending"
    DONE = "done"
    PARKED = "parked"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent:
    """An event of an incident; `id` is `{incident}-{seq}`, seq counts from 1."""

    id: str
    seq: int
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEffect:
    """One row of what is to be done. Times are aware datetimes in UTC.

    `key` is event id / reaction / target. `wanted` and `sent` are versions of a keep (a post has
    1 and 0, then 1 and 1; more, where it is done anew). `lease` is the token of whoever is at it.
    `result` is what the chat gave back last (a keep's message stays known by it); `failure` is the
    chat's code. `waits_for` is the method at which it waits for its turn, `turn` the one that it
    may call now.
    """

    key: str
    incident: str
    event_id: str
    reaction: str
    target: str
    body: Body
    rank: Rank
    keep: bool
    lane: str | None
    due: datetime
    state: State = State.PENDING
    attempts: int = 0
    doubtful: bool = False
    first_tried: datetime | None = None
    lease: str | None = None
    wanted: int = 1
    sent: int = 0
    result: Json | None = None
    failure: str | None = None
    waits_for: str | None = None
    turn: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """An incident as it was read: save it only where `version` is still the one in the store."""

    incident: Incident
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxEvent:
    """Something that the chat told us, stored before it was acknowledged.

    `attempts` counts how often it was taken, `mistakes` how often that ended in a mistake of ours.
    `about` is what it is about, where later events about the same have to wait for it.
    `waited` is how long ago it was received.
    """

    id: str
    body: Json
    received: datetime
    waited: timedelta = timedelta()
    attempts: int = 0
    mistakes: int = 0
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What has waited longest, by the database's clock; None where nothing waits.

    `event` and `effect` count from when they came and from when they were first due, whatever was
    tried since. `event_due` and `effect_due` count only what could be done now: it is not put off,
    and nothing before it is in its way.
    """

    event: timedelta | None = None
    effect: timedelta | None = None
    event_due: timedelta | None = None
    effect_due: timedelta | None = None
    set_aside: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeLook:
    """Who looked at their Home, when last, and what they chose to see of it. `shown` is a mark of
    what was published last, empty where nothing was."""

    person: Person
    at: datetime
    filters: Filters = field(default_factory=Filters)
    shown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPicture:
    """A picture of a message that the event put on the record. `type` is what its bytes are."""

    event: str
    file: str
    type: str
    content: bytes = field(repr=False)


class Conflict(Exception):
    """Somebody else saved first: load again and decide again. `Store.transact` does so itself."""


class Unreadable(Exception):
    """A row of the store makes no sense: which one and of what class, never what is in it."""

    def __init__(self, table: str, row: str, kind: str) -> None:
        super().__init__(f"{table} {row} ({kind})")
        self.table = table
        self.row = row


class Reads(Protocol):
    """What may be asked of the store. Each sees one consistent moment.

    Who asks for one thing that can't be read gets Unreadable; a list leaves it out.
    """

    def incident(self, incident: str) -> Loaded | None:
        """The incident with this opaque id, or None."""

    def by_number(self, number: int) -> Loaded | None:
        """By what people call it."""

    def by_channel(self, channel: str) -> Loaded | None:
        """By any channel, or thread (`thread_key`), that is or was its own."""

    def by_key(self, key: str) -> Loaded | None:
        """By the key of the form that raised it."""

    def open_incidents(self) -> Sequence[Incident]:
        """All that are open, newest first, private ones and drills included."""

    def newest(
        self, count: int, before: int | None = None, wanted: Wanted = EVERYTHING
    ) -> Sequence[Incident]:
        """So many of which all that is wanted holds, with numbers below `before`, or below any,
        newest first, open or closed, private ones and drills included."""

    def with_actions(self) -> Sequence[Incident]:
        """All with actions that are to be done still, open or closed, newest first, private ones
        and drills included."""

    def awaiting_review(self) -> Sequence[Incident]:
        """Those whose review is not published yet, as many as a Home may show."""

    def similar(self, service: str, since: datetime) -> Incident | None:
        """The newest open one of this service raised since then; none private, no drill."""

    def home_marks(self) -> Mapping[str, int]:
        """Whatever a Home may show, by its opaque id, with the number of its version: what is open,
        has actions that are to be done, or waits for its review."""

    def home_looks(self, since: datetime) -> Sequence[HomeLook]:
        """Who has looked at their Home since then, whoever looked last first."""

    def home_look(self, person: Person) -> HomeLook | None:
        """When this person looked last; None where they never did."""

    def kept(
        self, *, private: bool, drill: bool, closed_by: datetime, limit: int
    ) -> Sequence[Loaded]:
        """Closed by then and not expired since, the earliest first."""

    def events(self, incident: str) -> Sequence[StoredEvent]:
        """An incident's events in the order in which they happened."""

    def event(self, event_id: str) -> StoredEvent | None:
        """The event with this id, or None."""

    def pictures(self, incident: str, *, whole: bool = False) -> Sequence[KeptPicture]:
        """What is kept of the pictures in its messages; their bytes only where `whole` is asked."""

    def effects(self, incident: str) -> Sequence[StoredEffect]:
        """Its effects, oldest first, whatever their state."""

    def effect(self, key: str) -> StoredEffect | None:
        """The effect with this key, or None."""

    def names(self, people: Iterable[Person]) -> Mapping[Person, str]:
        """The names of those that are known."""

    def unnamed(self, by: datetime) -> Sequence[Person]:
        """Those who were met by then and whose names are not known yet, the earliest first."""

    def directory(self) -> Mapping[str, str]:
        """Reference (as the playbook writes it) to id, as last resolved."""

    def active_playbook(self) -> tuple[str, Playbook] | None:
        """Fingerprint and process that were activated last."""

    def session(self, digest: str) -> Person | None:
        """Who is signed in by this session, while it lasts."""

    def token(self, digest: str) -> Token | None:
        """By which somebody's program asks, whether it lasts or not."""

    def tokens(self, person: Person | None = None) -> Sequence[Token]:
        """This person's, or everybody's, the newest first, those that ended lately included."""

    def public_read(self) -> PublicReads:
        """What our own status page shows, and who is told."""

    def next_due(self) -> datetime | None:
        """When the next pending effect is due (now or in the past: at once), None for never."""

    def waiting(self) -> Waiting:
        """How long the oldest of what waits has waited, and how much was set aside."""


class Transaction(Reads, Protocol):
    """What may be changed, all or nothing."""

    def now(self) -> datetime:
        """The database's clock, moved as the workspace's clock was moved."""

    def public(self) -> PublicRows:
        """What our own status page shows, who is told, and the mail for them."""

    def next_number(self) -> int:
        """The next incident number; gaps never, doubles never."""

    def handled(self, key: str) -> str | None:
        """Which incident the command with this key belonged to, or None when it is new."""

    def said(self, key: str) -> str | None:
        """A digest of what the command with this key was; empty where none was remembered."""

    def remember(self, key: str, incident: str, said: str = "") -> None:
        """The command with this key has been handled."""

    def names_reserved(self, base: str) -> frozenset[str]:
        """Which of this channel name's `candidates` are reserved, by whichever incident, for
        ever."""

    def reserve_name(self, name: str, incident: str) -> None:
        """Reserve a channel name; it is never freed. Raises Conflict when it is taken."""

    def own_channel(self, channel: str, incident: str) -> None:
        """This channel is the incident's own from now on (several after a reopening)."""

    def pings(self, person: Person, since: datetime) -> int:
        """How often this person has pinged many people since then."""

    def pinged(self, person: Person, before: datetime) -> None:
        """This person pings many people now; what was earlier than `before` is forgotten."""

    def save(self, incident: Incident, version: int | None, events: Sequence[Event]) -> list[str]:
        """Write the incident where `version` is still the stored one (None: it is new) and append
        its events. Returns the ids of the events. Raises Conflict."""

    def rewrite(self, incident: str, rewriting: Rewriting) -> None:
        """Change all that is stored of an incident, and nothing of what it is. Whoever loaded it
        before can't save it any more."""

    def queue(
        self, incident: str, event_id: str, reactions: Sequence[Reaction], *, first: bool = False
    ) -> None:
        """Write the effects that an event names, and carry out its cancellations. `first`: it is
        the incident's first event, so that none of its keeps exists.

        A keep whose incident and target exist already is not a new row: its `wanted` grows and it
        is due again (with the new body, rank and lane). A post whose key exists is an error. A post
        that is to be said anew is wanted once more, and due again where it was done.
        """

    def take_out(
        self, incident: str, changed: Mapping[str, Event], names: Mapping[str, str]
    ) -> None:
        """Take words back: put these events in place of those with their ids, and other names of
        channels in place of these. Nothing else changes what is stored of the past.

        The names stay reserved and can't be read any more.
        """

    def keep_pictures(self, incident: str, pictures: Sequence[KeptPicture]) -> None:
        """Keep these; `take_out` and `rewrite` let go of those that leave."""

    def want(self, incident: str, target: str) -> None:
        """Render a keep again, if there is one."""

    def claim(self, limit: int, lease: timedelta) -> Sequence[StoredEffect]:
        """Take due effects, most important rank first, each with a lease of its own.

        A row whose lane has an earlier pending row waits for it. A row whose lease ran out is
        taken over as doubtful. `first_tried` is set on the first claim, `attempts` grows. Within
        PostgreSQL rows that others hold are skipped. A row that can't be read is set aside.
        """

    def renew(self, leases: Mapping[str, str], lease: timedelta) -> frozenset[str]:
        """Prolong (key -> token); returns the keys that are still ours."""

    def settle(self, key: str, token: str, result: Json, version: int) -> bool:
        """It is done up to `version` (a keep that is wanted newer stays pending).

        Returns False, and changes nothing, when the lease is no longer ours."""

    def release(
        self, key: str, token: str, *, after: timedelta, doubtful: bool, failure: str | None
    ) -> bool:
        """Give it back, to be tried after a while. `doubtful`: it may have happened."""

    def await_turn(self, key: str, token: str, method: str, after: timedelta) -> bool:
        """Give it back until it is its turn to call this method; `after` is a guess."""

    def queued_for(self, method: str) -> int:
        """How many effects wait for their turn at it."""

    def slow_down(self, method: str, *, passed: int, retry_after: float) -> Pace:
        """The chat has refused a call of this method, after so many in the last minute."""

    def paces(self) -> Mapping[str, Pace]:
        """Methods that are called one after another (shared between replicas)."""

    def defer(self, key: str, token: str, until: datetime) -> bool:
        """It was not to be done yet: it comes due anew, as if it had been queued for then."""

    def park(self, key: str, token: str | None, failure: str) -> bool:
        """It never will as it is. It stays, with its doubt, until it is retried."""

    def home_shows(self, person: Person, incidents: Iterable[str]) -> None:
        """This person's Home shows these incidents, by their opaque ids, and no others."""

    def home_looked(self, person: Person, filters: Filters) -> None:
        """This person looks at their Home now, having chosen these."""

    def home_published(self, person: Person, shown: str) -> None:
        """What their Home shows by now, as a mark of it; of those who looked at it."""

    def retry(self, key: str) -> bool:
        """Take a parked effect up again."""

    def read_again(self) -> None:
        """At the start: what could not be read is due again: this version may read it."""

    def free_leases(self) -> int:
        """At the start of the only process: whatever was being done may have happened."""

    def pause(self, scope: str, until: datetime) -> None:
        """Nobody calls this method of the chat before then (shared between replicas)."""

    def pauses(self) -> Mapping[str, datetime]:
        """Which methods rest, and until when."""

    def wake(self) -> None:
        """The chat answers again: whatever was put off after a failure is due now, events too."""

    def receive(self, event_id: str, body: Json, about: str | None = None) -> bool:
        """Store what the chat told us; False when it is known already."""

    def take_events(self, limit: int, lease: timedelta) -> Sequence[InboxEvent]:
        """Take events of the chat that are due, oldest first; nobody else takes them meanwhile.

        One waits while an earlier one about the same has no end. One that can't be read is set
        aside.
        """

    def dispose(self, event_id: str) -> None:
        """It is handled, or will never be: what it said is forgotten."""

    def put_off(
        self, event_id: str, *, after: timedelta, failure: str, mistake: bool = False
    ) -> None:
        """It is tried again after a while."""

    def set_aside(self, event_id: str, failure: str) -> None:
        """It comes to nothing because of us. Nobody waits for it any more; it is counted."""

    @property
    def alerts(self) -> AlertRows:
        """Alerts that programs sent."""

    def begin_session(self, digest: str, person: Person, ends: datetime) -> None:
        """They are signed in until then; sessions that have ended are forgotten."""

    def end_session(self, digest: str) -> None:
        """Nobody is signed in by it any more."""

    def make_token(self, digest: str, token: Token, forget: datetime) -> None:
        """Programs may ask by it from now on; those that ended before `forget` are forgotten."""

    def token_used(self, id: str, day: datetime) -> None:
        """Somebody asked by it on this day."""

    def revoke_token(self, id: str, at: datetime) -> None:
        """Nobody asks by it any more."""

    def meet(self, people: Iterable[Person]) -> None:
        """They have a part in an incident: where their names are not known they are `unnamed`."""

    def forget_people(self) -> None:
        """Whoever was last met before anything that is still kept was raised has no name here."""

    def name_people(self, names: Mapping[Person, str]) -> None:
        """Remember people's names, whether they were met or not."""

    def save_directory(self, ids: Mapping[str, str]) -> None:
        """Remember what references stand for."""

    def activate_playbook(self, fingerprint: str, playbook: Playbook) -> bool:
        """Make it the active one; False when it is already."""


class Store(Protocol):
    """Where everything is kept. People go before the worker (`urgent`)."""

    async def transact(self, work: Callable[[Transaction], T], *, urgent: bool = True) -> T:
        """Run `work` in one transaction; again after a Conflict. Its exceptions roll back."""

    async def read(self, work: Callable[[Reads], T]) -> T:
        """Run `work` on a connection that reads."""

    async def forget(self) -> None:
        """What was rewritten leaves the database's own files too, as far as the database can."""

    def serving_people(self) -> bool:
        """Whether people are being served, or were a moment ago: the worker lets them go first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One line of the list that the declarer sees when something fails or takes long. `by` is when
    its turn comes about, where it waits for one; that it moves makes no other list."""

    what: EffectName
    state: State
    effect: str
    failure: str | None = None
    by: datetime | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Everything that carrying out an effect needs to know.

    `then` is the incident as the event left it, for a post that is done anew: it goes on saying how
    things stood. `listing` is the progress of the raising where the confirmation has to show it,
    else None.
    `failed` is the effect that the event says has failed, as it stands by now.
    `swept` is, for a sweep, the effect whose doubles it looks for; for what is taken back, the
    effect that left it.
    `may_send` must be asked right before a writing call, with no await between: it says whether
    the lease outlasts the call.
    """

    effect: StoredEffect
    incident: Incident
    event: StoredEvent
    playbook: Playbook
    now: datetime
    then: Incident | None = None
    listing: Sequence[Progress] | None = None
    failed: StoredEffect | None = None
    swept: StoredEffect | None = None
    may_send: Callable[[], bool] = lambda: True


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What the chat gave back: `result` stays with the effect, `facts` become events.

    `version` is known of a message that was found after doubt: it shows what was true when it was
    sent, and is rendered once more where something newer is wanted. `pictures` are kept.
    """

    result: Json = field(default_factory=dict)
    pictures: Sequence[KeptPicture] = ()
    reports: Sequence[Command] = ()
    version: int | None = None


class Roster(Protocol):
    """Who is in a channel, by the chat's own word."""

    async def members(self, channel: str) -> frozenset[Person] | None:
        """All people who are in it now; None where the chat can't tell for the moment.

        Raises NeverWill where the bot itself is not in it any more."""


class Chat(Protocol):
    """Carries effects out. Each failure is one of `errors.ChatError`'s kinds."""

    async def carry_out(self, job: Job) -> Done:
        """Do it: one writing call; what clears a channel looks and is as many as it needs. A
        certain first try of any other effect is preceded by no reading call."""

    async def find(self, job: Job) -> Done | None:
        """After doubt: is it there? None when it is not."""

    async def sweep(self, job: Job) -> int:
        """Find all copies of what `job.swept` did, keep the recorded one, remove the rest.

        Returns how many were removed."""

    def rest(self, pauses: Mapping[str, datetime], paced: Collection[str] = ()) -> None:
        """Which methods nobody calls for now, and until when (real time, shared); and which are
        called in turn only."""

    async def alive(self) -> bool:
        """Whether the chat lets us in again (`auth.test`)."""
