"""The blocks that Slack added in 2025 and 2026: drawn, and their buttons pressed."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Locator, expect

from sandbox_tests.bot import running_bot
from sandbox_tests.browser.chromium import chromium, opened
from sandbox_tests.browser.page import expect_no_barriers
from sandbox_tests.browser.test_workspace import pressed, text
from sandbox_tests.contract.app import listening


def rich(words: str) -> dict[str, Any]:
    """A rich text block of one piece."""
    piece = {"type": "text", "text": words}
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [piece]}],
    }


def card(title: str, action: str) -> dict[str, Any]:
    """One with a picture and a button."""
    press = {"type": "button", "text": text(f"Take {title}"), "action_id": action, "value": title}
    image = {"type": "image", "image_url": "https://example.com/a.gif", "alt_text": "A picture"}
    return {
        "type": "card", "hero_image": image, "title": text(title), "subtitle": text("Under it"),
        "body": text("What it is"), "actions": [press],
    }  # fmt: skip


TASK = {"type": "task_card", "task_id": "t1", "title": "Undo the release", "status": "in_progress",
        "details": rich("Ask Bob"), "sources": [{"type": "url", "url": "https://example.com/",
        "text": "Runbook"}]}  # fmt: skip
CELLS = [[{"type": "raw_text", "text": "Service"}, {"type": "raw_text", "text": "Errors"}],
         [{"type": "raw_text", "text": "Apply"}, {"type": "raw_number", "value": 42}]]  # fmt: skip
POINTS = [{"label": "02:00", "value": 3}, {"label": "03:00", "value": 12.5}]
BARS = {"type": "bar", "series": [{"name": "Errors", "data": POINTS}],
        "axis_config": {"categories": ["02:00", "03:00"], "x_label": "hour"}}  # fmt: skip
PIE = {"type": "pie", "segments": [{"label": "Up", "value": 3}, {"label": "Down", "value": 1}]}
FEEDBACK = {"type": "feedback_buttons", "action_id": "feedback",
            "positive_button": {"text": text("Good"), "value": "good"},
            "negative_button": {"text": text("Bad"), "value": "bad"}}  # fmt: skip
BIN = {"type": "icon_button", "icon": "trash", "text": text("Remove"), "action_id": "bin",
       "value": "all"}  # fmt: skip
INNER = {"type": "button", "text": text("Inside"), "action_id": "inside"}
BLOCKS = [
    card("Alone", "alone"),
    {"type": "carousel", "elements": [card("First", "first"), card("Second", "second")]},
    {"type": "container", "title": text("Folded"), "is_collapsible": True,
     "default_collapsed": True, "child_blocks": [{"type": "actions", "elements": [INNER]}]},
    {"type": "context_actions", "elements": [FEEDBACK, BIN]},
    {"type": "data_table", "caption": "By service", "rows": CELLS, "row_header_column_index": 0},
    {"type": "data_visualization", "title": "By hour", "chart": BARS},
    {"type": "plan", "title": "What we do", "tasks": [TASK]},
    {"type": "actions", "elements": [{"type": "button", "text": text("Nameless")}]},
]  # fmt: skip


async def test_the_newer_blocks_are_drawn_and_their_buttons_work() -> None:
    async with running_bot() as bot, listening(bot) as app, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        sent = await bot.call(
            "chat.postMessage", channel=bot.id("general"), text="Newer", blocks=BLOCKS
        )
        assert sent["ok"], sent
        message = page.get_by_role("article").filter(has_text="What we do")
        await read(message, "Alone", "What it is", "By service", "By hour", "Undo the release",
                   "(in progress)", "Ask Bob", "Runbook")  # fmt: skip
        await expect(message.get_by_role("rowheader", name="Apply")).to_be_visible()
        await expect(message.get_by_role("row", name="03:00 12.5")).to_be_visible()
        buttons = {"alone": "Take Alone", "second": "Take Second", "bin": "Remove"}
        for action, button in buttons.items():
            await message.get_by_role("button", name=button).click()
            await pressed(app, action)
        await message.get_by_role("button", name="Bad").click()
        heard = await pressed(app, "feedback")
        assert (heard["type"], heard["value"]) == ("feedback_buttons", "bad")
        await expect(message.get_by_role("button", name="Inside")).to_be_hidden()
        await message.get_by_text("Folded").click()
        await message.get_by_role("button", name="Inside").click()
        assert (await pressed(app, "inside"))["block_id"] != ""
        action_id = sent["message"]["blocks"][-1]["elements"][0]["action_id"]
        await message.get_by_role("button", name="Nameless").click()
        assert (await pressed(app, action_id))["text"]["text"] == "Nameless"
        await expect_no_barriers(page)


async def test_parts_of_a_whole_are_told_in_numbers_and_a_warning_in_words() -> None:
    async with running_bot() as bot, listening(bot) as app, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        chart = {"type": "data_visualization", "title": "By state", "chart": PIE}
        sent = await bot.call(
            "chat.postMessage", channel=bot.id("general"), text="Pie", blocks=[chart]
        )
        assert sent["ok"], sent
        message = page.get_by_role("article").filter(has_text="By state")
        await expect(message.get_by_role("row", name="Down 1 (25 %)")).to_be_visible()
        await bot.client.post("/people/alice/shortcuts", callback_id="begin")
        trigger = (await app.received("shortcut"))["trigger_id"]
        alert = {"type": "alert", "level": "warning", "text": text("It pages people")}
        view = {"type": "modal", "title": text("Sure"), "blocks": [alert]}
        assert (await bot.call("views.open", trigger_id=trigger, view=view))["ok"]
        await expect(page.get_by_role("note")).to_have_text("Warning: It pages people")
        await expect_no_barriers(page)


async def read(message: Locator, *words: str) -> None:
    """Each of these can be seen."""
    for word in words:
        await expect(message.get_by_text(word).first).to_be_visible()


async def test_a_menu_of_the_apps_own_options_works_in_messages_and_in_home() -> None:
    # It once could be searched there but never chosen: only forms knew what had been offered.
    async with running_bot() as bot, listening(bot) as app, chromium() as browser:
        leeds = {"text": text("Leeds"), "value": "leeds"}
        app.answers["block_suggestion"] = {"options": [leeds]}
        menu = {"type": "external_select", "placeholder": text("Which place"),
                "min_query_length": 1}  # fmt: skip
        day = {"type": "datepicker", "action_id": "day", "placeholder": text("Which day")}
        acts = [{"type": "actions", "elements": [day, {**menu, "action_id": "place"}]}]
        view = {"type": "home", "blocks": acts}
        assert (await bot.call("views.publish", user_id=bot.id("alice"), view=view))["ok"]
        general = bot.id("general")
        sent = await bot.call("chat.postMessage", channel=general, text="Where", blocks=acts)
        assert sent["ok"], sent
        page = await opened(browser, bot.sandbox.url, "alice")
        for place in ("# general", "Home of the app"):
            app.envelopes.clear()
            await page.get_by_role("button", name=place).click()
            await expect(page.get_by_role("heading", name=place)).to_be_visible()
            await page.get_by_label("Which place").fill("le")
            await page.get_by_role("button", name="Leeds").click()
            assert (await pressed(app, "place"))["selected_option"] == leeds
        heard = await app.received("block_actions")
        values = next(iter(heard["view"]["state"]["values"].values()))
        assert values["place"]["selected_option"] == leeds
        assert values["day"]["selected_date"] is None
        await expect_no_barriers(page)


async def test_of_two_messages_with_the_same_menu_the_one_that_is_typed_in_is_asked() -> None:
    # The page named no message: the newest was asked, whichever one had typed in.
    async with running_bot() as bot, listening(bot) as app, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        options = [{"text": text("York"), "value": "york"}]
        app.answers["block_suggestion"] = {"options": options}
        menu = {"type": "external_select", "action_id": "place", "placeholder": text("Where"),
                "min_query_length": 1}  # fmt: skip
        stamps = []
        for words in ("First", "Second"):
            heading = {"type": "header", "text": text(words)}
            row = {"type": "actions", "block_id": "row", "elements": [menu]}
            blocks = [heading, row]
            sent = await bot.call("chat.postMessage", channel=bot.id("general"), blocks=blocks)
            stamps.append(sent["ts"])
        message = page.get_by_role("article").filter(has_text="First")
        await message.get_by_label("Where").press_sequentially("Y")
        await message.get_by_role("button", name="York").click()
        assert (await app.received("block_suggestion"))["container"]["message_ts"] == stamps[0]
        assert (await pressed(app, "place"))["selected_option"] == options[0]
        assert (await app.received("block_actions"))["container"]["message_ts"] == stamps[0]
