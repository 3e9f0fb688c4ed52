"""What a stranger may send: a request of bounded size; what is refused is one line in the log.

The line names the status and why, and nothing of what was sent: no path, no header, no address.
"""

from __future__ import annotations

import logging
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger(__name__)

LARGEST = 1024 * 1024
"""Bytes of a body. What Slack sends is a few thousand, of a large form some hundred thousand."""
HEADERS = 16 * 1024
"""Bytes of all headers; Slack sends about a thousand. h11 holds to it while they come in pieces."""
TOO_LARGE = "it is larger than 1 MB"


class Door:
    """In front of every route. Who announces too much is refused before any of it is read."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, and of its body no more than is allowed."""
        if sum(len(name) + len(value) for name, value in scope["headers"]) > HEADERS:
            await refusal(431, "its headers are too long")(scope, receive, send)
        elif _announced(scope) > LARGEST:
            await refusal(413, TOO_LARGE)(scope, receive, send)
        else:
            await self.app(scope, _at_most(LARGEST, receive), send)


def _announced(scope: Scope) -> int:
    """The length of the body; 0 where it isn't said. The server has checked that it is a number."""
    return int(Headers(scope=scope).get("content-length", "0"))


def _at_most(largest: int, receive: Receive) -> Receive:
    """The same, until more has come than is allowed: a length may be missing or a lie."""
    left = largest

    async def counted() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise HTTPException(413, TOO_LARGE)
        return message

    return counted


async def refuse(_: Request, refused: Exception) -> Response:
    """Starlette's handler of every refusal: of an unknown path as of a wrong signature."""
    assert isinstance(refused, HTTPException)
    return refusal(refused.status_code, refused.detail)


async def leave(_: Request, __: Exception) -> Response:
    """Starlette's handler of those who went before they had said all; nobody reads the answer."""
    return Response(status_code=400)


def refusal(status: int, why: str) -> Response:
    """The answer, which explains nothing to strangers, and its line in the log, which does."""
    log.warning("A request over HTTP was refused (%d): %s", status, why)
    return PlainTextResponse(HTTPStatus(status).phrase, status)
