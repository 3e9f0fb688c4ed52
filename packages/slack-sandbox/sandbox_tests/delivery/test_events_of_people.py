"""Each event of an incident bot's manifest (`docs/slack-facts.md`), caused by a person's action."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.contract.app import App, listening

Json = dict[str, Any]
ALICE, BOB, ME = "U00000001", "U00000002", "U00000000"


async def act(bot: Bot, person: str, channel: str, action: str, **more: Any) -> None:
    """A person's action, which must succeed."""
    path = f"/people/{person}/channels/{channel}"
    answer = await bot.client.post(path, do=action, **more)
    assert answer["ok"], answer


async def furnished(bot: Bot, *, private: bool) -> str:
    """A channel of Alice's with something said in it; the app is in it. The message's ts."""
    await act(bot, "alice", "place", "create", is_private=private)
    await act(bot, "alice", "place", "invite", user=ME)
    said = await bot.client.post("/people/alice/messages", channel="place", text="Hello")
    return str(said["ts"])


async def heard(bot: Bot, app: App, kind: str) -> Json:
    """The event, without what is different in every run."""
    payload = await app.received(kind)
    (authorization,) = payload["authorizations"]
    assert (authorization["user_id"], authorization["is_bot"]) == (ME, True)
    event: Json = payload["event"]
    return {key: value for key, value in event.items() if not key.endswith("ts") and key != "team"}


EVENTS: list[tuple[str, Json, str, Json]] = [
    ("react", {"name": "eyes"}, "reaction_added",
     {"user": ALICE, "reaction": "eyes", "item_user": ALICE}),
    ("invite", {"user": BOB}, "member_joined_channel", {"user": BOB, "inviter": ALICE}),
    ("kick", {"user": BOB}, "member_left_channel", {"user": BOB}),
    ("pin", {}, "pin_added", {"user": ALICE, "item_user": ALICE, "pin_count": 1}),
]  # fmt: skip


@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize(("action", "more", "kind", "expected"), EVENTS)
async def test_what_happens_in_a_channel_is_heard_in_it(
    private: bool, action: str, more: Json, kind: str, expected: Json
) -> None:
    async with running_bot() as bot, listening(bot) as app:
        ts = await furnished(bot, private=private)
        if action == "kick":
            await act(bot, "alice", "place", "invite", user=BOB)
        app.envelopes.clear()
        await act(bot, "alice", "place", action, message_ts=ts, **more)
        event = await heard(bot, app, kind)
        assert expected.items() <= event.items()
        place = event.get("channel") or event.get("channel_id") or event["item"]["channel"]
        assert place == bot.id("place")


@pytest.mark.parametrize(
    ("done", "undone", "kind"),
    [("react", "unreact", "reaction_removed"), ("pin", "unpin", "pin_removed")],
)
async def test_what_is_taken_back_is_heard_too(done: str, undone: str, kind: str) -> None:
    async with running_bot() as bot, listening(bot) as app:
        ts = await furnished(bot, private=False)
        await act(bot, "alice", "place", done, message_ts=ts, name="eyes")
        await act(bot, "alice", "place", undone, message_ts=ts, name="eyes")
        event = await heard(bot, app, kind)
        assert (event["user"], event["item_user"]) == (ALICE, ALICE)


@pytest.mark.parametrize(("private", "prefix"), [(False, "channel"), (True, "group")])
async def test_what_becomes_of_a_channel_is_heard(private: bool, prefix: str) -> None:
    async with running_bot() as bot, listening(bot) as app:
        await furnished(bot, private=private)
        await act(bot, "alice", "place", "rename", name="room")
        renamed = await heard(bot, app, f"{prefix}_rename")
        assert (renamed["channel"]["id"], renamed["channel"]["name"]) == (bot.id("room"), "room")
        await act(bot, "alice", "room", "archive")
        archived = await heard(bot, app, f"{prefix}_archive")
        assert (archived["channel"], archived["user"]) == (bot.id("room"), ALICE)


@pytest.mark.parametrize(
    ("private", "kind"), [(False, "channel"), (True, "group")], ids=["public", "private"]
)
async def test_a_mention_arrives_twice(private: bool, kind: str) -> None:
    async with running_bot() as bot, listening(bot) as app:
        await furnished(bot, private=private)
        app.envelopes.clear()
        await bot.client.post("/people/alice/messages", channel="place", text="@app hello")
        mention, message = await heard(bot, app, "app_mention"), await heard(bot, app, "message")
        assert (message["channel_type"], "channel_type" in mention) == (kind, False)
        same = ("user", "text", "channel", "blocks", "client_msg_id")
        assert [mention[key] for key in same] == [message[key] for key in same]


async def test_where_the_app_is_not_it_hears_nothing_of_what_is_said_and_done() -> None:
    async with running_bot() as bot, listening(bot) as app:
        said = await bot.client.post("/people/alice/messages", channel="random", text="@app hi")
        for action, more in (
            ("react", {"name": "eyes"}),
            ("pin", {}),
            ("invite", {"user": "priya"}),
        ):
            await act(bot, "alice", "random", action, message_ts=said["ts"], **more)
        await act(bot, "bob", "random", "leave")
        await bot.client.post("/people/alice/shortcuts", callback_id="end")
        await app.received("shortcut")
        kinds = [row["type"] for row in app.envelopes]
        assert kinds == ["hello", "interactive"]


async def test_a_published_home_comes_with_the_event_that_it_was_opened() -> None:
    async with running_bot() as bot, listening(bot) as app:
        blocks = [{"type": "divider"}]
        home = {"type": "home", "blocks": blocks, "private_metadata": "kept"}
        await bot.call("views.publish", user_id=ALICE, view=home)
        await bot.client.post("/people/alice/home/open")
        event = await heard(bot, app, "app_home_opened")
        assert (event["user"], event["tab"]) == (ALICE, "home")
        assert event["view"]["private_metadata"] == "kept"
