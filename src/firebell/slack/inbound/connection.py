"""How Slack reaches us: Bolt's app, and under it Socket Mode (or `signed_requests`)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse

from firebell.app.background import cancelled
from firebell.slack.client.gateway import Gateway
from firebell.slack.inbound.line import Handler, Line, watched

log = logging.getLogger(__name__)

UNREADABLE = (AttributeError, LookupError, TypeError, ValueError, RecursionError)
"""What reading a payload ends in that has another shape than Slack's have."""
CONNECT_WITHIN = 10.0
"""Seconds that starting waits for Socket Mode; afterwards it goes on trying."""


def bolt(slack: Gateway, token: str, signing_secret: str | None) -> AsyncApp:
    """Slack's framework, told who we are, so that it need not ask for each request."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=None,
            bot_user_id=slack.bot_user,
            bot_id=slack.bot_id,
            bot_token=token,
        )

    quiet = logging.getLogger(f"{__name__}.bolt")
    quiet.setLevel(logging.ERROR)
    app = AsyncApp(
        client=slack.client,
        authorize=authorize,
        signing_secret=signing_secret,
        logger=quiet,
        # Bolt would drop that somebody deleted a message of ours: the inbox says what is our own.
        ignoring_self_events_enabled=False,
    )
    app.error(_failed)
    return app


async def _failed(error: Exception, response: BoltResponse | None) -> None:
    """A payload of no shape that we know is one line; what is a mistake of our own is told whole.

    What people ask for fails elsewhere (`listeners`), where somebody hears of it.
    """
    if not isinstance(error, UNREADABLE):
        log.error("What Slack sent could not be taken", exc_info=error)
        return
    log.warning("What Slack sent could not be read (%s)", type(error).__name__)
    if response is not None:
        response.status = 400


@asynccontextmanager
async def socket_mode(
    app: AsyncApp, app_token: str, line: Line, connected: Callable[[], None]
) -> AsyncIterator[None]:
    """Connected until the block ends. Slack may be away when we start; then we keep trying, and
    `line` says why.

    `connected` is called whenever a line stands anew: something may have been missed before it.
    """

    async def greeted(_: object, message: Mapping[str, object], __: object) -> None:
        if message.get("type") == "hello":
            connected()

    handler = Handler(app, app_token, line)
    handler.client.message_listeners.append(greeted)
    # The client tries until it is let in.
    connecting = asyncio.create_task(handler.connect_async())  # type: ignore[no-untyped-call]
    watching = asyncio.create_task(watched(handler.client, line))
    with suppress(TimeoutError):
        await asyncio.wait_for(line.news.wait(), CONNECT_WITHIN)
    try:
        yield
    finally:
        await cancelled(watching)
        await cancelled(connecting)
        await handler.close_async()  # type: ignore[no-untyped-call]
