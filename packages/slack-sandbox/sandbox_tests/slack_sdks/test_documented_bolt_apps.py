"""Bots that were not written for this sandbox do in it what their documentation says they do."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sandbox_tests.bot import Bot, running_bot

APPS = Path(__file__).parent / "documented_apps"


def free_port() -> int:
    """One that nobody had a moment ago."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def documented_app(name: str, *, http: bool) -> AsyncIterator[Bot]:
    """One of them in a process of its own, in a workspace of its own, until the block ends."""
    port = free_port()
    options = {"request_url": f"http://127.0.0.1:{port}/slack/events"} if http else {}
    async with running_bot(**options) as bot:
        environment = {
            "PATH": os.environ["PATH"],
            "SLACK_BOT_TOKEN": bot.sandbox.bot_token,
            "SLACK_APP_TOKEN": bot.sandbox.app_token,
            "SLACK_SIGNING_SECRET": bot.sandbox.workspace.app.signing_secret,
            "SLACK_API_URL": bot.sandbox.api_url,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(APPS / f"{name}.py"),
            str(port),
            env=environment,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            yield bot
        finally:
            process.kill()
            await process.wait()


async def until(look: Callable[[], Awaitable[Any]]) -> Any:
    """What there is to see, within half a minute."""
    for _ in range(300):
        if found := await look():
            return found
        await asyncio.sleep(0.1)
    raise AssertionError("it never came")


async def said(bot: Bot, text: str) -> Any:
    """What the bot said in #general with this in it, once it is there."""

    async def look() -> Any:
        shown = (await bot.client.get("/channels/general"))["channel"]["messages"]
        return next((row for row in shown if text in row["text"] and row["user"] == me), None)

    me = bot.sandbox.workspace.app.bot_user
    return await until(look)


async def done(bot: Bot, path: str, **arguments: Any) -> None:
    """A person's action, tried until the bot is there to hear of it."""

    async def act() -> bool:
        return bool(await bot.client.post(path, **arguments) == {"ok": True})

    await until(act)


async def test_the_bot_of_the_quickstart_greets_and_hears_a_press() -> None:
    async with documented_app("getting_started", http=False) as bot:
        await bot.call("conversations.join", channel=bot.id("general"))
        await until(lambda: connected(bot))
        await bot.client.post("/people/alice/messages", channel="general", text="hello all")
        greeting = await said(bot, f"Hey there <@{bot.id('alice')}>!")
        press = {"channel": "general", "message_ts": greeting["ts"], "action_id": "button_click"}
        await done(bot, "/people/bob/clicks", **press)
        await said(bot, f"<@{bot.id('bob')}> clicked the button")


async def connected(bot: Bot) -> bool:
    """Whether anybody listens on Socket Mode."""
    return bool((await bot.client.get("/workspace"))["connections"])


async def test_the_first_app_of_the_readme_answers_mentions_and_reads_its_form() -> None:
    async with documented_app("first_app", http=True) as bot:
        await bot.call("conversations.join", channel=bot.id("general"))
        await done(bot, "/people/alice/shortcuts", callback_id="callback-id-here")
        me = f"<@{bot.sandbox.workspace.app.bot_user}>"
        await bot.client.post("/people/alice/messages", channel="general", text=f"{me} are you up?")
        await said(bot, "What's up?")
        await until(lambda: form(bot))
        await done(bot, "/people/alice/view/submit", values={"task": "Undo the release"})
        await until(lambda: noticed(bot, "Task: Undo the release"))


async def form(bot: Bot) -> Any:
    """The form that Alice has before her."""
    return (await bot.client.get("/people/alice/view"))["view"]


async def noticed(bot: Bot, text: str) -> bool:
    """Whether Alice was told this."""
    notices = (await bot.client.get("/people/alice/notices"))["notices"]
    return any(text == row["text"] for row in notices)


async def test_home_options_and_commands_work_as_the_concepts_say() -> None:
    async with documented_app("home", http=True) as bot:
        await done(bot, "/people/alice/messages", channel="general", text="/echo good morning")
        await until(lambda: noticed(bot, "good morning"))
        await bot.client.post("/people/alice/home/open")

        async def home() -> Any:
            return (await bot.client.get("/people/alice/home"))["view"]

        view = await until(home)
        place = {"view_id": view["id"], "block_id": "menu", "action_id": "place"}
        offered = await bot.client.post("/people/alice/suggestions", **place, value="lon")
        assert [row["value"] for row in offered["options"]] == ["London"]
        await done(bot, "/people/alice/clicks", **place, value="London")

        async def moved() -> bool:
            return "You are in London." in str(await home())

        await until(moved)
