"""An evening with the bot on the sandbox's page, by what is seen, in real Chromium."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from firebell.cli.practice import HINT, open_scene
from sandbox_tests.browser.chromium import chromium, opened
from sandbox_tests.browser.page import COMPOSER, eventually, expect_no_barriers
from slack_sandbox import Sandbox
from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import WORKSPACE, evening, in_the_workspace

pytestmark = in_the_workspace


def message(page: Page, text: str) -> Locator:
    """The one with this text; what is announced of it to screen readers has the same words."""
    return page.get_by_role("article").filter(has_text=text)


async def test_alice_raises_and_bob_joins_in_another_tab_without_a_reload(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False), chromium() as browser:
        alice = await opened(browser, slack_sandbox.url, "alice")
        charlie = await opened(browser, slack_sandbox.url, "charlie", "incidents")
        await alice.get_by_label(COMPOSER).fill("/incident Pages are slow")
        await alice.keyboard.press("Enter")
        form = alice.get_by_role("dialog", name="Raise an incident")
        await expect(form.get_by_label("What is going wrong?")).to_have_value("Pages are slow")
        await form.get_by_label("P2", exact=True).check()
        await form.get_by_role("button", name="Raise", exact=True).click()
        await expect(form.get_by_text("Please complete this required field.")).to_be_visible()
        await form.get_by_label("Which service?").select_option(label="Other")
        await form.get_by_role("button", name="Raise", exact=True).click()
        await expect(form).to_be_hidden()
        told = alice.get_by_role("article").filter(has_text="@here INC-1 · P2 · Investigating")
        await expect(told).to_be_visible()

        told = charlie.get_by_role("article").filter(has_text="INC-1 · P2")
        await told.get_by_role("button", name="Join to help").click()
        await expect(charlie.get_by_text("Only visible to you")).to_be_visible()
        await charlie.get_by_role("button", name="incident_other", exact=False).last.click()
        card = charlie.get_by_role("article").filter(has_text="What to do now")
        await expect(card).to_contain_text("pinned")
        await card.get_by_role("button", name="Done").first.click()
        await expect(card).to_contain_text("1 of 13 steps done.")
        await expect(charlie.locator("#topic")).to_contain_text("P2 · Investigating")
        await expect(charlie.locator("#bookmarks a")).to_have_count(3)


async def test_from_raising_to_closing_by_keyboard_alone(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False), chromium() as browser:
        page = await opened(browser, slack_sandbox.url, "alice")
        await expect(page.get_by_label(COMPOSER)).to_be_focused()
        await page.keyboard.type("/inc")
        await page.keyboard.press("Tab")
        await expect(page.get_by_label(COMPOSER)).to_have_value("/incident ")
        await page.keyboard.press("Enter")
        await expect(page.get_by_label("What is going wrong?")).to_be_focused()
        await page.keyboard.type("Pages are slow")
        await page.keyboard.press("Tab")
        await page.keyboard.type("Teaching V")
        await page.keyboard.press("Tab")
        await page.keyboard.press("ArrowDown")
        await expect(page.get_by_label("P2", exact=True)).to_be_checked()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("dialog")).to_be_hidden()
        told = page.get_by_role("article").filter(has_text="INC-1 · P2 · Investigating")
        await expect(told).to_be_visible()
        # The keyboard was nowhere after a form once: what it came from had been disabled.
        await expect(page.get_by_label(COMPOSER)).to_be_focused()
        await page.keyboard.type("/closeincident INC-1 It was the cache")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("INC-1 is closed.").first).to_be_visible()
        await expect(page.get_by_text("It was the cache").first).to_be_visible()


async def test_in_the_first_minute_one_reads_what_is_wrong_and_what_to_type_and_types_it(
    tmp_path: Path,
) -> None:
    """`firebell try` opened on an empty channel, and the keyboard was nowhere."""
    async with (
        Sandbox.serve(**WORKSPACE) as sandbox,
        evening(sandbox, tmp_path, strict=False) as night,
        chromium() as browser,
    ):
        await sandbox.scenarios.begin_with(partial(open_scene, sandbox.url), HINT)
        for width, height in ((1280, 820), (390, 844)):
            page = await opened(browser, sandbox.url, "alice", width=width, height=height)
            await expect(message(page, "Something is wrong.")).to_be_visible()
            hint = page.get_by_text("To raise it, type /incident here and press Enter.")
            await expect(hint).to_be_in_viewport()
            await expect(page.get_by_label(COMPOSER)).to_be_focused()
            await expect_no_barriers(page)
        await page.keyboard.type("/incident Applications can't be submitted")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("dialog", name="Raise an incident")).to_be_visible()
        await expect(hint).to_be_hidden()
        assert await night.bot_numbers() == []


NAME = """(() => {
  const here = document.activeElement;
  const label = here.labels?.[0]?.textContent;
  return (here.ariaLabel || label || here.textContent).trim();
})()"""


async def tab_to(page: Page, name: str) -> None:
    """With the Tab key alone, to what begins with this name."""
    for _ in range(90):
        await page.keyboard.press("Tab")
        if str(await page.evaluate(NAME)).startswith(name):
            return
    raise AssertionError(f"the keyboard never came to {name!r}")


async def test_an_evening_in_the_incidents_own_channel_by_keyboard_alone(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night, chromium() as browser:
        await night.alice.raises()
        name = await night.name_of(await night.own())
        page = await opened(browser, slack_sandbox.url, "alice", width=1280)
        await tab_to(page, f"# {name}")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name=f"# {name}")).to_be_focused()
        card = page.get_by_role("article").filter(has_text="What to do now")
        await expect(card.get_by_role("button", name="Done").first).to_be_visible()
        await tab_to(page, "Done")
        await page.keyboard.press("Enter")
        await expect(card).to_contain_text("1 of 13 steps done.")
        # The card was drawn anew under the keyboard, which is on the next step now.
        await expect(card.get_by_role("button", name="Done").first).to_be_focused()
        await tab_to(page, COMPOSER)
        await page.keyboard.type("/close")
        await page.keyboard.press("Enter")
        await expect(page.get_by_label(COMPOSER)).to_have_value("/closeincident ")
        await page.keyboard.press("Enter")
        form = page.get_by_role("dialog")
        await expect(form).to_be_visible()
        await expect_no_barriers(page)
        await expect(form.get_by_role("radio").first).to_be_focused()
        await page.keyboard.press("Space")
        await tab_to(page, "In one line")
        await page.keyboard.type("It was the cache")
        await tab_to(page, "Close it")
        await page.keyboard.press("Enter")
        await expect(form).to_be_hidden()
        closed = page.get_by_role("article").filter(has_text="It was the cache").first
        await expect(closed).to_be_visible()
        await expect(page.get_by_label(COMPOSER)).to_be_focused()


async def test_nothing_on_the_page_is_a_serious_barrier(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False), chromium() as browser:
        page = await opened(browser, slack_sandbox.url, "alice")
        await expect_no_barriers(page)
        await page.get_by_label(COMPOSER).fill("/incident Pages are slow")
        await page.keyboard.press("Enter")
        form = page.get_by_role("dialog", name="Raise an incident")
        await expect(form).to_be_visible()
        await expect_no_barriers(page)
        await form.get_by_label("Which service?").select_option(label="Other")
        await form.get_by_label("P1", exact=True).check()
        await form.get_by_role("button", name="Raise", exact=True).click()
        await page.get_by_role("button", name="incident_other", exact=False).first.click()
        await expect(message(page, "What to do now")).to_be_visible()
        await expect_no_barriers(page)
        await page.get_by_role("button", name="Home of the app").click()
        await expect(page.get_by_role("button", name="Raise an incident")).to_be_visible()
        await expect_no_barriers(page)


async def test_on_a_phone_nothing_is_wider_than_the_screen(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night, chromium() as browser:
        page = await opened(browser, slack_sandbox.url, "alice", width=360, height=740)
        await night.alice.raises()
        own = await night.own()
        await page.get_by_role("button", name="Channels").click()
        name = await night.name_of(own)
        await page.get_by_role("button", name=name).first.click()
        await expect(message(page, "What to do now")).to_be_visible()
        await eventually(lambda: page.evaluate("document.documentElement.scrollWidth"), 360)


async def test_half_an_hour_is_skipped_and_the_reminder_comes(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night, chromium() as browser:
        await night.alice.raises(severity="P1")
        await night.alice.reads("INC-1 is open")
        page = await opened(browser, slack_sandbox.url, "alice", "direct")
        await expect(message(page, "INC-1 is open and you are in it")).to_be_visible()
        await page.get_by_role("button", name="Skip 30 minutes").click()
        reminder = page.get_by_role("article").filter(has_text="The update on INC-1 was promised")
        await expect(reminder).to_be_visible()


async def test_what_a_person_types_never_becomes_markup(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False), chromium() as browser:
        page = await opened(browser, slack_sandbox.url, "alice")
        typed = "<img src=x onerror=document.title='owned'> <script>1</script> *bold*"
        await page.get_by_label(COMPOSER).fill(typed)
        await page.keyboard.press("Enter")
        article = page.get_by_role("article").filter(has_text="onerror")
        await expect(article).to_contain_text("<img src=x onerror=document.title='owned'>")
        await expect(article.locator("strong")).to_have_text("bold")
        await expect(article.locator("img, script")).to_have_count(0)
        await expect(page).not_to_have_title("owned")


async def test_home_follows_and_shows_what_is_chosen(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night, chromium() as browser:
        page = await opened(browser, slack_sandbox.url, "bob")
        await page.get_by_role("button", name="Home of the app").click()
        await expect(page.get_by_text("No incident is open.")).to_be_visible()
        await night.alice.raises("Pay is late", severity="P3", role_technical="bob")
        await page.get_by_role("button", name="I'm on it").click()
        await expect(page.get_by_text("technical lead: you are on it")).to_be_visible()
        await night.alice.raises("Mail is slow", service="multiple", severity="P2")
        await expect(page.get_by_text("Mail is slow (Multiple)")).to_be_visible()
        await page.get_by_label("Any severity").last.select_option(label="P3 (1)")
        await expect(page.get_by_text("Shown here: 1 of 2 open incidents.")).to_be_visible()
        await expect_no_barriers(page)
        await page.get_by_role("button", name="Show all").last.click()
        await expect(page.get_by_text("Mail is slow (Multiple)")).to_be_visible()
