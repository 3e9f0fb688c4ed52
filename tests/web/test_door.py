"""The door: how much may come in, and that each refusal is one line that repeats nothing."""

from __future__ import annotations

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from firebell.web.door import HEADERS, LARGEST
from firebell.web.server import serving
from tests.web.strangers import Stranger, head, stranger

HOST = "127.0.0.1"
REFUSED = "A request over HTTP was refused "
TOO_LARGE = f"{REFUSED}(413): it is larger than 1 MB"


async def hello(_: Request) -> Response:
    return PlainTextResponse("hello")


async def length(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


ROUTES = [Route("/hello", hello), Route("/length", length, methods=["POST"])]


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records]


async def test_a_megabyte_comes_in_whole(caplog: pytest.LogCaptureFixture) -> None:
    async with serving(ROUTES, HOST, 0) as url, stranger(url) as somebody:
        await somebody.sends(head("/length", f"Content-Length: {LARGEST}") + b"x" * LARGEST)
        assert (await somebody.reads()).endswith(b"\r\n\r\n1048576")
        assert lines(caplog) == []


@pytest.mark.parametrize("path", ["/length", "/hello", "/nowhere"])
async def test_who_announces_more_is_refused_before_a_byte_of_it_is_sent(
    path: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(ROUTES, HOST, 0) as url, stranger(url) as somebody:
        announced = f"Content-Length: {LARGEST + 1}"
        await somebody.sends(head(path, announced, "Expect: 100-continue"))
        assert (await somebody.reads()).startswith(b"HTTP/1.1 413 ")
        assert lines(caplog) == [TOO_LARGE]


@pytest.mark.parametrize(
    "headers",
    [[f"X: {'x' * HEADERS}"], [f"X{number}: x" for number in range(HEADERS // 5)]],
    ids=["a long one", "many"],
)
async def test_headers_that_are_too_long_are_refused(
    headers: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(ROUTES, HOST, 0) as url, stranger(url) as somebody:
        await somebody.sends(head("/hello", *headers, method="GET"))
        assert await somebody.status() in (400, 431)
        assert len(lines(caplog)) == 1


async def test_who_sends_more_without_a_word_is_cut_off(caplog: pytest.LogCaptureFixture) -> None:
    async with serving(ROUTES, HOST, 0) as url, stranger(url) as somebody:
        await somebody.sends(head("/length", "Transfer-Encoding: chunked"))
        await in_chunks(somebody, LARGEST + 1)
        assert await somebody.status() in (413, None)
        assert lines(caplog) == [TOO_LARGE]


async def in_chunks(somebody: Stranger, size: int) -> None:
    while size > 0:
        chunk = b"x" * min(size, 50_000)
        await somebody.sends(b"%x\r\n%b\r\n" % (len(chunk), chunk))
        size -= len(chunk)


@pytest.mark.parametrize(
    ("method", "path", "status", "why"),
    [
        ("GET", "/secret-title", 404, "Not Found"),
        ("GET", "/hello/", 404, "Not Found"),
        ("GET", "http://elsewhere/hello", 404, "Not Found"),
        ("OPTIONS", "*", 404, "Not Found"),
        ("GET", "/%ff%00%0aForged", 404, "Not Found"),
        ("POST", "/hello?title=secret", 405, "Method Not Allowed"),
        ("GET", "/length", 405, "Method Not Allowed"),
        ("TRACE", "/hello", 405, "Method Not Allowed"),
    ],
)
async def test_what_is_not_there_is_refused_in_one_line_that_does_not_repeat_it(
    method: str, path: str, status: int, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(ROUTES, HOST, 0) as url, stranger(url) as somebody:
        await somebody.sends(head(path, method=method))
        assert await somebody.status() == status
        assert lines(caplog) == [f"{REFUSED}({status}): {why}"]


async def test_who_hangs_up_in_the_middle_troubles_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with serving(ROUTES, HOST, 0) as url:
        async with stranger(url) as somebody:
            await somebody.sends(head("/length", "Content-Length: 10") + b"x")
        async with stranger(url) as another:
            await another.sends(head("/hello", method="GET"))
            assert (await another.status(), lines(caplog)) == (200, [])
