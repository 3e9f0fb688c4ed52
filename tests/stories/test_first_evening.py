"""The first evening: Alice raises, Bob helps, Charlie was not there."""

from __future__ import annotations

from pathlib import Path

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import buttons, evening, in_the_workspace

pytestmark = in_the_workspace


async def test_alice_raises_bob_comes_and_everybody_hears_the_end(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        assert await night.alice.types("/incident applications fail") == {"ok": True}
        form = await night.alice.shown_form()
        ids = [block["block_id"] for block in form["blocks"] if block["type"] == "input"]
        assert ids == [
            "title",
            "service",
            "severity",
            "factors.P1",
            "factors.P2",
            "factors.P3",
            "sensitive",
            "role.comms",
            "role.technical",
            "role.support",
            "description",
            "outside",
        ]
        sent = await night.alice.submits(
            title="People can't submit applications", service="apply-manage", severity="P2"
        )
        assert sent == {"ok": True}
        own = await night.own()
        name = await night.name_of(own)
        assert name.startswith("incident_apply-manage-1_")
        assert name.endswith("_people-can-t-submit-applications")

        confirmed = await night.alice.reads("is open and you are in it")
        assert confirmed["whole"] == (
            f"INC-1 is open and you are in it: #{name}.\n"
            "You are in charge until somebody takes over. Bob and Priya have been asked to help."
        )
        card = await night.said(own, "What to do now")
        assert "Technical: Bob, asked" in card["whole"]
        assert buttons(card)[-7:] == [
            "Take a role", "Post update", "Severity", "Close", "Catch me up",
            "Write down an action", "More",
        ]  # fmt: skip
        for place in ("general", "incidents", "security"):
            told = await night.said(place, "INC-1 · P2 · Investigating")
            assert buttons(told) == ["Join to help"]
        await night.person("priya").reads("asks you to be support lead")
        asked = await night.bob.reads("Alice asks you to be technical lead for INC-1 (P2)")
        assert await night.bob.presses("on_it", asked) == {"ok": True}
        await night.bob.reads("You are technical lead for INC-1. Thank you.")
        await night.said(own, "Bob is in charge now, as technical lead.")
        await night.alice.reads("Bob is in charge of INC-1 now. You can stand down from that.")

        channel = await night.channel(own)
        people = {night.real_name(member) for member in channel["members"]}
        assert people == {"Firebell", "Alice", "Bob", "Priya"}
        assert [pin["ts"] for pin in channel["pins"]] == [card["ts"]]
        titles = [bookmark["title"] for bookmark in channel["bookmarks"]]
        assert titles == [
            "Incident playbook",
            "How to categorise an incident",
            "Incident report template",
        ]

        told = await night.said("general", "INC-1 · P2")
        assert await night.charlie.presses("join", told, "general") == {"ok": True}
        await night.charlie.reads(f"You are being added to #{name}.")

        words = "A release broke submissions and was undone."
        assert await night.bob.types(f"/closeincident {words}", own) == {"ok": True}
        await night.bob.reads("INC-1 is closed. Everyone who was told about it hears of it.")
        for place in (own, "general", "incidents", "security"):
            over = await night.said(place, "is closed.")
            assert f"How it ended: {words}" in over["whole"]
        asked = await night.bob.reads("Nobody has said yet when users were affected. Assumed: from")
        assert "You were in charge, so it is yours, by" in asked["whole"]
        for person in ("alice", "priya"):
            await night.person(person).reads("INC-1 is closed: People")
        await night.settled()
        card = await night.said(own, "INC-1 · P2 · Closed")
        assert buttons(card)[-3:] == ["Reopen", "Catch me up", "More"]
        assert night.real_name((await night.channel(own))["members"][-1]) == "Charlie"


async def test_the_same_evening_on_postgresql(
    slack_sandbox: SandboxHandle, tmp_path: Path, postgres_url: str
) -> None:
    async with evening(slack_sandbox, tmp_path, database=postgres_url, strict=False) as night:
        assert await night.alice.raises("It is down") == {"ok": True}
        await night.alice.reads("INC-1 is open and you are in it")
        own = await night.own()
        assert await night.alice.types("/incident close It is up again", own) == {"ok": True}
        for place in (own, "general", "incidents", "security"):
            assert "It is up again" in (await night.said(place, "INC-1 is closed."))["whole"]
