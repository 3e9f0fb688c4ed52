"""A teacher whose service said that there is a problem asks to be told, in real Chromium."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import expect

from sandbox_tests.browser.chromium import chromium
from sandbox_tests.browser.page import expect_no_barriers
from slack_sandbox.testing import SandboxHandle
from tests.browser.test_site import fits
from tests.site.public_page import a_night, link_in, mails
from tests.stories.evening import in_the_workspace
from tests.stories.test_status_page import MARKED, bob_is_comms, published, updates

pytestmark = in_the_workspace
HEAVIEST = 100_000
"""Bytes of a page with all that it loads."""


async def test_a_teacher_asks_to_be_told_reads_that_it_is_back_and_leaves_by_one_press(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path) as (night, box), chromium() as browser:
        assert night.bot is not None
        own = await bob_is_comms(night)
        public = "We know that some people can't sign in. We are on it."
        assert await updates(night, own, public=public, **MARKED) == {"ok": True}
        await published(night, 1)
        context = await browser.new_context(
            viewport={"width": 320, "height": 640},
            java_script_enabled=True,
            color_scheme="dark",
        )
        page = await context.new_page()
        loaded: list[int] = []

        async def weigh(response: object) -> None:
            loaded.append(len(await response.body()))  # type: ignore[attr-defined]

        page.on("response", weigh)
        await page.goto(f"{night.bot.url}/status/")
        await expect(page.get_by_text("Not working", exact=True)).to_be_visible()
        await expect(page.get_by_text(public)).to_be_visible()
        await expect_no_barriers(page)
        await fits(page)
        assert 0 < sum(loaded) < HEAVIEST

        await page.get_by_role("main").get_by_role("link", name="Ask to be told").click()
        await page.get_by_label("Your e-mail address").fill("tess@school.example.com")
        await page.get_by_label("Get Into Teaching").check()
        await expect_no_barriers(page)
        await fits(page)
        await page.get_by_role("button", name="Ask to be told").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
        [asked] = await mails(night, box, 1)
        await page.goto(f"{night.bot.url}/status/{link_in(asked)}")
        await expect(page.get_by_role("main")).to_contain_text("tess@school.example.com")
        await expect_no_barriers(page)
        await page.get_by_role("button", name="Yes, tell me").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("You will be told")

        assert await night.bob.types("/closeincident", own) == {"ok": True}
        await night.bob.shown_form()
        closed = await night.bob.submits(
            summary="A disk", public="You can sign in again.", publish=["yes"]
        )
        assert closed == {"ok": True}
        told = (await mails(night, box, 2))[1]
        assert "You can sign in again." in told
        await page.goto(f"{night.bot.url}/status/history")
        await expect(page.get_by_text("You can sign in again.")).to_be_visible()
        await expect_no_barriers(page)
        await fits(page)

        await page.goto(f"{night.bot.url}/status/{link_in(told)}")
        await page.get_by_role("button", name="Yes, write no more").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("You hear no more from us")
        assert await context.cookies() == []
        await context.close()
