"""For tests of a bot: a sandbox on a thread of its own, and people to do things in it.

Everything goes over the sandbox's HTTP interface, so that a test may be written with or without
asyncio, and the bot may run in the test's process or in another.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib.parse import quote

from slack_sandbox.sandbox import Sandbox

Json = dict[str, Any]
T = TypeVar("T")


class Missing(LookupError):
    """There is no such person or channel; the message is the error's code and the address."""


class SandboxHandle:
    """A sandbox that runs. `url` has no slash at its end, `api_url` has.

    `limit`: the seconds after which a deed without an answer raises TimeoutError.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self.url = sandbox.url
        self.api_url = sandbox.api_url
        self.bot_token = sandbox.bot_token
        self.app_token = sandbox.app_token
        self.signing_secret = sandbox.signing_secret
        self.bot_user = sandbox.workspace.app.bot_user
        self.limit = 60.0
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def person(self, name: str) -> PersonHandle:
        """Somebody of the workspace."""
        return PersonHandle(self, name)

    def channel(self, name: str) -> Json:
        """Everything about a channel, its messages oldest first."""
        found: Json = self.look(f"/channels/{quote(name, safe='')}")["channel"]
        return found

    def calls(self, method: str = "") -> list[Json]:
        """The Web API calls so far, of this method or all."""
        found: list[Json] = self.look("/calls")["calls"]
        return [one for one in found if method in ("", one["method"])]

    def deliveries(self, kind: str = "") -> list[Json]:
        """What went to the app so far: `events_api`, `slash_commands`, `interactive` or all."""
        found: list[Json] = self.look("/deliveries")["deliveries"]
        return [one for one in found if kind in ("", one["kind"])]

    def until(self, look: Callable[[], T | None], within: float = 10.0) -> T:
        """What `look` finds as soon as it finds anything. Raises TimeoutError."""
        last = time.monotonic() + within
        while not (found := look()):
            if time.monotonic() > last:
                raise TimeoutError(f"Nothing was there within {within:g} seconds.")
            time.sleep(0.02)
        return found

    def connected(self, within: float = 10.0) -> None:
        """Returns when an app is there over Socket Mode. Raises TimeoutError."""
        self.until(lambda: self.look("/workspace")["connections"], within)

    def fault(self, method: str, fault: str, **more: Any) -> None:
        """Something will go wrong (README, faults)."""
        answer = self.post("/faults", method=method, fault=fault, **more)
        assert answer["ok"], answer

    def heal(self) -> None:
        """Nothing goes wrong any more; what is held goes on."""
        self.delete("/faults")

    def later(self, seconds: float) -> None:
        """Time passes in the workspace."""
        self.post("/clock", advance=seconds)

    def look(self, path: str) -> Any:
        """What an address beneath /sandbox answers. Raises Missing where it can't."""
        answer = self.get(path)
        if not answer["ok"]:
            raise Missing(f"{answer['error']}: {path}")
        return answer

    def get(self, path: str) -> Any:
        """An address beneath /sandbox."""
        return self._send("GET", path, None)

    def delete(self, path: str) -> Any:
        """An address beneath /sandbox."""
        return self._send("DELETE", path, None)

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
        with self._opener.open(request, timeout=self.limit) as response:
            return json.load(response)


class PersonHandle:
    """Somebody's hands and eyes. What they do answers `{"ok": …}` as the interface says."""

    def __init__(self, sandbox: SandboxHandle, name: str) -> None:
        self._sandbox = sandbox
        self._path = f"/people/{quote(name, safe='')}"

    def types(self, text: str, channel: str = "general", **more: Any) -> Json:
        """A message, or a command when it begins with a slash."""
        return self._post("/messages", channel=channel, text=text, **more)

    def form(self) -> Json | None:
        """The form on top, or None."""
        found: Json | None = self._sandbox.look(f"{self._path}/view")["view"]
        return found

    def submits(self, values: Mapping[str, Any] | None = None) -> Json:
        """Fills the form in, by block_id, and sends it off."""
        return self._post("/view/submit", values=dict(values or {}))

    def closes(self) -> Json:
        """The form on top."""
        return self._post("/view/close")

    def presses(self, action: str, **where: Any) -> Json:
        """A button, or with `value` an option; `channel` and `message_ts`, or `view_id`."""
        return self._post("/clicks", action_id=action, **where)

    def uses(self, shortcut: str, **where: Any) -> Json:
        """A shortcut, of the workspace or of a message."""
        return self._post("/shortcuts", callback_id=shortcut, **where)

    def looks_up(self, action: str, value: str, **where: Any) -> list[Json]:
        """The options that the app offers for what is typed into a menu; `where` as above."""
        answer = self._post("/suggestions", action_id=action, value=value, **where)
        if not answer["ok"]:
            raise Missing(answer["error"])
        found: list[Json] = answer["options"]
        return found

    def opens_home(self) -> None:
        """The app hears of it and may publish it anew."""
        self._post("/home/open")

    def notices(self) -> list[Json]:
        """What only they see."""
        found: list[Json] = self._sandbox.look(f"{self._path}/notices")["notices"]
        return found

    def home(self) -> Json | None:
        """The app's Home as they last saw it."""
        found: Json | None = self._sandbox.look(f"{self._path}/home")["view"]
        return found

    def does(self, deed: str, channel: str, **more: Any) -> Json:
        """Joins, leaves, pins, reacts … (README, over HTTP)."""
        return self._post(f"/channels/{quote(channel, safe='')}", do=deed, **more)

    def _post(self, path: str, /, **body: Any) -> Json:
        answer: Json = self._sandbox.post(f"{self._path}{path}", **body)
        return answer


@contextmanager
def sandbox_in_thread(**options: Any) -> Iterator[SandboxHandle]:
    """Until the block ends. Takes the options of `Sandbox.serve`, and raises what that raises."""
    started = threading.Event()
    found: dict[str, Any] = {}

    async def serve() -> None:
        found["stop"] = asyncio.Event()
        found["loop"] = asyncio.get_running_loop()
        async with Sandbox.serve(**options) as sandbox:
            found["handle"] = SandboxHandle(sandbox)
            started.set()
            await found["stop"].wait()

    with ThreadPoolExecutor(1, "slack-sandbox") as thread:
        ended = thread.submit(lambda: asyncio.run(serve()))
        ended.add_done_callback(lambda _: started.set())
        started.wait()
        if "handle" not in found:
            ended.result()
        try:
            yield found["handle"]
        finally:
            found["loop"].call_soon_threadsafe(found["stop"].set)
