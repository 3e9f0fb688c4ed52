"""A long night: raised unsure, nobody answers, taken over, it worsens, handed over at eight,
watched, closed. Time is moved, and every message that Firebell sends is read aloud: what is said
in each chapter is compared, whole, with `a_long_night.md`.
"""

from __future__ import annotations

from pathlib import Path

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import evening, in_the_workspace
from tests.stories.test_silence import LONDON, until_saturday_night
from tests.stories.transcript import Transcript

pytestmark = in_the_workspace

TRANSCRIPT = Path(__file__).with_name("a_long_night.md")
CHANNEL = r"incident_apply-manage-1_\d{6}_nobody-can-submit"


async def test_a_long_night(slack_sandbox: SandboxHandle, tmp_path: Path) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        assert night.bot is not None
        told = Transcript(night, TRANSCRIPT, CHANNEL)
        await until_saturday_night(night)

        await night.alice.raises(
            "Nobody can submit", service="apply-manage", severity="unsure", role_technical="bob"
        )
        own = await night.own()
        await told.chapter("At three, Alice raises it, unsure how bad it is")

        await night.later(minutes=16)
        await night.later(minutes=5)
        await told.chapter("Nobody answers")
        await night.later(minutes=21)
        await told.chapter("Still nobody, and it grows")
        await night.later(minutes=21)
        await told.chapter("The promised update does not come")
        await night.later(minutes=21)
        await told.chapter("It widens")

        plea = await night.said("general", "Can anybody here take it?")
        assert await night.charlie.presses("on_it", plea, channel="general") == {"ok": True}
        await told.chapter("Charlie takes it")

        assert await night.charlie.types("/incident update", own) == {"ok": True}
        await night.charlie.shown_form()
        await night.charlie.submits(
            known="Every submission fails",
            doing="Undoing the release",
            severity="P1",
            status="identified",
        )
        await told.chapter("It is worse than it looked")
        words = "/incident note at 03:50 the supplier says it is their disk"
        assert await night.charlie.types(words, own) == {"ok": True}
        await told.chapter("Charlie notes what he heard")
        await night.until_an_update_is_due()
        await told.chapter("An update is due")

        now = night.bot.clock.now().astimezone(LONDON)
        eight = now.replace(hour=8, minute=0, second=0, microsecond=0)
        await night.later(minutes=(eight - now).total_seconds() / 60)
        await told.chapter("Until eight Charlie writes nothing")

        words = "/incident handover to bob the supplier rings back at nine"
        assert await night.charlie.types(words, own) == {"ok": True}
        await told.chapter("At eight Charlie hands over to Bob")
        directly = await night.direct("bob")
        assert directly is not None
        offer = await night.said(directly, "asks you to take over")
        assert await night.bob.presses("take_handover", offer, channel=directly) == {"ok": True}
        await told.chapter("Bob takes it")

        assert await night.bob.types("/incident update", own) == {"ok": True}
        await night.bob.shown_form()
        await night.bob.submits(
            known="Submissions work again", doing="Watching it", status="monitoring"
        )
        await told.chapter("It works, and Bob watches it")
        assert await night.bob.types("/closeincident the release was undone", own) == {"ok": True}
        await told.chapter("Bob closes it")
        topic = (await night.channel(own))["topic"]

    told.compare()
    assert await night.plain(topic) == (
        "P1 · Closed: resolved · Nobody can submit (Apply/Manage) · In charge: Bob · "
        "Technical: Bob, on it · Support: Priya, asked"
    )
