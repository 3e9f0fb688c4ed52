"""More bots of slack_bolt's documentation: listeners of every kind, forms upon forms over HTTP."""

from __future__ import annotations

from typing import Any

from sandbox_tests.bot import Bot
from sandbox_tests.slack_sdks.test_documented_bolt_apps import (
    connected,
    documented_app,
    done,
    form,
    noticed,
    said,
    until,
)


async def messages(bot: Bot) -> Any:
    """What stands in #general."""
    return (await bot.client.get("/channels/general"))["channel"]["messages"]


async def test_patterns_threads_reactions_and_shortcuts_are_heard() -> None:
    async with documented_app("listeners", http=False) as bot:
        await bot.call("conversations.join", channel=bot.id("general"))
        await until(lambda: connected(bot))
        typed = await bot.client.post(
            "/people/alice/messages", channel="general", text="Hey bot, are you up?"
        )
        greeting = await said(bot, "Hey, event_callback")
        assert greeting["thread_ts"] == typed["ts"]
        reacted = {"do": "react", "name": "calendar", "message_ts": typed["ts"]}
        assert await bot.client.post("/people/bob/channels/general", **reacted) == {"ok": True}
        await said(bot, f"A date was asked for on {typed['ts']}")
        place = {"channel": "general", "message_ts": typed["ts"]}
        await done(bot, "/people/alice/shortcuts", callback_id="keep", **place)
        await until(lambda: noticed(bot, "Kept: Hey bot, are you up?"))


async def test_a_button_replaces_its_message_and_a_lazy_listener_answers_afterwards() -> None:
    async with documented_app("listeners", http=False) as bot:
        await bot.call("conversations.join", channel=bot.id("general"))
        await until(lambda: connected(bot))
        await done(bot, "/people/alice/messages", channel="general", text="/poll One or two?")
        asked = await said(bot, "One or two?")
        press = {"channel": "general", "message_ts": asked["ts"], "action_id": "vote_2"}
        await done(bot, "/people/bob/clicks", **press)
        chosen = await said(bot, "The choice was 2")
        assert (chosen["ts"], chosen["blocks"]) == (asked["ts"], [])
        await done(bot, "/people/alice/messages", channel="general", text="/slow")
        assert await noticed(bot, "Words are missing.")
        await done(bot, "/people/alice/messages", channel="general", text="/slow brew")
        assert await noticed(bot, "Working on it")
        assert (await said(bot, "Done: brew"))["user"] == bot.sandbox.workspace.app.bot_user


async def test_a_form_is_updated_refused_pushed_upon_and_cleared_through_starlette() -> None:
    async with documented_app("forms", http=True) as bot:
        await done(bot, "/people/alice/shortcuts", callback_id="report")
        first = await until(lambda: form(bot))
        place = {"view_id": first["id"], "block_id": "part", "action_id": "value"}
        offered = await bot.client.post("/people/alice/suggestions", **place, value="l")
        assert [row["value"] for row in offered["options"]] == ["login", "ledger"]
        early = await bot.client.post("/people/alice/view/submit", values={"part": "ledger"})
        errors = {"part": "Press More, and name a day of 2026."}
        assert early == {"ok": True, "errors": errors}
        more = {"view_id": first["id"], "block_id": "more", "action_id": "more"}
        await done(bot, "/people/alice/clicks", **more)

        async def updated() -> bool:
            return bool((await form(bot))["hash"] != first["hash"])

        await until(updated)
        # The part that was chosen stays: its block and action are named as before.
        await done(bot, "/people/alice/view/submit", values={"day": "2026-12-24"})
        pushed = await form(bot)
        assert (pushed["callback_id"], pushed["previous_view_id"]) == ("sure", first["id"])
        await done(bot, "/people/alice/view/submit", values={"sure": ["yes"]})
        assert await form(bot) is None
        await until(lambda: noticed(bot, "Reported: ledger 2026-12-24"))
        await until(lambda: noticed(bot, "Cleared"))


async def test_a_form_that_is_put_away_is_told_of() -> None:
    async with documented_app("forms", http=True) as bot:
        await done(bot, "/people/alice/shortcuts", callback_id="report")
        await until(lambda: form(bot))
        await done(bot, "/people/alice/view/close")
        await until(lambda: noticed(bot, "Not reported"))
