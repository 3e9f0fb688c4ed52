"""Apps that have stopped reading: nobody waits for them longer than for any other."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.contract.app import listening
from sandbox_tests.interactions import until
from slack_sandbox.testing import sandbox_in_thread

SMALL = 4096
LONG = "/hello " + "x" * 1_000_000


@asynccontextmanager
async def hung(bot: Bot, session: aiohttp.ClientSession) -> AsyncIterator[None]:
    """An app that opens a line, reads its first frame and nothing after; narrow at both ends."""
    headers = {"Authorization": f"Bearer {bot.sandbox.app_token}"}
    url = f"{bot.sandbox.api_url}apps.connections.open"
    async with bot.session.post(url, headers=headers) as response:
        address = (await response.json())["url"]
    line = await session.ws_connect(address)
    await line.receive_json()
    here = line._response.connection and line._response.connection.transport
    there = bot.sandbox.server.socket.connections[-1].request.transport
    assert isinstance(here, asyncio.Transport)
    assert there is not None
    here.pause_reading()
    here.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)
    there.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SMALL)
    yield
    here.abort()


async def test_an_app_that_reads_nothing_holds_up_neither_a_person_nor_the_end() -> None:
    # Sending had no limit: the command was never answered, and the sandbox never ended.
    async with asyncio.timeout(10), aiohttp.ClientSession() as session:
        async with running_bot(patience=0.2) as bot, hung(bot, session):
            for text in (LONG, "/hello", LONG):
                typed = {"channel": "general", "text": text}
                found = await bot.client.post("/people/alice/messages", **typed)
                assert found == {"ok": False, "error": "operation_timeout"}
        assert bot.sandbox.server.socket.connections == []


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_a_farewell_to_an_app_that_reads_nothing_is_soon_over(reason: str) -> None:
    async with (
        asyncio.timeout(10),
        aiohttp.ClientSession() as session,
        running_bot(patience=0.2) as bot,
        hung(bot, session),
        listening(bot) as app,
    ):
        typed = {"channel": "general", "text": LONG}
        await bot.client.post("/people/alice/messages", **typed)
        answer = await bot.client.post("/socket/disconnect", reason=reason)
        assert answer == {"ok": True, "connections": 2}
        await until(lambda: app.envelopes[-1].get("reason") == reason)
        left = 2 if reason == "warning" else 0
        await until(lambda: len(bot.sandbox.server.socket.connections) == left)


def test_a_deed_that_gets_no_answer_is_given_up() -> None:
    # A test of a bot that hung had to be ended by hand.
    with sandbox_in_thread() as sandbox:
        sandbox.fault("delivery", "late", seconds=60)
        sandbox.limit = 0.2
        with pytest.raises(TimeoutError):
            sandbox.person("alice").types("/hello")
