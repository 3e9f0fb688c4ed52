"""The client of the sandbox's HTTP interface: what people do, and what can be looked at.

It is for asyncio; `slack_sandbox.testing` has the same without it. Each address of the interface
that Python code uses stands here once (README, over HTTP).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import quote

import aiohttp

Json = dict[str, Any]
T = TypeVar("T")


class Refused(Exception):
    """The sandbox answered `"ok": false`; the message is the error's code and the address."""


class Missing(Refused, LookupError):
    """There is no such person or channel; the message is the error's code and the address."""


class SandboxClient:
    """A sandbox that runs somewhere: `async with SandboxClient(sandbox.url) as client`.

    `url` has no slash at its end. `limit`: the seconds after which a request without an answer
    raises TimeoutError.
    """

    def __init__(self, url: str, limit: float = 60.0) -> None:
        self.url = url
        self.limit = limit
        # Proxies of the environment are not asked (aiohttp's default); requests don't queue for
        # a connection, because a command is answered only once the app has acknowledged it.
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))

    async def __aenter__(self) -> SandboxClient:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._session.close()

    def person(self, name: str) -> PersonClient:
        """Somebody of the workspace, by name or id. Whether they exist shows when they act."""
        return PersonClient(self, name)

    async def workspace(self) -> Json:
        """Who and what there is: `people`, `channels`, `groups`, `apps`, `connections` …"""
        found: Json = await self.look("/workspace")
        return found

    async def channel(self, name: str) -> Json:
        """Everything about a channel, its messages oldest first. Raises Missing."""
        found: Json = (await self.look(f"/channels/{_part(name)}"))["channel"]
        return found

    async def calls(self, method: str = "", since: float = 0.0) -> list[Json]:
        """The Web API calls since then (Unix seconds), of this method or all."""
        calls: list[Json] = (await self.look(f"/calls?since={since!r}"))["calls"]
        return [call for call in calls if method in ("", call["method"])]

    async def deliveries(self, kind: str = "", since: float = 0.0) -> list[Json]:
        """What went to the app since then: `events_api`, `slash_commands`, `interactive` or all."""
        deliveries: list[Json] = (await self.look(f"/deliveries?since={since!r}"))["deliveries"]
        return [delivery for delivery in deliveries if kind in ("", delivery["kind"])]

    async def deliver(self, kind: str, payload: Mapping[str, Any]) -> Json | None:
        """Hands the app any payload, signed; `kind`: `interactive`, `slash_commands`, `events_api`.

        Answers what the app acknowledged it with. Raises Refused where it did not.
        """
        return await self._answer("/deliver", type=kind, payload=dict(payload))

    async def fault(self, method: str, fault: str, **more: Any) -> None:
        """Something will go wrong (README, faults). Raises Refused where there is no such fault."""
        await self._done("/faults", method=method, fault=fault, **more)

    async def heal(self) -> None:
        """Nothing goes wrong any more; what is held goes on."""
        await self.delete("/faults")

    async def later(self, seconds: float) -> None:
        """Time passes in the workspace. Raises Refused where that is no number of seconds."""
        await self._done("/clock", advance=seconds)

    async def reset(self) -> None:
        """The workspace is as its seed says; ids and the clock go on."""
        await self._done("/reset")

    async def connected(self, within: float = 10.0) -> None:
        """Returns when an app is there over Socket Mode. Raises TimeoutError."""

        async def connections() -> Any:
            return (await self.workspace())["connections"]

        await self.until(connections, within)

    async def until(self, look: Callable[[], Awaitable[T | None]], within: float = 10.0) -> T:
        """What `look` finds as soon as it finds anything. Raises TimeoutError."""
        last = time.monotonic() + within
        while not (found := await look()):
            if time.monotonic() > last:
                raise TimeoutError(f"Nothing was there within {within:g} seconds.")
            await asyncio.sleep(0.02)
        return found

    async def download(self, url: str) -> str:
        """The text of a file at its `url_private`, as a person's browser asks for it."""
        return (await self.download_bytes(url)).decode()

    async def download_bytes(self, url: str) -> bytes:
        """What is in a file at its `url_private`, as a person's browser asks for it."""
        headers = {"Sec-Fetch-Site": "none"}
        async with self._session.get(url, headers=headers) as response:
            return await response.read()

    async def look(self, path: str) -> Any:
        """What an address beneath /sandbox answers. Raises Missing where it can't."""
        answer = await self.get(path)
        if not answer["ok"]:
            raise Missing(f"{answer['error']}: {path}")
        return answer

    async def get(self, path: str) -> Any:
        """The JSON at an address beneath /sandbox, `"ok": false` as it comes."""
        return await self._send("GET", path)

    async def delete(self, path: str) -> Any:
        """What an address beneath /sandbox answers to DELETE."""
        return await self._send("DELETE", path)

    async def post(self, path: str, /, **body: Any) -> Any:
        """The same, by POST, with this body."""
        return await self._send("POST", path, json=body)

    async def _answer(self, path: str, /, **body: Any) -> Json | None:
        """What the app answered to what is handed to it in this way. Raises Refused."""
        answer = await self.post(path, **body)
        if not answer["ok"]:
            raise Refused(f"{answer['error']}: {path}")
        found: Json | None = answer["answer"]
        return found

    async def _done(self, path: str, /, **body: Any) -> None:
        answer = await self.post(path, **body)
        if not answer["ok"]:
            raise Refused(f"{answer['error']}: {answer.get('message', path)}")

    async def _send(self, method: str, path: str, **options: Any) -> Any:
        limit = aiohttp.ClientTimeout(total=self.limit)
        url = f"{self.url}/sandbox{path}"
        async with self._session.request(method, url, timeout=limit, **options) as response:
            return await response.json()


class PersonClient:
    """Somebody who does things and sees things.

    What they do answers `{"ok": …}` as the interface says, whether it could be done or not; what
    they look at raises Missing where there is nobody of that name.
    """

    def __init__(self, sandbox: SandboxClient, name: str) -> None:
        self.sandbox = sandbox
        self.name = name
        self._path = f"/people/{_part(name)}"

    async def types(self, text: str, channel: str = "general", **more: Any) -> Json:
        """A message, or a command when it begins with a slash."""
        return await self._post("/messages", channel=channel, text=text, **more)

    async def form(self) -> Json | None:
        """The form on top, or None."""
        return await self._view("/view")

    async def submits(self, values: Mapping[str, Any] | None = None) -> Json:
        """Fills the form in, by block_id, and sends it off."""
        return await self._post("/view/submit", values=dict(values or {}))

    async def closes(self) -> Json:
        """Closes the form on top."""
        return await self._post("/view/close")

    async def presses(self, action: str, **where: Any) -> Json:
        """A button, or with `value` an option; `channel` and `message_ts`, or `view_id`."""
        return await self._post("/clicks", action_id=action, **where)

    async def uses(self, shortcut: str, **where: Any) -> Json:
        """A shortcut, of the workspace or of a message."""
        return await self._post("/shortcuts", callback_id=shortcut, **where)

    async def looks_up(self, action: str, value: str, **where: Any) -> list[Json]:
        """The options that the app offers for what is typed into a menu; `where` as above.
        Raises Missing where it offers none."""
        answer = await self._post("/suggestions", action_id=action, value=value, **where)
        if not answer["ok"]:
            raise Missing(answer["error"])
        options: list[Json] = answer["options"]
        return options

    async def opens_home(self) -> Json:
        """The app hears of it and may publish it anew."""
        return await self._post("/home/open")

    async def home(self) -> Json | None:
        """The app's Home as they last saw it."""
        return await self._view("/home")

    async def notices(self) -> list[Json]:
        """The ephemeral and direct messages that only they see, oldest first."""
        answer = await self.sandbox.look(f"{self._path}/notices")
        notices: list[Json] = answer["notices"]
        return notices

    async def places(self) -> Json:
        """Where they can write: `channels`, `groups`, and `direct`, the id of their direct messages
        with the app, or None."""
        found: Json = await self.sandbox.look(f"{self._path}/channels")
        return found

    async def does(self, deed: str, channel: str, **more: Any) -> Json:
        """Joins, leaves, pins, reacts … (README, over HTTP)."""
        return await self._post(f"/channels/{_part(channel)}", do=deed, **more)

    async def becomes(self, **profile: Any) -> Json:
        """Otherwise than they were: `deleted`, `real_name`, `status_text` … (README, over HTTP)."""
        return await self._post("", **profile)

    async def forges(self, deed: str, **about: Any) -> Json | None:
        """Sends what Slack's client would not let them send (README, forged payloads).

        Answers what the app acknowledged it with. Raises Refused where it did not.
        """
        return await self.sandbox._answer(f"{self._path}/forge", do=deed, **about)

    async def _view(self, path: str) -> Json | None:
        found: Json | None = (await self.sandbox.look(f"{self._path}{path}"))["view"]
        return found

    async def _post(self, path: str, /, **body: Any) -> Json:
        answer: Json = await self.sandbox.post(f"{self._path}{path}", **body)
        return answer


def _part(name: str) -> str:
    """A name as a part of an address."""
    return quote(name, safe="")
