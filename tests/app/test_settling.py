"""What becomes of an effect after it was tried, over a transaction and without a worker."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from firebell.app import settling
from firebell.app.errors import ChatError, DidNotHappen, MayHaveHappened, NeverWill
from firebell.app.ports import Done, Job, State, StoredEffect, Transaction
from firebell.domain.commands import AskSomeone, ChangeSeverity, ReportChannel
from firebell.domain.effects import CreateChannel, Effect, Rank, Sweep
from firebell.domain.events import ChannelCreated, ChannelWaits, EffectFailed
from tests.app.world import CHANNEL_MADE, World
from tests.domain.build import PLAYBOOK

LEASE = timedelta(seconds=6)


async def claimed(world: World, limit: int = 100) -> list[Job]:
    """What a worker would do now."""

    def work(tx: Transaction) -> list[Job]:
        return settling.jobs(tx, limit, LEASE, PLAYBOOK)[0]

    return await world.store.transact(work, urgent=False)


async def job(world: World, target: str = "channel") -> Job:
    """One of them."""
    return next(each for each in await claimed(world) if each.effect.target == target)


async def settle(world: World, of: Job, done: Done, *, repeated: bool = False) -> None:
    await world.store.transact(
        lambda tx: settling.settle(tx, of, done, PLAYBOOK, repeated=repeated), urgent=False
    )


async def put_off(world: World, of: Job, error: ChatError) -> StoredEffect:
    await world.store.transact(lambda tx: settling.put_off(tx, of, error), urgent=False)
    return await world.effect(of.effect.target)


async def seconds_left(world: World, effect: StoredEffect) -> float:
    now = await world.store.transact(lambda tx: tx.now(), urgent=False)
    return (effect.due - now).total_seconds()


async def test_people_in_the_channel_come_first_then_who_must_know_then_decoration(
    world: World,
) -> None:
    await world.declare()
    first = await claimed(world)
    assert [each.effect.target for each in first] == ["channel", "confirmation"]
    await settle(world, first[0], CHANNEL_MADE)
    assert [(each.effect.rank, each.effect.target) for each in await claimed(world)] == [
        (Rank.FIRST, "people-0"),
        (Rank.TELL, "card:C1"),
        (Rank.TELL, "told:CHELP"),
        (Rank.TELL, "told:CINCIDENTS"),
        (Rank.DECORATE, "purpose"),
        (Rank.DECORATE, "topic"),
    ]


async def test_what_was_queued_first_waits_for_what_matters_more(world: World) -> None:
    await world.raised()
    await world.ask(AskSomeone(by="UALICE", role="support", person="UPRIYA"))
    assert [(each.effect.rank, each.effect.target) for each in await claimed(world)] == [
        (Rank.FIRST, "people-0"),
        (Rank.PEOPLE, "confirmation"),
        (Rank.TELL, "card:C1"),
        (Rank.TELL, "told:CHELP"),
        (Rank.TELL, "told:CINCIDENTS"),
        (Rank.TELL, "UPRIYA"),
        (Rank.DECORATE, "topic"),
    ]


async def test_no_more_is_claimed_than_there_is_room_for(world: World) -> None:
    await world.declare()
    taken = [[each.effect.target for each in await claimed(world, 1)] for _ in range(3)]
    assert taken == [["channel"], ["confirmation"], []]


async def test_a_job_knows_its_incident_and_what_it_comes_from(world: World) -> None:
    handled = await world.declare()
    channel = await job(world)
    assert channel.incident == handled.incident
    assert [channel.event.event] == list(handled.events)
    assert (channel.playbook, channel.listing, channel.swept) == (PLAYBOOK, None, None)
    assert (channel.effect.attempts, channel.effect.doubtful) == (1, False)


async def test_what_came_back_becomes_events_and_their_effects_at_once(world: World) -> None:
    await world.declare()
    await settle(world, await job(world), CHANNEL_MADE)
    (event,) = await world.events(ChannelCreated)
    assert isinstance(event, ChannelCreated)
    assert (event.channel, event.name) == ("C1", "inc-1-website")
    assert (await world.effect("topic")).state is State.PENDING


async def test_what_came_back_twice_is_one_event(world: World) -> None:
    await world.declare()
    report = ReportChannel(channel="C1", name="inc-1-website")
    await settle(world, await job(world), Done(reports=[report, report]))
    assert len(await world.events(ChannelCreated)) == 1


async def test_a_kept_thing_that_was_found_older_is_rendered_again(world: World) -> None:
    await world.raised()
    for severity in ("P1", "P3"):
        await world.ask(ChangeSeverity(by="UBOB", severity=severity))
    topic = await job(world, "topic")
    assert (topic.effect.wanted, topic.effect.sent) == (3, 1)
    await settle(world, topic, Done(version=2))
    effect = await world.effect("topic")
    assert (effect.state, effect.sent, effect.lease) == (State.PENDING, 2, None)


async def test_what_was_repeated_is_swept_a_minute_later_once(world: World) -> None:
    await world.declare()
    channel = await job(world)
    await settle(world, channel, CHANNEL_MADE, repeated=True)
    await world.store.transact(lambda tx: settling.sweep_later(tx, channel.effect), urgent=False)
    sweeps = [each for each in await world.effects() if isinstance(each.body, Sweep)]
    assert [each.body for each in sweeps] == [Sweep(effect=channel.effect.key)]
    assert await seconds_left(world, sweeps[0]) == 60
    world.wait(seconds=61)
    (swept,) = [each.swept for each in await claimed(world) if each.swept]
    assert swept.key == channel.effect.key


async def test_a_result_whose_lease_is_not_ours_changes_nothing_and_is_swept(
    world: World,
) -> None:
    await world.declare()
    channel = await job(world)
    await world.store.transact(lambda tx: tx.free_leases(), urgent=False)
    await settle(world, channel, CHANNEL_MADE)
    assert await world.events(ChannelCreated) == []
    effect = await world.effect("channel")
    assert (effect.state, effect.sent, effect.result) == (State.PENDING, 0, None)
    assert any(isinstance(each.body, Sweep) for each in await world.effects())


async def test_who_gives_up_without_the_lease_tells_nobody(world: World) -> None:
    await world.declare()
    channel = await job(world)
    await world.store.transact(lambda tx: tx.free_leases(), urgent=False)
    error = NeverWill("restricted_action")
    await world.store.transact(
        lambda tx: settling.give_up(tx, channel, error, PLAYBOOK), urgent=False
    )
    assert await world.events(EffectFailed) == []
    assert (await world.effect("channel")).state is State.PENDING


async def test_a_rate_limit_rests_the_method_for_all(world: World) -> None:
    await world.declare()
    channel = await job(world)
    limited = DidNotHappen("ratelimited", method="conversations.create", retry_after=30)
    effect = await put_off(world, channel, limited)
    assert (effect.doubtful, effect.failure) == (False, "ratelimited")
    assert 30 <= await seconds_left(world, effect) <= 30.5
    pauses = await world.store.transact(lambda tx: tx.pauses(), urgent=False)
    assert list(pauses) == ["conversations.create"]


async def test_a_first_failure_that_is_put_off_for_long_shows_the_declarer_the_list(
    world: World,
) -> None:
    await world.declare()
    channel, confirmation = await claimed(world)
    await settle(world, confirmation, Done())
    limited = DidNotHappen("ratelimited", method="conversations.create", retry_after=30)
    await put_off(world, channel, limited)
    (again,) = await claimed(world)
    assert (again.effect.target, again.effect.wanted) == ("confirmation", 2)
    assert [(line.state, line.failure) for line in again.listing or ()] == [
        (State.PENDING, "ratelimited")
    ]


@pytest.mark.parametrize(
    ("attempts", "shortest", "longest"), [(1, 1, 2), (3, 4, 8), (6, 30, 60), (50, 30, 60)]
)
async def test_each_wait_is_longer_up_to_a_minute_and_never_the_same_for_all(
    world: World, attempts: int, shortest: float, longest: float
) -> None:
    await world.declare()
    channel = await job(world)
    effect = replace(channel.effect, attempts=attempts)
    error = DidNotHappen("connection", method="conversations.create")
    waits = [settling.wait(effect, channel, error).total_seconds() for _ in range(50)]
    assert shortest <= min(waits) < max(waits) <= longest


async def test_what_may_have_happened_is_looked_for_after_two_seconds(world: World) -> None:
    await world.declare()
    channel = await job(world)
    doubt = MayHaveHappened("timeout")
    waits = [
        settling.wait(replace(channel.effect, attempts=attempts), channel, doubt)
        for attempts in (1, 2, 3, 9)
    ]
    assert waits == [timedelta(seconds=seconds) for seconds in (2, 2, 4, 30)]


@pytest.mark.parametrize(("seconds", "told"), [(59, False), (61, True)])
async def test_people_are_told_without_a_channel_that_takes_longer_than_a_minute(
    world: World, seconds: float, told: bool
) -> None:
    """As soon as it is known that it will: from what Slack says of when to try again."""
    await world.declare()
    channel = await job(world)
    world.wait(seconds=seconds)
    await put_off(world, channel, DidNotHappen("x", method="conversations.create", retry_after=0))
    assert (await world.incident()).channel_waits is told
    assert bool(await world.events(ChannelWaits)) is told


async def test_a_channel_that_slack_puts_off_beyond_the_minute_is_not_waited_for(
    world: World,
) -> None:
    await world.declare()
    limited = DidNotHappen("ratelimited", method="conversations.create", retry_after=61)
    await put_off(world, await job(world), limited)
    told = [effect.target for effect in await world.effects() if effect.target.startswith("told:")]
    assert told == ["told:CHELP", "told:CINCIDENTS"]


async def test_who_was_told_how_long_to_wait_waits_so_long(world: World) -> None:
    await world.declare()
    channel = await job(world)
    limited = DidNotHappen("ratelimited", method="any", retry_after=7)
    waits = [settling.wait(channel.effect, channel, limited).total_seconds() for _ in range(50)]
    assert 7 <= min(waits) < max(waits) <= 7.5


async def test_an_absence_counts_for_the_very_next_look(world: World) -> None:
    await world.declare()
    channel = await job(world)
    await put_off(world, channel, MayHaveHappened("timeout"))
    world.wait(seconds=3)
    looked = await job(world)
    await world.store.transact(lambda tx: settling.not_there(tx, looked.effect), urgent=False)
    effect = await world.effect("channel")
    assert (effect.doubtful, effect.failure, effect.attempts) == (True, "not_there:2", 2)
    assert await seconds_left(world, effect) == 2


async def test_a_lease_that_ran_out_leaves_doubt_to_whoever_takes_over(either: World) -> None:
    await either.declare()
    first = await job(either)
    assert await claimed(either) == []
    await either.store.transact(
        lambda tx: tx.renew({first.effect.key: first.effect.lease or ""}, -LEASE), urgent=False
    )
    second = await job(either)
    assert (second.effect.key, second.effect.doubtful, second.effect.attempts) == (
        first.effect.key,
        True,
        2,
    )
    assert second.effect.lease != first.effect.lease


async def test_posts_of_one_lane_are_claimed_one_after_the_other(either: World) -> None:
    await either.raised()
    posts = [
        Effect(
            body=CreateChannel(name=name, private=False),
            reaction="post",
            target=name,
            lane=lane,
        )
        for name, lane in (("a1", "a"), ("a2", "a"), ("b1", "b"), ("free", None))
    ]
    await either.store.transact(lambda tx: tx.queue("incident-1", "incident-1-1", posts))
    assert [each.effect.target for each in await claimed(either)] == ["a1", "b1", "free"]


def test_a_list_is_told_from_another_by_what_it_shows() -> None:
    assert settling.digest(None) is None
    assert settling.digest([]) == settling.digest([])
    assert settling.digest([]) is not None
