"""No statement of the store walks through a table that only grows, on either database.

Every method of the store is called over tables that are full of what is over; each statement that
it issues is explained with its own parameters, right before it runs.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, event, text

from firebell.app.incidents import Incidents
from firebell.app.ports import KeptPicture, Reads, Transaction
from firebell.domain.commands import Declare
from firebell.domain.effects import (
    CancelInside,
    CancelLater,
    CancelPosts,
    CreateChannel,
    Effect,
    KeepTopic,
    Reaction,
    RepublishHomes,
    SayAnew,
    TakeBackPosts,
)
from firebell.domain.events import StatusChanged
from firebell.domain.grants import Scope, Token
from firebell.domain.home import Filters
from firebell.domain.incident import CONFIRMATION, Status
from firebell.domain.permissions import Caller
from firebell.domain.personal_data import Expiry
from firebell.domain.searching import OPEN, Wanted
from firebell.playbook_file import read_playbook
from firebell.storage.address import open_store
from firebell.storage.base import SqlStore
from firebell.storage.tables import metadata
from tests.app.world import FakeRoster

PLAYBOOK = read_playbook(Path(__file__).parents[2] / "examples" / "small" / "playbook.toml")
ROWS = 10_000
"""In each table that grows, beside the few that are open or wait."""
GROWING = {
    "channels",
    "effects",
    "events",
    "handled",
    "home_looks",
    "homes",
    "inbox",
    "incidents",
    "names",
    "people",
    "playbooks",
    "search",
}
OF_WHAT_IS_OPEN = {
    "ix_effects_lane",
    "ix_effects_parked",
    "ix_effects_pending",
    "ix_effects_since",
    "ix_inbox_about",
    "ix_inbox_set_aside",
    "ix_incidents_kept",
    "ix_incidents_kept_raised",
    "ix_incidents_open",
    "ix_incidents_to_do",
    "ix_incidents_review",
    "ix_people_unnamed",
}
"""Partial indexes that hold only what is open or still to be done: they may be walked through."""
DEAR = 200.0
"""What PostgreSQL reckons for a statement that visits many rows. One that looks a few up costs
under 50."""
NOW = datetime(2026, 1, 1, tzinfo=UTC)
LEASE = timedelta(seconds=6)

Calls = Mapping[str, Callable[[Transaction], object]]

TOKEN = Token(
    id="token-1",
    person="UALICE",
    name="deploys",
    scopes=frozenset(Scope),
    made=NOW,
    ends=NOW + timedelta(days=90),
)


def of_reads() -> Mapping[str, Callable[[Reads], object]]:
    """A call of every method of `Reads`."""
    return {
        "incident": lambda reads: reads.incident("incident-1"),
        "by_number": lambda reads: reads.by_number(1),
        "by_channel": lambda reads: reads.by_channel("C1"),
        "by_key": lambda reads: reads.by_key("form-1"),
        "open_incidents": lambda reads: reads.open_incidents(),
        "with_actions": lambda reads: reads.with_actions(),
        "awaiting_review": lambda reads: reads.awaiting_review(),
        "similar": lambda reads: reads.similar("app", NOW),
        "home_marks": lambda reads: reads.home_marks(),
        "home_looks": lambda reads: reads.home_looks(NOW),
        "home_look": lambda reads: reads.home_look("U2"),
        "kept": lambda reads: reads.kept(private=False, drill=False, closed_by=NOW, limit=10),
        "events": lambda reads: reads.events("incident-1"),
        "event": lambda reads: reads.event("incident-1-1"),
        "pictures": lambda reads: reads.pictures("incident-1", whole=True),
        "effects": lambda reads: reads.effects("incident-1"),
        "effect": lambda reads: reads.effect("incident-1-1/raise/channel"),
        "names": lambda reads: reads.names(["U1", "U2"]),
        "unnamed": lambda reads: reads.unnamed(NOW),
        "directory": lambda reads: reads.directory(),
        "active_playbook": lambda reads: reads.active_playbook(),
        "newest": newest,
        "session": lambda reads: reads.session("digest"),
        "token": lambda reads: reads.token("digest"),
        "tokens": lambda reads: reads.tokens("UALICE"),
        "public_read": lambda reads: reads.public_read().shown(NOW),
        "next_due": lambda reads: reads.next_due(),
        "waiting": lambda reads: reads.waiting(),
    }


def of_transaction() -> Calls:
    """A call of every method of `Transaction`."""
    return {
        **of_reads(),
        "now": lambda tx: tx.now(),
        "next_number": lambda tx: tx.next_number(),
        "handled": lambda tx: tx.handled("press-1"),
        "remember": lambda tx: tx.remember("press-new", "incident-1"),
        "pings": lambda tx: tx.pings("UALICE", tx.now()),
        "pinged": lambda tx: tx.pinged("UALICE", tx.now()),
        "names_reserved": lambda tx: tx.names_reserved("inc-1-down"),
        "reserve_name": lambda tx: tx.reserve_name("inc-new", "incident-1"),
        "own_channel": lambda tx: tx.own_channel("CNEW", "incident-1"),
        "save": save,
        "rewrite": lambda tx: tx.rewrite("incident-1", Expiry({"UALICE": "person-1"}, "inc-1")),
        "take_out": take_out,
        "keep_pictures": keep_pictures,
        "queue": queue,
        "want": lambda tx: tx.want("incident-1", CONFIRMATION),
        "claim": claim,
        "renew": lambda tx: tx.renew({"key": "lease"}, LEASE),
        "settle": lambda tx: tx.settle("key", "lease", {}, 1),
        "release": lambda tx: tx.release("key", "lease", after=LEASE, doubtful=True, failure=None),
        "await_turn": lambda tx: tx.await_turn("key", "lease", "chat.update", LEASE),
        "queued_for": lambda tx: tx.queued_for("chat.update"),
        "slow_down": lambda tx: tx.slow_down("chat.update", passed=20, retry_after=3),
        "paces": lambda tx: tx.paces(),
        "defer": lambda tx: tx.defer("key", "lease", NOW),
        "park": lambda tx: tx.park("key", "lease", "failure"),
        "retry": lambda tx: tx.retry("key"),
        "read_again": lambda tx: tx.read_again(),
        "free_leases": lambda tx: tx.free_leases(),
        "pause": lambda tx: tx.pause("chat.postMessage", NOW),
        "pauses": lambda tx: tx.pauses(),
        "wake": lambda tx: tx.wake(),
        "home_shows": lambda tx: tx.home_shows("U1", ["incident-1"]),
        "home_looked": lambda tx: tx.home_looked("U1", Filters(severity="P1")),
        "home_published": lambda tx: tx.home_published("U1", "mark"),
        "receive": receive,
        "take_events": take_events,
        "put_off": lambda tx: tx.put_off("Ev-put-off", after=LEASE, failure="failure"),
        "set_aside": lambda tx: tx.set_aside("Ev-aside", "failure"),
        "dispose": lambda tx: tx.dispose("Ev-new"),
        "begin_session": lambda tx: tx.begin_session("digest", "UALICE", NOW),
        "end_session": lambda tx: tx.end_session("digest"),
        "make_token": lambda tx: tx.make_token("digest", TOKEN, NOW),
        "token_used": lambda tx: tx.token_used("token-1", NOW),
        "revoke_token": lambda tx: tx.revoke_token("token-1", NOW),
        "said": lambda tx: tx.said("press-1"),
        "public": lambda tx: tx.public().shown(NOW),
        "meet": lambda tx: tx.meet(["U1", "UNEW"]),
        "forget_people": lambda tx: tx.forget_people(),
        "name_people": lambda tx: tx.name_people({"U1": "Alice"}),
        "save_directory": lambda tx: tx.save_directory({"#general": "C1"}),
        "activate_playbook": lambda tx: tx.activate_playbook("new", PLAYBOOK),
    }


def newest(reads: Reads) -> None:
    """All, and narrowed in each way and in all at once."""
    day = timedelta(days=1)
    ways = {
        "words": ("rare", "other", "42"),
        "service": "app",
        "severity": "High",
        "status": OPEN,
        "since": NOW,
        "until": NOW + day,
    }
    for wanted in (
        Wanted(),
        *(Wanted(**{name: value}) for name, value in ways.items()),  # type: ignore[arg-type]
        Wanted(service="none", severity="none", status="closed"),
        Wanted(**ways),  # type: ignore[arg-type]
    ):
        reads.newest(2, None, wanted)
        reads.newest(2, 5, wanted)


def save(tx: Transaction) -> None:
    """A new incident, and one that changed."""
    loaded = tx.incident("incident-1")
    assert loaded is not None
    found = loaded.incident
    happened = StatusChanged(
        at=NOW, by="UALICE", status=Status.IDENTIFIED, before=Status.INVESTIGATING
    )
    tx.save(found, loaded.version, [happened])
    tx.save(replace(found, id="new", number=1_000_000, key="form-new"), None, [happened])


def keep_pictures(tx: Transaction) -> None:
    kept = KeptPicture(event="incident-1-1", file="F1", type="image/png", content=b"1")
    tx.keep_pictures("incident-1", [kept])


def take_out(tx: Transaction) -> None:
    """An event without its words, and a channel by another name."""
    happened = StatusChanged(
        at=NOW, by="UALICE", status=Status.IDENTIFIED, before=Status.INVESTIGATING
    )
    tx.take_out("incident-1", {"incident-1-1": happened}, {"inc-1": "inc-other"})


def queue(tx: Transaction) -> None:
    """Each kind of reaction."""
    post = Effect(body=CreateChannel(name="new", private=False), reaction="new", target="new")
    kept = Effect(body=KeepTopic(), reaction="new", target=CONFIRMATION, keep=True)
    cancelled: list[Reaction] = [CancelLater(), CancelPosts(channel="C1"), CancelInside()]
    openly: list[Reaction] = [TakeBackPosts(spared=("U1",)), RepublishHomes()]
    tx.queue("incident-1", "incident-1-1", [post, kept, *cancelled, *openly])
    tx.queue("incident-1", "incident-1-1", [SayAnew(titles=True)])


def claim(tx: Transaction) -> None:
    """Something is due, so that it is taken too."""
    assert tx.claim(10, LEASE)


def receive(tx: Transaction) -> None:
    """Events that wait, two of them for each other."""
    for name in ("Ev-new", "Ev-put-off", "Ev-aside"):
        tx.receive(name, {}, "C1:U1")


def take_events(tx: Transaction) -> None:
    """Something is due, so that it is taken too."""
    assert tx.take_events(10, LEASE)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'firebell.db'}"
    found: str = request.getfixturevalue("postgres_url")
    return found


async def test_no_statement_scans_a_table_that_grows(url: str) -> None:
    store = open_store(url)
    await begin(store)
    fill(url)
    with explained() as scans:
        for name, read in of_reads().items():
            scans.method = name
            await store.read(read)
        for name, call in of_transaction().items():
            scans.method = name
            await store.transact(call)
    store.close()
    assert scans.found == {}
    assert scans.issued == set(of_transaction())


def test_every_method_of_the_store_is_called() -> None:
    assert set(of_reads()) == methods(Reads)
    assert set(of_transaction()) == methods(Transaction)


def methods(protocol: type) -> set[str]:
    """The public ones."""
    found = inspect.getmembers(protocol, inspect.isfunction)
    return {name for name, _ in found if not name.startswith("_")}


async def begin(store: SqlStore) -> None:
    """One row of each kind."""

    def rows(tx: Transaction) -> None:
        tx.own_channel("C1", "incident-1")
        tx.remember("press-1", "incident-1")
        tx.name_people({"U1": "Alice"})
        tx.receive("Ev1", {})
        tx.dispose("Ev1")
        tx.activate_playbook("first", PLAYBOOK)
        tx.home_shows("U2", ["incident-1"])
        tx.home_looked("U2", Filters())

    await store.transact(rows)
    incidents = Incidents(store, lambda: PLAYBOOK, lambda: None, lambda: "incident-1", FakeRoster())
    await incidents.declare(
        Declare(by="UALICE", key="form-1", title="It is down", service="app", severity="High"),
        Caller("UALICE"),
    )


def fill(url: str) -> None:
    """Many more of each, all of them over, and fresh statistics."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        for statement in (
            copies(
                "incidents",
                id="id",
                number=None,
                key="key",
                status="'closed'",
                closed="'1795403040'",
            ),
            copies("events", id="id", incident="incident"),
            copies("effects", key="key", incident="incident", state="'done'"),
            copies("search", entry="entry", incident="incident"),
            "UPDATE search SET words = words || ' w' || (id % 500)",  # as they differ in life
            copies("channels", channel="channel", incident="incident"),
            copies("handled", key="key", incident="incident"),
            copies("homes", person="person", incident="incident"),
            copies("home_looks", person="person", at="'0'"),
            copies("inbox", id="id"),
            copies("names", name="name", incident="incident"),
            copies("people", id="id"),
            copies("playbooks", fingerprint="fingerprint"),
        ):
            connection.execute(text(statement))
        connection.execute(text("ANALYZE"))
    engine.dispose()


def copies(table: str, **changed: str | None) -> str:
    """SQL that copies the rows of a table: a column's name makes the copy's value another one, a
    literal takes its place, None counts on."""

    def value(column: str) -> str:
        made = changed.get(column, "")
        if made is None:
            return f"{column} + i"
        if made.startswith("'"):
            return made
        return f"{column} || '-' || i" if made else column

    given_by_database = {"id"} if table in ("effects", "playbooks", "search") else set()
    columns = [c.name for c in metadata.tables[table].columns if c.name not in given_by_database]
    return (
        f"WITH RECURSIVE count(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM count WHERE i < {ROWS}) "
        f"INSERT INTO {table} ({', '.join(columns)}) "
        f"SELECT {', '.join(value(name) for name in columns)} FROM {table}, count"
    )


class Scans:
    """What walks through a growing table: the plan's words, by the method that asks for it.

    `issued` are the methods that issued any statement at all.
    """

    def __init__(self) -> None:
        self.method = ""
        self.issued: set[str] = set()
        self.found: dict[str, list[str]] = {}

    def look(
        self,
        connection: Connection,
        _cursor: object,
        statement: str,
        parameters: Any,
        _context: object,
        many: bool,
    ) -> None:
        """Explain a statement before it runs."""
        if not statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            return
        self.issued.add(self.method)
        explain = of_sqlite if connection.dialect.name == "sqlite" else of_postgres
        with closing(connection.connection.cursor()) as cursor:
            scans = list(explain(cursor, statement, parameters[0] if many else parameters))
        if scans:
            self.found.setdefault(self.method, []).extend(scans)


@contextmanager
def explained() -> Iterator[Scans]:
    """Of every statement that is issued until the block ends."""
    scans = Scans()
    event.listen(Engine, "before_cursor_execute", scans.look)
    try:
        yield scans
    finally:
        event.remove(Engine, "before_cursor_execute", scans.look)


def of_sqlite(cursor: Any, statement: str, parameters: Any) -> Iterator[str]:
    """Rows such as `SCAN incidents` or `SCAN incidents USING INDEX ix_incidents_open`."""
    cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
    for *_, detail in cursor.fetchall():
        words = detail.split()
        if words[0] == "SCAN" and words[1] in GROWING and words[-1] not in OF_WHAT_IS_OPEN:
            yield detail


def of_postgres(cursor: Any, statement: str, parameters: Any) -> Iterator[str]:
    """Tables that are read row by row, and what the whole costs where that is much: so shows an
    index that is walked from end to end, unless it is left after the first row."""
    cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", parameters)
    plan = cursor.fetchone()[0][0]["Plan"]
    for node in nodes(plan):
        if node["Node Type"] == "Seq Scan" and node["Relation Name"] in GROWING:
            yield f"Seq Scan on {node['Relation Name']}"
    if plan["Total Cost"] > DEAR:
        yield f"a cost of {plan['Total Cost']}"


def nodes(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A plan's node and all below it."""
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes(below)
