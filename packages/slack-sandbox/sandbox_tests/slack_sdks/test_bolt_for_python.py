"""A small Bolt app over Socket Mode: command, form with errors, message, press, event."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from slack_sandbox import Sandbox
from slack_sandbox.client import SandboxClient

FORM = {
    "type": "modal",
    "callback_id": "hello",
    "title": {"type": "plain_text", "text": "Hello"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "words",
            "label": {"type": "plain_text", "text": "Words"},
            "element": {"type": "plain_text_input", "action_id": "value"},
        }
    ],
}


@asynccontextmanager
async def connected(sandbox: Sandbox, heard: list[Any]) -> AsyncIterator[AsyncWebClient]:
    client = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.api_url, retry_handlers=[])
    app = AsyncApp(client=client)

    async def command(ack: Any, body: Any, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await ack()

    async def submitted(ack: Any, view: Any, client: AsyncWebClient) -> None:
        words = view["state"]["values"]["words"]["value"]["value"]
        if words == "no":
            await ack(response_action="errors", errors={"words": "Say something else."})
            return
        await ack()
        button = {"type": "button", "action_id": "go", "value": "1"}
        shown = {**button, "text": {"type": "plain_text", "text": "Go"}}
        blocks = [{"type": "actions", "elements": [shown]}]
        await client.chat_postMessage(channel="general", text=words, blocks=blocks)

    async def pressed(ack: Any, body: Any) -> None:
        await ack()
        heard.append(body["actions"][0]["value"])

    async def mentioned(event: Any) -> None:
        heard.append(event["text"])

    async def passed_over() -> None:
        return None

    app.command("/hello")(command)
    app.view("hello")(submitted)
    app.action("go")(pressed)
    app.event("app_mention")(mentioned)
    app.event("message")(passed_over)
    app.event("member_joined_channel")(passed_over)
    handler = AsyncSocketModeHandler(app, sandbox.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield client
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


async def test_a_command_opens_a_form_whose_mistakes_stand_at_their_fields() -> None:
    heard: list[Any] = []
    async with Sandbox.serve() as sandbox, SandboxClient(sandbox.url) as people:
        typed = {"channel": "general", "text": "/hello there"}
        nobody = await people.post("/people/alice/messages", **typed)
        assert nobody == {"ok": False, "error": "dispatch_failed"}
        async with connected(sandbox, heard):
            assert await people.post("/people/alice/messages", **typed) == {"ok": True}
            view = (await people.get("/people/alice/view"))["view"]
            assert view["callback_id"] == "hello"
            empty = await people.post("/people/alice/view/submit", values={})
            required = {"words": "Please complete this required field."}
            assert empty == {"ok": True, "errors": required}
            refused = await people.post("/people/alice/view/submit", values={"words": "no"})
            assert refused == {"ok": True, "errors": {"words": "Say something else."}}
            sent = await people.post("/people/alice/view/submit", values={"words": "yes"})
            assert sent == {"ok": True}
            assert (await people.get("/people/alice/view"))["view"] is None
            said = await said_in(people, "general", 1)
            assert [message["text"] for message in said] == ["yes"]
            click = {"channel": "general", "message_ts": said[0]["ts"], "action_id": "go"}
            assert await people.post("/people/bob/clicks", **click) == {"ok": True}
            assert heard == ["1"]


async def said_in(people: Any, channel: str, least: int) -> Any:
    """What was said in a channel, once there are so many messages."""
    for _ in range(200):
        found = (await people.get(f"/channels/{channel}"))["channel"]["messages"]
        if len(found) >= least:
            return found
        await asyncio.sleep(0.01)
    raise AssertionError(f"fewer than {least} messages in {channel}")


async def test_a_mention_reaches_the_app_where_it_is_a_member() -> None:
    heard: list[Any] = []
    async with (
        Sandbox.serve() as sandbox,
        SandboxClient(sandbox.url) as people,
        connected(sandbox, heard) as client,
    ):
        bot_user = (await client.auth_test())["user_id"]
        channels = (await client.conversations_list())["channels"]
        general = next(channel["id"] for channel in channels if channel["name"] == "general")
        await client.conversations_join(channel=general)
        text = f"<@{bot_user}> are you there?"
        await people.post("/people/alice/messages", channel="general", text=text)
        for _ in range(200):
            if heard:
                break
            await asyncio.sleep(0.01)
        assert heard == [text]
