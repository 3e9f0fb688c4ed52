"""The stream of server-sent events that tells a page that something has changed."""

from __future__ import annotations

import asyncio
import time

from aiohttp import web

from slack_sandbox.state.workspace import Workspace

HEARTBEAT = 5.0
"""Seconds of the machine's clock between comments where nothing changes."""


class ChangeStream:
    """`GET /sandbox/changes`: each page that listens has a watcher here."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.heartbeat = HEARTBEAT
        self._watchers: set[asyncio.Event] = set()
        workspace.on_change = self.notify

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: one for each time that something has changed, a few a second.

        A comment where nothing has for a while: by that a page that is gone is noticed.
        """
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        response.headers["Cache-Control"] = "no-store"
        await response.prepare(request)
        watcher = asyncio.Event()
        self._watchers.add(watcher)
        watcher.set()
        try:
            while True:
                await response.write((await self._next_event(watcher)).encode())
                await asyncio.sleep(0.1)
        except ConnectionError:
            return response
        finally:
            self._watchers.discard(watcher)

    async def _next_event(self, watcher: asyncio.Event) -> str:
        try:
            async with asyncio.timeout(self.heartbeat):
                await watcher.wait()
        except TimeoutError:
            return ": still here\n\n"
        watcher.clear()
        return f'data: {{"revision": {self.workspace.revision}, "at": {time.time()}}}\n\n'

    @property
    def watchers(self) -> int:
        """How many pages listen at present."""
        return len(self._watchers)

    def notify(self) -> None:
        for watcher in self._watchers:
            watcher.set()
