"""A drill says what it is wherever somebody reads of it, until somebody says that it is real."""

from __future__ import annotations

from pathlib import Path

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import buttons, evening, in_the_workspace
from tests.stories.test_raising import forget

pytestmark = in_the_workspace


async def test_what_was_practice_and_is_real_now_asks_and_announces_as_a_raise_does(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """*This is real now* reached nobody: Bob had answered a drill, and no place was pinged."""
    async with evening(slack_sandbox, tmp_path) as night:
        await night.alice.types("/incident drill fire in the server room")
        await night.alice.shown_form()
        await night.alice.submits(service="apply-manage", severity="P1", role_comms="charlie")
        own = await night.own()
        await night.settled()
        assert (await night.name_of(own)).startswith("drill-")
        asked = await night.bob.reads("DRILL · INC-1")
        await night.bob.presses("on_it", asked)
        await night.said(own, "DRILL · Bob is in charge now, as technical lead.")
        await night.later(minutes=6)
        missed = await night.bob.reads("Charlie has not answered as comms lead for DRILL · INC-1.")
        assert "Ring" not in missed["whole"]
        await night.alice.types("/incident status", own)
        await night.alice.reads("DRILL · INC-1 · P1")
        await forget(night)
        card = await night.said(own, "What to do now")
        assert await night.alice.presses("make_real", card, own) == {"ok": True}
        for place in ("general", "incidents", "security"):
            told = await night.said(place, "INC-1 · P1")
            assert told["whole"].startswith(
                "@here INC-1" if place == "general" else "@channel INC-1"
            )
            assert "DRILL" not in told["whole"]
        await night.said("random", "This is real now. It is no longer a drill. Alice said so.")
        await night.said(own, "This is real now.")
        again = await night.bob.reads("Alice asks you to be technical lead for INC-1")
        assert "I'm on it" in buttons(again)
        await night.charlie.reads("Alice asks you to be comms lead for INC-1")
        await night.settled()
        assert not (await night.name_of(own)).startswith("drill-")
        assert "DRILL" not in (await night.channel(own))["topic"]
        await forget(night)
