"""Signed HTTP: what Slack sends to an app's request URL (`docs/slack-facts.md`, Signed requests).

Before the first event the address must send a challenge back, as when an app's settings name it.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Mapping
from urllib.parse import parse_qs, urlencode

import aiohttp

from slack_sandbox.delivery.dispatch import ACKNOWLEDGE_WITHIN, Undelivered
from slack_sandbox.delivery.payloads import TOKEN
from slack_sandbox.delivery.request_urls import request_url
from slack_sandbox.state.entities import App, Json
from slack_sandbox.state.untrusted import read_json

MOST_REDIRECTS = 2
FORM = "application/x-www-form-urlencoded"


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """`v0=` and the HMAC-SHA256 of version, time and raw body."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


class HttpDelivery:
    """The transport over signed HTTP; implements `dispatch.Transport`."""

    def __init__(self, app: App, patience: float = ACKNOWLEDGE_WITHIN) -> None:
        self._app = app
        self._patience = patience
        self._session: aiohttp.ClientSession | None = None
        self._verified = False
        self._verifying = asyncio.Lock()

    async def send(self, kind: str, payload: Json, retry: int, reason: str) -> Json | None:
        """Sends one signed request; returns the body of its answer. Raises Undelivered."""
        url = request_url(self._app, kind, payload)
        if url is None:  # as in Slack, where it is never sent
            raise Undelivered("dispatch_failed", "connection_failed", final=True)
        events = kind == "events_api"
        if events:
            await self._verify(url)
        body = await self._signed(url, _body(kind, payload), retry, reason, lenient=events)
        return _acknowledgement(body)

    async def _verify(self, url: str) -> None:
        """Whose address this is. Raises Undelivered until it has once sent the challenge back."""
        async with self._verifying:
            if self._verified:
                return
            challenge = secrets.token_hex(26)
            verification = {"token": TOKEN, "challenge": challenge, "type": "url_verification"}
            body = await self._signed(url, _body("events_api", verification), 0, "", lenient=True)
            answer = _acknowledgement(body) or {}
            form = parse_qs(body.decode(errors="replace")).get("challenge", [""])[0]
            if challenge not in (answer.get("challenge"), str(answer.get("text")).strip(), form):
                raise Undelivered("url_verification_failed", "http_error")
            self._verified = True

    async def _signed(
        self, url: str, sent: tuple[bytes, str], retry: int, reason: str, *, lenient: bool
    ) -> bytes:
        body, content_type = sent
        timestamp = str(int(time.time()))
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self._app.signing_secret, timestamp, body),
        }
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason}
        return await self._post(url, body, headers, lenient=lenient)

    async def _post(
        self, url: str, body: bytes, headers: Mapping[str, str], *, lenient: bool
    ) -> bytes:
        """`lenient`: any 2xx will do, as for events; else it must be 200."""
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=self._patience)
            self._session = aiohttp.ClientSession(timeout=timeout)
        try:
            async with self._session.post(
                url, data=body, headers=headers, max_redirects=MOST_REDIRECTS + 1
            ) as response:
                body = await response.read()
                status = response.status
                final = response.headers.get("X-Slack-No-Retry") == "1"
        except aiohttp.ClientSSLError as error:
            raise Undelivered("dispatch_failed", "ssl_error") from error
        except aiohttp.ClientConnectorError as error:
            raise Undelivered("dispatch_failed", "connection_failed") from error
        except TimeoutError as error:
            raise Undelivered("operation_timeout", "http_timeout") from error
        except aiohttp.TooManyRedirects as error:
            raise Undelivered("dispatch_failed", "too_many_redirects") from error
        except aiohttp.ClientError as error:
            raise Undelivered("operation_timeout", "unknown_error") from error
        if status != 200 and not (lenient and 200 <= status < 300):
            raise Undelivered("dispatch_failed", "http_error", final=final)
        return body

    async def close(self) -> None:
        """Closes the connections that are still open."""
        if self._session is not None:
            await self._session.close()


def _body(kind: str, payload: Json) -> tuple[bytes, str]:
    if kind == "slash_commands":
        return urlencode(payload).encode(), FORM
    if kind == "interactive":
        return urlencode({"payload": json.dumps(payload)}).encode(), FORM
    return json.dumps(payload).encode(), "application/json"


def _acknowledgement(body: bytes) -> Json | None:
    if not body.strip():
        return None
    found = read_json(body)
    if found is None:
        return {"text": body.decode(errors="replace")}
    return found if isinstance(found, dict) else None
