"""Making and revoking a token by keyboard, without scripts, on a phone."""

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


async def test_alice_makes_a_token_and_revokes_it_by_keyboard_on_a_phone(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        chromium() as browser,
        reading(browser, night, "Alice", width=320) as page,
    ):
        await page.get_by_role("link", name="Tokens").press("Enter")
        await page.get_by_label("What is it for?").fill("deploys")
        await page.get_by_label("read incidents, figures and the playbook").press("Space")
        await page.get_by_role("button", name="Make the token").press("Enter")
        await expect(page.get_by_role("alert")).to_contain_text("Choose at least one thing")
        await expect(page.get_by_label("What is it for?")).to_have_value("deploys")
        await expect_no_barriers(page)
        await page.get_by_label("raise incidents and drills").press("Space")
        await page.get_by_role("button", name="Make the token").press("Enter")
        made = page.get_by_role("region", name="This is “deploys”")
        await expect(made).to_contain_text("firebell_")
        await expect_no_barriers(page)
        await fits(page)
        await page.get_by_role("button", name="Revoke “deploys”").press("Enter")
        said = "“deploys” is revoked. Nobody can use it any more."
        await expect(page.get_by_role("status")).to_have_text(said)
        await expect_no_barriers(page)
        await page.get_by_role("link", name="How programs use it").click()
        await expect(page.get_by_role("heading", name="Raise an incident")).to_be_visible()
        await expect_no_barriers(page)
        await fits(page)
