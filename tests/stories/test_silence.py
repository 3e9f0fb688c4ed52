"""A weekend on which nobody answers: it grows and widens, stops and says so, and asks again when
people are at work.

On de36bd9 Alice raised an incident, nobody did anything for 73 hours, and after two reminders there
was not one message; the card promised an update *in 44 minutes* all the while.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, buttons, evening, in_the_workspace
from tests.stories.test_raising import forget, raised

pytestmark = in_the_workspace
LONDON = ZoneInfo("Europe/London")
SATURDAY = 5


async def until_saturday_night(night: Evening) -> None:
    """Time passes until three o'clock on a Saturday."""
    assert night.bot is not None
    now = night.bot.clock.now().astimezone(LONDON)
    day = now.date() + timedelta(days=(SATURDAY - now.weekday()) % 7 or 7)
    three = datetime(day.year, day.month, day.day, 3, tzinfo=LONDON)
    await night.later(minutes=(three - now).total_seconds() / 60)


async def test_a_weekend_on_which_nobody_answers(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await until_saturday_night(night)
        own = await raised(night, role_technical="bob", role_support="priya")
        priya = night.person("priya")
        await night.later(minutes=21)
        asked = await priya.reads("Nobody has taken INC-1 yet. It was raised 03:0")
        assert "Asked, without an answer so far: Bob and Priya." in asked["whole"]
        assert buttons(asked) == ["I'll take it", "Ask someone else"]
        await night.alice.reads("Nobody has taken INC-1 yet.")
        await night.later(minutes=20)
        for place in ("general", "incidents", "security"):
            loud = await night.said(place, "Can anybody here take it?")
            assert loud["whole"].startswith("@here INC-1 · P2 · Investigating")
            assert buttons(loud) == ["I'll take it", "Join to help"]
        await night.later(minutes=40)
        let_be = await night.said(own, "Firebell lets it be for now.")
        assert "it asks again from Mon " in let_be["whole"]
        assert ", 09:00 " in let_be["whole"]
        card = await night.said(own, "What to do now")
        assert "The update promised for Sat " in card["whole"]
        assert "(late, was due by Sat " in card["whole"]
        await forget(night)
        await night.later(minutes=12 * 60)
        assert await night.unexpected() == []
        await night.later(minutes=41 * 60)
        await night.settled()
        still = await night.alice.reads("Is it still going?")
        assert "Firebell has heard nothing of INC-1 since Sat " in still["whole"]
        assert buttons(still) == ["Still going", "Close"]
        assert await night.alice.presses("still_going", still) == {"ok": True}
        await night.alice.reads("INC-1 stays open. Firebell asks again if it hears nothing.")
        await forget(night)
        for _ in range(8):
            await night.later(minutes=24 * 60)
            await night.settled()
        last = await night.said(own, "and asks no more.")
        assert "It stays open until somebody closes it." in last["whole"]
        await forget(night)
        await night.later(minutes=30 * 24 * 60)


async def test_an_update_ticks_its_step_and_the_step_of_another_severity_takes_its_place(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        await night.alice.types("/incident update", own)
        await night.alice.shown_form()
        before = night.bot.clock.now() if night.bot else None
        assert await night.alice.submits(known="It is the disk", severity="P1") == {"ok": True}
        await night.said(own, "It is the disk")
        found = await night.found(lambda reads: reads.by_number(1))
        assert found is not None
        assert found.next_update is not None
        assert before is not None
        assert found.next_update - before < timedelta(minutes=31)
        steps = {step.key: step.ticked_by for step in found.steps}
        assert steps["first-update-30"] == night.alice.id
        assert "first-update-60" not in steps
