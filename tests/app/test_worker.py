"""The worker: each effect is done once, whatever happens on the way; and nothing is lost."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from firebell.app import worker as worker_module
from firebell.app.errors import CannotNow, DidNotHappen, IsSoAlready, MayHaveHappened, NeverWill
from firebell.app.ports import Done, Job, State, StoredEffect, Transaction
from firebell.domain.commands import ChangeSeverity, Close, ReportArchived, Update
from firebell.domain.effect_names import UNREADABLE
from firebell.domain.effects import Later, Sweep, Tell
from firebell.domain.events import ArchiveAsked, EffectFailed, SeverityAsked, Updated
from firebell.domain.incident import Channel
from firebell.domain.permissions import Caller
from firebell.storage.transaction import SqlTransaction
from tests.app.world import CHANNEL_MADE, FakeChat, World

CHANNEL = Channel(id="C1", name="inc-1-website")
LIMITED = DidNotHappen("ratelimited", method="conversations.create", retry_after=30)


def standing(effect: StoredEffect) -> tuple[State, bool, str | None]:
    """Where it stands, whether it may have happened, and what went wrong last."""
    return effect.state, effect.doubtful, effect.failure


async def test_what_is_done_leaves_what_the_chat_gave_back(world: World) -> None:
    await world.declare()
    await world.work_off()
    effect = await world.effect("channel")
    assert world.chat.of("channel") == ["carry_out"]
    assert standing(effect) == (State.DONE, False, None)
    assert (effect.attempts, effect.sent, effect.lease) == (0, 1, None)
    assert effect.result == {"channel": "C1", "shown": None}
    assert (await world.incident()).channel == CHANNEL


async def test_what_is_so_already_is_done(world: World) -> None:
    world.chat.outcomes["channel"] = [IsSoAlready("name_is_ours", CHANNEL_MADE)]
    await world.declare()
    await world.work_off()
    assert standing(await world.effect("channel")) == (State.DONE, False, None)
    assert (await world.incident()).channel == CHANNEL


async def test_what_may_have_happened_is_looked_for_and_not_done_twice(world: World) -> None:
    world.chat.outcomes["channel"] = [MayHaveHappened("timeout")]
    world.chat.found["channel"] = [CHANNEL_MADE]
    await world.declare()
    await world.work_off()
    assert standing(await world.effect("channel")) == (State.PENDING, True, "timeout")
    world.wait(seconds=3)
    await world.work_off()
    assert world.chat.of("channel") == ["carry_out", "find"]
    assert standing(await world.effect("channel")) == (State.DONE, False, None)
    assert (await world.incident()).channel == CHANNEL


async def test_what_is_seen_absent_twice_is_done_again_and_swept_a_minute_later(
    world: World,
) -> None:
    world.chat.outcomes["channel"] = [MayHaveHappened("timeout"), CHANNEL_MADE]
    await world.declare()
    await world.work_off()
    world.wait(seconds=3)
    await world.work_off()
    assert world.chat.of("channel") == ["carry_out", "find"]
    world.wait(seconds=3)
    await world.work_off()
    assert world.chat.of("channel") == ["carry_out", "find", "find", "carry_out"]
    assert standing(await world.effect("channel")) == (State.DONE, False, None)
    world.wait(seconds=55)
    await world.work_off()
    assert world.chat.of("channel")[4:] == []
    world.wait(seconds=10)
    await world.work_off()
    assert world.chat.of("channel")[4:] == ["sweep"]


async def test_doubt_again_after_the_repetition_needs_two_looks_again(world: World) -> None:
    doubt = MayHaveHappened("timeout")
    world.chat.outcomes["channel"] = [doubt, doubt, CHANNEL_MADE]
    await world.declare()
    await world.work_off()
    for _ in range(4):
        world.wait(seconds=20)
        await world.work_off()
    looked_twice = ["find", "find", "carry_out"]
    assert world.chat.of("channel") == ["carry_out", *looked_twice, *looked_twice]


async def test_what_may_be_repeated_is_done_again_without_a_look(world: World) -> None:
    world.chat.outcomes["topic"] = [MayHaveHappened("timeout")]
    await world.raised()
    assert standing(await world.effect("topic")) == (State.PENDING, True, "timeout")
    world.wait(seconds=3)
    await world.work_off()
    assert world.chat.of("topic") == ["carry_out", "carry_out"]


async def test_what_is_rate_limited_waits_as_long_as_it_was_told(world: World) -> None:
    world.chat.outcomes["channel"] = [LIMITED, CHANNEL_MADE]
    await world.declare()
    await world.work_off()
    assert standing(await world.effect("channel")) == (State.PENDING, False, "ratelimited")
    world.wait(seconds=29)
    await world.work_off()
    assert world.chat.of("channel") == ["carry_out"]
    world.wait(seconds=2)
    await world.work_off()
    assert world.chat.of("channel") == ["carry_out", "carry_out"]


async def test_a_rate_limit_is_known_to_every_replica_until_it_is_over(world: World) -> None:
    world.chat.outcomes["channel"] = [LIMITED, CHANNEL_MADE]
    await world.declare()
    await world.work_off()
    other = FakeChat()
    for seconds, paused in ((0, {"conversations.create"}), (31, set())):
        world.wait(seconds=seconds)
        async with world.working(other):
            world.round.clear()
            await world.round.wait()
        assert set(other.pauses) == paused


async def test_when_something_works_again_what_was_put_off_is_due_at_once(world: World) -> None:
    away = DidNotHappen("connection", method="conversations.create")
    world.chat.outcomes["channel"] = [away, CHANNEL_MADE]
    await world.declare()
    async with world.working():
        await world.settled()
    await world.work_off()
    assert world.chat.of("channel") == ["carry_out", "carry_out"]


async def test_who_is_locked_out_parks_nothing_and_goes_on_when_let_in_again(world: World) -> None:
    world.chat.outcomes["channel"] = [CannotNow("invalid_auth"), CHANNEL_MADE]
    await world.declare()
    async with world.working() as worker:
        async with asyncio.timeout(10):
            await world.chat.asked.wait()
        await world.settled()
        assert not worker.locked_out
    await world.work_off()
    assert world.chat.of("channel") == ["carry_out", "carry_out"]
    assert await world.events(EffectFailed) == []


async def test_who_is_still_locked_out_does_nothing_and_stops_at_once(world: World) -> None:
    world.chat.lets_in = False
    await world.declare()
    async with world.working(locked_out=True) as worker:
        async with asyncio.timeout(10):
            await world.chat.asked.wait()
    assert worker.locked_out
    assert world.chat.calls == [("alive", "")]
    assert standing(await world.effect("channel")) == (State.PENDING, False, None)


async def test_what_never_will_is_parked_and_stands_in_the_declarers_list(world: World) -> None:
    world.chat.outcomes["channel"] = [NeverWill("restricted_action")]
    await world.declare()
    await world.work_off()
    effect = await world.effect("channel")
    assert standing(effect) == (State.PARKED, False, "restricted_action")
    (failed,) = await world.events(EffectFailed)
    assert isinstance(failed, EffectFailed)
    assert (failed.effect, failed.reason, failed.asked_by) == (
        effect.key,
        "restricted_action",
        "UALICE",
    )
    shown = [
        [(line.state, line.failure) for line in job.listing or ()]
        for job in world.chat.jobs_of("confirmation")
    ]
    parked = (State.PARKED, "restricted_action")
    # People are told without a channel; the list has a line for each place.
    assert shown == [
        [],
        [parked, (State.PENDING, None), (State.PENDING, None)],
        [parked, (State.DONE, None), (State.DONE, None)],
    ]
    world.wait(hours=1)
    await world.work_off()
    assert world.chat.of("channel") == ["carry_out"]


async def test_what_was_parked_is_done_when_somebody_retries_it(world: World) -> None:
    world.chat.outcomes["channel"] = [NeverWill("restricted_action"), CHANNEL_MADE]
    await world.declare()
    await world.work_off()
    key = (await world.effect("channel")).key
    assert await world.incidents.retry(key, Caller("UALICE"))
    await world.work_off()
    assert standing(await world.effect("channel")) == (State.DONE, False, None)
    assert (await world.incident()).channel == CHANNEL
    assert world.chat.jobs_of("confirmation")[-1].listing is None
    assert not await world.incidents.retry(key, Caller("UALICE"))


async def test_who_asked_for_what_never_will_is_told(world: World) -> None:
    await world.raised()
    world.chat.outcomes["C1"] = [NeverWill("restricted_action")]
    await world.ask(Update(by="UBOB", known="The disk is full"))
    await world.work_off()
    assert world.chat.of("UBOB") == ["carry_out"]
    assert isinstance(world.chat.jobs_of("UBOB")[0].effect.body, Tell)


async def test_a_notice_that_fails_begets_no_notice(world: World) -> None:
    await world.raised()
    never = NeverWill("cannot_dm_bot")
    world.chat.outcomes |= {"C1": [never], "UBOB": [never]}
    await world.ask(Update(by="UBOB", known="The disk is full"))
    await world.work_off()
    assert world.chat.of("UBOB") == ["carry_out"]
    assert standing(await world.effect("UBOB")) == (State.PARKED, False, "cannot_dm_bot")


async def test_a_call_that_its_lease_does_not_outlast_is_not_sent(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.declare()
    with monkeypatch.context() as patched:
        patched.setattr(worker_module, "CALL_LASTS", 3600.0)
        async with world.working():
            await world.settled()
    assert world.chat.calls == []
    assert standing(await world.effect("channel")) == (State.PENDING, False, "lease_lost")
    world.wait(seconds=3)
    await world.work_off()
    assert world.chat.of("channel") == ["carry_out"]


async def test_who_lost_the_lease_on_the_way_settles_nothing_and_has_it_swept(
    world: World,
) -> None:
    async def taken_over(_: Job) -> Done:
        await world.store.transact(lambda tx: tx.free_leases(), urgent=False)
        return CHANNEL_MADE

    world.chat.outcomes["channel"] = [taken_over]
    world.chat.found["channel"] = [CHANNEL_MADE]
    await world.declare()
    await world.work_off()
    assert standing(await world.effect("channel")) == (State.PENDING, True, None)
    assert (await world.incident()).channel is None
    sweeps = [each for each in await world.effects() if isinstance(each.body, Sweep)]
    assert (await world.effect("channel")).key in [
        each.body.effect for each in sweeps if isinstance(each.body, Sweep)
    ]
    world.wait(seconds=3)
    await world.work_off()
    assert world.chat.of("channel") == ["carry_out", "find"]
    assert (await world.incident()).channel == CHANNEL


async def test_what_is_said_in_one_channel_keeps_its_order_and_holds_up_no_other(
    world: World,
) -> None:
    await world.raised()
    world.chat.outcomes["C1"] = [
        DidNotHappen("ratelimited", method="chat.postMessage", retry_after=30)
    ]
    for known in ("first", "second"):
        await world.ask(Update(by="UBOB", known=known))
    await world.work_off()
    assert known_in(world, "C1") == ["first"]
    assert known_in(world, "CHELP") == ["first", "second"]
    world.wait(seconds=31)
    await world.work_off()
    assert known_in(world, "C1") == ["first", "first", "second"]
    assert known_in(world, "CHELP") == ["first", "second"]


def known_in(world: World, channel: str) -> list[str]:
    """What was said there of updates, in order, each time that it was tried."""
    events = [job.event.event for job in world.chat.jobs_of(channel)]
    return [event.known for event in events if isinstance(event, Updated)]


async def test_a_kept_thing_that_changed_twice_is_sent_once(world: World) -> None:
    await world.raised()
    for severity in ("P1", "P3"):
        await world.ask(ChangeSeverity(by="UBOB", severity=severity))
    await world.work_off()
    topics = [job.incident.severity for job in world.chat.jobs_of("topic")]
    assert topics == ["P2", "P3"]
    effect = await world.effect("topic")
    assert (effect.state, effect.wanted, effect.sent) == (State.DONE, 3, 3)


async def test_a_kept_thing_that_changed_on_its_way_is_sent_once_more(world: World) -> None:
    async def changed(_: Job) -> Done:
        await world.ask(ChangeSeverity(by="UBOB", severity="P1"))
        return Done()

    world.chat.outcomes["topic"] = [changed]
    await world.raised()
    topics = [job.incident.severity for job in world.chat.jobs_of("topic")]
    assert topics == ["P2", "P1"]


async def test_what_waits_for_an_archived_channel_is_never_said(world: World) -> None:
    await world.raised()
    await world.ask(Update(by="UBOB", known="The disk is full"))
    await world.ask(ReportArchived(by="UBOB"))
    await world.work_off()
    assert world.chat.of("C1") == []
    assert standing(await world.effect("C1")) == (State.CANCELLED, False, "is_archived")
    assert "The disk is full" in known_in(world, "CHELP")


async def test_what_comes_due_is_asked_when_its_time_has_come(world: World) -> None:
    await world.raised(severity="unsure")
    world.wait(minutes=14)
    await world.work_off()
    assert await world.events(SeverityAsked) == []
    world.wait(minutes=2)
    await world.work_off()
    (asked,) = await world.events(SeverityAsked)
    assert isinstance(asked, SeverityAsked)
    assert asked.person == "UALICE"
    assert world.chat.of("UALICE") == ["carry_out"]


async def test_what_comes_due_and_makes_no_sense_any_more_does_nothing(world: World) -> None:
    await world.raised(severity="unsure")
    await world.ask(ChangeSeverity(by="UALICE", severity="P2"))
    world.wait(minutes=16)
    await world.work_off()
    assert await world.events(SeverityAsked) == []
    assert standing(await world.effect("severity")) == (State.DONE, False, None)


async def test_closing_cancels_what_was_to_come_due(world: World) -> None:
    await world.raised(severity="unsure")
    await world.ask(Close(by="UALICE"))
    await world.work_off()
    reminders = ("severity", "remind-before", "remind-overdue")
    states = [(await world.effect(target)).state for target in reminders]
    assert states == [State.CANCELLED] * 3
    world.wait(days=31)
    await world.work_off()
    assert [type(event) for event in await world.events(ArchiveAsked)] == [ArchiveAsked]


async def test_an_unexpected_failure_stops_nobody_and_may_have_happened(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.chat.outcomes["channel"] = [ValueError("a defect of ours")]
    world.chat.found["channel"] = [CHANNEL_MADE]
    await world.declare()
    await world.work_off()
    assert world.chat.of("confirmation") == ["carry_out"]
    assert standing(await world.effect("channel")) == (State.PENDING, True, "unexpected")
    assert "a defect of ours" in caplog.text
    world.wait(seconds=3)
    await world.work_off()
    assert world.chat.of("channel") == ["carry_out", "find"]
    assert (await world.incident()).channel == CHANNEL


async def test_what_is_under_way_when_the_worker_stops_is_finished(world: World) -> None:
    begun, goes_on = asyncio.Event(), asyncio.Event()

    async def slow(_: Job) -> Done:
        begun.set()
        await goes_on.wait()
        return CHANNEL_MADE

    world.chat.outcomes["channel"] = [slow]
    await world.declare()
    async with world.working() as worker:
        await begun.wait()
        worker.stop()
        goes_on.set()
    assert standing(await world.effect("channel")) == (State.DONE, False, None)
    assert world.chat.of("people-0") == []


async def test_what_comes_due_of_an_incident_that_cannot_be_read_is_set_aside_at_once(
    either: World,
) -> None:
    await either.raised()

    def break_it(tx: Transaction) -> None:
        assert isinstance(tx, SqlTransaction)
        tx.connection.execute(text("UPDATE incidents SET body = '{}'"))

    await either.store.transact(break_it)
    either.wait(hours=2)  # updates were due meanwhile
    await either.work_off()
    assert await either.events(SeverityAsked) == []
    found = await either.effects()
    later = {(each.state, each.failure) for each in found if isinstance(each.body, Later)}
    assert (State.PARKED, UNREADABLE) in later
    waiting = await either.store.read(lambda reads: reads.waiting())
    assert (waiting.effect, waiting.effect_due) == (None, None)
