"""Socket Mode's line: whether something has come through it a moment ago, and a new one where not.

A line that is open is no proof: Slack, or what lies between, may have gone silent without closing
it. What counts is the last frame, or the last answer to a ping. Slack that does not let us open one
says why, and whoever runs us reads it in one sentence.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from firebell.slack.client import error_codes

log = logging.getLogger(__name__)

SILENT = 30.0
"""Seconds without a frame or an answer to a ping until the line counts as dead."""
REPLACED = 20.0
"""Seconds of silence until another line is opened; a ping goes every ten."""
LOOKS = 2.0
"""Seconds between two looks."""
NOT_OURS = frozenset({*error_codes.CANNOT_NOW, "not_allowed_token_type", "missing_scope"})
"""What Slack answers where the app token is wrong, and goes on being wrong."""


@dataclass(slots=True)
class Line:
    """What is known of it. Times are seconds of the machine's own clock, which nobody moves.

    `came`: something has come through it, once at least; `news`: that, or it is known that nothing
    will.
    """

    heard: float | None = None
    refused: str = ""
    clock: Callable[[], float] = time.monotonic
    news: asyncio.Event = field(default_factory=asyncio.Event)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self) -> None:
        """Something came through."""
        self.heard, self.refused = self.clock(), ""
        self.came.set()
        self.news.set()

    def refuse(self, code: str) -> None:
        """Slack opens none, for this reason. It is said once, until the reason is another."""
        if code == self.refused:
            return
        self.refused = code
        if self.is_wrong:
            log.error("Slack does not accept SLACK_APP_TOKEN (%s), so nothing reaches us", code)
            self.news.set()
        else:
            log.warning("Slack opens no line to us yet (%s)", code)

    @property
    def is_wrong(self) -> bool:
        """Whether the app token is refused, so that waiting changes nothing."""
        return self.refused in NOT_OURS

    @property
    def silence(self) -> float | None:
        """Seconds since something came through; None where nothing ever did."""
        return None if self.heard is None else self.clock() - self.heard

    @property
    def stands(self) -> bool:
        """Whether something came through a moment ago."""
        silence = self.silence
        return silence is not None and silence < SILENT


class ListenedTo(SocketModeClient):
    """The SDK's client, which tells its line what it hears and what it is refused."""

    line: Line

    async def issue_new_wss_url(self) -> str:
        """Where the next line is; Slack's reason is kept where it gives none. Raises what the SDK
        raises."""
        try:
            return await super().issue_new_wss_url()
        except SlackApiError as error:
            self.line.refuse(str(error.response.get("error", "unreadable")))
            raise
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            self.line.refuse(type(error).__name__)
            raise


class Handler(AsyncSocketModeHandler):
    """Bolt's handler, over a client that is listened to. What that logs of itself would be a whole
    trace for each try, so it says nothing; `Line` does."""

    def __init__(self, app: AsyncApp, app_token: str, line: Line) -> None:
        silent = logging.getLogger(f"{__name__}.sdk")
        silent.setLevel(logging.CRITICAL)
        self.app = app
        self.app_token = app_token
        self.client: ListenedTo = ListenedTo(
            app_token, logger=silent, web_client=app.client, on_message_listeners=[self._heard]
        )
        self.client.line = line
        self.client.socket_mode_request_listeners.append(self.handle)  # type: ignore[arg-type]

    async def _heard(self, _: aiohttp.WSMessage) -> None:
        self.client.line.hear()


async def watched(client: SocketModeClient, line: Line, looks: float = LOOKS) -> None:
    """Listen for answers to pings, and open another line where this one has gone silent. Until
    cancelled."""
    answered: float | None = None
    while True:
        await asyncio.sleep(looks)
        if client.last_ping_pong_time != answered:
            answered = client.last_ping_pong_time
            if answered is not None:
                line.hear()
        silence = line.silence
        if silence is not None and silence > REPLACED:
            log.warning("Nothing came from Slack for %d seconds: another line", silence)
            await _replace(client)


async def _replace(client: SocketModeClient) -> None:
    """Once; where it does not come, the next look tries again."""
    try:
        async with asyncio.timeout(REPLACED):
            await client.connect_to_new_endpoint(force=True)
    except (SlackApiError, aiohttp.ClientError, OSError, TimeoutError) as error:
        log.warning("No other line was opened (%s)", type(error).__name__)
