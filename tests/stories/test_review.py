"""The morning after: the review, from closing to published and announced."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import (
    DFE,
    WORKSPACE,
    Evening,
    buttons,
    evening,
    in_the_workspace,
)
from tests.stories.test_raising import field, forget, raised

pytestmark = in_the_workspace

A_DAY = 24 * 60


async def closed(night: Evening, **values: Any) -> str:
    """An incident of the worst sort, which Bob led and Alice closed; Bob writes the review."""
    own = await raised(night, severity="P1", **values)
    await night.alice.types("/incident update", own)
    await night.alice.submits(known="A third of submissions fail", status="identified")
    await night.alice.types("/closeincident", own)
    await night.alice.shown_form()
    ended = {"summary": "A release broke submissions and was undone.", "reviewer": night.bob.id}
    assert await night.alice.submits(**ended) == {"ok": True}
    await night.settled()
    await forget(night)
    return own


async def files(night: Evening, channel: str, kind: str) -> list[str]:
    """The names of the files of this kind in a channel, oldest first."""
    messages = (await night.channel(channel))["messages"]
    found = [file["title"] for message in messages for file in message.get("files") or []]
    return [name for name in found if name.endswith(kind)]


async def newest(night: Evening, channel: str, kind: str = ".md") -> str:
    """What stands in the newest file of this kind."""
    return (await content(night, channel, kind)).decode()


async def content(night: Evening, channel: str, kind: str) -> bytes:
    """The same as bytes."""
    messages = (await night.channel(channel))["messages"]
    found = [
        file
        for message in messages
        for file in message.get("files") or []
        if file["title"].endswith(kind)
    ]
    return await night.client.download_bytes(found[-1]["url_private"])


async def test_from_closing_to_published_and_announced(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await closed(night)
        await night.bob.does("join", own)
        asked = await night.bob.reads("Alice asks you to write the review of INC-1 by")
        assert buttons(asked) == ["Start the review"]
        assert await night.bob.presses("open_review", asked) == {"ok": True}
        form = await night.bob.shown_form()
        await night.bob.reads("The review of INC-1: draft.")
        shown = field(form, "section.summary")["initial_value"]
        assert shown == "A release broke submissions and was undone."
        written = {
            "section.summary": "People could not apply for an hour. A release was undone.",
            "section.went_well": "- The alarm came at once\n- The release could be undone",
        }
        assert await night.bob.submits(written) == {"ok": True}
        view = await night.bob.form()
        assert "The review of INC-1 is saved as version 1." in str(view)
        await night.bob.closes()
        await night.bob.types("/incident review send @charlie", own)
        assert await night.bob.submits() == {"ok": True}
        await night.bob.closes()
        await night.charlie.reads("Bob asks you to read the review of INC-1.")
        await night.charlie.reads("The review of INC-1: being read by others, version 1.")
        await night.bob.types("/incident review publish", own)
        assert await night.bob.submits() == {"ok": True}
        await night.bob.closes()
        line = "The review of INC-1 is published: People could not apply for an hour. A release was"
        for place in (own, "general", "incidents", "security"):
            assert line in (await night.said(place, "The review of INC-1 is published:"))["whole"]
        await night.said(own, "The review of INC-1: published and announced, version 1.")
        text = await newest(night, own)
        assert text.startswith("# Review of INC-1: It is down\n")
        headings = [line[3:] for line in text.splitlines() if line.startswith("## ")]
        assert headings == [
            "In plain English",
            "Who was affected",
            "What happened when",
            "Time in each priority",
            "Updates promised",
            "What went well",
            "What did not go well",
            "Decisions",
            "What we do next",
            "Documents",
        ]
        assert "- The alarm came at once\n- The release could be undone" in text
        assert "> Question to the writer: What made it longer or harder?" in text
        assert "(assumed)" in text
        assert "Alice" not in text
        assert "The first to notice raised it: It is down (P1)." in text


OWN_WORD = """
[review]
word = "report.docx"

[[review_section]]
key = "summary"
title = "Plain-English introduction"
holds = "summary"

[[review_section]]
key = "timeline"
holds = "timeline"

[[review_section]]
key = "lessons"
title = "Lessons"
ask = "What do we do differently from now on?"
"""


def style(paragraph: Any) -> str:
    """The name of its style."""
    return str(paragraph.style.name)


def with_template(folder: Path, **places: str) -> Path:
    """The Department's playbook with a Word template of its own beside it."""
    playbook = folder / "playbook.toml"
    playbook.write_text(DFE.read_text() + OWN_WORD)
    file = docx.Document()
    file.add_heading("Incident report {{ label }}", level=1)
    table = file.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "Service: {{ service }}"
    table.rows[0].cells[1].text = places.get("fact", "Raised: {{ raised }}")
    file.add_heading("Introduction", level=2)
    file.add_paragraph("{{ summary }}")
    file.add_heading("What happened", level=2)
    file.add_paragraph("{{ timeline }}")
    file.add_paragraph("{{ lessons }}")
    file.save(str(folder / "report.docx"))
    return playbook


async def test_the_team_has_it_in_its_own_word_template(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    playbook = with_template(tmp_path)
    async with evening(slack_sandbox, tmp_path, playbook, strict=False) as night:
        own = await closed(night)
        await night.alice.types("/incident review", own)
        await night.alice.shown_form()
        typed = "It was {{ down }} & <w:p>out</w:p> {% for x in y %}"
        assert await night.alice.submits({"section.summary": typed}) == {"ok": True}
        await night.alice.closes()
        await night.alice.types("/incident review file", own)
        await night.settled()
        assert len(await files(night, own, ".md")) == len(await files(night, own, ".docx")) == 2
        file = docx.Document(io.BytesIO(await content(night, own, ".docx")))
        headings = [each.text for each in file.paragraphs if style(each).startswith("Heading")]
        assert headings == ["Incident report INC-1", "Introduction", "What happened"]
        (table,) = file.tables
        assert table.rows[0].cells[0].text == "Service: Other"
        assert table.rows[0].cells[1].text.startswith("Raised: ")
        words = [each.text for each in file.paragraphs]
        assert typed in words
        assert any(each.endswith("raised it: It is down (P1).") for each in words)
        assert "Question to the writer: What do we do differently from now on?" in words
        bulleted = [each for each in file.paragraphs if style(each) == "List Bullet"]
        assert len(bulleted) > 3


async def test_a_template_with_a_mistake_is_said_and_the_markdown_is_there(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    playbook = with_template(tmp_path, fact="{{ nonsense }}")
    async with evening(slack_sandbox, tmp_path, playbook, strict=False) as night:
        own = await closed(night)
        await night.alice.types("/incident review", own)
        told = await night.alice.reads("The review of INC-1 could not be made as a Word file")
        assert told["whole"] == (
            "The review of INC-1 could not be made as a Word file: the playbook's Word template "
            "has a mistake. The Markdown file has all of it."
        )
        await night.settled()
        assert (await files(night, own, ".md"), await files(night, own, ".docx")) != ([], [])
        assert await files(night, own, ".docx") == []


async def test_it_is_a_canvas_too_where_slack_has_canvases_and_follows_what_is_published(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await closed(night)
        await published(night, own, "Nobody could apply.")
        assert "Nobody could apply." in await canvas(night, own)
        await published(night, own, "Nobody could apply for an hour.")
        assert "Nobody could apply for an hour." in await canvas(night, own)
        again = await night.said(own, "The review of INC-1 was changed, and is published anew:")
        assert "for an hour" in again["whole"]
        for place in ("incidents", "general"):
            said = (await night.channel(place))["messages"]
            assert len([each for each in said if "The review of" in each["text"]]) == 1


async def refused_canvas(night: Evening, why: str) -> None:
    """It is said once, and the file is there."""
    own = await closed(night)
    await published(night, own, "Nobody could apply.")
    told = await night.alice.reads("could not be made as a canvas")
    assert told["whole"] == (
        f"The review of INC-1 could not be made as a canvas: {why}. "
        "The file in the channel has all of it."
    )
    await published(night, own, "Nobody could apply for an hour.")
    notices = [each["text"] for each in await night.alice.notices()]
    assert len([text for text in notices if "as a canvas" in text]) == 1
    assert (await night.channel(own))["canvas"] is None
    assert "Nobody could apply for an hour." in await newest(night, own)


@pytest.mark.slack_sandbox(**WORKSPACE, plan="free")
async def test_on_a_free_plan_the_file_alone_is_given_and_it_is_said(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        await refused_canvas(night, "this Slack's plan has no canvases in channels")


@pytest.mark.slack_sandbox(**WORKSPACE, plan="no-canvases")
async def test_where_canvases_are_switched_off_too(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        await refused_canvas(night, "canvases are switched off in this Slack")


async def published(night: Evening, own: str, summary: str) -> None:
    """Alice writes the summary and publishes it."""
    await night.alice.types("/incident review publish", own)
    await night.alice.shown_form()
    assert await night.alice.submits({"section.summary": summary}) == {"ok": True}
    await night.alice.closes()
    await night.settled()


async def canvas(night: Evening, own: str) -> str:
    """What stands in the channel's canvas."""
    return str((await night.channel(own))["canvas"]["markdown"])


async def test_of_a_private_incident_nothing_leaves_its_channel(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night, severity="P1", sensitive="yes")
        await night.alice.types("/closeincident It is over", own)
        await night.settled()
        before = {place: len((await night.channel(place))["messages"]) for place in PLACES}
        await night.bob.types("/incident review INC-1")
        await night.bob.reads("There is no")
        await published(night, own, "Addresses were shown to others.")
        await night.said(own, "The review of INC-1 is published: Addresses were shown to others.")
        after = {place: len((await night.channel(place))["messages"]) for place in PLACES}
        assert after == before
        assert "> This incident is private." in await newest(night, own)
        await night.alice.types("/incident review send @bob", own)
        refused = await night.alice.submits()
        assert refused == {"ok": True}
        assert "somebody of these is not in its channel" in str(await night.alice.form())
        await night.settled()
        assert "review" not in str(await night.bob.notices()).replace("/incident review", "")


PLACES = ("general", "incidents", "security")


async def test_a_drill_is_marked_wherever_its_review_is_read(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        await night.alice.types("/incident drill")
        await night.alice.shown_form()
        await night.alice.submits(title="It is down", service="other", severity="P1")
        own = await night.own()
        await night.settled()
        await night.alice.types("/incident close It is up", own)
        await night.settled()
        await published(night, own, "We practised.")
        line = await night.said(own, "The review of DRILL · INC-1 is published: We practised.")
        assert "DRILL" in line["text"]
        text = await newest(night, own)
        assert text.startswith("# Review of DRILL · INC-1: It is down")
        assert "> This was a drill." in text
        for place in ("general", "incidents"):
            said = [each["text"] for each in (await night.channel(place))["messages"]]
            assert [text for text in said if "The review of" in text] == []


async def until_working_time_before(night: Evening) -> None:
    """A day before it is due people are reminded; once they work."""
    await night.later(minutes=13 * A_DAY)
    await to_working_time(night)


async def until_working_time_after(night: Evening) -> None:
    """The day is over; once people work again."""
    await night.later(minutes=2 * A_DAY)
    await to_working_time(night)


async def to_working_time(night: Evening) -> None:
    """The next moment at which people work."""
    assert night.bot is not None
    now = night.bot.clock.now()
    at = night.bot.directory.playbook().working_time(now)
    await night.later(minutes=(at - now).total_seconds() / 60 + 1)


async def test_a_required_one_that_is_late_stands_in_the_home_of_whoever_led(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await closed(night)
        await night.bob.does("join", own)
        await until_working_time_before(night)
        due = await night.bob.reads("The review of INC-1 is due")
        assert buttons(due) == ["Start the review"]
        await until_working_time_after(night)
        late = await night.bob.reads("The review of INC-1 was due")
        assert "Firebell makes a draft from the record." in late["whole"]
        await night.alice.opens_home()
        overdue = "INC-1 · It is down: late, was due "
        await night.in_home(night.alice, overdue)
        await night.bob.opens_home()
        await night.in_home(night.bob, "You write it.")
        await night.charlie.opens_home()
        assert overdue not in await night.in_home(night.charlie, "No incident is open.")
        await published(night, own, "Nobody could apply.")
        await night.no_more_in_home(night.alice, "It is down")


async def test_who_writes_it_and_by_when_can_be_typed(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await closed(night)
        await night.alice.types("/incident review @charlie by tomorrow", own)
        await night.alice.reads("Charlie writes the review of INC-1 by")
        asked = await night.charlie.reads("Alice asks you to write the review of INC-1 by")
        assert buttons(asked) == ["Start the review"]
        await night.alice.types("/incident review somebody nice", own)
        said = await night.alice.reads("Nothing was changed: somebody nice names nobody")
        assert "such as @bob by friday" in said["whole"]


async def test_two_who_write_at_once_lose_nothing_and_a_restart_neither(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await closed(night)
        await night.alice.types("/incident review", own)
        await night.alice.shown_form()
        await night.bob.does("join", own)
        await night.bob.types("/incident review", own)
        await night.bob.shown_form()
        await night.bob.submits({"section.summary": "Bob's", "section.impact": "All of them"})
        await night.stop()
        await night.start()
        await night.alice.submits({"section.summary": "Alice's"})
        told = str(await night.alice.form())
        assert "is saved as version 2." in told
        assert "had written In plain English after you opened the form" in told
        assert "kept as version 1" in told
        await night.alice.closes()
        await night.alice.types("/incident review", own)
        form = await night.alice.shown_form()
        assert field(form, "section.summary")["initial_value"] == "Alice's"
        assert field(form, "section.impact")["initial_value"] == "All of them"


async def test_what_is_longer_than_a_field_goes_on_in_the_next(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await closed(night)
        first, second = "one " * 600, "two " * 600
        await night.alice.types("/incident review", own)
        await night.alice.shown_form()
        await night.alice.submits({"section.impact": first})
        await night.alice.closes()
        await night.alice.types("/incident review", own)
        await night.alice.shown_form()
        await night.alice.submits({"section.impact.1": second})
        await night.alice.closes()
        await night.alice.types("/incident review file", own)
        await night.settled()
        text = await newest(night, own)
        assert first.strip() in text
        assert second.strip() in text
        await night.alice.types("/incident review", own)
        form = await night.alice.shown_form()
        assert field(form, "section.impact")["initial_value"] == first.strip()
        assert field(form, "section.impact.1")["initial_value"] == second.strip()


async def test_words_removed_from_the_record_leave_the_review_and_its_files(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await closed(night)
        await night.bob.does("join", own)
        secret = "A release broke submissions and was undone."
        await night.alice.types("/incident review", own)
        await night.alice.shown_form()
        await night.alice.submits({"section.summary": f"In short: {secret} That was it."})
        await night.alice.closes()
        await published_unchanged(night, own)
        assert secret in await newest(night, own)
        await night.alice.types("/incident redact", own)
        form = await night.alice.shown_form()
        entry = next(
            block["accessory"]["value"]
            for block in form["blocks"]
            if secret == block.get("text", {}).get("text", "").split("\n")[-1].split(": ", 1)[-1]
            or "How it ended" in str(block)
        )
        await night.alice.presses("redact_entry", value=entry)
        await night.alice.submits()
        await night.settled()
        assert await files(night, own, ".md") == []
        await night.bob.reads("Words were removed from the record of INC-1.")
        line = await night.said("incidents", "The review of INC-1 is published:")
        assert secret not in line["whole"]
        assert secret not in await canvas(night, own)
        await night.alice.closes()
        await night.alice.types("/incident review file", own)
        await night.settled()
        text = await newest(night, own)
        assert secret not in text
        assert "That was it." in text


async def published_unchanged(night: Evening, own: str) -> None:
    """As it was saved."""
    await night.alice.types("/incident review publish", own)
    await night.alice.shown_form()
    assert await night.alice.submits() == {"ok": True}
    await night.alice.closes()
    await night.settled()
