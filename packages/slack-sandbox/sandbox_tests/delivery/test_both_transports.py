"""Socket Mode and signed HTTP carry the same: one morning of everything, told over each."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import pytest

from sandbox_tests.bot import Bot
from sandbox_tests.contract.app import App
from sandbox_tests.delivery.transports import WAYS, over_http
from sandbox_tests.interactions import FORM, TEXT, field, open_form, options, post, push_form, until

NOON = 1_790_000_000.0
ROW = {
    "type": "actions",
    "block_id": "row",
    "elements": [
        {"type": "button", "action_id": "go", "text": TEXT},
        {"type": "external_select", "action_id": "city"},
    ],
}


class Morning:
    """What the app heard in all, though actions look at what they need of it."""

    def __init__(self, bot: Bot, app: App) -> None:
        self.bot, self.app = bot, app
        self.heard: list[dict[str, Any]] = []

    async def does(self, path: str, /, **arguments: Any) -> Any:
        """Alice does something, which must be possible."""
        answer = await self.bot.client.post(f"/people/alice{path}", **arguments)
        assert answer["ok"], (path, answer)
        return answer

    def keep(self) -> None:
        """Move what came to what was heard."""
        self.heard += [row["payload"] for row in self.app.envelopes if "payload" in row]
        self.app.envelopes.clear()

    async def commands(self) -> None:
        """Typed, answered in the acknowledgement; a shortcut of a message."""
        self.app.answers["slash_commands"] = {"text": "Good morning."}
        await self.does("/messages", channel="general", text="/hello there\nand here")
        said = await self.does("/messages", channel="general", text="Look")
        about = {"channel": "general", "message_ts": said["ts"]}
        await self.does("/shortcuts", callback_id="note", **about)
        notices = (await self.bot.client.get("/people/alice/notices"))["notices"]
        assert [row["text"] for row in notices] == ["Good morning."]
        self.keep()

    async def presses(self) -> None:
        """In a message, and options for a menu in it."""
        self.app.answers["block_suggestion"] = {"options": options("leeds")}
        place = await post(self.bot, blocks=[ROW])
        await self.does("/suggestions", **place, action_id="city", block_id="row", value="lee")
        await self.does("/clicks", **place, action_id="city", value="leeds")
        await self.does("/clicks", **place, action_id="go")
        self.keep()

    async def forms(self) -> None:
        """Opened, refused, pressed in, pushed, put away, submitted."""
        go = {"type": "actions", "block_id": "row", "elements": ROW["elements"][:1]}
        view = await open_form(self.bot, self.app, blocks=[*FORM["blocks"], go])
        await self.does("/clicks", view_id=view, action_id="go")
        errors = {"response_action": "errors", "errors": {"words": "No."}}
        self.app.answers["view_submission"] = errors
        refused = await self.does("/view/submit", values={"words": "yes"})
        assert refused["errors"] == {"words": "No."}
        self.keep()
        await push_form(self.bot, self.app, notify_on_close=True)
        await self.does("/view/close")
        asking = field("where", "channels_select", response_url_enabled=True)
        update = {"response_action": "update", "view": {**FORM, "blocks": [asking]}}
        self.app.answers["view_submission"] = update
        await self.does("/view/submit")
        self.app.answers["view_submission"] = {"response_action": "clear"}
        await self.does("/view/submit", values={"where": "general"})
        assert (await self.bot.client.get("/people/alice/view"))["view"] is None
        self.keep()

    async def events(self) -> None:
        """The app comes in, is mentioned, sees an emoji; somebody opens its Home."""
        general = self.bot.id("general")
        await self.bot.call("conversations.join", channel=general)
        said = await self.does("/messages", channel="general", text="@app hello")
        act = {"name": "eyes", "message_ts": said["ts"]}
        await self.does("/channels/general", do="react", **act)
        await self.does("/home/open")
        await until(lambda: len(self.app.envelopes) == 7)
        self.app.envelopes.sort(key=lambda row: str(row["payload"]["event_id"]))
        self.keep()


def kinds(heard: Sequence[dict[str, Any]]) -> list[str]:
    """Each payload's type."""
    return [
        str(payload.get("event", payload).get("type", payload.get("command"))) for payload in heard
    ]


def scrubbed(heard: Sequence[dict[str, Any]]) -> list[str]:
    """Ids and secrets by the order in which they come, addresses without their port."""
    known: dict[str, str] = {}
    text = re.sub(r"127\.0\.0\.1:\d+", "here", json.dumps(heard, indent=1))
    text = re.sub(
        r"\d{8}S|[0-9a-f]{5,}", lambda found: known.setdefault(found[0], f"<{len(known)}>"), text
    )
    return text.splitlines()


async def test_both_ways_carry_the_same() -> None:
    told: dict[str, list[dict[str, Any]]] = {}
    for name, way in WAYS.items():
        async with way(clock=NOON) as (bot, app):
            morning = Morning(bot, app)
            for part in (morning.commands, morning.presses, morning.forms, morning.events):
                await part()
            told[name] = morning.heard
    assert kinds(told["http"]) == [
        "/hello", "message_action", "block_suggestion", "block_actions", "block_actions",
        "block_actions", "view_submission", "view_closed", "view_submission", "view_submission",
        "message", "member_joined_channel", "message", "app_mention", "reaction_added",
        "im_created", "app_home_opened",
    ]  # fmt: skip
    assert scrubbed(told["sockets"]) == scrubbed(told["http"])


@pytest.mark.parametrize("way", WAYS)
async def test_a_commands_words_keep_their_line_breaks(way: str) -> None:
    # `/hello` with a line break after it was once a command that nobody knows.
    async with WAYS[way]() as (bot, app):
        typed = {"channel": "general", "text": "/hello\nfirst\nsecond "}
        assert await bot.client.post("/people/alice/messages", **typed) == {"ok": True}
        heard = await app.received("slash_commands")
        assert (heard["command"], heard["text"]) == ("/hello", "first\nsecond")


@pytest.mark.parametrize("way", WAYS)
async def test_a_command_says_where_it_was_typed_as_far_as_an_app_may_know(way: str) -> None:
    async with WAYS[way]() as (bot, app):
        me = bot.sandbox.workspace.app.bot_user
        found = []
        for person, place in (("priya", "leadership"), ("priya", "security"), ("priya", me)):
            typed = {"channel": place, "text": "/hello"}
            app.envelopes.clear()
            assert (await bot.client.post(f"/people/{person}/messages", **typed))["ok"]
            found.append((await app.received("slash_commands"))["channel_name"])
        assert found == ["privategroup", "security", "directmessage"]


@pytest.mark.parametrize(
    ("person", "place", "error"),
    [
        ("alice", "leadership", "channel_not_found"),
        ("alice", "security", "not_in_channel"),
        ("alice", "old-project", "is_archived"),
    ],
)
async def test_a_command_is_typed_only_where_a_message_could_be(
    person: str, place: str, error: str
) -> None:
    async with over_http() as (bot, app):
        typed = {"channel": place, "text": "/hello"}
        said = await bot.client.post(f"/people/{person}/messages", **typed)
        assert said == {"ok": False, "error": error}
        assert app.requests == []


@pytest.mark.parametrize("way", WAYS)
async def test_a_direct_message_is_no_mention(way: str) -> None:
    # An app that is written to directly once heard of a mention as well.
    async with WAYS[way]() as (bot, app):
        me = bot.sandbox.workspace.app.bot_user
        typed = {"channel": me, "text": "@app are you there?"}
        assert (await bot.client.post("/people/alice/messages", **typed))["ok"]
        await until(lambda: len([row for row in app.envelopes if "payload" in row]) == 2)
        await bot.client.post("/people/alice/shortcuts", callback_id="end")
        heard = kinds([row["payload"] for row in app.envelopes if "payload" in row])
        assert sorted(heard) == ["im_created", "message", "shortcut"]


MANIFEST = {
    "features": {
        "slash_commands": [{"command": "/raw"}, {"command": "/marked", "should_escape": True}],
        "shortcuts": [{"type": "global", "callback_id": "begin", "name": "Begin"}],
    }
}


async def test_only_a_command_that_asks_for_it_gets_marks_in_its_words() -> None:
    # One command that asked for it once made all of them so; links and angles stayed bare.
    async with over_http(manifest=MANIFEST) as (bot, app):
        typed = "@bob, see #random & https://example.com/a?b=1 <now>"
        found = []
        for command in ("/raw", "/marked"):
            app.envelopes.clear()
            said = {"channel": "general", "text": f"{command} {typed}"}
            assert (await bot.client.post("/people/alice/messages", **said))["ok"]
            found.append((await app.received("slash_commands"))["text"])
        bob, random = bot.id("bob"), bot.id("random")
        assert found == [
            typed,
            f"<@{bob}|bob>, see <#{random}|random> &amp; <https://example.com/a?b=1> &lt;now&gt;",
        ]


async def test_with_a_manifest_only_its_commands_and_shortcuts_are_there() -> None:
    async with over_http(manifest=MANIFEST) as (bot, _):
        said = {"channel": "general", "text": "/other"}
        unknown = await bot.client.post("/people/alice/messages", **said)
        assert unknown == {"ok": False, "error": "unknown_command"}
        hello = await bot.client.post("/people/bob/messages", channel="general", text="Hello")
        about = {"channel": "general", "message_ts": hello["ts"]}
        arguments: list[dict[str, str]] = [
            {"callback_id": "begin"},
            {"callback_id": "end"},
            {"callback_id": "begin", **about},
        ]
        found = [await bot.client.post("/people/alice/shortcuts", **each) for each in arguments]
        refused = {"ok": False, "error": "unknown_shortcut"}
        assert found == [{"ok": True}, refused, refused]


@pytest.mark.parametrize("way", WAYS)
async def test_begin_anew_leaves_nothing_on_its_way(way: str) -> None:
    # An event of before once came again in the middle of the next test.
    async with WAYS[way](clock=NOON) as (bot, app):
        await bot.client.post("/faults", method="delivery", fault="late", seconds=60)
        await bot.client.post("/people", name="frank")
        assert await bot.client.post("/reset") == {"ok": True}
        await bot.client.post("/clock", advance=120)
        await bot.client.post("/people", name="grace")
        await app.received("team_join")
        heard = [row["payload"] for row in app.envelopes if "payload" in row]
        assert [row["event"]["user"]["name"] for row in heard] == ["grace"]
        listed = (await bot.client.get("/deliveries"))["deliveries"]
        assert [row["payload"]["event"]["user"]["name"] for row in listed] == ["grace"]
