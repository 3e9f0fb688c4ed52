"""The figures by what is seen, in real Chromium."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import expect

from sandbox_tests.browser.chromium import chromium
from sandbox_tests.browser.page import expect_no_barriers
from slack_sandbox.testing import SandboxHandle
from tests.browser.test_site import fits, reading
from tests.site.browsing import with_pages
from tests.stories.evening import evening, in_the_workspace

pytestmark = in_the_workspace


async def test_charlie_reads_how_the_month_went_and_chooses_other_days(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with evening(slack_sandbox, tmp_path, strict=False, more=more) as night:
        await night.alice.raises("Nobody can log in", service="apply-manage", severity="P1")
        own = await night.own()
        await night.bob.presses("on_it", await night.bob.reads("asks you to be technical lead"))
        await night.bob.types("/closeincident A certificate ran out", own)
        await night.alice.types("/incident drill Practice")
        await night.alice.shown_form()
        await night.alice.submits(service="other", severity="P3")
        await night.settled()
        async with (
            chromium() as browser,
            reading(browser, night, "Charlie", width=390) as page,
        ):
            await page.get_by_role("link", name="Figures").click()
            chart = page.get_by_role("img", name="By week", exact=True)
            await expect(chart).to_be_visible()
            bar = await chart.locator("rect").bounding_box()
            assert bar is not None
            assert bar["height"] > 100
            await page.get_by_text("By week, as a table").click()
            await expect(page.get_by_role("table", name="By week")).to_contain_text("November")
            severities = page.get_by_role("table", name="By how bad it was")
            await expect(severities.get_by_role("row", name="P1")).to_contain_text("1")
            times = page.get_by_role("table", name="How long it took")
            await expect(times.get_by_role("row", name="The first answer")).to_contain_text(
                "less than a minute"
            )
            drills = page.get_by_role("region", name="Drills")
            await expect(drills.get_by_text("Incidents")).to_be_visible()
            await expect_no_barriers(page)
            await fits(page)

            await page.get_by_label("From", exact=True).fill("2001-01-01")
            await page.get_by_label("Until, with this day").fill("2001-12-31")
            await page.get_by_role("button", name="Show").click()
            await expect(page.get_by_text("There was no incident in these days.")).to_be_visible()
            await expect(page.get_by_label("From", exact=True)).to_have_value("2001-01-01")

            await page.get_by_label("From", exact=True).fill("2002-01-01")
            await page.get_by_role("button", name="Show").click()
            said = page.get_by_role("alert")
            await expect(said).to_have_text(
                "The first day is after the last one. Change one of them."
            )
            await expect_no_barriers(page)

            await page.goto(page.url.split("?")[0])
            async with page.expect_download() as download:
                await page.get_by_role("link", name="Download as a table (CSV)").click()
            assert (await download.value).suggested_filename.startswith("figures-")
