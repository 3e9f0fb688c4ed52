"""Handing over, and catching up whoever comes late: ten lines of the record, made up of nothing."""

from __future__ import annotations

from pathlib import Path

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, buttons, evening, in_the_workspace
from tests.stories.test_private import raise_private
from tests.stories.test_raising import forget, raised
from tests.stories.test_redact import removes, wherever

pytestmark = in_the_workspace


async def test_alice_hands_over_to_charlie_who_reads_ten_lines_and_takes_it(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """There was no word for it: `/incident handover to charlie` began to raise an incident."""
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night, role_comms="bob")
        asked = await night.bob.reads("asks you to be comms lead")
        await night.bob.presses("on_it", asked)
        await night.alice.types("/incident update", own)
        await night.alice.shown_form()
        await night.alice.submits(known="A third of submissions fail", doing="Restarting it")
        await night.said(own, "A third of submissions fail")
        await night.later(minutes=20)
        await night.alice.types("/incident update", own)
        await night.alice.shown_form()
        await night.alice.submits(known="Half of them fail", doing="Undoing the release")
        await night.said(own, "Half of them fail")
        await night.settled()

        words = "/incident handover to charlie the supplier rings back at nine"
        assert await night.alice.types(words, own) == {"ok": True}
        note = await night.alice.reads("Charlie has been asked to take over INC-1")
        assert "You are in charge until Charlie takes it." in note["whole"]
        offer = await night.charlie.reads("Alice asks you to take over INC-1.")
        assert buttons(offer) == ["I'll take over", "I can't"]
        for line in note["whole"].split("\n")[1:]:
            assert line in offer["whole"]
        ten = offer["whole"].split("\n")[1:12]
        assert [line.split(":")[0] for line in ten[4:9]] == [
            "Known",
            "Marked for the record",
            "Being done",
            "Tried and done",
            "Who does what",
        ]
        assert ten[4].endswith("Alice: Half of them fail")
        assert ten[6].startswith("Being done: Undoing the release (Alice, ")
        assert "Alice: Restarting it · " in ten[7]
        assert ten[7].endswith(
            "Alice did: Send the first update, then one every 60 minutes, even without progress"
        )
        assert "Comms: Bob, on it" in ten[8]
        assert ten[9].startswith("Promised: the next update by ")
        assert ten[10].startswith("Alice added, ")
        assert ten[10].endswith(": the supplier rings back at nine")
        card = await night.said(own, "What to do now")
        assert "In charge: Alice" in card["whole"]
        assert "Charlie was asked " in card["whole"]

        assert await night.charlie.presses("take_handover", offer) == {"ok": True}
        await night.charlie.reads("You are in charge of INC-1 now.")
        await night.alice.reads("Charlie is in charge of INC-1 now. You can stand down from that.")
        await night.said(own, "Charlie is in charge now, as technical lead.")
        await night.settled()
        card = await night.said(own, "What to do now")
        assert "In charge: Charlie." in card["whole"]
        assert "Charlie was asked " not in card["whole"]
        assert "In charge: Charlie" in (await night.said("incidents", "INC-1 · P2"))["whole"]
        assert f"In charge: <@{night.charlie.id}>" in (await night.channel(own))["topic"]

        carried = offer["blocks"][-1]["elements"][0]["value"]
        about = {"action_id": "take_handover", "value": carried, "channel": "general"}
        await night.charlie.forges("press", **about)
        await night.settled()
        assert (await night.events(1)).count("RoleTaken") == 2  # Bob's and Charlie's, once each


async def test_who_is_mentioned_and_cant_leaves_it_where_it_is_and_an_old_offer_takes_nothing(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        assert await night.alice.types("/incident handover @bob", own) == {"ok": True}
        offer = await night.bob.reads("Alice asks you to take over INC-1.")
        assert await night.bob.presses("decline_handover", offer) == {"ok": True}
        await night.bob.reads("Thank you for saying so. Alice is in charge still.")
        again = await night.alice.reads("Bob can't take over INC-1. You are in charge still.")
        assert buttons(again) == ["Ask someone else"]
        await night.alice.presses("open_handover", again)
        form = await night.alice.shown_form()
        assert [block["block_id"] for block in form["blocks"] if block["type"] == "input"] == [
            "person",
            "line",
        ]
        await night.alice.submits(person=night.charlie.id, line="Be kind")
        stale = await night.charlie.reads("Alice asks you to take over INC-1.")
        await night.later(minutes=16)
        await night.alice.reads("Charlie has not answered whether to take over INC-1.")
        # Bob takes it after all; what was offered to Charlie takes nothing from him in the morning.
        await night.bob.types("/incident handover INC-1 @bob")
        await night.bob.reads("You are in charge of INC-1 now.")
        await night.charlie.reads("Bob is in charge now, so you need not.")
        await night.settled()
        directly = await night.direct("charlie")
        assert directly is not None
        answered = await night.said(directly, "Alice asks you to take over INC-1.")
        assert buttons(answered) == []
        carried = stale["blocks"][-1]["elements"][0]["value"]
        await night.charlie.forges(
            "press", action_id="take_handover", value=carried, channel="general"
        )
        await night.charlie.reads("This is not offered to you any more. Bob is in charge of INC-1.")


async def test_when_the_holder_is_gone_whoever_gives_it_on_has_it_until_then(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night, role_comms="bob")
        await night.settled()
        await night.alice.does("leave", own)
        await night.until("Alice's leaving", lambda: left(night))
        await night.bob.types("/incident handover", own)
        form = await night.bob.shown_form()
        person = next(block for block in form["blocks"] if block.get("block_id") == "person")
        assert person["element"]["initial_user"] == night.bob.id
        await night.bob.types("/incident handover charlie", own)
        await night.bob.reads("so you are in charge until Charlie takes it.")
        await night.charlie.reads("Bob asks you to take over INC-1.")
        await night.alice.reads("Bob is in charge of INC-1 now. You can stand down from that.")
        assert (await night.events(1))[-2:] == ["RoleTaken", "HandoverOffered"]


async def came(night: Evening) -> bool:
    return "MemberCame" in await night.events(1)


async def left(night: Evening) -> bool:
    return "MemberLeft" in await night.events(1)


async def test_whoever_comes_late_is_caught_up_alone_and_whoever_asks_is_too(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """Nobody who came late was told anything but what stands on the card."""
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        await night.bob.does("join", own)
        await night.until("Bob's coming", lambda: came(night))
        await night.later(minutes=15)
        await night.charlie.does("join", own)
        caught = await night.charlie.reads("How INC-1 stands. Only you see this.")
        assert "Known: no update has been sent yet." in caught["whole"]
        assert "Tried and done: nothing is on the record." in caught["whole"]
        await night.settled()
        assert not [
            notice for notice in await night.bob.notices() if "How INC-1 stands" in notice["text"]
        ]
        await night.bob.types("/incident catchup", own)
        assert await night.bob.reads("How INC-1 stands. Only you see this.")
        card = await night.said(own, "What to do now")
        assert "Catch me up" in buttons(card)
        await night.alice.presses("catch_up", {**card, "channel": own})
        assert await night.alice.reads("How INC-1 stands. Only you see this.")


async def test_a_private_incident_is_handed_over_inside_and_shown_to_nobody_outside(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raise_private(night, "Data is out")
        await forget(night)
        await night.alice.types("/incident handover @charlie he knows the data", own)
        await night.alice.reads("This person is not in the channel of INC-1, which is private.")
        await night.charlie.types("/incident catchup INC-1", "general")
        await night.charlie.reads("There is no INC-1 here.")
        await night.settled()
        assert (await night.events(1)).count("HandoverOffered") == 0
        assert not [n for n in await night.charlie.notices() if "How INC-1 stands" in n["text"]]
        await night.later(minutes=15)
        await night.alice.does("invite", own, user=night.charlie.id)
        await night.charlie.reads("How INC-1 stands. Only you see this.")


async def test_words_that_leave_the_record_leave_the_ten_lines(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        own = await raised(night)
        await night.alice.types("/incident update", own)
        await night.alice.shown_form()
        await night.alice.submits(known="The password is hunter2", doing="Changing it")
        await night.said(own, "hunter2")
        await night.alice.types("/incident handover @bob ask Dana for it", own)
        await night.bob.reads("The password is hunter2")
        await removes(night, own, "hunter2")
        await removes(night, own, "ask Dana")
        assert await wherever(night, "hunter2") == []
        assert await wherever(night, "Dana") == []
        offer = await night.bob.reads("asks you to take over INC-1.")
        assert "Being done: nobody has said." in offer["whole"]
