"""Every fault, by what is seen of it from outside."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.contract.app import listening
from sandbox_tests.interactions import until

POST = "chat.postMessage"


async def arrange(bot: Bot, fault: str, method: str = POST, /, **more: Any) -> None:
    """Over HTTP, as anybody would."""
    answer = await bot.client.post("/faults", method=method, fault=fault, **more)
    assert answer["ok"], answer


async def attempt(bot: Bot, text: str = "Hello") -> tuple[Any, str]:
    """One message of the app's: status and body, or what became of the line."""
    headers = {"Authorization": f"Bearer {bot.sandbox.bot_token}"}
    arguments = {"channel": bot.id("general"), "text": text}
    try:
        async with bot.session.post(
            f"{bot.sandbox.api_url}{POST}", json=arguments, headers=headers
        ) as response:
            return response.status, await response.text()
    except aiohttp.ClientError as error:
        return type(error).__name__, ""


async def said(bot: Bot) -> list[str]:
    """What stands in general."""
    messages = (await bot.client.get("/channels/general"))["channel"]["messages"]
    return [row["text"] for row in messages]


async def last_call(bot: Bot) -> dict[str, Any]:
    """The newest on the list."""
    found: dict[str, Any] = (await bot.client.get("/calls"))["calls"][-1]
    return found


LIMITED = '{"ok": false, "error": "ratelimited"}'
CASES: list[tuple[str, dict[str, Any], Any, str | None, bool]] = [
    ("rate_limited", {"retry_after": 7}, 429, LIMITED, False),
    ("error", {"error": "no_permission"}, 200, '{"ok": false, "error": "no_permission"}', False),
    ("error", {}, 200, '{"ok": false, "error": "fatal_error"}', False),
    ("http_500", {}, 500, "Internal Server Error", False),
    ("drop_before", {}, "ServerDisconnectedError", "", False),
    ("drop_after", {}, "ServerDisconnectedError", "", True),
    ("malformed", {}, 200, '{"ok": tru', True),
    ("latency", {"seconds": 0}, 200, None, True),
]


@pytest.mark.parametrize(("fault", "more", "status", "body", "done"), CASES)
async def test_a_fault_is_what_the_caller_sees_and_what_was_done(
    fault: str, more: dict[str, Any], status: Any, body: str | None, done: bool
) -> None:
    async with running_bot() as bot:
        await arrange(bot, fault, **more, times=1)
        found = await attempt(bot)
        assert found[0] == status
        assert body in (None, found[1])
        assert await said(bot) == ["Hello"] * done
        call = await last_call(bot)
        assert (call["applied"], call["ended"] is not None) == (done, True)
        assert (await attempt(bot, "Again"))[0] == 200


async def test_who_is_to_wait_is_told_how_long() -> None:
    async with running_bot() as bot:
        await arrange(bot, "rate_limited", "api.test", retry_after=7)
        async with bot.session.post(f"{bot.sandbox.api_url}api.test") as response:
            assert (response.status, response.headers["Retry-After"]) == (429, "7")


async def test_a_call_may_take_its_time() -> None:
    async with running_bot() as bot:
        await arrange(bot, "latency", seconds=0.3)
        assert (await attempt(bot))[0] == 200
        call = await last_call(bot)
        assert call["ended"] - call["started"] >= 0.3


async def test_what_comes_late_is_done_after_the_line_is_gone() -> None:
    async with running_bot() as bot:
        await arrange(bot, "late", seconds=0.2)
        assert (await attempt(bot))[0] == "ServerDisconnectedError"
        assert await said(bot) == []
        workspace = bot.sandbox.workspace
        general = workspace.channel("general")
        assert general is not None
        await until(lambda: [row.text for row in general.messages] == ["Hello"])


@pytest.mark.parametrize(("fault", "done"), [("hold_before", False), ("hold_after", True)])
@pytest.mark.parametrize("release", ["faults", "reset"])
async def test_what_is_held_goes_on_when_the_faults_are_gone(
    fault: str, done: bool, release: str
) -> None:
    async with running_bot() as bot:
        await arrange(bot, fault, times=1)
        held = asyncio.create_task(attempt(bot))
        await until(lambda: bot.sandbox.server.api.calls and len(bot.sandbox.server.api.calls) == 1)
        await asyncio.sleep(0.05)
        call = await last_call(bot)
        assert (call["applied"], call["ended"], held.done()) == (done, None, False)
        assert await said(bot) == ["Hello"] * done
        assert (await attempt(bot, "Meanwhile"))[0] == 200
        if release == "reset":
            assert await bot.client.post("/reset") == {"ok": True}
        else:
            assert await bot.client.delete("/faults") == {"ok": True}
        lost = release == "reset" and not done
        assert (await held)[0] == ("ServerDisconnectedError" if lost else 200)
        assert (await bot.client.get("/faults"))["faults"] == []


async def test_reads_may_lag_behind() -> None:
    # In a fresh workspace they once found not even its channels.
    async with running_bot() as bot:
        general = bot.id("general")
        await bot.call("conversations.join", channel=general)
        await attempt(bot)
        await arrange(bot, "stale", "conversations.history", seconds=60, times=1)
        for found in ([], ["Hello"]):
            history = await bot.call("conversations.history", channel=general, limit=1)
            assert [row["text"] for row in history["messages"]] == found


async def test_faults_take_turns_and_each_counts_every_call() -> None:
    # A second fault's `skip` was once counted only from when the first was over.
    async with running_bot() as bot:
        await arrange(bot, "error", "api.test", error="first", times=2)
        await arrange(bot, "error", "api.test", error="second", skip=1, times=2)
        found = [await bot.error("api.test") for _ in range(5)]
        assert found == ["first", "first", "second", "second", None]


async def test_a_slow_call_may_be_refused_as_well() -> None:
    async with running_bot() as bot:
        await arrange(bot, "latency", "*", seconds=0.1)
        await arrange(bot, "error", "api.test", error="no_permission")
        assert await bot.error("api.test") == "no_permission"
        call = await last_call(bot)
        assert call["ended"] - call["started"] >= 0.1


@pytest.mark.parametrize(
    ("more", "struck"),
    [
        ({"skip": 2}, [0, 0, 1, 1, 1, 1]),
        ({"times": 2}, [1, 1, 0, 0, 0, 0]),
        ({"every": 2}, [1, 0, 1, 0, 1, 0]),
        ({"skip": 1, "every": 2, "times": 2}, [0, 1, 0, 1, 0, 0]),
        ({"rate": 0}, [0, 0, 0, 0, 0, 0]),
        ({"rate": 1, "skip": 5}, [0, 0, 0, 0, 0, 1]),
        ({"times": 0}, [0, 0, 0, 0, 0, 0]),
    ],
)
async def test_a_fault_strikes_the_calls_that_it_was_arranged_for(
    more: dict[str, Any], struck: list[int]
) -> None:
    async with running_bot() as bot:
        await arrange(bot, "error", "api.test", **more)
        found = [await bot.error("api.test") for _ in range(6)]
        assert [int(error == "fatal_error") for error in found] == struck
        assert await bot.error("auth.test") is None


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"fault": "dance"}, "There is no fault 'dance' here. There are latency,"),
        ({"fault": "twice"}, "There is no fault 'twice' here."),
        ({"method": "delivery", "fault": "stale"}, "There are twice, late, ack_lost."),
        ({"method": "chat.say", "fault": "error"}, "There is no method 'chat.say'."),
        ({"fault": "error", "second": 1}, "A fault has no 'second'. It has skip, times, every,"),
        (
            {"fault": "error", "rate": 2},
            "rate is 2. It would be a number from 0 to 1.",
        ),
        ({"fault": "error", "skip": -1}, "skip is -1. It would be a whole number from 0 to"),
        ({"fault": "error", "times": 1.5}, "times is 1.5. It would be a whole number"),
        ({"fault": "error", "every": 0}, "every is 0. It would be a whole number from 1 to"),
        ({"fault": "late", "seconds": "5"}, "seconds is '5'. It would be a number from 0 to"),
        ({"fault": "late", "seconds": True}, "seconds is True."),
        ({}, "There is no fault '' here."),
    ],
)
async def test_what_is_no_fault_is_said_in_a_sentence(
    arguments: dict[str, Any], sentence: str
) -> None:
    async with running_bot() as bot:
        answer = await bot.client.post("/faults", **arguments)
        assert (answer["ok"], answer["error"]) == (False, "invalid_fault")
        assert sentence in answer["message"]
        assert (await bot.client.get("/faults"))["faults"] == []


async def test_a_fault_of_all_methods_spares_deliveries() -> None:
    async with running_bot() as bot, listening(bot) as app:
        await arrange(bot, "error", "*")
        assert (await bot.client.post("/people/alice/shortcuts", callback_id="x"))["ok"]
        assert (await app.received("shortcut"))["callback_id"] == "x"


async def test_the_app_may_hear_twice() -> None:
    async with running_bot() as bot, listening(bot) as app:
        await arrange(bot, "twice", "delivery", times=2)
        await bot.client.post("/people/alice/shortcuts", callback_id="x")
        await bot.client.post("/people", name="frank")
        await until(lambda: len(app.envelopes) == 5)
        heard = [row["payload"] for row in app.envelopes[1:]]
        assert heard[0] == heard[1]
        assert heard[2]["event_id"] == heard[3]["event_id"]
        assert len({row["envelope_id"] for row in app.envelopes[1:]}) == 4


async def test_a_lost_acknowledgement_is_told_the_person_and_brings_an_event_again() -> None:
    async with running_bot() as bot, listening(bot) as app:
        await arrange(bot, "ack_lost", "delivery", times=2)
        found = await bot.client.post("/people/alice/shortcuts", callback_id="x")
        assert found == {"ok": False, "error": "operation_timeout"}
        assert (await app.received("shortcut"))["callback_id"] == "x"
        await bot.client.post("/people", name="frank")
        await until(lambda: len(app.envelopes) == 4)
        again = [(row["retry_attempt"], row["retry_reason"]) for row in app.envelopes[2:]]
        assert again == [(0, ""), (1, "timeout")]


async def test_an_event_may_come_late_by_the_workspaces_clock() -> None:
    async with running_bot(clock=1_790_000_000.0) as bot, listening(bot) as app:
        await arrange(bot, "late", "delivery", seconds=120, times=1)
        await bot.client.post("/people", name="frank")
        await bot.client.post("/people", name="grace")
        assert (await app.received("team_join"))["event"]["user"]["name"] == "grace"
        await bot.client.post("/clock", advance=119)
        assert len(app.envelopes) == 2
        await bot.client.post("/clock", advance=1)
        await until(lambda: len(app.envelopes) == 3)
        assert app.envelopes[-1]["payload"]["event"]["user"]["name"] == "frank"
