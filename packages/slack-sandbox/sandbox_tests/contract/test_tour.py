"""Every method once, with success: so that the suite has an answer of each to judge.

What is asserted here is what each does; that its answer looks like Slack's, `test_conformance`.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.contract.app import listening

TEXT = {"type": "plain_text", "text": "Hello"}
WAVING = {**TEXT, "emoji": True}
SECTION = {"type": "section", "text": TEXT}


async def ok(bot: Bot, method: str, /, **arguments: object) -> dict[str, object]:
    """The answer, which must not be a refusal."""
    answer: dict[str, object] = await bot.call(method, **arguments)
    assert answer["ok"], (method, answer)
    return answer


async def test_a_channels_life() -> None:
    async with running_bot() as bot:
        channel = (await bot.call("conversations.create", name="a-channel"))["channel"]["id"]
        await ok(bot, "conversations.invite", channel=channel, users=[bot.id("bob")])
        again = [bot.id("bob"), bot.id("alice")]
        partly = await ok(bot, "conversations.invite", channel=channel, users=again, force=True)
        assert partly["errors"] == [
            {"user": bot.id("bob"), "ok": False, "error": "already_in_channel"}
        ]
        await ok(bot, "conversations.setTopic", channel=channel, topic="A topic")
        await ok(bot, "conversations.setPurpose", channel=channel, purpose="A purpose")
        info = (await bot.call("conversations.info", channel=channel, include_num_members=True))[
            "channel"
        ]
        assert (info["topic"]["value"], info["num_members"]) == ("A topic", 3)
        await ok(bot, "conversations.kick", channel=channel, user=bot.id("alice"))
        members = await ok(bot, "conversations.members", channel=channel)
        assert members["members"] == [bot.sandbox.workspace.app.bot_user, bot.id("bob")]
        await ok(bot, "conversations.rename", channel=channel, name="another-name")
        await ok(bot, "conversations.leave", channel=channel)
        await ok(bot, "conversations.join", channel=channel)
        warned = await ok(bot, "conversations.join", channel=channel)
        assert warned["warning"] == "already_in_channel"
        await ok(bot, "conversations.archive", channel=channel)
        assert await bot.error("conversations.unarchive", channel=channel) == (
            "not_allowed_token_type"
        )
        listed = await ok(bot, "conversations.list", exclude_archived=True, limit=2)
        assert len(list(listed["channels"])) == 2  # type: ignore[call-overload]
        await ok(bot, "users.conversations", types="public_channel,private_channel,im,mpim")


async def test_direct_messages_with_one_and_with_several() -> None:
    async with running_bot() as bot:
        alone = await bot.call("conversations.open", users=bot.id("bob"), return_im=True)
        assert alone["channel"]["user"] == bot.id("bob")
        users = f"{bot.id('alice')},{bot.id('bob')}"
        first = await bot.call("conversations.open", users=users)
        second = await bot.call("conversations.open", users=users)
        assert second["channel"] == first["channel"]
        assert (first["already_open"], second["already_open"]) == (False, True)
        await ok(bot, "chat.postMessage", channel=first["channel"]["id"], text="Both of you")
        listed = await bot.call("conversations.list", types="im,mpim")
        assert {row["is_im"] for row in listed["channels"]} == {True, False}
        too_many = ",".join(f"U{number:08d}" for number in range(1, 10))
        assert await bot.error("conversations.open", users=too_many) == "too_many_users"


@pytest.mark.parametrize(
    ("person", "code"), [("deploybot", "cannot_dm_bot"), ("dana", "user_disabled")]
)
async def test_bots_and_people_who_left_have_no_direct_messages(person: str, code: str) -> None:
    async with running_bot() as bot:
        target = bot.id(person)
        assert await bot.error("conversations.open", users=target) == code
        assert await bot.error("chat.postMessage", channel=target, text="Hello") == code


async def test_a_messages_life() -> None:
    async with running_bot() as bot:
        channel = bot.id("general")
        await ok(bot, "conversations.join", channel=channel)
        sent = await bot.call(
            "chat.postMessage",
            channel=channel,
            text="Hello",
            blocks=[SECTION],
            attachments=[{"text": "Green", "color": "#36a64f", "blocks": [SECTION]}],
            metadata={"event_type": "e", "event_payload": {"key": "1"}},
        )
        ts = sent["ts"]
        await ok(bot, "chat.postMessage", channel=channel, text="A reply", thread_ts=ts)
        await ok(bot, "chat.update", channel=channel, ts=ts, text="Hello again", blocks=[SECTION])
        await ok(bot, "chat.getPermalink", channel=channel, message_ts=ts)
        await ok(
            bot, "chat.postEphemeral", channel=channel, user=bot.id("alice"), text="Only for you"
        )
        for method in ("reactions.add", "reactions.remove"):
            await ok(bot, method, channel=channel, timestamp=ts, name="eyes")
        await ok(bot, "reactions.get", channel=channel, timestamp=ts)
        await bot.client.post(f"/people/alice/channels/{channel}", do="react", message_ts=ts,
                             name="tada")  # fmt: skip
        listed = await bot.call("reactions.list", user=bot.id("alice"))
        assert [row["message"]["ts"] for row in listed["items"]] == [ts]
        await ok(bot, "pins.add", channel=channel, timestamp=ts)
        assert len((await bot.call("pins.list", channel=channel))["items"]) == 1
        await ok(bot, "pins.remove", channel=channel, timestamp=ts)
        history = await bot.call(
            "conversations.history", channel=channel, include_all_metadata=True, limit=1
        )
        assert history["messages"][0]["metadata"]["event_payload"] == {"key": "1"}
        replies = await bot.call("conversations.replies", channel=channel, ts=ts)
        assert [row["text"] for row in replies["messages"]] == ["Hello again", "A reply"]
        await ok(bot, "chat.delete", channel=channel, ts=ts)


async def test_a_message_for_later_is_said_when_its_time_has_come() -> None:
    async with running_bot() as bot:
        channel = bot.id("general")
        at = int(bot.sandbox.workspace.clock.now()) + 600
        first = await bot.call("chat.scheduleMessage", channel=channel, post_at=at, text="Later")
        gone = await bot.call("chat.scheduleMessage", channel=channel, post_at=at, text="Never")
        listed = await bot.call("chat.scheduledMessages.list", channel=channel)
        assert [row["text"] for row in listed["scheduled_messages"]] == ["Later", "Never"]
        await ok(
            bot,
            "chat.deleteScheduledMessage",
            channel=channel,
            scheduled_message_id=gone["scheduled_message_id"],
        )
        await bot.client.post("/clock", advance=601)
        said = (await bot.client.get(f"/channels/{channel}"))["channel"]["messages"]
        assert [row["text"] for row in said] == ["Later"]
        assert await bot.error(
            "chat.deleteScheduledMessage",
            channel=channel,
            scheduled_message_id=first["scheduled_message_id"],
        ) == ("invalid_scheduled_message_id")
        far = {"channel": channel, "text": "Far", "post_at": at + 121 * 86_400}
        assert await bot.error("chat.scheduleMessage", **far) == "time_too_far"
        assert await bot.error("chat.scheduleMessage", **{**far, "post_at": 5}) == "time_in_past"


async def test_links_above_a_channel() -> None:
    async with running_bot() as bot:
        channel = bot.id("general")
        await ok(bot, "conversations.join", channel=channel)
        link = {"title": "Runbook", "type": "link", "link": "https://example.com/run"}
        made = (await bot.call("bookmarks.add", channel_id=channel, **link))["bookmark"]["id"]
        edited = await bot.call(
            "bookmarks.edit", channel_id=channel, bookmark_id=made, title="The runbook"
        )
        assert edited["bookmark"]["title"] == "The runbook"
        assert len((await bot.call("bookmarks.list", channel_id=channel))["bookmarks"]) == 1
        await ok(bot, "bookmarks.remove", channel_id=channel, bookmark_id=made)


async def test_a_file_in_three_steps() -> None:
    async with running_bot() as bot:
        channel = bot.id("general")
        await ok(bot, "conversations.join", channel=channel)
        place = await bot.call("files.getUploadURLExternal", filename="a.md", length=5)
        async with bot.session.post(place["upload_url"], data=b"hello") as response:
            assert response.status == 200
        await ok(
            bot,
            "files.completeUploadExternal",
            files=[{"id": place["file_id"], "title": "A"}],
            channel_id=channel,
        )
        assert (await bot.call("files.info", file=place["file_id"]))["file"]["title"] == "A"
        listed = await bot.call("files.list", channel=channel)
        assert [row["id"] for row in listed["files"]] == [place["file_id"]]
        await ok(bot, "files.delete", file=place["file_id"])


async def test_who_is_here() -> None:
    async with running_bot() as bot:
        alice = bot.id("alice")
        await ok(bot, "users.info", user=alice)
        page = await bot.call("users.list", limit=3)
        assert len(page["members"]) == 3
        cursor = page["response_metadata"]["next_cursor"]
        rest = await bot.call("users.list", limit=100, cursor=cursor)
        assert not {row["id"] for row in page["members"]} & {row["id"] for row in rest["members"]}
        await ok(bot, "users.lookupByEmail", email="alice@example.com")
        await ok(bot, "users.profile.get", user=alice)
        assert (await bot.call("users.getPresence", user=alice))["presence"] == "active"
        assert (await bot.call("users.getPresence", user=bot.id("erin")))["presence"] == "away"
        assert await bot.error("users.getPresence", user="U99999999") == "user_not_found"
        await ok(bot, "dnd.info", user=bot.id("erin"))
        groups = await bot.call("usergroups.list", include_users=True)
        await ok(bot, "usergroups.users.list", usergroup=groups["usergroups"][0]["id"])
        for method in ("auth.test", "api.test", "team.info", "bots.info", "emoji.list"):
            await ok(bot, method)


async def test_what_no_page_and_no_message_can_have_is_refused() -> None:
    async with running_bot() as bot:
        general = bot.id("general")
        await ok(bot, "conversations.join", channel=general)
        said = await bot.error("chat.postMessage", channel=general, attachments="[")
        assert said == "invalid_attachments"
        for method in ("chat.scheduledMessages.list", "conversations.history", "reactions.list",
                       "users.list"):  # fmt: skip
            given = {"channel": general, "cursor": "stray", "limit": 20}
            assert await bot.error(method, **given) == "invalid_cursor", method
            assert await bot.error(method, **{**given, "limit": -1}) == "invalid_limit", method


async def test_a_canvas_is_written_searched_and_changed() -> None:
    async with running_bot() as bot:
        content = {"type": "markdown", "markdown": "# Plan\n\nFirst.\n\n## Later\n\nSecond."}
        made = (await bot.call("canvases.create", title="Plan", document_content=content))[
            "canvas_id"
        ]
        find = {"section_types": ["any_header"], "contains_text": "later"}
        found = await bot.call("canvases.sections.lookup", canvas_id=made, criteria=find)
        (section,) = found["sections"]
        change = {
            "operation": "insert_after",
            "section_id": section["id"],
            "document_content": {"type": "markdown", "markdown": "Between."},
        }
        await ok(bot, "canvases.edit", canvas_id=made, changes=[change])
        assert bot.sandbox.workspace.canvases[made].markdown == (
            "# Plan\n\nFirst.\n\n## Later\n\nBetween.\n\nSecond."
        )
        await ok(
            bot, "canvases.access.set", canvas_id=made, access_level="read",
            channel_ids=[bot.id("general")],
        )  # fmt: skip
        await ok(bot, "canvases.delete", canvas_id=made)
        assert await bot.error("canvases.delete", canvas_id=made) == "canvas_not_found"
        general = bot.id("general")
        await ok(bot, "conversations.canvases.create", channel_id=general)
        again = await bot.error("conversations.canvases.create", channel_id=general)
        assert again == "channel_canvas_already_exists"


async def test_calls_and_the_check_of_blocks() -> None:
    async with running_bot() as bot:
        added = await bot.call(
            "calls.add", external_unique_id="1", join_url="https://example.com/call",
            users=[{"slack_id": bot.id("alice")}],
        )  # fmt: skip
        assert added["call"]["join_url"] == "https://example.com/call"
        await ok(bot, "blocks.validate", blocks=[SECTION])
        assert await bot.error("blocks.validate", blocks=[{"type": "x"}]) == "invalid_blocks"
        assert await bot.error("blocks.validate") == "invalid_arguments"
        view = {"type": "modal", "title": TEXT, "blocks": [SECTION]}
        await ok(bot, "blocks.validate", view=view)
        assert await bot.error("blocks.validate", message={"blocks": [{}]}) == "invalid_message"


async def test_a_person_searches_with_their_own_token_and_no_bot_does() -> None:
    async with running_bot() as bot:
        await bot.client.post("/people/alice/messages", channel="random", text="Is Apply down")
        await bot.client.post("/people/bob/messages", channel="random", text="apply is DOWN again")
        await bot.client.post("/people/priya/messages", channel="leadership", text="Apply is down")
        assert await bot.error("search.messages", query="down") == "not_allowed_token_type"
        poor, mine = await token(bot, "alice", "users:read"), await token(bot, "alice")
        assert (await searched(bot, poor, "down"))["error"] == "missing_scope"
        assert (await searched(bot, mine, " "))["error"] == "no_query"
        answer = await searched(bot, mine, "apply down", highlight=True)
        found = answer["messages"]
        begin, end = "\ue000", "\ue001"
        assert [match["text"] for match in found["matches"]] == [
            f"{begin}apply{end} is {begin}DOWN{end} again",
            f"Is {begin}Apply{end} {begin}down{end}",
        ]
        assert found["paging"] == {"count": 20, "total": 2, "page": 1, "pages": 1}
        for query, total in {
            '"is apply"': 1, "down from:@bob": 1, "down -from:@bob": 1, "down in:#general": 0,
            "down after:2000-01-01 before:2100-01-01": 2, "has:reaction": 0, "-has:pin down": 2,
        }.items():  # fmt: skip
            assert (await searched(bot, mine, query))["messages"]["total"] == total, query


async def searched(bot: Bot, token: str, query: str, **more: str | bool) -> Any:
    headers = {"Authorization": f"Bearer {token}"}
    url = f"{bot.sandbox.api_url}search.messages"
    async with bot.session.post(url, json={"query": query, **more}, headers=headers) as response:
        return await response.json()


async def token(bot: Bot, person: str, scopes: str = "search:read") -> str:
    """Somebody's own, which they have consented to."""
    app, back = bot.sandbox.workspace.app, "https://app.example.com/back"
    asked = {"client_id": app.client_id, "user_scope": scopes, "redirect_uri": back, "as": person}
    url = f"{bot.sandbox.url}/oauth/v2/authorize"
    async with bot.session.get(url, params=asked, allow_redirects=False) as response:
        code = parse_qs(urlsplit(response.headers["Location"]).query)["code"][0]
    secret = {"client_id": app.client_id, "client_secret": app.client_secret}
    found = await ok(bot, "oauth.v2.access", **secret, code=code)
    return str(found["authed_user"]["access_token"])  # type: ignore[index]


async def test_a_token_says_only_what_it_was_given_for_and_is_listed_nowhere() -> None:
    # Another of the same person's tokens answered for it, and the list of calls showed them.
    async with running_bot() as bot:
        wide, narrow = [await token(bot, "alice", scopes) for scopes in ("openid email", "openid")]
        found = []
        for each in (wide, narrow):
            headers = {"Authorization": f"Bearer {each}"}
            url = f"{bot.sandbox.api_url}openid.connect.userInfo"
            async with bot.session.post(url, headers=headers) as response:
                found.append((await response.json()).get("email"))
        assert found == ["alice@example.com", None]
        await bot.call("api.test", token=wide)
        listed = json.dumps(await bot.client.get("/calls"))
        assert [each in listed for each in (wide, narrow, bot.sandbox.bot_token)] == [False] * 3


async def test_consent_becomes_a_token_once() -> None:
    async with running_bot() as bot:
        app = bot.sandbox.workspace.app
        verifier = "v" * 43
        digest = hashlib.sha256(verifier.encode()).digest()
        asked = {
            "client_id": app.client_id,
            "scope": "openid profile email",
            "redirect_uri": "https://app.example.com/back",
            "state": "s1",
            "nonce": "n1",
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
            "as": "alice",
        }
        url = f"{bot.sandbox.url}/openid/connect/authorize"
        async with bot.session.get(url, params=asked, allow_redirects=False) as response:
            back = parse_qs(urlsplit(response.headers["Location"]).query)
        assert back["state"] == ["s1"]
        secret = {"client_id": app.client_id, "client_secret": app.client_secret}
        given = {**secret, "code": back["code"][0], "redirect_uri": asked["redirect_uri"]}
        token = await ok(bot, "openid.connect.token", **given, code_verifier=verifier)
        again = await bot.error("openid.connect.token", **given, code_verifier=verifier)
        assert again == "invalid_code"
        claims = str(token["id_token"]).split(".")[1]
        decoded = json.loads(base64.urlsafe_b64decode(claims + "=="))
        assert (decoded["sub"], decoded["nonce"]) == (bot.id("alice"), "n1")
        headers = {"Authorization": f"Bearer {token['access_token']}"}
        info = f"{bot.sandbox.api_url}openid.connect.userInfo"
        async with bot.session.post(info, headers=headers) as response:
            assert (await response.json())["email"] == "alice@example.com"
        asked |= {"scope": "", "user_scope": "users:read"}
        url = f"{bot.sandbox.url}/oauth/v2/authorize"
        async with bot.session.get(url, params=asked, allow_redirects=False) as response:
            code = parse_qs(urlsplit(response.headers["Location"]).query)["code"][0]
        installed = await ok(bot, "oauth.v2.access", **secret, code=code, code_verifier=verifier)
        assert installed["access_token"] == bot.sandbox.bot_token


async def test_forms_are_opened_stacked_changed_and_put_away() -> None:
    async with running_bot() as bot, listening(bot) as app:
        view = {
            "type": "modal", "title": WAVING, "submit": WAVING, "close": WAVING,
            "notify_on_close": True, "external_id": "first",
            "blocks": [{"type": "input", "block_id": "words", "label": TEXT,
                        "element": {"type": "plain_text_input", "action_id": "value"}}],
        }  # fmt: skip
        assert await bot.client.post("/people/alice/shortcuts", callback_id="begin") == {"ok": True}
        trigger = (await app.received("shortcut"))["trigger_id"]
        opened = (await bot.call("views.open", trigger_id=trigger, view=view))["view"]
        again = await bot.error("views.open", trigger_id=trigger, view=view)
        assert again == "exchanged_trigger_id"
        await bot.client.post("/people/alice/shortcuts", callback_id="more")
        trigger = (await app.received("shortcut"))["trigger_id"]
        pushed = (
            await bot.call("views.push", trigger_id=trigger, view={**view, "external_id": "second"})
        )["view"]
        assert pushed["previous_view_id"] == opened["id"]
        changed = {**view, "external_id": "first", "title": {**WAVING, "text": "Changed"}}
        await ok(bot, "views.update", external_id="first", view=changed, hash=opened["hash"])
        conflict = await bot.error(
            "views.update", view_id=opened["id"], view=changed, hash=opened["hash"]
        )
        assert conflict == "hash_conflict"
        app.answers["view_submission"] = {"response_action": "errors", "errors": {"words": "No."}}
        refused = await bot.client.post("/people/alice/view/submit", values={"words": "yes"})
        assert refused == {"ok": True, "errors": {"words": "No."}}
        await bot.client.post("/people/alice/view/close")
        closed = await app.received("view_closed")
        assert (closed["view"]["id"], closed["is_cleared"]) == (pushed["id"], False)
        home = {"type": "home", "blocks": [SECTION]}
        await ok(bot, "views.publish", user_id=bot.id("alice"), view=home)
        shown = await bot.client.get("/people/alice/home")
        assert [block["type"] for block in shown["view"]["blocks"]] == ["section"]


async def test_ticks_in_a_message_reach_the_app_as_a_list() -> None:
    async with running_bot() as bot, listening(bot) as app:
        options = [{"text": TEXT, "value": "a"}]
        ticks = {"type": "checkboxes", "action_id": "ticks", "options": options}
        blocks = [{"type": "actions", "elements": [ticks]}]
        general = bot.id("general")
        sent = await ok(bot, "chat.postMessage", channel=general, text="Tick", blocks=blocks)
        press = {"channel": general, "message_ts": sent["ts"], "action_id": "ticks"}
        assert await bot.client.post("/people/alice/clicks", **press, value=["a"]) == {"ok": True}
        (action,) = (await app.received("block_actions"))["actions"]
        assert [each["value"] for each in action["selected_options"]] == ["a"]
