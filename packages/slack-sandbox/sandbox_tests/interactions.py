"""What many tests begin with: a form on the screen, a message with something to press."""

from __future__ import annotations

import asyncio
from typing import Any

from sandbox_tests.bot import Bot
from sandbox_tests.contract.app import App

TEXT = {"type": "plain_text", "text": "Words", "emoji": True}
FIELD = {
    "type": "input",
    "block_id": "words",
    "label": TEXT,
    "element": {"type": "plain_text_input", "action_id": "value"},
}
FORM = {"type": "modal", "title": TEXT, "submit": TEXT, "blocks": [FIELD]}


def field(block_id: str, kind: str, **more: Any) -> dict[str, Any]:
    """An input block with one element; `block` holds what stands beside the element."""
    block = more.pop("block", {})
    element = {"type": kind, "action_id": "value", **more}
    return {**FIELD, "block_id": block_id, "element": element, **block}


def options(*values: str) -> list[dict[str, Any]]:
    """For a menu."""
    return [{"text": {**TEXT, "text": value}, "value": value} for value in values]


async def trigger(bot: Bot, app: App) -> str:
    """A fresh one, of a shortcut of Alice's."""
    app.envelopes.clear()
    await bot.client.post("/people/alice/shortcuts", callback_id="begin")
    found = (await app.received("shortcut"))["trigger_id"]
    app.envelopes.clear()
    return str(found)


async def open_form(bot: Bot, app: App, **more: Any) -> str:
    """Alice has this form before her; its id."""
    opened = await bot.call("views.open", trigger_id=await trigger(bot, app), view={**FORM, **more})
    assert opened["ok"], opened
    return str(opened["view"]["id"])


async def push_form(bot: Bot, app: App, **more: Any) -> str:
    """Another one on top; its id."""
    pushed = await bot.call("views.push", trigger_id=await trigger(bot, app), view={**FORM, **more})
    assert pushed["ok"], pushed
    return str(pushed["view"]["id"])


async def post(bot: Bot, **said: Any) -> dict[str, str]:
    """The app says it in general; what a click there needs."""
    sent = await bot.call("chat.postMessage", channel=bot.id("general"), text="Press", **said)
    assert sent["ok"], sent
    return {"channel": bot.id("general"), "message_ts": sent["ts"]}


async def press(bot: Bot, app: App, **arguments: Any) -> dict[str, Any]:
    """Alice presses; what the app hears of it."""
    app.envelopes.clear()
    answer = await bot.client.post("/people/alice/clicks", **arguments)
    assert answer == {"ok": True}, answer
    return await app.received("block_actions")


async def until(look: Any) -> None:
    """It is so, within five seconds."""
    for _ in range(500):
        if look():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never was")
