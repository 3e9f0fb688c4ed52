"""What strangers may hold: time, places and room, and that it is they who go when it is short."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from firebell.web.connections import BoundedConnection, Limits
from firebell.web.door import HEADERS
from firebell.web.server import serving
from tests.web.strangers import GONE, head, stranger

HOST = "127.0.0.1"
SHORT = 0.3
LET_GO = "A request over HTTP was let go before it was complete: "


class Hasty(BoundedConnection):
    """Who waits not ten seconds but a moment."""

    limits = Limits(seconds=SHORT)


class Narrow(BoundedConnection):
    """A door where two may wait."""

    limits = Limits(connections=2)


class Small(BoundedConnection):
    """A room for 100,000 bytes."""

    limits = Limits(held=100_000)


async def hello(_: Request) -> Response:
    return PlainTextResponse("hello")


async def length(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def slowly(request: Request) -> Response:
    await asyncio.sleep(2 * SHORT)
    return await length(request)


ROUTES = [
    Route("/hello", hello),
    Route("/length", length, methods=["POST"]),
    Route("/slowly", slowly, methods=["POST"]),
]
GET = head("/hello", method="GET")


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records]


def test_a_request_has_ten_seconds_and_of_256_that_wait_four_megabytes_are_kept() -> None:
    assert BoundedConnection.limits == Limits(seconds=10.0, connections=256, held=4 * 1024 * 1024)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"GET",
        head("/hello")[:-2],
        head("/length", "Content-Length: 10") + b"123456789",
        head("/length", "Transfer-Encoding: chunked") + b"5\r\nhello\r\n",
    ],
    ids=["nothing", "a word", "no end of headers", "a byte too few", "no last chunk"],
)
async def test_who_says_too_little_is_let_go_when_the_time_is_over(
    said: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(ROUTES, HOST, 0, Hasty) as url, stranger(url) as somebody:
        await somebody.sends(said)
        assert await somebody.reads() == GONE
        assert lines(caplog) == [f"{LET_GO}it took too long"]


@pytest.mark.parametrize(
    ("said", "more"),
    [
        (b"GET /hello HTTP/1.1\r\n", b"X: y\r\n"),
        (head("/length", "Content-Length: 100000"), b"x"),
        (head("/length", "Transfer-Encoding: chunked"), b"1\r\nx\r\n"),
    ],
    ids=["headers", "a body", "chunks"],
)
async def test_who_says_it_bit_by_bit_has_no_more_time(
    said: bytes, more: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(ROUTES, HOST, 0, Hasty) as url, stranger(url) as somebody:
        await somebody.sends(said)
        await somebody.sends_bit_by_bit(more)
        assert await somebody.reads() == GONE
        assert lines(caplog) == [f"{LET_GO}it took too long"]


async def test_who_has_said_all_is_answered_however_long_that_takes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with serving(ROUTES, HOST, 0, Hasty) as url, stranger(url) as somebody:
        await somebody.sends(head("/slowly", "Content-Length: 5") + b"hello")
        assert (await somebody.reads()).endswith(b"\r\n\r\n5")
        assert lines(caplog) == []


async def test_a_connection_is_for_one_request() -> None:
    async with serving(ROUTES, HOST, 0) as url, stranger(url) as somebody:
        await somebody.sends(GET + GET)
        answers = await somebody.reads()
        assert (answers.count(b"HTTP/1.1 200"), b"connection: close" in answers) == (1, True)


async def test_where_too_many_wait_the_one_who_waits_longest_goes_and_the_newest_is_answered(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(serving(ROUTES, HOST, 0, Narrow))
        first, second = [await stack.enter_async_context(stranger(url)) for _ in range(2)]
        newest = await stack.enter_async_context(stranger(url))
        assert await first.reads() == GONE
        await newest.sends(GET)
        assert await newest.status() == 200
        await second.sends(GET)
        assert await second.status() == 200
        assert lines(caplog) == [f"{LET_GO}too many wait, it the longest"]


async def test_where_too_much_is_kept_whoever_sent_most_goes_and_the_small_are_answered(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(serving(ROUTES, HOST, 0, Small))
        small, large = [await stack.enter_async_context(stranger(url)) for _ in range(2)]
        await small.sends(head("/length", "Content-Length: 1000") + b"x" * 999)
        await large.sends(head("/length", "Content-Length: 200000") + b"x" * 199_999)
        assert await large.reads() == GONE
        await small.sends(b"x")
        assert (await small.reads()).endswith(b"\r\n\r\n1000")
        assert lines(caplog) == [f"{LET_GO}too much waits, most of it its own"]


@pytest.mark.parametrize(
    "said",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET /hello\r\n\r\n",
        b"x" * (HEADERS + 1),
        head("/hello")[:-2] + b"x" * HEADERS,
        head("/length", "Content-Length: -1"),
        head("/length", "Content-Length: 1", "Content-Length: 2"),
        head("/length", "Transfer-Encoding: chunked") + b"no number\r\n",
    ],
    ids=["TLS", "HTTP/0.9", "one line", "no end", "negative", "two lengths", "odd chunk"],
)
async def test_what_is_no_http_or_has_a_long_head_is_refused_in_one_line(
    said: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(ROUTES, HOST, 0) as url, stranger(url) as somebody:
        await somebody.sends(said)
        assert await somebody.status() == 400
        assert lines(caplog) == [
            "A request over HTTP was refused (400): it is no HTTP, or its head is too long"
        ]


async def test_who_asks_for_another_protocol_is_answered_in_this_one(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with serving(ROUTES, HOST, 0) as url, stranger(url) as somebody:
        upgrade = ("Connection: Upgrade", "Upgrade: websocket")
        await somebody.sends(head("/hello", *upgrade, method="GET"))
        assert (await somebody.status(), lines(caplog)) == (200, [])


async def test_the_end_waits_for_none_who_has_not_asked_yet() -> None:
    async with AsyncExitStack() as strangers:
        async with serving(ROUTES, HOST, 0) as url:
            waiting = [await strangers.enter_async_context(stranger(url)) for _ in range(3)]
            await waiting[0].sends(b"GET")
            await waiting[1].sends(head("/length", "Content-Length: 10"))
            async with stranger(url) as last:
                await last.sends(GET)
                assert await last.status() == 200
        assert [await one.reads() for one in waiting] == [GONE] * 3
