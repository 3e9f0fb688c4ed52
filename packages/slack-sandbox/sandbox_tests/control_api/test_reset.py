"""Back to the seed: nothing of before it reaches the workspace that comes after."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.delivery.test_socket_mode import line
from sandbox_tests.interactions import FORM, until


async def say(bot: Bot) -> Any:
    """The app says it in general, by name; the answer, or what became of the line."""
    try:
        return await bot.call("chat.postMessage", channel="general", text="From before")
    except aiohttp.ClientError as error:
        return type(error).__name__


async def said(bot: Bot) -> list[str]:
    """What stands in general."""
    messages = (await bot.client.get("/channels/general"))["channel"]["messages"]
    return [row["text"] for row in messages]


@pytest.mark.parametrize("fault", ["latency", "late", "hold_before"])
async def test_a_call_from_before_does_nothing_in_the_workspace_after(fault: str) -> None:
    # The channel of the seed once held a message that was sent to the one before it.
    async with running_bot() as bot:
        api = bot.sandbox.server.api
        await bot.client.post("/faults", method="*", fault=fault, seconds=1)
        sent = asyncio.create_task(say(bot))
        await until(lambda: api.calls)
        before = api.calls[0]
        assert await bot.client.post("/reset") == {"ok": True}
        assert await sent == "ServerDisconnectedError"
        await until(lambda: before["ended"])
        assert (before["applied"], await said(bot), api.calls) == (False, [], [])


async def test_what_was_done_before_is_still_answered() -> None:
    async with running_bot() as bot:
        api = bot.sandbox.server.api
        await bot.client.post("/faults", method="*", fault="hold_after")
        sent = asyncio.create_task(say(bot))
        await until(lambda: api.calls and api.calls[0]["applied"])
        assert await bot.client.post("/reset") == {"ok": True}
        assert (await sent)["message"]["text"] == "From before"
        assert await said(bot) == []


async def test_an_answer_to_a_person_of_before_is_passed_over() -> None:
    # The app's next form came up in the new workspace, or the server tripped over it.
    async with running_bot() as bot, line(bot) as socket:
        await socket.receive_json()
        beginning = asyncio.create_task(bot.client.post("/people/alice/shortcuts", callback_id="x"))
        said = await socket.receive_json()
        await socket.send_json({"envelope_id": said["envelope_id"]})
        assert await beginning == {"ok": True}
        await bot.call("views.open", trigger_id=said["payload"]["trigger_id"], view=FORM)
        filled = bot.client.post("/people/alice/view/submit", values={"words": "x"})
        submitting = asyncio.create_task(filled)
        said = await socket.receive_json()
        assert await bot.client.post("/reset") == {"ok": True}
        pushed = {"response_action": "push", "view": FORM}
        await socket.send_json({"envelope_id": said["envelope_id"], "payload": pushed})
        assert await submitting == {"ok": False, "error": "dispatch_failed"}
        workspace = bot.sandbox.workspace
        assert (workspace.views, workspace.view_stacks) == ({}, {})


async def test_calls_take_as_long_again_as_when_it_began() -> None:
    async with running_bot(latency=0.01) as bot:
        await bot.client.post("/latency", seconds=5)
        assert await bot.client.post("/reset") == {"ok": True}
        assert (await bot.client.get("/faults"))["latency"] == 0.01
