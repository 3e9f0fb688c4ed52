"""From raising to the published review, by the examples alone: a team of five, and the Department.

Neither has a line of code of its own. Whatever Firebell says is read aloud and compared, whole,
with the transcript of each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from slack_sandbox.testing import SandboxHandle
from tests.outside.page_servers import GITHUB_TOKEN, UpptimeDesk
from tests.outside.servers import webhook
from tests.outside.tracker_servers import desk
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


async def filled_in(person: Person, command: str, channel: str, **values: Any) -> None:
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


async def test_the_department(slack_sandbox: SandboxHandle, tmp_path: Path) -> None:
    path = Path(__file__).with_name("the_department.md")
    channel = r"incident_get-into-teac-1_\d{6}_nobody-can-sign-in"
    page, owners = UpptimeDesk(), "service-owners"
    async with desk(page) as there, webhook() as teams:
        more: Mapping[str, Any] = {
            "send_outside": True,
            "teams": SecretStr(f"{owners} {teams.url}"),
            "status_pages": SecretStr(f"status {GITHUB_TOKEN}"),
            "github_url": there.url,
        }
        async with evening(slack_sandbox, tmp_path, DFE, more=more) as night:
            priya = night.person("priya")
            await until_wednesday_morning(night)
            # An edited message pings nobody, so it says no ping: whether the closing is edited to
            # say that it is public, or was said so at once, is a matter of who is faster.
            varies = [(re.compile(r"@here (?=INC-1 is closed)"), "")]
            told = Transcript(night, path, channel, varies)

            raising: dict[str, Any] = {
                "service": "get-into-teaching",
                "severity": "unsure",
                "factors.P1": ["60% or more of users are affected"],
            }
            sent = await night.alice.raises("Nobody can sign in", **raising)
            assert sent == {"ok": True}
            own = await night.own()
            await told.chapter("Alice raises it, unsure, and ticks that most users are affected")

            asked = await night.charlie.reads("asks you to be technical lead")
            assert await night.charlie.presses("on_it", asked) == {"ok": True}
            asked = await priya.reads("asks you to be comms lead")
            assert await priya.presses("on_it", asked) == {"ok": True}
            await told.chapter("Charlie takes the technical lead, Priya the comms")
            announced = await night.said("general", "Nobody can sign in")
            assert await night.bob.presses("join", announced, "general") == {"ok": True}
            await night.settled()
            await filled_in(night.bob, "/incident roles support bob", own)
            await told.chapter("Bob comes to watch the helpdesk")

            await filled_in(
                priya, "/incident edit", own, **{"field.report": "https://example.com/report"}
            )
            await told.chapter("Priya begins the report and links it")
            await filled_in(
                priya,
                "/incident update",
                own,
                known="The certificate of the sign-in service has run out",
                doing="Renewing it",
                outside="Nobody can sign in. The team has found out why.",
                public="You can't sign in just now. We are working on it.",
                public_title="Signing in does not work",
                publish=["yes"],
                severity="P1",
                status="identified",
            )
            await told.chapter("Priya tells everybody, each in words of their own")

            words = "/incident note the helpdesk has 40 new tickets"
            assert await night.bob.types(words, own) == {"ok": True}
            words = "/incident action @charlie by friday watch when certificates run out"
            assert await night.charlie.types(words, own) == {"ok": True}
            await told.chapter("Bob says what comes in, Charlie keeps what is to be done")
            await night.later(minutes=20)
            await told.chapter("Twenty minutes later")
            await filled_in(
                priya,
                "/closeincident",
                own,
                summary="The certificate has been renewed.",
                reviewer=night.charlie.id,
                public="Signing in works again. We are sorry.",
                publish=["yes"],
            )
            await told.chapter("Priya closes it")

            await night.later(minutes=2 * 24 * 60)
            await told.chapter("On Friday")
            summary = "Nobody could sign in for half an hour: a certificate had run out."
            await filled_in(night.charlie, "/incident review", own, **{"section.summary": summary})
            await night.charlie.closes()
            await filled_in(night.charlie, "/incident review publish", own)
            await night.charlie.closes()
            await told.chapter("Charlie writes the review and publishes it")
            report = await newest(night, own)
    told.compare()
    assert page.shown() == [
        (
            "Signing in does not work",
            "closed",
            [
                "You can't sign in just now. We are working on it.",
                "Signing in works again. We are sorry.",
            ],
        )
    ]
    assert [card[3] for card in teams.said()][1:] == [
        "Nobody can sign in. The team has found out why.",
        "The certificate has been renewed.",
    ]
    assert summary in report
