"""On the way to the app: again when not acknowledged, and what only some forms do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.contract.app import App, listening
from sandbox_tests.interactions import until

TEXT = {"type": "plain_text", "text": "Words"}
MENU = {
    "type": "input",
    "block_id": "city",
    "label": TEXT,
    "element": {"type": "external_select", "action_id": "value"},
}
FORM = {"type": "modal", "title": TEXT, "submit": TEXT, "notify_on_close": True, "blocks": [MENU]}


async def open_form(bot: Bot, app: App, **more: Any) -> str:
    """Alice has this form before her; its id."""
    await bot.client.post("/people/alice/shortcuts", callback_id="begin")
    trigger = (await app.received("shortcut"))["trigger_id"]
    app.envelopes.clear()
    opened = await bot.call("views.open", trigger_id=trigger, view={**FORM, **more})
    return str(opened["view"]["id"])


async def push_form(bot: Bot, app: App, **more: Any) -> None:
    """Another one on top."""
    await bot.client.post("/people/alice/shortcuts", callback_id="more")
    trigger = (await app.received("shortcut"))["trigger_id"]
    app.envelopes.clear()
    answer = await bot.call("views.push", trigger_id=trigger, view={**FORM, **more})
    assert answer["ok"], answer


def events(app: App) -> list[tuple[str, int, str]]:
    """Id, retry and reason of each event that came."""
    return [
        (envelope["payload"]["event_id"], envelope["retry_attempt"], envelope["retry_reason"])
        for envelope in app.envelopes
        if envelope.get("type") == "events_api"
    ]


async def tried(bot: Bot) -> list[tuple[int, str | None]]:
    """Retry and error of each delivery, once none is on its way any more."""
    log = bot.sandbox.server.delivery.log
    await until(lambda: all(row["ended"] for row in log))
    return [(row["retry"], row["error"]) for row in log]


async def test_an_event_that_is_not_acknowledged_comes_again_by_the_workspaces_clock() -> None:
    # Its two pauses once hoped to be longer than Slack's three seconds.
    async with running_bot(clock=1_790_000_000.0) as bot, listening(bot) as app:
        await bot.call("conversations.join", channel=bot.id("general"))
        assert await tried(bot) == [(0, None)] * 2  # the line in the channel, and the coming
        app.envelopes.clear()
        bot.sandbox.server.delivery.log.clear()
        app.deaf, bot.sandbox.server.socket.patience = 4, 0.2
        await bot.client.post("/people/alice/messages", channel="general", text="Hello")
        expected: list[tuple[int, str | None]] = [(0, "operation_timeout")]
        for retry, advance in enumerate((0, 60, 240), start=1):
            await bot.client.post("/clock", advance=advance)
            expected.append((retry, "operation_timeout"))
            assert await tried(bot) == expected
        (first, *_) = events(app)
        assert events(app) == [
            (first[0], 0, ""),
            (first[0], 1, "timeout"),
            (first[0], 2, "timeout"),
            (first[0], 3, "timeout"),
        ]


@asynccontextmanager
async def answering(status: int, headers: dict[str, str]) -> AsyncIterator[tuple[str, list[Any]]]:
    """An app behind HTTP that answers everything like this, but for the challenge."""
    heard: list[Any] = []

    async def answer(request: web.Request) -> web.Response:
        said = await request.json()
        if said["type"] == "url_verification":
            return web.Response(text=said["challenge"])
        heard.append(dict(request.headers))
        return web.Response(status=status, headers=headers)

    app = web.Application()
    app.router.add_post("/", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/", heard
    finally:
        await runner.cleanup()


async def test_over_http_the_next_try_says_why_and_an_app_may_refuse_it() -> None:
    async with answering(500, {}) as (url, heard), running_bot(request_url=url) as bot:
        await bot.call("conversations.join", channel=bot.id("general"))
        await until(lambda: len(heard) >= 4)
        again = [row for row in heard if "X-Slack-Retry-Num" in row]
        assert {(row["X-Slack-Retry-Num"], row["X-Slack-Retry-Reason"]) for row in again} == {
            ("1", "http_error")
        }
    never = {"X-Slack-No-Retry": "1"}
    async with answering(500, never) as (url, heard), running_bot(request_url=url) as bot:
        await bot.call("conversations.join", channel=bot.id("general"))
        assert await tried(bot) == [(0, "dispatch_failed")] * 2
        await bot.client.post("/clock", advance=400)
        assert await tried(bot) == [(0, "dispatch_failed")] * 2
        assert len(heard) == 2


async def test_options_of_an_external_menu_come_from_the_app_and_can_be_chosen() -> None:
    async with running_bot() as bot, listening(bot) as app:
        view = await open_form(bot, app)
        option = {"text": {**TEXT, "emoji": True}, "value": "leeds"}
        app.answers["block_suggestion"] = {"options": [option]}
        asked = {"view_id": view, "block_id": "city", "action_id": "value"}
        found = await bot.client.post("/people/alice/suggestions", **asked, value="lee")
        assert found == {"ok": True, "options": [option]}
        assert (await app.received("block_suggestion"))["value"] == "lee"
        unknown = await bot.client.post("/people/alice/view/submit", values={"city": "york"})
        assert unknown["message"] == "There is no option 'york'."
        sent = await bot.client.post("/people/alice/view/submit", values={"city": "leeds"})
        assert sent == {"ok": True}
        state = (await app.received("view_submission"))["view"]["state"]["values"]
        assert state["city"]["value"]["selected_option"] == option


async def test_a_form_that_clears_takes_those_beneath_it_along() -> None:
    async with running_bot() as bot, listening(bot) as app:
        await open_form(bot, app)
        await push_form(bot, app, clear_on_close=True)
        await bot.client.post("/people/alice/view/close")
        assert (await bot.client.get("/people/alice/view"))["view"] is None
        closed = [row["payload"] for row in app.envelopes if row.get("type") == "interactive"]
        assert [(row["type"], row["is_cleared"]) for row in closed] == [("view_closed", True)] * 2


async def test_an_app_that_clears_the_stack_hears_of_those_beneath() -> None:
    async with running_bot() as bot, listening(bot) as app:
        first = await open_form(bot, app, blocks=[{**MENU, "optional": True}])
        await push_form(bot, app, blocks=[{**MENU, "optional": True}])
        await push_form(bot, app, blocks=[{**MENU, "optional": True}])
        await bot.client.post("/people/alice/shortcuts", callback_id="more")
        trigger = (await app.received("shortcut"))["trigger_id"]
        fourth = await bot.error("views.push", trigger_id=trigger, view=FORM)
        assert fourth == "push_limit_reached"
        app.answers["view_submission"] = {"response_action": "clear"}
        assert await bot.client.post("/people/alice/view/submit", values={}) == {"ok": True}
        closed = [
            row["payload"]
            for row in app.envelopes
            if row.get("payload", {}).get("type") == "view_closed"
        ]
        assert [row["is_cleared"] for row in closed] == [True, True]
        assert closed[0]["view"]["id"] == first


async def test_faults_by_rate_strike_the_same_calls_for_the_same_seed() -> None:
    async def struck() -> list[bool]:
        async with running_bot(fault_seed=7) as bot:
            fault = {"method": "api.test", "fault": "error", "error": "fatal_error", "rate": 0.5}
            assert await bot.client.post("/faults", **fault) == {"ok": True, "seed": 7}
            return [await bot.error("api.test") == "fatal_error" for _ in range(20)]

    first = await struck()
    assert first == await struck()
    assert 2 < sum(first) < 18


async def test_a_fault_may_strike_every_third_call() -> None:
    async with running_bot() as bot:
        fault = {"method": "api.test", "fault": "error", "error": "fatal_error", "every": 3}
        await bot.client.post("/faults", **fault, skip=1)
        found = [await bot.error("api.test") is not None for _ in range(8)]
        assert found == [False, True, False, False, True, False, False, True]
        listed = await bot.client.get("/faults")
        assert [(row["method"], row["every"]) for row in listed["faults"]] == [("api.test", 3)]


async def test_with_a_clock_that_stands_two_runs_are_the_same() -> None:
    async def run() -> Any:
        async with running_bot(clock=1_790_000_000.0) as bot, listening(bot) as app:
            channel = (await bot.call("conversations.create", name="same"))["channel"]["id"]
            await bot.call("chat.postMessage", channel=channel, text="Hello")
            await bot.client.post("/clock", advance=60)
            later = await bot.call("chat.postMessage", channel=channel, text="Later")
            await open_form(bot, app)
            shown = (await bot.client.get(f"/channels/{channel}"))["channel"]
            form = (await bot.client.get("/people/alice/view"))["view"]
            return shown, later, form["hash"], bot.sandbox.bot_token

    first = await run()
    assert first == await run()
    assert first[1]["ts"].startswith("1790000060.")


async def test_two_connections_share_the_work() -> None:
    async with running_bot() as bot, listening(bot) as first, listening(bot) as second:
        for _ in range(4):
            await bot.client.post("/people/alice/shortcuts", callback_id="begin")
        for app in (first, second):
            came = [row for row in app.envelopes if row.get("type") == "interactive"]
            assert len(came) == 2
        assert second.envelopes[0]["num_connections"] == 2


async def test_a_connection_is_warned_refreshed_or_cut() -> None:
    async with running_bot() as bot, listening(bot) as app:
        for reason, said in (("warning", "warning"), ("refresh", "refresh_requested")):
            answer = await bot.client.post("/socket/disconnect", reason=reason)
            assert answer == {"ok": True, "connections": 1}
            await until(lambda: app.envelopes[-1]["type"] == "disconnect")
            assert app.envelopes.pop()["reason"] == said
        await until(lambda: bot.sandbox.server.socket.connections == [])
    async with running_bot() as bot, listening(bot) as app:
        await bot.client.post("/socket/disconnect", reason="cut")
        await until(lambda: bot.sandbox.server.socket.connections == [])
        assert [row["type"] for row in app.envelopes] == ["hello"]


async def test_two_channels_of_one_name_can_come_to_be_at_the_same_time() -> None:
    async with running_bot(latency=0.1) as bot:
        calls = [bot.error("conversations.create", name="the-same") for _ in range(2)]
        assert await asyncio.gather(*calls) == [None, None]
        assert await bot.error("conversations.create", name="the-same") == "name_taken"


async def test_an_answer_to_a_press_may_replace_the_message_or_take_it_away() -> None:
    async with running_bot() as bot, listening(bot) as app:
        button = {"type": "button", "action_id": "go", "text": TEXT}
        blocks = [{"type": "actions", "elements": [button]}]
        general = bot.id("general")
        sent = await bot.call("chat.postMessage", channel=general, text="Press", blocks=blocks)
        press = {"channel": general, "message_ts": sent["ts"], "action_id": "go"}
        await bot.client.post("/people/alice/clicks", **press)
        address = (await app.received("block_actions"))["response_url"]

        async def answer(**said: Any) -> list[str]:
            async with bot.session.post(address, json=said) as response:
                assert response.status == 200
            messages = (await bot.client.get("/channels/general"))["channel"]["messages"]
            return [row["text"] for row in messages]

        assert await answer(replace_original=True, text="Pressed") == ["Pressed"]
        assert await answer(response_type="in_channel", text="More") == ["Pressed", "More"]
        assert await answer(delete_original=True) == ["More"]
