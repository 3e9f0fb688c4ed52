"""Another client: a bot on Slack's official framework for Node, which no one here wrote."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from sandbox_tests.bot import Bot, bot
from sandbox_tests.node import FOLDER, NODE, needs_node_bot
from sandbox_tests.slack_sdks.test_documented_bolt_apps import done, free_port, noticed, said


@asynccontextmanager
async def node_bot(one: Bot) -> AsyncIterator[None]:
    """It listens until the block ends."""
    environment = {
        "PATH": os.environ["PATH"],
        "SLACK_BOT_TOKEN": one.sandbox.bot_token,
        "SLACK_APP_TOKEN": one.sandbox.app_token,
        "SLACK_API_URL": one.sandbox.api_url,
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
    async with bot() as one, node_bot(one):
        typed = await one.client.post("/people/alice/messages", channel="general", text="/hello")
        assert typed == {"ok": True}

        async def form() -> Any:
            return (await one.client.get("/people/alice/view"))["view"]

        assert (await until(form))["title"]["text"] == "Hello"
        refused = await one.client.post("/people/alice/view/submit", values={"words": "no"})
        assert refused == {"ok": True, "errors": {"words": "Say something else."}}
        sent = await one.client.post("/people/alice/view/submit", values={"words": "a *good* day"})
        assert sent == {"ok": True}

        async def message() -> Any:
            rows = (await one.client.get("/channels/general"))["channel"]["messages"]
            return next((row for row in rows if "a *good* day" in row["text"]), None)

        shown = await until(message)
        assert shown["text"] == f"<@{one.id('alice')}> says a *good* day"
        pressed = await one.client.post(
            "/people/bob/clicks", channel="general", message_ts=shown["ts"], action_id="like"
        )
        assert pressed == {"ok": True}

        async def liked() -> Any:
            return (await message())["reactions"]

        bot_user = one.sandbox.workspace.app.bot_user
        assert await until(liked) == [{"name": "heart", "users": [bot_user]}]
        await one.client.post("/people/alice/home/open")

        async def home() -> Any:
            return (await one.client.get("/people/alice/home"))["view"]

        (block,) = (await until(home))["blocks"]
        assert block["text"]["text"] == "At home"


@asynccontextmanager
async def node_bot_over_http() -> AsyncIterator[Bot]:
    """The other bot, with its own receiver, in a workspace of its own."""
    port = free_port()
    async with bot(request_url=f"http://127.0.0.1:{port}/slack/events") as one:
        environment = {
            "PATH": os.environ["PATH"],
            "SLACK_BOT_TOKEN": one.sandbox.bot_token,
            "SLACK_SIGNING_SECRET": one.sandbox.signing_secret,
            "SLACK_API_URL": one.sandbox.api_url,
        }
        process = await asyncio.create_subprocess_exec(
            *(str(NODE), "http.mjs", str(port)), cwd=FOLDER, env=environment
        )
        try:
            yield one
        finally:
            process.kill()
            await process.wait()


@needs_node_bot
async def test_a_bot_on_node_takes_signed_requests_and_fetches_page_by_page() -> None:
    async with node_bot_over_http() as one:
        await done(one, "/people/alice/messages", channel="general", text="/people")
        pages = "slackbot app alice bob\ncharlie priya erin dana\ngus deploybot"
        await until(lambda: noticed(one, pages))
        await one.call("conversations.join", channel=one.id("general"))
        typed = await one.client.post("/people/alice/messages", channel="general", text="ping")
        assert (await said(one, "pong"))["thread_ts"] == typed["ts"]
