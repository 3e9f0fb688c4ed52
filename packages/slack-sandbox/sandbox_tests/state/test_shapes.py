"""What channels, people and messages look like in answers: as full as Slack's."""

from __future__ import annotations

import pytest

from sandbox_tests.bot import Bot, running_bot
from slack_sandbox.page.avatars import coloured_square

START = 1_790_000_000.0


async def made(bot: Bot, name: str = "inc-1") -> str:
    """A channel of the bot's own."""
    return str((await bot.call("conversations.create", name=name))["channel"]["id"])


async def test_a_topic_names_who_set_it_and_when_and_a_name_those_before_it() -> None:
    async with running_bot(clock=START) as bot:
        channel, itself = await made(bot), bot.sandbox.workspace.app.bot_user
        await bot.client.post("/clock", advance=60)
        topic = (await bot.call("conversations.setTopic", channel=channel, topic="Down"))["channel"]
        assert topic["topic"] == {"value": "Down", "creator": itself, "last_set": START + 60}
        await bot.call("conversations.invite", channel=channel, users=bot.id("alice"))
        where = f"/people/alice/channels/{channel}"
        await bot.client.post(where, do="topic", topic="Up")
        await bot.call("conversations.rename", channel=channel, name="inc-2")
        await bot.call("conversations.rename", channel=channel, name="inc-3")
        shown = (await bot.call("conversations.info", channel=channel))["channel"]
        bob = {"channel": channel, "users": bot.id("bob")}
        invited = (await bot.call("conversations.invite", **bob))["channel"]
        assert invited["previous_names"] == shown["previous_names"]
        assert shown["topic"]["creator"] == bot.id("alice")
        assert shown["purpose"] == {"value": "", "creator": "", "last_set": 0}
        assert shown["previous_names"] == ["inc-2", "inc-1"]
        for method in ("conversations.list", "users.conversations"):
            listed = (await bot.call(method))["channels"][-1]
            assert listed["previous_names"] == shown["previous_names"]
        assert (shown["created"], shown["updated"]) == (START, (START + 60) * 1000)


async def test_lists_count_members_and_one_channel_only_when_asked() -> None:
    async with running_bot() as bot:
        channel = await made(bot)
        listed = (await bot.call("conversations.list"))["channels"]
        counts = {row["name"]: row["num_members"] for row in listed}
        assert (counts["inc-1"], counts["general"]) == (1, 7)
        one_alone = (await bot.call("conversations.info", channel=channel))["channel"]
        assert "num_members" not in one_alone
        assert one_alone["last_read"] == "0000000000.000000"
        outside = (await bot.call("conversations.info", channel=bot.id("general")))["channel"]
        assert (outside["is_member"], "last_read" in outside) == (False, False)
        mine = (await bot.call("users.conversations"))["channels"]
        assert [(row["name"], "is_member" in row, "num_members" in row) for row in mine] == [
            ("inc-1", False, False)
        ]


async def test_direct_messages_on_their_own_show_what_was_said_last() -> None:
    async with running_bot() as bot:
        alice = bot.id("alice")
        await bot.call("chat.postMessage", channel=alice, text="Good morning")
        opened = (await bot.call("conversations.open", users=alice, return_im=True))["channel"]
        assert (opened["user"], opened["is_open"]) == (alice, True)
        assert opened["latest"]["text"] == "Good morning"
        await bot.client.post("/people/alice", deleted=True)
        (listed,) = (await bot.call("conversations.list", types="im"))["channels"]
        (mine,) = (await bot.call("users.conversations", types="im"))["channels"]
        assert mine == listed
        info = {"channel": listed["id"], "include_locale": True, "include_num_members": True}
        shown = (await bot.call("conversations.info", **info))["channel"]
        assert (shown["locale"], shown["num_members"], shown["user"]) == ("en-GB", 2, alice)
        assert (listed["is_user_deleted"], "latest" in listed) == (True, False)


async def test_general_stays_general_under_another_name() -> None:
    """It was known by its name: renamed, the bot could archive it."""
    async with running_bot() as bot:
        general = bot.id("general")
        await bot.call("conversations.join", channel=general)
        await bot.call("conversations.rename", channel=general, name="everybody")
        assert await bot.error("conversations.archive", channel=general) == "cant_archive_general"
        assert await bot.error("conversations.leave", channel=general) == "cant_leave_general"
        kicked = {"channel": general, "user": bot.id("alice")}
        assert await bot.error("conversations.kick", **kicked) == "cant_kick_from_general"


async def test_a_person_has_a_picture_a_colour_and_the_first_owns_the_workspace() -> None:
    async with running_bot() as bot:
        alice = (await bot.call("users.info", user=bot.id("alice")))["user"]
        bob = (await bot.call("users.info", user=bot.id("bob")))["user"]
        rights = ("is_admin", "is_owner", "is_primary_owner")
        assert [alice[key] for key in rights] == [True] * 3
        assert [bob[key] for key in rights] == [False] * 3
        assert (alice["profile"]["first_name"], alice["profile"]["last_name"]) == ("Alice", "")
        async with bot.session.get(alice["profile"]["image_48"]) as response:
            assert response.content_type == "image/png"
            assert await response.read() == coloured_square(alice["color"], 48)
        for stray in ("x.png", "x-0.png", "x-2000.png"):
            async with bot.session.get(f"{bot.sandbox.url}/avatars/{stray}") as response:
                assert response.status == 404


async def test_who_was_deactivated_has_no_time_zone_and_no_rights_any_more() -> None:
    async with running_bot() as bot:
        dana = (await bot.call("users.info", user=bot.id("dana")))["user"]
        assert dana["deleted"] is True
        assert {"tz", "is_admin", "is_owner", "color", "real_name"}.isdisjoint(dana)


async def test_slackbot_is_in_the_list_is_no_bot_by_its_flag_and_takes_no_messages() -> None:
    async with running_bot() as bot:
        first = (await bot.call("users.list"))["members"][0]
        assert (first["id"], first["is_bot"], "email" in first["profile"]) == (
            "USLACKBOT", False, False,
        )  # fmt: skip
        assert (await bot.call("users.info", user="USLACKBOT"))["user"]["name"] == "slackbot"
        assert await bot.error("conversations.open", users="USLACKBOT") == "cannot_dm_bot"
        said = {"channel": "USLACKBOT", "text": "Hello"}
        assert await bot.error("chat.postMessage", **said) == "cannot_dm_bot"
        channel = await made(bot)
        invited = {"channel": channel, "users": "USLACKBOT"}
        assert await bot.error("conversations.invite", **invited) == "cant_invite"


async def test_what_is_said_between_two_pages_is_not_read_twice() -> None:
    """A cursor was a position: a message in between moved all others down by one."""
    async with running_bot() as bot:
        channel = await made(bot)
        for text in ("one", "two", "three"):
            await bot.call("chat.postMessage", channel=channel, text=text)
        first = await bot.call("conversations.history", channel=channel, limit=2)
        await bot.call("chat.postMessage", channel=channel, text="four")
        cursor = first["response_metadata"]["next_cursor"]
        second = await bot.call("conversations.history", channel=channel, cursor=cursor)
        bounds = {"latest": first["messages"][0]["ts"], "inclusive": True}
        until = await bot.call("conversations.history", channel=channel, **bounds)
        assert (until["latest"], until["messages"][0]["text"]) == (bounds["latest"], "three")
        said = [row["text"] for page in (first, second) for row in page["messages"]]
        assert said == ["three", "two", "one"]
        assert (first["has_more"], second["has_more"]) == (True, False)


async def test_the_first_of_a_thread_knows_its_answers_and_each_answer_the_first() -> None:
    async with running_bot() as bot:
        channel, itself = await made(bot), bot.sandbox.workspace.app.bot_user
        await bot.call("conversations.invite", channel=channel, users=bot.id("alice"))
        where = "/people/alice/messages"
        root = (await bot.client.post(where, channel=channel, text="It is down"))["ts"]
        answer = await bot.call("chat.postMessage", channel=channel, thread_ts=root, text="Since?")
        assert answer["message"]["parent_user_id"] == bot.id("alice")
        (first, *_) = (await bot.call("conversations.history", channel=channel))["messages"]
        thread = await bot.call("conversations.replies", channel=channel, ts=answer["ts"])
        assert thread["messages"][0] == first
        keys = ("reply_count", "latest_reply", "reply_users", "reply_users_count", "subscribed")
        assert [first[key] for key in keys] == [1, answer["ts"], [itself], 1, True]
        asked = {"channel": channel, "message_ts": answer["ts"]}
        link = (await bot.call("chat.getPermalink", **asked))["permalink"]
        assert link.endswith(f"?thread_ts={root}&cid={channel}")


async def test_what_slack_says_itself_is_kept_with_what_it_is_about() -> None:
    """History had only the words: who invited, and the new topic, were in the event alone."""
    async with running_bot() as bot:
        channel, itself = await made(bot), bot.sandbox.workspace.app.bot_user
        await bot.call("conversations.invite", channel=channel, users=bot.id("alice"))
        await bot.call("conversations.setTopic", channel=channel, topic="Down")
        await bot.call("conversations.rename", channel=channel, name="inc-2")
        renamed, topic, joined = (await bot.call("conversations.history", channel=channel))[
            "messages"
        ]
        assert (joined["subtype"], joined["inviter"]) == ("channel_join", itself)
        assert (topic["subtype"], topic["topic"]) == ("channel_topic", "Down")
        assert (renamed["old_name"], renamed["name"]) == ("inc-1", "inc-2")


async def test_a_pinned_message_says_where() -> None:
    async with running_bot() as bot:
        channel = await made(bot)
        ts = (await bot.call("chat.postMessage", channel=channel, text="Keep"))["ts"]
        await bot.call("pins.add", channel=channel, timestamp=ts)
        (item,) = (await bot.call("pins.list", channel=channel))["items"]
        assert item["message"]["pinned_to"] == [channel]
        assert item["message"]["permalink"].endswith(ts.replace(".", ""))
        history = await bot.call("conversations.history", channel=channel)
        assert (history["messages"][0]["pinned_to"], history["pin_count"]) == ([channel], 1)
        for arguments, code in {"": "no_item_specified", "x": "bad_timestamp", "1.1":
                            "message_not_found"}.items():  # fmt: skip
            assert await bot.error("pins.remove", channel=channel, timestamp=arguments) == code


@pytest.mark.parametrize("moment", ["nan", "inf", "-1", "yesterday", "1e9"])
async def test_a_moment_that_is_none_is_refused(moment: str) -> None:
    """`nan` was a number, and the server failed on it."""
    async with running_bot() as bot:
        channel = await made(bot)
        for key in ("oldest", "latest"):
            arguments = {"channel": channel, key: moment}
            assert await bot.error("conversations.history", **arguments) == f"invalid_ts_{key}"


async def test_the_canvas_of_a_channel_is_found_by_the_channel() -> None:
    async with running_bot() as bot:
        channel = await made(bot)
        assert (
            "properties" not in (await bot.call("conversations.info", channel=channel))["channel"]
        )
        canvas = (await bot.call("conversations.canvases.create", channel_id=channel))["canvas_id"]
        shown = (await bot.call("conversations.info", channel=channel))["channel"]
        assert shown["properties"]["canvas"]["file_id"] == canvas


async def test_a_group_is_counted_only_when_asked() -> None:
    async with running_bot() as bot:
        (brief,) = (await bot.call("usergroups.list"))["usergroups"]
        (full,) = (await bot.call("usergroups.list", include_count=True))["usergroups"]
        assert ("user_count" in brief, "users" in brief) == (False, False)
        assert full["user_count"] == len(bot.sandbox.workspace.groups[full["id"]].users)
        assert full["created_by"] == bot.id("alice")


async def test_the_workspace_has_an_address_of_slacks_form() -> None:
    # A public bot took the team's name from it and wrote broken links.
    async with running_bot() as bot:
        told = (await bot.call("auth.test"))["url"]
        team = (await bot.call("team.info"))["team"]
        assert (told, team["url"], team["domain"]) == (
            "https://sandbox.slack.com/",
            "https://sandbox.slack.com/",
            "sandbox",
        )


async def followed(bot: Bot, link: str) -> tuple[int, str]:
    """Where an address leads: the status and, without this machine's address, the place."""
    async with bot.session.get(link, allow_redirects=False) as response:
        return response.status, response.headers.get("Location", "")


async def test_a_permalink_opens_on_this_machine_where_the_message_is() -> None:
    # Once nothing was there.
    async with running_bot() as bot:
        general, alice = bot.id("general"), bot.id("alice")
        secret = (await bot.call("conversations.create", name="secret", is_private=True))["channel"]
        places = {}
        for channel in (general, secret["id"], alice):
            said = await bot.call("chat.postMessage", channel=channel, text="Hello")
            asked = {"channel": said["channel"], "message_ts": said["ts"]}
            link = (await bot.call("chat.getPermalink", **asked))["permalink"]
            assert link.startswith(f"{bot.sandbox.url}/archives/{said['channel']}/p")
            places[channel] = await followed(bot, link)
        assert places == {
            general: (302, "/?in=general"),
            secret["id"]: (302, f"/?in={secret['id']}"),
            alice: (302, "/?as=alice&in=direct"),
        }
        assert await followed(bot, f"{bot.sandbox.url}/archives/C404/p1") == (404, "")
        link = f"{bot.sandbox.url}/archives/{general}/p1?as=bob"
        assert await followed(bot, link) == (302, "/?as=bob&in=general")
