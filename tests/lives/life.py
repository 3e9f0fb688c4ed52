"""The bot over one file and a small Slack: its use cases, its worker, its words. It can be killed
in the middle of a call and started again, and its clock moved either way."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from firebell.app.incidents import Incidents
from firebell.app.ports import State, StoredEffect, Transaction
from firebell.app.worker import Worker
from firebell.domain.events import Event
from firebell.slack.client.roster import SlackRoster
from firebell.slack.effects.chat import SlackChat
from firebell.slack.effects.context import EffectContext
from tests.app.world import World
from tests.lives.slack import SmallSlack

STOPPED_AT = datetime.fromtimestamp(1795403040, UTC)
"""What the database's clock says for ever, but for how far it was moved."""


class Life(World):
    """`raised` is whether there is an incident; all others of `World` work on it."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.slack = SmallSlack(self.now)
        roster = SlackRoster(self.slack)
        self.incidents = Incidents(self.store, self.playbook, self.wake, self.new_id, roster)
        context = EffectContext(
            slack=self.slack,
            record=self._no_file,
            events=self._record,
            roster=roster,
            publish_home=self._no_home,
            review=self._no_review,
            known=lambda _: None,
        )
        self.slack_chat = SlackChat(context)

    def now(self) -> datetime:
        """As everybody here has it."""
        return STOPPED_AT + self.moved

    async def _no_file(self, _: str) -> str:
        return ""

    async def _no_review(self, _: str, __: object, ___: int | None) -> bytes:
        return b""

    async def _no_home(self, _: str) -> None:
        return

    async def _record(self, incident: str) -> Mapping[str, Event]:
        stored = await self.store.read(lambda reads: reads.events(incident))
        return {each.id: each.event for each in stored}

    async def work_off(self) -> None:
        """What is due is done; a bot that is killed at it has a successor."""
        while await self._busy():
            self.worker = Worker(self.store, self.slack_chat, self.playbook, chores=[self._round])
            others = asyncio.all_tasks()
            running = asyncio.create_task(self.worker.run())
            settled = asyncio.create_task(self.settled())
            killed = asyncio.create_task(self.slack.killed.wait())
            await asyncio.wait([settled, killed], return_when=asyncio.FIRST_COMPLETED)
            if killed.done():
                await _end(asyncio.all_tasks() - others)
                await self.store.transact(_begins_anew)
                self.slack.killed.clear()
                continue
            killed.cancel()
            settled.result()
            self.worker.stop()
            await running

    async def _round(self) -> None:
        self.round.set()

    async def passes(self, time: timedelta) -> None:
        """Time passes, and what comes due is done when it does."""
        until = self.moved + time
        while True:
            pending = [each.due - STOPPED_AT for each in await self.of_state(State.PENDING)]
            due = min((each for each in pending if each > self.moved), default=until)
            if due >= until:
                break
            self.moved = due
            await self.work_off()
        self.moved = until
        await self.work_off()

    async def jumps(self, time: timedelta) -> None:
        """The clock is another from one moment to the next: later, or earlier."""
        self.moved += time
        await self.work_off()

    async def of_state(self, state: State) -> list[StoredEffect]:
        """What stands so."""
        return [effect for effect in await self.effects() if effect.state is state]


async def _end(tasks: set[asyncio.Task[Any]]) -> None:
    """From one moment to the next; what a thread has begun to write down is written down."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _begins_anew(tx: Transaction) -> None:
    """As `storage.address.opened` does, once the file is held alone."""
    tx.free_leases()
    tx.read_again()
