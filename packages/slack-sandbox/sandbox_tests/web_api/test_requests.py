"""How a call may be sent: what is refused for its form, what is warned of, whose token it is."""

from __future__ import annotations

import base64
import json
from typing import Any

import aiohttp
import pytest

from sandbox_tests.bot import JSON, Bot, running_bot
from slack_sandbox.state.entities import Grant
from slack_sandbox.web_api.rate_limits import RateLimits

FORM = "application/x-www-form-urlencoded"


async def sent(
    bot: Bot, method: str, body: bytes | None = None, kind: str | None = None, **query: str
) -> Any:
    """The answer to a request that is made by hand."""
    headers = {"Authorization": f"Bearer {bot.sandbox.bot_token}"}
    skipped = () if kind else ("Content-Type",)
    if kind:
        headers["Content-Type"] = kind
    url = f"{bot.sandbox.api_url}{method}"
    async with bot.session.post(
        url, data=body, params=query, headers=headers, skip_auto_headers=skipped
    ) as response:
        return await response.json()


@pytest.mark.parametrize(
    ("body", "kind", "error"),
    [
        (b"{", JSON, "invalid_json"),
        (b"[" * 100_000, JSON, "invalid_json"),
        (b'{"team_id": NaN}', JSON, "invalid_json"),
        (b'{"team_id": "\xff"}', JSON, "invalid_json"),
        (b"[1]", JSON, "json_not_object"),
        (b"null", JSON, "json_not_object"),
        (b"team_id=1", None, "missing_post_type"),
        (b"<foo/>", "application/xml", "invalid_post_type"),
        (b"team_id=1", f"{FORM};charset=utf-16", "invalid_charset"),
        (b"{}", "application/json;charset=klingon", "invalid_charset"),
        (b"--x\r\nnothing", "multipart/form-data; boundary=y", "invalid_form_data"),
        (b"multipart", "multipart/form-data", "invalid_form_data"),
        (b"users[]=1&users[]=2", FORM, "invalid_array_arg"),
        (b"a%20b=1", FORM, "invalid_arg_name"),
        (b"a" * 300 + b"=1", FORM, "invalid_arg_name"),
        (b"team_id=1", "text/plain", None),
        (b"", FORM, None),
        (None, None, None),
        (b"team_id=1", f"{FORM}; charset=ISO-8859-1", None),
    ],
)
async def test_what_is_wrong_with_a_request_is_refused_as_slack_does(
    body: bytes | None, kind: str | None, error: str | None
) -> None:
    async with running_bot() as bot:
        answer = await sent(bot, "api.test", body, kind)
        assert (answer.get("error"), answer["ok"]) == (error, error is None)


async def test_a_request_that_could_not_be_read_is_on_the_list_of_calls() -> None:
    """It was answered and never listed: whoever looked for it found nothing."""
    async with running_bot() as bot:
        await sent(bot, "chat.postMessage", b"{", JSON)
        (listed,) = (await bot.client.get("/calls"))["calls"]
        assert (listed["method"], listed["answer"], listed["applied"]) == (
            "chat.postMessage", {"ok": False, "error": "invalid_json"}, False,
        )  # fmt: skip
        assert listed["ended"] >= listed["started"]


@pytest.mark.parametrize(
    ("body", "kind", "warning"),
    [
        (b"{}", "application/json", "missing_charset"),
        (b"{}", "application/json; charset=utf-8", None),
        (b"team_id=1", f"{FORM}; charset=utf-8", "superfluous_charset"),
        (b"team_id=1", FORM, None),
        (None, None, None),
    ],
)
async def test_slack_warns_of_a_character_set_that_is_missing_or_needless(
    body: bytes | None, kind: str | None, warning: str | None
) -> None:
    async with running_bot() as bot:
        good = await sent(bot, "auth.test", body, kind)
        bad = await sent(bot, "chat.postMessage", body, kind, channel="C0")
        assert [answer.get("warning") for answer in (good, bad)] == [warning] * 2
        if warning:
            assert good["response_metadata"] == {"warnings": [warning]}


async def test_several_warnings_stand_beside_each_other() -> None:
    async with running_bot() as bot:
        channel = bot.id("general")
        body = json.dumps({"channel": channel}).encode()
        await sent(bot, "conversations.join", body, "application/json")
        again = await sent(bot, "conversations.join", body, "application/json")
        assert again["warning"] == "missing_charset,already_in_channel"
        assert again["response_metadata"]["warnings"] == ["missing_charset", "already_in_channel"]


async def test_arguments_of_the_frameworks_arrive_as_they_send_them() -> None:
    """Node writes blocks as JSON into a form, Python lists into the query with commas."""
    async with running_bot() as bot:
        general, block = bot.id("general"), {"type": "divider"}
        form = aiohttp.FormData(
            {"token": bot.sandbox.bot_token, "channel": general, "blocks": json.dumps([block])}
        )
        async with bot.session.post(f"{bot.sandbox.api_url}chat.postMessage", data=form) as said:
            shown = (await said.json())["message"]["blocks"]
            assert [each["type"] for each in shown] == ["divider"]
        made = await sent(bot, "conversations.create", name="inc-1", is_private="1")
        channel = made["channel"]
        assert channel["is_private"] is True
        users = f"{bot.id('alice')},{bot.id('bob')}"
        await sent(bot, "conversations.invite", channel=channel["id"], users=users)
        assert len(bot.sandbox.workspace.channels[channel["id"]].members) == 3
        headers = {"Authorization": f"bearer  {bot.sandbox.bot_token}"}
        url = f"{bot.sandbox.api_url}conversations.members"
        query = {"channel": channel["id"], "team_id": "T1"}
        async with bot.session.get(url, params=query, headers=headers) as response:
            assert len((await response.json())["members"]) == 3


async def test_headers_name_the_scopes_that_are_granted_and_those_that_would_do() -> None:
    granted = {"oauth_config": {"scopes": {"bot": ["chat:write", "users:read"]}}}
    async with running_bot(manifest=granted) as bot:
        headers = {"Authorization": f"Bearer {bot.sandbox.bot_token}"}
        url = f"{bot.sandbox.api_url}pins.add"
        async with bot.session.post(url, headers=headers, data={"channel": "C0"}) as response:
            answer, found = await response.json(), response.headers
        assert answer == {"ok": False, "error": "missing_scope", "needed": "pins:write",
                          "provided": "chat:write,users:read"}  # fmt: skip
        assert (found["x-oauth-scopes"], found["x-accepted-oauth-scopes"]) == (
            "chat:write,users:read", "pins:write",
        )  # fmt: skip
        assert found["x-slack-req-id"]
        assert found["Content-Type"] == "application/json; charset=utf-8"
    async with running_bot() as bot:
        headers = {"Authorization": f"Bearer {bot.sandbox.bot_token}"}
        async with bot.session.post(f"{bot.sandbox.api_url}auth.test", headers=headers) as response:
            everything = response.headers["x-oauth-scopes"].split(",")
        assert {"chat:write", "commands", "pins:write", "channels:history"} <= set(everything)


async def test_unknown_methods_are_named_and_each_kind_of_token_has_its_own() -> None:
    async with running_bot() as bot:
        assert await bot.call("chat.shout") == {
            "ok": False, "error": "unknown_method", "req_method": "chat.shout",
        }  # fmt: skip
        assert await bot.error("apps.connections.open") == "not_allowed_token_type"
        headers = {"Authorization": f"Bearer {bot.sandbox.app_token}"}
        url = f"{bot.sandbox.api_url}chat.postMessage"
        async with bot.session.post(url, headers=headers) as response:
            assert (await response.json())["error"] == "not_allowed_token_type"


async def test_a_token_dies_with_whoever_it_belongs_to() -> None:
    async with running_bot() as bot:
        workspace = bot.sandbox.workspace
        workspace.user_tokens["xoxp-1"] = Grant(
            user=bot.id("alice"), scopes="search:read", redirect_uri=""
        )
        url = f"{bot.sandbox.api_url}auth.test"
        codes = []
        for deleted in (False, True):
            await bot.client.post("/people/alice", deleted=deleted)
            async with bot.session.post(url, data={"token": "xoxp-1"}) as response:
                codes.append((await response.json()).get("error"))
        assert codes == [None, "token_revoked"]
        workspace.people[workspace.app.bot_user].deleted = True
        assert await bot.error("auth.test") == "account_inactive"


async def test_an_apps_secret_may_come_as_basic_authorization_and_is_not_shown() -> None:
    """The Python SDK sends it so; the sandbox looked for it among the arguments only."""
    async with running_bot() as bot:
        app, workspace = bot.sandbox.workspace.app, bot.sandbox.workspace
        workspace.codes["c1"] = Grant(user=bot.id("alice"), scopes="", redirect_uri="")
        secret = base64.b64encode(f"{app.client_id}:{app.client_secret}".encode()).decode()
        url = f"{bot.sandbox.api_url}oauth.v2.access"
        headers = {"Authorization": f"Basic {secret}"}
        async with bot.session.post(url, data={"code": "c1"}, headers=headers) as response:
            assert (await response.json())["access_token"] == bot.sandbox.bot_token
        (listed,) = (await bot.client.get("/calls"))["calls"]
        assert listed["arguments"] == {
            "client_id": app.client_id, "client_secret": "…", "code": "…",
        }  # fmt: skip


def test_a_channel_takes_one_message_a_second_and_a_minutes_worth_at_once() -> None:
    limits = RateLimits(enabled=True)
    waits = [limits.take("chat.postMessage", 5, "C1", 0.0) for _ in range(62)]
    assert waits == [0] * 60 + [1, 1]
    assert limits.take("chat.postMessage", 5, "C2", 0.0) == 0
    assert limits.take("chat.postMessage", 5, "C1", 1.0) == 0


async def test_one_channel_has_one_limit_by_name_and_by_id() -> None:
    """A bot that wrote to `#general` and to its id had twice as much to say."""
    async with running_bot(clock=1_790_000_000.0) as bot:
        for place in ("#general", bot.id("general")):
            for _ in range(30):
                await bot.call("chat.postMessage", channel=place, text="x")
        headers = {"Authorization": f"Bearer {bot.sandbox.bot_token}"}
        url, said = f"{bot.sandbox.api_url}chat.postMessage", {"channel": "general", "text": "x"}
        async with bot.session.post(url, data=said, headers=headers) as response:
            assert (response.status, await response.json()) == (
                429, {"ok": False, "error": "ratelimited"},
            )  # fmt: skip
            assert (response.headers["Retry-After"], "x-oauth-scopes" in response.headers) == (
                "1", True,
            )  # fmt: skip
        await bot.client.post("/clock", advance=1)
        assert await bot.error("chat.postMessage", **said) is None


async def test_a_method_has_its_tiers_limit_and_says_when_the_next_may_come() -> None:
    async with running_bot(clock=1_790_000_000.0) as bot:
        codes = [await bot.error("users.list") for _ in range(21)]
        assert codes == [None] * 20 + ["ratelimited"]
        assert await bot.error("team.info") is None
        await bot.client.post("/clock", advance=3)
        assert [await bot.error("users.list") for _ in range(2)] == [None, "ratelimited"]


async def test_beginning_anew_forgets_what_was_counted() -> None:
    """A test that began anew on a clock that stands was limited by the test before it."""
    async with running_bot(clock=1_790_000_000.0) as bot:
        for _ in range(20):
            await bot.call("users.list")
        assert await bot.error("users.list") == "ratelimited"
        await bot.client.post("/reset")
        assert await bot.error("users.list") is None


async def test_the_token_of_the_app_itself_is_nobodys() -> None:
    """auth.test named the bot for it."""
    async with running_bot() as bot:
        headers = {"Authorization": f"Bearer {bot.sandbox.app_token}"}
        async with bot.session.post(f"{bot.sandbox.api_url}auth.test", headers=headers) as response:
            answer, scopes = await response.json(), response.headers["x-oauth-scopes"]
        app = bot.sandbox.workspace.app
        assert answer == {"ok": True, "app_id": app.id, "app_name": app.name}
        assert scopes == "connections:write"


async def test_a_person_and_their_direct_messages_are_one_place_that_has_its_limit() -> None:
    # Under two names it was counted twice: 120 messages at one instant.
    async with running_bot(clock=1_790_000_000.0) as bot:
        alice = bot.id("alice")
        first = await bot.call("chat.postMessage", channel=alice, text="Hello")
        names = [alice, first["channel"]] * 30
        found = [await bot.error("chat.postMessage", channel=name, text="Hello") for name in names]
        assert found == [None] * 59 + ["ratelimited"]
