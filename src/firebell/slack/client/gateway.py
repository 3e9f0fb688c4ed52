"""All calls to Slack go through here: one client, one session, nothing repeated behind our back.

The SDK's default sends a call twice after a dropped connection (measured), so its retry handlers
are switched off; what to do about a failure is the worker's business. Arguments go as a form,
which every method takes; what is structured in them as JSON.
"""

from __future__ import annotations

import json
import logging
import math
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from firebell.app.errors import (
    CannotNow,
    ChatError,
    DidNotHappen,
    IsSoAlready,
    MayHaveHappened,
    NeverWill,
    TooFast,
)
from firebell.app.pacing import turn
from firebell.app.ports import Done
from firebell.slack.client import error_codes
from firebell.slack.client.rates import Rates

log = logging.getLogger(__name__)

ApiResponse = Mapping[str, Any]
"""A decoded JSON object of Slack's. Its shapes are in Slack's documentation, not in our types."""

TIMEOUT_SECONDS = 4
DOWNLOAD_SECONDS = 30
PAGE = 200
MOST_PAGES = 20
LONGEST_REST = 3600.0


@asynccontextmanager
async def slack_client(token: str, base_url: str) -> AsyncIterator[AsyncWebClient]:
    """The one client, with a session of its own that may have a hundred calls in flight."""
    timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
    connector = aiohttp.TCPConnector(limit=128, keepalive_timeout=30)
    async with aiohttp.ClientSession(timeout=timeout, connector=connector) as session:
        yield AsyncWebClient(
            token=token,
            base_url=base_url,
            session=session,
            timeout=TIMEOUT_SECONDS,
            retry_handlers=[],
        )


class Gateway:
    """`call` answers Slack's JSON or raises one of the `ChatError`s."""

    def __init__(self, client: AsyncWebClient, now: Callable[[], datetime]) -> None:
        self.client = client
        self._now = now
        self._resting: dict[str, datetime] = {}
        self._refused: dict[str, datetime] = {}
        self._paced: frozenset[str] = frozenset()
        self._rates = Rates(now)
        self.bot_user = ""
        self.bot_id = ""
        self.team = ""

    def rest(self, pauses: Mapping[str, datetime], paced: Collection[str] = ()) -> None:
        """These methods rest until then, and those are called in turn only; shared by all who work
        on the same store. What Slack has refused a moment ago need not stand in it yet."""
        now = self._now()
        self._refused = {method: end for method, end in self._refused.items() if end > now}
        self._resting = {**self._refused, **pauses}
        self._paced = frozenset(paced)

    async def call(
        self,
        method: str,
        may_send: Callable[[], bool] | None = None,
        /,
        **arguments: object,
    ) -> ApiResponse:
        """One call. `may_send` is asked last, with no await between it and the sending. For an
        effect it is made in turn where the method is paced."""
        form = {key: _form(value) for key, value in arguments.items() if value is not None}
        self._in_turn(method)
        async with self._rates.room(method, urgent=turn.get() is None):
            self._in_turn(method)
            if may_send is not None and not may_send():
                raise DidNotHappen("lease_lost", method=method)
            data, _ = await self._send(method, form)
        self._rates.passed(method)
        return data

    def _in_turn(self, method: str) -> None:
        """Raises TooFast while Slack wants no call of it, and for an effect whose turn it is not.
        Who has the turn at one method need not queue at the next: they would never get through."""
        until = self._resting.get(method)
        if until is not None and until > self._now():
            seconds = (until - self._now()).total_seconds()
            raise TooFast(method=method, retry_after=seconds, passed=None)
        if method in self._paced and turn.get() == "":
            raise TooFast(method=method, retry_after=0.0, passed=None)

    async def who(self) -> tuple[str, frozenset[str]]:
        """The bot's name, and the scopes that it was granted (Slack's header)."""
        data, headers = await self._send("auth.test", {})
        given = next((v for k, v in headers.items() if k.casefold() == "x-oauth-scopes"), "")
        granted = frozenset(scope.strip() for scope in given.split(",") if scope.strip())
        return str(data.get("user", "")), granted

    async def opens_line(self, app_token: str) -> None:
        """Ask Slack for a line of Socket Mode, and leave it closed. Raises a ChatError."""
        # The SDK sends a token that is among the parameters in place of its own.
        await self._send("apps.connections.open", {}, {"token": app_token})

    async def _send(
        self, method: str, form: Mapping[str, str], parameters: Mapping[str, str] | None = None
    ) -> tuple[ApiResponse, Mapping[str, str]]:
        """No await stands between `may_send` and the request (the SDK has none before it)."""
        try:
            sent = {**parameters} if parameters else None
            response = await self.client.api_call(method, data=dict(form), params=sent)
        except SlackApiError as error:
            raise self._sorted(method, error) from error
        except aiohttp.ClientConnectorError as error:
            raise DidNotHappen("connection", method=method) from error
        except TimeoutError as error:
            raise MayHaveHappened("timeout") from error
        except (aiohttp.ClientError, OSError) as error:
            raise MayHaveHappened("connection") from error
        except (SlackRequestError, ValueError, AttributeError) as error:
            raise MayHaveHappened("unreadable") from error
        data = response.data
        if not isinstance(data, dict):
            raise MayHaveHappened("unreadable")
        return data, response.headers

    async def upload(self, url: str, content: bytes) -> None:
        """Put a file's bytes where `files.getUploadURLExternal` said. Nobody sees them yet."""
        session = self.client.session
        assert session is not None, "the client has a session of its own"
        try:
            async with session.post(url, data=content) as response:
                if response.status >= 400:
                    raise MayHaveHappened(f"http_{response.status}")
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise MayHaveHappened("connection") from error

    async def download(self, url: str, most: int) -> bytes | None:
        """A file's bytes, at an address of Slack's own; None where there are more than `most`.

        The token goes to Slack alone: never along a redirection, nor to another host that a file
        may be said to be at. Raises MayHaveHappened, NeverWill.
        """
        if not is_slacks_own(url, self.client.base_url):
            raise NeverWill("file_elsewhere")
        session = self.client.session
        assert session is not None, "the client has a session of its own"
        headers = {"Authorization": f"Bearer {self.client.token}"}
        limit = aiohttp.ClientTimeout(total=DOWNLOAD_SECONDS)
        try:
            async with session.get(
                url, headers=headers, allow_redirects=False, timeout=limit
            ) as response:
                if response.status >= 500 or response.status == 429:
                    raise MayHaveHappened(f"http_{response.status}")
                if response.status != 200:
                    raise NeverWill("file_not_found" if response.status == 404 else "missing_scope")
                content = await response.content.read(most + 1)
                while len(content) <= most and not response.content.at_eof():
                    content += await response.content.read(most + 1 - len(content))
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise MayHaveHappened("connection") from error
        return content if len(content) <= most else None

    async def respond(self, url: str, payload: Mapping[str, object]) -> None:
        """A direct answer to a response URL. Raises MayHaveHappened, NeverWill."""
        session = self.client.session
        assert session is not None, "the client has a session of its own"
        try:
            async with session.post(url, json=payload) as response:
                if response.status != 200:
                    raise NeverWill(f"http_{response.status}")
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise MayHaveHappened("connection") from error

    async def pages(self, method: str, key: str, **arguments: object) -> list[ApiResponse]:
        """All items of a method that pages, at most MOST_PAGES pages of them."""
        found: list[ApiResponse] = []
        async for page in self.each_page(method, key, {"limit": PAGE, **arguments}):
            found.extend(page)
        return found

    async def each_page(
        self,
        method: str,
        key: str,
        arguments: Mapping[str, object],
        *,
        most: int = MOST_PAGES,
        whole: bool = False,
    ) -> AsyncIterator[list[ApiResponse]]:
        """The same, page by page, for whoever need not read them all. `whole`: that there are more
        pages than were read raises NeverWill, since what is not among them may be there."""
        cursor: str | None = None
        for _ in range(most):
            answer = await self.call(method, None, cursor=cursor, **arguments)
            yield list(answer.get(key) or [])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return
        if whole:
            raise NeverWill("too_many_pages")

    def _sorted(self, method: str, error: SlackApiError) -> ChatError:
        response = error.response
        status = int(getattr(response, "status_code", 0) or getattr(response, "status", 200))
        headers = getattr(response, "headers", {})
        data = getattr(response, "data", None)
        if status == 429:
            rest = _seconds(headers)
            self._refused[method] = self._now() + timedelta(seconds=rest)
            self._resting[method] = self._refused[method]
            passed = self._rates.in_the_last_minute(method)
            return TooFast(method=method, retry_after=rest, passed=passed)
        if status >= 500:
            return MayHaveHappened("http_500")
        if not isinstance(data, dict) or "error" not in data:
            return MayHaveHappened("unreadable")
        code = str(data["error"])
        if code not in error_codes.IS_SO_ALREADY:
            log.debug("%s answered %s", method, code)
        return sorted_code(method, code, data)


def sorted_code(method: str, code: str, data: ApiResponse) -> ChatError:
    """The kind of failure that a code is."""
    if code in error_codes.DID_NOT_HAPPEN:
        return DidNotHappen(code, method=method, retry_after=None)
    if code in error_codes.MAY_HAVE_HAPPENED:
        return MayHaveHappened(code)
    if code in error_codes.CANNOT_NOW:
        return CannotNow(code)
    if code in error_codes.IS_SO_ALREADY or f"{code}:{method}" in error_codes.IS_SO_ALREADY:
        return IsSoAlready(code, Done())
    return Refusal(code, data)


class Refusal(NeverWill):
    """It never will; `answer` is what Slack said beside the code."""

    def __init__(self, code: str, answer: ApiResponse) -> None:
        super().__init__(code)
        self.answer = answer


def is_slacks_own(url: str, base_url: str) -> bool:
    """Whether this address is of the Slack whose API is at `base_url`: there, or beneath its name,
    as `files.slack.com` is."""
    there, api = urlsplit(url), urlsplit(base_url)
    if there.scheme != api.scheme or there.port != api.port or there.username is not None:
        return False
    host, own = there.hostname or "", (api.hostname or "").removeprefix("www.")
    return bool(own) and (host == own or host.endswith(f".{own}"))


def _form(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _seconds(headers: Mapping[str, str]) -> float:
    """`Retry-After` in whole seconds, an hour at most; one second where it can't be read."""
    for key, value in headers.items():
        if key.casefold() == "retry-after":
            try:
                return min(LONGEST_REST, max(0.0, math.ceil(float(value))))
            except (ValueError, OverflowError):
                return 1.0
    return 1.0
