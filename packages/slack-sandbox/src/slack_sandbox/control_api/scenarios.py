"""What can be played in the workspace for whoever practises in it: offered by who serves it.

A scenario is a coroutine that lets people of the workspace do things, as a test does, by and by.
The sandbox knows what it is called and whether it is playing, and nothing else of it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from slack_sandbox.control_api.requests import Refused
from slack_sandbox.state.entities import Json
from slack_sandbox.state.workspace import Workspace

log = logging.getLogger("slack_sandbox")

Play = Callable[[], Awaitable[None]]


class Scenarios:
    """`offer` a scenario; `begin_with` what a new workspace begins with, after a reset too."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._offered: dict[str, Play] = {}
        self._opening: Play | None = None
        self._hint = ""
        self._playing: dict[str, asyncio.Task[None]] = {}

    def offer(self, name: str, play: Play) -> None:
        """From now on this can be played, from the page or over HTTP."""
        self._offered[name] = play
        self.workspace.scenarios[name] = False
        self.workspace.on_change()

    async def begin_with(self, opening: Play, hint: str = "") -> None:
        """Play this now, and again in every workspace that begins anew. `hint` is a line above the
        message box until somebody has sent a command."""
        self._opening, self._hint = opening, hint
        self.workspace.hint = hint
        await opening()

    async def show(self, _: web.Request) -> Json:
        """What can be played, and what is."""
        found = self.workspace.scenarios.items()
        return {"scenarios": [{"name": name, "playing": playing} for name, playing in found]}

    async def start(self, request: web.Request) -> Json:
        """Play it, unless it is playing already. Raises Refused."""
        name = request.match_info["name"]
        if name not in self._offered:
            raise Refused("scenario_not_found")
        if self.workspace.scenarios[name]:
            raise Refused("already_playing")
        self._play(name, self._offered[name])
        return {}

    def play(self, name: str) -> None:
        """The same, for who serves it."""
        self._play(name, self._offered[name])

    def reset(self) -> None:
        """What is playing ends; a new workspace begins as the first one did."""
        self._end()
        self.workspace.hint = self._hint
        if self._opening is not None:
            self._play("", self._opening)

    async def close(self) -> None:
        """What is playing ends."""
        ended = self._end()
        await asyncio.gather(*ended, return_exceptions=True)

    def _end(self) -> list[asyncio.Task[None]]:
        ended = list(self._playing.values())
        for task in ended:
            task.cancel()
        self._playing.clear()
        self.workspace.scenarios.update(dict.fromkeys(self._offered, False))
        return ended

    def _play(self, name: str, play: Play) -> None:
        self._playing[name] = asyncio.ensure_future(self._played(name, play))
        self._playing[name].add_done_callback(_tell)
        if name:
            self.workspace.scenarios[name] = True
        self.workspace.on_change()

    async def _played(self, name: str, play: Play) -> None:
        task = asyncio.current_task()
        try:
            await play()
        finally:
            if self._playing.get(name) is task:
                del self._playing[name]
                if name:
                    self.workspace.scenarios[name] = False
                self.workspace.on_change()


def _tell(task: asyncio.Task[None]) -> None:
    """Whoever practises goes on without it; who serves it reads why."""
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("A scenario broke off", exc_info=error)
