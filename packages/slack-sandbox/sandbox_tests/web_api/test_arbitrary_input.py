"""Whatever is sent to it, the sandbox answers: with Slack's error, or with a clear one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.browser.test_workspace import FIELDS, show_form
from sandbox_tests.contract.app import listening
from sandbox_tests.contract.material import documented, needs_outside
from sandbox_tests.interactions import field, open_form
from slack_sandbox.web_api.methods import METHODS

Sent = tuple[str, dict[str, Any]]
ODD: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, -1, 1.5, 1e308, 10**30, "", "x", "general", "alice", "U00000001", "/x", "1.1",
     "file", "canvas", "group", "\0", "²", "9" * 5000, "inf", "nan", "[", "{}", "null", "[1]",
     "9999-99-99", "25:00", [], [1], ["alice"], {}, {"a": 1}, [[[]]], [{}], [None], [{"id": 1}],
     [{"type": "actions"}], {"type": "modal"}, {"type": "home", "blocks": []}]
)  # fmt: skip
LIKELY = st.sampled_from(["general", "alice", "1.1", "file", "canvas", "group"]) | ODD
KEYS = {
    "/people/alice/messages": "channel text thread_ts broadcast files",
    "/people/alice/shortcuts": "callback_id channel message_ts",
    "/people/alice/clicks": "view_id channel message_ts action_id block_id value",
    "/people/alice/suggestions": "view_id channel action_id value",
    "/people/alice/view/submit": "values",
    "/people/alice/view/close": "",
    "/people/alice/files": "filename content encoding",
    "/people/alice/direct": "users",
    "/people/alice/home/open": "tab",
    "/people/alice/channels/general": "user name topic message_ts text filename content encoding",
    "/people/alice": "dnd_until real_name email status_text",
    "/people/nobody/messages": "channel text",
    "/people": "name real_name email is_bot",
    "/faults": "method skip every rate seconds error retry_after",
    "/clock": "advance",
    "/latency": "seconds",
    "/socket/disconnect": "reason",
}
DEEDS = ("create", "join", "leave", "invite", "kick", "rename", "topic", "pin", "unpin", "react",
         "unreact", "edit", "delete", "upload", "archive", "unarchive", "dance")  # fmt: skip


def bodies(keys: Sequence[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of these keys, each with something odd."""
    return st.fixed_dictionaries({}, optional=dict.fromkeys(keys, ODD))


def action(path: str) -> st.SearchStrategy[Sent]:
    """Something odd that is sent to one address."""
    found = bodies(KEYS[path].split())
    if "/channels/" in path:
        some = st.sampled_from(DEEDS)
        return st.tuples(st.just(path), st.builds(lambda body, do: {**body, "do": do}, found, some))
    return st.tuples(st.just(path), found)


def call(method: str) -> st.SearchStrategy[Sent]:
    """Something odd that an app sends to one method."""
    data = documented(method)
    keys = [*(data["args"]["properties"] if data else ["file", "query"])]
    needed = [key for key in METHODS[method].required if key in keys]
    rest = [key for key in keys if key not in (*needed, "token")]
    found = st.fixed_dictionaries(
        dict.fromkeys(needed, LIKELY), optional=dict.fromkeys(rest, LIKELY)
    )
    return st.tuples(st.just(method), found)


async def furnished(bot: Bot) -> dict[str, Any]:
    """Ids that stand for names, so that more than the first check is reached."""
    general = bot.id("general")
    await bot.call("conversations.join", channel=general)
    said = await bot.call("chat.postMessage", channel=general, text="Hello")
    file = await bot.call("files.getUploadURLExternal", filename="a.md", length=5)
    canvas = await bot.call("canvases.create", title="Plan")
    group = await bot.call("usergroups.list")
    return {
        "general": general,
        "alice": bot.id("alice"),
        "1.1": said["ts"],
        "file": file["file_id"],
        "canvas": canvas["canvas_id"],
        "group": group["usergroups"][0]["id"],
    }


async def answered(bot: Bot, url: str, body: Any) -> None:
    """With JSON that says whether it was done."""
    headers = {"Authorization": f"Bearer {bot.sandbox.bot_token}"}
    async with bot.session.post(url, json=body, headers=headers) as response:
        assert response.status < 500, (url, body, await response.text())
        assert "ok" in await response.json(content_type=None), (url, body)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(sorted(KEYS)).flatmap(action), min_size=10, max_size=40))
def test_nothing_that_people_send_is_left_without_an_answer(sent: list[Sent]) -> None:
    async def evening() -> None:
        async with running_bot() as bot, listening(bot) as app:
            await show_form(bot, app)
            for path, body in sent:
                if path != "/faults" or body.get("method") not in (None, "*"):
                    await answered(bot, f"{bot.sandbox.url}/sandbox{path}", body)
                    await bot.client.delete("/faults")
                    await bot.client.post("/latency", seconds=0)
            await answered(bot, f"{bot.sandbox.api_url}api.test", {})

    asyncio.run(evening())


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(ODD, min_size=len(FIELDS), max_size=len(FIELDS)), ODD)
def test_a_form_takes_what_fits_it_and_says_what_does_not(entries: list[Any], rest: Any) -> None:
    async def evening() -> None:
        async with running_bot() as bot, listening(bot) as app:
            await show_form(bot, app)
            url = f"{bot.sandbox.url}/sandbox/people/alice/view/submit"
            for field, entry in zip(FIELDS, entries, strict=True):
                await answered(bot, url, {"values": {field: entry}})
            await answered(bot, url, {"values": rest})

    asyncio.run(evening())


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "response_action": st.sampled_from(["errors", "update", "push", "clear", "x", None, 1]),
        "view": ODD,
        **dict.fromkeys(("errors", "options", "option_groups", "text", "blocks"), ODD),
        **dict.fromkeys(("attachments", "thread_ts", "response_type", "replace_original"), ODD),
    },
)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(ANSWERS, min_size=4, max_size=12))
def test_nothing_that_an_app_answers_is_left_without_a_word(answers: list[dict[str, Any]]) -> None:
    async def evening() -> None:
        async with running_bot() as bot, listening(bot) as app:
            people = f"{bot.sandbox.url}/sandbox/people/alice"
            menu = field("city", "external_select", block={"optional": True})
            for answer in answers:
                view = await open_form(bot, app, blocks=[menu])
                asked = {"view_id": view, "block_id": "city", "action_id": "value"}
                kinds = ("slash_commands", "view_submission", "block_suggestion")
                app.answers = dict.fromkeys(kinds, answer)
                typed = {"channel": "general", "text": "/hello"}
                await answered(bot, f"{people}/messages", typed)
                url = (await app.received("slash_commands"))["response_url"]
                async with bot.session.post(url, json=answer) as response:
                    assert response.status < 500, (answer, await response.text())
                await answered(bot, f"{people}/suggestions", {**asked, "value": "leeds"})
                await answered(bot, f"{people}/view/submit", {"values": {}})

    asyncio.run(evening())


@needs_outside
@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(sorted(METHODS)).flatmap(call), min_size=20, max_size=60))
def test_nothing_that_an_app_sends_is_left_without_an_answer(sent: list[Sent]) -> None:
    async def evening() -> None:
        async with running_bot(rate_limits=False) as bot:
            ids = await furnished(bot)
            for method, body in sent:
                named = {
                    key: ids.get(value, value) if isinstance(value, str) else value
                    for key, value in body.items()
                }
                await answered(bot, f"{bot.sandbox.api_url}{method}", named)

    asyncio.run(evening())


@pytest.mark.parametrize("frame", ["", "{", "[]", "null", '{"envelope_id": 5}', "\0" * 10])
async def test_a_stray_frame_is_passed_over_and_the_next_is_heard(frame: str) -> None:
    async with running_bot() as bot, listening(bot) as app:
        headers = {"Authorization": f"Bearer {bot.sandbox.app_token}"}
        url = f"{bot.sandbox.api_url}apps.connections.open"
        async with bot.session.post(url, headers=headers) as response:
            address = (await response.json())["url"]
        async with bot.session.ws_connect(address) as socket:
            await socket.receive()
            await socket.send_str(frame)
            await socket.send_bytes(b"\xff\xfe")
        assert await bot.client.post("/people/alice/shortcuts", callback_id="x") == {"ok": True}
        assert (await app.received("shortcut"))["callback_id"] == "x"
