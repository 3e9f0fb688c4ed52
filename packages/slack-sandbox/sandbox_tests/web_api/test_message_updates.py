"""What a bot changes of what it said: words, files, who sees it, what it remembers with it."""

from __future__ import annotations

import asyncio

import pytest

from sandbox_tests.bot import Bot, bot
from sandbox_tests.contract.app import listening
from sandbox_tests.web_api.test_files import upload

REMEMBERED = {"event_type": "e", "event_payload": {"key": "1"}}


async def place(one: Bot) -> str:
    """A channel that the bot is in."""
    await one.call("conversations.join", channel=one.id("general"))
    return one.id("general")


async def newest(one: Bot, channel: str) -> dict[str, object]:
    """What stands last in the channel."""
    read = {"channel": channel, "limit": 1, "include_all_metadata": True}
    (found,) = (await one.call("conversations.history", **read))["messages"]
    return dict(found)


async def test_an_answer_in_a_thread_may_be_shown_to_the_whole_channel_later() -> None:
    async with bot() as one:
        channel = await place(one)
        root = (await one.call("chat.postMessage", channel=channel, text="It is down"))["ts"]
        answer = {"channel": channel, "thread_ts": root, "text": "It is up"}
        ts = (await one.call("chat.postMessage", **answer))["ts"]
        where = {"channel": channel, "ts": ts}
        assert (await newest(one, channel))["text"] == "It is down"
        assert await one.error("chat.update", **where, reply_broadcast=True) is None
        shown = await newest(one, channel)
        assert (shown["subtype"], shown["text"]) == ("thread_broadcast", "It is up")
        no_answer = {"channel": channel, "ts": root, "reply_broadcast": True}
        assert await one.error("chat.update", **no_answer) == "cant_broadcast_message"


async def test_a_message_may_have_other_files_and_keeps_its_words() -> None:
    async with bot() as one:
        channel = await place(one)
        first = await upload(one, "a.png", channel)
        ts = str((await newest(one, channel))["ts"])
        other = await one.call("files.getUploadURLExternal", filename="b.png", length=2)
        change = {"channel": channel, "ts": ts, "file_ids": [first, other["file_id"]]}
        assert await one.error("chat.update", **change) == "file_not_found"
        async with one.session.post(other["upload_url"], data=b"hi"):
            pass
        assert await one.error("chat.update", **change) is None
        shown = one.sandbox.workspace.channels[channel].messages[-1]
        assert [file["name"] for file in shown.files] == ["a.png", "b.png"]


async def test_metadata_goes_only_when_it_is_emptied_by_name() -> None:
    async with bot() as one:
        channel = await place(one)
        said = {"channel": channel, "text": "Hello", "metadata": REMEMBERED}
        where = {"channel": channel, "ts": (await one.call("chat.postMessage", **said))["ts"]}
        await one.call("chat.update", **where, text="Hello again")
        assert (await newest(one, channel))["metadata"] == REMEMBERED
        await one.call("chat.update", **where, metadata={})
        assert "metadata" not in await newest(one, channel)


@pytest.mark.parametrize(
    ("method", "more"), [("chat.postMessage", {}), ("chat.scheduleMessage", {"post_at": 600})]
)
async def test_long_words_are_cut_and_slack_says_so(method: str, more: dict[str, int]) -> None:
    async with bot() as one:
        later = {key: int(one.sandbox.workspace.clock.now()) + n for key, n in more.items()}
        said = {"channel": one.id("general"), "text": "x" * 40_001, **later}
        answer = await one.call(method, **said)
        assert (answer["warning"], answer["response_metadata"]["warnings"]) == (
            "message_truncated", ["message_truncated"],
        )  # fmt: skip
        assert len(answer["message"]["text"]) == 40_000
        exact = await one.call(method, **{**said, "text": "x" * 40_000})
        assert "warning" not in exact
        long = {**said, "text": "", "markdown_text": "x" * 12_001}
        code = "msg_blocks_too_long" if method == "chat.postMessage" else "msg_too_long"
        assert await one.error(method, **long) == code


async def test_at_most_a_hundred_are_invited_and_none_twice() -> None:
    async with bot() as one:
        channel = (await one.call("conversations.create", name="inc-1"))["channel"]["id"]
        alice = one.id("alice")
        many = {"channel": channel, "users": ",".join([alice] * 101)}
        assert await one.error("conversations.invite", **many) == "invalid_arguments"
        twice = {"channel": channel, "users": f"{alice},{alice}"}
        assert await one.error("conversations.invite", **twice) is None
        assert one.sandbox.workspace.channels[channel].members.count(alice) == 1


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
    async with bot() as one:
        channel = (await one.call("conversations.create", name="inc-1"))["channel"]["id"]
        said = (await one.call("chat.postMessage", channel=channel, text="hello"))["ts"]
        await one.call("conversations.archive", channel=channel)
        known = {"alice": one.id("alice"), "said": said}
        given = {
            key: known.get(value, value) if isinstance(value, str) else value
            for key, value in more.items()
        }
        assert await one.error(method, channel=channel, **given) == "is_archived"


async def test_nobody_is_removed_from_a_channel_that_the_bot_was_taken_out_of() -> None:
    """`is_archived` is no error of conversations.kick; the bot is not in it any more."""
    async with bot() as one:
        channel = (await one.call("conversations.create", name="inc-1"))["channel"]["id"]
        await one.call("conversations.invite", channel=channel, users=one.id("alice"))
        nobody = {"channel": channel, "user": "U0"}
        assert await one.error("conversations.kick", **nobody) == "user_not_found"
        await one.call("conversations.archive", channel=channel)
        alice = {"channel": channel, "user": one.id("alice")}
        assert await one.error("conversations.kick", **alice) == "not_in_channel"


async def test_of_two_who_create_one_name_at_once_both_may_succeed() -> None:
    """The name is no lock (node-slack-sdk#1589)."""
    async with bot(latency=0.2) as one:
        answers = await asyncio.gather(
            *(one.call("conversations.create", name="inc-1") for _ in range(2))
        )
        assert [answer["ok"] for answer in answers] == [True, True]
        assert await one.error("conversations.create", name="inc-1") == "name_taken"


async def test_emoji_come_in_the_pickers_groups_when_asked_and_the_teams_own_may_be_used() -> None:
    async with bot() as one:
        assert "categories" not in await one.call("emoji.list")
        listed = await one.call("emoji.list", include_categories=True)
        names = [row["name"] for row in listed["categories"]]
        assert names[:2] == ["Smileys & People", "Animals & Nature"]
        assert listed["categories"][0]["emoji_names"][0] == "grinning"
        channel = await place(one)
        ts = (await one.call("chat.postMessage", channel=channel, text="Ship it"))["ts"]
        where = {"channel": channel, "timestamp": ts, "name": "shipit"}
        assert await one.error("reactions.add", **where) == "invalid_name"
        one.sandbox.workspace.emoji["shipit"] = "https://example.com/shipit.png"
        assert await one.error("reactions.add", **where) is None
        assert list((await one.call("emoji.list"))["emoji"]) == ["shipit"]
        found = (await one.call("reactions.get", channel=channel, timestamp=ts))["message"]
        assert [row["name"] for row in found["reactions"]] == ["shipit"]
        assert found["permalink"].endswith(ts.replace(".", ""))


async def test_a_file_has_no_reactions_of_its_own() -> None:
    async with bot() as one:
        file = await upload(one, "a.png", one.id("general"))
        found = await one.call("reactions.get", file=file)
        assert (found["type"], found["file"]["id"]) == ("file", file)
        assert await one.error("reactions.get", file="F0") == "file_not_found"
        gone = {"name": "eyes", "file": file}
        assert await one.error("reactions.remove", **gone) == "no_reaction"
        comment = {"name": "eyes", "file_comment": "Fc1"}
        assert await one.error("reactions.remove", **comment) == "file_comment_not_found"


async def test_only_oneself_is_told_of_a_snooze_and_of_ones_connections() -> None:
    async with bot() as one:
        mine, theirs = await one.call("dnd.info"), await one.call("dnd.info", user=one.id("erin"))
        assert ("snooze_enabled" in mine, "snooze_enabled" in theirs) == (True, False)
        assert (mine["dnd_enabled"], theirs["dnd_enabled"]) == (False, True)
        here = await one.call("users.getPresence")
        there = await one.call("users.getPresence", user=one.id("alice"))
        assert (here["online"], there) == (True, {"ok": True, "presence": "active"})


async def test_what_others_have_answered_leaves_a_tombstone_when_it_is_deleted() -> None:
    async with bot() as one, listening(one) as app:
        channel = await place(one)
        root = (await one.call("chat.postMessage", channel=channel, text="It is down"))["ts"]
        await one.call("chat.postMessage", channel=channel, thread_ts=root, text="Since when")
        await one.call("pins.add", channel=channel, timestamp=root)
        assert await one.error("chat.delete", channel=channel, ts=root) is None
        shown = await newest(one, channel)
        kept = ("subtype", "user", "text", "reply_count", "thread_ts")
        assert [shown[key] for key in kept] == [
            "tombstone", "USLACKBOT", "This message was deleted.", 1, root
        ]  # fmt: skip
        assert "pinned_to" not in shown
        event = (await app.heard("message", subtype="message_changed"))["event"]
        assert (event["message"]["subtype"], event["message"]["ts"]) == ("tombstone", root)
        assert event["previous_message"]["text"] == "It is down"
        for method in ("chat.delete", "chat.update"):
            found = await one.error(method, channel=channel, ts=root, text="Again")
            assert found == "message_not_found"
        said = {"channel": channel, "message_ts": root, "do": "delete"}
        answer = await one.client.post("/people/alice/channels/general", **said)
        assert answer == {"ok": False, "error": "message_not_found"}


async def test_a_whisper_may_stand_in_a_thread_and_go_to_a_channel_by_name() -> None:
    # It was shown in the channel whatever thread it was for, and a name was no channel.
    async with bot() as one:
        channel, alice = await place(one), one.id("alice")
        root = (await one.call("chat.postMessage", channel=channel, text="It is down"))["ts"]
        said = {"channel": "#general", "user": alice, "text": "Only you", "thread_ts": root}
        assert await one.error("chat.postEphemeral", **said) is None
        (notice,) = (await one.client.get("/people/alice/notices"))["notices"]
        kept = ("kind", "channel", "text", "thread_ts")
        assert [notice[key] for key in kept] == ["ephemeral", channel, "Only you", root]
        nowhere = {**said, "thread_ts": "1.1"}
        assert await one.error("chat.postEphemeral", **nowhere) == "cannot_reply_to_message"


async def test_what_an_app_leaves_out_of_its_blocks_is_filled_in_as_slack_does() -> None:
    async with bot() as one:
        words = {"type": "plain_text", "text": "Press"}
        press = {"type": "button", "text": words}
        marked = {"type": "mrkdwn", "text": "*Down*"}
        section = {"type": "section", "text": marked, "accessory": press}
        sent = await one.call(
            "chat.postMessage", channel=await place(one), text="Down", blocks=[section],
            attachments=[{"blocks": [section]}],
        )  # fmt: skip
        (block,), (box,) = sent["message"]["blocks"], sent["message"]["attachments"]
        assert block["text"] == {**marked, "verbatim": False}
        assert block["accessory"]["text"] == {**words, "emoji": True}
        inner = box["blocks"][0]
        assert len({block["block_id"], inner["block_id"]}) == 2
        assert len({block["accessory"]["action_id"], inner["accessory"]["action_id"]}) == 2
