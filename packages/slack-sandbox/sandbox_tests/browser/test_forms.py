"""Forms on the sandbox's page: what was typed stays, and mistakes are told at their fields."""

from __future__ import annotations

import re
from typing import Any

from playwright.async_api import expect

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.browser.chromium import chromium, opened
from sandbox_tests.browser.page import eventually, expect_no_barriers
from sandbox_tests.browser.test_workspace import CITIES, option, pressed, text
from sandbox_tests.contract.app import App, listening

Json = dict[str, Any]
LOOK = {"type": "actions", "block_id": "act", "elements": [
    {"type": "button", "action_id": "look", "text": text("Look it up")}]}  # fmt: skip


def entry(name: str, element: Json, **more: Any) -> Json:
    """An input block whose label is its id."""
    return {"type": "input", "block_id": name, "label": text(name),
            "element": {"action_id": name.lower(), **element}, **more}  # fmt: skip


def modal(title: str, *blocks: Json, **more: Any) -> Json:
    """A form."""
    return {"type": "modal", "title": text(title), "submit": text("Send"),
            "blocks": list(blocks), **more}  # fmt: skip


async def show(bot: Bot, app: App, view: Json) -> str:
    """Alice has it before her; its id."""
    await bot.client.post("/people/alice/shortcuts", callback_id="begin")
    trigger = (await app.received("shortcut"))["trigger_id"]
    answer = await bot.call("views.open", trigger_id=trigger, view=view)
    assert answer["ok"], answer
    return str(answer["view"]["id"])


LINE = {"type": "plain_text_input"}
TWO = {"type": "multi_static_select", "max_selected_items": 2}
HERE = {"default_to_current_conversation": True}


async def test_what_was_typed_goes_with_a_press_and_stays_when_the_app_changes_the_form() -> None:
    # It was known to the page alone until the form was sent: an app that changed its form upon a
    # press took the words away, and was told in `state.values` that there were none.
    async with running_bot() as bot, listening(bot) as app, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        blocks = [
            entry("Title", LINE),
            LOOK,
            entry("City", {"type": "static_select", "options": CITIES}),
        ]
        view = await show(bot, app, modal("Report", *blocks))
        form = page.get_by_role("dialog", name="Report")
        await form.get_by_label("Title").fill("Pages are slow")
        await form.get_by_label("City").select_option(label="York")
        await form.get_by_role("button", name="Look it up").click()
        await pressed(app, "look")
        values = (await app.received("block_actions"))["view"]["state"]["values"]
        assert values["Title"]["title"]["value"] == "Pages are slow"
        assert values["City"]["city"]["selected_option"] == CITIES[1]
        await form.get_by_label("Title").fill("Pages are very slow")
        await form.get_by_role("button", name="Look it up").focus()
        found = {"type": "section", "text": text("Three others said so")}
        await bot.call("views.update", view_id=view, view=modal("Report", found, *blocks))
        await expect(form.get_by_text("Three others said so")).to_be_visible()
        await expect(form.get_by_label("Title")).to_have_value("Pages are very slow")
        await expect(form.get_by_label("City")).to_have_value("york")
        await expect(form.get_by_role("button", name="Look it up")).to_be_focused()


async def test_a_field_that_asks_for_it_tells_at_once() -> None:
    # Ticks and choices once told nothing, and a text only when it was left.
    async with running_bot() as bot, listening(bot) as app, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        typing = {"dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]}}
        await show(bot, app, modal(
            "Ask",
            entry("Word", LINE, dispatch_action=True),
            entry("Letters", {**LINE, **typing}, dispatch_action=True),
            entry("Choice", {"type": "radio_buttons", "options": CITIES}, dispatch_action=True),
        ))  # fmt: skip
        form = page.get_by_role("dialog", name="Ask")
        await form.get_by_label("Word").fill("all of it")
        await form.get_by_label("Word").press("Enter")
        assert (await pressed(app, "word"))["value"] == "all of it"
        await expect(form).to_be_visible()
        await form.get_by_label("Letters").press("a")
        assert (await pressed(app, "letters"))["value"] == "a"
        await form.get_by_label("York").check()
        assert (await pressed(app, "choice"))["selected_option"] == CITIES[1]


async def test_three_forms_stand_one_over_another_and_lead_back() -> None:
    async with running_bot() as bot, listening(bot) as app, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        await show(bot, app, modal("First", entry("Title", LINE), LOOK))
        await page.get_by_label("Title").fill("Kept below")
        for title in ("Second", "Third"):
            app.envelopes.clear()
            await page.get_by_role("button", name="Look it up").click()
            trigger = (await app.received("block_actions"))["trigger_id"]
            pushed = await bot.call("views.push", trigger_id=trigger, view=modal(title, LOOK))
            assert pushed["ok"], pushed
            await expect(page.get_by_role("dialog", name=title)).to_be_visible()
        await expect_no_barriers(page)
        await page.get_by_role("button", name="Back").click()
        await expect(page.get_by_role("dialog", name="Second")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog", name="First")).to_be_visible()
        await expect(page.get_by_label("Title")).to_have_value("Kept below")
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_be_hidden()


async def test_a_mistake_is_said_at_its_field_and_the_keyboard_goes_there() -> None:
    async with running_bot() as bot, listening(bot) as app, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        app.answers["view_submission"] = {
            "response_action": "errors", "errors": {"Second": "Somebody has this name."},
        }  # fmt: skip
        await show(
            bot, app, modal("Report", entry("First", LINE, optional=True), entry("Second", LINE))
        )
        form = page.get_by_role("dialog", name="Report")
        await expect(form.get_by_label("First (optional)")).to_be_focused()
        await form.get_by_label("Second").fill("general")
        await page.keyboard.press("Enter")
        await expect(form.get_by_text("Somebody has this name.")).to_be_visible()
        second = form.get_by_label("Second")
        await expect(second).to_be_focused()
        await expect(second).to_have_accessible_description(re.compile("Somebody has this name"))
        await expect(form.get_by_label("Second")).to_have_attribute("aria-invalid", "true")
        await expect_no_barriers(page)


async def test_long_lists_can_be_searched_and_have_groups_descriptions_and_a_limit() -> None:
    async with running_bot() as bot, listening(bot) as app, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        many = [option(f"Town {number}", str(number)) for number in range(12)]
        ticks = [{**CITIES[0], "description": text("in the north")}, CITIES[1]]
        grouped = [{"label": text("Yorkshire"), "options": CITIES}]
        await show(bot, app, modal(
            "Lists",
            entry("Towns", {**TWO, "options": many}),
            entry("City", {"type": "static_select", "option_groups": grouped}),
            entry("Ticks", {"type": "checkboxes", "options": ticks}),
            entry("Public", {"type": "channels_select"}),
            entry("Here", {"type": "conversations_select", **HERE}),
            entry("Found", {"type": "external_select", "initial_option": CITIES[0]}),
        ))  # fmt: skip
        form = page.get_by_role("dialog", name="Lists")
        await expect(form).to_be_visible()
        towns = form.get_by_role("group", name="Towns")
        await towns.get_by_label("Search these").fill("town 1")
        await expect(towns.get_by_role("checkbox")).to_have_count(3)
        await towns.get_by_label("Town 10").check()
        await towns.get_by_label("Town 11").check()
        await towns.get_by_label("Search these").fill("")
        await expect(towns.get_by_label("Town 5")).to_be_disabled()
        await expect(form.locator("optgroup")).to_have_attribute("label", "Yorkshire")
        await form.get_by_label("City").select_option(label="York")
        await form.get_by_label("Leeds in the north").check()
        channels = bot.sandbox.workspace.channels.values()
        public = [
            f"#{channel.name}"
            for channel in channels
            if not (channel.is_private or channel.is_archived)
        ]
        offered = form.get_by_label("Public").locator("option")
        await expect(offered).to_have_text(["Choose one", *public])
        await form.get_by_label("Public").select_option(label="#random")
        await expect_no_barriers(page)
        await form.get_by_role("button", name="Send").click()
        await expect(form).to_be_hidden()
        state = (await app.received("view_submission"))["view"]["state"]["values"]
        assert state["Towns"]["towns"]["selected_options"] == many[10:]
        assert state["Here"]["here"]["selected_conversation"] == bot.id("general")
        assert state["Found"]["found"]["selected_option"] == CITIES[0]


async def test_a_question_comes_first_and_no_means_no() -> None:
    async with running_bot() as bot, listening(bot) as app, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        sure = {
            "title": text("Page everybody?"),
            "text": text("It is late."),
            "confirm": text("Page"),
            "deny": text("Let them sleep"),
            "style": "danger",
        }
        acts = [
            {"type": "button", "action_id": "page", "text": text("Page all"), "confirm": sure},
            {"type": "static_select", "action_id": "city", "placeholder": text("Which city"),
             "options": CITIES, "confirm": sure},
        ]  # fmt: skip
        blocks = [{"type": "actions", "elements": acts}]
        await bot.call("chat.postMessage", channel=bot.id("general"), text="Act", blocks=blocks)
        button = page.get_by_role("button", name="Page all")
        await button.click()
        question = page.get_by_role("dialog", name="Page everybody?")
        await expect(question).to_be_visible()
        await expect_no_barriers(page)
        await question.get_by_role("button", name="Let them sleep").click()
        await expect(button).to_be_focused()
        await page.get_by_label("Which city").select_option(label="York")
        await page.keyboard.press("Escape")
        await expect(page.get_by_label("Which city")).to_have_value("")
        await button.click()
        await question.get_by_role("button", name="Page", exact=True).click()

        async def told() -> list[str]:
            payloads = [sent["payload"] for sent in app.envelopes if sent["type"] == "interactive"]
            return [payload["actions"][0]["action_id"] for payload in payloads]

        await eventually(told, ["page"])


async def test_home_and_messages_have_fields_and_lists_of_several_too() -> None:
    # A field outside a form was drawn as an empty menu.
    async with running_bot() as bot, listening(bot) as app, chromium() as browser:
        people = {"type": "multi_users_select", "action_id": "who", "placeholder": text("Who")}
        message = [
            entry("Word", LINE, dispatch_action=True),
            {"type": "actions", "elements": [people]},
        ]
        await bot.call("chat.postMessage", channel=bot.id("general"), text="Ask", blocks=message)
        home = {"type": "home", "blocks": [entry("Note", LINE), LOOK]}
        await bot.call("views.publish", user_id=bot.id("alice"), view=home)
        page = await opened(browser, bot.sandbox.url, "alice")
        article = page.get_by_role("article")
        await article.get_by_label("Word").fill("said at once")
        await article.get_by_label("Word").press("Enter")
        assert (await pressed(app, "word"))["value"] == "said at once"
        await article.get_by_text("Who", exact=True).first.click()
        await article.get_by_label("Bob").check()
        await article.get_by_label("Charlie").check()
        await article.get_by_role("button", name="Choose").click()
        chosen = (await pressed(app, "who"))["selected_users"]
        assert chosen == [bot.id("bob"), bot.id("charlie")]
        await expect(article.get_by_text("Who (2)")).to_be_visible()
        await page.get_by_role("button", name="Home of the app").click()
        await page.get_by_label("Note").fill("For later")
        await page.get_by_role("button", name="Look it up").click()
        await pressed(app, "look")
        values = (await app.received("block_actions"))["view"]["state"]["values"]
        assert values["Note"]["note"]["value"] == "For later"
        await expect_no_barriers(page)
