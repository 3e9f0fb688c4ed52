"""A mistake of Firebell's own is tried a few times, then parked and told: nothing waits for ever.

Until then such an effect was tried again every minute for as long as the incident was kept, and
nobody heard of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from firebell.app.incidents import Incidents
from firebell.app.ports import Done, Job, Reads, State
from firebell.app.worker import UNEXPECTED_TRIES, Worker
from firebell.domain.commands import Declare
from firebell.domain.effects import CreateChannel
from firebell.domain.playbook import Playbook
from firebell.playbook_file import read_playbook
from firebell.storage.door import open_store

PLAYBOOK = read_playbook(Path(__file__).parents[2] / "examples" / "small" / "playbook.toml")


def process() -> Playbook:
    return PLAYBOOK


class BrokenChat:
    """Makes no channel, because of a mistake in it; everything else is done."""

    def __init__(self) -> None:
        self.tries = 0

    async def carry_out(self, job: Job) -> Done:
        if isinstance(job.effect.body, CreateChannel):
            self.tries += 1
            raise ZeroDivisionError
        return Done(result={"channel": "D1", "ts": "1.0"})

    async def find(self, job: Job) -> Done | None:
        return None

    async def sweep(self, job: Job) -> int:
        return 0

    def rest(self, pauses: Mapping[str, datetime]) -> None: ...

    async def alive(self) -> bool:
        return True


async def test_a_mistake_of_ours_is_parked_after_a_few_tries_and_told(tmp_path: Path) -> None:
    moved = timedelta()
    store = open_store(f"sqlite:///{tmp_path / 'firebell.db'}", offset=lambda: moved)
    incidents = Incidents(store, process, lambda: None, lambda: "incident-1")
    chat = BrokenChat()
    worker = Worker(store, chat, process)
    await incidents.declare(
        Declare(by="UALICE", key="form-1", title="It is down", service="app", severity="High")
    )

    def parked(reads: Reads) -> list[tuple[str, bool, str | None]]:
        return [
            (type(effect.body).__name__, effect.doubtful, effect.failure)
            for effect in reads.effects("incident-1")
            if effect.state is State.PARKED
        ]

    running = asyncio.create_task(worker.run())
    async with asyncio.timeout(20):
        while not await store.read(parked):
            moved += timedelta(minutes=2)
            worker.wake()
            await asyncio.sleep(0.01)
    worker.stop()
    await running
    assert await store.read(parked) == [("CreateChannel", True, "unexpected")]
    assert chat.tries <= UNEXPECTED_TRIES
    events = await store.read(lambda reads: reads.events("incident-1"))
    assert type(events[-1].event).__name__ == "EffectFailed"
    store.close()
