"""From raising to the published review, by the examples alone: a team of five, and the Department.

Neither has a line of code of its own. Whatever Firebell says is read aloud and compared, whole,
with the transcript of each.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import DFE, Evening, Person, evening, in_the_workspace
from tests.stories.test_review import newest
from tests.stories.test_silence import LONDON
from tests.stories.transcript import Transcript

pytestmark = in_the_workspace

SMALL = DFE.parents[1] / "small" / "playbook.toml"
WEDNESDAY = 2


async def until_wednesday_morning(night: Evening) -> None:
    """Time passes until ten o'clock on a working day, with two more behind it."""
    assert night.bot is not None
    now = night.bot.clock.now().astimezone(LONDON)
    day = now.date() + timedelta(days=(WEDNESDAY - now.weekday()) % 7 or 7)
    ten = datetime(day.year, day.month, day.day, 10, tzinfo=LONDON)
    await night.later(minutes=(ten - now).total_seconds() / 60)


async def filled_in(person: Person, command: str, channel: str, **values: str) -> None:
    """They type it, and send off the form that it opens."""
    assert await person.types(command, channel) == {"ok": True}
    await person.shown_form()
    assert await person.submits(values) == {"ok": True}


async def test_a_team_of_five(slack_sandbox: SandboxHandle, tmp_path: Path) -> None:
    path = Path(__file__).with_name("a_team_of_five.md")
    channel = r"incident_website-1_\d{6}_the-shop-is-down"
    async with evening(slack_sandbox, tmp_path, SMALL) as night:
        await until_wednesday_morning(night)
        told = Transcript(night, path, channel)

        sent = await night.alice.raises("The shop is down", service="website", severity="unsure")
        assert sent == {"ok": True}
        own = await night.own()
        await told.chapter("Alice raises it, unsure how bad it is")

        announced = await night.said("incidents", "The shop is down")
        assert await night.bob.presses("join", announced, "incidents") == {"ok": True}
        await told.chapter("Bob comes to help")
        await filled_in(night.bob, "/incident roles lead bob", own)
        await told.chapter("Bob leads it")
        await filled_in(night.bob, "/incident severity high", own)
        await told.chapter("Bob says how bad it is")
        assert await night.bob.types("/incident note the disk is full", own) == {"ok": True}
        words = "/incident action @charlie by friday order a larger disk"
        assert await night.bob.types(words, own) == {"ok": True}
        await told.chapter("Bob notes what he sees, and asks Charlie for something")
        update = {"known": "Nobody can buy anything", "doing": "Emptying the disk"}
        await filled_in(night.bob, "/incident update", own, **update, status="identified")
        await told.chapter("Bob writes an update")

        await night.later(minutes=20)
        ending = {"summary": "The disk was full and has been emptied.", "reviewer": night.bob.id}
        await filled_in(night.bob, "/closeincident", own, **ending)
        await told.chapter("Bob closes it")

        await night.later(minutes=2 * 24 * 60)
        await told.chapter("On Friday")
        asked = await night.charlie.reads("order a larger disk")
        assert await night.charlie.presses("action_done:1", asked) == {"ok": True}
        await told.chapter("Charlie has done it")

        summary = "Nobody could buy anything for twenty minutes: a disk was full."
        lessons = {"section.summary": summary, "section.went_well": "- Alice raised it, unsure"}
        await filled_in(night.bob, "/incident review", own, **lessons)
        await night.bob.closes()
        await told.chapter("Bob writes the review")
        await filled_in(night.bob, "/incident review publish", own)
        await night.bob.closes()
        await told.chapter("Bob publishes it")
        report = await newest(night, own)
    told.compare()
    assert report.startswith("# Review of INC-1: The shop is down\n")
    assert "Nobody could buy anything for twenty minutes: a disk was full." in report
    assert "order a larger disk" in report
