"""What can be played in a workspace, and what it begins with."""

from __future__ import annotations

import asyncio

from sandbox_tests.bot import running_bot


async def test_what_is_offered_plays_once_at_a_time_and_a_reset_ends_it() -> None:
    async with running_bot() as bot:
        client, scenarios = bot.client, bot.sandbox.scenarios
        done = asyncio.Event()

        async def night() -> None:
            await client.post("/people/bob/messages", channel="general", text="It is dark")
            await done.wait()

        async def opening() -> None:
            await client.post("/people/bob/messages", channel="general", text="It is down")

        async def said() -> list[str]:
            return [each["text"] for each in (await client.channel("general"))["messages"]]

        async def played() -> object:
            return (await client.get("/scenarios"))["scenarios"]

        assert await played() == []
        await scenarios.begin_with(opening, "Type /hello")
        scenarios.offer("A night", night)
        assert (await client.workspace())["hint"] == "Type /hello"
        assert await client.post("/scenarios/A%20night") == {"ok": True}
        await client.until(lambda: _is(said, ["It is down", "It is dark"]))
        assert await played() == [{"name": "A night", "playing": True}]
        assert (await client.post("/scenarios/A%20night"))["error"] == "already_playing"
        assert (await client.post("/scenarios/a-day"))["error"] == "scenario_not_found"
        await client.reset()
        await client.until(lambda: _is(said, ["It is down"]))
        assert await played() == [{"name": "A night", "playing": False}]
        done.set()
        await client.post("/scenarios/A%20night")
        await client.until(lambda: _is(played, [{"name": "A night", "playing": False}]))


async def test_the_hint_stays_until_a_command_has_arrived_and_is_back_after_a_reset() -> None:
    async with running_bot() as bot:

        async def nothing() -> None:
            pass

        async def hint() -> object:
            return (await bot.client.workspace())["hint"]

        assert await hint() == ""
        await bot.sandbox.scenarios.begin_with(nothing, "Type /hello")
        await bot.client.person("alice").types("Hello")
        assert await hint() == "Type /hello"
        assert (await bot.client.person("alice").types("/hello"))["error"] == "dispatch_failed"
        assert await hint() == "Type /hello"
        bot.sandbox.workspace.hint = ""  # as when an app takes a command
        await bot.client.reset()
        assert await hint() == "Type /hello"


async def _is(look: object, wanted: object) -> bool:
    assert callable(look)
    return bool(await look() == wanted)
