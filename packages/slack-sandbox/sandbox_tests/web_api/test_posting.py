"""What a bot may say beside words: another name, into the channel too, links, in which places."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox_tests.bot import Bot, running_bot

MANIFEST = {
    "display_information": {"name": "Helper"},
    "oauth_config": {"scopes": {"bot": ["chat:write", "chat:write.public", "channels:history"]}},
}
PRESS = {"type": "button", "text": {"type": "plain_text", "text": "Press"}}


async def said(bot: Bot, **arguments: Any) -> Any:
    """The message as the answer shows it."""
    answer = await bot.call("chat.postMessage", channel=bot.id("general"), **arguments)
    assert answer["ok"], answer
    return answer["message"]


async def test_a_bot_may_speak_under_another_name_where_that_was_granted() -> None:
    async with running_bot() as bot:
        shown = await said(bot, text="All is well", username="Watch", icon_emoji=":owl:")
        found = {key: shown.get(key) for key in ("subtype", "username", "icons", "user")}
        assert found == {
            "subtype": "bot_message", "username": "Watch", "icons": {"emoji": ":owl:"},
            "user": bot.sandbox.workspace.app.bot_user,
        }  # fmt: skip
        pictured = await said(bot, text="All is well", icon_url="https://example.com/a.png")
        assert pictured["icons"] == {"image_48": "https://example.com/a.png"}
    async with running_bot(manifest=MANIFEST) as bot:
        shown = await said(bot, text="All is well", username="Watch")
        assert ("username" in shown, "subtype" in shown) == (False, False)


async def test_another_name_stands_wherever_the_message_is_shown() -> None:
    async with running_bot() as bot:
        shown = await said(bot, text="All is well", username="Watch")
        mark = {"channel": bot.id("general"), "timestamp": shown["ts"], "name": "eyes"}
        assert await bot.error("reactions.add", **mark) is None
        (item,) = (await bot.call("reactions.list"))["items"]
        assert (item["message"]["username"], item["message"]["subtype"]) == ("Watch", "bot_message")


async def test_an_answer_in_a_thread_may_be_for_the_whole_channel() -> None:
    async with running_bot() as bot:
        channel = bot.id("general")
        await bot.call("conversations.join", channel=channel)
        root = await said(bot, text="It is down")
        await said(bot, text="Only here", thread_ts=root["ts"])
        shown = await said(bot, text="It is up", thread_ts=root["ts"], reply_broadcast=True)
        assert (shown["subtype"], shown["root"]["text"]) == ("thread_broadcast", "It is down")
        history = (await bot.call("conversations.history", channel=channel))["messages"]
        assert [row["text"] for row in history[:2]] == ["It is up", "It is down"]
        thread = await bot.call("conversations.replies", channel=channel, ts=root["ts"])
        assert [row["text"] for row in thread["messages"]] == [
            "It is down", "Only here", "It is up",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("how", "text", "shown"),
    [
        ({}, "@on-duty in #general", "@on-duty in #general"),
        ({"link_names": True}, "@on-duty @bob #general", "<!subteam^{on}> @bob #general"),
        ({"parse": "full"}, "@on-duty #general", "<!subteam^{on}> <#{general}|general>"),
        ({"parse": "full"}, "https://example.com @bob", "<https://example.com> @bob"),
        ({"parse": "full"}, "<@U00000002> 1 < 2", "<@U00000002> 1 &lt; 2"),
    ],
)
async def test_names_become_links_where_the_bot_asks_for_it(
    how: dict[str, Any], text: str, shown: str, tmp_path: Any
) -> None:
    seed = tmp_path / "team.toml"
    seed.write_text(
        '[[person]]\nname = "alice"\n[[person]]\nname = "bob"\n[[channel]]\nname = "general"\n'
        '[[group]]\nhandle = "on-duty"\nmembers = ["bob"]\n'
    )
    async with running_bot(seed=seed) as bot:
        ids = {"on": next(iter(bot.sandbox.workspace.groups)), "general": bot.id("general")}
        assert (await said(bot, text=text, **how))["text"] == shown.format(**ids)


async def test_what_an_app_leaves_unnamed_is_named_before_anybody_presses_it() -> None:
    async with running_bot() as bot:
        shown = await said(bot, text="Press", blocks=[{"type": "actions", "elements": [PRESS]}])
        assert shown["blocks"][0]["block_id"]
        assert shown["blocks"][0]["elements"][0]["action_id"]


async def test_home_and_direct_messages_must_be_switched_on_in_the_manifest() -> None:
    off = {"features": {"app_home": {"home_tab_enabled": False, "messages_tab_enabled": False}}}
    view = {"type": "home", "blocks": [{"type": "divider"}]}
    async with running_bot(manifest={**MANIFEST, **off}) as bot:
        alice = bot.id("alice")
        assert await bot.error("views.publish", user_id=alice, view=view) == "not_enabled"
        refused = await bot.error("chat.postMessage", channel=alice, text="Hello")
        assert refused == "messages_tab_disabled"


async def test_marks_on_a_message_have_their_limits() -> None:
    async with running_bot() as bot:
        shown = await said(bot, text="Well done")
        where = {"channel": bot.id("general"), "timestamp": shown["ts"]}
        names = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "zero",
                 "heart", "tada", "eyes", "fire", "owl", "cat", "dog", "pizza", "taxi", "train",
                 "car", "bike", "apple", "pear"]  # fmt: skip
        codes = [await bot.error("reactions.add", name=name, **where) for name in names]
        assert codes == [None] * 23 + ["too_many_reactions"]
        bad = {"channel": where["channel"], "timestamp": "yesterday"}
        assert await bot.error("reactions.add", name="eyes", **bad) == "bad_timestamp"
        await bot.call("conversations.join", channel=where["channel"])
        assert await bot.error("pins.add", **bad) == "bad_timestamp"
        page = await bot.call("reactions.list", count=1, page=1)
        assert page["paging"] == {"count": 1, "total": 1, "page": 1, "pages": 1}


@pytest.mark.parametrize(
    ("method", "arguments", "code"),
    [
        ("chat.postMessage", {"channel": "general", "text": "x", "as_user": True},
         "as_user_not_supported"),
        ("conversations.open", {"users": "bob", "prevent_creation": True}, "channel_not_found"),
        ("files.getUploadURLExternal", {"filename": "a.png", "length": 1, "alt_txt": "x" * 1001},
         "alt_txt_too_large"),
    ],
)  # fmt: skip
async def test_arguments_that_slack_documents_are_refused_where_slack_refuses_them(
    method: str, arguments: dict[str, Any], code: str
) -> None:
    async with running_bot() as bot:
        ids = {
            key: bot.id(value) for key, value in arguments.items() if key in ("channel", "users")
        }
        assert await bot.error(method, **{**arguments, **ids}) == code


async def test_a_bookmark_that_is_refused_stays_as_it_was() -> None:
    async with running_bot() as bot:
        channel = bot.id("general")
        await bot.call("conversations.join", channel=channel)
        made = await bot.call("bookmarks.add", channel_id=channel, title="Runbook", type="link",
                              link="https://example.com", emoji=":book:")  # fmt: skip
        where = {"channel_id": channel, "bookmark_id": made["bookmark"]["id"]}
        assert await bot.error("bookmarks.edit", **where, link="nowhere") == "invalid_link"
        assert await bot.error("bookmarks.edit", **where, emoji="book") == "invalid_emoji"
        listed = (await bot.call("bookmarks.list", channel_id=channel))["bookmarks"]
        assert listed == [made["bookmark"]]


async def test_the_last_member_of_a_private_channel_stays() -> None:
    async with running_bot() as bot:
        made = await bot.call("conversations.create", name="alone", is_private=True)
        refused = await bot.error("conversations.leave", channel=made["channel"]["id"])
        assert refused == "last_member"


async def test_a_file_may_be_shared_in_several_channels_at_once() -> None:
    async with running_bot() as bot:
        places = [bot.id("general"), bot.id("random")]
        for place in places:
            await bot.call("conversations.join", channel=place)
        made = await bot.call("files.getUploadURLExternal", filename="a.txt", length=2)
        async with bot.session.post(made["upload_url"], data=b"hi") as response:
            assert response.status == 200
        done = {"files": [{"id": made["file_id"]}], "channels": ",".join(places)}
        assert (await bot.call("files.completeUploadExternal", **done))["ok"]
        for place in places:
            last = (await bot.call("conversations.history", channel=place))["messages"][0]
            assert [file["id"] for file in last["files"]] == [made["file_id"]]
