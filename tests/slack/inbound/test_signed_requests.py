"""Slack's signature: what it did not sign is not read, what it signed is read or refused."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import Clock, SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient
from starlette.types import Message

from firebell.slack.client import payloads
from firebell.slack.client.gateway import Gateway
from firebell.slack.inbound.connection import bolt
from firebell.slack.inbound.signed_requests import EVENTS_PATH, signature, signed_requests
from firebell.web.door import Door
from firebell.web.server import application

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
NOW = 1_790_000_000
STAMP = str(NOW)
COMMAND = urlencode({"command": "/incident", "user_id": "U1", "text": "It is down"}).encode()
REFUSED = "A request over HTTP was refused "
NOT_SIGNED = f"{REFUSED}(401): it is not signed as Slack signs"
TOO_OLD = f"{REFUSED}(401): it was signed over 5 minutes ago; is this machine's clock right?"
DOES_NOT_FIT = f"{REFUSED}(401): its signature does not fit; is SLACK_SIGNING_SECRET right?"
UNREADABLE = f"{REFUSED}(400): Slack signed it, and it can't be read"
NOBODYS = f"{REFUSED}(404): Slack signed it, and nothing here is for it"
Headers = list[tuple[bytes, bytes]]


@dataclass
class Listening:
    """The route behind the door, and whatever came through to a listener."""

    heard: list[Any] = field(default_factory=list)

    def app(self) -> AsyncApp:
        """Bolt's, with listeners that read what they get, as ours do."""
        gateway = Gateway(AsyncWebClient(token="xoxb-1"), lambda: datetime.now(UTC))
        app = bolt(gateway, "xoxb-1", SECRET)

        async def command(ack: Any, body: dict[str, Any]) -> None:
            self.heard.append(payloads.command(body).text)
            await ack()

        async def press(ack: Any, body: dict[str, Any]) -> None:
            self.heard.append(payloads.press(body).action)
            await ack()

        async def submission(ack: Any, body: dict[str, Any]) -> None:
            self.heard.append(payloads.submission(body).user)
            await ack()

        async def event(body: dict[str, Any]) -> None:
            self.heard.append(body["event"]["type"])

        app.command("/incident")(command)
        app.action(re.compile(".*"))(press)
        app.view(re.compile(".*"))(submission)
        app.event(re.compile(".*"))(event)
        return app

    async def asked(self, body: bytes, headers: Headers) -> int:
        """The status of the answer."""
        route = signed_requests(self.app(), SECRET, lambda: NOW)
        answers: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            answers.append(message)

        scope = {
            "type": "http",
            "method": "POST",
            "path": EVENTS_PATH,
            "headers": headers,
            "query_string": b"",
            "root_path": "",
        }
        await Door(application([route]))(scope, receive, send)
        await asyncio.sleep(0)
        status: int = answers[0]["status"]
        return status


def signed(body: bytes, stamp: str = STAMP) -> Headers:
    return [
        (b"x-slack-request-timestamp", stamp.encode()),
        (b"x-slack-signature", signature(SECRET, stamp, body)),
    ]


@contextmanager
def lines() -> Iterator[list[str]]:
    """What is logged meanwhile, by anybody, as it would be written."""
    found: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(self.format(record))

    keeper = Keeper(logging.WARNING)
    logging.getLogger().addHandler(keeper)
    try:
        yield found
    finally:
        logging.getLogger().removeHandler(keeper)


def outcome(body: bytes, headers: Headers | None = None) -> tuple[int, list[str], list[Any]]:
    """The status, the lines in the log, and what the listeners heard."""
    door = Listening()
    with lines() as logged:
        status = asyncio.run(door.asked(body, signed(body) if headers is None else headers))
    return status, logged, door.heard


class StandingClock(Clock):
    def now(self) -> float:
        return NOW


@given(st.text(), st.integers(0, 10**11))
def test_the_signature_is_the_one_that_slacks_own_library_makes(text: str, stamp: int) -> None:
    body = text.encode(errors="replace")
    expected = SignatureVerifier(SECRET).generate_signature(timestamp=str(stamp), body=body)
    assert signature(SECRET, str(stamp), body).decode() == expected


def test_what_slack_signed_is_heard() -> None:
    assert SignatureVerifier(SECRET, StandingClock()).is_valid(
        COMMAND, STAMP, signature(SECRET, STAMP, COMMAND).decode()
    )
    assert outcome(COMMAND) == (200, [], ["It is down"])


@pytest.mark.parametrize("off", [-300, 300])
def test_clocks_may_differ_by_five_minutes(off: int) -> None:
    assert outcome(COMMAND, signed(COMMAND, str(NOW + off))) == (200, [], ["It is down"])


@pytest.mark.parametrize("off", [-301, 301, -NOW, 10**10])
def test_what_was_signed_longer_ago_or_in_the_future_is_refused(off: int) -> None:
    assert outcome(COMMAND, signed(COMMAND, str(NOW + off))) == (401, [TOO_OLD], [])


@pytest.mark.parametrize(
    "stamp",
    [
        "",
        " ",
        "now",
        "-1",
        f"+{STAMP}",
        f" {STAMP}",
        f"{STAMP} ",
        f"{STAMP}.0",
        f"{STAMP}\n",
        "1_790_000_000",
        "0x6AB0",
        "1e9",
        "nan",
        "9" * 400,
        "\u0661\u0667\u0669",
        STAMP.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}),
    ],
)
def test_an_odd_time_stamp_is_refused_even_where_the_signature_fits(stamp: str) -> None:
    assert outcome(COMMAND, signed(COMMAND, stamp)) == (401, [NOT_SIGNED], [])


TIME, SIGNATURE = signed(COMMAND)


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [TIME],
        [SIGNATURE],
        [TIME, SIGNATURE, TIME],
        [TIME, SIGNATURE, SIGNATURE],
        [TIME, SIGNATURE, (SIGNATURE[0], b"v0=00")],
        [TIME, (b"x-slack-request-timestamp", b"1"), SIGNATURE],
        [TIME, (SIGNATURE[0], b"")],
    ],
)
def test_without_one_time_stamp_and_one_signature_it_is_refused(headers: Headers) -> None:
    assert outcome(COMMAND, headers) == (401, [NOT_SIGNED], [])


@pytest.mark.parametrize(
    "given",
    [
        SIGNATURE[1][:-1],
        SIGNATURE[1] + b"0",
        SIGNATURE[1].upper(),
        SIGNATURE[1].replace(b"v0", b"v1"),
        SIGNATURE[1].removeprefix(b"v0="),
        SIGNATURE[1] + b", " + SIGNATURE[1],
        b"v0=" + "é".encode("latin-1") * 64,
        "v0=\N{BELL}".encode(),
        signature("another", STAMP, COMMAND),
        signature(SECRET, "1", COMMAND),
        signature(SECRET, STAMP, COMMAND + b" "),
    ],
)
def test_a_signature_that_does_not_fit_is_refused(given: bytes) -> None:
    assert outcome(COMMAND, [TIME, (SIGNATURE[0], given)]) == (401, [DOES_NOT_FIT], [])


HEADER = st.tuples(
    st.sampled_from([TIME[0], SIGNATURE[0], b"content-type", b"content-length"]),
    st.one_of(st.binary(max_size=80), st.sampled_from([TIME[1], SIGNATURE[1]])),
).filter(lambda header: header[0] != b"content-length" or header[1].isdigit())


@given(st.binary(), st.lists(HEADER, max_size=5))
def test_nothing_that_slack_did_not_sign_is_read(body: bytes, headers: Headers) -> None:
    status, logged, heard = outcome(body + b"&not=" + COMMAND, headers)
    assert (status in (401, 413), len(logged), heard) == (True, 1, [])
    assert logged[0] in (NOT_SIGNED, TOO_OLD, DOES_NOT_FIT) or status == 413


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"{",
        b'{"type": ',
        b'{"type": "event_callback"}}',
        b"{}",
        b"[]",
        b'["type"]',
        b"null",
        b'"type"',
        b"1",
        b"title=secret",
        b"payload=",
        b"payload=secret",
        b"payload=null",
        b"payload=[]",
        b"payload=%5B%22type%22%5D",
        b"payload=%7B%22type%22%3A",
        b"command=%ff",
        b"command=\xff",
        b"\xff\xfe{}",
        b'{"type": "\xff"}',
        b'{"type": ' + b"[" * 100_000,
        b'{"type": ' + b"9" * 10_000 + b"}",
        b'{"type": "event_callback", "authorizations": 5}',
        b'{"type": "event_callback", "team": 5}',
        b'{"type": "block_actions", "user": 5}',
        b'{"type": "block_actions", "response_urls": [5]}',
        b"command=/incident&text=nobody",
        b'{"type": "block_actions", "actions": [{"action_id": "a"}]}',
        b'{"type": "event_callback", "event": 5}',
    ],
)
def test_what_slack_signed_and_cannot_be_read_is_refused_in_one_line(body: bytes) -> None:
    status, logged, heard = outcome(body)
    assert (status, len(logged), heard) == (400, 1, [])
    assert logged[0] == UNREADABLE or re.fullmatch(
        r"What Slack sent could not be read \((Key|Type|Attribute)Error\)", logged[0]
    )


WORDS = """type command event event_callback block_actions view_submission user actions view id
user_id /incident text authorizations team action_id callback_id channel is_ext_shared_channel
response_urls payload"""
WORD = st.sampled_from(WORDS.split())
SCALAR = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), WORD)
JSON = st.recursive(
    SCALAR, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORD, inner, max_size=6)
)


@given(
    st.one_of(
        st.binary(),
        JSON.map(lambda found: json.dumps(found).encode()),
        st.dictionaries(WORD, JSON).map(lambda found: json.dumps(found).encode()),
        st.dictionaries(WORD, JSON).map(
            lambda found: urlencode({"payload": json.dumps(found)}).encode()
        ),
        st.dictionaries(WORD, st.text()).map(
            lambda found: urlencode(found, errors="replace").encode()
        ),
    )
)
def test_whatever_slack_signs_is_answered_and_refused_in_one_line_at_most(body: bytes) -> None:
    status, logged, _ = outcome(body)
    assert (status in (200, 400, 404), len(logged)) == (True, 0 if status == 200 else 1)
    assert "\n" not in "".join(logged)


def test_a_command_that_nobody_listens_to_is_refused() -> None:
    assert outcome(b"command=/another") == (404, [NOBODYS], [])


@pytest.mark.parametrize("text", ["The payload is lost", "payload", 'payload={"type": 1}'])
def test_a_command_is_heard_with_the_word_payload_in_it(text: str) -> None:
    body = urlencode({"command": "/incident", "user_id": "U1", "text": text}).encode()
    assert outcome(body) == (200, [], [text])


def test_headers_that_nobody_signed_change_nothing() -> None:
    lazily = [(b"x-slack-bolt-lazy-only", b"1"), (b"content-type", b"application/json")]
    assert outcome(COMMAND, signed(COMMAND) + lazily) == (200, [], ["It is down"])


@pytest.mark.parametrize("secret", ["", "  "])
def test_without_a_secret_there_is_no_door(secret: str) -> None:
    with pytest.raises(ValueError, match="Without a signing secret"):
        signed_requests(Listening().app(), secret)
