"""What nobody in a real Slack can do, over HTTP: look at calls, arrange faults, move the clock."""

from __future__ import annotations

import asyncio
import time

from aiohttp import web

from slack_sandbox.control_api.context import People
from slack_sandbox.control_api.requests import Impossible, body, number
from slack_sandbox.delivery.dispatch import Delivery
from slack_sandbox.delivery.socket_mode import GOODBYES, SocketMode
from slack_sandbox.state.emoji import known
from slack_sandbox.state.entities import Json
from slack_sandbox.state.faults import BadFault
from slack_sandbox.state.workspace import Workspace
from slack_sandbox.web_api.api import Api

HEARTBEAT = 5.0
"""Seconds of the machine."""


class Control:
    """The workspace from outside."""

    def __init__(
        self, workspace: Workspace, people: People, api: Api, delivery: Delivery, socket: SocketMode
    ) -> None:
        self.workspace = workspace
        self.people = people
        self.api = api
        self.delivery = delivery
        self.faults = api.faults
        self.socket = socket
        self.heartbeat = HEARTBEAT
        self._watchers: set[asyncio.Event] = set()
        workspace.on_change = self._changed

    async def show(self, _: web.Request) -> Json:
        """Who and what there is."""
        channels = [one for one in self.workspace.channels.values() if not one.is_direct]
        app = self.workspace.app
        return {
            "people": [one.brief() for one in self.workspace.people.values()],
            "channels": [
                {key: getattr(one, key) for key in ("id", "name", "is_private", "is_archived")}
                for one in channels
            ],
            "apps": [{"id": app.id, "bot_id": app.bot_id, "bot_user": app.bot_user}],
            "groups": [
                {"id": one.id, "handle": one.handle, "name": one.name, "users": one.users}
                for one in self.workspace.groups.values()
            ],
            "commands": sorted(app.commands) if app.commands else None,
            "explained": app.explained,
            "shortcuts": app.shortcuts,
            "connections": len(self.socket.connections),
            "request_url": app.request_url,
        }

    async def calls(self, request: web.Request) -> Json:
        """Every Web API call since then, on the machine's clock."""
        since = _since(request)
        return {"calls": [one for one in self.api.calls if one["started"] >= since]}

    async def forget_calls(self, _: web.Request) -> Json:
        """A clean list."""
        self.api.calls.clear()
        return {}

    async def arrange_fault(self, request: web.Request) -> Json:
        """Something that will go wrong."""
        try:
            fault = self.faults.arrange(await body(request))
            self._changed()
        except BadFault as bad:
            raise Impossible("invalid_fault", message=str(bad)) from bad
        return {"seed": self.faults.seed} if fault.rate is not None else {}

    async def list_faults(self, _: web.Request) -> Json:
        """Those that are arranged, the seed of those by rate, and how long every call takes."""
        arranged, seed = self.faults.arranged(), self.faults.seed
        return {"faults": arranged, "seed": seed, "latency": self.api.latency}

    async def deliveries(self, request: web.Request) -> Json:
        """Every payload that went to the app since then, on the machine's clock."""
        return {"deliveries": self.delivery.listed(_since(request))}

    async def clear_faults(self, _: web.Request) -> Json:
        """Nothing goes wrong any more; what is held goes on."""
        self.faults.clear()
        self._changed()
        return {}

    async def disconnect(self, request: web.Request) -> Json:
        """Socket Mode: `refresh_requested`, `warning`, `link_disabled` or `cut`."""
        given = await body(request)
        kind = str(given.get("reason") or given.get("kind") or "refresh_requested")
        kind = {"refresh": "refresh_requested"}.get(kind, kind)
        if kind not in GOODBYES:
            raise Impossible("unknown_reason")
        return {"connections": await self.socket.disconnect(kind)}

    async def enable(self, _: web.Request) -> Json:
        """Socket Mode is on again, after `link_disabled`."""
        enabled = self.socket.enable()
        self._changed()
        return {"enabled": enabled}

    async def clock(self, _: web.Request) -> Json:
        """The workspace's time in Unix seconds, and how far it has been moved."""
        clock = self.workspace.clock
        return {"now": clock.now(), "offset": clock.offset, "stands": clock.start is not None}

    async def advance(self, request: web.Request) -> Json:
        """Forwards by so many seconds."""
        self.workspace.clock.advance(number(await body(request), "advance"))
        self.workspace.changed()
        return {"now": self.workspace.clock.now(), "offset": self.workspace.clock.offset}

    async def latency(self, request: web.Request) -> Json:
        """How long every call takes, in seconds."""
        self.api.latency = number(await body(request), "seconds")
        self._changed()
        return {"latency": self.api.latency}

    async def emoji(self, _: web.Request) -> Json:
        """Short name to character."""
        return {"emoji": known()}

    async def changes(self, request: web.Request) -> web.StreamResponse:
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
                await response.write((await self._news(watcher)).encode())
                await asyncio.sleep(0.1)
        except ConnectionError:
            return response
        finally:
            self._watchers.discard(watcher)

    async def _news(self, watcher: asyncio.Event) -> str:
        try:
            async with asyncio.timeout(self.heartbeat):
                await watcher.wait()
        except TimeoutError:
            return ": still here\n\n"
        watcher.clear()
        return f'data: {{"revision": {self.workspace.revision}, "at": {time.time()}}}\n\n'

    @property
    def watchers(self) -> int:
        """How many look on."""
        return len(self._watchers)

    def _changed(self) -> None:
        for watcher in self._watchers:
            watcher.set()


def _since(request: web.Request) -> float:
    """Unix seconds, 0 where none are named."""
    try:
        return float(request.query.get("since") or 0)
    except ValueError:
        raise Impossible("invalid_since") from None
