"""What a bot changes of what it said: words, files, who sees it, what it remembers with it."""

from __future__ import annotations

import asyncio

import pytest

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.contract.app import listening
from sandbox_tests.web_api.test_files import upload

REMEMBERED = {"event_type": "e", "event_payload": {"key": "1"}}


async def place(bot: Bot) -> str:
    """A channel that the bot is in."""
    await bot.call("conversations.join", channel=bot.id("general"))
    return bot.id("general")


async def newest(bot: Bot, channel: str) -> dict[str, object]:
    """What stands last in the channel."""
    read = {"channel": channel, "limit": 1, "include_all_metadata": True}
    (found,) = (await bot.call("conversations.history", **read))["messages"]
    return dict(found)


async def test_an_answer_in_a_thread_may_be_shown_to_the_whole_channel_later() -> None:
    async with running_bot() as bot:
        channel = await place(bot)
        root = (await bot.call("chat.postMessage", channel=channel, text="It is down"))["ts"]
        answer = {"channel": channel, "thread_ts": root, "text": "It is up"}
        ts = (await bot.call("chat.postMessage", **answer))["ts"]
        where = {"channel": channel, "ts": ts}
        assert (await newest(bot, channel))["text"] == "It is down"
        assert await bot.error("chat.update", **where, reply_broadcast=True) is None
        shown = await newest(bot, channel)
        assert (shown["subtype"], shown["text"]) == ("thread_broadcast", "It is up")
        no_answer = {"channel": channel, "ts": root, "reply_broadcast": True}
        assert await bot.error("chat.update", **no_answer) == "cant_broadcast_message"


async def test_a_message_may_have_other_files_and_keeps_its_words() -> None:
    async with running_bot() as bot:
        channel = await place(bot)
        first = await upload(bot, "a.png", channel)
        ts = str((await newest(bot, channel))["ts"])
        other = await bot.call("files.getUploadURLExternal", filename="b.png", length=2)
        change = {"channel": channel, "ts": ts, "file_ids": [first, other["file_id"]]}
        assert await bot.error("chat.update", **change) == "file_not_found"
        async with bot.session.post(other["upload_url"], data=b"hi"):
            pass
        assert await bot.error("chat.update", **change) is None
        shown = bot.sandbox.workspace.channels[channel].messages[-1]
        assert [file["name"] for file in shown.files] == ["a.png", "b.png"]


async def test_metadata_goes_only_when_it_is_emptied_by_name() -> None:
    async with running_bot() as bot:
        channel = await place(bot)
        said = {"channel": channel, "text": "Hello", "metadata": REMEMBERED}
        where = {"channel": channel, "ts": (await bot.call("chat.postMessage", **said))["ts"]}
        await bot.call("chat.update", **where, text="Hello again")
        assert (await newest(bot, channel))["metadata"] == REMEMBERED
        await bot.call("chat.update", **where, metadata={})
        assert "metadata" not in await newest(bot, channel)


@pytest.mark.parametrize(
    ("method", "more"), [("chat.postMessage", {}), ("chat.scheduleMessage", {"post_at": 600})]
)
async def test_long_words_are_cut_and_slack_says_so(method: str, more: dict[str, int]) -> None:
    async with running_bot() as bot:
        later = {key: int(bot.sandbox.workspace.clock.now()) + n for key, n in more.items()}
        said = {"channel": bot.id("general"), "text": "x" * 40_001, **later}
        answer = await bot.call(method, **said)
        assert (answer["warning"], answer["response_metadata"]["warnings"]) == (
            "message_truncated", ["message_truncated"],
        )  # fmt: skip
        assert len(answer["message"]["text"]) == 40_000
        exact = await bot.call(method, **{**said, "text": "x" * 40_000})
        assert "warning" not in exact
        long = {**said, "text": "", "markdown_text": "x" * 12_001}
        code = "msg_blocks_too_long" if method == "chat.postMessage" else "msg_too_long"
        assert await bot.error(method, **long) == code


async def test_at_most_a_hundred_are_invited_and_none_twice() -> None:
    async with running_bot() as bot:
        channel = (await bot.call("conversations.create", name="inc-1"))["channel"]["id"]
        alice = bot.id("alice")
        many = {"channel": channel, "users": ",".join([alice] * 101)}
        assert await bot.error("conversations.invite", **many) == "invalid_arguments"
        twice = {"channel": channel, "users": f"{alice},{alice}"}
        assert await bot.error("conversations.invite", **twice) is None
        assert bot.sandbox.workspace.channels[channel].members.count(alice) == 1


@pytest.mark.parametrize(
    ("method", "more"),
    [
        ("conversations.setTopic", {"topic": "x"}),
        ("conversations.setPurpose", {"purpose": "x"}),
        ("conversations.invite", {"users": "alice"}),
        ("conversations.rename", {"name": "x"}),
        ("conversations.join", {}),
        ("conversations.leave", {}),
        ("chat.postMessage", {"text": "x"}),
        ("chat.postEphemeral", {"text": "x", "user": "alice"}),
        ("chat.scheduleMessage", {"text": "x", "post_at": 2_000_000_000}),
        ("reactions.add", {"name": "eyes", "timestamp": "said"}),
    ],
)
async def test_what_is_archived_says_so_everywhere(method: str, more: dict[str, object]) -> None:
    async with running_bot() as bot:
        channel = (await bot.call("conversations.create", name="inc-1"))["channel"]["id"]
        said = (await bot.call("chat.postMessage", channel=channel, text="hello"))["ts"]
        await bot.call("conversations.archive", channel=channel)
        known = {"alice": bot.id("alice"), "said": said}
        arguments = {
            key: known.get(value, value) if isinstance(value, str) else value
            for key, value in more.items()
        }
        assert await bot.error(method, channel=channel, **arguments) == "is_archived"


async def test_nobody_is_removed_from_a_channel_that_the_bot_was_taken_out_of() -> None:
    """`is_archived` is no error of conversations.kick; the bot is not in it any more."""
    async with running_bot() as bot:
        channel = (await bot.call("conversations.create", name="inc-1"))["channel"]["id"]
        await bot.call("conversations.invite", channel=channel, users=bot.id("alice"))
        nobody = {"channel": channel, "user": "U0"}
        assert await bot.error("conversations.kick", **nobody) == "user_not_found"
        await bot.call("conversations.archive", channel=channel)
        alice = {"channel": channel, "user": bot.id("alice")}
        assert await bot.error("conversations.kick", **alice) == "not_in_channel"


async def test_of_two_who_create_one_name_at_once_both_may_succeed() -> None:
    """The name is no lock (node-slack-sdk#1589)."""
    async with running_bot(latency=0.2) as bot:
        answers = await asyncio.gather(
            *(bot.call("conversations.create", name="inc-1") for _ in range(2))
        )
        assert [answer["ok"] for answer in answers] == [True, True]
        assert await bot.error("conversations.create", name="inc-1") == "name_taken"


async def test_emoji_come_in_the_pickers_groups_when_asked_and_the_teams_own_may_be_used() -> None:
    async with running_bot() as bot:
        assert "categories" not in await bot.call("emoji.list")
        listed = await bot.call("emoji.list", include_categories=True)
        names = [row["name"] for row in listed["categories"]]
        assert names[:2] == ["Smileys & People", "Animals & Nature"]
        assert listed["categories"][0]["emoji_names"][0] == "grinning"
        channel = await place(bot)
        ts = (await bot.call("chat.postMessage", channel=channel, text="Ship it"))["ts"]
        where = {"channel": channel, "timestamp": ts, "name": "shipit"}
        assert await bot.error("reactions.add", **where) == "invalid_name"
        bot.sandbox.workspace.emoji["shipit"] = "https://example.com/shipit.png"
        assert await bot.error("reactions.add", **where) is None
        assert list((await bot.call("emoji.list"))["emoji"]) == ["shipit"]
        found = (await bot.call("reactions.get", channel=channel, timestamp=ts))["message"]
        assert [row["name"] for row in found["reactions"]] == ["shipit"]
        assert found["permalink"].endswith(ts.replace(".", ""))


async def test_a_file_has_no_reactions_of_its_own() -> None:
    async with running_bot() as bot:
        file = await upload(bot, "a.png", bot.id("general"))
        found = await bot.call("reactions.get", file=file)
        assert (found["type"], found["file"]["id"]) == ("file", file)
        assert await bot.error("reactions.get", file="F0") == "file_not_found"
        gone = {"name": "eyes", "file": file}
        assert await bot.error("reactions.remove", **gone) == "no_reaction"
        comment = {"name": "eyes", "file_comment": "Fc1"}
        assert await bot.error("reactions.remove", **comment) == "file_comment_not_found"


async def test_only_oneself_is_told_of_a_snooze_and_of_ones_connections() -> None:
    async with running_bot() as bot:
        mine, theirs = await bot.call("dnd.info"), await bot.call("dnd.info", user=bot.id("erin"))
        assert ("snooze_enabled" in mine, "snooze_enabled" in theirs) == (True, False)
        assert (mine["dnd_enabled"], theirs["dnd_enabled"]) == (False, True)
        here = await bot.call("users.getPresence")
        there = await bot.call("users.getPresence", user=bot.id("alice"))
        assert (here["online"], there) == (True, {"ok": True, "presence": "active"})


async def test_what_others_have_answered_leaves_a_tombstone_when_it_is_deleted() -> None:
    async with running_bot() as bot, listening(bot) as app:
        channel = await place(bot)
        root = (await bot.call("chat.postMessage", channel=channel, text="It is down"))["ts"]
        await bot.call("chat.postMessage", channel=channel, thread_ts=root, text="Since when")
        await bot.call("pins.add", channel=channel, timestamp=root)
        assert await bot.error("chat.delete", channel=channel, ts=root) is None
        shown = await newest(bot, channel)
        kept = ("subtype", "user", "text", "reply_count", "thread_ts")
        assert [shown[key] for key in kept] == [
            "tombstone", "USLACKBOT", "This message was deleted.", 1, root
        ]  # fmt: skip
        assert "pinned_to" not in shown
        event = (await app.received("message", subtype="message_changed"))["event"]
        assert (event["message"]["subtype"], event["message"]["ts"]) == ("tombstone", root)
        assert event["previous_message"]["text"] == "It is down"
        for method in ("chat.delete", "chat.update"):
            found = await bot.error(method, channel=channel, ts=root, text="Again")
            assert found == "message_not_found"
        said = {"channel": channel, "message_ts": root, "do": "delete"}
        answer = await bot.client.post("/people/alice/channels/general", **said)
        assert answer == {"ok": False, "error": "message_not_found"}


async def test_a_whisper_may_stand_in_a_thread_and_go_to_a_channel_by_name() -> None:
    # It was shown in the channel whatever thread it was for, and a name was no channel.
    async with running_bot() as bot:
        channel, alice = await place(bot), bot.id("alice")
        root = (await bot.call("chat.postMessage", channel=channel, text="It is down"))["ts"]
        said = {"channel": "#general", "user": alice, "text": "Only you", "thread_ts": root}
        assert await bot.error("chat.postEphemeral", **said) is None
        (notice,) = (await bot.client.get("/people/alice/notices"))["notices"]
        kept = ("kind", "channel", "text", "thread_ts")
        assert [notice[key] for key in kept] == ["ephemeral", channel, "Only you", root]
        nowhere = {**said, "thread_ts": "1.1"}
        assert await bot.error("chat.postEphemeral", **nowhere) == "cannot_reply_to_message"


async def test_what_an_app_leaves_out_of_its_blocks_is_filled_in_as_slack_does() -> None:
    async with running_bot() as bot:
        words = {"type": "plain_text", "text": "Press"}
        press = {"type": "button", "text": words}
        marked = {"type": "mrkdwn", "text": "*Down*"}
        section = {"type": "section", "text": marked, "accessory": press}
        sent = await bot.call(
            "chat.postMessage", channel=await place(bot), text="Down", blocks=[section],
            attachments=[{"blocks": [section]}],
        )  # fmt: skip
        (block,), (box,) = sent["message"]["blocks"], sent["message"]["attachments"]
        assert block["text"] == {**marked, "verbatim": False}
        assert block["accessory"]["text"] == {**words, "emoji": True}
        inner = box["blocks"][0]
        assert len({block["block_id"], inner["block_id"]}) == 2
        assert len({block["accessory"]["action_id"], inner["accessory"]["action_id"]}) == 2
