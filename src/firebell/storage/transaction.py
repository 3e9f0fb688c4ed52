"""What may be changed, all or nothing: the same statements for both databases.

What differs is asked of the `Dialect`: the clock, and how rows are locked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    String,
    Table,
    TextClause,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from firebell.app.pacing import Pace
from firebell.app.ports import (
    Conflict,
    InboxEvent,
    Json,
    KeptPicture,
    Loaded,
    StoredEffect,
)
from firebell.domain import naming
from firebell.domain.effects import Reaction
from firebell.domain.events import Event, Noted
from firebell.domain.grants import Token, listed
from firebell.domain.home import Filters
from firebell.domain.incident import Incident, Person
from firebell.domain.mine import waits_for_review
from firebell.domain.personal_data import Rewriting
from firebell.domain.playbook import Playbook
from firebell.storage import codec, search
from firebell.storage.alerts import AlertTables
from firebell.storage.clock import DatabaseClock, moment, seconds
from firebell.storage.inbox import Inbox
from firebell.storage.pace_rows import PaceRows
from firebell.storage.public import SqlPublicRows
from firebell.storage.queue import EffectQueue
from firebell.storage.reads import ACTIVE_PLAYBOOK, AnyRow, SqlReads
from firebell.storage.rewriting import hidden, hidden_stem, rewrite
from firebell.storage.tables import (
    channels,
    counters,
    directory,
    events,
    handled,
    home_looks,
    homes,
    incidents,
    is_kept,
    is_open,
    names,
    pauses,
    people,
    pictures,
    pings,
    playbooks,
    sessions,
    tokens,
)
from firebell.storage.unreadable import UnreadableRows, readable
from firebell.storage.write_behind import WriteBehind

MET_ANEW = 86400.0
"""Seconds: who is met again so soon after is not written down again."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """`now` gives seconds since 1970; `locks`: rows are locked one by one."""

    now: TextClause
    locks: bool


# Statements that every move needs are made once: making them costs more than running them.
NAMES_LIKE = select(names.c.name).where(
    or_(
        *(
            names.c.name.between(bindparam(f"first_{which}"), bindparam(f"last_{which}"))
            for which in ("base", "stem", "hidden_base", "hidden_stem")
        )
    )
)
_COUNTING = counters.c.name == "incident"
COUNT_UP = update(counters).where(_COUNTING).values(value=counters.c.value + 1)
COUNTED = select(counters.c.value).where(_COUNTING)
COUNT_UP_AND_TELL = COUNT_UP.returning(counters.c.value)
RETURNS = sqlite3.sqlite_version_info >= (3, 35)
"""Whether this machine's SQLite tells what it wrote (sqlite.org/lang_returning.html)."""
_NAMED = names.c.name.in_([bindparam("wanted"), bindparam("hidden")])
OWNER = select(names.c.incident).where(_NAMED)
RESERVE = insert(names).from_select(
    ["name", "incident"],
    select(bindparam("wanted", type_=String), bindparam("owner", type_=String)).where(
        ~exists().where(_NAMED)
    ),
)
NEW_INCIDENT = insert(incidents)
CHANGE_INCIDENT = (
    update(incidents)
    .where(incidents.c.id == bindparam("of"), incidents.c.version == bindparam("was"))
    .values({column.name: bindparam(column.name) for column in incidents.columns})
)
NEW_EVENTS = insert(events)
PINGS = (
    select(func.count())
    .select_from(pings)
    .where(pings.c.person == bindparam("person"), pings.c.at > bindparam("since"))
)
FORGET_PINGS = delete(pings).where(pings.c.at < bindparam("before"))
PING = insert(pings)
LAST_EVENT = (
    select(events.c.seq)
    .where(events.c.incident == bindparam("of"))
    .order_by(events.c.seq.desc())
    .limit(1)
)
OLDEST = [
    select(incidents.c.raised).where(condition).order_by(order).limit(1)
    for condition, order in (
        (is_open(incidents), incidents.c.number),
        (is_kept(incidents), incidents.c.raised),
    )
]


def _meeting(insertion: Any) -> Any:
    """New people, and those whom nobody met for a while."""
    seldom = people.c.met < insertion.excluded.met - MET_ANEW
    return insertion.on_conflict_do_update(
        index_elements=[people.c.id], set_={"met": insertion.excluded.met}, where=seldom
    )


def _naming(insertion: Any) -> Any:
    """New people, and the names of those who were met."""
    named = {"name": insertion.excluded.name}
    return insertion.on_conflict_do_update(index_elements=[people.c.id], set_=named)


NAME = {
    "sqlite": _naming(sqlite.insert(people)),
    "postgresql": _naming(postgresql.insert(people)),
}
MEET = {
    "sqlite": _meeting(sqlite.insert(people)),
    "postgresql": _meeting(postgresql.insert(people)),
}


class SqlTransaction(SqlReads):
    """Implements `ports.Transaction` over one connection in a transaction."""

    def __init__(
        self,
        connection: Connection,
        dialect: Dialect,
        offset: Callable[[], timedelta],
        unreadable: UnreadableRows,
    ) -> None:
        writing = WriteBehind(connection)
        clock = DatabaseClock(writing, dialect.now, offset)
        super().__init__(writing, clock, unreadable)
        self.connection: WriteBehind = writing
        self._dialect = dialect
        self._effects = EffectQueue(writing, clock, unreadable)
        self._paces = PaceRows(writing, clock, unreadable, self._effects, locks=dialect.locks)
        self._inbox = Inbox(writing, clock, unreadable)
        self._alerts = AlertTables(writing, clock, unreadable, locks=dialect.locks)

    def now(self) -> datetime:
        """The database's clock, moved as the workspace's clock was moved."""
        return self._clock.now()

    def incident(self, incident: str) -> Loaded | None:
        """Locked where rows are, so that two who change it come one after the other."""
        query = select(incidents).where(incidents.c.id == incident)
        return self._loaded(query.with_for_update() if self._dialect.locks else query)

    def next_number(self) -> int:
        """The counter's row is locked until the end, so that there are no gaps."""
        if RETURNS or self._dialect.locks:
            counted = self.connection.ahead(COUNT_UP_AND_TELL).scalar()
            if counted is not None:
                return int(counted)
        elif self.connection.execute(COUNT_UP).rowcount > 0:
            return int(self.connection.execute(COUNTED).scalar_one())
        self.connection.execute(insert(counters).values(name="incident", value=1))
        return 1

    def handled(self, key: str) -> str | None:
        """Which incident the command belonged to."""
        query = select(handled.c.incident).where(handled.c.key == key)
        return self.connection.execute(query).scalar()

    def said(self, key: str) -> str | None:
        """What it was, as a digest."""
        query = select(handled.c.said).where(handled.c.key == key)
        return self.connection.execute(query).scalar()

    def remember(self, key: str, incident: str, said: str = "") -> None:
        """The command with this key has been handled."""
        self.connection.execute(insert(handled).values(key=key, incident=incident, said=said))

    def names_reserved(self, base: str) -> frozenset[str]:
        """Which channel names are reserved that one who wants this one may get. Few have a hidden
        name of the same stem, and none is digested for nothing: there are hundreds."""
        stem = naming.stem(base)
        like = {
            "base": base,
            "stem": stem,
            "hidden_base": hidden_stem(base),
            "hidden_stem": hidden_stem(stem),
        }
        ends = {f"first_{which}": name for which, name in like.items()}
        ends |= {f"last_{which}": f"{name}-99" for which, name in like.items()}
        found = set(self.connection.ahead(NAMES_LIKE, ends).scalars())
        if not found:
            return frozenset()
        asked = frozenset(naming.candidates(base))
        taken = asked & found
        if found - asked:
            taken |= {name for name in asked if hidden(name) in found}
        return taken

    def reserve_name(self, name: str, incident: str) -> None:
        """For ever. Raises Conflict when another incident has it."""
        either = {"wanted": name, "hidden": hidden(name)}
        if self.connection.ahead(RESERVE, {**either, "owner": incident}).rowcount > 0:
            return
        if self.connection.execute(OWNER, either).scalar() != incident:
            raise Conflict(name)

    def own_channel(self, channel: str, incident: str) -> None:
        """Its own from now on."""
        self._put(channels, {"channel": channel}, {"incident": incident})

    def pings(self, person: Person, since: datetime) -> int:
        """How often this person has pinged many people since then."""
        mine = {"person": person, "since": seconds(since)}
        return int(self.connection.ahead(PINGS, mine).scalar_one())

    def pinged(self, person: Person, before: datetime) -> None:
        """It counts for a while and is forgotten."""
        self.connection.later(FORGET_PINGS, [{"before": seconds(before)}], once=True)
        self.connection.ahead(PING, {"person": person, "at": seconds(self.now())})

    def save(self, incident: Incident, version: int | None, new: Sequence[Event]) -> list[str]:
        """Write it where nobody else did, and append its events."""
        values = _columns(incident, (version or 0) + 1)
        if version is None:
            self.connection.ahead(NEW_INCIDENT, values)
        else:
            as_it_was = {"of": incident.id, "was": version}
            done = self.connection.execute(CHANGE_INCIDENT, values | as_it_was)
            if done.rowcount == 0:
                raise Conflict(incident.id)
        ids = self._append(incident.id, new, begun=version is not None)
        search.add(self.connection, incident, dict(zip(ids, new, strict=True)))
        return ids

    def rewrite(self, incident: str, rewriting: Rewriting) -> None:
        """Its row, its events and effects, the names that are reserved for it; whose Home showed
        it is forgotten, and its pictures go."""
        rewrite(self.connection, incident, rewriting)
        search.purge(self.connection)
        self.connection.execute(delete(homes).where(homes.c.incident == incident))
        self.connection.execute(delete(pictures).where(pictures.c.incident == incident))

    def _append(self, incident: str, new: Sequence[Event], *, begun: bool) -> list[str]:
        last = self.connection.execute(LAST_EVENT, {"of": incident}).scalar() if begun else 0
        seq = int(last or 0)
        rows = [
            {
                "id": f"{incident}-{number}",
                "incident": incident,
                "seq": number,
                "type": type(event).__name__,
                "at": seconds(event.at),
                "body": codec.encode(event),
            }
            for number, event in enumerate(new, start=seq + 1)
        ]
        self.connection.later(NEW_EVENTS, rows)
        return [str(row["id"]) for row in rows]

    def take_out(
        self, incident: str, changed: Mapping[str, Event], other_names: Mapping[str, str]
    ) -> None:
        """Other events under the same ids; other names of channels, which stay reserved."""
        for id, event in changed.items():
            row = update(events).where(events.c.id == id, events.c.incident == incident)
            self.connection.execute(row.values(body=codec.encode(event)))
            if isinstance(event, Noted):
                self._let_go(id, [picture.file for picture in event.pictures])
        for name in other_names:
            row = update(names).where(names.c.name == name, names.c.incident == incident)
            self.connection.execute(row.values(name=hidden(name)))
        if other_names:
            self._effects.rename_channels(incident, other_names)
        search.renew(self.connection, incident)
        search.purge(self.connection)

    def _let_go(self, event: str, but: Sequence[str]) -> None:
        others = (pictures.c.event == event) & pictures.c.file.not_in(but)
        self.connection.execute(delete(pictures).where(others))

    def keep_pictures(self, incident: str, kept: Sequence[KeptPicture]) -> None:
        """Keep these, each once."""
        for each in kept:
            values: dict[str, object] = {
                "incident": incident,
                "type": each.type,
                "content": each.content,
            }
            self._put(pictures, {"event": each.event, "file": each.file}, values)

    def queue(
        self, incident: str, event_id: str, reactions: Sequence[Reaction], *, first: bool = False
    ) -> None:
        """Write the effects that an event names."""
        self._effects.queue(incident, event_id, reactions, first=first)

    def want(self, incident: str, target: str) -> None:
        """Render a keep again, if there is one."""
        self._effects.want(incident, target)

    def home_shows(self, person: Person, incidents: Iterable[str]) -> None:
        """These, in place of what it showed before."""
        self.connection.execute(delete(homes).where(homes.c.person == person))
        rows = [{"person": person, "incident": incident} for incident in incidents]
        if rows:
            self.connection.execute(insert(homes), rows)

    def home_looked(self, person: Person, filters: Filters) -> None:
        """Now, having chosen these."""
        values: dict[str, object] = {
            "at": seconds(self.now()),
            "service": filters.service,
            "severity": filters.severity,
            "status": filters.status,
            "own": filters.own,
        }
        self._put(home_looks, {"person": person}, values)

    def home_published(self, person: Person, shown: str) -> None:
        """Of those who looked at it."""
        row = update(home_looks).where(home_looks.c.person == person)
        self.connection.execute(row.values(shown=shown))

    def claim(self, limit: int, lease: timedelta) -> Sequence[StoredEffect]:
        """Take effects that are due, each with a lease of its own."""
        locks = self._dialect.locks
        turns = self._paces.claim_turns(lease, skip_locked=locks)
        return [*turns, *self._effects.claim(limit, lease, skip_locked=locks)]

    def renew(self, leases: Mapping[str, str], lease: timedelta) -> frozenset[str]:
        """Prolong leases, and say which of them are still ours."""
        return self._effects.renew(leases, lease)

    def settle(self, key: str, token: str, result: Json, version: int) -> bool:
        """Done up to this version."""
        return self._effects.settle(key, token, result, version)

    def release(
        self, key: str, token: str, *, after: timedelta, doubtful: bool, failure: str | None
    ) -> bool:
        """Give an effect back, to be tried after a while."""
        return self._effects.release(key, token, after=after, doubtful=doubtful, failure=failure)

    def await_turn(self, key: str, token: str, method: str, after: timedelta) -> bool:
        """Give an effect back until it is its turn."""
        return self._effects.await_turn(key, token, method, after)

    def queued_for(self, method: str) -> int:
        """How many effects wait for their turn."""
        return self._paces.queued_for(method)

    def slow_down(self, method: str, *, passed: int, retry_after: float) -> Pace:
        """A call was refused: what waits goes one after another."""
        return self._paces.slow_down(method, passed, retry_after)

    def paces(self) -> Mapping[str, Pace]:
        """Methods that are called in turn."""
        return self._paces.all()

    def defer(self, key: str, token: str, until: datetime) -> bool:
        """Let an effect come due at a later moment."""
        return self._effects.defer(key, token, until)

    def park(self, key: str, token: str | None, failure: str) -> bool:
        """Put an effect aside until somebody retries it."""
        return self._effects.park(key, token, failure)

    def retry(self, key: str) -> bool:
        """Take a parked effect up again."""
        return self._effects.retry(key)

    def read_again(self) -> None:
        """At the start: effects that could not be read are due again."""
        self._effects.read_again()

    def free_leases(self) -> int:
        """At the start of the only process."""
        self._inbox.free()
        self._alerts.free()
        return self._effects.free_leases()

    def wake(self) -> None:
        """What was put off after a failure is due now."""
        self._effects.wake()
        self._inbox.wake()

    def pause(self, scope: str, until: datetime) -> None:
        """Nobody calls this before then."""
        self._put(pauses, {"scope": scope}, {"until": seconds(until)})

    def pauses(self) -> Mapping[str, datetime]:
        """Those that are not over."""
        query = select(pauses).where(pauses.c.until > seconds(self.now()))

        def pause(row: AnyRow) -> tuple[str, datetime]:
            return row.scope, self._unreadable.reading(
                "pauses", row.scope, "pause", lambda: moment(row.until)
            )

        return dict(readable(self.connection.execute(query), pause))

    def receive(self, event_id: str, body: Json, about: str | None = None) -> bool:
        """Store what the chat told us, once."""
        return self._inbox.receive(event_id, body, about)

    def take_events(self, limit: int, lease: timedelta) -> Sequence[InboxEvent]:
        """Take events of the chat that are due, oldest first."""
        return self._inbox.take(limit, lease, skip_locked=self._dialect.locks)

    def dispose(self, event_id: str) -> None:
        """An event of the chat has come to its end."""
        self._inbox.dispose(event_id)

    def put_off(
        self, event_id: str, *, after: timedelta, failure: str, mistake: bool = False
    ) -> None:
        """An event of the chat is tried again after a while."""
        self._inbox.put_off(event_id, after, failure, mistake=mistake)

    def set_aside(self, event_id: str, failure: str) -> None:
        """An event of the chat comes to nothing because of us."""
        self._inbox.set_aside(event_id, failure)

    @property
    def alerts(self) -> AlertTables:
        """Alerts that programs sent."""
        return self._alerts

    def public(self) -> SqlPublicRows:
        """What our own status page shows, and who is told."""
        return SqlPublicRows(self.connection, self.now())

    def begin_session(self, digest: str, person: Person, ends: datetime) -> None:
        """Until then."""
        self.connection.execute(delete(sessions).where(sessions.c.ends <= seconds(self.now())))
        row = {"id": digest, "person": person, "ends": seconds(ends)}
        self.connection.execute(insert(sessions).values(row))

    def end_session(self, digest: str) -> None:
        """From now on."""
        self.connection.execute(delete(sessions).where(sessions.c.id == digest))

    def make_token(self, digest: str, token: Token, forget: datetime) -> None:
        """From now on."""
        self.connection.execute(delete(tokens).where(tokens.c.ends <= seconds(forget)))
        row = {
            "id": token.id,
            "digest": digest,
            "person": token.person,
            "name": token.name,
            "scopes": ",".join(listed(token.scopes)),
            "made": seconds(token.made),
            "ends": seconds(token.ends),
            "used": None,
            "revoked": False,
        }
        self.connection.execute(insert(tokens).values(row))

    def token_used(self, id: str, day: datetime) -> None:
        """On this day."""
        change = update(tokens).where(tokens.c.id == id).values(used=seconds(day))
        self.connection.execute(change)

    def revoke_token(self, id: str, at: datetime) -> None:
        """From now on."""
        change = update(tokens).where(tokens.c.id == id).values(revoked=True, ends=seconds(at))
        self.connection.execute(change)

    def meet(self, found: Iterable[Person]) -> None:
        """Their names are asked for later. In order, so that two who meet the same do not wait for
        each other."""
        met = seconds(self.now())
        rows = [{"id": person, "name": "", "met": met} for person in sorted(found)]
        if rows:
            self.connection.later(MEET[self.connection.dialect.name], rows)

    def forget_people(self) -> None:
        """The names of those who are in nothing that is still kept; who pinged many long ago."""
        oldest = [self.connection.execute(query).scalar() for query in OLDEST]
        since = min((raised for raised in oldest if raised), default=seconds(self.now()))
        self.connection.execute(delete(people).where(people.c.met < since - MET_ANEW))
        old = seconds(self.now()) - MET_ANEW
        self.connection.execute(delete(pings).where(pings.c.at < old))

    def name_people(self, known: Mapping[Person, str]) -> None:
        """Remember people's names, in the same order as `meet`."""
        met = seconds(self.now())
        rows = [{"id": person, "name": name, "met": met} for person, name in sorted(known.items())]
        if rows:
            self.connection.execute(NAME[self.connection.dialect.name], rows)

    def save_directory(self, ids: Mapping[str, str]) -> None:
        """Remember what references stand for."""
        for reference, found in ids.items():
            self._put(directory, {"reference": reference}, {"id": found})

    def activate_playbook(self, fingerprint: str, playbook: Playbook) -> bool:
        """Make it the active one."""
        active = self.connection.execute(ACTIVE_PLAYBOOK).first()
        if active is not None and active.fingerprint == fingerprint:
            return False
        values = {
            "fingerprint": fingerprint,
            "activated": self._clock.real(),
            "body": codec.encode(playbook),
        }
        self.connection.execute(insert(playbooks).values(**values))
        return True

    def _put(self, table: Table, key: dict[str, object], values: dict[str, object]) -> None:
        """Insert, or change what is there."""
        dialect = postgresql if self._dialect.locks else sqlite
        statement = dialect.insert(table).values(**key, **values)
        upsert = statement.on_conflict_do_update(index_elements=list(key), set_=values)
        self.connection.execute(upsert)


def _columns(incident: Incident, version: int) -> dict[str, object]:
    closed = incident.ending.at if incident.ending else None
    waits = incident.ending if waits_for_review(incident) else None
    due = (waits.review_due or waits.at) if waits else None
    return {
        "id": incident.id,
        "number": incident.number,
        "key": incident.key,
        "version": version,
        "status": incident.status.value,
        "private": incident.private,
        "drill": incident.drill,
        "service": incident.service,
        "severity": incident.severity,
        "raised": seconds(incident.milestones.raised),
        "closed": None if incident.expired or closed is None else seconds(closed),
        "to_do": not incident.expired and any(action.is_open for action in incident.actions),
        "review_due": None if due is None else seconds(due),
        "body": codec.encode(incident),
    }
