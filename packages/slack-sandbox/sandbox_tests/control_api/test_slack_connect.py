"""People of another workspace (Slack Connect): where they are, and what an app is told of them."""

from __future__ import annotations

from typing import Any

import pytest
from slack_bolt.request.internals import extract_actor_team_id, extract_team_id

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.contract.app import App, listening
from sandbox_tests.delivery.test_events import happened, heard
from sandbox_tests.interactions import FORM, TEXT

Json = dict[str, Any]
HOME, PARTNER = "T00000001", "T00000002"
REFUSED = {"ok": False, "error": "restricted_action"}
BUTTON = {"type": "button", "action_id": "go", "text": TEXT, "value": "1"}


async def with_zoe(bot: Bot) -> str:
    """Zoe of Partner is in #incidents, and so is the app; her id."""
    await bot.call("conversations.join", channel=bot.id("incidents"))
    made = await bot.client.post("/people", name="zoe", real_name="Zoe Doe", team="Partner")
    await bot.client.person("alice").does("invite", "incidents", user="zoe")
    return str(made["person"]["id"])


async def test_whoever_is_of_another_workspace_is_nowhere_until_they_are_invited() -> None:
    async with running_bot() as bot, listening(bot) as app:
        made = await bot.client.post("/people", name="zoe", team="Partner")
        assert made["person"]["team"] == PARTNER
        assert (await bot.client.workspace())["teams"] == {PARTNER: "Partner"}
        zoe = bot.client.person("zoe")
        assert await zoe.places() == {
            "ok": True, "channels": [], "groups": [], "direct": None, "direct_last_ts": None,
        }  # fmt: skip
        for channel in ("general", "random", "app"):
            said = await zoe.types("Hello", channel)
            assert said == {"ok": False, "error": "channel_not_found"}
        await bot.client.person("alice").uses("end")
        await app.received("shortcut")
        assert happened(app) == []


async def test_a_channel_is_shared_from_the_moment_that_somebody_comes_in() -> None:
    async with running_bot() as bot, listening(bot) as app:
        incidents, zoe = bot.id("incidents"), await with_zoe(bot)
        info = (await bot.call("conversations.info", channel=incidents))["channel"]
        sharing = {
            "is_shared": True, "is_ext_shared": True, "is_org_shared": False,
            "shared_team_ids": [HOME, PARTNER], "internal_team_ids": [HOME],
            "connected_team_ids": [PARTNER], "conversation_host_id": HOME,
        }  # fmt: skip
        assert sharing.items() <= info.items()
        listed = (await bot.call("conversations.list"))["channels"]
        assert {row["name"]: row["is_ext_shared"] for row in listed} == {
            row["name"]: row["name"] == "incidents" for row in listed
        }
        assert zoe in (await bot.call("conversations.members", channel=incidents))["members"]
        await heard(bot, app)
        kinds = [row.get("subtype", row["type"]) for row in happened(app)]
        assert kinds[-3:] == ["channel_shared", "channel_join", "member_joined_channel"]
        shared, said, joined = happened(app)[-3:]
        assert (shared["channel"], shared["connected_team_id"]) == (incidents, PARTNER)
        assert (said["team"], joined["team"], joined["user"]) == (PARTNER, PARTNER, zoe)
        places = (await bot.client.person("zoe").places())["channels"]
        assert [(row["name"], row["connected_team_ids"]) for row in places] == [
            ("incidents", [PARTNER])
        ]


async def test_the_channel_stays_shared_when_they_leave() -> None:
    async with running_bot() as bot, listening(bot) as app:
        incidents, zoe = bot.id("incidents"), await with_zoe(bot)
        assert await bot.client.person("zoe").does("leave", "incidents") == {"ok": True}
        left = (await app.received("member_left_channel"))["event"]
        assert (left["user"], left["team"], left["channel_type"]) == (zoe, PARTNER, "C")
        info = (await bot.call("conversations.info", channel=incidents))["channel"]
        assert (info["is_ext_shared"], info["shared_team_ids"]) == (True, [HOME, PARTNER])
        assert (await bot.call("users.info", user=zoe))["user"]["is_stranger"] is True


async def test_of_people_of_other_workspaces_slack_says_less() -> None:
    async with running_bot() as bot:
        made = await bot.client.post("/people", name="zoe", real_name="Zoe Doe", team="Partner")
        zoe = made["person"]["id"]
        stranger = (await bot.call("users.info", user=zoe, include_locale=True))["user"]
        withheld = {"tz", "tz_label", "tz_offset", "is_admin", "is_owner", "has_2fa", "locale"}
        assert (stranger["team_id"], stranger["profile"]["team"]) == (PARTNER, PARTNER)
        assert (stranger["is_stranger"], stranger["real_name"]) == (True, "Zoe Doe")
        assert stranger.keys() & withheld == set()
        await bot.call("conversations.join", channel=bot.id("incidents"))
        await bot.client.person("alice").does("invite", "incidents", user="zoe")
        known = (await bot.call("users.info", user=zoe))["user"]
        assert known == {**stranger, "is_stranger": False}
        own = (await bot.call("users.info", user=bot.id("alice")))["user"]
        assert (own["team_id"], "is_stranger" in own) == (HOME, False)
        listed = (await bot.call("users.list"))["members"]
        assert zoe not in [person["id"] for person in listed]
        found = await bot.error("users.lookupByEmail", email="zoe@example.com")
        assert found == "users_not_found"
        await bot.client.person("zoe").becomes(deleted=True)
        gone = (await bot.call("users.info", user=zoe))["user"]
        assert (gone["deleted"], gone["team_id"], gone["is_stranger"]) == (True, PARTNER, True)


async def test_what_they_say_names_their_workspace_and_the_envelope_the_channel_as_shared() -> None:
    async with running_bot() as bot, listening(bot) as app:
        incidents, zoe = bot.id("incidents"), await with_zoe(bot)
        await heard(bot, app)
        app.envelopes.clear()
        await bot.client.person("zoe").types("@app Is it down", "incidents")
        said, mention = await app.received("message"), await app.received("app_mention")
        assert (said["event"]["team"], said["event"]["user"]) == (PARTNER, zoe)
        assert (said["team_id"], said["context_team_id"]) == (PARTNER, HOME)
        assert [row["is_ext_shared_channel"] for row in (said, mention)] == [True, True]
        assert {row["authorizations"][0]["team_id"] for row in (said, mention)} == {HOME}
        event = mention["event"]
        assert (event["team"], event["user_team"], event["source_team"]) == (HOME, PARTNER, PARTNER)
        assert event["user_profile"]["team"] == PARTNER
        app.envelopes.clear()
        await bot.client.person("alice").types("@app It is", "incidents")
        said, mention = await app.received("message"), await app.received("app_mention")
        assert (said["event"]["team"], said["team_id"]) == (HOME, HOME)
        assert (said["is_ext_shared_channel"], "user_team" in mention["event"]) == (True, False)
        history = await bot.call("conversations.history", channel=incidents, limit=2)
        assert [row["team"] for row in history["messages"]] == [HOME, PARTNER]
        await bot.call("conversations.join", channel=bot.id("general"))
        await bot.client.person("alice").types("Elsewhere")
        await heard(bot, app)
        last = [row["payload"] for row in app.envelopes if row["type"] == "events_api"][-1]
        assert (last["is_ext_shared_channel"], "context_team_id" in last) == (False, False)


async def test_other_subtypes_name_the_workspace_only_in_a_shared_channel() -> None:
    async with running_bot() as bot, listening(bot) as app:
        await with_zoe(bot)
        zoe = bot.client.person("zoe")
        assert (await zoe.does("upload", "incidents", content="Log", filename="log.txt"))["ok"]
        shared = await app.received("message", "file_share")
        assert (shared["event"]["team"], shared["is_ext_shared_channel"]) == (PARTNER, True)
        await bot.call("conversations.join", channel=bot.id("general"))
        await bot.client.person("alice").does("topic", "general", topic="Calm")
        assert "team" not in (await app.received("message", "channel_topic"))["event"]


async def press_in_incidents(bot: Bot, app: App) -> Json:
    """What the app hears when Zoe presses its button."""
    blocks = [{"type": "actions", "block_id": "row", "elements": [BUTTON]}]
    incidents = bot.id("incidents")
    sent = await bot.call("chat.postMessage", channel=incidents, text="Press", blocks=blocks)
    zoe = bot.client.person("zoe")
    assert await zoe.presses("go", channel="incidents", message_ts=sent["ts"]) == {"ok": True}
    return await app.received("block_actions")


async def test_a_press_names_their_workspace_and_the_apps() -> None:
    async with running_bot() as bot, listening(bot) as app:
        zoe = await with_zoe(bot)
        pressed = await press_in_incidents(bot, app)
        assert pressed["user"] == {
            "id": zoe, "username": "zoe", "name": "zoe", "team_id": PARTNER,
        }  # fmt: skip
        assert pressed["team"] == {"id": HOME, "domain": "sandbox"}


async def test_a_form_of_theirs_names_their_workspace_and_in_the_view_the_apps() -> None:
    async with running_bot() as bot, listening(bot) as app:
        await with_zoe(bot)
        trigger = (await press_in_incidents(bot, app))["trigger_id"]
        opened = await bot.call("views.open", trigger_id=trigger, view=FORM)
        assert opened["view"]["team_id"] == PARTNER
        assert await bot.client.person("zoe").submits({"words": "Yes"}) == {"ok": True}
        sent = await app.received("view_submission")
        assert sent["team"] == {"id": PARTNER, "domain": "partner"}
        assert (sent["user"]["team_id"], sent["view"]["team_id"]) == (PARTNER, PARTNER)
        assert sent["view"]["app_installed_team_id"] == HOME


async def test_bolt_finds_the_workspace_of_the_app_and_that_of_whoever_acts() -> None:
    async with running_bot() as bot, listening(bot) as app:
        await with_zoe(bot)
        trigger = (await press_in_incidents(bot, app))["trigger_id"]
        assert (await bot.call("views.open", trigger_id=trigger, view=FORM))["ok"]
        zoe = bot.client.person("zoe")
        assert await zoe.submits({"words": "Yes"}) == {"ok": True}
        for kind in ("block_actions", "view_submission"):
            assert extract_team_id(await app.received(kind)) == HOME, kind
        await heard(bot, app)
        app.envelopes.clear()
        await zoe.types("@app Is it down", "incidents")
        await zoe.does("leave", "incidents")
        for kind in ("message", "app_mention", "member_left_channel"):
            payload = await app.received(kind)
            assert extract_team_id(payload) == HOME, kind
            assert extract_actor_team_id(payload) == PARTNER, kind


async def test_commands_and_shortcuts_are_not_shared() -> None:
    async with running_bot() as bot, listening(bot) as app:
        await with_zoe(bot)
        zoe = bot.client.person("zoe")
        refused = await zoe.types("/incident list", "incidents")
        assert refused == {"ok": False, "error": "unknown_command"}
        assert await zoe.uses("begin") == {"ok": False, "error": "unknown_shortcut"}
        assert "slash_commands" not in [row["type"] for row in app.envelopes]


DEEDS: list[tuple[str, Json]] = [
    ("invite", {"user": "priya"}),
    ("kick", {"user": "bob"}),
    ("rename", {"name": "ours"}),
    ("convert", {"is_private": True}),
    ("archive", {}),
    ("create", {}),
]


@pytest.mark.parametrize(("deed", "more"), DEEDS)
async def test_they_change_nothing_of_a_channel(deed: str, more: Json) -> None:
    async with running_bot() as bot:
        await with_zoe(bot)
        before = bot.sandbox.workspace.revision
        where = "our-own" if deed == "create" else "incidents"
        assert await bot.client.person("zoe").does(deed, where, **more) == REFUSED
        assert bot.sandbox.workspace.revision == before


async def test_nobody_from_outside_comes_into_general() -> None:
    async with running_bot() as bot:
        await with_zoe(bot)
        answer = await bot.client.person("alice").does("invite", "general", user="zoe")
        assert answer == {"ok": False, "error": "cant_invite"}


async def test_the_app_invites_them_only_where_their_workspace_is_already() -> None:
    async with running_bot() as bot:
        zoe, incidents = await with_zoe(bot), bot.id("incidents")
        made = (await bot.call("conversations.create", name="inc-1"))["channel"]["id"]
        refused = await bot.error("conversations.invite", channel=made, users=[zoe])
        assert refused == "no_external_invite_permission"
        await bot.call("conversations.kick", channel=incidents, user=zoe)
        invited = await bot.call("conversations.invite", channel=incidents, users=[zoe])
        assert (invited["ok"], invited["channel"]["is_ext_shared"]) == (True, True)


async def test_direct_messages_need_a_channel_in_common() -> None:
    async with running_bot() as bot:
        made = await bot.client.post("/people", name="zoe", team="Partner")
        zoe = made["person"]["id"]
        assert await bot.error("conversations.open", users=zoe) == "user_not_visible"
        assert await bot.error("chat.postMessage", channel=zoe, text="Hi") == "channel_not_found"
        refused = {"ok": False, "error": "user_not_visible"}
        assert await bot.client.post("/people/zoe/direct", users=["alice"]) == refused
        assert await bot.client.post("/people/alice/direct", users=["zoe"]) == refused
        await bot.call("conversations.join", channel=bot.id("incidents"))
        await bot.client.person("alice").does("invite", "incidents", user="zoe")
        assert (await bot.client.post("/people/alice/direct", users=["zoe"]))["ok"]
        assert (await bot.call("conversations.open", users=zoe))["ok"]
        assert (await bot.call("chat.postMessage", channel=zoe, text="Hi"))["ok"]


async def test_a_seed_may_have_them_where_it_names_them() -> None:
    seed = {
        "person": [
            {"name": "alice"},
            {"name": "zoe", "team": "Partner"},
            {"name": "yan", "team": "Vendor"},
        ],
        "channel": [{"name": "joint", "members": ["alice", "zoe"]}],
    }
    async with running_bot(seed=seed) as bot:
        workspace = bot.sandbox.workspace
        members = {channel.name: channel.members for channel in workspace.channels.values()}
        assert members == {"general": [bot.id("alice")], "joint": [bot.id("alice"), bot.id("zoe")]}
        info = (await bot.call("conversations.info", channel=bot.id("joint")))["channel"]
        assert info["shared_team_ids"] == [HOME, PARTNER]
        await bot.client.reset()
        assert (await bot.client.workspace())["teams"] == {
            PARTNER: "Partner",
            "T00000003": "Vendor",
        }


async def test_the_default_seed_has_nobody_from_outside() -> None:
    async with running_bot() as bot:
        assert (await bot.client.workspace())["teams"] == {}
        channels = bot.sandbox.workspace.channels.values()
        assert [channel.connected_teams for channel in channels] == [[]] * len(channels)
