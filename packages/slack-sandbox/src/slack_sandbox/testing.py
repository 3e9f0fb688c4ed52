"""For tests of a bot: a sandbox on a thread of its own, and people to do things in it.

Everything goes over the sandbox's HTTP interface, so that a test may be written with or without
asyncio, and the bot may run in the test's process or in another. Here are the methods of
`slack_sandbox.client` for code without asyncio; the requests themselves run on the sandbox's
thread.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from slack_sandbox.client import Json, Missing, PersonClient, Refused, SandboxClient
from slack_sandbox.sandbox import Sandbox

__all__ = ["Missing", "PersonHandle", "Refused", "SandboxHandle", "sandbox_in_thread"]

T = TypeVar("T")


class Run(Protocol):
    """Returns what a coroutine returns, from a thread without a loop."""

    def __call__(self, request: Coroutine[Any, Any, T], /) -> T: ...


class SandboxHandle:
    """A sandbox that runs. `url` has no slash at its end, `api_url` has."""

    def __init__(
        self, sandbox: Sandbox, client: SandboxClient, loop: asyncio.AbstractEventLoop
    ) -> None:
        self.url = sandbox.url
        self.api_url = sandbox.api_url
        self.bot_token = sandbox.bot_token
        self.app_token = sandbox.app_token
        self.signing_secret = sandbox.signing_secret
        self.client_id = sandbox.client_id
        self.client_secret = sandbox.client_secret
        self.bot_user = sandbox.workspace.app.bot_user
        self._client = client
        self._loop = loop

    @property
    def limit(self) -> float:
        """The seconds after which a deed without an answer raises TimeoutError."""
        return self._client.limit

    @limit.setter
    def limit(self, seconds: float) -> None:
        self._client.limit = seconds

    def person(self, name: str) -> PersonHandle:
        """What somebody of the workspace does and sees, by id or name."""
        return PersonHandle(self._run, self._client.person(name))

    def channel(self, name: str) -> Json:
        """Everything about a channel, its messages oldest first."""
        return self._run(self._client.channel(name))

    def calls(self, method: str = "") -> list[Json]:
        """The Web API calls so far, of this method or all."""
        return self._run(self._client.calls(method))

    def deliveries(self, kind: str = "") -> list[Json]:
        """What went to the app so far: `events_api`, `slash_commands`, `interactive` or all."""
        return self._run(self._client.deliveries(kind))

    def deliver(self, kind: str, payload: Mapping[str, Any]) -> Json | None:
        """Hands the app any payload, signed; what it was acknowledged with. Raises Refused."""
        return self._run(self._client.deliver(kind, payload))

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
        self._run(self._client.connected(within))

    def fault(self, method: str, fault: str, **more: Any) -> None:
        """Something will go wrong (README, faults). Raises Refused where there is no such fault."""
        self._run(self._client.fault(method, fault, **more))

    def heal(self) -> None:
        """Nothing goes wrong any more; what is held goes on."""
        self._run(self._client.heal())

    def later(self, seconds: float) -> None:
        """Time passes in the workspace."""
        self._run(self._client.later(seconds))

    def look(self, path: str) -> Any:
        """What an address beneath /sandbox answers. Raises Missing where it can't."""
        return self._run(self._client.look(path))

    def get(self, path: str) -> Any:
        """What an address beneath /sandbox answers to GET."""
        return self._run(self._client.get(path))

    def delete(self, path: str) -> Any:
        """What an address beneath /sandbox answers to DELETE."""
        return self._run(self._client.delete(path))

    def post(self, path: str, /, **body: Any) -> Any:
        """What an address beneath /sandbox answers to this JSON."""
        return self._run(self._client.post(path, **body))

    def _run(self, request: Coroutine[Any, Any, T], /) -> T:
        """What a request of the client for asyncio comes to; it runs on the sandbox's thread."""
        return asyncio.run_coroutine_threadsafe(request, self._loop).result()


class PersonHandle:
    """Somebody who does and sees things. What they do answers `{"ok": …}` as the interface says."""

    def __init__(self, run: Run, person: PersonClient) -> None:
        self._run = run
        self._person = person

    def types(self, text: str, channel: str = "general", **more: Any) -> Json:
        """A message, or a command when it begins with a slash."""
        return self._run(self._person.types(text, channel, **more))

    def form(self) -> Json | None:
        """The form on top, or None."""
        return self._run(self._person.form())

    def submits(self, values: Mapping[str, Any] | None = None) -> Json:
        """Fills the form in, by block_id, and sends it off."""
        return self._run(self._person.submits(values))

    def closes(self) -> Json:
        """Closes the form on top."""
        return self._run(self._person.closes())

    def presses(self, action: str, **where: Any) -> Json:
        """A button, or with `value` an option; `channel` and `message_ts`, or `view_id`."""
        return self._run(self._person.presses(action, **where))

    def uses(self, shortcut: str, **where: Any) -> Json:
        """A shortcut, of the workspace or of a message."""
        return self._run(self._person.uses(shortcut, **where))

    def looks_up(self, action: str, value: str, **where: Any) -> list[Json]:
        """The options that the app offers for what is typed into a menu; `where` as above."""
        return self._run(self._person.looks_up(action, value, **where))

    def opens_home(self) -> None:
        """The app hears of it and may publish it anew."""
        self._run(self._person.opens_home())

    def notices(self) -> list[Json]:
        """The ephemeral and direct messages that only they see, oldest first."""
        return self._run(self._person.notices())

    def home(self) -> Json | None:
        """The app's Home as they last saw it."""
        return self._run(self._person.home())

    def does(self, deed: str, channel: str, **more: Any) -> Json:
        """Joins, leaves, pins, reacts … (README, over HTTP)."""
        return self._run(self._person.does(deed, channel, **more))

    def becomes(self, **profile: Any) -> Json:
        """Otherwise than they were: `deleted`, `real_name`, `status_text` … (README, over HTTP)."""
        return self._run(self._person.becomes(**profile))

    def forges(self, deed: str, **about: Any) -> Json | None:
        """Sends what Slack's client would not let them send (README, forged payloads)."""
        return self._run(self._person.forges(deed, **about))


@contextmanager
def sandbox_in_thread(**options: Any) -> Iterator[SandboxHandle]:
    """Until the block ends. Takes the options of `Sandbox.serve`, and raises what that raises."""
    started = threading.Event()
    found: dict[str, Any] = {}

    async def serve() -> None:
        found["stop"] = asyncio.Event()
        found["loop"] = asyncio.get_running_loop()
        async with Sandbox.serve(**options) as sandbox, SandboxClient(sandbox.url) as client:
            found["handle"] = SandboxHandle(sandbox, client, found["loop"])
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
