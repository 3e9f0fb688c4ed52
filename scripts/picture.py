"""Takes the README's picture of an evening in the sandbox, in Chromium: scripts/picture.py."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import expect
from tests.stories.evening import WORKSPACE, evening

from sandbox_tests.browser.chromium import chromium, opened
from slack_sandbox.testing import sandbox_in_thread

PICTURE = Path(__file__).parents[1] / "docs" / "pictures" / "channel.png"


async def main() -> None:
    """Alice raises and Bob takes the technical lead; what he sees is the picture."""
    with TemporaryDirectory() as folder, sandbox_in_thread(**WORKSPACE) as slack:
        async with evening(slack, Path(folder), strict=False) as night, chromium() as browser:
            await night.alice.raises(service="apply-manage", severity="P1")
            own = await night.own()
            asked = await night.bob.reads("asks you to be technical lead")
            await night.bob.presses("on_it", asked)
            await night.said(own, "Bob is in charge now")
            await night.settled()
            page = await opened(
                browser, slack.url, "bob", await night.name_of(own), width=1280, height=800
            )
            await expect(page.get_by_text("Bob is in charge now")).to_be_visible()
            await page.locator("#messages").evaluate("list => { list.scrollTop = 110 }")
            await page.screenshot(path=PICTURE)


if __name__ == "__main__":
    asyncio.run(main())
