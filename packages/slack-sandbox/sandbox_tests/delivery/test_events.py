"""What the app hears of what merely happens, each in the order in which it did."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.contract.app import App, listening
from sandbox_tests.interactions import until
from sandbox_tests.web_api.test_files import upload


def happened(app: App) -> list[dict[str, Any]]:
    """The events so far."""
    found = [envelope["payload"] for envelope in app.envelopes if envelope["type"] == "events_api"]
    return [bot["event"] for bot in sorted(found, key=lambda each: str(each["event_id"]))]


def kinds(app: App) -> list[str]:
    """Their types, of messages with the subtype."""
    return [
        " ".join(filter(None, [event["type"], event.get("subtype")])) for event in happened(app)
    ]


async def heard(bot: Bot, app: App) -> list[str]:
    """The kinds, once everything that was sent has been acknowledged: no event comes after."""
    log = bot.sandbox.server.delivery.log
    await until(lambda: log and all(row["ended"] for row in log))
    return kinds(app)


async def do(bot: Bot, person: str, channel: str, action: str, /, **more: Any) -> None:
    """A person's action, which must succeed."""
    answer = await bot.client.post(f"/people/{person}/channels/{channel}", do=action, **more)
    assert answer["ok"], answer


async def test_of_public_channels_the_app_hears_all_that_becomes_of_them() -> None:
    async with running_bot() as bot, listening(bot) as app:
        await do(bot, "alice", "lunch", "create")
        await do(bot, "alice", "lunch", "rename", name="dinner")
        await do(bot, "alice", "dinner", "archive")
        await do(bot, "alice", "dinner", "unarchive")
        assert await heard(bot, app) == [
            "channel_created", "channel_rename", "channel_archive", "channel_unarchive",
        ]  # fmt: skip
        created = happened(app)[0]["channel"]
        assert (created["name"], created["creator"]) == ("lunch", bot.id("alice"))


async def test_of_private_channels_it_hears_nothing_where_it_is_not() -> None:
    async with running_bot() as bot, listening(bot) as app:
        await do(bot, "alice", "secret", "create", is_private=True)
        await do(bot, "alice", "secret", "rename", name="more-secret")
        await do(bot, "alice", "more-secret", "archive")
        await do(bot, "alice", "more-secret", "unarchive")
        await do(bot, "alice", "general", "rename", name="everybody")
        assert await heard(bot, app) == ["channel_rename"]


@pytest.mark.parametrize(("private", "kind"), [(False, "channel"), (True, "group")])
async def test_an_app_that_is_removed_is_told_by_whom(private: bool, kind: str) -> None:
    async with running_bot() as bot, listening(bot) as app:
        await do(bot, "alice", "place", "create", is_private=private)
        user = bot.sandbox.workspace.app.bot_user
        await do(bot, "alice", "place", "invite", user=user)
        await do(bot, "alice", "place", "kick", user=user)
        await app.received(f"{kind}_left")
        left = happened(app)[-1]
        assert (left["channel"], left["actor_id"]) == (bot.id("place"), bot.id("alice"))
        before = happened(app)[-2]
        assert (before["type"], before["user"]) == ("member_left_channel", user)


async def test_whoever_leaves_is_seen_to_leave() -> None:
    async with running_bot() as bot, listening(bot) as app:
        await bot.call("conversations.join", channel=bot.id("random"))
        await do(bot, "bob", "random", "leave")
        await do(bot, "alice", "random", "kick", user=bot.id("charlie"))
        await heard(bot, app)
        said = [row["text"] for row in happened(app) if row.get("subtype") == "channel_leave"]
        alice, bob, charlie = (f"<@{bot.id(name)}>" for name in ("alice", "bob", "charlie"))
        assert said == [f"{bob} has left the channel", f"{charlie} was removed by {alice}"]


async def test_who_joins_and_who_changes_is_heard() -> None:
    async with running_bot() as bot, listening(bot) as app:
        made = await bot.client.post("/people", name="frank", real_name="Frank Quinn")
        frank = made["person"]["id"]
        await bot.client.post("/people/frank", status_text="On call", status_emoji=":pager:")
        await bot.client.post("/people/frank", dnd_until=2_000_000_000)
        await bot.client.post("/people/frank", deleted=True)
        await bot.client.post("/people/frank", deleted=True)
        assert await heard(bot, app) == [
            "team_join", "user_change", "user_profile_changed", "user_status_changed",
            "dnd_updated_user", "user_change",
        ]  # fmt: skip
        events = happened(app)
        assert events[0]["user"]["profile"]["email"] == "frank@example.com"
        assert events[1]["user"]["profile"]["status_text"] == "On call"
        assert events[4]["user"] == frank
        assert events[4]["dnd_status"]["next_dnd_end_ts"] == 2_000_000_000
        assert events[5]["user"]["deleted"] is True
        known = (await bot.call("users.info", user=frank))["user"]
        assert known == events[5]["user"]


async def test_who_is_new_is_in_general_and_known_since_they_changed() -> None:
    # Whoever came later was in no channel at all, and `updated` was always the workspace's birth.
    async with running_bot(clock=1_800_000_000) as bot, listening(bot) as app:
        await bot.call("conversations.join", channel=bot.id("general"))
        zoe = (await bot.client.post("/people", name="zoe"))["person"]["id"]
        said = await bot.client.post("/people/zoe/messages", channel="general", text="Hello")
        assert said["ok"], said
        await bot.client.post("/people", name="helper", is_bot=True)
        assert bot.id("helper") not in bot.sandbox.workspace.channels[bot.id("general")].members
        await bot.client.post("/clock", advance=60)
        await bot.client.post("/people/zoe", status_text="On call")
        await bot.client.post("/clock", advance=60)
        await bot.client.post("/people/zoe", status_text="On call")
        await app.received("user_change")
        events = [row for row in happened(app) if zoe in str(row)]
        assert [row["type"] for row in events[:3]] == [
            "team_join", "message", "member_joined_channel",
        ]  # fmt: skip
        stamps = [row["user"]["updated"] for row in events if row["type"][-4:] in ("join", "ange")]
        assert stamps == [1_800_000_000, 1_800_000_060]
        known = (await bot.call("users.info", user=zoe))["user"]
        assert known["updated"] == 1_800_000_060


@pytest.mark.parametrize(
    ("arguments", "code"),
    [({}, "invalid_name"), ({"name": "a b"}, "invalid_name"), ({"name": "bob"}, "name_taken")],
)
async def test_nobody_joins_without_a_name_of_their_own(
    arguments: dict[str, str], code: str
) -> None:
    async with running_bot() as bot:
        before = len(bot.sandbox.workspace.people)
        assert await bot.client.post("/people", **arguments) == {"ok": False, "error": code}
        assert len(bot.sandbox.workspace.people) == before


async def test_files_are_heard_of_where_they_are_shared_and_when_they_go() -> None:
    async with running_bot() as bot, listening(bot) as app:
        channel = bot.id("general")
        await bot.call("conversations.join", channel=channel)
        await do(bot, "alice", "general", "upload", filename="log.txt", content="it broke")
        await app.received("file_shared")
        shared = happened(app)[-1]
        assert (shared["channel_id"], shared["user_id"]) == (channel, bot.id("alice"))
        assert kinds(app)[-3:] == ["message file_share", "file_created", "file_shared"]
        own = await upload(bot, "own.txt", channel)
        assert (await bot.call("files.delete", file=own))["ok"]
        await app.received("file_deleted")
        gone = happened(app)[-1]
        assert (gone["file_id"], gone["channel_ids"]) == (own, [channel])
        assert kinds(app)[-2:] == ["message message_deleted", "file_deleted"]


async def test_home_and_its_messages_are_told_apart() -> None:
    async with running_bot() as bot, listening(bot) as app:
        await bot.client.post("/people/alice/home/open")
        await bot.client.post("/people/alice/home/open", tab="messages")
        assert await heard(bot, app) == ["im_created", "app_home_opened", "app_home_opened"]
        assert [row.get("tab") for row in happened(app)] == [None, "home", "messages"]
