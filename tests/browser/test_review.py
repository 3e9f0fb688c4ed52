"""The review in real Chromium: two at once, whoever was not there on Monday, without scripts."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Page, expect

from sandbox_tests.browser.chromium import chromium
from sandbox_tests.browser.page import expect_no_barriers
from slack_sandbox.testing import SandboxHandle
from tests.browser.test_site import fits, reading
from tests.site.browsing import reading as at_once
from tests.site.browsing import with_pages
from tests.site.test_review import PAGE, over
from tests.stories.evening import evening, in_the_workspace

pytestmark = in_the_workspace
WELL = "What went well"


async def looks_well(page: Page, *, wide: bool = False) -> None:
    """On a phone in the dark; `wide`: on a screen in the light too."""
    for width, scheme in ((1280, "light"), (320, "dark"))[0 if wide else 1 :]:
        await page.set_viewport_size({"width": width, "height": 800})
        await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        await expect_no_barriers(page)
        await fits(page)
    await page.set_viewport_size({"width": 1280, "height": 800})


async def test_alice_and_bob_write_at_once_and_charlie_who_was_not_there_reads_on_monday(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with evening(slack_sandbox, tmp_path, strict=False, more=more) as night:
        async with at_once(night, "bob") as reader:
            await over(reader)
        async with (
            chromium() as browser,
            reading(browser, night, "Bob", "/incidents/1") as bob,
            reading(browser, night, "Alice", PAGE) as alice,
        ):
            await bob.get_by_role("link", name="Start the review").click()
            await looks_well(bob)
            await bob.get_by_role("button", name="Start the review").click()
            await expect(bob.get_by_role("status").first).to_have_text(
                "The draft of the review of INC-1 is here."
            )
            await looks_well(bob)
            await alice.goto(f"{alice.url}/edit")

            await bob.get_by_label(WELL).fill("It was **seen** at once\n\n- by the alarm")
            await bob.reload()
            await expect(bob.get_by_text("What you typed here and had not saved")).to_be_visible()
            await expect_no_barriers(bob)
            await bob.get_by_role("button", name="Preview").click()
            await expect(bob.get_by_role("region", name="Preview")).to_contain_text("by the alarm")
            await looks_well(bob)
            await bob.get_by_role("button", name="Save").click()
            await expect(bob.get_by_role("status")).to_have_text("The review of INC-1 is saved.")
            await bob.get_by_role("link", name="Write the review").click()
            await expect(bob.get_by_label(WELL)).to_have_value(
                "It was **seen** at once\n\n- by the alarm"
            )
            await expect(bob.get_by_text("What you typed here and had not saved")).to_be_hidden()

            await alice.get_by_label(WELL).fill("The supplier answered")
            await alice.get_by_role("button", name="Save").click()
            told = alice.get_by_role("alert")
            await expect(told).to_be_focused()
            await expect(told).to_contain_text("Bob saved version 1 after you began")
            await expect(alice.get_by_role("region", name=f"place: {WELL}")).to_contain_text(
                "The supplier answered"
            )
            await looks_well(alice, wide=True)
            both = "It was **seen** at once\n\n- by the alarm\nThe supplier answered"
            await expect(alice.get_by_label(WELL).last).to_have_value(both)
            await alice.get_by_role("button", name="Save").click()
            await expect(alice.get_by_role("status")).to_have_text("The review of INC-1 is saved.")

            await bob.get_by_role("link", name="Back to the review").click()
            await bob.get_by_role("link", name="Publish it").click()
            await looks_well(bob)
            await bob.get_by_role("button", name="Publish").click()
            await expect(bob.get_by_text("Published and announced, version 2")).to_be_visible()

            await night.settled()
            await night.later(minutes=3 * 24 * 60)
            async with reading(browser, night, "Charlie", PAGE) as charlie:
                await expect(charlie.locator("strong", has_text="seen")).to_be_visible()
                await charlie.get_by_label("About").select_option(WELL)
                await charlie.get_by_label("What do you want to say?").fill("Which alarm?")
                await charlie.get_by_role("button", name="Comment").click()
                comments = charlie.get_by_role("region", name=f"Comments on {WELL}")
                await expect(comments).to_contain_text("Which alarm?")
                await looks_well(charlie, wide=True)
                await charlie.get_by_role("link", name="Versions").click()
                await looks_well(charlie)
                await charlie.get_by_role("button", name="Show what changed").click()
                await expect(charlie.get_by_text("+ Added:")).to_be_visible()
                await looks_well(charlie, wide=True)
                await charlie.goto(f"{night.bot.url if night.bot else ''}{PAGE}/print")
                await looks_well(charlie)


async def test_without_scripts_it_is_written_and_read_too(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with evening(slack_sandbox, tmp_path, strict=False, more=more) as night:
        async with at_once(night, "alice") as reader:
            await over(reader)
        async with (
            chromium() as browser,
            reading(browser, night, "Bob", PAGE, scripts=False) as bob,
        ):
            await bob.get_by_role("button", name="Start the review").click()
            await bob.get_by_label(WELL).fill("- by the alarm")
            await bob.get_by_role("button", name="Preview").click()
            await expect(
                bob.get_by_role("listitem").filter(has_text="by the alarm")
            ).to_be_visible()
            await bob.get_by_role("button", name="Save").click()
            await bob.get_by_role("link", name="Ask others to read it").click()
            await bob.get_by_label("Alice").check()
            await bob.get_by_role("button", name="Ask them").click()
            await expect(bob.get_by_text("Being read by others, version 1")).to_be_visible()
            await night.alice.reads("asks you to read the review of INC-1")
