"""What people see, and what is kept from those who do not: guests, and whoever is outside."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.contract.app import listening
from slack_sandbox.state.entities import Grant

UNSEEN = {"ok": False, "error": "channel_not_found"}


async def found_by(bot: Bot, name: str, query: str) -> list[str]:
    """Texts, found with somebody's own token."""
    token = f"xoxp-{name}"
    bot.sandbox.workspace.user_tokens[token] = Grant(
        user=bot.id(name), scopes="search:read", redirect_uri=""
    )
    url = f"{bot.sandbox.api_url}search.messages"
    headers = {"Authorization": f"Bearer {token}"}
    async with bot.session.post(url, json={"query": query}, headers=headers) as response:
        found = (await response.json())["messages"]["matches"]
    return [match["text"] for match in found]


async def test_a_guest_finds_nothing_in_channels_that_they_are_not_in() -> None:
    # The search knew only of private channels; guests read all public ones through it.
    async with running_bot() as bot:
        await bot.client.post("/people/bob/messages", channel="random", text="Is it down")
        assert await found_by(bot, "gus", "down") == []
        assert await found_by(bot, "priya", "down") == ["Is it down"]


ACTIONS: list[tuple[str, dict[str, Any]]] = [
    ("channels/random", {"do": "join"}),
    ("channels/random", {"do": "topic", "topic": "Mine"}),
    ("messages", {"channel": "random", "text": "Hello"}),
    ("clicks", {"channel": "random", "message_ts": "1.0", "action_id": "go"}),
]


@pytest.mark.parametrize(("path", "arguments"), ACTIONS)
async def test_a_guest_reaches_no_channel_that_they_are_not_in(
    path: str, arguments: dict[str, Any]
) -> None:
    # Gus joined #random and removed Alice, though his own list did not show it.
    async with running_bot() as bot:
        assert await bot.client.post(f"/people/gus/{path}", **arguments) == UNSEEN
        listed = (await bot.client.get("/people/gus/channels"))["channels"]
        assert "random" not in [row["name"] for row in listed]


async def text_of(bot: Bot, ts: str) -> str:
    """What was said in general then."""
    said = (await bot.client.get("/channels/general"))["channel"]["messages"]
    return next(str(row["text"]) for row in said if row["ts"] == ts)


async def test_a_private_channel_is_named_only_by_those_who_are_in_it() -> None:
    # Alice typed "#leadership", and it became a reference that told her that there is such one.
    async with running_bot() as bot:
        typed, linked = "See #leadership", f"See <#{bot.id('leadership')}|leadership>"
        general = bot.sandbox.workspace.channels[bot.id("general")]
        general.members = [*bot.sandbox.workspace.people]
        for name, text in {"alice": typed, "gus": typed, "priya": linked}.items():
            about = {"channel": "general", "text": typed}
            said = await bot.client.post(f"/people/{name}/messages", **about)
            assert await text_of(bot, said["ts"]) == text, name
            about = {"do": "edit", "message_ts": said["ts"], "text": typed}
            assert (await bot.client.post(f"/people/{name}/channels/general", **about))["ok"]
            assert await text_of(bot, said["ts"]) == text, name


async def test_no_app_learns_the_id_of_a_private_channel_from_its_name() -> None:
    async with running_bot() as bot:
        about = {"channel": bot.id("general"), "parse": "full"}
        said = await bot.call("chat.postMessage", text="See #leadership and #random", **about)
        assert said["message"]["text"] == f"See #leadership and <#{bot.id('random')}|random>"


async def test_a_command_tells_no_app_what_its_user_does_not_see() -> None:
    async with running_bot() as bot, listening(bot) as app:
        bot.sandbox.workspace.app.escaped_commands = frozenset({"/hello"})
        for name in ("alice", "priya"):
            arguments = {"channel": "general", "text": "/hello #leadership"}
            await bot.client.post(f"/people/{name}/messages", **arguments)
        heard = [row["payload"]["text"] for row in app.envelopes if row["type"] != "hello"]
        assert heard == ["#leadership", f"<#{bot.id('leadership')}|leadership>"]
