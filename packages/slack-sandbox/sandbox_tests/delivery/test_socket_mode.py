"""Socket Mode by the frame: how many, whose turn, farewells, and what an app may send."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import aiohttp
import pytest

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.contract.app import listening
from sandbox_tests.interactions import until

OFF = {"messages": ["[WARN] Socket Mode is not turned on."]}


async def opens(bot: Bot) -> Any:
    """The answer of apps.connections.open."""
    headers = {"Authorization": f"Bearer {bot.sandbox.app_token}"}
    url = f"{bot.sandbox.api_url}apps.connections.open"
    async with bot.session.post(url, headers=headers) as response:
        return await response.json()


@asynccontextmanager
async def line(bot: Bot) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """A bare WebSocket after its first frame."""
    address = (await opens(bot))["url"]
    async with bot.session.ws_connect(address, autoping=False) as socket:
        yield socket


def begin(bot: Bot) -> asyncio.Task[Any]:
    """Alice chooses a shortcut, and waits."""
    return asyncio.create_task(bot.client.post("/people/alice/shortcuts", callback_id="x"))


async def test_the_eleventh_line_is_sent_away_and_the_ten_go_on() -> None:
    async with running_bot() as bot, AsyncExitStack() as stack:
        apps = [await stack.enter_async_context(listening(bot)) for _ in range(10)]
        async with line(bot) as eleventh:
            said = await eleventh.receive_json()
            assert (said["type"], said["reason"]) == ("disconnect", "too_many_websockets")
            assert (await eleventh.receive()).type is aiohttp.WSMsgType.CLOSE
        for _ in range(20):
            assert (await bot.client.post("/people/alice/shortcuts", callback_id="x"))["ok"]
        came = [sum("envelope_id" in row for row in app.envelopes) for app in apps]
        assert came == [2] * 10


@pytest.mark.parametrize("reason", ["refresh_requested", "link_disabled"])
async def test_a_line_that_is_to_go_may_still_acknowledge_and_gets_nothing_new(
    reason: str,
) -> None:
    # What was on its way during a refresh was once lost, and the person told so.
    async with running_bot() as bot, line(bot) as old, listening(bot) as new:
        await old.receive_json()
        sent = begin(bot)
        envelope = await old.receive_json()
        parting = asyncio.create_task(bot.client.post("/socket/disconnect", reason=reason))
        assert (await old.receive_json())["reason"] == reason
        assert (await bot.client.post("/people/bob/shortcuts", callback_id="y"))["ok"] is False
        await old.send_json({"envelope_id": envelope["envelope_id"]})
        assert await sent == {"ok": True}
        assert await parting == {"ok": True, "connections": 2}
        assert [row["type"] for row in new.envelopes] == ["hello", "disconnect"]


@pytest.mark.parametrize("way", ["/socket/enable", "/reset"])
async def test_while_socket_mode_is_off_who_connects_is_greeted_and_given_nothing(way: str) -> None:
    # Slack does not refuse; it warns, and an app that misses the warning waits for ever. Once
    # the next connection was served as if nothing had happened.
    async with running_bot() as bot:
        await bot.client.post("/socket/disconnect", reason="link_disabled")
        assert (await opens(bot))["response_metadata"] == OFF
        async with listening(bot) as app:
            typed = {"channel": "general", "text": "/hello"}
            failed = {"ok": False, "error": "dispatch_failed"}
            assert await bot.client.post("/people/alice/messages", **typed) == failed
            assert [row["type"] for row in app.envelopes] == ["hello"]
            await bot.client.post(way)
            assert await bot.client.post("/people/alice/messages", **typed) == {"ok": True}
            assert sorted(await opens(bot)) == ["ok", "url"]


async def test_an_app_that_is_called_over_http_has_no_socket_mode() -> None:
    async with running_bot(request_url="http://127.0.0.1:9/slack/events") as bot:
        assert (await opens(bot))["response_metadata"] == OFF
        assert await bot.client.post("/socket/enable") == {"ok": True, "enabled": False}


async def test_a_warned_line_goes_on() -> None:
    async with running_bot() as bot, listening(bot) as app:
        await bot.client.post("/socket/disconnect", reason="warning")
        assert (await bot.client.post("/people/alice/shortcuts", callback_id="x"))["ok"]
        assert app.envelopes[-1]["payload"]["callback_id"] == "x"


async def test_an_event_on_a_line_that_is_cut_comes_on_another() -> None:
    async with running_bot() as bot, line(bot) as first:
        await first.receive_json()
        await bot.client.post("/people", name="frank")
        lost = await first.receive_json()
        async with listening(bot) as second:
            transport = bot.sandbox.server.socket.connections[0].request.transport
            assert transport is not None
            transport.abort()
            again = await second.received("team_join")
        assert again["event_id"] == lost["payload"]["event_id"]


async def test_only_what_asks_for_an_answer_gets_one() -> None:
    async with running_bot() as bot, listening(bot) as app:
        await bot.client.post("/people/alice/messages", channel="general", text="/hello")
        await bot.client.post("/people/alice/shortcuts", callback_id="x")
        await bot.call("conversations.join", channel=bot.id("general"))
        await until(lambda: len(app.envelopes) == 5)
        accepts = [(row["type"], row.get("accepts_response_payload")) for row in app.envelopes]
        assert accepts == [
            ("hello", None),
            ("slash_commands", True),
            ("interactive", False),
            ("events_api", False),
            ("events_api", False),
        ]


@pytest.mark.parametrize(
    "frame",
    [b'{"envelope_id": "nobody"}', b"[" * 100_000, b"\xff", b'{"envelope_id": {}}'],
)
async def test_whatever_an_app_sends_the_acknowledgement_after_it_counts(frame: bytes) -> None:
    async with running_bot() as bot, line(bot) as socket:
        await socket.receive_json()
        sent = begin(bot)
        envelope = await socket.receive_json()
        if frame == b"\xff":
            await socket.send_bytes(frame)
        else:
            await socket.send_str(frame.decode())
        answer = {"envelope_id": envelope["envelope_id"], "payload": {"response_action": "clear"}}
        await socket.send_json(answer)
        assert await sent == {"ok": True}


async def test_a_ping_is_answered_with_what_it_carried() -> None:
    async with running_bot() as bot, line(bot) as socket:
        await socket.receive_json()
        await socket.ping(b"sdk-ping-pong:1790000000.0")
        answer = await socket.receive()
        pong = (aiohttp.WSMsgType.PONG, b"sdk-ping-pong:1790000000.0")
        assert (answer.type, bytes(answer.data)) == pong


async def test_frames_that_are_no_frames_end_one_line_and_not_the_server() -> None:
    async with running_bot() as bot, listening(bot) as app, line(bot) as socket:
        await socket.receive_json()
        transport = socket._response.connection and socket._response.connection.transport
        assert isinstance(transport, asyncio.Transport)
        transport.write(b"\xff\xff\xff\xff not a frame")
        await until(lambda: len(bot.sandbox.server.socket.connections) == 1)
        assert (await bot.client.post("/people/alice/shortcuts", callback_id="x"))["ok"]
        assert app.envelopes[-1]["payload"]["callback_id"] == "x"


async def test_an_acknowledgement_after_three_seconds_comes_too_late() -> None:
    async with running_bot() as bot, line(bot) as socket:
        await socket.receive_json()
        sent = begin(bot)
        envelope = await socket.receive_json()
        assert await sent == {"ok": False, "error": "operation_timeout"}
        await socket.send_json({"envelope_id": envelope["envelope_id"]})
        again = begin(bot)
        envelope = await socket.receive_json()
        await socket.send_json({"envelope_id": envelope["envelope_id"]})
        assert await again == {"ok": True}


async def test_an_address_is_good_once() -> None:
    async with running_bot() as bot:
        address = (await opens(bot))["url"]
        async with bot.session.ws_connect(address) as socket:
            assert (await socket.receive_json())["type"] == "hello"
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await bot.session.ws_connect(address)
