"""For tests of a bot: a sandbox on a thread of its own, and people to do things in it.

Everything goes over the sandbox's HTTP interface, so that a test may be written with or without
asyncio, and the bot may run in the test's process or in another.
"""

from __future__ import annotations

import asyncio
import json
import threading
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from slack_sandbox import Sandbox

Json = dict[str, Any]
STARTS_WITHIN = 10.0
"""Seconds."""


class SandboxHandle:
    """A sandbox that runs. `url` has no slash at its end, `api_url` has."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.url = sandbox.url
        self.api_url = sandbox.api_url
        self.bot_token = sandbox.bot_token
        self.app_token = sandbox.app_token
        self.signing_secret = sandbox.signing_secret
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def person(self, name: str) -> PersonHandle:
        """Somebody of the workspace."""
        return PersonHandle(self, name)

    def channel(self, name: str) -> Json:
        """Everything about a channel, its messages oldest first."""
        found: Json = self.get(f"/channels/{name}")["channel"]
        return found

    def calls(self, method: str = "") -> list[Json]:
        """The Web API calls so far, of this method or all."""
        found: list[Json] = self.get("/calls")["calls"]
        return [one for one in found if method in ("", one["method"])]

    def fault(self, method: str, fault: str, **more: Any) -> None:
        """Something will go wrong (README, faults)."""
        answer = self.post("/faults", method=method, fault=fault, **more)
        assert answer["ok"], answer

    def later(self, seconds: float) -> None:
        """Time passes in the workspace."""
        self.post("/clock", advance=seconds)

    def get(self, path: str) -> Any:
        """An address beneath /sandbox."""
        return self._send("GET", path, None)

    def post(self, path: str, /, **body: Any) -> Any:
        """An address beneath /sandbox."""
        return self._send("POST", path, body)

    def _send(self, method: str, path: str, body: Mapping[str, Any] | None) -> Any:
        request = urllib.request.Request(
            f"{self.url}/sandbox{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
            method=method,
        )
        with self._opener.open(request) as response:
            return json.load(response)


class PersonHandle:
    """Somebody's hands and eyes. What they do answers `{"ok": …}` as the interface says."""

    def __init__(self, sandbox: SandboxHandle, name: str) -> None:
        self._sandbox = sandbox
        self._path = f"/people/{name}"

    def types(self, text: str, channel: str = "general", **more: Any) -> Json:
        """A message, or a command when it begins with a slash."""
        return self._post("/messages", channel=channel, text=text, **more)

    def form(self) -> Json | None:
        """The form on top, or None."""
        found: Json | None = self._sandbox.get(f"{self._path}/view")["view"]
        return found

    def submits(self, values: Mapping[str, Any] | None = None) -> Json:
        """Fills the form in, by block_id, and sends it off."""
        return self._post("/view/submit", values=dict(values or {}))

    def closes(self) -> Json:
        """The form on top."""
        return self._post("/view/close")

    def presses(self, action: str, **where: Any) -> Json:
        """A button; `channel` and `message_ts`, or `view_id`."""
        return self._post("/clicks", action_id=action, **where)

    def uses(self, shortcut: str, **where: Any) -> Json:
        """A shortcut, of the workspace or of a message."""
        return self._post("/shortcuts", callback_id=shortcut, **where)

    def notices(self) -> list[Json]:
        """What only they see."""
        found: list[Json] = self._sandbox.get(f"{self._path}/notices")["notices"]
        return found

    def home(self) -> Json | None:
        """The app's Home as they last saw it."""
        found: Json | None = self._sandbox.get(f"{self._path}/home")["view"]
        return found

    def does(self, deed: str, channel: str, **more: Any) -> Json:
        """Joins, leaves, pins, reacts … (README, what people do)."""
        return self._post(f"/channels/{channel}", do=deed, **more)

    def _post(self, path: str, /, **body: Any) -> Json:
        answer: Json = self._sandbox.post(f"{self._path}{path}", **body)
        return answer


@contextmanager
def sandbox_in_thread(**options: Any) -> Iterator[SandboxHandle]:
    """Until the block ends. `options` are those of `Sandbox.serve`."""
    ready: threading.Event = threading.Event()
    found: dict[str, Any] = {}

    async def serve() -> None:
        found["stop"] = asyncio.Event()
        found["loop"] = asyncio.get_running_loop()
        async with Sandbox.serve(**options) as sandbox:
            found["handle"] = SandboxHandle(sandbox)
            ready.set()
            await found["stop"].wait()

    thread = threading.Thread(target=asyncio.run, args=(serve(),), name="slack-sandbox")
    thread.start()
    if not ready.wait(STARTS_WITHIN):
        raise TimeoutError("The sandbox did not start.")
    try:
        yield found["handle"]
    finally:
        found["loop"].call_soon_threadsafe(found["stop"].set)
        thread.join()
