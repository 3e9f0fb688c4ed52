"""Incidents are found by what is written in them and by what they are, on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from alembic import command
from alembic.config import Config
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from firebell.app.ports import Transaction
from firebell.domain import commands as c
from firebell.domain.events import Words
from firebell.domain.permissions import Caller
from firebell.domain.personal_data import Erasure, Expiry
from firebell.domain.searching import MOST, OPEN, Wanted, folded
from firebell.storage.migrations.versions.m0013_search import NARROWING
from tests.storage.test_store import World, sql


async def found(world: World, typed: str = "", before: int | None = None, **more: str) -> list[int]:
    """The numbers of those that are found, by words as people type them."""
    wanted = Wanted(words=folded(typed)[:MOST], **more)  # type: ignore[arg-type]
    incidents = await world.store.read(lambda reads: reads.newest(10, before, wanted))
    return [incident.number for incident in incidents]


async def ask(world: World, asked: c.Command, incident: str = "incident-1") -> None:
    await world.incidents.handle(incident, asked, Caller("UALICE"))


async def life(world: World) -> None:
    """INC-1 with words in every place, and INC-2 with others."""
    await world.declare("form-1", title="Nobody can log in", description="Since the Größe release")
    await world.declare("form-2", title="Payments fail", description="E\u0301tat inconnu 🔥")
    for asked in (
        c.Update(by="UALICE", known="A certificate ran out", doing="Renewing it"),
        c.Note(by="UALICE", text="Rolled back to v2.7 at <https://ci.example.com/4711|build>"),
        c.ChangeSeverity(by="UALICE", severity="Low", why="Only interns suffer"),
        c.Close(by="UALICE", summary="It was the proxy"),
        c.StartReview(by="UALICE"),
        c.SaveReview(by="UALICE", text={"causes": "Nobody watched its expiry"}, base=0),
    ):
        await ask(world, asked)


async def test_words_of_title_description_updates_notes_end_and_review_are_found(
    world: World,
) -> None:
    await life(world)
    typed = ("log", "grosse", "CERTIFICATE", "renew", "rolled 4711", "interns", "proxy", "expiry")
    assert {each: await found(world, each) for each in typed} == {each: [1] for each in typed}
    others = ("payments", "etat", "Étât", "🔥", "pay inconnu", "INC-2", "inc 2")
    assert {each: await found(world, each) for each in others} == {each: [2] for each in others}
    assert await found(world, "nobody payments") == []
    assert await found(world, "ogin") == []


async def test_a_number_is_meant_whole_and_pages_go_on_by_number(world: World) -> None:
    for number in range(1, 13):
        await world.declare(f"form-{number}", title="Down again")
    assert await found(world, "INC-1") == [1]
    assert await found(world, "again") == list(range(12, 2, -1))
    assert await found(world, "again", before=3) == [2, 1]
    assert await found(world, "again", before=3, status="closed") == []


async def test_they_are_narrowed_by_what_they_are_together(world: World) -> None:
    await life(world)
    await world.declare("form-3", title="Nobody can log in again", service="payments")
    told: Mapping[str, tuple[dict[str, str], list[int]]] = {
        "service": ({"service": "app"}, [2, 1]),
        "severity": ({"severity": "Low"}, [1]),
        "open": ({"status": OPEN}, [3, 2]),
        "closed": ({"status": "closed"}, [1]),
        "one status": ({"status": "investigating"}, [3, 2]),
        "two at once": ({"service": "app", "status": OPEN}, [2]),
        "with words": ({"typed": "log in", "status": OPEN}, [3]),
        "nothing": ({"service": "app", "severity": "Low", "status": OPEN}, []),
    }
    for narrowed, expected in told.values():
        assert await found(world, **narrowed) == expected  # type: ignore[arg-type]


async def test_they_are_narrowed_by_when_they_were_raised(world: World) -> None:
    await world.declare("form-1")
    world.moved = timedelta(days=1)
    await world.declare("form-2")
    now = await world.store.transact(lambda tx: tx.now())
    noon = now - timedelta(hours=12)

    async def numbers(wanted: Wanted) -> list[int]:
        found = await world.store.read(lambda reads: reads.newest(10, None, wanted))
        return [incident.number for incident in found]

    assert await numbers(Wanted(since=noon)) == [2]
    assert await numbers(Wanted(until=noon)) == [1]
    assert await numbers(Wanted(since=noon, until=noon)) == []


async def test_what_was_removed_from_the_record_is_found_no_more(world: World) -> None:
    await life(world)
    _, record = await world.incidents.with_record("incident-1", Caller("UALICE"))
    updated, noted = (
        next(id for id, event in record.items() if type(event).__name__ == kind)
        for kind in ("Updated", "Noted")
    )
    for entry, part in ((updated, Words.UPDATE), (noted, Words.NOTE)):
        await ask(world, c.Redact(by="UALICE", entry=entry, part=part))
    gone = ("certificate", "renewing", "rolled", "4711")
    assert {each: await found(world, each) for each in gone} == {each: [] for each in gone}
    assert await found(world, "log proxy") == [1]


async def test_a_review_is_found_by_what_it_says_now(world: World) -> None:
    await life(world)
    await ask(world, c.SaveReview(by="UALICE", text={"causes": "An old clock"}, base=1))
    assert await found(world, "expiry") == []
    assert await found(world, "clock") == [1]
    await ask(world, c.SaveReview(by="UALICE", text={"causes": ""}, base=2))
    assert await found(world, "clock") == []


async def test_what_is_no_longer_kept_is_found_by_its_number_alone(world: World) -> None:
    await life(world)

    def expire(tx: Transaction) -> None:
        tx.rewrite("incident-1", Expiry({"UALICE": "person-1"}, "inc-1"))

    await world.store.transact(expire)
    for typed in ("log", "certificate", "rolled", "proxy", "expiry", "kept"):
        assert await found(world, typed) == []
    assert await found(world, "INC-1") == [1]


async def test_who_was_erased_is_found_no_more(world: World) -> None:
    await world.declare("form-1", title="Bob Exämple did it")
    erasure = Erasure({"U0BOB": "former-1"}, ["Bob Exämple"], "a former colleague (1)")
    assert await found(world, "exam") == [1]
    await world.store.transact(lambda tx: tx.rewrite("incident-1", erasure))
    assert await found(world, "exam") == []
    assert await found(world, "former colleague did") == [1]


async def test_what_was_removed_is_in_no_byte_of_the_file(tmp_path: Path) -> None:
    world = World(f"sqlite:///{tmp_path / 'firebell.db'}")
    for number in range(30):
        await world.declare(f"form-{number}", description="hunter2 and more words")
    for number in range(1, 31):
        await world.store.transact(
            lambda tx, of=f"incident-{number}": tx.rewrite(of, Expiry({}, "inc"))  # type: ignore[misc]
        )
    world.store.close()
    held = {path.name for path in tmp_path.iterdir() if b"hunter" in path.read_bytes()}
    assert held == set()


LATER = (
    *("tokens", "alert_groups", "alert_keys"),
    *("public_mails", "public_updates", "public_incidents", "subscribers", "paces"),
)
"""Tables of migrations that came after the one that is tried here."""


async def test_what_an_earlier_version_stored_is_found_too(url: str) -> None:
    world = World(url)
    await life(world)
    world.store.close()
    with sql(url) as connection:
        for statement in (
            "DROP TABLE search",
            *(f"DROP TABLE {table}" for table in LATER),
            "DROP INDEX ix_effects_waits_for",
            "ALTER TABLE effects DROP COLUMN waits_for",
            "ALTER TABLE handled DROP COLUMN said",
            "DELETE FROM counters WHERE name = 'alerts'",
            *(f"DROP INDEX ix_incidents_{each}_number" for each in NARROWING),
            "DROP INDEX ix_incidents_status_raised",
            "ALTER TABLE incidents DROP COLUMN severity",
            "UPDATE alembic_version SET version_num = '0012'",
        ):
            connection.execute(text(statement))
        if "sqlite" in url:
            connection.execute(text("DROP TABLE search_index"))
        config = Config()
        config.set_main_option("script_location", "firebell:storage/migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, "0013")
    world = World(url)
    assert await found(world, "certificate proxy expiry inc-1") == [1]
    assert await found(world, severity="Low") == [1]
    await ask(world, c.Reopen(by="UALICE", why="It is back"))
    assert await found(world, "certificate back") == [1]
    world.store.close()


ODD = (
    *('"', "'", "*", "-", ":", "(", ")", "\\", "\0", "AND", "OR", "NOT", "NEAR", "words:", "^"),
    *("log", "🔥", "İ", "ß", "５", "\ud800", "&", "|", "!", "<->", ":*", "%", "_"),
)
anything = st.text(max_size=60) | st.lists(
    st.sampled_from(ODD),
    max_size=12,
).map(" ".join)


def means(word: str, there: str) -> bool:
    return there == word if word.isdigit() else there.startswith(word)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=anything)
def test_whatever_is_typed_is_words_and_never_a_query(world: World, typed: str) -> None:
    """Who typed it in a title finds it by it; what holds other words is not found."""

    async def whole() -> None:
        own = await world.declare(f"form-{world.ids}", title=f"That {typed}".replace("\ud800", ""))
        other = await world.declare(f"form-{world.ids}", title="Other")
        numbers = await found(world, typed)
        there = ("inc", "other", str(other))
        wanted = folded(typed)[:MOST]
        assert own in numbers
        assert (other in numbers) == all(any(means(w, each) for each in there) for w in wanted)

    asyncio.run(whole())


async def test_five_thousand_characters_are_asked_as_calmly(world: World) -> None:
    await life(world)
    told = {"log " * 1250: [1], "x" * 5000: [], "🔥" * 5000: [], "É\0" * 2500: [2, 1]}
    assert {typed: await found(world, typed) for typed in told} == told
