"""The sandbox refuses what Slack refuses, with Slack's codes (`docs/slack-facts.md`)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox_tests.bot import running_bot
from sandbox_tests.interactions import until
from slack_sandbox.block_kit import check_blocks, check_view
from slack_sandbox.delivery.http import signature
from slack_sandbox.web_api.rate_limits import RateLimits


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "invalid_name_required"),
        ("x" * 81, "invalid_name_maxlength"),
        ("Capital", "invalid_name_specials"),
        ("with space", "invalid_name_specials"),
        ("---", "invalid_name_punctuation"),
        ("general", "name_taken"),
        ("old-project", "name_taken"),
        ("fine-name_2", None),
    ],
)
async def test_a_channels_name_is_checked_and_never_made_better(name: str, code: str) -> None:
    async with running_bot() as bot:
        assert await bot.error("conversations.create", name=name) == code


async def test_arguments_come_from_query_form_multipart_and_json_alike() -> None:
    async with running_bot() as bot:
        url = f"{bot.sandbox.api_url}conversations.create"
        token = {"token": bot.sandbox.bot_token}
        query = await bot.session.post(url, params={"name": "q", **token})
        form = await bot.session.post(url, data={"name": "f", **token})
        json = await bot.session.post(url, json={"name": "j", **token, "team_id": "T1"})
        parts = aiohttp.FormData({"name": "m", **token}, default_to_multipart=True)
        multipart = await bot.session.post(url, data=parts)
        answers = [await response.json() for response in (query, form, json, multipart)]
        assert [reply["channel"]["name"] for reply in answers] == ["q", "f", "j", "m"]
        nothing = await bot.session.post(url)
        wrong = await bot.session.post(url, params={"token": "xoxb-wrong"})
        broken = await bot.session.post(
            url, data=b"{", headers={"Content-Type": "application/json"}
        )
        unknown = await bot.error("chat.shout")
        codes = [(await response.json())["error"] for response in (nothing, wrong, broken)]
        assert [*codes, unknown] == ["not_authed", "invalid_auth", "invalid_json", "unknown_method"]


async def test_a_huge_body_is_refused_and_the_server_lives_on() -> None:
    async with running_bot() as bot:
        url = f"{bot.sandbox.api_url}chat.postMessage"
        response = await bot.session.post(url, json={"text": "x" * 10_000_000})
        assert (await response.json())["error"] == "request_too_large"
        assert (await bot.call("auth.test"))["ok"] is True


async def test_invitations_are_all_or_none_unless_forced() -> None:
    async with running_bot() as bot:
        channel = (await bot.call("conversations.create", name="inc-1"))["channel"]["id"]
        users = ",".join(bot.id(name) for name in ("alice", "dana", "gus"))
        refused = await bot.call("conversations.invite", channel=channel, users=users)
        assert refused["error"] == "user_not_found"
        assert [each["error"] for each in refused["errors"]] == [
            "user_not_found",
            "user_is_restricted",
        ]
        assert bot.id("alice") not in bot.sandbox.workspace.channels[channel].members
        forced = await bot.call("conversations.invite", channel=channel, users=users, force=True)
        assert (forced["ok"], forced["channel"]["id"], forced["errors"]) == (
            True,
            channel,
            [
                {"user": bot.id("dana"), "ok": False, "error": "user_not_found"},
                {"user": bot.id("gus"), "ok": False, "error": "user_is_restricted"},
            ],
        )
        assert bot.id("alice") in bot.sandbox.workspace.channels[channel].members
        nobody = await bot.call("conversations.invite", channel=channel, users=users, force=True)
        assert nobody == {
            "ok": False,
            "error": "already_in_channel",
            "errors": [
                {"user": bot.id("alice"), "ok": False, "error": "already_in_channel"},
                {"user": bot.id("dana"), "ok": False, "error": "user_not_found"},
                {"user": bot.id("gus"), "ok": False, "error": "user_is_restricted"},
            ],
        }
        again = await bot.error("conversations.invite", channel=channel, users=bot.id("alice"))
        itself = bot.sandbox.workspace.app.bot_user
        assert again == "already_in_channel"
        assert await bot.error("conversations.invite", channel=channel, users=itself) == (
            "cant_invite_self"
        )


async def test_what_is_archived_is_closed_to_the_bot_for_ever() -> None:
    async with running_bot() as bot:
        channel = (await bot.call("conversations.create", name="inc-1"))["channel"]["id"]
        said = await bot.call("chat.postMessage", channel=channel, text="hello")
        assert await bot.error("conversations.archive", channel=channel) is None
        assert await bot.error("conversations.archive", channel=channel) == "already_archived"
        assert await bot.error("conversations.unarchive", channel=channel) == (
            "not_allowed_token_type"
        )
        assert await bot.error("chat.postMessage", channel=channel, text="x") == "is_archived"
        update = {"channel": channel, "ts": said["ts"], "text": "x"}
        assert await bot.error("chat.update", **update) == "is_inactive"
        assert await bot.error("conversations.create", name="inc-1") == "name_taken"


async def test_text_without_blocks_removes_the_blocks_and_keeps_the_metadata() -> None:
    async with running_bot() as bot:
        general = bot.id("general")
        block = {"type": "section", "text": {"type": "mrkdwn", "text": "*hello*"}}
        metadata = {"event_type": "e", "event_payload": {"key": "1"}}
        posted = await bot.call(
            "chat.postMessage", channel=general, text="hello", blocks=[block], metadata=metadata
        )
        place = {"channel": posted["channel"], "ts": posted["ts"]}
        assert await bot.error("chat.update", **place, text="x" * 4001) == "msg_too_long"
        await bot.call("chat.update", **place, text="bye")
        message = bot.sandbox.workspace.channels[general].messages[-1]
        assert (message.text, message.blocks, message.metadata) == ("bye", [], metadata)


async def test_history_is_closed_to_a_bot_outside_and_metadata_must_be_asked_for() -> None:
    async with running_bot() as bot:
        general = bot.id("general")
        metadata = {"event_type": "e", "event_payload": {"key": "1"}}
        await bot.call("chat.postMessage", channel=general, text="hello", metadata=metadata)
        assert await bot.error("conversations.history", channel=general) == "not_in_channel"
        await bot.call("conversations.join", channel=general)
        brief = await bot.call("conversations.history", channel=general, limit=999)
        full = await bot.call("conversations.history", channel=general, include_all_metadata=True)
        assert ["metadata" in each for each in brief["messages"]] == [False, False]
        assert [each.get("metadata") for each in full["messages"]] == [None, metadata]
        private = bot.id("leadership")
        assert await bot.error("chat.postMessage", channel=private, text="x") == "channel_not_found"


async def test_pages_follow_each_other_by_opaque_cursors() -> None:
    async with running_bot() as bot:
        first = await bot.call("users.list", limit=4)
        cursor = first["response_metadata"]["next_cursor"]
        second = await bot.call("users.list", limit=100, cursor=cursor)
        ids = [each["id"] for each in (*first["members"], *second["members"])]
        assert ids == ["USLACKBOT", *bot.sandbox.workspace.people]
        assert second["response_metadata"]["next_cursor"] == ""
        assert await bot.error("users.list", cursor="bm9uc2Vuc2U=") == "invalid_cursor"


async def test_a_trigger_opens_one_form_within_three_seconds() -> None:
    view = {
        "type": "modal",
        "title": {"type": "plain_text", "text": "T"},
        "blocks": [{"type": "divider"}],
    }
    async with running_bot() as bot:
        trigger = bot.sandbox.workspace.new_trigger(bot.id("alice"))
        assert await bot.error("views.open", trigger_id=trigger, view=view) is None
        again = await bot.error("views.open", trigger_id=trigger, view=view)
        assert again == "exchanged_trigger_id"
        old = bot.sandbox.workspace.new_trigger(bot.id("alice"))
        bot.sandbox.workspace.triggers[old] = (bot.id("alice"), 0.0)
        assert await bot.error("views.open", trigger_id=old, view=view) == "expired_trigger_id"
        assert await bot.error("views.open", trigger_id="1.2", view=view) == "invalid_trigger_id"


async def test_bad_blocks_are_refused_with_a_pointer() -> None:
    async with running_bot() as bot:
        block = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
        answer = await bot.call("chat.postMessage", channel=bot.id("general"), blocks=[block])
        assert answer["error"] == "invalid_blocks"
        assert answer["errors"] == [
            "failed to match all allowed schemas [json-pointer:/blocks/0/text]",
            "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
        ]
        assert answer["response_metadata"]["messages"][1].startswith("[ERROR] must be less than")


FORM = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "T"},
    "blocks": [{"type": "divider"}],
}


@pytest.mark.parametrize(
    ("view", "pointer"),
    [
        ({"type": "sheet"}, "/view/type"),
        ({"type": "modal", "blocks": []}, "/view"),
        ({**FORM, "title": {"type": "plain_text", "text": "x" * 25}}, "/view/title"),
        ({**FORM, "private_metadata": "x" * 3001}, "/view/private_metadata"),
        ({"type": "home", "blocks": [{"type": "divider"}] * 101}, "/view/blocks"),
    ],
)
def test_a_form_that_slack_would_refuse_is_refused(view: dict[str, Any], pointer: str) -> None:
    assert [fault for fault in check_view(view) if f"[json-pointer:{pointer}" in fault]


@given(
    st.recursive(
        st.none() | st.text(max_size=5) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["type", "text", "elements", "element", "block_id", "options", "option_groups"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_no_block_however_odd_breaks_the_check(odd: Any) -> None:
    found = check_blocks([{"type": "section", "text": odd}, odd], "message")
    assert found
    assert all("[json-pointer:/blocks" in fault for fault in found)


async def test_with_a_manifest_only_its_scopes_commands_and_events_hold(tmp_path: Path) -> None:
    path = tmp_path / "app.json"
    path.write_text(
        '{"features": {"bot_user": {"display_name": "Helper"},'
        ' "slash_commands": [{"command": "/help"}]},'
        ' "oauth_config": {"scopes": {"bot": ["chat:write"]}}}'
    )
    async with running_bot(manifest=path) as bot:
        refused = await bot.call("conversations.create", name="x")
        assert (refused["error"], refused["provided"]) == ("missing_scope", "chat:write")
        typed = {"channel": "general", "text": "/other"}
        answer = await bot.client.post("/people/alice/messages", **typed)
        assert answer == {"ok": False, "error": "unknown_command"}
        said = await bot.error("chat.postMessage", channel=bot.id("general"), text="x")
        assert said == "not_in_channel"


def test_a_bucket_holds_a_minutes_worth_and_says_when_the_next_token_comes() -> None:
    limits = RateLimits(enabled=True)
    waits = [limits.take("conversations.create", 2, "", 0.0) for _ in range(21)]
    assert waits == [0] * 20 + [3]
    assert limits.take("conversations.create", 2, "", 3.0) == 0


async def test_a_response_url_is_good_for_five_uses_in_half_an_hour() -> None:
    async with running_bot() as bot:
        workspace = bot.sandbox.workspace
        ids = bot.id("alice"), bot.id("general")
        url = f"{bot.sandbox.url}/hooks/{workspace.new_response_url(*ids)}"
        codes = [(await bot.session.post(url, json={"text": "x"})).status for _ in range(6)]
        assert codes == [200] * 5 + [404]
        late = f"{bot.sandbox.url}/hooks/{workspace.new_response_url(*ids)}"
        await bot.client.post("/clock", advance=1801)
        assert (await bot.session.post(late, json={"text": "x"})).status == 404
        notices = (await bot.client.get("/people/alice/notices"))["notices"]
        assert len(notices) == 5


async def test_calls_are_listed_on_arrival_with_tokens_masked() -> None:
    async with running_bot() as bot:
        await bot.client.post("/faults", method="api.test", fault="hold_after")
        calls = bot.sandbox.server.api.calls
        sent = asyncio.create_task(bot.call("api.test", token=bot.sandbox.bot_token))
        await until(lambda: calls and calls[-1]["applied"])
        sent.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sent
        held = (await bot.client.get("/calls"))["calls"][-1]
        assert (held["arguments"], held["applied"], held["ended"]) == ({"token": "…"}, True, None)
        await bot.client.delete("/faults")


async def test_faults_do_what_they_say() -> None:
    async with running_bot() as bot:
        await bot.client.post("/faults", method="api.test", fault="rate_limited", times=1, skip=1)
        assert [await bot.error("api.test") for _ in range(3)] == [None, "ratelimited", None]
        await bot.client.post("/faults", method="api.test", fault="error", error="fatal_error")
        assert [await bot.error("api.test") for _ in range(2)] == ["fatal_error", "fatal_error"]
        await bot.client.delete("/faults")
        created = len(bot.sandbox.workspace.channels)
        await bot.client.post("/faults", method="*", fault="drop_after", times=1)
        with pytest.raises(aiohttp.ClientError):
            await bot.call("conversations.create", name="done-all-the-same")
        assert len(bot.sandbox.workspace.channels) == created + 1
        wrong = await bot.client.post("/faults", method="*", fault="meteor")
        assert (wrong["ok"], wrong["error"]) == (False, "invalid_fault")


async def test_begin_anew_leaves_the_seed_and_nothing_else() -> None:
    async with running_bot() as bot:
        await bot.call("conversations.create", name="inc-1")
        await bot.client.post("/people/alice/messages", channel="general", text="hello")
        assert await bot.client.post("/reset") == {"ok": True}
        workspace = await bot.client.get("/workspace")
        names = [each["name"] for each in workspace["channels"]]
        assert names == ["general", "incidents", "security", "random", "leadership", "old-project"]
        assert (await bot.client.get("/channels/general"))["channel"]["messages"] == []


def test_the_signature_is_the_one_of_slacks_own_example() -> None:
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
        b"&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
        b"&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands"
        b"%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015"
        b".47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    assert signature("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", body) == (
        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    )
