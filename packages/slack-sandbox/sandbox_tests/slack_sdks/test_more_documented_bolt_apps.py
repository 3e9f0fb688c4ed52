"""Strangers' bots, on: listeners of every kind over Socket Mode, forms upon forms over HTTP."""

from __future__ import annotations

from typing import Any

from sandbox_tests.bot import Bot
from sandbox_tests.slack_sdks.test_documented_bolt_apps import (
    connected,
    done,
    form,
    noticed,
    said,
    stranger,
    until,
)


async def messages(one: Bot) -> Any:
    """What stands in #general."""
    return (await one.client.get("/channels/general"))["channel"]["messages"]


async def test_patterns_threads_reactions_and_shortcuts_are_heard() -> None:
    async with stranger("listeners", http=False) as one:
        await one.call("conversations.join", channel=one.id("general"))
        await until(lambda: connected(one))
        typed = await one.client.post(
            "/people/alice/messages", channel="general", text="Hey bot, are you up?"
        )
        greeting = await said(one, "Hey, event_callback")
        assert greeting["thread_ts"] == typed["ts"]
        reacted = {"do": "react", "name": "calendar", "message_ts": typed["ts"]}
        assert await one.client.post("/people/bob/channels/general", **reacted) == {"ok": True}
        await said(one, f"A date was asked for on {typed['ts']}")
        place = {"channel": "general", "message_ts": typed["ts"]}
        await done(one, "/people/alice/shortcuts", callback_id="keep", **place)
        await until(lambda: noticed(one, "Kept: Hey bot, are you up?"))


async def test_a_button_replaces_its_message_and_a_lazy_listener_answers_afterwards() -> None:
    async with stranger("listeners", http=False) as one:
        await one.call("conversations.join", channel=one.id("general"))
        await until(lambda: connected(one))
        await done(one, "/people/alice/messages", channel="general", text="/poll One or two?")
        asked = await said(one, "One or two?")
        press = {"channel": "general", "message_ts": asked["ts"], "action_id": "vote_2"}
        await done(one, "/people/bob/clicks", **press)
        chosen = await said(one, "The choice was 2")
        assert (chosen["ts"], chosen["blocks"]) == (asked["ts"], [])
        await done(one, "/people/alice/messages", channel="general", text="/slow")
        assert await noticed(one, "Words are missing.")
        await done(one, "/people/alice/messages", channel="general", text="/slow brew")
        assert await noticed(one, "Working on it")
        assert (await said(one, "Done: brew"))["user"] == one.sandbox.workspace.app.bot_user


async def test_a_form_is_updated_refused_pushed_upon_and_cleared_through_starlette() -> None:
    async with stranger("forms", http=True) as one:
        await done(one, "/people/alice/shortcuts", callback_id="report")
        first = await until(lambda: form(one))
        place = {"view_id": first["id"], "block_id": "part", "action_id": "value"}
        offered = await one.client.post("/people/alice/suggestions", **place, value="l")
        assert [row["value"] for row in offered["options"]] == ["login", "ledger"]
        early = await one.client.post("/people/alice/view/submit", values={"part": "ledger"})
        errors = {"part": "Press More, and name a day of 2026."}
        assert early == {"ok": True, "errors": errors}
        more = {"view_id": first["id"], "block_id": "more", "action_id": "more"}
        await done(one, "/people/alice/clicks", **more)

        async def updated() -> bool:
            return bool((await form(one))["hash"] != first["hash"])

        await until(updated)
        # The part that was chosen stays: its block and action are named as before.
        await done(one, "/people/alice/view/submit", values={"day": "2026-12-24"})
        pushed = await form(one)
        assert (pushed["callback_id"], pushed["previous_view_id"]) == ("sure", first["id"])
        await done(one, "/people/alice/view/submit", values={"sure": ["yes"]})
        assert await form(one) is None
        await until(lambda: noticed(one, "Reported: ledger 2026-12-24"))
        await until(lambda: noticed(one, "Cleared"))


async def test_a_form_that_is_put_away_is_told_of() -> None:
    async with stranger("forms", http=True) as one:
        await done(one, "/people/alice/shortcuts", callback_id="report")
        await until(lambda: form(one))
        await done(one, "/people/alice/view/close")
        await until(lambda: noticed(one, "Not reported"))
