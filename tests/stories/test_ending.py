"""Ending: anyone may close; everybody who was told hears of it; it can be opened again."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import buttons, evening, in_the_workspace
from tests.stories.test_raising import field, forget, raised

pytestmark = in_the_workspace


async def test_pressing_the_button_of_the_closing_form_is_enough(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, severity="P1")
        assert await night.alice.types("/closeincident", own) == {"ok": True}
        form = await night.alice.shown_form()
        ids = [block["block_id"] for block in form["blocks"] if block["type"] == "input"]
        times = ["affected_from", "working_since"]
        assert ids == [
            "outcome",
            "duplicate_of",
            "summary",
            "field.report",
            "outside",
            *times,
            "reviewer",
            *("public", "public_title", "publish"),
        ]
        assert field(form, "outcome")["initial_option"]["value"] == "resolved"
        assert await night.alice.submits() == {"ok": True}
        for place in ("incidents", "general"):
            over = await night.said(place, "INC-1 is closed.")
            assert over["whole"].startswith("@here INC-1 is closed.")
        assert (await night.said("security", "INC-1 is closed."))["whole"].startswith("@here")
        assert "Alice writes the review by" in (await night.said(own, "is closed."))["whole"]


async def test_closing_a_quiet_incident_is_quiet(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, severity="P3")
        await night.alice.types("/incident close It went away by itself", own)
        await night.alice.reads("INC-1 is closed. Everyone who was told about it hears of it.")
        for place in (own, "general", "incidents", "security"):
            over = await night.said(place, "INC-1 is closed.")
            assert "@" not in over["whole"]
            assert "How it ended: It went away by itself" in over["whole"]
        await night.alice.reads("Nobody has said yet when users were affected.")


async def test_of_two_who_close_at_the_same_moment_one_hears_who_was_first(
    slack_sandbox: SandboxHandle,
    tmp_path: Path,
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, severity="P3")
        await night.bob.does("join", own)
        await asyncio.gather(
            night.alice.types("/closeincident", own), night.bob.types("/closeincident", own)
        )
        await asyncio.gather(night.alice.submits(), night.bob.submits())
        forms = [await night.alice.form(), await night.bob.form()]
        shown = [view["blocks"][0]["text"]["text"] for view in forms if view]
        assert len(shown) == 1
        assert shown[0].startswith("INC-1 was closed already, by <@U0000000")
        await night.settled()
        said = (await night.channel("incidents"))["messages"]
        assert len([message for message in said if "INC-1 is closed." in message["text"]]) == 1
        await night.alice.types("/closeincident", own)
        again = await night.alice.reads("INC-1 was closed already, by")
        assert " at " in again["whole"]
        await forget(night)


async def test_anywhere_else_the_form_asks_which_and_knows_the_only_one(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.charlie.types("/closeincident")
        await night.charlie.reads("No incident is open, so there is nothing to close.")
        own = await raised(night)
        await night.charlie.types("/closeincident all is well again", "random")
        form = await night.charlie.shown_form()
        assert field(form, "incident")["initial_option"]["text"]["text"] == "INC-1 It is down"
        assert field(form, "summary")["initial_value"] == "all is well again"
        assert await night.charlie.submits(outcome="false_alarm") == {"ok": True}
        over = await night.said("general", "INC-1 is closed: it was a false alarm.")
        assert "all is well again" in over["whole"]
        for place in (own, "incidents", "security"):
            await night.said(place, "INC-1 is closed: it was a false alarm.")
        await forget(night)


async def test_with_its_number_it_is_closed_from_anywhere(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, severity="P3")
        await night.bob.types("/incident close INC-1 It is up again", "random")
        await night.bob.reads("INC-1 is closed. Everyone who was told about it hears of it.")
        assert "It is up again" in (await night.said(own, "INC-1 is closed."))["whole"]
        await night.settled()
        await forget(night)


async def test_times_that_do_not_fit_are_said_at_their_fields(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        now = int(datetime.now(UTC).timestamp())
        await night.alice.types("/closeincident", own)
        later = await night.alice.submits(affected_from=str(now + 3600))
        assert later["errors"] == {
            "affected_from": "This time is still to come. Choose one that has passed."
        }
        earlier = await night.alice.submits(
            affected_from=str(now - 60), working_since=str(now - 3600)
        )
        assert earlier["errors"] == {"working_since": "This is earlier than the time it began."}
        assert await night.bot_numbers() == [1]
        fitting = {"affected_from": str(now - 3600), "working_since": str(now - 600)}
        assert await night.alice.submits(**fitting) == {"ok": True}
        over = await night.said("incidents", "INC-1 is closed.")
        assert "(50 min)" in over["whole"]
        await night.settled()
        await forget(night)


async def test_it_can_be_opened_again_and_everybody_hears_that_too(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        await night.alice.types("/closeincident It is up again", own)
        over = await night.said(own, "INC-1 is closed.")
        await night.settled()
        await forget(night)
        assert "Reopen" in buttons(over)
        assert await night.alice.presses("open_reopen", {**over, "channel": own}) == {"ok": True}
        assert (await night.alice.shown_form())["callback_id"] == "reopen"
        await night.alice.closes()
        await night.alice.types("/incident reopen", own)
        assert await night.alice.submits(why="It fails again") == {"ok": True}
        for place in (own, "general", "incidents", "security"):
            again = await night.said(place, "INC-1 is open again.")
            assert "It fails again" in again["whole"]
        await night.settled()
        await forget(night)
        assert "P2 · Investigating" in (await night.channel(own))["topic"]
        await night.alice.types("/incident reopen", own)
        await night.alice.reads("INC-1 is open. There is nothing to reopen.")


async def test_reopening_after_the_channel_was_archived_makes_a_new_one(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        await night.alice.types("/closeincident It is up again", own)
        await night.settled()
        await night.later(minutes=31 * 24 * 60)
        assert (await night.channel(own))["is_archived"] is True
        await forget(night)
        assert await night.alice.types("/incident reopen INC-1") == {"ok": True}
        assert await night.alice.submits(why="Again") == {"ok": True}
        again = await night.said("incidents", "INC-1 is open again.")
        assert again
        await night.settled()
        fresh = await night.own()
        assert fresh != own
        assert night.alice.id in (await night.channel(fresh))["members"]
        await forget(night)


async def test_closing_silences_the_reminders_that_were_to_come(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, severity="P1", service="apply-manage")
        await night.alice.types("/closeincident It is up again", own)
        await night.settled()
        await forget(night)
        await night.later(minutes=24 * 60)
