"""Closing never says what nobody said: assumed times, false alarms, the same as another, a review
that somebody has, and words from outside that are confirmed once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, buttons, evening, in_the_workspace
from tests.stories.test_raising import field, forget, raised, recorded
from tests.stories.test_who_holds_what import shows

pytestmark = in_the_workspace
JOINED = "Bob closed INC-2 as the same as this one."


async def test_what_was_assumed_is_asked_once_and_known_once_bob_says_it(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        await night.later(minutes=90)
        assert await night.bob.does("join", own)
        await night.bob.types("/closeincident It came back by itself", own)
        for place in (own, "general", "incidents"):
            over = await night.said(place, "INC-1 is closed.")
            assert "Nobody has said yet when users were affected. Assumed: from" in over["whole"]
        asked = await night.bob.reads("Is that so?")
        assert buttons(asked) == ["That is right", "Set the times"]
        assert await night.bob.presses("open_times", asked) == {"ok": True}
        assert (await night.bob.shown_form())["callback_id"] == "times"
        now = int(datetime.now(UTC).timestamp())
        assert await night.bob.submits(affected_from=str(now - 3600)) == {"ok": True}
        said = await night.said(own, "Bob said when users were affected.")
        assert "Assumed" not in said["whole"]
        await night.settled()
        card = await night.said(own, "INC-1 · P2 · Closed: resolved")
        assert "Users were affected from" in card["whole"]
        # What is answered has no button left that would answer it otherwise.
        assert buttons(await shows(night, asked, "Answered. Thank you.")) == []


async def test_one_press_says_that_what_was_assumed_is_so(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        await night.alice.types("/closeincident It came back by itself", own)
        asked = await night.alice.reads("Is that so?")
        assert "You were in charge, so it is yours, by" in asked["whole"]
        assert await night.alice.presses("times_right", asked) == {"ok": True}
        await night.alice.reads("Thank you. Users were affected from")
        await night.said(own, "Alice said when users were affected.")


async def test_a_false_alarm_asks_for_nothing_and_says_so_everywhere(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, severity="P1", service="apply-manage")
        await forget(night)
        await night.later(minutes=3)
        await night.alice.types("/closeincident", own)
        await night.alice.shown_form()
        assert await night.alice.submits(outcome="false_alarm") == {"ok": True}
        for place in (own, "general", "incidents", "security"):
            over = await night.said(place, "INC-1 is closed: it was a false alarm.")
            assert "Nobody was affected." in over["whole"]
            assert "review" not in over["whole"]
        lead = await night.bob.reads("INC-1 is closed: it was a false alarm.")
        assert "affected from" not in lead["whole"]
        await night.person("priya").reads("INC-1 is closed: it was a false alarm.")
        await night.settled()
        assert "P1 · Closed: false alarm" in (await night.channel(own))["topic"]
        await night.said("general", "INC-1 · P1 · Closed: false alarm")
        await night.said(own, "INC-1 · P1 · Closed: false alarm")


async def test_charlie_from_elsewhere_confirms_once_and_then_it_is_done(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night, severity="P1")
        await night.charlie.types("/incident close INC-1 all is well again", "random")
        form = await night.charlie.shown_form()
        assert "You are not in the channel of INC-1" in form["blocks"][0]["text"]["text"]
        assert field(form, "summary")["initial_value"] == "all is well again"
        assert await night.bot_numbers() == [1]
        assert await night.charlie.submits() == {"ok": True}
        assert "all is well again" in (await night.said(own, "INC-1 is closed."))["whole"]
        assert await night.bot_numbers() == []


async def two_of_one_service(night: Evening) -> tuple[str, str]:
    """Alice raises one and Bob another, asked whether they are the same; their channels."""
    first = await raised(night, "It is slow", service="teaching-vacancies")
    await night.bob.raises("Vacancies fail", service="teaching-vacancies")
    assert await night.bob.submits() == {"ok": True}
    second = await night.own(2)
    await night.settled()
    return first, second


async def test_two_that_are_one_point_to_each_other(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        first, second = await two_of_one_service(night)
        await night.bob.types("/closeincident", second)
        form = await night.bob.shown_form()
        assert "Open now: INC-1 It is slow." in str(field_block(form, "duplicate_of"))
        missing = await night.bob.submits(outcome="duplicate")
        assert missing["errors"] == {
            "duplicate_of": "Say which one it is the same as, such as INC-1."
        }
        unknown = await night.bob.submits(outcome="duplicate", duplicate_of="INC-99")
        assert "There is no INC-99 that you can see." in unknown["errors"]["duplicate_of"]
        assert await night.bob.submits(outcome="duplicate", duplicate_of="inc 1") == {"ok": True}
        for place in (second, "general", "incidents"):
            over = await night.said(place, "INC-2 is closed: it is the same as INC-1.")
            assert "It goes on as INC-1: #" in over["whole"]
            assert "Join INC-1" in buttons(over)
        there = await night.said(first, "INC-2 is closed: it is the same as this one, INC-1.")
        assert "In there: Bob" in there["whole"]
        closing = await night.said(second, "INC-2 is closed: it is the same as INC-1.")
        assert await night.bob.presses("join", {**closing, "channel": second}) == {"ok": True}
        await night.settled()
        assert night.bob.id in (await night.channel(first))["members"]
        assert "Closed: same as INC-1" in (await night.channel(second))["topic"]
        for own, line in ((second, "| Outcome | Same as INC-1 |"), (first, JOINED)):
            await night.bob.types("/incident record", own)
            assert line in await recorded(night, own)


async def test_the_question_whether_it_is_the_same_goes_when_the_other_is_over(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        first, second = await two_of_one_service(night)
        card = await night.said(second, "INC-1 is open for the same service.")
        await night.alice.types("/closeincident It is fast again", first)
        await night.settled()
        again = await night.said(second, "What to do now")
        assert again["ts"] == card["ts"]
        assert "INC-1" not in again["whole"]
        assert "Same as INC-1" not in buttons(again)


async def test_a_private_one_is_not_named_by_an_open_one(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        await raised(night, "A leak", sensitive="yes")
        await night.alice.raises("It is slow")
        second = await night.own(2)
        await night.settled()
        await night.alice.types("/closeincident", second)
        hint = str(field_block(await night.alice.shown_form(), "duplicate_of"))
        assert ("Open now" in hint, "A leak" in hint) == (False, False)
        refused = await night.alice.submits(outcome="duplicate", duplicate_of="1")
        assert "INC-1 is private and this one is not" in refused["errors"]["duplicate_of"]
        await night.alice.closes()
        assert await night.bob.types("/closeincident INC-2", "general") == {"ok": True}
        await night.bob.shown_form()
        hidden = await night.bob.submits(outcome="duplicate", duplicate_of="1")
        assert "There is no INC-1 that you can see." in hidden["errors"]["duplicate_of"]


def field_block(form: Any, name: str) -> Any:
    """A field with its label and its hint."""
    return next(block for block in form["blocks"] if block.get("block_id") == name)
