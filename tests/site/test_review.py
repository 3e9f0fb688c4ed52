"""A review on the pages: written by two at once, read, commented on, published, taken away."""

from __future__ import annotations

import io
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import docx
import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.web.site.cleaned import html
from slack_sandbox.testing import SandboxHandle
from tests.site.browsing import Reader, reading, with_pages
from tests.site.test_doing import after, fills, form, raises, sends, told
from tests.stories.evening import evening, in_the_workspace
from tests.stories.test_private import SECRET, raise_private
from tests.stories.test_review import newest

pytestmark = in_the_workspace
PAGE = "/incidents/1/review"
ADDRESSES = (
    *("", "?version=1", "/edit", "/versions", "/changes?from=0&to=1", "/print", ".md", ".docx"),
    *(".pdf", "/send", "/publish"),
)
PRESSES = ("/start", "/edit", "/comment", "/send", "/publish")
FIELD = "section.went_well"
AREA = re.compile(r'<textarea id="([^"]+)"[^>]*>\n(.*?)</textarea>', re.DOTALL)


async def over(reader: Reader) -> None:
    """Whoever reads raises an incident, and closes it."""
    await raises(reader)
    ended = {"outcome": "resolved", "summary": "A release broke submissions and was undone."}
    await after(reader, await fills(reader, "/incidents/1/close", **ended))


async def begun(reader: Reader) -> None:
    """Whoever reads begins the review of an incident of theirs that is over."""
    await over(reader)
    page = await reader.sees(PAGE)
    assert "Firebell makes a draft from the record" in page.text
    answer = await sends(reader, f"{PAGE}/start", await form(reader, PAGE))
    assert answer.headers["location"] == f"{PAGE}/edit"


def areas(page: str) -> dict[str, str]:
    """What stands in the fields."""
    return {name: unescape(words) for name, words in AREA.findall(page)}


async def writes(reader: Reader, **typed: str) -> httpx2.Response:
    """They save, having read what stands there."""
    path = f"{PAGE}/edit"
    page = (await reader.sees(path)).text
    known = {"naming": "roles", "press": "save", **areas(page), **await form(reader, path)}
    return await sends(reader, path, {**known, **typed})


async def test_what_is_written_is_previewed_saved_read_compared_and_published(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        reading(night, "bob") as bob,
        reading(night, "charlie") as charlie,
    ):
        await begun(bob)
        assert await told(night, "The review", await night.own()) == 0
        typed = "It was **seen** at once\n\n- by [the graph](https://example.com/g)\n<script>x"
        answer = await writes(bob, **{FIELD: typed, "press": "preview"})
        assert "This is how it will read. Nothing is saved yet." in answer.text
        assert "<strong>seen</strong>" in answer.text
        assert "&lt;script&gt;x" in answer.text
        assert areas(answer.text)[FIELD] == typed
        assert (await night.events(1)).count("ReviewWritten") == 0

        page = await after(bob, await writes(bob, **{FIELD: typed}))
        assert "The review of INC-1 is saved." in page
        assert "Draft, version 1" in page
        assert "A release broke submissions and was undone." in page
        page = unescape((await charlie.sees(PAGE)).text)
        assert '<a href="https://example.com/g" rel="noopener noreferrer">the graph</a>' in page
        assert "Saved by Bob" in page
        assert "Write the review" in page

        await after(bob, await writes(bob, **{FIELD: "It was seen"}))
        page = (await bob.sees(f"{PAGE}/versions")).text
        assert re.findall(r'review\?version=(\d)"', page) == ["2", "1"]
        changes = (await charlie.sees(f"{PAGE}/changes?from=1&to=2")).text
        assert "+ Added:" in changes
        assert "− Removed:" in changes
        assert "It was **seen** at once" in changes
        older = (await charlie.sees(f"{PAGE}?version=1")).text
        assert "This is version 1. Version 2 is the newest." in older
        assert "<strong>seen</strong>" in older
        assert (await charlie.sees(f"{PAGE}?version=3")).status_code == 404

        answer = await sends(bob, f"{PAGE}/send", await form(bob, f"{PAGE}/send"))
        assert "is with its readers" in await after(bob, answer)
        assert "Being read by others, version 2" in (await bob.sees(PAGE)).text
        answer = await sends(bob, f"{PAGE}/publish", await form(bob, f"{PAGE}/publish"))
        assert "The review of INC-1 is published." in await after(bob, answer)
        assert "Published and announced, version 2" in (await charlie.sees(PAGE)).text
        await night.settled()
        own = await night.own()
        assert await told(night, "Bob asks you all to read the review", own) == 0
        assert await told(night, "asks you all to read the review of INC-1", own) == 1
        assert await told(night, "The review of INC-1 is published: A release broke", own) == 1
        assert "It was seen" in await newest(night, own)


async def test_two_at_once_are_told_and_nothing_is_lost(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        reading(night, "bob") as bob,
        reading(night, "alice") as alice,
    ):
        await begun(bob)
        await after(bob, await writes(bob, **{FIELD: "The alarm came\nat once"}))
        path = f"{PAGE}/edit"
        alices = {
            **areas((await alice.sees(path)).text),
            "naming": "roles",
            "press": "save",
            **await form(alice, path),
        }
        bobs = {"section.went_badly": "The pipeline is slow", FIELD: "The alarm came\nat two"}
        await after(bob, await writes(bob, **bobs))

        # Elsewhere: saved, and both stand.
        other = {**alices, "section.decisions": "We undid it"}
        page = await after(alice, await sends(alice, path, other))
        assert "While you wrote, others saved:" in page
        assert "Bob, version 2: What went well, What did not go well" in page
        assert "The pipeline is slow" in page
        assert "We undid it" in page

        # In the same place: nothing is saved, both are shown, one press saves them together.
        again = {**alices, "key": (await form(alice, path))["key"]}
        mine = {**again, FIELD: "The alarm came\nat once, by phone"}
        answer = await sends(alice, path, mine)
        assert answer.status_code == 409
        page = unescape(answer.text)
        assert "Bob saved version 2 after you began, in: What went well." in page
        together = "The alarm came\nat two\nat once, by phone"
        assert areas(page)[FIELD] == together
        assert areas(page)["section.went_badly"] == "The pipeline is slow"
        assert areas(page)["section.decisions"] == "We undid it"
        assert (await night.events(1)).count("ReviewWritten") == 5
        _, _, main = answer.text.partition("<main")
        hidden = {**areas(main), "naming": "roles", "press": "save"}
        hidden |= dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', main))
        page = await after(alice, await sends(alice, path, hidden))
        assert "at two" in page
        assert "at once, by phone" in page
        assert "The pipeline is slow" in page

        # Once more the same press: once.
        page = await after(alice, await sends(alice, path, hidden))
        assert "This was sent off before" in page


async def test_whoever_was_signed_out_meanwhile_still_has_what_they_typed(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        reading(night, "bob") as bob,
    ):
        await begun(bob)
        path = f"{PAGE}/edit"
        known = {"naming": "roles", "press": "save", **await form(bob, path)}
        long = 'Hours\nof "work" & more'
        bob.client.cookies.clear()
        foreign = await sends(bob, path, {**known, FIELD: long})
        assert "Hours" not in foreign.text
        headers = {"origin": bob.url}
        data = {**known, FIELD: long}
        kept = await bob.client.post(f"{bob.url}{path}", data=data, headers=headers)
        assert kept.status_code == 401
        assert "You are signed out, and what you typed is still here" in unescape(kept.text)
        names = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', kept.text)
        carried = {name: unescape(value) for name, value in names}
        assert carried[FIELD] == long
        await bob.signs_in("bob")
        page = await sends(bob, path, carried)
        assert page.status_code == 400
        assert areas(page.text)[FIELD] == long
        _, _, main = page.text.partition("<main")
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', main))
        saved = await sends(bob, path, {**carried, **hidden, "press": "save"})
        assert 'of "work" & more' in await after(bob, saved)


async def test_a_comment_stands_at_its_section_and_the_writer_hears_of_it_once(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        reading(night, "bob") as bob,
        reading(night, "charlie") as charlie,
    ):
        await begun(bob)
        path = f"{PAGE}/comment"
        carried = await form(charlie, PAGE)
        answer = await sends(charlie, path, {**carried, "about": "went_well", "comment": " "})
        assert answer.status_code == 400
        assert "Write what you want to say." in answer.text
        said = {**carried, "about": "went_well", "comment": "Which *team*?"}
        page = await after(charlie, await sends(charlie, path, said))
        assert "Comments on What went well" in page
        assert "Which <em>team</em>?" in page
        assert "This was sent off before" in await after(charlie, await sends(charlie, path, said))
        more_said = {**await form(charlie, PAGE), "about": "", "comment": "Thank you"}
        await after(charlie, await sends(charlie, path, more_said))
        await night.settled()
        heard = await night.bob.reads("at What went well: Which")
        assert "commented on the review of INC-1" in str(heard)
        direct = await night.direct(night.bob.id)
        assert direct is not None
        assert await told(night, "commented on the review", direct) == 1
        assert "Which <em>team</em>?" in (await bob.sees(f"{PAGE}/edit")).text
        assert "You write it" in (await bob.sees("/mine")).text
        assert "Open the review" in (await charlie.sees("/incidents/1")).text


async def test_it_leaves_as_a_file_that_says_the_same_and_where_an_extra_is_missing_it_says_so(
    slack_sandbox: SandboxHandle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        reading(night, "bob") as bob,
    ):
        await begun(bob)
        await after(bob, await writes(bob, **{FIELD: "It was **seen**"}))
        text = await bob.sees(f"{PAGE}.md")
        assert text.headers["content-disposition"] == 'attachment; filename="inc-1-review.md"'
        assert "## What went well\n\nIt was **seen**\n" in text.text
        word = docx.Document(io.BytesIO((await bob.sees(f"{PAGE}.docx")).content))
        assert "It was seen" in [paragraph.text for paragraph in word.paragraphs]
        pdf = await bob.sees(f"{PAGE}.pdf")
        assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")
        paper = await bob.sees(f"{PAGE}/print")
        assert "<strong>seen</strong>" in paper.text
        assert "<nav" not in paper.text

        await night.stop()
        monkeypatch.setattr("firebell.documents.pdf.INSTALLED", False)
        await night.start()
        async with reading(night, "bob") as again:
            assert "review.pdf" not in (await again.sees(PAGE)).text
            answer = await again.sees(f"{PAGE}.pdf")
            assert answer.status_code == 501
            assert "pip install 'firebell[pdf]'" in unescape(answer.text)


async def test_a_private_ones_review_is_not_there_for_charlie(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        reading(night, "charlie") as charlie,
        reading(night, "alice") as alice,
    ):
        await raise_private(night, f"A {SECRET} leak")
        await night.settled()
        ended = {"outcome": "resolved", "summary": f"The {SECRET} was changed"}
        await after(alice, await fills(alice, "/incidents/1/close", **ended))
        await sends(alice, f"{PAGE}/start", await form(alice, PAGE))
        await after(alice, await writes(alice, **{FIELD: f"The {SECRET}"}))
        for path in ADDRESSES:
            assert (await alice.sees(f"{PAGE}{path}")).status_code == 200, path
            there = await charlie.sees(f"{PAGE}{path}")
            missing = await charlie.sees(f"/incidents/2/review{path}")
            assert there.status_code == missing.status_code == 404
            assert there.text == missing.text, path
        for path in PRESSES:
            data = {**await form(alice, f"{PAGE}/edit"), "comment": "x"}
            there = await sends(charlie, f"{PAGE}{path}", data)
            missing = await sends(charlie, f"/incidents/2/review{path}", data)
            assert there.status_code == missing.status_code == 404
            assert there.text == missing.text, path
        assert SECRET not in (await charlie.sees("/mine")).text


async def test_whoever_may_not_write_or_publish_reads_why_and_changes_nothing(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        reading(night, "bob") as bob,
        reading(night, "charlie") as charlie,
    ):
        assert (await bob.sees("/incidents/1/review")).status_code == 404
        await begun(bob)
        assert "/publish" not in (await charlie.sees(PAGE)).text
        answer = await charlie.sees(f"{PAGE}/publish")
        assert answer.status_code == 403
        data = await form(charlie, PAGE)
        assert (await sends(charlie, f"{PAGE}/publish", data)).status_code == 403
        page = (await bob.sees(f"{PAGE}/publish")).text
        assert "Write “In plain English” first" in unescape(page)
        assert (await night.events(1)).count("ReviewPublished") == 0
        answer = await fills(bob, f"{PAGE}/edit", token="another", **{FIELD: "Typed"})
        assert areas(answer.text)[FIELD] == "Typed"
        assert (await night.events(1)).count("ReviewWritten") == 0


class Seen(HTMLParser):
    """What a browser makes of HTML: elements, and their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


PIECES = (
    *(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<style>*{}</style>",
        "<a href=",
    ),
    *("[a](javascript:alert(1))", "[a](JaVaScRiPt&#58;alert(1))", "<javascript:alert(1)>", '"'),
    *("[a](data:text/html,x)", "![a](https://example.com/a.png)", "[a](//example.com)", "[a]: "),
    *("[a](/sign-out)", "[a](https://example.com)", "<x@example.com>", "```html\n", "| a |\n| - |"),
    *("\n", "    ", "onclick=", "<!--", "<iframe srcdoc=x>", "<svg/onload=x>", "&lt;script&gt;"),
)
HARMLESS = {
    *("p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=9).map("".join))
def test_no_typed_markdown_runs_or_leads_elsewhere(typed: str) -> None:
    for tag, attributes in Seen(str(html(typed))).found:
        assert tag in HARMLESS
        assert set(attributes) <= {"href", "rel", "start"}
        if "href" in attributes:
            assert urlsplit(attributes["href"] or "").scheme in ("http", "https", "mailto")
