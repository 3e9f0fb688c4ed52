"""The client of the sandbox's interface, and that tests without asyncio have the same one."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from sandbox_tests.bot import running_bot
from slack_sandbox.client import Missing, PersonClient, Refused, SandboxClient
from slack_sandbox.testing import PersonHandle, SandboxHandle


def methods(kind: type) -> dict[str, Callable[..., Any]]:
    return {
        name: method
        for name, method in inspect.getmembers(kind, inspect.isfunction)
        if not name.startswith("_")
    }


@pytest.mark.parametrize(
    ("handle", "client"), [(SandboxHandle, SandboxClient), (PersonHandle, PersonClient)]
)
def test_what_works_without_asyncio_works_with_it_by_the_same_names(
    handle: type, client: type
) -> None:
    for name, method in methods(handle).items():
        wanted = list(inspect.signature(method).parameters)
        offered = list(inspect.signature(methods(client)[name]).parameters)
        assert offered[: len(wanted)] == wanted, name


async def test_people_do_things_and_look_at_what_they_did() -> None:
    async with running_bot() as bot:
        alice = bot.client.person("alice")
        made = await alice.does("create", "war-room", is_private=True)
        said = await alice.types("It is down", "war-room")
        assert made == {"ok": True, "channel": made["channel"]}
        assert said == {"ok": True, "ts": said["ts"]}
        channel = await bot.client.channel("war-room")
        assert channel["id"] == made["channel"]
        assert [message["text"] for message in channel["messages"]][-1] == "It is down"
        assert (await alice.places())["direct"] is None
        assert await alice.form() is None
        left = await bot.client.person("dana").becomes(deleted=True)
        assert left["person"]["deleted"] is True
        await bot.client.reset()
        with pytest.raises(Missing, match=r"^channel_not_found: /channels/war-room$"):
            await bot.client.channel("war-room")


async def test_calls_and_deliveries_are_chosen_by_kind_and_time() -> None:
    async with running_bot() as bot:
        await bot.call("api.test")
        await bot.call("auth.test")
        (call,) = await bot.client.calls("auth.test")
        assert await bot.client.calls(since=call["started"]) == [call]
        assert await bot.client.deliveries("slash_commands") == []
        await bot.client.later(90)
        assert (await bot.client.get("/clock"))["offset"] == 90


async def test_what_cannot_be_arranged_is_refused_with_the_reason() -> None:
    async with running_bot() as bot:
        with pytest.raises(Refused, match=r"^invalid_fault: .*meteor"):
            await bot.client.fault("*", "meteor")
        with pytest.raises(Refused, match=r"^invalid_advance: /clock$"):
            await bot.client.later(-1)
        with pytest.raises(TimeoutError, match=r"^Nothing was there within 0 seconds\.$"):
            await bot.client.connected(within=0)


async def test_a_deed_that_cannot_be_done_answers_so_and_raises_nothing() -> None:
    async with running_bot() as bot:
        nobody = bot.client.person("zo e")
        assert await nobody.types("Hello") == {"ok": False, "error": "person_not_found"}
        with pytest.raises(Missing, match=r"^person_not_found: /people/zo%20e/notices$"):
            await nobody.notices()
