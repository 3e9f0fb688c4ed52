"""What was sent: JSON in, JSON out, `{"ok": true, …}` or `{"ok": false, "error": …}`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from slack_sandbox.state.entities import Json
from slack_sandbox.state.untrusted import read_json

Handler = Callable[[web.Request], Awaitable[Json]]

LARGEST = 1e11
"""Seconds: a moment of three thousand years hence is as far as anybody goes."""


class Refused(Exception):
    """That can't be done here; the message is the error's code."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.more = more


def origin(request: web.Request) -> str:
    """The address by which this request reached the server."""
    return f"http://{request.host}"


def read_number(body: Json, key: str) -> float:
    """A number that is neither negative nor endless; 0 where there is none."""
    try:
        found = float(body.get(key) or 0)
    except (TypeError, ValueError, OverflowError):
        raise Refused(f"invalid_{key}") from None
    if not 0 <= found <= LARGEST:
        raise Refused(f"invalid_{key}")
    return found


async def read_body(request: web.Request, *, any_size: bool = False) -> Json:
    """The JSON object that was sent; an empty one where there is none."""
    chunks = request.content.iter_any()
    raw = b"".join([chunk async for chunk in chunks]) if any_size else await request.read()
    if not raw:
        return {}
    found: Any = read_json(raw)
    if not isinstance(found, dict):
        raise Refused("invalid_json")
    return found
