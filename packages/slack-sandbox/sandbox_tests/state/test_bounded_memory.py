"""What a sandbox that runs for days does not keep: it once kept all of this for good."""

from __future__ import annotations

from typing import Any

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.contract.app import App, listening
from sandbox_tests.interactions import field, open_form, options, post, trigger, until

HELLO = {"channel": "general", "text": "/hello"}


async def suggest(bot: Bot, app: App, values: list[str], **where: Any) -> None:
    """Alice types into a menu, and the app offers these."""
    app.answers["block_suggestion"] = {"options": options(*values)}
    asked = {"action_id": "value", "value": "typed", **where}
    found = await bot.client.post("/people/alice/suggestions", **asked)
    assert found == {"ok": True, "options": options(*values)}


async def submit(bot: Bot, **values: Any) -> str | None:
    """Alice sends the form off; what is wrong with it."""
    answer = await bot.client.post("/people/alice/view/submit", values=values)
    found: str | None = answer.get("message")
    return found


async def test_old_triggers_are_forgotten_and_young_ones_told_apart() -> None:
    async with running_bot() as bot, listening(bot) as app:
        late = await trigger(bot, app)
        await bot.client.post("/clock", advance=4)
        for _ in range(50):
            await bot.client.post("/people/alice/messages", **HELLO)
        view = {"type": "modal", "title": options("x")[0]["text"], "blocks": [{"type": "divider"}]}
        found = await bot.error("views.open", trigger_id=late, view=view)
        assert found == "expired_trigger_id"
        await bot.client.post("/clock", advance=4)
        for _ in range(150):
            await bot.client.post("/people/alice/messages", **HELLO)
        await bot.client.post("/clock", advance=4)
        await bot.client.post("/people/alice/messages", **HELLO)
        assert len(bot.sandbox.workspace.triggers) == 101


async def test_response_urls_are_forgotten_when_their_half_hour_is_over() -> None:
    async with running_bot() as bot, listening(bot):
        for advance in (0, 1801):
            await bot.client.post("/clock", advance=advance)
            for _ in range(3):
                await bot.client.post("/people/alice/messages", **HELLO)
            assert len(bot.sandbox.workspace.response_urls) == 3


async def test_the_last_notices_are_kept() -> None:
    async with running_bot() as bot:
        workspace = bot.sandbox.workspace
        for number in range(600):
            workspace.post_ephemeral(bot.id("alice"), bot.id("general"), f"{number}", [])
        notices = (await bot.client.get("/people/alice/notices"))["notices"]
        assert [row["text"] for row in notices] == [f"{number}" for number in range(100, 600)]


async def test_what_one_menu_offers_can_not_be_chosen_in_another() -> None:
    # The key was the action_id, which many forms call alike.
    two = [field(block, "external_select", block={"optional": True}) for block in ("a", "b")]
    async with running_bot() as bot, listening(bot) as app:
        view = await open_form(bot, app, blocks=two)
        await suggest(bot, app, ["leeds"], view_id=view, block_id="a")
        assert await submit(bot, b="leeds") == "There is no option 'leeds'."
        assert await submit(bot, a="leeds") is None
        await open_form(bot, app, blocks=two)
        assert await submit(bot, a="leeds") == "There is no option 'leeds'."


async def test_what_was_offered_before_can_be_chosen_and_is_kept_once() -> None:
    menu = field("a", "multi_external_select")
    async with running_bot() as bot, listening(bot) as app:
        view = await open_form(bot, app, blocks=[menu])
        for values in (["leeds", "york"], ["leeds"], ["ripon"]):
            await suggest(bot, app, values, view_id=view, block_id="a")
        (kept,) = bot.sandbox.workspace.offered_options.values()
        assert list(kept) == ["leeds", "york", "ripon"]
        assert await submit(bot, a=["york", "ripon"]) is None
        view = await open_form(bot, app, blocks=[menu])
        await suggest(bot, app, ["leeds"], view_id=view, block_id="a")
        assert [key[1] for key in bot.sandbox.workspace.offered_options] == [view]


async def test_what_was_chosen_in_a_message_goes_with_it() -> None:
    menu = {"type": "external_select", "action_id": "value"}
    blocks = [{"type": "actions", "block_id": "a", "elements": [menu]}]
    async with running_bot() as bot, listening(bot) as app:
        first, second = await post(bot, blocks=blocks), await post(bot, blocks=blocks)
        await suggest(bot, app, ["leeds"], **first)
        pick = {"action_id": "value", "value": "leeds"}
        other = await bot.client.post("/people/alice/clicks", **second, **pick)
        assert other["message"] == "There is no option 'leeds'."
        assert await bot.client.post("/people/alice/clicks", **first, **pick) == {"ok": True}
        for where in (first, second):
            arguments = {"channel": where["channel"], "ts": where["message_ts"]}
            assert (await bot.call("chat.delete", **arguments))["ok"]
        workspace = bot.sandbox.workspace
        assert (workspace.offered_options, workspace.chosen_values) == ({}, {})


async def test_a_page_that_is_gone_is_noticed_though_nothing_happens() -> None:
    async with running_bot() as bot:
        changes = bot.sandbox.server.changes
        changes.heartbeat = 0.05
        for _ in range(3):
            async with bot.session.get(f"{bot.sandbox.url}/sandbox/changes") as response:
                assert (await response.content.readline()).startswith(b"data: ")
                assert await response.content.readline() == b"\n"
                assert await response.content.readline() == b": still here\n"
                response.close()
        await until(lambda: changes.watchers == 0)
