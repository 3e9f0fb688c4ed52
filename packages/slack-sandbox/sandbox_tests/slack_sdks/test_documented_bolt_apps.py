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

from sandbox_tests.bot import Bot, bot

APPS = Path(__file__).parent / "documented_apps"


def free_port() -> int:
    """One that nobody had a moment ago."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def stranger(name: str, *, http: bool) -> AsyncIterator[Bot]:
    """One of them in a process of its own, in a workspace of its own, until the block ends."""
    port = free_port()
    options = {"request_url": f"http://127.0.0.1:{port}/slack/events"} if http else {}
    async with bot(**options) as one:
        environment = {
            "PATH": os.environ["PATH"],
            "SLACK_BOT_TOKEN": one.sandbox.bot_token,
            "SLACK_APP_TOKEN": one.sandbox.app_token,
            "SLACK_SIGNING_SECRET": one.sandbox.workspace.app.signing_secret,
            "SLACK_API_URL": one.sandbox.api_url,
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
            yield one
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


async def said(one: Bot, text: str) -> Any:
    """What the bot said in #general with this in it, once it is there."""

    async def look() -> Any:
        shown = (await one.client.get("/channels/general"))["channel"]["messages"]
        return next((row for row in shown if text in row["text"] and row["user"] == me), None)

    me = one.sandbox.workspace.app.bot_user
    return await until(look)


async def done(one: Bot, path: str, **given: Any) -> None:
    """A person's deed, tried until the bot is there to hear of it."""

    async def act() -> bool:
        return bool(await one.client.post(path, **given) == {"ok": True})

    await until(act)


async def test_the_bot_of_the_quickstart_greets_and_hears_a_press() -> None:
    async with stranger("getting_started", http=False) as one:
        await one.call("conversations.join", channel=one.id("general"))
        await until(lambda: connected(one))
        await one.client.post("/people/alice/messages", channel="general", text="hello all")
        greeting = await said(one, f"Hey there <@{one.id('alice')}>!")
        press = {"channel": "general", "message_ts": greeting["ts"], "action_id": "button_click"}
        await done(one, "/people/bob/clicks", **press)
        await said(one, f"<@{one.id('bob')}> clicked the button")


async def connected(one: Bot) -> bool:
    """Whether anybody listens on Socket Mode."""
    return bool((await one.client.get("/workspace"))["connections"])


async def test_the_first_app_of_the_readme_answers_mentions_and_reads_its_form() -> None:
    async with stranger("first_app", http=True) as one:
        await one.call("conversations.join", channel=one.id("general"))
        await done(one, "/people/alice/shortcuts", callback_id="callback-id-here")
        me = f"<@{one.sandbox.workspace.app.bot_user}>"
        await one.client.post("/people/alice/messages", channel="general", text=f"{me} are you up?")
        await said(one, "What's up?")
        await until(lambda: form(one))
        await done(one, "/people/alice/view/submit", values={"task": "Undo the release"})
        await until(lambda: noticed(one, "Task: Undo the release"))


async def form(one: Bot) -> Any:
    """The form that Alice has before her."""
    return (await one.client.get("/people/alice/view"))["view"]


async def noticed(one: Bot, text: str) -> bool:
    """Whether Alice was told this."""
    notices = (await one.client.get("/people/alice/notices"))["notices"]
    return any(text == row["text"] for row in notices)


async def test_home_options_and_commands_work_as_the_concepts_say() -> None:
    async with stranger("home", http=True) as one:
        await done(one, "/people/alice/messages", channel="general", text="/echo good morning")
        await until(lambda: noticed(one, "good morning"))
        await one.client.post("/people/alice/home/open")

        async def home() -> Any:
            return (await one.client.get("/people/alice/home"))["view"]

        view = await until(home)
        place = {"view_id": view["id"], "block_id": "menu", "action_id": "place"}
        offered = await one.client.post("/people/alice/suggestions", **place, value="lon")
        assert [row["value"] for row in offered["options"]] == ["London"]
        await done(one, "/people/alice/clicks", **place, value="London")

        async def moved() -> bool:
            return "You are in London." in str(await home())

        await until(moved)
