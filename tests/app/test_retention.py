"""What is closed is kept as long as the playbook says; then names and texts go by themselves."""

from __future__ import annotations

import asyncio
import itertools
import re
import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from firebell.app import retention
from firebell.app.ports import State, Transaction
from firebell.app.retention import RetentionChore
from firebell.domain import commands as c
from firebell.domain import events as e
from firebell.domain.incident import Incident
from firebell.domain.personal_data import STRUCK
from firebell.domain.playbook import Playbook, Retention
from firebell.domain.refusals import Refused
from firebell.words.export import to_json, to_markdown
from tests.app.test_erasing import ID, deeds, events_of, folded, left, odd, opened, rows
from tests.app.world import World
from tests.domain.build import PLAYBOOK

DAYS = timedelta(days=1)
KEPT = replace(PLAYBOOK, retention=Retention(private=30 * DAYS, public=180 * DAYS, drills=7 * DAYS))
SAID = "Zanzibar burns"
PEOPLE = ("UALICE", "UBOB", "UCHARLIE")


class Keeper:
    """The chore over a world, with a playbook that can be changed."""

    def __init__(self, world: World, playbook: Playbook = KEPT) -> None:
        self.world = world
        self.playbook = playbook

    async def after(self, days: float) -> list[int]:
        """The numbers of the incidents that have expired, once so much time has passed."""
        self.world.wait(days=days)
        now = await self.world.store.transact(lambda tx: tx.now())
        chore = RetentionChore(self.world.store, lambda: self.playbook, lambda: now)
        await chore.expire()
        found = [await self.world.incident(incident) for incident in self.world.ids]
        return [incident.number for incident in found if incident.expired]


@pytest.fixture
def keeper(world: World) -> Keeper:
    return Keeper(world)


async def closed(world: World, number: int = 1, **more: object) -> Incident:
    """Raised, talked about, and closed by Charlie."""
    await world.declare(key=f"form-{number}", title=SAID, description=SAID, **more)
    incident = f"incident-{number}"
    for command in (
        c.ReportInvited(people=PEOPLE, refused={"UDANA": "user_is_restricted"}),
        c.TakeRole(by="UBOB", role="tech"),
        c.Update(by="UBOB", known=SAID, doing=SAID),
        c.Note(by="UALICE", author="UDANA", text=SAID, ts="1.5"),
        c.TickStep(by="UALICE", step="look"),
        c.Close(by="UCHARLIE", summary=SAID, reviewer="UBOB"),
    ):
        await world.ask(command, incident)
    await world.work_off()
    return await world.incident(incident)


async def test_each_kind_is_kept_for_its_own_time(keeper: Keeper) -> None:
    for number, more in enumerate(({}, {"private": True}, {"drill": True}), start=1):
        await closed(keeper.world, number, **more)
    steps = [await keeper.after(days) for days in (6.9, 0.2, 22, 1, 149, 1)]
    assert steps == [[], [3], [3], [2, 3], [2, 3], [1, 2, 3]]


async def test_without_a_word_in_the_playbook_everything_is_kept(world: World) -> None:
    await closed(world)
    before = await world.incident()
    assert await Keeper(world, PLAYBOOK).after(days=10_000) == []
    assert await world.incident() == before


async def test_a_playbook_that_says_so_later_holds_for_what_is_closed_already(
    world: World,
) -> None:
    keeper = Keeper(world, PLAYBOOK)
    await closed(world)
    assert await keeper.after(days=200) == []
    keeper.playbook = KEPT
    assert await keeper.after(days=0) == [1]


async def test_names_and_texts_go_and_the_figures_stay(keeper: Keeper) -> None:
    before = await closed(keeper.world)
    await keeper.after(days=181)
    after = await keeper.world.incident()
    same = ("number", "status", "severity", "service", "milestones", "drill", "private")
    assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]
    assert after.ending is not None
    assert before.ending is not None
    assert (after.ending.outcome, after.ending.at) == (before.ending.outcome, before.ending.at)
    assert (after.title, after.description, after.ending.summary) == (STRUCK,) * 3
    assert (after.channel_name, after.channel and after.channel.id) == ("inc-1", "C1")
    people = {*after.people(), *after.refused}
    assert all(re.fullmatch("person-[0-9a-f]{12}", person) for person in people)
    assert len(people) == len({*before.people(), *before.refused})
    events = await keeper.world.events()
    assert [type(event).__name__ for event in events][-1] == "Expired"
    assert [event for event in events if isinstance(event, e.Expired)] == [
        e.Expired(at=await keeper.world.store.transact(lambda tx: tx.now()))
    ]
    assert await folded(keeper.world, "incident-1") == after


async def test_the_record_says_that_it_was_done(keeper: Keeper) -> None:
    await closed(keeper.world)
    await keeper.after(days=181)
    incident, events = await keeper.world.incident(), await keeper.world.events()
    now = await keeper.world.store.transact(lambda tx: tx.now())
    record = to_markdown(incident, events, {}, KEPT, now)
    assert SAID not in record + to_json(incident, events, {}, KEPT, now)
    assert record.splitlines()[0] == "# INC-1 (no longer kept)"
    assert "Names and texts were removed: it was kept as long as the playbook says." in record
    assert re.search(r"\| Closed by \| somebody \([0-9a-f]{4}\) \|", record)


async def test_nothing_of_it_is_in_any_row_of_either_database(url: str) -> None:
    with opened(url) as world:
        await closed(world, by=ID)
        await Keeper(world).after(days=181)
        found = str(rows(url))
    assert [word for word in (SAID, "zanzibar", "UBOB", "UDANA", ID) if word in found] == []


async def test_somebody_is_somebody_else_in_each_incident(keeper: Keeper) -> None:
    for number in (1, 2):
        await closed(keeper.world, number)
    await keeper.after(days=181)
    first, second = [await keeper.world.incident(f"incident-{n}") for n in (1, 2)]
    assert set(first.people()) & set(second.people()) == set()


async def test_what_is_open_again_is_not_touched_until_its_next_end(keeper: Keeper) -> None:
    await closed(keeper.world)
    await keeper.world.ask(c.Reopen(by="UALICE", why=SAID))
    assert await keeper.after(days=1000) == []
    await keeper.world.ask(c.Close(by="UALICE"))
    assert await keeper.after(days=179) == []
    assert await keeper.after(days=2) == [1]


async def test_what_comes_after_it_goes_as_well(keeper: Keeper) -> None:
    await closed(keeper.world)
    await keeper.after(days=181)
    await keeper.world.ask(c.Note(by="UALICE", text=SAID))
    assert await keeper.after(days=0) == [1]
    noted = [event.text for event in await events_of(keeper.world, e.Noted)]
    assert noted == [STRUCK, STRUCK]
    await keeper.world.ask(c.ReportExported())
    assert [type(event) for event in await keeper.world.events()][-2:] == [e.Expired, e.Exported]


async def test_what_waits_to_be_done_is_done_all_the_same(keeper: Keeper) -> None:
    await closed(keeper.world)
    await keeper.world.ask(c.Edit(by="UBOB", title="Zanzibar again"))
    await keeper.world.ask(c.ShowRecord(by="UALICE"))
    await keeper.after(days=181)
    await keeper.world.work_off()
    states = {effect.target: effect.state for effect in await keeper.world.effects()}
    assert {k: v for k, v in states.items() if v not in (State.DONE, State.CANCELLED)} == {}
    assert (await keeper.world.incident()).channel is not None


async def test_what_is_being_carried_out_is_waited_for(keeper: Keeper) -> None:
    await closed(keeper.world)
    await keeper.world.ask(c.ShowRecord(by="UALICE"))
    await keeper.world.store.transact(lambda tx: tx.claim(1, timedelta(seconds=6)))
    assert await keeper.after(days=181) == []
    await keeper.world.store.transact(lambda tx: tx.free_leases())
    assert await keeper.after(days=0) == [1]


async def test_many_go_in_rounds_those_that_are_closed_longest_first(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    for number in range(1, 6):
        await closed(keeper.world, number)
        keeper.world.wait(minutes=1)
    rounds = [await keeper.after(days) for days in (181, 0, 0, 0)]
    assert rounds == [[1, 2], [1, 2, 3, 4], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5]]


class Died(Exception):
    """The process was killed."""


async def test_wherever_it_is_killed_an_incident_is_as_it_was_or_done(keeper: Keeper) -> None:
    world = keeper.world
    await closed(world)
    world.wait(days=181)
    before = await world.incident()
    for statement in itertools.count(1):
        died = await killed_at(world, statement)
        after = await world.incident()
        if not died:
            break
        assert after == before
    assert after.expired
    assert statement > 5
    assert await folded(world, "incident-1") == after


async def killed_at(world: World, statement: int) -> bool:
    """Whether it died before this write of the transaction."""

    def work(tx: Transaction) -> bool:
        left = [statement]

        def count(method: str, *_: object) -> None:
            left[0] -= method.startswith(("INSERT", "UPDATE"))
            if left[0] == 0:
                raise Died

        connection = tx.connection  # type: ignore[attr-defined]
        execute = connection.execute

        def counted(query: object, *more: object, **options: object) -> object:
            count(str(query).split()[0])
            return execute(query, *more, **options)

        connection.execute = counted
        try:
            return retention.expire(tx, "incident-1", KEPT, b"key")
        finally:
            del connection.execute

    try:
        await world.store.transact(work)
    except Died:
        return True
    return False


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=odd,
    asked=st.lists(st.sampled_from(range(len(deeds("")))), max_size=6),
    private=st.booleans(),
)
def test_whatever_was_done_and_typed_nothing_of_it_is_left(
    migrated: Path, said: str, asked: list[int], private: bool
) -> None:
    async def whole(url: str) -> None:
        with opened(url) as world:
            await world.raised(by=ID, title=f"Zanzibar {said}", description=said, private=private)
            await world.ask(c.ReportInvited(people=(ID, "UALICE")))
            for number in asked:
                with suppress(Refused):
                    await world.ask(deeds(said)[number])
            await world.ask(c.Close(by=ID, summary=said))
            await world.work_off()
            assert await Keeper(world).after(days=181) == [1]
            found = str(rows(url))
            assert (left(found), "anzibar" in found) == ([], False)
            assert await folded(world, "incident-1") == await world.incident()
            if not private:
                await world.ask(c.Reopen(by="UALICE"))

    with TemporaryDirectory() as folder:
        asyncio.run(whole(f"sqlite:///{shutil.copy(migrated, Path(folder) / 'firebell.db')}"))


async def test_one_that_can_not_be_read_keeps_none_of_the_others(
    keeper: Keeper, sqlite_url: str
) -> None:
    for number in (1, 2):
        await closed(keeper.world, number)
    engine = create_engine(sqlite_url)
    with engine.begin() as connection:
        broken = "UPDATE incidents SET body = '{}' WHERE number = 1"
        connection.execute(text(broken))
    engine.dispose()
    keeper.world.ids.remove("incident-1")
    assert await keeper.after(days=181) == [2]
