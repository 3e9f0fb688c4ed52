"""What a bot does with channels and things of its own, and what it may no more from outside."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox_tests.bot import Bot, running_bot

Json = dict[str, Any]
DAY = {"type": "link", "title": "Doc", "link": "https://example.com/doc"}


async def made(bot: Bot, *, private: bool, name: str = "inc-1") -> str:
    """A channel of the bot's with Alice in it."""
    created = await bot.call("conversations.create", name=name, is_private=private)
    channel: str = created["channel"]["id"]
    invited = await bot.call("conversations.invite", channel=channel, users=[bot.id("alice")])
    assert invited["ok"], invited
    return channel


async def furnished(bot: Bot, channel: str) -> dict[str, str]:
    """A message, its pin, a bookmark and a file of the bot's there; their ids."""
    said = await bot.call("chat.postMessage", channel=channel, text="Started")
    assert (await bot.call("pins.add", channel=channel, timestamp=said["ts"]))["ok"]
    bookmark = await bot.call("bookmarks.add", channel_id=channel, **DAY)
    asked = await bot.call("files.getUploadURLExternal", filename="record.md", length=6)
    async with bot.session.post(asked["upload_url"], data=b"Record") as response:
        assert response.status == 200
    file = asked["file_id"]
    done = await bot.call("files.completeUploadExternal", files=[{"id": file}], channel_id=channel)
    assert done["ok"], done
    return {"ts": said["ts"], "bookmark": bookmark["bookmark"]["id"], "file": file}


TAKING_AWAY: dict[str, dict[str, str]] = {
    "pins.remove": {"channel": "channel", "timestamp": "ts"},
    "bookmarks.remove": {"channel_id": "channel", "bookmark_id": "bookmark"},
    "chat.update": {"channel": "channel", "ts": "ts"},
    "chat.delete": {"channel": "channel", "ts": "ts"},
    "files.delete": {"file": "file"},
}


def arguments(method: str, known: dict[str, str]) -> Json:
    """What a method takes, from what is known here."""
    found: Json = {key: known[value] for key, value in TAKING_AWAY[method].items()}
    return {**found, "text": "Struck."} if method == "chat.update" else found


@pytest.mark.parametrize("private", [False, True])
async def test_a_bot_takes_away_what_it_has_put_there(private: bool) -> None:
    async with running_bot() as bot:
        channel = await made(bot, private=private)
        known = {"channel": channel, **await furnished(bot, channel)}
        for method in TAKING_AWAY:
            answer = await bot.call(method, **arguments(method, known))
            assert answer["ok"], (method, answer)
        left = await bot.client.channel(channel)
        assert (left["pins"], left["bookmarks"]) == ([], [])
        assert [row["text"] for row in left["messages"] if not row["subtype"]] == []
        assert [row for row in left["messages"] if row["files"]] == []
        again = {method: await bot.error(method, **arguments(method, known))
                 for method in TAKING_AWAY}  # fmt: skip
        assert again == {
            "pins.remove": "message_not_found",
            "bookmarks.remove": "not_found",
            "chat.update": "message_not_found",
            "chat.delete": "message_not_found",
            "files.delete": "file_not_found",
        }


GONE: list[tuple[bool, dict[str, str | None]]] = [
    (
        True,
        {
            "pins.remove": "channel_not_found",
            "bookmarks.remove": "channel_not_found",
            "chat.update": "channel_not_found",
            "chat.delete": "channel_not_found",
            "files.delete": None,
        },
    ),
    (
        False,
        {
            "pins.remove": None,
            "bookmarks.remove": "permission_denied",
            "chat.update": None,
            "chat.delete": None,
            "files.delete": None,
        },
    ),
]


@pytest.mark.parametrize(("private", "expected"), GONE)
async def test_what_a_bot_that_was_removed_can_still_take_away(
    private: bool, expected: dict[str, str | None]
) -> None:
    async with running_bot() as bot:
        channel = await made(bot, private=private)
        known = {"channel": channel, **await furnished(bot, channel)}
        me = bot.sandbox.workspace.app.bot_user
        assert (await bot.client.person("alice").does("kick", channel, user=me))["ok"]
        found = {method: await bot.error(method, **arguments(method, known))
                 for method in TAKING_AWAY}  # fmt: skip
        assert found == expected


async def test_only_its_own_messages_are_changed_and_deleted() -> None:
    async with running_bot() as bot:
        channel = await made(bot, private=False)
        ts = (await bot.client.person("alice").types("Mine", channel))["ts"]
        about = {"channel": channel, "ts": ts}
        assert await bot.error("chat.update", **about, text="Yours") == "cant_update_message"
        assert await bot.error("chat.delete", **about) == "cant_delete_message"


async def test_an_archived_channel_is_changed_no_more() -> None:
    async with running_bot() as bot:
        channel = await made(bot, private=False)
        known = {"channel": channel, **await furnished(bot, channel)}
        assert (await bot.call("conversations.archive", channel=channel))["ok"]
        assert await bot.error("chat.update", **arguments("chat.update", known)) == "is_inactive"
        renamed = await bot.error("conversations.rename", channel=channel, name="inc-2")
        assert renamed == "is_archived"
        assert await bot.error("conversations.archive", channel=channel) == "already_archived"
        removed = await bot.error("bookmarks.remove", **arguments("bookmarks.remove", known))
        assert removed == "permission_denied"


async def test_a_bot_renames_only_the_channels_that_it_made() -> None:
    # It renamed everybody's, which Slack refuses to all but the creator and administrators.
    async with running_bot() as bot:
        channel = await made(bot, private=False)
        renamed = await bot.call("conversations.rename", channel=channel, name="inc-2-private")
        assert (renamed["ok"], renamed["channel"]["name"]) == (True, "inc-2-private")
        assert renamed["channel"]["previous_names"] == ["inc-1"]
        await bot.call("conversations.join", channel=bot.id("random"))
        refused = await bot.error("conversations.rename", channel=bot.id("random"), name="other")
        assert refused == "not_authorized"


async def members(bot: Bot, channel: str, **more: Any) -> list[str]:
    """The names of who is in it."""
    found = (await bot.call("conversations.members", channel=channel, **more))["members"]
    return [bot.sandbox.workspace.people[user].name for user in found]


@pytest.mark.parametrize("private", [False, True])
async def test_members_are_those_of_now_a_page_at_a_time(private: bool) -> None:
    async with running_bot() as bot:
        channel = await made(bot, private=private)
        users = [bot.id(name) for name in ("bob", "charlie", "priya")]
        await bot.call("conversations.invite", channel=channel, users=users)
        assert await members(bot, channel) == ["app", "alice", "bob", "charlie", "priya"]
        await bot.client.person("bob").does("leave", channel)
        await bot.call("conversations.kick", channel=channel, user=bot.id("charlie"))
        assert await members(bot, channel) == ["app", "alice", "priya"]
        first = await bot.call("conversations.members", channel=channel, limit=2)
        cursor = first["response_metadata"]["next_cursor"]
        assert (len(first["members"]), bool(cursor)) == (2, True)
        assert await members(bot, channel, limit=2, cursor=cursor) == ["priya"]
        wrong = await bot.error("conversations.members", channel=channel, cursor="x")
        assert wrong == "invalid_cursor"


@pytest.mark.parametrize(
    ("private", "expected"),
    [(False, None), (True, "channel_not_found")],
    ids=["public", "private"],
)
@pytest.mark.parametrize("way", ["removed", "left", "archived"])
async def test_from_outside_a_private_channel_is_not_there(
    way: str, private: bool, expected: str | None
) -> None:
    async with running_bot() as bot:
        channel, alice = await made(bot, private=private), bot.client.person("alice")
        match way:
            case "removed":
                await alice.does("kick", channel, user=bot.sandbox.workspace.app.bot_user)
            case "left":
                assert (await bot.call("conversations.leave", channel=channel))["ok"]
            case _:
                assert (await bot.call("conversations.archive", channel=channel))["ok"]
        for method in ("conversations.members", "conversations.info", "pins.list"):
            assert await bot.error(method, channel=channel) == expected, method


KICKS: list[tuple[str, str, str]] = [
    ("inc-1", "app", "cant_kick_self"),
    ("inc-1", "bob", "not_in_channel"),
    ("inc-1", "U99999999", "user_not_found"),
    ("general", "alice", "cant_kick_from_general"),
    ("random", "alice", "not_in_channel"),
    ("leadership", "priya", "channel_not_found"),
    ("C99999999", "alice", "channel_not_found"),
]


@pytest.mark.parametrize(("channel", "user", "code"), KICKS)
async def test_whom_a_bot_cannot_remove_is_said(channel: str, user: str, code: str) -> None:
    async with running_bot() as bot:
        await made(bot, private=True)
        await bot.call("conversations.join", channel=bot.id("general"))
        found = bot.sandbox.workspace.channel(channel)
        person = bot.sandbox.workspace.person(user)
        asked = {"channel": found.id if found else channel, "user": person.id if person else user}
        assert await bot.error("conversations.kick", **asked) == code


async def test_what_a_teams_preference_forbids_is_arranged() -> None:
    async with running_bot() as bot:
        channel = await made(bot, private=False)
        await bot.client.fault("conversations.kick", "error", error="restricted_action")
        asked = {"channel": channel, "user": bot.id("alice")}
        assert await bot.error("conversations.kick", **asked) == "restricted_action"
