"""What is kept by hand: notes that are typed, messages that are marked, whole threads.

Charlie reads the record in the morning. A pushpin on an alert left nothing there; what somebody
remembered at eight about three o'clock stood at eight; of a thread each reply had to be marked.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from firebell.app.ports import KeptPicture, Reads
from firebell.words.times import local
from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import DFE, Evening, Person, evening, in_the_workspace
from tests.stories.test_raising import raised
from tests.stories.test_redact import removes

pytestmark = in_the_workspace

PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/VscvDQAAAABJRU5ErkJg"
)
PICTURE += "gg=="


async def record(night: Evening, person: Person) -> list[str]:
    """The timeline of INC-1 as this person gets it, without the times and where it can be read."""
    await person.types("/incident record INC-1")
    await night.settled()
    direct = await night.direct(person.name)
    assert direct is not None
    files = [file for m in (await night.channel(direct))["messages"] for file in m["files"]]
    whole = await night.download(files[-1]["url_private"])
    lines = whole.partition("## Timeline")[2].partition("## Pictures")[0].splitlines()
    return [line.replace("\\", "") for line in lines if line.startswith("- ")]


def words(lines: list[str]) -> list[str]:
    """Lines of the record without times and links."""
    return [re.sub(r" \(\[in Slack\]\(<.*>\)\)", "", line[8:]) for line in lines]


async def test_alice_notes_what_happened_at_three_and_charlie_reads_it_at_three(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        assert night.bot is not None
        await night.later(minutes=200)
        await night.bob.does("join", own)
        await night.until("Bob there", lambda: happened(night, "MemberCame"))
        then = local(night.bot.clock.now() - timedelta(minutes=195), "Europe/London")
        now = local(night.bot.clock.now(), "Europe/London")
        day = "yesterday " if then.date() != now.date() else ""
        await night.alice.types(f"/incident note {day}at {then:%H:%M} the disk was full", own)
        await night.alice.reads(f"It is on the record of INC-1, at {then:%H:%M}")
        await night.alice.types("/incident note restarted the database", own)
        await night.alice.reads("It is on the record of INC-1.")
        found = words(await record(night, night.charlie))
        disk = next(line for line in found if "the disk was full" in line)
        assert re.fullmatch(r"Alice: the disk was full \(written \d+ \w+ \d\d:\d\d\)", disk)
        came = "Bob came into the channel."
        assert found.index(disk) < found.index(came) < found.index("Alice: restarted the database")


async def test_a_time_that_can_not_be_is_said_and_the_words_are_given_back(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        await night.bob.does("join", own)
        await night.bob.types("/incident note at 25:00 the disk was full", own)
        said = await night.bob.reads("“25:00” can't be read as a time.")
        assert "You wrote: at 25:00 the disk was full" in said["whole"]
        await night.bob.types("/incident note 31 Dec 2099 at 14:05 the disk was full", own)
        await night.bob.reads("31 Dec 2099 at 14:05 is still to come.")
        assert "Noted" not in await night.events(1)


async def test_a_note_is_written_in_a_form_and_corrected_by_who_wrote_it(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        await night.bob.does("join", own)
        await night.bob.types("/incident note", own)
        await night.bob.shown_form()
        assert await night.bob.submits(words="The disc was full") == {"ok": True}
        await night.bob.types("/incident note", own)
        form = await night.bob.shown_form()
        assert "The disc was full" in json.dumps(form)
        await night.bob.presses("note_correct")

        async def correcting() -> bool:
            return bool((await night.bob.form())["title"]["text"] == "Correct a note")

        await night.until("the form that corrects it", correcting)
        assert await night.bob.submits(words="The disk was full") == {"ok": True}
        found = words(await record(night, night.charlie))
        assert "Bob: The disk was full" in found
        assert re.fullmatch(r"Bob corrected a note of .*\. It reads so above\.", found[-1])
        await night.charlie.does("join", own)
        await night.charlie.types("/incident note", own)
        assert "The disk was full" not in json.dumps(await night.charlie.shown_form())


async def test_an_alert_and_a_picture_that_were_marked_can_be_read_in_the_morning(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        alert = await posted(
            slack_sandbox,
            own,
            attachments=[{"fallback": "Disk", "title": "Disk full", "text": "web-1 at 100 %"}],
        )
        await night.bob.does("join", own)
        shared = await night.bob.does(
            "upload", own, filename="errors.png", content=PICTURE, encoding="base64"
        )
        for ts in (alert, shared["ts"]):
            assert (await reacts(night.alice, own, ts, "pushpin::skin-tone-4"))["ok"]
        await night.until("both", lambda: notes(night, 2))
        lines = (await record(night, night.charlie))[-3:]
        found = words(lines)
        assert "Firebell: Disk full web-1 at 100 %" in found
        assert "Bob: Picture: errors.png" in found
        assert sum(f"/archives/{own}/p" in line for line in lines) == 2


async def test_a_picture_is_kept_as_it_was_and_leaves_with_its_words(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        for name, content in (("errors.png", PICTURE), ("page.png", "PGh0bWw+")):
            shared = await night.alice.does(
                "upload", own, filename=name, content=content, encoding="base64"
            )
            await reacts(night.alice, own, shared["ts"], "pushpin")
        await night.until("both", lambda: notes(night, 2))
        await night.settled()
        (kept,) = await pictures(night)
        assert (kept.type, kept.content) == ("image/png", base64.b64decode(PICTURE))
        assert "Picture: page.png" in "".join(await record(night, night.charlie))
        exported = await asyncio.to_thread(exports, night, tmp_path / "out")
        beside = f"INC-1-pictures/{kept.file}.png"
        assert f"- ![errors.png](<{beside}>)" in (exported / "INC-1.md").read_text()
        assert (exported / beside).read_bytes() == kept.content
        assert (exported / beside).stat().st_mode & 0o777 == 0o600
        await removes(night, own, "Picture: errors.png")
        assert await pictures(night) == []


async def test_without_the_permission_whoever_marked_a_picture_hears_what_to_do(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        await night.fault("files.info", "error", error="missing_scope")
        shared = await night.alice.does(
            "upload", own, filename="a.png", content=PICTURE, encoding="base64"
        )
        await reacts(night.alice, own, shared["ts"], "pushpin")
        said = await night.alice.reads("Keeping a picture with the record did not work")
        assert "Firebell lacks a permission. Run firebell check to see which" in said["whole"]
        await night.client.heal()
        await night.alice.presses("retry", said)
        await night.until("the picture", lambda: pictures(night))


async def pictures(night: Evening) -> Sequence[KeptPicture]:
    """What is kept of INC-1's pictures."""
    assert night.bot is not None

    def read(reads: Reads) -> Sequence[KeptPicture]:
        loaded = reads.by_number(1)
        assert loaded is not None
        return reads.pictures(loaded.incident.id, whole=True)

    return await night.bot.store.read(read)


def exports(night: Evening, folder: Path) -> Path:
    """All of it, as whoever runs Firebell does; in a thread, since the command runs a loop."""
    command = [sys.executable, "-m", "firebell", "export", "--output", str(folder)]
    settings = {"FIREBELL_DATA": str(night.settings.data), "FIREBELL_PLAYBOOK": str(DFE)}
    subprocess.run(command, check=True, env={**os.environ, **settings})
    return folder


async def test_the_playbooks_own_emoji_marks_and_the_card_names_it(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    playbook = tmp_path / "playbook.toml"
    playbook.write_text('record_emoji = [":memo:", "wave"]\n' + DFE.read_text())
    async with evening(slack_sandbox, tmp_path, playbook, strict=False) as night:
        own = await raised(night)
        assert "Put :memo: on a message" in json.dumps(await night.channel(own))
        said = [(await night.alice.types(word, own))["ts"] for word in ("one", "two", "three")]
        for ts, emoji in zip(said, ("memo", "pushpin", "wave::skin-tone-2"), strict=True):
            assert (await reacts(night.alice, own, ts, emoji))["ok"]
        await night.until("two of them", lambda: notes(night, 2))
        await night.settled()
        found = words(await record(night, night.charlie))
        assert [line.rpartition(": ")[2] for line in found[-2:]] == ["one", "three"]
        await night.alice.does("unreact", own, message_ts=said[2], name="wave::skin-tone-2")
        await night.until("it left", lambda: left(night, 1))


async def test_a_mark_on_a_threads_first_message_keeps_the_thread_and_takes_it_off_again(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        first = (await night.alice.types("Why is it slow?", own))["ts"]
        await night.bob.does("join", own)
        await night.bob.types("The index is gone", own, thread_ts=first)
        await night.alice.types("I build it again", own, thread_ts=first)
        await reacts(night.alice, own, first, "pushpin")
        await night.until("all three", lambda: notes(night, 3))
        found = words(await record(night, night.charlie))
        said = [line.rpartition(": ")[2] for line in found]
        assert [line for line in said if line in THREAD] == THREAD
        await night.alice.does("unreact", own, message_ts=first, name="pushpin")
        await night.until("all left", lambda: left(night, 3))


THREAD = ["Why is it slow?", "The index is gone", "I build it again"]


async def test_a_whole_thread_is_added_from_any_message_in_it_and_stays_without_a_mark(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        first = (await night.alice.types(THREAD[0], own))["ts"]
        await night.bob.does("join", own)
        reply = await night.bob.types(THREAD[1], own, thread_ts=first)
        await night.alice.types(THREAD[2], own, thread_ts=first)
        await night.bob.uses("add_to_timeline", channel=own, message_ts=reply["ts"])
        await night.bob.reads("It is on the record of INC-1.")
        await night.bob.uses("add_thread", channel=own, message_ts=reply["ts"])
        await night.bob.reads("The whole thread is on the record of INC-1. Added just now: 2.")
        assert await notes(night, 3)
        await night.bob.does("edit", own, message_ts=reply["ts"], text="The index was gone")
        await night.until("followed", lambda: happened(night, "NoteChanged"))
        found = words(await record(night, night.charlie))
        assert f"{night.real_name(night.bob.id)}: The index was gone" in found


async def notes(night: Evening, count: int) -> bool:
    """Whether so many notes are on the record."""
    return (await night.events(1)).count("Noted") == count


async def left(night: Evening, count: int) -> bool:
    """Whether so many have left it."""
    return (await night.events(1)).count("Redacted") == count


async def happened(night: Evening, kind: str) -> bool:
    """Whether this is on the record."""
    return kind in await night.events(1)


async def reacts(person: Person, own: str, ts: str, emoji: str) -> Any:
    """Somebody marks a message."""
    return await person.does("react", own, message_ts=ts, name=emoji)


async def posted(sandbox: SandboxHandle, channel: str, **message: Any) -> str:
    """What another app posts: here with the only token there is."""
    client = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.api_url)
    return str((await client.chat_postMessage(channel=channel, **message))["ts"])
