"""A mistake of ours: it may pass; one that comes again each time is told to who can act.

The store is the real one; the chat is ten lines that break where they are told to.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from firebell.app.incidents import Incidents
from firebell.app.ports import Done, Job, Progress, State, StoredEffect, StoredEvent
from firebell.app.worker import MOST_UNEXPECTED, Worker
from firebell.domain.commands import Command, Declare, ReportChannel, ShowRecord, TakeRole
from firebell.domain.effect_names import DEFECT, EffectName
from firebell.domain.effects import (
    Body,
    CreateChannel,
    DirectMessage,
    Effect,
    KeepMessage,
    Later,
    SetPurpose,
    ShareRecord,
    Tell,
)
from firebell.domain.events import EffectFailed
from firebell.domain.incident import CONFIRMATION
from firebell.domain.permissions import Caller
from firebell.slack.views.messages import direct
from firebell.storage.address import open_store
from firebell.words.text import plain
from tests.app.world import FakeRoster, give
from tests.domain.build import PLAYBOOK, RAISED

INCIDENT = "incident-1"


class Chat:
    """Every call goes well; what `breaks` names ends in a mistake of ours `times` times."""

    def __init__(self) -> None:
        self.breaks: Callable[[Body], bool] = lambda _: False
        self.times = 0
        self.tried: list[Body] = []
        self.listings: list[Sequence[Progress] | None] = []

    async def carry_out(self, job: Job) -> Done:
        body = job.effect.body
        self.tried.append(body)
        if self.times and self.breaks(body):
            self.times -= 1
            raise ZeroDivisionError
        if job.effect.target == CONFIRMATION:
            self.listings.append(job.listing)
        if isinstance(body, CreateChannel):
            return Done(reports=[ReportChannel(channel="COWN", name=body.name)])
        return Done()

    async def find(self, job: Job) -> Done | None:
        return None

    async def sweep(self, job: Job) -> int:
        return 0

    def rest(self, pauses: Mapping[str, datetime], paced: Collection[str] = ()) -> None:
        """Nothing rests."""

    async def alive(self) -> bool:
        return True


class Night:
    """A worker over a store whose clock goes on by two minutes at each look."""

    def __init__(self, folder: Path) -> None:
        self.moved = timedelta()
        self.store = open_store(f"sqlite:///{folder / 'firebell.db'}", offset=self.later)
        self.chat = Chat()
        self.worker = Worker(self.store, self.chat, lambda: PLAYBOOK)
        self.incidents = Incidents(
            self.store, lambda: PLAYBOOK, self.worker.wake, lambda: INCIDENT, FakeRoster()
        )

    def later(self) -> timedelta:
        self.moved += timedelta(minutes=2)
        return self.moved

    async def declare(self) -> None:
        await self.incidents.declare(
            Declare(by="UALICE", key="k", title="It is down", service="website", severity="P3"),
            Caller("UALICE"),
        )

    async def asks(self, command: Command) -> None:
        await give(self.incidents, INCIDENT, command)

    async def effect(self, wanted: Callable[[StoredEffect], bool]) -> StoredEffect:
        """The first effect of this kind, as soon as it is there."""
        async with asyncio.timeout(10):
            while True:
                for effect in await self.store.read(lambda reads: reads.effects(INCIDENT)):
                    if wanted(effect):
                        return effect
                await asyncio.sleep(0.01)

    async def listed(self, line: Progress) -> None:
        """The declarer's list has shown this line."""
        async with asyncio.timeout(10):
            while True:
                if any(line in (listing or ()) for listing in self.chat.listings):
                    return
                await asyncio.sleep(0.01)

    async def failures(self) -> list[EffectFailed]:
        events = await self.store.read(lambda reads: reads.events(INCIDENT))
        return [stored.event for stored in events if isinstance(stored.event, EffectFailed)]


@asynccontextmanager
async def night_in(folder: Path) -> AsyncIterator[Night]:
    """The worker runs until the end."""
    night = Night(folder)
    running = asyncio.create_task(night.worker.run())
    yield night
    night.worker.stop()
    await running
    night.store.close()


def of(kind: type[Body], state: State) -> Callable[[StoredEffect], bool]:
    """An effect of this kind in this state."""
    return lambda effect: isinstance(effect.body, kind) and effect.state is state


def told_of_failure(effect: StoredEffect) -> bool:
    """A person was told that something failed."""
    return isinstance(effect.body, Tell) and effect.body.what is DirectMessage.FAILED


async def test_a_mistake_that_passes_is_told_to_nobody(tmp_path: Path) -> None:
    async with night_in(tmp_path) as night:
        night.chat.breaks = lambda body: isinstance(body, SetPurpose)
        night.chat.times = MOST_UNEXPECTED - 1
        await night.declare()
        done = await night.effect(of(SetPurpose, State.DONE))
        assert (done.failure, done.doubtful) == (None, False)
        assert night.chat.tried.count(SetPurpose()) == MOST_UNEXPECTED
        assert await night.failures() == []


async def test_a_mistake_that_comes_again_stands_in_the_list_and_can_be_tried_again(
    tmp_path: Path,
) -> None:
    async with night_in(tmp_path) as night:
        night.chat.breaks = lambda body: isinstance(body, SetPurpose)
        night.chat.times = MOST_UNEXPECTED
        await night.declare()
        parked = await night.effect(of(SetPurpose, State.PARKED))
        assert (parked.failure, parked.doubtful, parked.attempts) == (DEFECT, True, MOST_UNEXPECTED)
        (failed,) = await night.failures()
        assert (failed.what, failed.reason, failed.effect, failed.part_of_raising) == (
            EffectName.PURPOSE,
            DEFECT,
            parked.key,
            True,
        )
        await night.listed(
            Progress(what=EffectName.PURPOSE, state=State.PARKED, effect=parked.key, failure=DEFECT)
        )
        assert await night.incidents.retry(parked.key, Caller("UALICE"))
        done = await night.effect(of(SetPurpose, State.DONE))
        assert (done.failure, done.doubtful) == (None, False)


async def test_what_somebody_asked_for_is_told_to_them(tmp_path: Path) -> None:
    async with night_in(tmp_path) as night:
        night.chat.breaks = lambda body: isinstance(body, ShareRecord)
        night.chat.times = MOST_UNEXPECTED
        await night.declare()
        await night.effect(of(CreateChannel, State.DONE))
        await night.asks(ShowRecord(by="UBOB"))
        parked = await night.effect(of(ShareRecord, State.PARKED))
        assert (parked.failure, parked.doubtful) == (DEFECT, True)
        told = await night.effect(told_of_failure)
        assert told.body == Tell(what=DirectMessage.FAILED, person="UBOB")


async def test_a_list_that_cannot_be_made_is_told_of_in_plain_words(tmp_path: Path) -> None:
    async with night_in(tmp_path) as night:
        night.chat.breaks = lambda body: body == KeepMessage(slot=CONFIRMATION, channel="UALICE")
        night.chat.times = MOST_UNEXPECTED
        await night.declare()
        told = await night.effect(told_of_failure)
        assert told.body == Tell(what=DirectMessage.FAILED, person="UALICE")


def is_record_or_failure(body: Body) -> bool:
    """What was asked for, or the notice that it failed; nobody being heard is told all the same."""
    failed = isinstance(body, Tell) and body.what is DirectMessage.FAILED
    return failed or isinstance(body, ShareRecord)


async def test_a_notice_that_fails_begets_no_notice(tmp_path: Path) -> None:
    async with night_in(tmp_path) as night:
        night.chat.breaks = is_record_or_failure
        night.chat.times = 2 * MOST_UNEXPECTED
        await night.declare()
        await night.effect(of(CreateChannel, State.DONE))
        await night.asks(ShowRecord(by="UBOB"))
        await night.effect(of(Tell, State.PARKED))
        assert [failed.what for failed in await night.failures()] == [
            EffectName.RECORD,
            EffectName.DIRECT_MESSAGE,
        ]
        effects = await night.store.read(lambda reads: reads.effects(INCIDENT))
        assert len([effect for effect in effects if told_of_failure(effect)]) == 1


async def test_what_comes_due_and_breaks_each_time_is_given_up_too(tmp_path: Path) -> None:
    async with night_in(tmp_path) as night:
        await night.declare()
        later = Effect(
            body=Later(command=TakeRole(by="UBOB", role="no such role")),
            reaction="later",
            target="broken",
        )
        await night.store.transact(lambda tx: tx.queue(INCIDENT, f"{INCIDENT}-1", [later]))
        parked = await night.effect(of(Later, State.PARKED))
        assert (parked.failure, parked.target) == (DEFECT, "broken")
        told = await night.effect(told_of_failure)
        assert told.body == Tell(what=DirectMessage.FAILED, person="UALICE")


async def test_people_read_that_it_was_a_mistake_of_ours_and_can_try_again(tmp_path: Path) -> None:
    async with night_in(tmp_path) as night:
        await night.declare()
        loaded = await night.store.read(lambda reads: reads.by_number(1))
        effect = await night.effect(lambda effect: effect.target == CONFIRMATION)
    assert loaded is not None
    failed = EffectFailed(
        at=RAISED, effect="key", what=EffectName.RECORD, target="COWN", reason=DEFECT
    )
    event = StoredEvent(id="incident-1-2", seq=2, event=failed)
    job = Job(effect=effect, incident=loaded.incident, event=event, playbook=PLAYBOOK, now=RAISED)
    message = direct.message(job, Tell(what=DirectMessage.FAILED, person="UBOB"))
    assert plain(message.words) == (
        "INC-1: The record as a file did not work, because of a mistake in Firebell that came "
        "again each time. Its log says more. Please tell whoever runs Firebell.\n"
        "Everything else about the incident is kept."
    )
    (again,) = message.blocks[-1]["elements"]
    assert (again["text"]["text"], again["action_id"]) == ("Try again", "retry")
