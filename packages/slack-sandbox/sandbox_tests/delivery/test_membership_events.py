"""Who leaves a channel, in whatever way, and what the app is told of it."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.contract.app import App, listening
from sandbox_tests.delivery.test_events import happened, heard

Json = dict[str, Any]
TEAM = "T00000001"


async def room(bot: Bot, app: App, *, private: bool) -> str:
    """A channel that the app made, with Alice and Bob in it; its id. Nothing is heard yet."""
    made = await bot.call("conversations.create", name="room", is_private=private)
    channel: str = made["channel"]["id"]
    users = [bot.id("alice"), bot.id("bob")]
    assert (await bot.call("conversations.invite", channel=channel, users=users))["ok"]
    await heard(bot, app)
    app.envelopes.clear()
    return channel


async def leaves(bot: Bot, way: str, channel: str) -> None:
    """Bob is out of the channel, one way or another."""
    bob = bot.id("bob")
    match way:
        case "leaves":
            answer = await bot.client.person("bob").does("leave", channel)
        case "is removed by Alice":
            answer = await bot.client.person("alice").does("kick", channel, user=bob)
        case _:
            answer = await bot.call("conversations.kick", channel=channel, user=bob)
    assert answer["ok"], answer


WAYS = ["leaves", "is removed by Alice", "is removed by the app"]


@pytest.mark.parametrize(("private", "kind"), [(False, "C"), (True, "G")])
@pytest.mark.parametrize("way", WAYS)
async def test_the_app_hears_who_is_not_in_its_channel_any_more(
    way: str, private: bool, kind: str
) -> None:
    async with running_bot() as bot, listening(bot) as app:
        channel = await room(bot, app, private=private)
        await leaves(bot, way, channel)
        assert await heard(bot, app) == ["member_left_channel", "message channel_leave"]
        event = happened(app)[0]
        stamp = event.pop("event_ts")
        assert event == {
            "type": "member_left_channel",
            "user": bot.id("bob"),
            "channel": channel,
            "channel_type": kind,
            "team": TEAM,
        }
        assert float(stamp) > 0
        members = (await bot.call("conversations.members", channel=channel))["members"]
        assert members == [bot.sandbox.workspace.app.bot_user, bot.id("alice")]


@pytest.mark.parametrize("private", [False, True])
async def test_who_is_deactivated_is_in_no_channel_and_only_user_change_says_so(
    private: bool,
) -> None:
    async with running_bot() as bot, listening(bot) as app:
        channel = await room(bot, app, private=private)
        said = len((await bot.client.channel(channel))["messages"])
        assert (await bot.client.person("bob").becomes(deleted=True))["ok"]
        assert await heard(bot, app) == ["user_change"]
        user = happened(app)[0]["user"]
        assert (user["id"], user["deleted"]) == (bot.id("bob"), True)
        info = await bot.call("conversations.info", channel=channel, include_num_members=True)
        assert info["channel"]["num_members"] == 2
        members = (await bot.call("conversations.members", channel=channel))["members"]
        assert bot.id("bob") not in members
        assert len((await bot.client.channel(channel))["messages"]) == said
        assert (await bot.call("users.conversations", user=bot.id("bob")))["channels"] == []


async def test_who_comes_back_is_not_brought_back_into_their_channels() -> None:
    async with running_bot() as bot, listening(bot) as app:
        channel = await room(bot, app, private=True)
        bob = bot.client.person("bob")
        await bob.becomes(deleted=True)
        await bob.becomes(deleted=False)
        assert await bob.types("Hello", channel) == {"ok": False, "error": "channel_not_found"}
        assert [row["name"] for row in (await bob.places())["channels"] if row["is_member"]] == []
        assert await heard(bot, app) == ["user_change", "user_change"]


@pytest.mark.parametrize(("private", "kind"), [(False, "channel_left"), (True, "group_left")])
@pytest.mark.parametrize("by", ["alice", "app"])
async def test_the_app_hears_of_its_own_leaving_and_removal(
    private: bool, kind: str, by: str
) -> None:
    async with running_bot() as bot, listening(bot) as app:
        channel, me = await room(bot, app, private=private), bot.sandbox.workspace.app.bot_user
        if by == "app":
            assert (await bot.call("conversations.leave", channel=channel))["ok"]
        else:
            kicked = await bot.client.person("alice").does("kick", channel, user=me)
            assert kicked == {"ok": True}
        assert await heard(bot, app) == ["member_left_channel", kind]
        (left, mine) = happened(app)
        assert (left["user"], left["channel"]) == (me, channel)
        actor = me if by == "app" else bot.id("alice")
        assert (mine["channel"], mine["actor_id"]) == (channel, actor)


@pytest.mark.parametrize(
    ("subscribed", "expected"),
    [
        ([], []),
        (["member_left_channel"], ["member_left_channel", "member_left_channel"]),
        (["user_change"], ["user_change"]),
        (["channel_left"], ["channel_left"]),
        (["group_left"], []),
    ],
)
async def test_a_manifest_hears_only_what_it_asks_for(
    subscribed: list[str], expected: list[str]
) -> None:
    scopes = ["channels:manage", "channels:read", "groups:read", "users:read", "chat:write"]
    manifest = {
        "display_information": {"name": "Bell"},
        "features": {"bot_user": {"display_name": "bell"}},
        "oauth_config": {"scopes": {"bot": scopes}},
        "settings": {"event_subscriptions": {"bot_events": [*subscribed, "channel_archive"]}},
    }
    async with running_bot(manifest=manifest) as bot, listening(bot) as app:
        channel = (await bot.call("conversations.create", name="room"))["channel"]["id"]
        for name in ("alice", "bob", "priya"):
            users = [bot.id(name)]
            assert (await bot.call("conversations.invite", channel=channel, users=users))["ok"]
        await leaves(bot, "leaves", channel)
        await bot.client.person("priya").becomes(deleted=True)
        me = bot.sandbox.workspace.app.bot_user
        assert (await bot.client.person("alice").does("kick", channel, user=me))["ok"]
        assert (await bot.client.person("alice").does("archive", channel))["ok"]
        assert await heard(bot, app) == [*expected, "channel_archive"]
