"""Who is let in, as each program can show it; and what everybody else reads."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace

import aiohttp
import pytest

from firebell.domain.alerts import Signal
from firebell.domain.playbook import AlertSource, SenderKind
from firebell.web.alerts.door import alerts_in
from firebell.web.server import serving
from tests.domain.build import PLAYBOOK
from tests.web.alerts import payloads

SECRET = "a-secret-for-everybody"
TAKEN: list[tuple[str, list[str]]] = []
SOURCES = tuple(
    AlertSource(key=kind.value, kind=kind, channel="#alerts", fields={"title": "/t", "key": "/k"})
    for kind in SenderKind
)


async def take(source: AlertSource, signals: object) -> None:
    assert isinstance(signals, list)
    found = [signal.key for signal in signals if isinstance(signal, Signal)]
    TAKEN.append((source.key, found))


@asynccontextmanager
async def door() -> AsyncIterator[str]:
    """The address of a door at which each kind of program has the same secret."""
    TAKEN.clear()
    playbook = replace(PLAYBOOK, alerts=SOURCES)
    secrets = {source.key: SECRET for source in SOURCES}
    async with serving([alerts_in(lambda: playbook, secrets, take)], "127.0.0.1", 0) as url:
        yield url


async def post(url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=body, headers=headers) as answer,
    ):
        return answer.status, await answer.text()


def signed(body: bytes, secret: str = SECRET) -> dict[str, str]:
    made = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {"Sentry-Hook-Signature": made, "Sentry-Hook-Resource": "event_alert"}


def statuscake_form(secret: str = SECRET) -> bytes:
    token = hashlib.md5(secret.encode(), usedforsecurity=False).hexdigest()
    return payloads.STATUSCAKE.replace(b"f8ca2ebb4a6a4d9ab61dba0a8ddcaa94", token.encode())


ALERTMANAGER = json.dumps(payloads.ALERTMANAGER).encode()
SENTRY = json.dumps(payloads.SENTRY_EVENT).encode()
AZURE = json.dumps(payloads.AZURE).encode()
PLAIN = b'{"t": "It is down", "k": "1"}'
BEARER = {"Authorization": f"Bearer {SECRET}"}
BASIC = {"Authorization": aiohttp.BasicAuth("whoever", SECRET).encode()}


async def test_each_program_is_let_in_as_its_documentation_lets_it_show_a_secret() -> None:
    async with door() as url:
        answers = [
            await post(f"{url}/alerts/alertmanager", ALERTMANAGER, BEARER),
            await post(f"{url}/alerts/alertmanager", ALERTMANAGER, BASIC),
            await post(f"{url}/alerts/grafana", ALERTMANAGER, BEARER),
            await post(f"{url}/alerts/azure_monitor?secret={SECRET}", AZURE, {}),
            await post(f"{url}/alerts/sentry", SENTRY, signed(SENTRY)),
            await post(f"{url}/alerts/statuscake", statuscake_form(), {}),
            await post(f"{url}/alerts/json", PLAIN, BEARER),
        ]
    assert answers == [(202, "Accepted\n")] * 7
    assert [name for name, _ in TAKEN] == [
        *("alertmanager", "alertmanager", "grafana", "azure_monitor"),
        *("sentry", "statuscake", "json"),
    ]


async def test_nobody_else_is_let_in_and_nobody_learns_why(
    caplog: pytest.LogCaptureFixture,
) -> None:
    wrong = {"Authorization": "Bearer wrong"}
    async with door() as url:
        answers = [
            await post(f"{url}/alerts/alertmanager", ALERTMANAGER, wrong),
            await post(f"{url}/alerts/alertmanager", ALERTMANAGER, {}),
            await post(f"{url}/alerts/alertmanager?secret={SECRET}", ALERTMANAGER, {}),
            await post(f"{url}/alerts/nobody", ALERTMANAGER, BEARER),
            await post(f"{url}/alerts/nobody", PLAIN, {"Authorization": "Bearer "}),
            await post(f"{url}/alerts/azure_monitor?secret=x&secret={SECRET}", AZURE, BEARER),
            await post(f"{url}/alerts/sentry", SENTRY, signed(SENTRY, "wrong")),
            await post(f"{url}/alerts/sentry", SENTRY + b" ", signed(SENTRY)),
            await post(f"{url}/alerts/statuscake", statuscake_form("wrong"), BEARER),
            await post(f"{url}/alerts/json", PLAIN, {"Authorization": "Basic é"}),
        ]
    assert answers == [(401, "Unauthorized")] * 10
    assert TAKEN == []
    assert SECRET not in caplog.text
    assert "wrong" not in caplog.text


async def test_what_can_not_be_read_is_answered_in_words_and_logged_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.WARNING)
    async with door() as url:
        answers = [
            await post(f"{url}/alerts/json", b'{"t": "It is down"}', BEARER),
            await post(f"{url}/alerts/json", b'{"t": "It is down"}', BEARER),
            await post(f"{url}/alerts/json", b"[" * 100_000, BEARER),
            await post(f"{url}/alerts/json", b"\xff", BEARER),
        ]
    assert answers == [
        (400, "The field /k is missing or empty.\n"),
        (400, "The field /k is missing or empty.\n"),
        (400, "It is no JSON.\n"),
        (400, "It is no JSON.\n"),
    ]
    assert [record.getMessage() for record in caplog.records] == [
        "An alert of the source json can't be read: The field /k is missing or empty.",
        "An alert of the source json can't be read: It is no JSON.",
    ]


async def test_what_is_too_large_is_refused() -> None:
    async with door() as url:
        answer = await post(f"{url}/alerts/json", b" " * (1024 * 1024 + 1), BEARER)
    assert answer[0] == 413
