"""Takes the documents' pictures of evenings in the sandbox, in Chromium: scripts/pictures.py.

Everything in them is what the bot and the pages really show; who takes them anew looks at them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Browser, Page, expect
from tests.site.browsing import reading, with_pages
from tests.site.public_page import a_night
from tests.site.test_doing import form, sends
from tests.stories.evening import DFE, WORKSPACE, Evening, evening
from tests.stories.test_status_page import MARKED, bob_is_comms, published, updates

from sandbox_tests.browser.chromium import chromium, opened
from slack_sandbox.testing import SandboxHandle, sandbox_in_thread

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
SMALL = DFE.parents[1] / "small" / "playbook.toml"
SIZE = {"width": 1280, "height": 800}


@dataclass(frozen=True, slots=True)
class Studio:
    """An evening, and a browser to look at it with."""

    slack: SandboxHandle
    night: Evening
    browser: Browser

    async def page(self, name: str, place: str = "general") -> Page:
        """What somebody sees in a channel, or in `home`."""
        return await opened(self.browser, self.slack.url, name, place, **SIZE)

    async def channel(self, name: str, to: str, said: str, top: int | None = None) -> None:
        """What somebody sees of the incident, once this has been said; scrolled so far down."""
        place = await self.night.name_of(await self.night.own())
        page = await self.page(name, place)
        await expect(page.get_by_text(said).last).to_be_visible()
        if top is not None:
            await page.locator("#messages").evaluate(f"list => {{ list.scrollTop = {top} }}")
        await taken(page, to)

    async def form(self, name: str, to: str, *shown: str) -> None:
        """The form that is open for somebody."""
        page = await self.page(name)
        dialog = page.get_by_role("dialog")
        for words in shown:
            await expect(dialog.get_by_text(words).first).to_be_visible()
        await taken(page, to)
        await self.night.person(name).closes()


async def taken(page: Page, to: str) -> None:
    """The picture; the page is closed."""
    await page.screenshot(path=FOLDER / f"{to}.png")
    await page.context.close()


@asynccontextmanager
async def studio(playbook: Path = DFE) -> AsyncIterator[Studio]:
    """One evening of its own."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        slack = stack.enter_context(sandbox_in_thread(**WORKSPACE))
        more = with_pages(slack)
        night = await stack.enter_async_context(
            evening(slack, folder, playbook, strict=False, more=more)
        )
        yield Studio(slack, night, await stack.enter_async_context(chromium()))


async def first_minutes(at: Studio) -> None:
    """Alice raises it out of what Charlie wrote; Bob takes the technical lead."""
    night = at.night
    words = "Nobody can submit an application. The page says 'Sorry, there is a problem'."
    await night.charlie.types(words)
    message = (await night.channel("general"))["messages"][-1]
    await night.alice.uses("raise_from_message", channel="general", message_ts=message["ts"])
    await night.alice.shown_form()
    await at.form("alice", "raise-from-message", "Raise")
    await night.alice.raises(
        "Nobody can submit an application", service="apply-manage", severity="P1"
    )
    await night.own()
    await night.bob.presses("on_it", await night.bob.reads("asks you to be technical lead"))
    await night.settled()
    await at.channel("bob", "channel", "Bob is in charge now", 110)


async def while_it_lasts(at: Studio) -> None:
    """An update, and what is to be done."""
    night, own = at.night, await at.night.own()
    await night.alice.types("/incident action @bob by friday order a larger disk", own)
    await night.alice.types("/incident action @charlie write to the schools that asked", own)
    await night.settled()
    await night.bob.types("/incident actions", own)
    await night.bob.shown_form()
    await at.form("bob", "actions", "order a larger disk")
    page = await at.page("bob", "home")
    await expect(page.get_by_text("order a larger disk").first).to_be_visible()
    await taken(page, "home")
    await night.bob.types("/incident update", own)
    await night.bob.shown_form()
    await at.form("bob", "update", "What do we know?")
    await night.bob.types("/incident update", own)
    await night.bob.shown_form()
    await night.bob.submits(
        known="Every submission fails since 09:40", doing="Undoing the release", status="identified"
    )
    await night.settled()


async def the_morning_after(at: Studio) -> None:
    """It is over; the review is written and published, and Charlie reads on the pages."""
    night, own = at.night, await at.night.own()
    await night.bob.types("/closeincident A release broke submissions and was undone", own)
    await night.settled()
    await night.bob.types("/incident review", own)
    await night.bob.shown_form()
    await at.form("bob", "review", "plain English")
    assert night.bot is not None
    page = await (await at.browser.new_context(viewport=SIZE)).new_page()  # type: ignore[arg-type]
    await night.alice.raises("The pay run is late", service="other", severity="P3")
    await night.settled()
    await page.goto(f"{night.bot.url}/now")
    await page.get_by_role("link", name="Sign in with Slack").click()
    await page.get_by_role("link", name="I am Charlie").click()
    await expect(page.get_by_text("This page follows what happens.")).to_be_visible()
    await page.screenshot(path=FOLDER / "page-now.png")
    await page.goto(f"{night.bot.url}/incidents")
    await page.screenshot(path=FOLDER / "page-all.png")
    await page.goto(f"{night.bot.url}/services/apply-manage")
    await page.screenshot(path=FOLDER / "page-service.png")
    await page.goto(f"{night.bot.url}/playbook")
    await page.screenshot(path=FOLDER / "page-playbook.png")
    await page.goto(f"{night.bot.url}/figures")
    await page.screenshot(path=FOLDER / "page-figures.png")
    await page.goto(f"{night.bot.url}/mine")
    await page.screenshot(path=FOLDER / "page-mine.png")
    await commented(at)
    await page.goto(f"{night.bot.url}/incidents/1/review")
    section = page.get_by_role("heading", name="What went well", exact=True)
    await section.evaluate("heading => heading.scrollIntoView()")
    await page.screenshot(path=FOLDER / "page-review.png")
    await page.goto(f"{night.bot.url}/incidents/1")
    await taken(page, "page-incident")


async def commented(at: Studio) -> None:
    """Bob writes a section of the review, and Alice has a question about it."""
    path = "/incidents/1/review"
    words = "The alarm came **at once**.\n\n- The release could be undone\n- Nobody had to wake up"
    async with reading(at.night, "bob") as bob, reading(at.night, "alice") as alice:
        hidden = {**await form(bob, f"{path}/edit"), "press": "save", "naming": "roles"}
        await sends(bob, f"{path}/edit", {**hidden, "section.went_well": words})
        said = {"about": "went_well", "comment": "Which alarm? There are two."}
        await sends(alice, f"{path}/comment", {**await form(alice, path), **said})


async def in_french(folder: Path) -> None:
    """The same card in another language."""
    playbook = folder / "playbook.toml"
    playbook.write_text(f'language = "fr"\n{DFE.read_text()}')
    async with studio(playbook) as at:
        await at.night.alice.raises("Le paiement est en panne", service="other", severity="P2")
        await at.night.settled()
        await at.channel("alice", "french", "Le paiement est en panne", 0)


async def for_the_public() -> None:
    """What the comms lead marks for the status page, in the press that tells everybody."""
    async with studio() as at:
        night, priya = at.night, at.night.person("priya")
        await night.alice.raises("Nobody can sign in", service="get-into-teaching", severity="P1")
        own = await night.own()
        await priya.presses("on_it", await priya.reads("asks you to be comms lead"))
        await night.settled()
        await priya.types("/incident update", own)
        await priya.shown_form()
        page = await at.page("priya")
        box = page.get_by_role("dialog").get_by_text("Publish on")
        await box.first.scroll_into_view_if_needed()
        await expect(box.first).to_be_visible()
        await taken(page, "status-page")


async def our_own_page(folder: Path) -> None:
    """What a teacher reads while something is wrong, and how they ask to be told."""
    slack = sandbox_in_thread(**WORKSPACE)
    with slack as there:
        async with a_night(there, folder) as (night, _), chromium() as browser:
            assert night.bot is not None
            own = await bob_is_comms(night)
            public = "We know that some people can't sign in. We will say more by 10:00."
            await updates(night, own, public=public, **MARKED)
            await published(night, 1)
            public = "A change that we made at 08:40 is being undone."
            await updates(night, own, public=public, publish=["yes"], status="identified")
            await published(night, 2)
            page = await browser.new_page(viewport={"width": 1280, "height": 960})
            await page.goto(f"{night.bot.url}/status/")
            await expect(page.get_by_text(public)).to_be_visible()
            await taken(page, "own-status-page")


async def in_a_thread(folder: Path) -> None:
    """A minor one lives in the thread of its announcement."""
    playbook = folder / "playbook.toml"
    criteria = 'criteria = "It is annoying, and there is a way around it."\n'
    playbook.write_text(SMALL.read_text().replace(criteria, f'{criteria}place = "thread"\n'))
    async with studio(playbook) as at:
        night = at.night
        await night.alice.raises("The logo is gone", service="website", severity="Low")
        await night.settled()
        page = await at.page("bob", "incidents")
        await page.get_by_role("button", name="repl").first.click()
        await expect(page.get_by_text("What to do now").first).to_be_visible()
        await taken(page, "thread")


async def main() -> None:
    """All of them."""
    FOLDER.mkdir(exist_ok=True)
    async with studio() as at:
        await first_minutes(at)
        await while_it_lasts(at)
        await the_morning_after(at)
    with TemporaryDirectory() as folder:
        await in_french(Path(folder))
    await for_the_public()
    with TemporaryDirectory() as folder:
        await our_own_page(Path(folder))
    with TemporaryDirectory() as folder:
        await in_a_thread(Path(folder))


if __name__ == "__main__":
    asyncio.run(main())
