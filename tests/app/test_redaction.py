"""What is removed is in no table any more, on either database, whatever it was and however it came.

And what was said with it, or is being said at that moment, is said anew.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from firebell.app.errors import MayHaveHappened
from firebell.app.ports import Done, Job, State
from firebell.domain.commands import (
    ChangeSeverity,
    Close,
    Command,
    CommentOnReview,
    Edit,
    Note,
    Redact,
    Reopen,
    ReportChannel,
    ReportNote,
    ShowRecord,
    StartReview,
    Update,
)
from firebell.domain.effects import CreateChannel
from firebell.domain.events import Declared, Event, Noted, Redacted, Updated, Words
from firebell.domain.incident import Incident
from firebell.domain.lifecycle import apply
from firebell.domain.permissions import Caller
from firebell.domain.refusals import Refused
from firebell.domain.typed_words import Entry
from firebell.storage.tables import metadata
from tests.app.world import World

ALICE = Caller("UALICE")
POSTED = Done(result={"channel": "C1", "ts": "1.0"})

typed = st.text(alphabet="ab é&<*\n", max_size=8)


def tables(world: World) -> str:
    """Everything that is stored, in one text."""
    engine = create_engine(world.url)
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        found: list[Any] = []
        for table in metadata.sorted_tables:
            cursor.execute(f'SELECT * FROM "{table.name}"')
            found += cursor.fetchall()
    engine.dispose()
    return repr(found)


async def removable(world: World) -> list[Entry]:
    return await world.incidents.removable("incident-1", ALICE)


async def remove(world: World, entry: Entry, key: str | None = None) -> list[Event]:
    command = Redact(by="UALICE", entry=entry.event, part=entry.part)
    handled = await world.incidents.handle("incident-1", command, ALICE, key)
    return list(handled.events)


async def the_entry(world: World, words: Words, number: int = 0) -> Entry:
    found = [entry for entry in await removable(world) if entry.part is words]
    return found[number]


def evening_of(mark: str, texts: Sequence[str]) -> tuple[dict[str, str], list[Command]]:
    """Whatever people can type, each with a mark of its own."""
    said = [f"{text}{mark}{number}x{text}" for number, text in enumerate(texts)]
    raised = {"title": said[0], "description": said[1]}
    return raised, [
        Update(by="UBOB", known=said[2], doing=said[3]),
        Update(by="UBOB", no_change=True),
        Note(by="UALICE", where="C1", text=said[4], author="UBOB", ts="1.0", marked=True),
        Edit(by="UBOB", title=said[5], description=said[6]),
        ChangeSeverity(by="UBOB", severity="P1", why=said[7]),
        Close(by="UBOB", summary=said[8]),
        ShowRecord(by="UALICE", where="C1"),
        Reopen(by="UBOB", why=said[9]),
        Edit(by="UBOB", title="It is slow", description=said[10]),
        Close(by="UBOB", summary=said[11]),
        StartReview(by="UALICE"),
        CommentOnReview(by="UBOB", text=said[12]),
    ]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(typed, min_size=13, max_size=13), data=st.data())
async def test_what_is_removed_is_in_no_table(
    migrated: Path, stopped_clocks: None, texts: list[str], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "firebell.db"
        path.write_bytes(migrated.read_bytes())
        world = World(f"sqlite:///{path}")
        try:
            await nothing_is_left(world, texts, data.draw(st.randoms(use_true_random=False)))
        finally:
            world.store.close()


async def test_what_is_removed_is_in_no_table_of_either_database(either: World) -> None:
    await nothing_is_left(either, ["word "] * 13, None)


async def nothing_is_left(world: World, texts: list[str], order: Any) -> None:
    """Everything is removed, one after the other, and leaves every table at once."""
    raised, asked = evening_of("zq", texts)
    await world.raised(**raised)
    for command in asked:
        world.wait(minutes=1)
        await world.ask(command)
    await world.work_off()
    left = await removable(world)
    if order is not None:
        order.shuffle(left)
    for entry in left:
        marks = {part for said in entry.said for part in mark_in(said)}
        assert any(mark in tables(world) for mark in marks)
        before = await removable(world)
        (event,) = await remove(world, entry)
        assert isinstance(event, Redacted)
        await world.work_off()
        stored = tables(world)
        assert [mark for mark in marks if mark in stored] == []
        after = await removable(world)
        assert [each for each in before if each not in after] == [entry]
        await is_what_its_events_say(world)
    assert await removable(world) == []


def mark_in(said: str) -> Iterator[str]:
    """`zq7x`: in a title it is in the channel's name too."""
    start = said.index("zq")
    yield said[start : said.index("x", start) + 1]


async def is_what_its_events_say(world: World) -> None:
    again: Incident | None = None
    for event in await world.events():
        again = apply(again, event)
    assert again == await world.incident()


async def test_twice_the_same_form_removes_once_and_a_second_person_reads_who_was_first(
    either: World,
) -> None:
    await either.raised(description="Ask bob@example.com")
    entry = await the_entry(either, Words.DESCRIPTION)
    (event,) = await remove(either, entry, "form:1")
    assert (await remove(either, entry, "form:1")) == []
    with pytest.raises(Refused) as refused:
        await remove(either, entry, "form:2")
    assert (refused.value.key, refused.value.facts) == (
        "removed_already",
        {"by": "UALICE", "at": event.at},
    )
    assert await either.events(Redacted) == [event]


async def test_who_is_not_in_charge_reads_who_is(world: World) -> None:
    await world.raised()
    with pytest.raises(Refused) as refused:
        await world.incidents.removable("incident-1", Caller("UBOB"))
    assert refused.value.key == "left_to_in_charge"


async def test_the_form_that_raised_it_does_not_bring_back_what_was_removed(world: World) -> None:
    """Sent once more, it was taken for a correction, with the words as they had been."""
    await world.raised(description="Ask bob@example.com")
    await remove(world, await the_entry(world, Words.DESCRIPTION))
    handled = await world.declare(description="Ask bob@example.com")
    assert (handled.events, handled.repeated) == ((), True)
    assert "bob@example.com" not in tables(world)


async def test_the_name_on_the_record_is_of_whoever_removed_it(world: World) -> None:
    await world.raised(description="Ask bob@example.com")
    await world.store.transact(lambda tx: tx.name_people({"UALICE": "Alice Smith"}))
    await remove(world, await the_entry(world, Words.DESCRIPTION))
    declared = (await world.events(Declared))[0]
    assert isinstance(declared, Declared)
    assert declared.description == "(removed by Alice Smith, 23 Nov 03:04)"


async def test_a_message_that_stands_is_changed_where_it_stands(either: World) -> None:
    either.chat.outcomes["CINCIDENTS"] = [POSTED]
    await either.raised()
    await either.ask(Update(by="UBOB", known="Ask bob@example.com"))
    await either.work_off()
    await either.ask(Edit(by="UBOB", title="It is up"))
    await remove(either, await the_entry(either, Words.UPDATE))
    await either.work_off()
    first, again = either.chat.jobs_of("CINCIDENTS")
    assert (first.effect.sent, first.then) == (0, None)
    assert (again.effect.sent, again.effect.result) == (
        1,
        {"channel": "C1", "ts": "1.0", "shown": None},
    )
    assert isinstance(again.event.event, Updated)
    assert again.event.event.known == "(removed, 23 Nov 03:04)"
    assert again.then is not None
    assert (again.then.title, again.incident.title) == ("It is down", "It is up")


async def test_a_message_that_is_under_way_is_said_anew_when_it_has_arrived(world: World) -> None:
    """A post that had been rendered before stayed as it was."""
    await world.raised()
    known: list[str] = []

    async def meanwhile(job: Job) -> Done:
        known.append(words_of(job))
        if len(known) == 1:
            await remove(world, await the_entry(world, Words.UPDATE))
        return POSTED

    world.chat.outcomes["CINCIDENTS"] = [meanwhile, meanwhile]
    await world.ask(Update(by="UBOB", known="Ask bob@example.com"))
    await world.work_off()
    assert known == ["Ask bob@example.com", "(removed, 23 Nov 03:04)"]


async def test_a_message_that_was_found_after_doubt_is_said_anew(world: World) -> None:
    """What was found shows the words as they were when it was sent."""
    await world.raised()
    known: list[str] = []

    async def cut(job: Job) -> Done:
        known.append(words_of(job))
        await remove(world, await the_entry(world, Words.UPDATE))
        raise MayHaveHappened("timeout")

    async def then(job: Job) -> Done:
        known.append(words_of(job))
        return POSTED

    world.chat.outcomes["CINCIDENTS"] = [cut, then]
    world.chat.found["CINCIDENTS"] = [replace(POSTED, version=1)]
    await world.ask(Update(by="UBOB", known="Ask bob@example.com"))
    await world.work_off()
    world.wait(seconds=10)
    await world.work_off()
    assert known == ["Ask bob@example.com", "(removed, 23 Nov 03:04)"]
    assert world.chat.of("CINCIDENTS") == ["carry_out", "find", "carry_out"]


def words_of(job: Job) -> str:
    assert isinstance(job.event.event, Updated)
    return job.event.event.known


async def test_a_change_that_may_have_happened_is_made_again_without_a_look(world: World) -> None:
    world.chat.outcomes["CINCIDENTS"] = [POSTED, MayHaveHappened("timeout"), POSTED]
    await world.raised()
    await world.ask(Update(by="UBOB", known="Ask bob@example.com"))
    await world.work_off()
    await remove(world, await the_entry(world, Words.UPDATE))
    await world.work_off()
    world.wait(seconds=10)
    await world.work_off()
    assert world.chat.of("CINCIDENTS") == ["carry_out"] * 3


async def test_what_waits_is_not_kept_waiting_by_what_is_said_anew(world: World) -> None:
    """A post that is done anew is no longer in the lane of those that come after it."""
    await world.raised()
    await world.ask(Update(by="UBOB", known="Ask bob@example.com"))
    await world.work_off()
    await remove(world, await the_entry(world, Words.UPDATE))
    again = [
        effect for effect in await world.effects("CINCIDENTS") if effect.state is State.PENDING
    ]
    assert [(effect.lane, effect.wanted, effect.sent) for effect in again] == [(None, 2, 1)]


async def test_what_was_never_said_is_not_said_because_words_left(world: World) -> None:
    """A cancelled post must not come back."""
    await world.raised()
    await world.ask(Update(by="UBOB", known="Ask bob@example.com"))
    cancelled = [e for e in await world.effects("CINCIDENTS") if e.state is State.PENDING]
    await world.store.transact(lambda tx: [tx.park(e.key, None, "is_archived") for e in cancelled])
    await remove(world, await the_entry(world, Words.UPDATE))
    assert [e.state for e in await world.effects("CINCIDENTS")] == [State.PARKED]


async def test_a_document_is_taken_away_once_and_whoever_has_it_is_told_once(world: World) -> None:
    await world.raised(description="Ask bob@example.com")
    world.chat.outcomes["C1"] = [
        Done(result={"file": "F1"}),
        Done(),
        Done(result={"removed": True}),
    ]
    await world.ask(Note(by="UALICE", where="C1", text="One", ts="1.0"))
    await world.ask(ShowRecord(by="UALICE", where="C1"))
    await world.work_off()
    await remove(world, await the_entry(world, Words.NOTE))
    await world.work_off()
    await remove(world, await the_entry(world, Words.DESCRIPTION))
    await world.work_off()
    removals = await world.events(Redacted)
    told = [len(event.records) for event in removals if isinstance(event, Redacted)]
    assert told == [1, 0]
    assert [job.effect.reaction for job in world.chat.jobs_of("C1")] == [
        "share-record", "say-record_removed", "share-record",
    ]  # fmt: skip


async def test_an_edited_message_leaves_no_table_with_its_old_words(either: World) -> None:
    await either.raised()
    await either.ask(Note(by="UALICE", where="C1", text="It is hunter2", ts="1.0", marked=True))
    for words in ("It is hunter3", "It is in the safe"):
        report = ReportNote(where="C1", ts="1.0", text=words, edited_by="UBOB")
        await either.ask(report)
    assert "hunter" not in tables(either)
    (noted,) = await either.events(Noted)
    assert isinstance(noted, Noted)
    assert noted.text == "It is in the safe"


async def test_the_reserved_name_stays_reserved_and_can_not_be_read(either: World) -> None:
    async def made(job: Job) -> Done:
        assert isinstance(job.effect.body, CreateChannel)
        return Done(reports=[ReportChannel(channel="C1", name=job.effect.body.name)])

    either.chat.outcomes["channel"] = [made]
    await either.raised(title="bob@example.com can not log in")
    name = (await either.incident()).channel_name
    await either.ask(Edit(by="UBOB", title="Somebody can not log in"))
    await remove(either, await the_entry(either, Words.TITLE))
    assert (await either.incident()).channel_name == "inc-1"
    assert "bob" not in tables(either).replace("UBOB", "")
    taken = await either.store.transact(
        lambda tx: {*tx.names_reserved(name), *tx.names_reserved("inc-1")}
    )
    assert taken == {name, "inc-1"}
    await either.work_off()
    assert either.chat.of("name") == ["carry_out"]
