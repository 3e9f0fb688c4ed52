"""Delivering payloads to the app, which must acknowledge each within three seconds.

Events that are not acknowledged come again, at once, after one minute and after five on the
workspace's clock (`docs/slack-facts.md`, Events). No order is promised.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from slack_sandbox.delivery import payloads
from slack_sandbox.state.entities import Json
from slack_sandbox.state.faults import DELIVERY, Faults
from slack_sandbox.state.observers import notify_observers
from slack_sandbox.state.workspace import Workspace

ACKNOWLEDGE_WITHIN = 3.0
"""Seconds of the machine, where a transport is not told otherwise."""
RETRY_AFTER = (0.0, 60.0, 300.0)
MOST_KEPT = 2_000


class Undelivered(Exception):
    """`dispatch_failed` or `operation_timeout` to the person; `reason` to the app's next try.

    `final`: the app asked not to be tried again (`X-Slack-No-Retry: 1`).
    """

    def __init__(self, code: str, reason: str = "timeout", *, final: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.reason = reason
        self.final = final


class Transport(Protocol):
    """A way to the app: Socket Mode or signed HTTP."""

    async def send(self, kind: str, payload: Json, retry: int, reason: str) -> Json | None:
        """The acknowledgement's payload. `reason`: of the failure before. Raises Undelivered."""


class Delivery:
    """Sends payloads: `deliver` where a person waits, `send_event` where nobody does."""

    def __init__(self, workspace: Workspace, faults: Faults, transport: Transport) -> None:
        self.workspace = workspace
        self.faults = faults
        self.transport = transport
        self.log: list[Json] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def deliver(self, kind: str, payload: Json, *, forged: bool = False) -> Json | None:
        """Deliver and wait. Raises Undelivered, also where the workspace began anew meanwhile.

        What is `forged` is no saying of the workspace's, so observers are not told of it.
        """
        generation = self.workspace.generation
        striking = {fault.kind: fault for fault in self.faults.strike(DELIVERY)}
        if "late" in striking:
            await asyncio.sleep(striking["late"].seconds)
            self._require_same_generation(generation)
        if "twice" in striking:
            self._start(self._deliver_quietly(kind, payload, forged=forged))
        answer = await self._send(kind, payload, forged=forged)
        if "ack_lost" in striking:
            raise Undelivered("operation_timeout")
        self._require_same_generation(generation)
        return answer

    def _require_same_generation(self, generation: int) -> None:
        """What was asked in a workspace that is no more has no answer. Raises Undelivered."""
        if self.workspace.generation != generation:
            raise Undelivered("dispatch_failed")

    def send_event(self, inner: Json) -> None:
        """Sends an event if the app has subscribed to it, and again if it is not acknowledged."""
        wanted = self.workspace.app.events
        if wanted is None or payloads.subscription_name(inner) in wanted:
            self._start(self._send_event(payloads.event(self.workspace, inner)))

    def call_at(self, at: float, do: Callable[[], None]) -> None:
        """Something that the workspace itself does, at a time of its clock."""
        self._start(self._call_at(at, do))

    async def _call_at(self, at: float, do: Callable[[], None]) -> None:
        await self.workspace.clock.until(at)
        do()

    def reset(self) -> None:
        """Cancels what is on its way and empties the list."""
        for task in self._tasks:
            task.cancel()
        self.log.clear()

    def deliveries_since(self, since: float) -> list[Json]:
        """Every delivery since then on the machine's clock, each payload as it was when sent."""
        found = [delivery for delivery in self.log if delivery["started"] >= since]
        return [{**delivery, "payload": json.loads(delivery["payload"])} for delivery in found]

    async def close(self) -> None:
        """Cancels what is on its way and waits until all of it has ended."""
        self.reset()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _send_event(self, payload: Json) -> None:
        striking = {fault.kind: fault for fault in self.faults.strike(DELIVERY)}
        if "late" in striking:
            await self.workspace.clock.until(self.workspace.clock.now() + striking["late"].seconds)
        if "twice" in striking:
            self._start(self._deliver_quietly("events_api", payload))
        first, reason = self.workspace.clock.now(), ""
        for attempt, after in enumerate((0.0, *RETRY_AFTER)):
            await self.workspace.clock.until(first + after)
            try:
                await self._send("events_api", payload, attempt, reason)
            except Undelivered as undelivered:
                if undelivered.final:
                    return
                reason = undelivered.reason
                continue
            if "ack_lost" not in striking:
                return
            striking, reason = {}, "timeout"

    async def _send(
        self, kind: str, payload: Json, retry: int = 0, reason: str = "", *, forged: bool = False
    ) -> Json | None:
        """Sends a payload once and puts it on the list. Raises Undelivered."""
        if not forged:
            notify_observers("payload", kind, payload, {})
        # As a text, since what it refers to goes on changing, and a copy would cost more.
        said = json.dumps(payload)
        entry: Json = {"kind": kind, "payload": said, "retry": retry, "started": time.time()}
        entry |= {"answer": None, "error": None, "ended": None}
        self.log.append(entry)
        del self.log[:-MOST_KEPT]
        try:
            entry["answer"] = answer = await self.transport.send(kind, payload, retry, reason)
        except Undelivered as undelivered:
            entry["error"] = undelivered.code
            raise
        finally:
            entry["ended"] = time.time()
            self.workspace.on_change()
        return answer

    async def _deliver_quietly(self, kind: str, payload: Json, *, forged: bool = False) -> None:
        try:
            await self._send(kind, payload, forged=forged)
        except Undelivered:
            return

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
