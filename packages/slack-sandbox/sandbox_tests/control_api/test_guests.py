"""Guests: of several channels, and of a single one."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.contract.app import listening
from sandbox_tests.delivery.test_events import happened, heard

Json = dict[str, Any]


async def flags(bot: Bot, name: str) -> tuple[bool, bool]:
    """Whether somebody is a guest, and of a single channel, as Slack says it."""
    user = (await bot.call("users.info", user=bot.id(name)))["user"]
    return user["is_restricted"], user["is_ultra_restricted"]


async def places(bot: Bot, name: str) -> list[str]:
    """The channels that somebody is in."""
    found = (await bot.client.person(name).places())["channels"]
    return [channel["name"] for channel in found if channel["is_member"]]


async def test_a_guest_of_a_single_channel_is_a_guest_and_in_one_channel() -> None:
    async with running_bot() as bot, listening(bot) as app:
        for channel in ("general", "incidents"):
            await bot.call("conversations.join", channel=bot.id(channel))
        await heard(bot, app)
        app.envelopes.clear()
        bob = bot.client.person("bob")
        changed = await bob.becomes(is_ultra_restricted=True, channel="incidents")
        assert (changed["person"]["is_restricted"], changed["ok"]) == (True, True)
        assert await flags(bot, "bob") == (True, True)
        assert await places(bot, "bob") == ["incidents"]
        assert await heard(bot, app) == [
            "user_change", "member_left_channel", "message channel_leave",
        ]  # fmt: skip
        (change, left, _) = happened(app)
        user = change["user"]
        assert (user["is_restricted"], user["is_ultra_restricted"]) == (True, True)
        assert (left["channel"], left["user"]) == (bot.id("general"), bot.id("bob"))


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([{"is_ultra_restricted": True}], (True, True)),
        ([{"is_ultra_restricted": True}, {"is_restricted": False}], (False, False)),
        ([{"is_ultra_restricted": True}, {"is_ultra_restricted": False}], (True, False)),
        ([{"is_restricted": False, "is_ultra_restricted": True}], (True, True)),
    ],
)
async def test_the_two_flags_agree(steps: list[Json], expected: tuple[bool, bool]) -> None:
    async with running_bot() as bot:
        for step in steps:
            assert (await bot.client.person("gus").becomes(**step))["ok"]
        assert await flags(bot, "gus") == expected


async def test_a_guest_of_a_single_channel_keeps_their_first_and_gets_no_second() -> None:
    async with running_bot() as bot:
        assert (await bot.client.person("bob").becomes(is_ultra_restricted=True))["ok"]
        assert await places(bot, "bob") == ["general"]
        invited = await bot.client.person("alice").does("invite", "random", user="bob")
        assert invited == {"ok": False, "error": "ura_max_channels"}
        made = (await bot.call("conversations.create", name="inc-1"))["channel"]["id"]
        users = [bot.id("bob")]
        refused = await bot.error("conversations.invite", channel=made, users=users)
        assert refused == "user_is_restricted"
        unknown = await bot.client.person("bob").becomes(is_ultra_restricted=True, channel="random")
        assert unknown == {"ok": False, "error": "not_in_channel"}


async def test_a_new_guest_of_a_single_channel_is_in_none_until_somebody_lets_them_in() -> None:
    async with running_bot() as bot:
        await bot.client.post("/people", name="una", is_ultra_restricted=True)
        assert await places(bot, "una") == []
        assert await bot.client.person("alice").does("invite", "random", user="una") == {"ok": True}
        assert await places(bot, "una") == ["random"]
        leaving = await bot.client.person("una").does("leave", "random")
        assert leaving == {"ok": False, "error": "user_is_restricted"}


DEEDS: list[tuple[str, str, Json, str]] = [
    ("party", "create", {}, "user_is_restricted"),
    ("outing", "invite", {"user": "bob"}, "user_is_restricted"),
    ("outing", "kick", {"user": "alice"}, "user_is_restricted"),
    ("outing", "rename", {"name": "ours"}, "user_is_restricted"),
    ("outing", "convert", {"is_private": True}, "user_is_restricted"),
    ("outing", "archive", {}, "user_is_restricted"),
    ("random", "join", {}, "channel_not_found"),
]


@pytest.mark.parametrize("kind", ["is_restricted", "is_ultra_restricted"])
@pytest.mark.parametrize(("channel", "deed", "more", "code"), DEEDS)
async def test_what_guests_cannot_do_is_refused(
    kind: str, channel: str, deed: str, more: Json, code: str
) -> None:
    async with running_bot() as bot:
        await bot.client.post("/people", name="una", **{kind: True})
        alice = bot.client.person("alice")
        assert (await alice.does("create", "outing"))["ok"]
        assert (await alice.does("invite", "outing", user="una"))["ok"]
        refused = await bot.client.person("una").does(deed, channel, **more)
        assert refused == {"ok": False, "error": code}


async def test_a_guest_writes_directly_only_to_those_with_whom_they_share_a_channel() -> None:
    async with running_bot() as bot:
        await bot.client.post("/people", name="una", is_ultra_restricted=True)
        await bot.client.person("alice").does("invite", "random", user="una")
        assert await bot.client.post("/people/una/direct", users=["priya"]) == {
            "ok": False,
            "error": "user_not_visible",
        }
        assert (await bot.client.post("/people/una/direct", users=["bob"]))["ok"]


async def test_a_guest_takes_part_where_they_were_invited() -> None:
    async with running_bot() as bot, listening(bot) as app:
        await bot.client.post("/people", name="una", is_ultra_restricted=True)
        await bot.client.person("alice").does("invite", "random", user="una")
        una = bot.client.person("una")
        assert (await una.types("Hello", "random"))["ok"]
        assert await una.types("/incident list", "random") == {"ok": True}
        assert (await app.received("slash_commands"))["user_name"] == "una"


async def test_a_seed_has_a_guest_of_a_single_channel_where_it_names_them() -> None:
    seed = {
        "person": [{"name": "alice"}, {"name": "una", "is_ultra_restricted": True}],
        "channel": [{"name": "kitchen", "members": ["alice", "una"]}, {"name": "garden"}],
    }
    async with running_bot(seed=seed) as bot:
        assert await places(bot, "una") == ["kitchen"]
        assert await flags(bot, "una") == (True, True)
