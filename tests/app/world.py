"""A store in a file, the use cases over it, a worker, and a chat that does as it is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from firebell.app.errors import DidNotHappen
from firebell.app.incidents import Handled, Incidents
from firebell.app.incoming import Incoming
from firebell.app.ports import Done, Job, State, StoredEffect, Transaction
from firebell.app.worker import Worker
from firebell.domain.commands import Command, Declare, Report, ReportChannel
from firebell.domain.events import Event
from firebell.domain.incident import Incident
from firebell.domain.permissions import Caller
from firebell.domain.playbook import Playbook
from firebell.storage.address import open_store
from firebell.storage.base import SqlStore
from tests.domain.build import PLAYBOOK

Outcome = Done | Exception | Callable[[Job], Awaitable[Done]]

DECLARE = Declare(
    by="UALICE",
    where="CHELP",
    key="form-1",
    title="It is down",
    service="website",
    severity="P2",
)
CHANNEL_MADE = Done(
    result={"channel": "C1"}, reports=[ReportChannel(channel="C1", name="inc-1-website")]
)


class FakeChat:
    """Each effect, by its target, ends as `outcomes` and `found` say in turn; else it is done, and
    not found. `calls` says what was done in which order, `jobs` with which facts."""

    def __init__(self) -> None:
        self.outcomes: dict[str, list[Outcome]] = {"channel": [CHANNEL_MADE]}
        self.found: dict[str, list[Done | None]] = {}
        self.calls: list[tuple[str, str]] = []
        self.jobs: list[Job] = []
        self.pauses: Mapping[str, datetime] = {}
        self.lets_in = True
        self.asked = asyncio.Event()

    async def carry_out(self, job: Job) -> Done:
        if not job.may_send():
            raise DidNotHappen("lease_lost", method="any")
        self.calls.append(("carry_out", job.effect.target))
        self.jobs.append(job)
        outcomes = self.outcomes.get(job.effect.target) or [Done()]
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome if isinstance(outcome, Done) else await outcome(job)

    async def find(self, job: Job) -> Done | None:
        self.calls.append(("find", job.effect.target))
        found = self.found.get(job.effect.target)
        return found.pop(0) if found else None

    async def sweep(self, job: Job) -> int:
        assert job.swept is not None, "a sweep looks for the doubles of something"
        self.calls.append(("sweep", job.swept.target))
        return 1

    def rest(self, pauses: Mapping[str, datetime], paced: Collection[str] = ()) -> None:
        self.pauses = dict(pauses)

    async def alive(self) -> bool:
        self.calls.append(("alive", ""))
        self.asked.set()
        return self.lets_in

    def of(self, target: str) -> list[str]:
        """What was done with this target, in order."""
        return [call for call, of in self.calls if of == target]

    def jobs_of(self, target: str) -> list[Job]:
        """What was known when this target was carried out, each time."""
        return [job for job in self.jobs if job.effect.target == target]


class FakeRoster:
    """Who is in which channel; of the others it can't be told for the moment."""

    def __init__(self) -> None:
        self.people: dict[str, frozenset[str] | Exception] = {}

    async def members(self, channel: str) -> frozenset[str] | None:
        found = self.people.get(channel)
        if isinstance(found, Exception):
            raise found
        return found


async def give(
    incidents: Incidents, incident: str, command: Command, key: str | None = None
) -> Handled:
    """What the chat reports, or a person who is a full member asks."""
    if isinstance(command, Report):
        return await incidents.report(incident, command, key)
    assert command.by is not None, "a person asks"
    return await incidents.handle(incident, command, Caller(command.by), key)


class World:
    """Time stands still until it is moved on by hand (`wait`)."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.moved = timedelta()
        self.chat = FakeChat()
        self.store: SqlStore = open_store(url, offset=lambda: self.moved)
        self.roster = FakeRoster()
        self.incidents = Incidents(self.store, self.playbook, self.wake, self.new_id, self.roster)
        self.ids: list[str] = []
        self.worker: Worker | None = None
        self.round = asyncio.Event()

    def playbook(self) -> Playbook:
        return PLAYBOOK

    def new_id(self) -> str:
        self.ids.append(f"incident-{len(self.ids) + 1}")
        return self.ids[-1]

    def wake(self) -> None:
        if self.worker is not None:
            self.worker.wake()

    def wait(self, **time: float) -> None:
        """Let time pass."""
        self.moved += timedelta(**time)

    async def declare(self, **changes: Any) -> Handled:
        """INC-1, if nothing else is said."""
        command = replace(DECLARE, **changes)
        return await self.incidents.declare(command, Caller(command.by))

    async def raised(self, **changes: Any) -> Incident:
        """Declared, its channel made, and everybody told."""
        handled = await self.declare(**changes)
        await self.work_off()
        return await self.incident(handled.incident.id)

    async def ask(
        self, command: Command, incident: str = "incident-1", key: str | None = None
    ) -> Handled:
        return await give(self.incidents, incident, command, key)

    async def incident(self, incident: str = "incident-1") -> Incident:
        found = await self.store.read(lambda reads: reads.incident(incident))
        assert found is not None, "it was declared"
        return found.incident

    async def events(self, kind: type[Event] = Event) -> list[Event]:
        stored = await self.store.read(lambda reads: reads.events("incident-1"))
        return [each.event for each in stored if isinstance(each.event, kind)]

    async def effects(self, target: str | None = None) -> list[StoredEffect]:
        """Of all incidents, oldest first."""

        def work(tx: Transaction) -> list[StoredEffect]:
            return [effect for incident in self.ids for effect in tx.effects(incident)]

        found = await self.store.transact(work, urgent=False)
        return [effect for effect in found if target in (None, effect.target)]

    async def effect(self, target: str) -> StoredEffect:
        (found,) = await self.effects(target)
        return found

    @asynccontextmanager
    async def working(
        self,
        chat: FakeChat | None = None,
        *,
        locked_out: bool = False,
        incoming: Incoming | None = None,
    ) -> AsyncIterator[Worker]:
        """A worker runs until the block ends."""

        async def chore() -> None:
            self.round.set()

        self.worker = Worker(
            self.store, chat or self.chat, self.playbook, chores=[chore], incoming=incoming
        )
        self.worker.locked_out = locked_out
        running = asyncio.create_task(self.worker.run())
        try:
            yield self.worker
        finally:
            self.worker.stop()
            await running

    async def settled(self) -> None:
        """Until nothing is due or under way."""
        async with asyncio.timeout(10):
            while await self._busy():
                self.round.clear()
                self.wake()
                await self.round.wait()

    async def work_off(self) -> None:
        """A worker does what is due, and what comes of it."""
        while await self._busy():
            async with self.working():
                await self.settled()

    async def _busy(self) -> bool:
        now = await self.store.transact(lambda tx: tx.now(), urgent=False)
        pending = [effect for effect in await self.effects() if effect.state is State.PENDING]
        first = {effect.lane: effect.key for effect in reversed(pending) if effect.lane}
        return any(
            effect.due <= now and first.get(effect.lane or "", effect.key) == effect.key
            for effect in pending
        )
