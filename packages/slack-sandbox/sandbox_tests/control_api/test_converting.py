"""A channel is made private, or public: its id stays, and all else follows the new kind."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.contract.app import App, listening
from sandbox_tests.delivery.test_events import happened, heard

Json = dict[str, Any]
PRIVATE = "made this channel *private*. Now, it can only be viewed or joined by invitation."
CONVERTED = "channel_convert"
PUBLIC = "made this channel *public*. Any member in this workspace can see and join it."


async def converted(bot: Bot, channel: str, *, private: bool, by: str = "alice") -> Json:
    """The answer to who makes it private or public."""
    return await bot.client.person(by).does("convert", channel, is_private=private)


async def events(bot: Bot, app: App) -> list[Json]:
    """What happened until now, without what differs in every run."""
    await heard(bot, app)
    found = happened(app)
    app.envelopes.clear()
    return [{k: v for k, v in event.items() if not k.endswith("ts")} for event in found]


async def test_converting_is_said_in_the_channel_as_the_new_kind_and_its_id_stays() -> None:
    async with running_bot() as bot, listening(bot) as app:
        incidents, alice = bot.id("incidents"), bot.id("alice")
        await bot.call("conversations.join", channel=incidents)
        await events(bot, app)
        assert await converted(bot, "incidents", private=True) == {"ok": True}
        said = {"type": "message", "user": alice, "channel": incidents}
        assert await events(bot, app) == [
            {**said, "subtype": "channel_convert_to_private", "text": PRIVATE,
             "channel_type": "group"},
        ]  # fmt: skip
        assert await converted(bot, "incidents", private=False) == {"ok": True}
        assert await events(bot, app) == [
            {**said, "subtype": "channel_convert_to_public", "text": PUBLIC,
             "channel_type": "channel"},
        ]  # fmt: skip
        history = await bot.call("conversations.history", channel=incidents, limit=2)
        assert [row["text"] for row in history["messages"]] == [PUBLIC, PRIVATE]


@pytest.mark.parametrize("inside", [True, False])
async def test_the_methods_follow_the_new_kind(inside: bool) -> None:
    async with running_bot() as bot:
        incidents = bot.id("incidents")
        if inside:
            await bot.call("conversations.join", channel=incidents)
        assert await converted(bot, "incidents", private=True) == {"ok": True}
        public = (await bot.call("conversations.list"))["channels"]
        private = (await bot.call("conversations.list", types="private_channel"))["channels"]
        mine = (await bot.call("users.conversations", types="private_channel"))["channels"]
        assert incidents not in [row["id"] for row in public]
        expected = [(incidents, True)] if inside else []
        assert [(row["id"], row["is_private"]) for row in private] == expected
        assert [(row["id"], row["is_private"]) for row in mine] == expected
        info = await bot.call("conversations.info", channel=incidents)
        if inside:
            assert (info["channel"]["is_private"], info["channel"]["is_channel"]) == (True, True)
        else:
            assert info["error"] == "channel_not_found"
            assert await bot.error("conversations.members", channel=incidents) == (
                "channel_not_found"
            )
            refused = await bot.error("conversations.join", channel=incidents)
            assert refused == "channel_not_found"
        assert await converted(bot, "incidents", private=False) == {"ok": True}
        info = (await bot.call("conversations.info", channel=incidents))["channel"]
        assert info["is_private"] is False


async def test_who_sees_it_follows() -> None:
    async with running_bot() as bot:
        assert await converted(bot, "random", private=True) == {"ok": True}
        priya = bot.client.person("priya")
        assert (await priya.does("join", "random"))["error"] == "channel_not_found"
        assert "random" not in [row["name"] for row in (await priya.places())["channels"]]
        assert await converted(bot, "random", private=False) == {"ok": True}
        assert await priya.does("join", "random") == {"ok": True}


async def test_events_are_of_the_new_kind_from_then_on() -> None:
    async with running_bot() as bot, listening(bot) as app:
        await bot.call("conversations.join", channel=bot.id("incidents"))
        await events(bot, app)
        await converted(bot, "incidents", private=True)
        alice = bot.client.person("alice")
        await alice.types("Quietly", "incidents")
        await alice.does("kick", "incidents", user="bob")
        await alice.does("rename", "incidents", name="quiet")
        await alice.does("archive", "quiet")
        found = await events(bot, app)
        kinds = [(row.get("subtype", row["type"]), row.get("channel_type")) for row in found]
        assert kinds == [
            ("channel_convert_to_private", "group"),
            ("message", "group"),
            ("member_left_channel", "G"),
            ("channel_leave", "group"),
            ("channel_name", "group"),
            ("group_rename", None),
            ("channel_archive", "group"),
            ("group_archive", None),
        ]


@pytest.mark.parametrize(
    ("subscribed", "expected"),
    [
        (["message.groups"], ["channel_convert_to_private", None]),
        (["message.channels"], [None, "channel_convert_to_public"]),
    ],
)
async def test_a_manifest_hears_of_it_under_the_name_of_the_new_kind(
    subscribed: list[str], expected: list[str | None]
) -> None:
    manifest = {
        "display_information": {"name": "Bell"},
        "features": {"bot_user": {"display_name": "bell"}},
        "oauth_config": {"scopes": {"bot": ["channels:history", "groups:history", "chat:write",
                                            "channels:join"]}},
        "settings": {"event_subscriptions": {"bot_events": subscribed}},
    }  # fmt: skip
    async with running_bot(manifest=manifest) as bot, listening(bot) as app:
        await bot.client.person("alice").does("invite", "incidents", user=bot.id("bell"))
        found: list[str | None] = []
        for private in (True, False):
            await bot.client.person("alice").types("Now", "incidents")
            assert await converted(bot, "incidents", private=private) == {"ok": True}
            subtypes = [event.get("subtype") for event in await events(bot, app)]
            found.append(next((each for each in subtypes if str(each)[:15] == CONVERTED), None))
        assert found == expected


REFUSED: list[tuple[str, str, Any, str]] = [
    ("alice", "general", True, "channel_type_not_supported"),
    ("alice", "random", False, "channel_type_not_supported"),
    ("alice", "random", "yes", "invalid_is_private"),
    ("alice", "old-project", True, "is_archived"),
    ("alice", "security", True, "not_in_channel"),
    ("alice", "leadership", False, "channel_not_found"),
    ("bob", "random", True, "restricted_action"),
    ("charlie", "leadership", False, "restricted_action"),
    ("priya", "leadership", False, "restricted_action"),
]


@pytest.mark.parametrize(("who", "channel", "private", "code"), REFUSED)
async def test_who_may_not_convert_is_refused_and_nothing_changes(
    who: str, channel: str, private: Any, code: str
) -> None:
    async with running_bot() as bot:
        before = bot.sandbox.workspace.revision
        answer = await bot.client.person(who).does("convert", channel, is_private=private)
        assert (answer, bot.sandbox.workspace.revision) == ({"ok": False, "error": code}, before)


async def test_whoever_made_a_channel_makes_it_private_and_not_public_again() -> None:
    async with running_bot() as bot:
        assert (await bot.client.person("bob").does("create", "huddle"))["ok"]
        assert await converted(bot, "huddle", private=True, by="bob") == {"ok": True}
        back = await converted(bot, "huddle", private=False, by="bob")
        assert back == {"ok": False, "error": "restricted_action"}


@pytest.mark.parametrize("way", ["Private", "Public"])
async def test_a_bot_cannot_convert(way: str) -> None:
    async with running_bot() as bot:
        method = f"admin.conversations.convertTo{way}"
        made = (await bot.call("conversations.create", name="inc-1"))["channel"]["id"]
        assert await bot.error(method, channel_id=made) == "unknown_method"
