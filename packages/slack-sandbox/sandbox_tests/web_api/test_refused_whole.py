"""What is refused is refused whole, in Slack's words, and the server lives on."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.contract.app import listening
from sandbox_tests.interactions import open_form

DEEP = "[" * 200_000


async def test_a_message_that_is_not_changed_whole_is_not_changed() -> None:
    # The words were changed, and then the metadata was refused.
    async with running_bot() as bot:
        general = bot.id("general")
        await bot.call("conversations.join", channel=general)
        ts = (await bot.call("chat.postMessage", channel=general, text="Old"))["ts"]
        change = {"channel": general, "ts": ts, "text": "New"}
        refused = [
            await bot.error("chat.update", **change, metadata="[1]"),
            await bot.error("chat.update", **change, attachments="["),
        ]
        assert refused == ["invalid_metadata_schema", "invalid_attachments"]
        assert [row["text"] for row in await said(bot)][-1:] == ["Old"]


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("bookmarks.add", {"title": "T", "type": "link", "link": "http://["}, "invalid_link"),
        ("chat.postMessage", {"channel": "general", "blocks": DEEP}, "invalid_blocks_format"),
        ("chat.scheduledMessages.list", {"oldest": "NaN"}, "invalid_arguments"),
        ("chat.postMessage", {"channel": "general", "text": "\ud800"}, "invalid_json"),
    ],
)
async def test_what_can_be_no_argument_is_refused(method: str, arguments: Any, error: str) -> None:
    async with running_bot() as bot:
        general = bot.id("general")
        await bot.call("conversations.join", channel=general)
        later = int(bot.sandbox.workspace.clock.now()) + 60
        await bot.call("chat.scheduleMessage", channel=general, text="Later", post_at=later)
        assert await bot.error(method, channel_id=general, **arguments) == error
        assert await bot.error("api.test") is None


async def test_a_canvas_is_searched_by_a_list_of_kinds() -> None:
    async with running_bot() as bot:
        made = (await bot.call("canvases.create", title="Plan"))["canvas_id"]
        looked = {"canvas_id": made, "criteria": {"section_types": 5}}
        assert await bot.error("canvases.sections.lookup", **looked) == "invalid_arguments"


async def test_an_address_that_is_none_gets_no_consent() -> None:
    async with running_bot() as bot:
        asked = {"client_id": bot.sandbox.workspace.app.client_id, "redirect_uri": "http://["}
        url = f"{bot.sandbox.url}/openid/connect/authorize"
        async with bot.session.get(url, params=asked) as response:
            assert (response.status, await response.text()) == (400, "bad_redirect_uri")


async def test_an_external_id_is_for_one_open_view_and_free_when_it_is_put_away() -> None:
    async with running_bot() as bot, listening(bot) as app:
        first = await open_form(bot, app, external_id="raise")
        home = {"type": "home", "blocks": [{"type": "divider"}], "external_id": "raise"}
        bob = bot.id("bob")
        assert await bot.error("views.publish", user_id=bob, view=home) == "duplicate_external_id"
        await bot.call("views.publish", user_id=bob, view={**home, "external_id": "home"})
        again = {**home, "external_id": "home"}
        assert await bot.error("views.publish", user_id=bob, view=again) is None
        assert await bot.error("views.publish", user_id=bob, view=home) == "duplicate_external_id"
        await bot.client.post("/people/alice/view/close")
        assert await open_form(bot, app, external_id="raise") != first


async def test_direct_messages_with_one_person_named_twice_are_those_with_them() -> None:
    async with running_bot() as bot:
        bob = bot.id("bob")
        once = await bot.call("conversations.open", users=bob)
        twice = await bot.call("conversations.open", users=f"{bob},{bob}")
        assert twice["channel"]["id"] == once["channel"]["id"]


async def said(bot: Bot) -> list[dict[str, Any]]:
    """What stands in #general."""
    found: list[dict[str, Any]] = (await bot.client.get("/channels/general"))["channel"]["messages"]
    return found
