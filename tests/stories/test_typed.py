"""What tired hands type: misspelt, in capitals, in other bots' words, and what it chooses."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, Person, buttons, evening, in_the_workspace
from tests.stories.test_raising import field, forget, raised

pytestmark = in_the_workspace


def labels(form: Any) -> list[str]:
    """The buttons of a form that stand in rows."""
    rows = [block for block in form["blocks"] if block["type"] == "actions"]
    return [button for row in rows for button in buttons({"blocks": [row]})]


async def sees(person: Person, typed: str, where: str) -> Any:
    """The form that comes of what is typed; what was open before is put away."""
    while await person.form():
        await person.closes()
    assert await person.types(f"/incident {typed}", where) == {"ok": True}
    return await person.shown_form()


async def test_words_in_an_incidents_own_channel_are_no_title(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """Each opened *Raise an incident* with itself as the title."""
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        for typed, line in (("clsoe", "close INC-1"), ("Udpate now", "update INC-1 now")):
            form = await sees(night.alice, typed, own)
            command = line.split()[0]
            assert f"Did you mean /incident {command}?" in form["blocks"][0]["text"]["text"]
            assert labels(form)[0] == f"/incident {line}"
            assert labels(form)[-1] == f'Raise "{typed}" as a new incident'
        await night.alice.types("/incident review", own)
        await night.alice.reads("INC-1 is open. The review begins once it is closed.")
        form = await sees(night.alice, "weather", own)
        assert form["title"]["text"] == "Firebell"
        assert labels(form)[-1] == 'Raise "weather" as a new incident'
        assert await night.alice.presses("raise_words") == {"ok": True}
        raising = await night.alice.shown_form()
        assert field(raising, "title")["initial_value"] == "weather"
        for typed in ("stauts", "INC-1", "inc 1", "1"):
            await night.alice.types(f"/incident {typed}", own)
            told = await night.alice.reads("INC-1 · P2 · Investigating")
            assert ("Read as /incident status." in told["whole"]) is (typed == "stauts")
        assert await night.bot_numbers() == [1]


async def test_what_was_offered_is_done_when_it_is_pressed(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        form = await sees(night.alice, "clsoe the release | was undone", own)
        assert labels(form)[0] == "/incident close INC-1 the release | was undone"
        assert await night.bot_numbers() == [1]
        assert await night.alice.presses("meant") == {"ok": True}
        said = await night.said(own, "INC-1 is closed.")
        assert "the release | was undone" in said["whole"]


async def test_outside_an_incidents_channel_a_title_stays_a_title(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await raised(night)
        for typed in (
            "clsoe",
            "resolve dns for Apply",
            "P1 login is slow",
            "list of users is empty",
        ):
            form = await sees(night.charlie, typed, "general")
            assert field(form, "title")["initial_value"] == typed
        await night.charlie.types("/incident INC-1", "general")
        await night.charlie.reads("INC-1 · P2 · Investigating")


async def test_a_drill_is_one_whatever_its_case(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """A phone's capital raised a real incident, with `@channel` in three places."""
    async with evening(slack_sandbox, tmp_path) as night:
        for typed in ("Drill login is slow", "DRILL: login is slow", "drill\nlogin is slow"):
            form = await sees(night.alice, typed, "general")
            assert form["title"]["text"] == "Raise a drill"
            assert field(form, "title")["initial_value"] == "login is slow"
        await night.alice.types("/incident HELP")
        await night.alice.reads("What you can type")


async def test_what_is_named_is_chosen_in_the_form(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """*P1* stood in *Why*, P2 was still chosen, and a press sent that off without a word."""
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        form = await sees(night.alice, "severity P1", own)
        assert field(form, "severity")["initial_option"]["value"] == "P1"
        assert "initial_value" not in field(form, "why")
        form = await sees(night.alice, "sev P2", own)
        already = {"ok": True, "errors": {"severity": "It is P2 already."}}
        assert await night.alice.submits(why="It is still bad") == already
        assert await night.alice.submits(severity="P3", why="It is better") == {"ok": True}
        await night.said(own, "INC-1 is P3 now, less bad than P2.")
        form = await sees(night.alice, "update P2: cause identified: a release", own)
        assert field(form, "severity")["initial_option"]["value"] == "P2"
        assert field(form, "status")["initial_option"]["value"] == "identified"
        assert field(form, "known")["initial_value"] == "a release"
        form = await sees(night.alice, "roles comms bob", own)
        assert field(form, "role.comms")["initial_user"] == night.bob.id
        form = await sees(night.alice, "private with charlie", own)
        assert night.charlie.id in field(form, "people")["initial_users"]
        form = await sees(night.alice, "edit", own)
        assert await night.alice.submits() == {"ok": True}
        said = (await night.alice.shown_form())["blocks"][0]["text"]["text"]
        assert said == "Nothing was changed on INC-1, so nobody is told."
        await night.settled()
        await forget(night)


async def test_a_false_alarm_is_closed_as_one(slack_sandbox: SandboxHandle, tmp_path: Path) -> None:
    """`close false alarm` was *Resolved*."""
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        await night.alice.types("/incident resolve INC-1 duplicate of INC-9", own)
        await night.alice.reads("INC-9")
        form = await sees(night.alice, "close duplicate", own)
        assert field(form, "outcome")["initial_option"]["value"] == "duplicate"
        await night.alice.types("/incident close False alarm: a test of the monitor", own)
        await night.said(own, "INC-1 is closed: it was a false alarm.")
        found = await night.found(lambda reads: reads.by_number(1))
        assert found is not None
        assert found.ending is not None
        assert (found.ending.outcome, found.ending.summary) == (
            "false_alarm",
            "a test of the monitor",
        )


async def test_what_was_typed_is_kept_while_it_is_asked_which(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        await raised(night, "First", severity="P3")
        await night.bob.raises("Second", service="multiple")
        await night.own(2)
        form = await sees(night.charlie, "severity P1 data has leaked", "general")
        chosen = form["blocks"][0]["accessory"]["value"]
        assert await night.charlie.presses("which", value=chosen) == {"ok": True}
        form = await night.charlie.shown_form()
        assert field(form, "severity")["initial_option"]["value"] == "P1"
        assert field(form, "why")["initial_value"] == "data has leaked"


async def test_a_locked_database_leaves_the_form_open_with_a_line(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """Slack showed trouble of its own after three seconds, and the bot said nothing."""
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        await sees(night.alice, "update", own)
        await night.settled()
        kept = {
            "known": "This takes longer than usual. What you entered is kept in this form. "
            "Send it again in a moment: nothing is done twice."
        }
        with locked(night):
            began = time.monotonic()
            sent = await night.alice.submits_once({"known": "A third fail"})
            assert sent == {"ok": True, "errors": kept}
            assert time.monotonic() - began < 3
        assert await night.alice.submits(known="A half fail") == {"ok": True}
        said = await night.said(own, "Update by Alice")
        assert "A half fail" in said["whole"]
        await night.settled()
        await forget(night)
        assert (await night.events(1)).count("Updated") == 1


@contextmanager
def locked(night: Evening) -> Iterator[None]:
    """Another program has the database, as long as this lasts."""
    (file,) = night.settings.data.glob("*.db")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.rollback()
        other.close()
