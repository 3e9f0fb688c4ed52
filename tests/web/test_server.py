"""The server: it answers where it says, says what is wrong with a port, and lets go of it."""

from __future__ import annotations

import re
import socket

import aiohttp
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from firebell.web.health import Found, health_page
from firebell.web.server import CannotListen, serving

HOST = "127.0.0.1"


async def hello(_: Request) -> Response:
    return PlainTextResponse("hello")


async def answer(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status, await response.text()


async def test_it_answers_its_routes_and_nothing_else() -> None:
    async with serving([Route("/hello", hello)], HOST, 0) as url:
        assert await answer(f"{url}/hello") == (200, "hello")
        assert await answer(f"{url}/") == (404, "Not Found")


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
async def test_an_address_of_ipv6_stands_in_brackets_and_can_be_followed() -> None:
    async with serving([Route("/hello", hello)], "::1", 0) as url:
        assert re.fullmatch(r"http://\[::1\]:\d+", url)
        assert await answer(f"{url}/hello") == (200, "hello")


async def test_health_is_red_while_the_bot_is_locked_out() -> None:
    locked_out = False

    async def look() -> dict[str, Found]:
        return {"slack": not locked_out}

    async with serving([Route("/healthz", health_page(look))], HOST, 0) as url:
        assert await answer(f"{url}/healthz") == (200, '{"ok":true,"slack":true}')
        locked_out = True
        assert await answer(f"{url}/healthz") == (503, '{"ok":false,"slack":false}')


async def test_a_port_that_is_taken_says_so_and_names_the_setting() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotListen) as refused:
            async with serving([], HOST, port):
                pytest.fail("it does not begin")
    assert str(refused.value) == (
        f"Port {port} on {HOST} can't be used (Address already in use). "
        "Set FIREBELL_WEB_PORT to a free one."
    )


async def test_at_the_end_nobody_answers_and_the_port_is_free() -> None:
    async with serving([Route("/hello", hello)], HOST, 0) as url:
        port = int(url.rpartition(":")[2])
    with pytest.raises(aiohttp.ClientConnectorError):
        await answer(f"{url}/hello")
    async with serving([Route("/hello", hello)], HOST, port) as again:
        assert again == url
        assert await answer(f"{again}/hello") == (200, "hello")


async def test_it_ends_when_what_it_serves_for_fails() -> None:
    with pytest.raises(ZeroDivisionError):
        async with serving([Route("/hello", hello)], HOST, 0) as url:
            raise ZeroDivisionError
    with pytest.raises(aiohttp.ClientConnectorError):
        await answer(f"{url}/hello")
