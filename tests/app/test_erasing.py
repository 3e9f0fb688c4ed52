"""Who was erased is in no row and no byte afterwards, whatever was done and typed before."""

from __future__ import annotations

import asyncio
import logging
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, select, text

from firebell.app.ports import Conflict, Done, State, Transaction
from firebell.domain import commands as c
from firebell.domain import events as e
from firebell.domain.effect_names import EffectName
from firebell.domain.effects import Tell
from firebell.domain.incident import Incident
from firebell.domain.lifecycle import apply
from firebell.domain.playbook import Playbook
from firebell.domain.pseudonyms import is_pseudonym
from firebell.domain.refusals import Refused
from firebell.domain.typed_text import one_line
from firebell.storage.erasing import Erased, Known, UnderWay, erase, who
from firebell.storage.sqlite import rebuild
from firebell.storage.tables import metadata
from firebell.storage.transaction import SqlTransaction
from firebell.words.pseudonyms import shown
from firebell.words.record import people_in
from tests.app.world import World
from tests.domain.build import PLAYBOOK

E = TypeVar("E", bound=e.Event)

ID = "U0BOB4711"
NAME = "Bob Exämple"
ADDRESS = "bob.ex@example.com"
DIRECT = "D0BOB"
BOB = Known(person=ID, names=frozenset({NAME, ADDRESS}))
LEFT = re.compile(
    r"u0bob4711|d0bob|bob[^a-z0-9]{1,8}ex(ä|a)mple|bob.ex@example.com|bob-ex-example-com"
)
"""Anything of his, in lower case, with accents in one character or none."""
WAYS = (
    f"<@{ID}>",
    f"<@{ID}|bob>",
    ID,
    ID.lower(),
    NAME,
    f"@{NAME}",
    NAME.upper(),
    NAME.replace(" ", "\n"),
    NAME.replace(" ", "\u00a0 "),
    NAME.replace(" ", "-"),
    unicodedata.normalize("NFD", NAME),
    "Bob Example",
    f"_{NAME}_'s",
    ADDRESS,
    f"<mailto:{ADDRESS}|{ADDRESS.upper()}>",
)


async def life(world: World, said: str = f"{NAME} did it. Ask <@{ID}> or {ADDRESS}") -> None:
    """Bob raises INC-1, leads it, is told things; it is closed. Alice's INC-2 is open and his."""
    world.chat.outcomes["confirmation"] = [Done(result={"channel": DIRECT, "ts": "1.0"})] * 9
    await world.store.transact(known_here)
    for number in (1, 2):
        await world.declare(
            by=ID,
            key=f"form-{number}",
            title=said,
            description=said,
            service="app",
            severity="P1",
            roles={"comms": ID, "support": "UALICE"},
        )
    await world.work_off()
    for command in deeds(said):
        await world.ask(command, "incident-1")
    await world.ask(c.TakeRole(by=ID, role="tech"), "incident-2")
    await world.work_off()
    await world.ask(c.Close(by=ID, summary=said, reviewer=ID), "incident-1")
    await world.ask(c.StartReview(by="UALICE", as_file=False), "incident-1")
    await world.ask(c.CommentOnReview(by=ID, text=said), "incident-1")


def known_here(tx: Transaction) -> None:
    """Bob is in the playbook of yesterday, in the directory, and named."""
    lead = replace(PLAYBOOK.services[1], leads={"tech": ADDRESS, "support": ID}, contact=NAME)
    old = replace(PLAYBOOK, services=(lead,), invite=(ADDRESS.upper(), "UALICE"))
    tx.activate_playbook("yesterday", old)
    tx.activate_playbook("today", PLAYBOOK)
    tx.save_directory({ADDRESS: ID, "#general": "CGENERAL"})
    tx.name_people({ID: NAME, "UALICE": "Alice"})
    tx.receive("Ev1", {"event": {"type": "message", "user": ID, "channel": "C1", "text": NAME}})
    pin = {"type": "reaction_added", "user": "UALICE", "item_user": ID, "item": {"channel": "C1"}}
    tx.receive("Ev2", {"event": pin})


def deeds(said: str) -> tuple[c.Command, ...]:
    return (
        c.ReportInvited(people=("UALICE", ID), refused={ID: "user_is_restricted"}),
        c.ReportGroup(people=(ID, "UPRIYA")),
        c.ReportMember(person=ID),
        c.Update(by=ID, known=said, doing=said),
        c.ChangeSeverity(by=ID, severity="P2", why=said),
        c.Note(by="UALICE", text=said, author=ID, ts="1.5"),
        c.Edit(by="UALICE", title=f"Again {said}", roles={"support": ID}),
        c.AskSomeone(by="UALICE", role="tech", person=ID),
        c.TickStep(by=ID, step="look"),
        c.ShowRecord(by=ID),
        c.ReportFailure(
            effect=f"incident-1-1/tell-ask/{ID}",
            what=EffectName.DIRECT_MESSAGE,
            target=ID,
            reason="user_not_found",
            asked_by=ID,
        ),
    )


async def erased(world: World, known: Known = BOB, playbook: Playbook = PLAYBOOK) -> Erased:
    def work(tx: Transaction) -> Erased:
        assert isinstance(tx, SqlTransaction)
        return erase(tx, known, playbook)

    return await world.store.transact(work)


def rows(url: str) -> Mapping[str, list[tuple[Any, ...]]]:
    """Everything in the database."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        found = {
            table.name: [tuple(row) for row in connection.execute(select(table)).all()]
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return found


def left(text: str) -> list[str]:
    """What of Bob can be read in it."""
    plain = unicodedata.normalize("NFC", text).casefold()
    return sorted({match[0] for match in LEFT.finditer(plain)})


@contextmanager
def opened(url: str) -> Iterator[World]:
    """A world that is left in order."""
    world = World(url)
    try:
        yield world
    finally:
        world.store.close()


async def test_who_was_erased_is_in_no_row_of_either_database(url: str) -> None:
    with opened(url) as world:
        await life(world)
        before = rows(url)
        assert left(str(before)) != []
        done = await erased(world)
        after = rows(url)
    assert left(str(after)) == []
    assert {name: len(found) for name, found in after.items()} == {
        **{name: len(found) for name, found in before.items()},
        "people": len(before["people"]) - 1,
        "directory": len(before["directory"]) - 1,
        "events": len(before["events"]) + 2,
        "effects": len(after["effects"]),
        "salts": 1,
    }
    assert (done.incidents, done.lapsed, done.without_charge) == ((1, 2), (2,), (2,))


async def test_what_an_incident_is_still_follows_from_its_events(world: World) -> None:
    await life(world)
    await erased(world)
    for number in (1, 2):
        assert await folded(world, f"incident-{number}") == await world.incident(
            f"incident-{number}"
        )


async def events_of(world: World, kind: type[E]) -> list[E]:
    """Those of INC-1, of this kind."""
    return [event for event in await world.events() if isinstance(event, kind)]


async def folded(world: World, incident: str) -> Incident | None:
    """An incident as its events make it."""
    stored = await world.store.read(lambda reads: reads.events(incident))
    found: Incident | None = None
    for each in stored:
        found = apply(found, each.event)
    return found


async def test_the_bot_goes_on_and_tells_nobody_who_is_not_there(world: World) -> None:
    await life(world)
    done = await erased(world)
    world.chat.jobs.clear()
    await world.work_off()
    addressed = {job.effect.body.addressee for job in world.chat.jobs}
    assert [each for each in addressed if each and is_pseudonym(each)] == []
    incident = await world.incident("incident-2")
    assert incident.in_charge == done.pseudonym
    assert {role: held.person for role, held in incident.roles.items()} == {"support": "UALICE"}
    await world.ask(c.TakeRole(by="UALICE", role="tech"), "incident-2")
    await world.ask(c.Close(by="UCHARLIE"), "incident-2")
    await world.work_off()
    told = [
        (job.incident.id, job.effect.body.what.value, job.effect.target)
        for job in world.chat.jobs
        if isinstance(job.effect.body, Tell) and job.effect.sent == 0
    ]
    # Alice that both are over and that a review is hers, Charlie when users were affected. In
    # INC-1 she holds Support: who was asked for it in her place never answered.
    assert sorted(told) == [
        ("incident-1", "closed", "UALICE"),
        ("incident-2", "closed", "UALICE"),
        ("incident-2", "review_asked", "UALICE"),
        ("incident-2", "times_asked", "UCHARLIE"),
    ]
    states = Counter(effect.state for effect in await world.effects())
    assert states[State.PARKED] == 0


async def test_nobody_asks_for_the_name_of_a_pseudonym(world: World) -> None:
    await life(world)
    done = await erased(world)
    await world.ask(c.TakeRole(by="UALICE", role="tech"), "incident-2")
    later = await world.store.transact(lambda tx: tx.now()) + timedelta(days=1)
    unnamed = await world.store.read(lambda reads: reads.unnamed(later))
    assert {done.pseudonym, ID} & set(unnamed) == set()
    emptied = await world.store.read(lambda reads: reads.events("incident-2"))
    assert done.pseudonym in people_in([stored.event for stored in emptied])


async def test_the_same_person_is_the_same_pseudonym_each_time(world: World) -> None:
    await life(world)
    first = await erased(world)
    assert await erased(world, Known(person=ID)) == Erased(pseudonym=first.pseudonym)
    assert re.fullmatch("former-[0-9a-f]{12}", first.pseudonym)
    await world.ask(c.Note(by=ID, text="I am back"), "incident-1")
    again = await erased(world, Known(person=ID))
    assert (again.pseudonym, again.incidents) == (first.pseudonym, (1,))


async def test_in_another_database_a_person_is_another_pseudonym(
    world: World, tmp_path: Path
) -> None:
    await world.declare(by=ID)
    with opened(f"sqlite:///{tmp_path / 'other.db'}") as other:
        await other.declare(by=ID)
        assert (await erased(world)).pseudonym != (await erased(other)).pseudonym


async def test_nobody_else_changes(world: World) -> None:
    await life(world, said="Bobby Exampleton and U0BOB47119 did it. Not bob.ex@example.community")
    titles = [event.title for event in await events_of(world, e.Declared)]
    before = [event.text for event in await events_of(world, e.Noted)]
    await erased(world)
    assert [event.text for event in await events_of(world, e.Noted)] == before
    assert [event.title for event in await events_of(world, e.Declared)] == titles


async def test_where_somebody_was_mentioned_it_reads_on(world: World) -> None:
    await life(world, said=f"Ask <@{ID}|bob>, {NAME.upper()} or {ADDRESS}.")
    await erased(world)
    incident = await world.incident()
    words = shown(incident.in_charge)
    assert words is not None
    assert re.fullmatch(r"a former colleague \([0-9a-f]{4}\)", words)
    assert incident.title == f"Again Ask {words}, {words} or {words}."
    assert incident.channel_name == "inc-1-website"
    assert incident.in_charge in {event.by for event in await world.events(e.Updated)}


async def test_what_they_did_and_nobody_looked_at_is_dropped_and_what_others_did_stays(
    world: World,
) -> None:
    await life(world)
    done = await erased(world)
    waiting = await world.store.transact(lambda tx: tx.take_events(10, timedelta(seconds=6)))
    pin = {
        "type": "reaction_added",
        "user": "UALICE",
        "item_user": done.pseudonym,
        "item": {"channel": "C1"},
    }
    assert [(event.id, event.body) for event in waiting] == [("Ev2", {"event": pin})]


async def test_what_is_being_sent_just_now_is_waited_for(url: str) -> None:
    with opened(url) as world:
        await life(world)
        await world.store.transact(lambda tx: tx.claim(1, timedelta(seconds=6)))
        before = rows(url)
        with pytest.raises(UnderWay):
            await erased(world)
        assert rows(url) == before


async def test_a_name_that_is_hidden_stays_reserved(world: World) -> None:
    def reserve(tx: Transaction) -> None:
        for name in ("inc-bob-example", "inc-bob-example-2", "inc-other"):
            tx.reserve_name(name, "incident-1")

    await world.store.transact(reserve)
    await erased(world)
    taken = await world.store.transact(lambda tx: tx.names_reserved("inc-bob-example"))
    assert taken == {"inc-bob-example", "inc-bob-example-2"}
    with pytest.raises(Conflict):
        await world.store.transact(lambda tx: tx.reserve_name("inc-bob-example", "incident-2"))


async def test_an_id_an_address_or_a_name_may_be_given(world: World) -> None:
    def find(given: str) -> Callable[[Transaction], list[str]]:
        def work(tx: Transaction) -> list[str]:
            assert isinstance(tx, SqlTransaction)
            return [known.person for known in who(tx, given)]

        return work

    await world.store.transact(known_here)
    await world.store.transact(lambda tx: tx.name_people({"U0OTHER1": "alice"}))
    given = (ID, ADDRESS.upper(), NAME.lower(), "Alice", "UALICE", "U0UNKNOWN", "Nobody")
    assert [await world.store.transact(find(each)) for each in given] == [
        [ID],
        [ID],
        [ID],
        ["U0OTHER1", "UALICE"],
        ["UALICE"],
        ["U0UNKNOWN"],
        [],
    ]


async def test_no_byte_of_the_files_and_no_line_of_the_log_holds_them(
    world: World, sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await life(world)
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    caplog.clear()
    await erased(world)
    world.store.close()
    rebuild(folder / "firebell.db")
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {name: left(found.decode(errors="replace")) for name, found in files.items()} == {
        name: [] for name in files
    }
    assert "firebell.db" in files
    assert left(caplog.text) == []


odd = st.lists(st.sampled_from(WAYS) | st.text(max_size=3), min_size=1, max_size=4).map(" ".join)
"""Words with Bob in them, in one way or another."""


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=odd.filter(one_line),
    asked=st.lists(st.sampled_from(range(len(deeds("")))), max_size=6),
    closed=st.booleans(),
)
def test_whatever_was_done_and_typed_nothing_of_them_is_left(
    migrated: Path, said: str, asked: list[int], closed: bool
) -> None:
    async def whole(url: str) -> None:
        with opened(url) as world:
            await world.store.transact(known_here)
            await world.raised(by=ID, title=said, description=said, roles={"tech": ID})
            for number in asked:
                with suppress(Refused):
                    await world.ask(deeds(said)[number])
            if closed:
                await world.ask(c.Close(by=ID, summary=said))
            await world.work_off()
            await erased(world)
            assert left(str(rows(url))) == []
            assert await folded(world, "incident-1") == await world.incident()

    with TemporaryDirectory() as folder:
        asyncio.run(whole(f"sqlite:///{shutil.copy(migrated, Path(folder) / 'firebell.db')}"))


async def test_from_rows_that_nobody_can_read_they_leave_too(world: World, sqlite_url: str) -> None:
    await life(world)
    engine = create_engine(sqlite_url)
    with engine.begin() as connection:
        for table, broken in (
            ("incidents", f"{{{ID} is {NAME}"),
            ("events", f'{{"title": "{NAME}", "by": 1}}'),
            ("effects", f"<@{ID}>"),
            ("inbox", f"{ADDRESS} {NAME}"),
        ):
            only = "" if table == "inbox" else "WHERE id = (SELECT max(id) FROM " + table + ")"
            connection.execute(text(f"UPDATE {table} SET body = :body {only}"), {"body": broken})
    engine.dispose()
    done = await erased(world)
    assert left(str(rows(sqlite_url))) == []
    assert (done.incidents, done.lapsed) == ((1, 2), ())
