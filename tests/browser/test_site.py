"""The pages by what is seen, in real Chromium."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from sandbox_tests.browser.chromium import chromium
from sandbox_tests.browser.page import expect_no_barriers
from slack_sandbox.testing import SandboxHandle
from tests.site.browsing import with_pages
from tests.stories.evening import Evening, evening, in_the_workspace

pytestmark = in_the_workspace
EVERY = ("/now", "/incidents", "/mine", "/services", "/playbook", "/figures", "/tokens")


@asynccontextmanager
async def reading(
    browser: Browser,
    night: Evening,
    name: str,
    path: str = "/now",
    width: int = 1280,
    scripts: bool = True,
) -> AsyncIterator[Page]:
    """Somebody goes to a page, and signs in on the way."""
    assert night.bot is not None
    context = await browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=scripts
    )
    page = await context.new_page()
    await page.goto(f"{night.bot.url}{path}")
    await page.get_by_role("link", name="Sign in with Slack").click()
    await page.get_by_role("link", name=f"I am {name}").click()
    await page.wait_for_url(f"**{path}")
    yield page
    await context.close()


async def fits(page: Page) -> None:
    """Nothing is wider than the window."""
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await page.evaluate(wide) <= 0, page.url


async def test_charlie_who_was_not_there_reads_on_monday_what_happened(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with evening(slack_sandbox, tmp_path, strict=False, more=more) as night:
        await night.alice.raises("Nobody can log in", service="apply-manage", severity="P1")
        own = await night.own()
        await night.bob.presses("on_it", await night.bob.reads("asks you to be technical lead"))
        await night.bob.types("/closeincident A certificate ran out & was renewed <1 h", own)
        await night.settled()
        await night.later(minutes=3 * 24 * 60)
        async with chromium() as browser, reading(browser, night, "Charlie") as page:
            await expect(page.get_by_text("Nothing is open.")).to_be_visible()
            await page.get_by_role("link", name="All incidents").click()
            await page.get_by_role("link", name="INC-1 Nobody can log in").click()
            main = page.get_by_role("main")
            await expect(main.get_by_role("heading", level=1)).to_have_text(
                "INC-1 Nobody can log in"
            )
            summary = main.get_by_text("A certificate ran out & was renewed <1 h")
            await expect(summary.first).to_be_visible()
            timeline = main.get_by_role("region", name="Timeline")
            await expect(timeline).to_contain_text("Alice raised it: Nobody can log in (P1).")
            await expect(timeline).to_contain_text("Bob is technical lead now, and in charge.")


async def test_what_is_open_follows_what_happens_and_says_when_it_can_not(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        chromium() as browser,
        reading(browser, night, "Charlie") as page,
    ):
        await expect(page.get_by_text("Nothing is open.")).to_be_visible()
        await expect(page.get_by_text("This page follows what happens.")).to_be_visible()
        await night.alice.raises("Nobody can log in", severity="P2")
        await expect(page.get_by_role("link", name="INC-1 Nobody can log in")).to_be_visible()
        own = await night.own()
        await night.alice.types("/closeincident It was me", own)
        await expect(page.get_by_text("Nothing is open.")).to_be_visible()
        await night.stop()
        await expect(page.get_by_text("The line to Firebell is down.")).to_be_visible()
        await night.start()


async def test_without_scripts_everything_can_be_read(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with evening(slack_sandbox, tmp_path, strict=False, more=more) as night:
        await night.alice.raises("Nobody can log in", severity="P2")
        await night.settled()
        assert night.bot is not None
        async with chromium() as browser:
            context = await browser.new_context(java_script_enabled=False)
            page = await context.new_page()
            await page.goto(f"{night.bot.url}/now")
            await page.get_by_role("link", name="Sign in with Slack").click()
            await page.get_by_role("link", name="I am Charlie").click()
            await page.get_by_role("link", name="INC-1 Nobody can log in").click()
            await expect(page.get_by_text("Alice raised it")).to_be_visible()
            await page.get_by_role("button", name="Sign out").click()
            await expect(page.get_by_role("link", name="Sign in with Slack")).to_be_visible()
            await context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
async def test_no_page_has_barriers_empty_or_full(
    slack_sandbox: SandboxHandle, tmp_path: Path, scheme: str, width: int
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        chromium() as browser,
        reading(browser, night, "Alice", width=width) as page,
    ):
        assert night.bot is not None
        await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for path in (*EVERY, "/incidents/1"):
            await page.goto(f"{night.bot.url}{path}")
            await expect_no_barriers(page)
        await night.alice.raises(f"Nobody can log in {'W' * 90}", severity="unsure")
        await night.alice.types("/incident drill Practice")
        await night.alice.shown_form()
        await night.alice.submits(service="other", severity="P3")
        await night.settled()
        narrowed = "/incidents?words=nobody&service=gone&from=soon&to=2026-02-01"
        for path in (
            *EVERY,
            "/services/apply-manage",
            "/incidents/1",
            narrowed,
        ):
            await page.goto(f"{night.bot.url}{path}")
            await expect(page.get_by_role("heading", level=1)).to_be_visible()
            await expect_no_barriers(page)
            await fits(page)
        await page.get_by_role("button", name="Sign out").click()
        await expect_no_barriers(page)


async def test_charlie_sees_how_it_went_and_how_its_service_goes(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        chromium() as browser,
        reading(browser, night, "Charlie", width=390) as page,
    ):
        await night.alice.raises(
            "Nobody can log in", service="get-into-teaching", severity="unsure"
        )
        own = await night.own()
        await night.settled()
        await night.later(minutes=12)
        await night.alice.types("/incident severity", own)
        await night.alice.shown_form()
        await night.alice.submits(severity="P1", why="Nobody at all")
        await night.settled()
        await night.later(minutes=30)
        await page.get_by_role("link", name="Services").click()
        await expect(page.get_by_text("1 incident is open.")).to_be_visible()
        await page.get_by_role("link", name="Get Into Teaching").click()
        row = page.get_by_role("link", name="INC-1 Nobody can log in")
        await expect(page.get_by_role("region", name="Open now").get_by_role("link")).to_have_count(
            1
        )
        await row.first.click()
        how = page.get_by_role("region", name="How it went")
        picture = how.get_by_role("img", name="How bad", exact=True)
        await expect(picture.locator("rect")).to_have_count(2)
        await expect(
            how.get_by_text("How bad: P2, to be confirmed for 12 min, P1 for 30 min")
        ).to_be_visible()
        await how.get_by_text("How it went, as a table").click()
        table = page.get_by_role("table", name="How it went")
        await expect(table.get_by_role("row")).to_have_count(3)
        await expect_no_barriers(page)
        await fits(page)


async def test_charlie_finds_it_by_a_word_and_sees_everything_again_without_scripts(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with evening(slack_sandbox, tmp_path, strict=False, more=more) as night:
        await night.alice.raises("Nobody can log in", service="apply-manage", severity="P1")
        await night.bob.raises("Payments are slow", severity="P3")
        await night.settled()
        async with (
            chromium() as browser,
            reading(browser, night, "Charlie", "/incidents", width=390, scripts=False) as page,
        ):
            first = page.get_by_role("link", name="INC-1 Nobody can log in")
            second = page.get_by_role("link", name="INC-2 Payments are slow")
            await page.get_by_label("Words").fill("nobody LOG")
            await page.get_by_label("Words").press("Enter")
            await expect(first).to_be_visible()
            await expect(second).to_be_hidden()
            await expect(page.get_by_text("Words: “nobody LOG”")).to_be_visible()
            await page.get_by_label("How bad").select_option("P3")
            await page.get_by_role("button", name="Find").click()
            await expect(page.get_by_text("No incident matches.")).to_be_visible()
            await page.get_by_role("link", name="Show all").click()
            await expect(first).to_be_visible()
            await expect(second).to_be_visible()
