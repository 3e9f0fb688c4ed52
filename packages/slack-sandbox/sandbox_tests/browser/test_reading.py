"""What one reads on the sandbox's page: markup, days, names, what is new; by what is seen."""

from __future__ import annotations

from playwright.async_api import expect

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.browser.chromium import chromium, opened
from sandbox_tests.browser.page import COMPOSER, expect_no_barriers

MORNING = 1_795_510_800.0
"""Tuesday, 24 November 2026, 09:00 in London."""


async def says(bot: Bot, who: str, text: str, place: str = "general", **more: str) -> str:
    """Somebody's message; its ts."""
    sent = await bot.client.post(f"/people/{who}/messages", channel=place, text=text, **more)
    return str(sent["ts"])


async def test_styles_go_around_mentions_and_links() -> None:
    # `*<@U1>*` once showed its asterisks: text was cut at references before styles were read.
    async with running_bot() as bot, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        group = next(iter(bot.sandbox.workspace.groups.values()))
        text = (f"*<https://example.com|The release> of <@{bot.id('bob')}>*, 2 * 3 * 4\n"
                f"> quoted\nasked <!subteam^{group.id}>")  # fmt: skip
        await bot.call("chat.postMessage", channel=bot.id("general"), text=text)
        article = page.get_by_role("article").filter(has_text="The release")
        await expect(article.locator("strong")).to_have_text("The release of @Bob")
        await expect(article.locator("blockquote")).to_have_text("quoted")
        await expect(article).to_contain_text("2 * 3 * 4")
        await expect(article.locator(".mention").last).to_have_text(f"@{group.handle}")
        await says(bot, "bob", "2 * 3 * 4 is _not_ bold")
        typed = page.get_by_role("article").filter(has_text="is not bold")
        await expect(typed).to_contain_text("2 * 3 * 4")


async def test_dates_are_written_as_the_app_asked_for_them() -> None:
    async with running_bot(clock=MORNING) as bot, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        moments = {
            "{date_num} {time_secs}": "2026-11-24 09:00:00",
            "{date_pretty} at {time}": "Today at 09:00",
            "due {date_short_pretty}": "due today",
            "{ago}": "now",
            "{unknown}": "{unknown}",
        }
        lines = [f"<!date^{MORNING:.0f}^{form}|never>" for form in moments]
        lines.append("<!date^x^{date}|the fallback>")
        await bot.call("chat.postMessage", channel=bot.id("general"), text="\n".join(lines))
        said = page.get_by_role("article").last.locator("p").first
        await expect(said).to_have_text("\n".join([*moments.values(), "the fallback"]))


async def test_days_stand_between_messages_on_the_workspaces_clock() -> None:
    async with running_bot(clock=MORNING) as bot, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        day = page.locator("#messages .divider")
        for days, text in ((0, "First"), (3, "Second"), (1, "Third")):
            await bot.client.post("/clock", advance=days * 86_400)
            await says(bot, "bob", text)
        await expect(day).to_have_text(["Tuesday, November 24", "Yesterday", "Today"])
        await expect(page.locator("#time")).to_have_text(
            "It is Sat, Nov 28, 09:00 here, 4 days ahead."
        )
        await expect_no_barriers(page)


async def test_what_came_while_one_was_elsewhere_begins_with_a_line() -> None:
    async with running_bot() as bot, chromium() as browser:
        await says(bot, "bob", "Read already")
        page = await opened(browser, bot.sandbox.url, "alice")
        await expect(page.get_by_text("Read already")).to_be_visible()
        await page.get_by_role("button", name="# random").click()
        await expect(page.get_by_role("heading", name="# random")).to_be_visible()
        for number in range(40):
            await says(bot, "bob", f"Number {number}")
        await page.get_by_role("button", name="# general new").click()
        await expect(page.locator(".divider.new")).to_have_text("New")
        await expect(page.get_by_text("Number 0", exact=True)).to_be_in_viewport()
        await expect(page.get_by_text("Number 39", exact=True)).not_to_be_in_viewport()
        await page.get_by_role("button", name="Go to the newest").click()
        await expect(page.get_by_text("Number 39", exact=True)).to_be_in_viewport()
        await expect(page.get_by_role("button", name="Go to the newest")).to_be_hidden()


async def test_an_app_is_named_as_it_wishes_and_marked_as_one() -> None:
    async with running_bot() as bot, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        await bot.call("chat.postMessage", channel=bot.id("general"), text="Done",
                       username="Deploys", icon_emoji=":rocket:",
                       attachments=[{"author_name": "CI", "title": "Build 7", "color": "danger",
                                     "footer": "by hand", "text": "*3* tests"}])  # fmt: skip
        article = page.get_by_role("article").filter(has_text="Build 7")
        await expect(article.locator(".author")).to_have_text("Deploys")
        await expect(article.locator(".app")).to_have_text("App")
        await expect(article.locator(".avatar")).to_have_text("🚀")
        box = article.locator(".attachment")
        await expect(box).to_contain_text("CI")
        await expect(box).to_contain_text("by hand")
        await expect(box).to_have_css("border-left-color", "rgb(213, 2, 0)")


async def test_a_private_channel_does_not_exist_for_those_outside() -> None:
    # Whoever changed person in a private channel went on reading it as that person.
    async with running_bot() as bot, chromium() as browser:
        await bot.client.post("/people/alice/channels/secret-plan", do="create", is_private=True)
        await says(bot, "alice", "For us alone", "secret-plan")
        page = await opened(browser, bot.sandbox.url, "alice", "secret-plan")
        await expect(page.get_by_text("For us alone")).to_be_visible()
        await page.get_by_label("You are").select_option(label="Bob")
        await expect(
            page.get_by_text("There is no such channel, or you are not in it.")
        ).to_be_visible()
        await expect(page.get_by_text("For us alone")).to_be_hidden()
        await expect(page.get_by_label(COMPOSER)).to_be_hidden()
        await expect(page.get_by_role("button", name="Join channel")).to_be_hidden()


async def test_the_name_of_a_private_channel_is_not_told_to_those_outside() -> None:
    # Alice read "#leadership" in what Priya said, though she was never in it.
    async with running_bot() as bot, chromium() as browser:
        await says(bot, "priya", "Ask in #leadership, or in #random")
        page = await opened(browser, bot.sandbox.url, "alice")
        mentions = page.get_by_role("article").locator(".mention")
        await expect(mentions).to_have_text(["🔒 private channel", "#random"])
        await expect(page.get_by_text("leadership")).to_have_count(0)
        await page.get_by_label("You are").select_option(label="Priya")
        await expect(mentions).to_have_text(["#leadership", "#random"])


async def test_a_guest_reads_only_where_they_are() -> None:
    # The page showed a guest the messages of any public channel whose address they typed.
    async with running_bot() as bot, chromium() as browser:
        await says(bot, "bob", "Not for guests", "random")
        page = await opened(browser, bot.sandbox.url, "gus", "random")
        none = page.get_by_text("There is no such channel, or you are not in it.")
        await expect(none).to_be_visible()
        await expect(page.get_by_text("Not for guests")).to_be_hidden()
        await expect(page.get_by_role("button", name="Join channel")).to_be_hidden()


async def test_one_may_write_to_the_app_before_it_wrote() -> None:
    async with running_bot() as bot, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice", "direct")
        await expect(page.get_by_text("You may write first.")).to_be_visible()
        await page.get_by_label(COMPOSER).fill("Are you there?")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("article")).to_contain_text("Are you there?")


async def test_only_what_others_say_is_new() -> None:
    # A channel was new to whoever had just written in it elsewhere, and whenever somebody joined.
    async with running_bot() as bot, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        await says(bot, "alice", "My own", "random")
        await bot.client.post("/people/bob/channels/random", do="leave")
        await bot.client.post("/people/bob/channels/random", do="join")
        await says(bot, "bob", "Look here", "incidents")
        await expect(page.get_by_role("button", name="# incidents new")).to_be_visible()
        await expect(page.get_by_role("button", name="# random", exact=True)).to_be_visible()


async def test_a_permalink_leads_to_the_channel_for_whoever_looks() -> None:
    async with running_bot() as bot, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "bob")
        ts = await says(bot, "alice", "Here it is", "random")
        path = f"archives/{bot.id('random')}/p{ts.replace('.', '')}"
        said = (
            f"<https://sandbox.slack.com/{path}|Slack's> <{bot.sandbox.url}/{path}|this machine's>"
        )
        await bot.call("chat.postMessage", channel=bot.id("general"), text=said)
        for words in ("Slack's", "this machine's"):
            async with page.expect_popup() as opening:
                await page.get_by_role("link", name=words).click()
            there = await opening.value
            await expect(there.get_by_role("article").filter(has_text="Here it is")).to_be_visible()
            await expect(there.locator("#title")).to_have_text("# random")
            await expect(there).to_have_title("# random · bob · Sandbox")
