"""JSON to an address of the settings, within bounds of time and size, and what the answer means.

An address is a secret, so that it stands in no error and in no log. What happened is one of the
kinds of `app.errors`, but for *the bot is locked out*: nothing outside may stop the chat.
"""

from __future__ import annotations

import json
import math
import ssl
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver

from firebell.app.errors import ChatError, DidNotHappen, MayHaveHappened, NeverWill

SECONDS = 4.0
"""Whole call; the worker's lease outlasts it."""
CONNECT_SECONDS = 3.0
LONGEST_ANSWER = 4096
"""Bytes of an answer that are looked at; nobody needs more."""
LONGEST_READ = 1_000_000
"""Bytes of what is asked for and read whole."""
LONGEST_REST = 600.0
"""Seconds that the other end may make us wait."""

Meaning = Callable[[int, Mapping[str, str], str], ChatError | None]
"""What a status, headers and a scope say has become of a call; None where all is well."""

NOT_SET = "outside_not_set"
TOO_LONG = "outside_too_long"
BUSY = "outside_busy"
UNREACHABLE = "outside_unreachable"
CERTIFICATE = "outside_certificate"
REFUSED = "outside_refused"
SAYS_NO: Mapping[int, str] = {
    401: "outside_sign_in",
    403: "outside_sign_in",
    404: "outside_gone",
    410: "outside_gone",
    413: TOO_LONG,
}
NOT_NOW = (408, 425, 429, 503)


@asynccontextmanager
async def http_session(
    tls: ssl.SSLContext | None = None, resolver: AbstractResolver | None = None
) -> AsyncIterator[aiohttp.ClientSession]:
    """A session of its own, apart from the chat's. With a resolver it goes straight to what that
    finds, past any proxy, since a proxy would look for itself."""
    timeout = aiohttp.ClientTimeout(total=SECONDS, sock_connect=CONNECT_SECONDS)
    connector = aiohttp.TCPConnector(limit=32, ssl=tls or True, resolver=resolver)
    async with aiohttp.ClientSession(
        timeout=timeout,
        connector=connector,
        trust_env=resolver is None,
        cookie_jar=aiohttp.DummyCookieJar(),
    ) as session:
        yield session


def as_json(content: object) -> bytes:
    """Compact, with characters as they are: sizes are counted in bytes."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


async def post(
    session: aiohttp.ClientSession,
    address: str,
    content: bytes,
    may_send: Callable[[], bool],
    *,
    scope: str,
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """The beginning of the answer. `scope` is what rests when the other end says so."""
    if not may_send():
        raise DidNotHappen("lease_lost", method=scope, retry_after=1.0)
    sent = {"Content-Type": "application/json; charset=utf-8", **(headers or {})}
    return await _call(session, "POST", address, scope, LONGEST_ANSWER, data=content, headers=sent)


async def get(
    session: aiohttp.ClientSession,
    address: str,
    asked: Sequence[tuple[str, str]],
    *,
    scope: str,
    headers: Mapping[str, str],
) -> bytes:
    """What stands there, whole; cut where it has no end. Raises as `post` does."""
    return await _call(session, "GET", address, scope, LONGEST_READ, params=asked, headers=headers)


async def call(
    session: aiohttp.ClientSession,
    method: str,
    address: str,
    content: bytes | None = None,
    *,
    scope: str,
    headers: Mapping[str, str],
    longest: int,
    means: Meaning | None = None,
) -> bytes:
    """One call of any method, and at most `longest` bytes of the answer. `means` says what its
    status and headers mean where that is not what they mean elsewhere. Raises as `post` does."""
    sent = {"Content-Type": "application/json; charset=utf-8"} if content is not None else {}
    given = {"data": content, "headers": {**sent, **headers}}
    return await _call(session, method, address, scope, longest, means, **given)


async def call_json(
    session: aiohttp.ClientSession,
    method: str,
    address: str,
    sent: object = None,
    *,
    scope: str,
    headers: Mapping[str, str],
    longest: int,
    means: Meaning | None = None,
) -> object:
    """The same with JSON both ways; nothing is sent where there is nothing. Raises as `post` does;
    what comes back and can't be read may have happened."""
    content = None if sent is None else as_json(sent)
    answer = await call(
        session,
        method,
        address,
        content,
        scope=scope,
        headers=headers,
        longest=longest,
        means=means,
    )
    try:
        found: object = json.loads(answer or b"null")
    except ValueError:
        raise MayHaveHappened(UNREACHABLE) from None
    return found


def fields(answer: object) -> Mapping[str, object]:
    """Of an object in JSON; none where it is something else."""
    return answer if isinstance(answer, dict) else {}


async def _call(
    session: aiohttp.ClientSession,
    method: str,
    address: str,
    scope: str,
    longest: int,
    means: Meaning | None = None,
    **given: Any,
) -> bytes:
    try:
        async with session.request(method, address, allow_redirects=False, **given) as response:
            answer = await _beginning(response.content, longest)
            failure = (means or what_it_means)(response.status, response.headers, scope)
    except (aiohttp.ClientConnectorCertificateError, aiohttp.ClientConnectorSSLError):
        raise NeverWill(CERTIFICATE) from None
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
        raise DidNotHappen(UNREACHABLE, method=scope) from None
    except (aiohttp.InvalidURL, ValueError):
        raise NeverWill(NOT_SET) from None
    except (TimeoutError, aiohttp.ClientError, OSError):
        raise MayHaveHappened(UNREACHABLE) from None
    if failure is not None:
        raise failure
    return answer


async def _beginning(content: aiohttp.StreamReader, longest: int) -> bytes:
    found = b""
    while len(found) < longest and (part := await content.read(longest - len(found))):
        found += part
    return found


def what_it_means(status: int, headers: Mapping[str, str], scope: str) -> ChatError | None:
    """What an answer's status says has become of the call; None where all is well.

    A redirect is not followed: it would carry what was sent to an address that nobody chose.
    """
    if 200 <= status < 300:
        return None
    if status in NOT_NOW:
        return DidNotHappen(BUSY, method=scope, retry_after=rest(headers))
    if status >= 500:
        return MayHaveHappened(UNREACHABLE)
    return NeverWill(SAYS_NO.get(status, REFUSED))


def rest(headers: Mapping[str, str]) -> float | None:
    """`Retry-After` in seconds; None where it says nothing that can be used."""
    try:
        seconds = float(headers.get("Retry-After", ""))
    except ValueError:
        return None
    return min(LONGEST_REST, max(1.0, seconds)) if math.isfinite(seconds) else None
