"""Slack's requests over HTTP: whose they are is known from the raw bytes, before any is read.

401 is what Slack did not sign in the last five minutes; 400 is what it signed and can't be read.
What was read goes to Bolt as from Socket Mode, where nothing is signed: Bolt would read a request
before it checks it, and takes a command for an empty one where *payload* stands in its text.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from slack_bolt.adapter.starlette.async_handler import to_starlette_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from firebell.slack.inbound.connection import UNREADABLE

EVENTS_PATH = "/slack/events"
"""Where Slack sends requests over HTTP: events, commands and interactions alike."""
VALID_FOR = 5 * 60
"""Seconds that a signature is good for, and that two clocks may differ by (Slack's own advice)."""
KINDS = ("type", "command", "ssl_check")
"""What Slack sends has one of these: events and interactions, commands, a look at the address."""


def signed_requests(app: AsyncApp, secret: str, now: Callable[[], float] = time.time) -> Route:
    """The route for what Slack sends. Raises ValueError where there is no secret to check with."""
    if not secret.strip():
        raise ValueError("Without a signing secret anybody could sign.")

    async def route(request: Request) -> Response:
        stamp = _stamp(request.headers, now())
        body = await request.body()
        if not hmac.compare_digest(signature(secret, stamp, body), _signature(request.headers)):
            raise HTTPException(401, "its signature does not fit; is SLACK_SIGNING_SECRET right?")
        try:
            answer = await app.async_dispatch(_read(body))
        except UNREADABLE as error:
            raise HTTPException(400, "Slack signed it, and it can't be read") from error
        if answer.status == 404:
            raise HTTPException(404, "Slack signed it, and nothing here is for it")
        return to_starlette_response(answer)

    return Route(EVENTS_PATH, route, methods=["POST"])


def signature(secret: str, stamp: str, body: bytes) -> bytes:
    """As Slack makes it (docs.slack.dev/authentication/verifying-requests-from-slack)."""
    signed = b"v0:" + stamp.encode() + b":" + body
    return b"v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest().encode()


def _stamp(headers: Headers, now: float) -> str:
    """When it was signed. What is odd or old is refused before the body is waited for."""
    stamp = _only(headers, "x-slack-request-timestamp")
    if not re.fullmatch(r"[0-9]{1,12}", stamp) or not _signature(headers):
        raise HTTPException(401, "it is not signed as Slack signs")
    if abs(now - int(stamp)) > VALID_FOR:
        raise HTTPException(401, "it was signed over 5 minutes ago; is this machine's clock right?")
    return stamp


def _signature(headers: Headers) -> bytes:
    return _only(headers, "x-slack-signature").encode("latin-1")


def _only(headers: Headers, name: str) -> str:
    """A header that stands there once; of two, one might be checked and the other believed."""
    found = headers.getlist(name)
    return found[0] if len(found) == 1 else ""


def _read(body: bytes) -> AsyncBoltRequest:
    """What Slack says. Raises one of UNREADABLE where it is none of the things that Slack says."""
    payload = _payload(body.decode())
    if not isinstance(payload, dict) or not any(kind in payload for kind in KINDS):
        raise TypeError
    return AsyncBoltRequest(body=payload, mode="socket_mode")


def _payload(text: str) -> Any:
    """Events are JSON; interactions are JSON in a form, commands a form."""
    if text.startswith("{"):
        return json.loads(text)
    form = dict(parse_qsl(text, keep_blank_values=True, errors="strict"))
    return json.loads(form["payload"]) if "payload" in form else form
