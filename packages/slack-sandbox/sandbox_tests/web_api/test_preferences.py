"""What a workspace leaves to its administrators: pinging everybody, making channels, posting."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from sandbox_tests.bot import Bot, running_bot


async def prefer(bot: Bot, **body: object) -> object:
    """Set by an administrator; answers what the sandbox said."""
    url = f"{bot.sandbox.url}/sandbox/preferences"
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as answer:
        found = await answer.json()
    return found.get("error") or found["preferences"]


@pytest.mark.parametrize("ping", ["<!here>", "<!channel>", "<!everyone|everyone>"])
async def test_a_ping_that_is_left_to_administrators_is_refused_wherever_it_stands(
    ping: str,
) -> None:
    async with running_bot() as bot:
        channel = bot.id("general")
        section = {"type": "section", "text": {"type": "mrkdwn", "text": f"{ping} It is down"}}
        loud: list[dict[str, Any]] = [
            {"text": f"{ping} It is down"},
            {"text": "It is down", "blocks": [section]},
            {"text": "It is down", "attachments": [{"text": ping}]},
        ]
        for content in loud:
            assert await bot.error("chat.postMessage", channel=channel, **content) is None
        await prefer(bot, who_can_at_everyone="admin")
        for content in loud:
            refusal = await bot.error("chat.postMessage", channel=channel, **content)
            assert refusal == "restricted_action"
        assert await bot.error("chat.postMessage", channel=channel, text="It is down") is None


async def test_a_bot_makes_no_channel_where_only_administrators_do() -> None:
    async with running_bot() as bot:
        await prefer(bot, who_can_create_channels="admin")
        assert await bot.error("conversations.create", name="inc-1") == "restricted_action"
        await prefer(bot, who_can_create_channels="everyone")
        assert await bot.error("conversations.create", name="inc-1") is None


async def test_a_bot_posts_nothing_in_a_channel_that_is_left_to_administrators() -> None:
    async with running_bot() as bot:
        channel = bot.id("general")
        await prefer(bot, channel="general", who_can_post="admin")
        refusal = await bot.error("chat.postMessage", channel=channel, text="It is down")
        assert refusal == "restricted_action"
        assert await bot.error("chat.postMessage", channel=bot.id("random"), text="Hello") is None


async def test_a_preference_that_there_is_not_is_named_as_such() -> None:
    async with running_bot() as bot:
        wrongly: list[dict[str, Any]] = [
            {"who_can_shout": "admin"},
            {"who_can_at_everyone": "nobody"},
            {"who_can_at_everyone": ["admin"]},
            {"channel": "general", "who_can_at_everyone": "admin"},
            {"who_can_post": "admin"},
        ]
        for wrong in wrongly:
            assert await prefer(bot, **wrong) == "invalid_preference"
