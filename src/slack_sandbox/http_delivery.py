"""Signed HTTP: what Slack sends to an app's request URL (signature v0, SLACK.md)."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from urllib.parse import urlencode

import aiohttp

from slack_sandbox.delivery import PATIENCE, Undelivered
from slack_sandbox.entities import Json

FORM = "application/x-www-form-urlencoded"


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """`v0=` and the HMAC-SHA256 of version, time and raw body."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


class HttpDelivery:
    """Implements `delivery.Transport`."""

    def __init__(self, url: str, secret: str) -> None:
        self.url = url
        self._secret = secret
        self._session: aiohttp.ClientSession | None = None

    async def send(self, kind: str, payload: Json, retry: int, reason: str) -> Json | None:
        """One signed request. Raises Undelivered."""
        body, content_type = _body(kind, payload)
        timestamp = str(int(time.time()))
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self._secret, timestamp, body),
        }
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason}
        return await self._post(body, headers)

    async def _post(self, body: bytes, headers: Mapping[str, str]) -> Json | None:
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=PATIENCE)
            self._session = aiohttp.ClientSession(timeout=timeout)
        try:
            async with self._session.post(self.url, data=body, headers=headers) as response:
                said = await response.read()
                status = response.status
                final = response.headers.get("X-Slack-No-Retry") == "1"
        except aiohttp.ClientConnectorError as error:
            raise Undelivered("dispatch_failed", "connection_failed") from error
        except TimeoutError as error:
            raise Undelivered("operation_timeout", "http_timeout") from error
        except aiohttp.TooManyRedirects as error:
            raise Undelivered("dispatch_failed", "too_many_redirects") from error
        except aiohttp.ClientError as error:
            raise Undelivered("operation_timeout", "unknown_error") from error
        if status != 200:
            raise Undelivered("dispatch_failed", "http_error", final=final)
        return _answer(said)

    async def close(self) -> None:
        """No connection stays open."""
        if self._session is not None:
            await self._session.close()


def _body(kind: str, payload: Json) -> tuple[bytes, str]:
    if kind == "slash_commands":
        return urlencode(payload).encode(), FORM
    if kind == "interactive":
        return urlencode({"payload": json.dumps(payload)}).encode(), FORM
    return json.dumps(payload).encode(), "application/json"


def _answer(said: bytes) -> Json | None:
    if not said.strip():
        return None
    try:
        found = json.loads(said)
    except ValueError:
        return {"text": said.decode(errors="replace")}
    return found if isinstance(found, dict) else None
