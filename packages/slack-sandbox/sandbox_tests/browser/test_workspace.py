"""The sandbox's page without any particular bot: what a Slack user looks for, by what is seen."""

from __future__ import annotations

from typing import Any

from playwright.async_api import expect

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.browser.chromium import chromium, opened
from sandbox_tests.browser.page import COMPOSER, expect_no_barriers
from sandbox_tests.contract.app import App, listening

PLAIN = {"type": "plain_text", "text": "Words"}


def text(words: str) -> dict[str, Any]:
    """A plain text object."""
    return {"type": "plain_text", "text": words, "emoji": True}


def option(words: str, value: str) -> dict[str, Any]:
    """One of a menu's."""
    return {"text": text(words), "value": value}


CITIES = [option("Leeds", "leeds"), option("York", "york")]
FIELDS: dict[str, dict[str, Any]] = {
    "Line": {"type": "plain_text_input"},
    "Lines": {"type": "plain_text_input", "multiline": True},
    "Rich": {"type": "rich_text_input"},
    "Address": {"type": "email_text_input"},
    "Link": {"type": "url_text_input"},
    "Number": {"type": "number_input", "is_decimal_allowed": False, "max_value": "10"},
    "Day": {"type": "datepicker"},
    "Hour": {"type": "timepicker"},
    "Moment": {"type": "datetimepicker"},
    "One": {"type": "static_select", "options": CITIES},
    "Some": {"type": "multi_static_select", "options": CITIES},
    "Person": {"type": "users_select"},
    "People": {"type": "multi_users_select"},
    "Channel": {"type": "channels_select"},
    "Place": {"type": "conversations_select"},
    "Choice": {"type": "radio_buttons", "options": CITIES},
    "Ticks": {"type": "checkboxes", "options": CITIES},
    "Search": {"type": "external_select", "min_query_length": 1},
    "File": {"type": "file_input"},
}
FORM = {
    "type": "modal",
    "title": text("Everything"),
    "submit": text("Send"),
    "blocks": [
        {
            "type": "input",
            "block_id": name,
            "label": text(name),
            "element": {**element, "action_id": "value"},
        }
        for name, element in FIELDS.items()
    ],
}


async def show_form(bot: Bot, app: App) -> None:
    """Alice has it before her."""
    await bot.client.post("/people/alice/shortcuts", callback_id="begin")
    trigger = (await app.received("shortcut"))["trigger_id"]
    answer = await bot.call("views.open", trigger_id=trigger, view=FORM)
    assert answer["ok"], answer


async def test_every_element_of_a_form_is_drawn_and_sends_what_was_entered() -> None:
    async with running_bot() as bot, listening(bot) as app, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        await show_form(bot, app)
        form = page.get_by_role("dialog", name="Everything")
        await expect(form).to_be_visible()
        await expect_no_barriers(page)
        app.answers["block_suggestion"] = {"options": CITIES}

        def field(name: str) -> Any:
            return form.get_by_label(name, exact=True)

        for name, typed in {
            "Line": "a line", "Lines": "two\nlines", "Rich": "rich", "Address": "nobody",
            "Link": "https://example.com", "Number": "11", "Day": "2026-11-24", "Hour": "03:04",
            "Moment": "2026-11-24T03:04",
        }.items():  # fmt: skip
            await field(name).fill(typed)
        await field("One").select_option(label="York")
        for city in ("Leeds", "York"):
            await form.get_by_role("group", name="Some").get_by_label(city).check()
        await field("Person").select_option(label="Bob")
        people = form.get_by_role("group", name="People")
        await people.get_by_label("Bob").check()
        await people.get_by_label("Charlie").check()
        await field("Channel").select_option(label="#incidents")
        await field("Place").select_option(label="#random")
        await form.get_by_role("group", name="Choice").get_by_label("Leeds").check()
        await form.get_by_role("group", name="Ticks").get_by_label("York").check()
        await field("Search").fill("Y")
        await form.get_by_role("button", name="York").click()
        await field("File").set_input_files(
            {"name": "a.txt", "mimeType": "text/plain", "buffer": b"hello"}
        )
        await form.get_by_role("button", name="Send").click()
        await expect(form.get_by_text("Please enter a valid email address.")).to_be_visible()
        await expect(form.get_by_text("Please enter a number of at most 10.")).to_be_visible()
        await field("Address").fill("alice@example.com")
        await field("Number").fill("10")
        await form.get_by_role("button", name="Send").click()
        await expect(form).to_be_hidden()
        sent = await app.received("view_submission")
        values = {name: row["value"] for name, row in sent["view"]["state"]["values"].items()}
        entered = {
            name: next(value for key, value in row.items() if key != "type")
            for name, row in values.items()
        }
        (file,) = entered.pop("File")
        assert (file["name"], file["size"]) == ("a.txt", 5)
        rich = entered.pop("Rich")
        assert rich["elements"][0]["elements"][0]["text"] == "rich"
        assert entered == {
            "Line": "a line",
            "Lines": "two\nlines",
            "Address": "alice@example.com",
            "Link": "https://example.com",
            "Number": "10",
            "Day": "2026-11-24",
            "Hour": "03:04",
            "Moment": 1795489440,
            "One": CITIES[1],
            "Some": CITIES,
            "Person": bot.id("bob"),
            "People": [bot.id("bob"), bot.id("charlie")],
            "Channel": bot.id("incidents"),
            "Place": bot.id("random"),
            "Choice": CITIES[0],
            "Ticks": [CITIES[1]],
            "Search": CITIES[1],
        }


async def test_every_block_and_every_element_of_a_message_is_drawn_and_works() -> None:
    async with running_bot() as bot, listening(bot) as app, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        actions = [
            {"type": "datepicker", "action_id": "day", "placeholder": text("Which day")},
            {"type": "overflow", "action_id": "more", "options": CITIES},
            {"type": "checkboxes", "action_id": "ticks", "options": CITIES},
            {"type": "users_select", "action_id": "who", "placeholder": text("Who")},
        ]
        cell = {"type": "raw_text", "text": "A cell"}
        piece = {"type": "text", "text": "rich", "style": {"bold": True}}
        rich = [{"type": "rich_text_section", "elements": [piece]}]
        blocks = [
            {"type": "header", "text": text("A heading")},
            {"type": "markdown", "text": "## Title\n\n- one\n- **two**"},
            {"type": "rich_text", "elements": rich},
            {"type": "table", "rows": [[cell], [cell]]},
            {"type": "divider"},
            {"type": "context", "elements": [{"type": "mrkdwn", "text": "_small_"}]},
            {"type": "actions", "block_id": "acts", "elements": actions},
        ]
        sent = await bot.call(
            "chat.postMessage",
            channel=bot.id("general"),
            text="All of it",
            blocks=blocks,
            attachments=[{"title": "A box", "text": "with *words*", "color": "#f00"}],
        )
        assert sent["ok"], sent
        message = page.get_by_role("article").filter(has_text="A heading")
        for seen in ("Title", "two", "rich", "A cell", "small", "A box", "with words"):
            await expect(message.get_by_text(seen).first).to_be_visible()
        await message.get_by_label("Which day").fill("2026-11-24")
        await message.get_by_label("Which day").blur()
        assert (await pressed(app, "day"))["selected_date"] == "2026-11-24"
        await message.get_by_text("More actions").locator("..").click()
        await message.get_by_role("button", name="York").click()
        assert (await pressed(app, "more"))["selected_option"] == CITIES[1]
        await message.get_by_label("Leeds").check()
        assert (await pressed(app, "ticks"))["selected_options"] == [CITIES[0]]
        await message.get_by_label("Who").select_option(label="Bob")
        assert (await pressed(app, "who"))["selected_user"] == bot.id("bob")
        await expect_no_barriers(page)


async def test_a_reply_may_be_for_the_whole_channel_and_leads_back_to_its_thread() -> None:
    async with running_bot() as bot, chromium() as browser:
        await bot.client.post("/people/bob/messages", channel="general", text="It is down")
        page = await opened(browser, bot.sandbox.url, "alice")
        await page.get_by_role("article").get_by_role("button", name="Reply").click()
        await page.get_by_label("Also send to the channel").check()
        await page.get_by_label("Reply", exact=True).fill("It is up again")
        await page.get_by_label("Reply", exact=True).press("Enter")
        replies = page.get_by_role("log", name="Replies")
        await expect(replies.get_by_text("also in the channel")).to_be_visible()
        await expect(page.get_by_label("Also send to the channel")).not_to_be_checked()
        await page.get_by_role("button", name="Close thread").click()
        shown = page.get_by_role("article").filter(has_text="also in its thread")
        await expect(shown).to_contain_text("It is up again")
        await shown.get_by_role("button", name="Reply").click()
        await expect(replies.get_by_text("It is down")).to_be_visible()
        await expect_no_barriers(page)


async def pressed(app: App, action: str) -> dict[str, Any]:
    """The action that the app heard of, when it has."""
    for _ in range(200):
        found = await app.received("block_actions")
        if found["actions"][0]["action_id"] == action:
            return dict(found["actions"][0])
        app.envelopes.clear()
    raise AssertionError(f"nobody pressed {action}")


async def test_reactions_pins_edits_and_threads_are_where_one_looks_for_them() -> None:
    async with running_bot() as bot, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        await page.get_by_label(COMPOSER).fill("Good morning")
        await page.keyboard.press("Enter")
        message = page.get_by_role("article").filter(has_text="Good morning")
        await message.get_by_role("button", name="Add a reaction").click()
        await page.get_by_label("Search by name").fill("sunflower")
        await page.get_by_role("button", name="sunflower").click()
        await expect(message.get_by_role("button", name="sunflower, 1, yours")).to_be_visible()
        await message.get_by_role("button", name="More message actions").click()
        await expect(page.get_by_role("dialog", name="This message")).to_be_visible()
        await expect_no_barriers(page)
        await page.get_by_role("button", name="Pin to channel").click()
        await page.get_by_role("button", name="1 pinned").click()
        await expect(page.get_by_role("dialog")).to_contain_text("Good morning")
        await page.keyboard.press("Escape")
        await message.get_by_role("button", name="More message actions").click()
        await page.get_by_role("button", name="Edit", exact=True).click()
        await page.get_by_label("Message", exact=True).fill("Good evening")
        await page.get_by_role("button", name="Save").click()
        changed = page.get_by_role("article").filter(has_text="Good evening")
        await expect(changed).to_contain_text("(edited)")
        await changed.get_by_role("button", name="Reply").click()
        await page.get_by_label("Reply", exact=True).fill("And to you")
        await page.keyboard.press("Enter")
        await expect(page.locator("#replies")).to_contain_text("And to you")
        await expect(changed.get_by_role("button", name="1 reply")).to_be_visible()


async def test_a_direct_message_is_for_those_in_it_and_is_new_until_it_is_read() -> None:
    async with running_bot() as bot, chromium() as browser:
        alice = await opened(browser, bot.sandbox.url, "alice")
        bob = await opened(browser, bot.sandbox.url, "bob")
        charlie = await opened(browser, bot.sandbox.url, "charlie")
        await alice.get_by_role("button", name="New direct message").click()
        await alice.get_by_role("dialog").get_by_label("Bob").check()
        await alice.get_by_role("button", name="Open", exact=True).click()
        await expect(alice.get_by_role("heading", name="Bob")).to_be_visible()
        await alice.get_by_label(COMPOSER).fill("Only for you")
        await alice.keyboard.press("Enter")
        fresh = bob.get_by_role("button", name="Alice new")
        await expect(fresh).to_be_visible()
        await fresh.click()
        await expect(bob.get_by_text("Only for you")).to_be_visible()
        await expect(bob.get_by_role("button", name="Alice", exact=True)).to_be_visible()
        # Charlie's page is as new as this when it shows what came after.
        await bot.client.post("/people/bob/messages", channel="general", text="For everybody")
        await expect(charlie.get_by_text("For everybody").first).to_be_visible()
        places = charlie.get_by_role("navigation").get_by_role("button")
        await expect(places.filter(has_text="Alice")).to_have_count(0)
        await expect(places.filter(has_text="# general")).to_have_count(1)
        assert (await bot.client.get("/deliveries"))["deliveries"] == []


async def test_the_inspector_shows_each_call_and_payload_as_it_happens() -> None:
    async with running_bot() as bot, listening(bot) as app, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        await page.get_by_role("button", name="Inspector", exact=True).click()
        await bot.call("chat.postMessage", channel="nowhere", text="Hello")
        traffic = page.locator("#traffic")
        row = traffic.locator("details").filter(has_text="chat.postMessage")
        await expect(row).to_contain_text("channel_not_found")
        await row.locator("summary").click()
        await expect(row).to_contain_text('"text": "Hello"')
        await page.get_by_role("button", name="Shortcuts").click()
        await page.get_by_label("The shortcut's callback id").fill("begin")
        await page.get_by_role("button", name="Use").click()
        assert (await app.received("shortcut"))["callback_id"] == "begin"
        await expect(traffic.locator("details").filter(has_text="shortcut")).to_contain_text(
            "acknowledged"
        )
        await expect_no_barriers(page)
        await page.get_by_label("Show only").fill("postmessage")
        await expect(traffic.locator("details:visible")).to_have_count(1)
