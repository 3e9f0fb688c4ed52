"""What people may not do in a channel. All of it once answered that it had been done."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.contract.app import listening
from sandbox_tests.delivery.test_events import happened, heard
from slack_sandbox.control_api.channels import ACTIONS
from slack_sandbox.control_api.permissions import REQUIREMENTS

Json = dict[str, Any]
REFUSED: list[tuple[str, str, str, Json, str]] = [
    ("alice", "general", "archive", {}, "cant_archive_general"),
    ("alice", "general", "leave", {}, "cant_leave_general"),
    ("alice", "general", "kick", {"user": "bob"}, "cant_kick_from_general"),
    ("alice", "random", "kick", {"user": "priya"}, "not_in_channel"),
    ("alice", "random", "kick", {"user": "alice"}, "cant_kick_self"),
    ("alice", "random", "invite", {"user": "bob"}, "already_in_channel"),
    ("alice", "random", "invite", {"user": "dana"}, "user_not_found"),
    ("alice", "random", "topic", {"topic": "x" * 251}, "too_long"),
    ("alice", "random", "unarchive", {}, "not_archived"),
    ("priya", "random", "topic", {"topic": "Mine"}, "not_in_channel"),
    ("priya", "random", "archive", {}, "not_in_channel"),
    ("priya", "random", "invite", {"user": "erin"}, "not_in_channel"),
    ("priya", "random", "rename", {"name": "mine"}, "not_in_channel"),
    ("priya", "random", "leave", {}, "not_in_channel"),
    ("priya", "random", "upload", {"content": "x"}, "not_in_channel"),
    ("alice", "old-project", "archive", {}, "already_archived"),
    ("alice", "old-project", "join", {}, "is_archived"),
    ("alice", "old-project", "leave", {}, "is_archived"),
    ("alice", "old-project", "topic", {"topic": "Up"}, "is_archived"),
    ("alice", "old-project", "upload", {"content": "x"}, "is_archived"),
    ("alice", "old-project", "rename", {"name": "older"}, "is_archived"),
    ("gus", "outing", "invite", {"user": "bob"}, "user_is_restricted"),
    ("gus", "outing", "kick", {"user": "alice"}, "user_is_restricted"),
    ("gus", "outing", "archive", {}, "user_is_restricted"),
    ("gus", "party", "create", {}, "user_is_restricted"),
]


def test_every_deed_has_its_needs() -> None:
    assert REQUIREMENTS.keys() == ACTIONS.keys()


async def act(bot: Bot, person: str, channel: str, action: str, **more: Any) -> Json:
    """An action's answer."""
    answer = await bot.client.post(f"/people/{person}/channels/{channel}", do=action, **more)
    return dict(answer)


@pytest.mark.parametrize(("person", "channel", "action", "more", "code"), REFUSED)
async def test_what_slack_does_not_allow_is_refused_and_changes_nothing(
    person: str, channel: str, action: str, more: Json, code: str
) -> None:
    async with running_bot() as bot:
        assert (await act(bot, "alice", "outing", "create"))["ok"]
        assert (await act(bot, "alice", "outing", "invite", user="gus"))["ok"]
        before = bot.sandbox.workspace.revision
        answer = await act(bot, person, channel, action, **more)
        assert answer == {"ok": False, "error": code}
        assert bot.sandbox.workspace.revision == before


@pytest.mark.parametrize("action", ["invite", "kick", "rename", "archive", "leave", "join"])
async def test_direct_messages_are_no_channel(action: str) -> None:
    async with running_bot() as bot:
        place = (await bot.client.post("/people/alice/direct", users=["app"]))["channel"]
        answer = await act(bot, "alice", place, action, user="bob", name="ours")
        assert answer == {"ok": False, "error": "method_not_supported_for_channel_type"}
        assert bot.sandbox.workspace.channels[place].members == [bot.id("app"), bot.id("alice")]


@pytest.mark.parametrize("action", ["pin", "unpin", "react", "unreact", "edit", "delete"])
async def test_what_is_said_is_touched_only_from_inside_and_while_the_channel_lives(
    action: str,
) -> None:
    async with running_bot() as bot:
        said = await bot.client.post("/people/bob/messages", channel="random", text="Hello")
        about = {"message_ts": said["ts"], "name": "eyes", "text": "Bye"}
        assert (await act(bot, "priya", "random", action, **about))["error"] == "not_in_channel"
        assert (await act(bot, "bob", "random", "archive"))["ok"]
        assert (await act(bot, "bob", "random", action, **about))["error"] == "is_archived"


async def test_what_the_app_said_any_member_deletes_and_no_guest() -> None:
    async with running_bot() as bot:
        await bot.call("conversations.join", channel=bot.id("general"))
        ts = (await bot.call("chat.postMessage", channel=bot.id("general"), text="Hello"))["ts"]
        refused = await act(bot, "gus", "general", "delete", message_ts=ts)
        assert refused == {"ok": False, "error": "cant_delete_message"}
        assert await act(bot, "bob", "general", "delete", message_ts=ts) == {"ok": True}


async def test_only_the_owner_deletes_what_other_people_said() -> None:
    async with running_bot() as bot:
        said = await bot.client.post("/people/alice/messages", channel="random", text="Hello")
        ts = said["ts"]
        refused = await act(bot, "bob", "random", "delete", message_ts=ts)
        assert refused == {"ok": False, "error": "cant_delete_message"}
        said = await bot.client.post("/people/bob/messages", channel="random", text="And you")
        assert await act(bot, "alice", "random", "delete", message_ts=said["ts"]) == {"ok": True}
        (left,) = (await bot.client.get("/channels/random"))["channel"]["messages"]
        assert left["ts"] == ts


async def test_what_was_never_pinned_is_not_unpinned() -> None:
    # The app heard pin_removed of a message that nobody had pinned.
    async with running_bot() as bot, listening(bot) as app:
        await bot.call("conversations.join", channel=bot.id("general"))
        said = await bot.client.post("/people/bob/messages", channel="general", text="Hello")
        for ts, code in ((said["ts"], "no_pin"), ("1.0", "message_not_found")):
            answer = await act(bot, "alice", "general", "unpin", message_ts=ts)
            assert answer == {"ok": False, "error": code}
        await bot.client.post("/people/bob/messages", channel="general", text="The last")
        await heard(bot, app)
        assert "pin_removed" not in [row["type"] for row in happened(app)]


async def test_nobody_leaves_a_private_channel_empty() -> None:
    async with running_bot() as bot:
        await act(bot, "alice", "secret", "create", is_private=True)
        answer = await act(bot, "alice", "secret", "leave")
        assert answer == {"ok": False, "error": "last_member"}


async def test_the_app_alone_is_met_in_its_direct_messages() -> None:
    # It became direct messages of several, of two, which Slack does not have.
    async with running_bot() as bot:
        for users in (["app"], ["app", "alice"]):
            opened = await bot.client.post("/people/alice/direct", users=users)
            channel = bot.sandbox.workspace.channels[opened["channel"]]
            assert (channel.im, channel.mpim) == (bot.id("alice"), False)
