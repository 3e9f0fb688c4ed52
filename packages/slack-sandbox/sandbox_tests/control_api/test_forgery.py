"""Payloads that no client of Slack's would send, signed as Slack signs them: on either way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.contract.app import listening
from sandbox_tests.delivery.transports import WAYS
from sandbox_tests.interactions import FORM, TEXT, field, open_form, options
from slack_sandbox.client import Missing, Refused
from slack_sandbox.control_api.forgery import FORGERIES
from slack_sandbox.testing import SandboxHandle, sandbox_in_thread

Json = dict[str, Any]
BUTTON = {"type": "button", "action_id": "close", "text": TEXT, "value": "inc-1"}
ROW = {"type": "actions", "block_id": "row", "elements": [BUTTON]}


@pytest.mark.parametrize("way", WAYS)
async def test_any_payload_is_handed_to_the_app_and_its_answer_handed_back(way: str) -> None:
    async with WAYS[way]() as (bot, app):
        app.answers["view_submission"] = {"response_action": "clear"}
        app.answers["slash_commands"] = {"text": "No."}
        forged = {
            "type": "view_submission",
            "user": {"id": "U1"},
            "view": {"private_metadata": "x"},
        }
        answer = await bot.client.deliver("interactive", forged)
        assert answer == {"response_action": "clear"}
        assert await app.received("view_submission") == forged
        command = {"command": "/incident", "text": "list", "user_id": "U9", "team_id": "T00000002"}
        assert await bot.client.deliver("slash_commands", command) == {"text": "No."}
        assert await app.received("slash_commands") == command
        event = {"type": "member_left_channel", "user": "U9", "channel": bot.id("general")}
        assert await bot.client.deliver("events_api", event) is None
        enveloped = await app.received("member_left_channel")
        assert event.items() <= enveloped["event"].items()
        assert (enveloped["type"], enveloped["team_id"]) == ("event_callback", "T00000001")
        whole = {**enveloped, "event_id": "Ev0", "team_id": "T9"}
        await bot.client.deliver("events_api", whole)
        assert await app.received("member_left_channel") == whole


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({}, "unknown_type"),
        ({"type": "hello", "payload": {}}, "unknown_type"),
        ({"type": "interactive"}, "invalid_payload"),
        ({"type": "interactive", "payload": []}, "invalid_payload"),
        ({"type": "events_api", "payload": {"user": "U1"}}, "invalid_payload"),
        ({"type": "interactive", "payload": {"type": "block_actions"}}, "dispatch_failed"),
    ],
)
async def test_what_is_no_payload_is_refused_and_so_is_one_that_nobody_takes(
    body: Json, error: str
) -> None:
    async with running_bot() as bot:
        assert await bot.client.post("/deliver", **body) == {"ok": False, "error": error}


async def in_private(bot: Bot) -> Json:
    """A message with a button, in a private channel of Alice's and the app's."""
    made = await bot.call("conversations.create", name="inc-1", is_private=True)
    channel = made["channel"]["id"]
    await bot.call("conversations.invite", channel=channel, users=[bot.id("alice")])
    sent = await bot.call("chat.postMessage", channel=channel, text="Private", blocks=[ROW])
    return {"channel": channel, "message_ts": sent["ts"]}


WHO = ["bob", "dana", "gus", "zoe"]
"""A member who was never in, one who is deactivated, a guest, and one of another workspace."""


async def somebody(bot: Bot, name: str) -> tuple[str, str]:
    """Their id and that of their workspace."""
    if name == "zoe":
        await bot.client.post("/people", name="zoe", team="Partner")
    return bot.id(name), "T00000002" if name == "zoe" else "T00000001"


@pytest.mark.parametrize("name", WHO)
async def test_anybody_presses_a_button_that_only_others_see(name: str) -> None:
    async with running_bot() as bot, listening(bot) as app:
        place, (user, team) = await in_private(bot), await somebody(bot, name)
        person = bot.client.person(name)
        assert (await person.presses("close", **place))["ok"] is False
        assert await person.forges("press", action_id="close", **place) is None
        pressed = await app.received("block_actions")
        assert (pressed["user"]["id"], pressed["user"]["team_id"]) == (user, team)
        (action,) = pressed["actions"]
        assert {**BUTTON, "block_id": "row"}.items() <= action.items()
        assert (pressed["message"]["text"], pressed["channel"]["id"]) == (
            "Private",
            place["channel"],
        )


async def test_a_forged_button_may_say_what_stands_nowhere() -> None:
    async with running_bot() as bot, listening(bot) as app:
        place, bob = await in_private(bot), bot.client.person("bob")
        await bob.forges("press", action_id="close", value="inc-9", **place)
        (action,) = (await app.received("block_actions"))["actions"]
        assert (action["action_id"], action["value"], action["type"]) == (
            "close",
            "inc-9",
            "button",
        )
        app.envelopes.clear()
        menu = {"type": "overflow", "selected_option": options("inc-9")[0]}
        await bob.forges("press", action_id="more", block_id="b", action=menu,
                         channel="general", message_ts="1.000001")  # fmt: skip
        payload = await app.received("block_actions")
        (action,) = payload["actions"]
        assert (action["type"], action["block_id"]) == ("overflow", "b")
        assert ("message" in payload, payload["container"]["message_ts"]) == (False, "1.000001")


async def test_a_whisper_to_somebody_else_is_pressed() -> None:
    async with running_bot() as bot, listening(bot) as app:
        await bot.call("conversations.join", channel=bot.id("general"))
        sent = await bot.call(
            "chat.postEphemeral", channel=bot.id("general"), user=bot.id("alice"), text="You",
            blocks=[ROW],
        )  # fmt: skip
        place = {"channel": "general", "message_ts": sent["message_ts"]}
        await bot.client.person("bob").forges("press", action_id="close", **place)
        payload = await app.received("block_actions")
        assert payload["container"]["is_ephemeral"] is True
        assert (payload["user"]["id"], payload["actions"][0]["value"]) == (bot.id("bob"), "inc-1")


@pytest.mark.parametrize("name", WHO)
async def test_a_copied_form_is_sent_off_by_anybody_with_anything_in_it(name: str) -> None:
    async with running_bot() as bot, listening(bot) as app:
        view_id = await open_form(bot, app, private_metadata="inc-1", callback_id="update")
        copied = await bot.client.person("alice").form()
        assert copied is not None
        user, team = await somebody(bot, name)
        app.answers["view_submission"] = {"response_action": "errors", "errors": {"words": "No."}}
        changed = {**copied, "private_metadata": "inc-9"}
        answer = await bot.client.person(name).forges(
            "submit", view=changed, values={"words": "Mine"}
        )
        assert answer == {"response_action": "errors", "errors": {"words": "No."}}
        sent = await app.received("view_submission")
        assert (sent["user"]["id"], sent["team"]["id"]) == (user, team)
        view = sent["view"]
        assert (view["id"], view["private_metadata"], view["callback_id"]) == (
            view_id, "inc-9", "update",
        )  # fmt: skip
        assert view["state"]["values"]["words"]["value"]["value"] == "Mine"
        still = await bot.client.person("alice").form()
        assert still == copied


async def test_a_copied_form_is_sent_off_by_its_owner_long_after_it_was_put_away() -> None:
    async with running_bot() as bot, listening(bot) as app:
        await open_form(bot, app, notify_on_close=True)
        alice = bot.client.person("alice")
        copied = await alice.form()
        assert await alice.closes() == {"ok": True}
        app.envelopes.clear()
        assert await alice.forges("submit", view=copied, values={"words": "Late"}) is None
        assert (await app.received("view_submission"))["view"]["root_view_id"] == copied["id"]  # type: ignore[index]
        await alice.forges("close", view=copied)
        assert (await app.received("view_closed"))["is_cleared"] is False


async def test_what_is_opened_by_a_forged_payload_lies_before_whoever_it_names() -> None:
    async with running_bot() as bot, listening(bot) as app:
        place, bob = await in_private(bot), bot.client.person("bob")
        await bob.forges("press", action_id="close", **place)
        payload = await app.received("block_actions")
        opened = await bot.call("views.open", trigger_id=payload["trigger_id"], view=FORM)
        assert opened["ok"]
        assert (await bob.form() or {})["id"] == opened["view"]["id"]
        async with bot.session.post(payload["response_url"], json={"text": "Not yours"}) as said:
            assert said.status == 200
        assert [notice["text"] for notice in await bob.notices()] == ["Not yours"]


async def test_who_has_no_commands_commands_and_uses_shortcuts() -> None:
    async with running_bot() as bot, listening(bot) as app:
        place, (zoe, team) = await in_private(bot), await somebody(bot, "zoe")
        app.answers["slash_commands"] = {"text": "Not you."}
        person = bot.client.person("zoe")
        answer = await person.forges("command", text="/incident list all", channel="inc-1")
        assert answer == {"text": "Not you."}
        command = await app.received("slash_commands")
        keys = ("command", "text", "user_id", "team_id", "team_domain", "channel_name")
        assert [command[key] for key in keys] == [
            "/incident", "list all", zoe, team, "partner", "privategroup",
        ]  # fmt: skip
        await person.forges("shortcut", callback_id="declare")
        assert (await app.received("shortcut"))["user"]["team_id"] == team
        await bot.client.person("dana").forges("shortcut", callback_id="note", **place)
        noted = await app.received("message_action")
        assert (noted["user"]["id"], noted["message"]["text"]) == (bot.id("dana"), "Private")


async def test_a_menu_is_asked_by_whoever_does_not_see_it() -> None:
    async with running_bot() as bot, listening(bot) as app:
        place, asked = await in_private(bot), {"action_id": "which", "block_id": "b", "value": "in"}
        app.answers["block_suggestion"] = {"options": options("inc-1")}
        bob = bot.client.person("bob")
        answer = await bob.forges("suggest", **asked, **place)
        assert answer == {"options": options("inc-1")}
        app.envelopes.clear()
        view = {**FORM, "blocks": [field("b", "external_select")], "private_metadata": "inc-1"}
        assert await bob.forges("suggest", **asked, view=view) == answer
        payload = await app.received("block_suggestion")
        assert asked.items() <= payload.items()
        assert (payload["user"]["id"], payload["view"]["private_metadata"]) == (
            bot.id("bob"),
            "inc-1",
        )
        await bob.forges("press", view=view, action_id="go", value="1")
        assert (await app.received("block_actions"))["view"]["private_metadata"] == "inc-1"


async def test_nothing_of_it_happens_in_the_workspace() -> None:
    async with running_bot() as bot, listening(bot):
        place = await in_private(bot)
        before = await bot.client.channel(place["channel"])
        await bot.client.person("bob").forges("press", action_id="close", **place)
        await bot.client.person("bob").forges("command", text="/incident", channel="inc-1")
        assert await bot.client.channel(place["channel"]) == before
        assert (await bot.client.person("bob").places())["direct"] is None


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({}, "unknown_deed"),
        ({"do": "steal"}, "unknown_deed"),
        ({"do": "command", "text": "/x"}, "channel_not_found"),
        ({"do": "shortcut", "channel": "general", "message_ts": "1.0"}, "message_not_found"),
        ({"do": "submit"}, "invalid_view"),
        ({"do": "submit", "view": {**FORM, "type": "canvas"}}, "invalid_view"),
        ({"do": "close", "view": {**FORM, "blocks": [{"type": "x"}]}}, "invalid_view"),
        ({"do": "submit", "view": FORM, "values": {"other": "1"}}, "bad_entry"),
        ({"do": "submit", "view": {**FORM, "state": {"values": {"b": 1}}}}, "invalid_view"),
        ({"do": "submit", "view": FORM, "values": {"words": "1"}}, "dispatch_failed"),
    ],
)
async def test_what_cannot_even_be_forged_is_said(body: Json, error: str) -> None:
    async with running_bot() as bot:
        answer = await bot.client.post("/people/bob/forge", **body)
        assert (answer["ok"], answer["error"]) == (False, error)
        assert (await bot.client.post("/people/noone/forge"))["error"] == "person_not_found"


WORDS = st.sampled_from(["general", "close", "inc-1", "1.0", ""])
LEAVES = st.one_of(WORDS, st.booleans(), st.integers(), st.none())
THINGS = st.recursive(
    LEAVES, lambda inner: st.one_of(st.lists(inner), st.dictionaries(WORDS, inner)), max_leaves=4
)
VIEWS = st.fixed_dictionaries(
    {"blocks": st.one_of(THINGS, st.just(FORM["blocks"]))},
    optional={
        "type": st.sampled_from(["modal", "home", "x"]),
        "id": THINGS,
        "state": st.one_of(THINGS, st.fixed_dictionaries({"values": THINGS})),
        "private_metadata": THINGS,
    },
)
KEYS = ("text", "channel", "message_ts", "action_id", "block_id", "value", "action", "values",
        "callback_id")  # fmt: skip
BODIES = st.fixed_dictionaries(
    {"do": st.sampled_from([*FORGERIES])},
    optional={**dict.fromkeys(KEYS, THINGS), "view": st.one_of(THINGS, VIEWS)},
)


@pytest.fixture(scope="module")
def workspace() -> Iterator[SandboxHandle]:
    """One for all examples: nothing of a forgery happens in it."""
    with sandbox_in_thread() as found:
        yield found


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(body=BODIES)
def test_whatever_is_asked_for_is_answered(workspace: SandboxHandle, body: Json) -> None:
    answer = workspace.post("/people/bob/forge", **body)
    assert set(answer) <= {"ok", "error", "message", "messages", "answer"}


async def test_what_was_forged_is_among_the_deliveries_and_no_saying_of_slacks() -> None:
    async with running_bot() as bot, listening(bot):
        await bot.client.deliver("interactive", {"type": "nonsense"})
        (delivery,) = await bot.client.deliveries("interactive")
        assert (delivery["payload"], delivery["error"]) == ({"type": "nonsense"}, None)


async def test_the_client_raises_where_the_app_did_not_answer() -> None:
    async with running_bot() as bot:
        with pytest.raises(Refused, match=r"^dispatch_failed: /deliver$"):
            await bot.client.deliver("interactive", {"type": "block_actions"})
        with pytest.raises(Refused, match=r"^unknown_deed: /people/bob/forge$"):
            await bot.client.person("bob").forges("steal")
        with pytest.raises(Missing):
            await bot.client.person("noone").form()


def test_without_asyncio_it_is_the_same(slack_sandbox: SandboxHandle) -> None:
    bob = slack_sandbox.person("bob")
    with pytest.raises(Refused, match="dispatch_failed"):
        bob.forges("command", text="/incident", channel="general")
    with pytest.raises(Refused, match="dispatch_failed"):
        slack_sandbox.deliver("interactive", {"type": "block_actions"})
    assert bob.becomes(deleted=True)["person"]["deleted"] is True
