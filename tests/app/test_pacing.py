"""Methods that the chat has refused for being called too often: who goes next, and how fast."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from firebell.app import pacing, settling
from firebell.app.errors import TooFast
from firebell.app.pacing import Pace
from firebell.app.ports import Job, StoredEffect, Transaction
from firebell.domain.effects import Effect, KeepTopic, Rank
from firebell.domain.incident import CONFIRMATION
from tests.app.world import World
from tests.domain.build import PLAYBOOK

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
LEASE = timedelta(seconds=6)
METHOD = "conversations.setTopic"


def test_the_first_refusal_shows_the_rate_and_no_slower_than_it_says() -> None:
    rest = NOW + timedelta(seconds=2)
    assert pacing.slowed(None, 50, 2, NOW) == Pace(every=1.2, next=rest)
    assert pacing.slowed(None, 0, 2, NOW) == Pace(every=2, next=rest)
    assert pacing.slowed(None, 1, 30, NOW).every == pacing.SLOWEST_AT_FIRST


def test_refusals_that_come_together_slow_down_once() -> None:
    first = pacing.slowed(None, 20, 10, NOW)
    assert pacing.slowed(first, 20, 10, NOW) == first
    later = NOW + timedelta(seconds=11)
    assert pacing.slowed(first, 20, 10, later).every == first.every * pacing.SLOWER


@given(st.lists(st.floats(0, 20), max_size=50))
def test_turns_never_come_faster_than_the_rate_however_late_they_are_given(
    looks: list[float],
) -> None:
    pace, now = Pace(every=3.0, next=NOW), NOW
    given: list[datetime] = []
    for after in looks:
        now += timedelta(seconds=after)
        while pace.next <= now:
            pace = pacing.after_turn(pace, now)
            given.append(now)
    slowest = 3.0 * pacing.FASTER ** len(given)
    for number, at in enumerate(given):
        within = [each for each in given[number:] if each < at + timedelta(seconds=slowest * 2)]
        assert len(within) <= 4


async def jobs(world: World) -> list[Job]:
    """Of what a worker would do now, what these tests are about."""
    found = await world.store.transact(
        lambda tx: settling.jobs(tx, 100, LEASE, PLAYBOOK)[0], urgent=False
    )
    return [job for job in found if job.effect.target != CONFIRMATION]


async def done(world: World, effect: StoredEffect) -> None:
    await world.store.transact(
        lambda tx: tx.settle(effect.key, effect.lease or "", {}, 1), urgent=False
    )


async def refused(world: World, of: Job, passed: int | None = None) -> None:
    error = TooFast(method=METHOD, retry_after=3, passed=passed)
    await world.store.transact(lambda tx: settling.put_off(tx, of, error), urgent=False)


async def waiting(world: World, *ranks: Rank) -> None:
    """So many more wait for the method, the first of which was refused."""
    handled = await world.declare()
    await world.work_off()
    body = KeepTopic()
    effects = [
        Effect(body=body, reaction="test", target=f"{number} {rank}", rank=rank)
        for number, rank in enumerate(ranks)
    ]

    def queue(tx: Transaction) -> None:
        tx.queue(handled.incident.id, f"{handled.incident.id}-1", effects)

    await world.store.transact(queue, urgent=False)
    found = sorted(await jobs(world), key=lambda job: job.effect.target)
    assert [job.effect.target for job in found] == [effect.target for effect in effects]
    for job in found:
        await refused(world, job, passed=20 if job is found[0] else None)


async def test_what_waits_goes_one_after_another_most_important_and_oldest_first(
    world: World,
) -> None:
    """All that waited for a method woke when its pause ended: of 188 calls 112 were refused."""
    await waiting(world, Rank.DECORATE, Rank.LATER, Rank.FIRST, Rank.FIRST)
    order: list[StoredEffect] = []
    for seconds in range(13):
        went = [job.effect for job in await jobs(world)]
        assert len(went) <= 1, seconds
        order += went
        for effect in went:
            await done(world, effect)
        world.wait(seconds=1)
    assert [(effect.rank, effect.target[0], effect.turn) for effect in order] == [
        (Rank.FIRST, "2", METHOD),
        (Rank.FIRST, "3", METHOD),
        (Rank.DECORATE, "0", METHOD),
        (Rank.LATER, "1", METHOD),
    ]


async def test_what_comes_while_others_wait_queues_by_its_importance(world: World) -> None:
    await waiting(world, Rank.LATER, Rank.DECORATE)
    world.wait(seconds=4)
    (first,) = await jobs(world)
    await refused(world, first)
    assert await jobs(world) == []


async def test_nothing_waits_for_a_method_whose_pace_is_forgotten(world: World) -> None:
    await waiting(world, Rank.FIRST)
    world.wait(seconds=4)
    (job,) = await jobs(world)
    await done(world, job.effect)
    assert set(await world.store.transact(lambda tx: tx.paces())) == {METHOD}
    world.wait(minutes=3)
    await jobs(world)
    assert await world.store.transact(lambda tx: tx.paces()) == {}


async def test_who_waits_is_told_when_their_turn_comes_about(world: World) -> None:
    """Behind whatever waits already."""
    await waiting(world, *[Rank.FIRST] * 5)
    now = await world.store.transact(lambda tx: tx.now(), urgent=False)
    waits = [effect for effect in await world.effects() if effect.waits_for == METHOD]
    due = [round((effect.due - now).total_seconds()) for effect in waits]
    assert due == [3, 6, 9, 12, 15]
