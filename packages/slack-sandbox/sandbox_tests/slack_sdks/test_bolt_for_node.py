"""Another client: a bot on Slack's official framework for Node, which no one here wrote."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.node import FOLDER, NODE, needs_node_bot
from sandbox_tests.slack_sdks.test_documented_bolt_apps import done, free_port, noticed, said


@asynccontextmanager
async def node_bot(bot: Bot) -> AsyncIterator[None]:
    """It listens until the block ends."""
    environment = {
        "PATH": os.environ["PATH"],
        "SLACK_BOT_TOKEN": bot.sandbox.bot_token,
        "SLACK_APP_TOKEN": bot.sandbox.app_token,
        "SLACK_API_URL": bot.sandbox.api_url,
    }
    process = await asyncio.create_subprocess_exec(
        str(NODE),
        "bot.mjs",
        cwd=FOLDER,
        env=environment,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        said = b""
        while b"ready" not in said:
            said = await asyncio.wait_for(process.stdout.readline(), 30)
            assert said, "the bot has ended"
        yield
    finally:
        process.stdin.close()
        await process.wait()


async def until(look: Callable[[], Awaitable[Any]]) -> Any:
    """What there is to see, within ten seconds."""
    for _ in range(1000):
        if found := await look():
            return found
        await asyncio.sleep(0.01)
    raise AssertionError("it never came")


@needs_node_bot
async def test_a_bot_on_node_does_its_whole_work_in_the_sandbox() -> None:
    async with running_bot() as bot, node_bot(bot):
        typed = await bot.client.post("/people/alice/messages", channel="general", text="/hello")
        assert typed == {"ok": True}

        async def form() -> Any:
            return (await bot.client.get("/people/alice/view"))["view"]

        assert (await until(form))["title"]["text"] == "Hello"
        refused = await bot.client.post("/people/alice/view/submit", values={"words": "no"})
        assert refused == {"ok": True, "errors": {"words": "Say something else."}}
        sent = await bot.client.post("/people/alice/view/submit", values={"words": "a *good* day"})
        assert sent == {"ok": True}

        async def message() -> Any:
            rows = (await bot.client.get("/channels/general"))["channel"]["messages"]
            return next((row for row in rows if "a *good* day" in row["text"]), None)

        shown = await until(message)
        assert shown["text"] == f"<@{bot.id('alice')}> says a *good* day"
        pressed = await bot.client.post(
            "/people/bob/clicks", channel="general", message_ts=shown["ts"], action_id="like"
        )
        assert pressed == {"ok": True}

        async def liked() -> Any:
            return (await message())["reactions"]

        bot_user = bot.sandbox.workspace.app.bot_user
        assert await until(liked) == [{"name": "heart", "users": [bot_user]}]
        await bot.client.post("/people/alice/home/open")

        async def home() -> Any:
            return (await bot.client.get("/people/alice/home"))["view"]

        (block,) = (await until(home))["blocks"]
        assert block["text"]["text"] == "At home"


@asynccontextmanager
async def node_bot_over_http() -> AsyncIterator[Bot]:
    """The other bot, with its own receiver, in a workspace of its own."""
    port = free_port()
    async with running_bot(request_url=f"http://127.0.0.1:{port}/slack/events") as bot:
        environment = {
            "PATH": os.environ["PATH"],
            "SLACK_BOT_TOKEN": bot.sandbox.bot_token,
            "SLACK_SIGNING_SECRET": bot.sandbox.signing_secret,
            "SLACK_API_URL": bot.sandbox.api_url,
        }
        process = await asyncio.create_subprocess_exec(
            *(str(NODE), "http.mjs", str(port)), cwd=FOLDER, env=environment
        )
        try:
            yield bot
        finally:
            process.kill()
            await process.wait()


@needs_node_bot
async def test_a_bot_on_node_takes_signed_requests_and_fetches_page_by_page() -> None:
    async with node_bot_over_http() as bot:
        await done(bot, "/people/alice/messages", channel="general", text="/people")
        pages = "slackbot app alice bob\ncharlie priya erin dana\ngus deploybot"
        await until(lambda: noticed(bot, pages))
        await bot.call("conversations.join", channel=bot.id("general"))
        typed = await bot.client.post("/people/alice/messages", channel="general", text="ping")
        assert (await said(bot, "pong"))["thread_ts"] == typed["ts"]
