"""Our own status page: what was marked stands there and in its folder, and nothing else does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from xml.etree import ElementTree

import httpx2

from slack_sandbox.testing import SandboxHandle
from tests.site.public_page import a_night, link_in, mails
from tests.stories.evening import DFE, Evening, evening, in_the_workspace
from tests.stories.test_redact import asks_to_remove
from tests.stories.test_status_page import MARKED, bob_is_comms, published, updates

pytestmark = in_the_workspace
ATOM = "{http://www.w3.org/2005/Atom}"


@asynccontextmanager
async def a_teacher(night: Evening) -> AsyncIterator[httpx2.AsyncClient]:
    """Somebody without an account."""
    assert night.bot is not None
    async with httpx2.AsyncClient(trust_env=False, base_url=f"{night.bot.url}/status/") as client:
        yield client


async def test_what_is_marked_stands_on_the_page_in_the_feed_and_in_the_folder(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path) as (night, _), a_teacher(night) as teacher:
        empty = await teacher.get("")
        assert empty.status_code == 200
        assert "Everything here is working, as far as we know." in empty.text
        own = await bob_is_comms(night)
        assert await updates(night, own, public="We <b>know</b> & act.", **MARKED) == {"ok": True}
        there = await published(night, 1)
        page = await teacher.get("")
        assert "We &lt;b&gt;know&lt;/b&gt; &amp; act." in page.text
        assert "Some people can&#39;t sign in" in page.text
        assert "<dt>Get Into Teaching</dt><dd>Not working</dd>" in page.text
        assert "<dt>Apply for QTS</dt><dd>Working</dd>" in page.text
        assert page.headers["cache-control"] == "public, max-age=60"
        assert "set-cookie" not in page.headers
        again = await teacher.get("", headers={"if-none-match": page.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert there.link.endswith(f"/status/incident-{there.id}.html")
        assert (await teacher.get(f"incident-{there.id}.html")).status_code == 200
        feed = ElementTree.fromstring((await teacher.get("feed.atom")).content)
        assert [entry.findtext(f"{ATOM}content") for entry in feed.iter(f"{ATOM}entry")] == [
            "We <b>know</b> & act."
        ]
        first = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
        folder = tmp_path / "public"
        assert {each.name for each in folder.iterdir()} == {
            "index.html",
            "history.html",
            "feed.atom",
            "status.css",
            f"incident-{there.id}.html",
        }
        # It is over, and stands in the history.
        assert await night.bob.types("/closeincident", own) == {"ok": True}
        await night.bob.shown_form()
        closed = await night.bob.submits(summary="A disk", public="It works.", publish=["yes"])
        assert closed == {"ok": True}
        await published(night, 2)
        page = await teacher.get("")
        assert "Everything here is working" in page.text
        assert "Some people" not in page.text
        history = (await teacher.get("history")).text
        assert history.index("It works.") < history.index("We &lt;b&gt;know")
        feed = ElementTree.fromstring((await teacher.get("feed.atom")).content)
        ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
        assert ids[1:] == first


async def test_charlie_reads_it_in_the_folder_while_the_bot_is_stopped(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path) as (night, _):
        own = await bob_is_comms(night)
        assert await updates(night, own, public="We are on it", **MARKED) == {"ok": True}
        await published(night, 1)
        await night.stop()
        page = (tmp_path / "public" / "index.html").read_text()
        assert "We are on it" in page
        assert "This page was written at " in page
        assert 'href="/' not in page
        for each in (tmp_path / "public").iterdir():
            words = each.read_text()
            assert "INC-1" not in words, each
            assert "A disk is full" not in words, each
            assert "Bob" not in words, each


async def test_words_that_are_removed_leave_the_page_and_the_folder(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path) as (night, _), a_teacher(night) as teacher:
        own = await bob_is_comms(night)
        assert await updates(night, own, public="Carol broke it", **MARKED) == {"ok": True}
        await published(night, 1)
        await asks_to_remove(night.alice, own, "Carol broke it")
        await night.alice.shown_form()
        assert (await night.alice.submits())["ok"]

        async def changed() -> bool:
            return "This update was removed." in (await teacher.get("")).text

        await night.until("other words there", changed)
        await night.settled()
        for each in (tmp_path / "public").iterdir():
            assert "Carol" not in each.read_text(), each


async def test_without_a_page_of_our_own_there_is_none(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with (
        evening(slack_sandbox, tmp_path, DFE, strict=False) as night,
        a_teacher(night) as teacher,
    ):
        for path in ("", "history", "feed.atom", "subscribe", "confirm?t=a.b"):
            assert (await teacher.get(path)).status_code == 404


async def test_a_teacher_is_told_once_it_was_them_and_leaves_by_one_press(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path) as (night, box), a_teacher(night) as teacher:
        wrong = await teacher.post("subscribe", data={"address": "nobody"})
        assert wrong.status_code == 422
        assert "That is no whole e-mail address." in wrong.text
        asked = await teacher.post("subscribe", data={"address": "Tess@School.example.com"})
        [mail] = await mails(night, box, 1)
        assert box.mail[0]["List-Unsubscribe"] is None
        confirm = link_in(mail)
        # A program that looks through mail opens the link: that confirms nothing.
        assert "Do you want to be told?" in (await teacher.get(confirm)).text
        own = await bob_is_comms(night)
        assert await updates(night, own, public="We know", **MARKED) == {"ok": True}
        await published(night, 1)
        assert len(box.mail) == 1
        assert "You will be told" in (await teacher.post(confirm)).text
        assert await updates(night, own, public="Almost", publish=["yes"]) == {"ok": True}
        await published(night, 2)
        told = (await mails(night, box, 2))[1]
        assert box.mail[1]["Subject"] == "Some people can't sign in: We are finding out why"
        assert told.split("\r\n")[:5] == [
            "Get Into Teaching",
            "",
            "Almost",
            "",
            "We are finding out why.",
        ]
        leave = link_in(told)
        assert box.mail[1]["List-Unsubscribe"].endswith(f"/status/{leave}>")
        assert box.mail[1]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        # Whoever asks with an address that is known reads the same.
        once_more = await teacher.post("subscribe", data={"address": "tess@school.example.com"})
        assert once_more.text == asked.text
        await mails(night, box, 3)
        assert "Do you want to hear no more?" in (await teacher.get(leave)).text
        one_click = {"List-Unsubscribe": "One-Click"}
        assert "You hear no more from us" in (await teacher.post(leave, data=one_click)).text
        assert (await teacher.post(leave, data=one_click)).status_code == 200
        assert "This link does not work any more" in (await teacher.get(confirm)).text
        assert await updates(night, own, public="It works", publish=["yes"]) == {"ok": True}
        await published(night, 3)
        await night.settled()
        assert len(box.mail) == 3


async def test_nobody_is_mailed_often_by_those_who_ask_in_their_name(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with a_night(slack_sandbox, tmp_path) as (night, box), a_teacher(night) as teacher:
        for _ in range(20):
            await teacher.post("subscribe", data={"address": "victim@example.com"})
        last = await teacher.post("subscribe", data={"address": "other@example.com"})
        assert last.status_code == 429
        await mails(night, box, 3)
        confirm = link_in((await mails(night, box, 3))[0])
        await night.later(minutes=24 * 60 + 1)
        assert (await teacher.post(confirm)).status_code == 404
