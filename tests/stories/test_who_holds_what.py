"""Who was asked, who answered, who holds what: each told as it is, and answered once."""

from __future__ import annotations

from pathlib import Path

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, Message, buttons, evening, in_the_workspace
from tests.stories.test_private import raise_private
from tests.stories.test_raising import forget, raised
from tests.stories.test_trouble import playbook

pytestmark = in_the_workspace

GONE = """[[service]]
name = "Other"
invite = ["@former-team"]
contact = "the duty phone"
[service.leads]
lead = "nobody@example.com"
"""


async def shows(night: Evening, message: Message, answer: str) -> Message:
    """The same message, once it shows its answer; its buttons are gone."""
    said: Message = {}

    async def look() -> bool:
        nonlocal said
        found = (await night.channel(str(message["channel"])))["messages"]
        said = next(each for each in found if each["ts"] == message["ts"])
        return answer in await night.plain(str(said["blocks"]))

    await night.until(f"the answer {answer!r}", look)
    return said


async def test_bob_who_acts_has_answered_and_is_thanked(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """He updated without pressing *I'm on it*: asked, silent, not thanked, shown as lead."""
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, role_comms="bob")
        asked = await night.bob.reads("asks you to be comms lead")
        assert "Comms: Bob, asked" in await night.plain((await night.channel(own))["topic"])
        assert await night.bob.types("/incident update", own) == {"ok": True}
        await night.bob.shown_form()
        assert await night.bob.submits(known="A third of submissions fail") == {"ok": True}
        await night.settled()
        assert "Comms: Bob, on it" in await night.plain((await night.channel(own))["topic"])
        assert buttons(await shows(night, asked, "You are on it.")) == []
        await night.charlie.types("/incident severity INC-1")
        await night.charlie.shown_form()
        await night.charlie.submits(severity="P3", why="Few are affected")
        await night.settled()
        await night.alice.types("/closeincident The release was undone", own)
        closed = await night.said(own, "INC-1 is closed.")
        assert "Thank you Alice, Bob and Charlie." in closed["whole"]
        await night.settled()
        await forget(night)


async def test_who_is_on_it_stays_so_and_what_is_said_is_what_happens(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night, role_comms="bob")
        asked = await night.bob.reads("asks you to be comms lead")
        assert await night.bob.presses("on_it", asked) == {"ok": True}
        await night.bob.reads("You are comms lead for INC-1.")
        await night.alice.types("/incident edit", own)
        await night.alice.shown_form()
        assert await night.alice.submits(role_comms="charlie") == {"ok": True}
        over = await night.charlie.reads("Alice asks you to take over as comms lead for INC-1")
        assert "Bob is on it until you do." in over["whole"]
        await night.bob.reads("Alice asked Charlie to take over from you as comms lead")
        await night.settled()
        card = await night.said(own, "What to do now")
        assert "Comms: Bob, on it; Charlie was asked" in card["whole"]
        assert await night.charlie.presses("cannot", over) == {"ok": True}
        await night.charlie.reads("Thank you for saying so. Bob stays on it.")
        for person in (night.alice, night.bob):
            await person.reads("Charlie can't take over as comms lead for INC-1.")
        assert buttons(await shows(night, over, "You said that you can't.")) == []
        # Alice, who is in charge, is asked herself, and can't.
        await night.bob.types("/incident edit", own)
        await night.bob.shown_form()
        assert await night.bob.submits(role_support="alice") == {"ok": True}
        mine = await night.alice.reads("Bob asks you to be support lead for INC-1")
        assert await night.alice.presses("cannot", mine) == {"ok": True}
        await night.alice.reads("Nobody is support lead for INC-1 now, and its channel is asked")
        found = await night.said(own, "Alice can't be support lead. Who takes it?")
        open_role = {**found, "channel": own}
        assert buttons(open_role) == ["I'll take it", "Ask someone else"]
        assert await night.charlie.presses("on_it", open_role) == {"ok": True}
        await night.charlie.reads("You are support lead for INC-1.")
        assert buttons(await shows(night, open_role, "Charlie is on it.")) == []


async def test_a_lead_whom_slack_refused_holds_nothing_and_who_is_in_charge_hears(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        assert await night.alice.raises(role_comms="gus") == {"ok": True}
        own = await night.own()
        gus = night.person("gus")
        asked = await gus.reads("Alice asks you to be comms lead for INC-1")
        line = await night.said(own, "Gus (guest) could not be added")
        assert "Nobody is comms lead now." in line["whole"]
        told = await night.alice.reads("could not be added to the channel of INC-1. Nobody is")
        assert buttons(told) == ["Ask someone else", "I'll do it"]
        await shows(night, asked, "You could not be added to the channel")
        confirmed = await night.alice.reads("INC-1 is open and you are in it")
        assert "asked to help" not in confirmed["whole"]
        await night.settled()
        assert "Comms: nobody yet" in (await night.said(own, "What to do now"))["whole"]
        await night.until_an_update_is_due()
        await night.alice.reads("The next update on INC-1 is due by")
        await forget(night)


async def test_whom_the_playbook_names_and_nobody_finds_is_told_like_whom_slack_refuses(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """The role stayed empty and nobody came, without a word."""
    process = playbook(
        tmp_path,
        **{
            '[[service]]\nname = "Other"\n': GONE,
            '"#incidents", "#old-project", "#leadership"': '"#incidents"',
        },
    )
    async with evening(slack_sandbox, tmp_path, process) as night:
        assert await night.alice.raises(severity="P1") == {"ok": True}
        own = await night.own()
        line = await night.said(own, "The playbook names some who were not reached")
        for part in ("nobody@example.com", "@former-team", "Nobody is incident lead yet."):
            assert part in line["whole"]
        assert "Contact for Other: the duty phone." in line["whole"]
        assert buttons(line) == ["Ask somebody"]
        told = await night.alice.reads("INC-1 is open and you are in it")
        assert "nobody@example.com" in told["whole"]
        await night.settled()
        await forget(night)


async def test_those_who_are_brought_into_a_private_one_are_asked_and_alice_reads_who_is_in(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raise_private(night, "A laptop is gone")
        await night.person("priya").reads("Alice asks you to help with INC-1, which is private.")
        await night.settled()
        told = await night.alice.reads("INC-1 is open and you are in it")
        card = await night.said(own, "This incident is private.")
        for seen in (told, card):
            inside = seen["whole"].split("In it: ")[1].split(".")[0]
            assert sorted(inside.split(", ")) == ["Alice", "Bob", "Priya"]
        await night.alice.types("/incident update", own)
        form = await night.alice.shown_form()
        assert "to those in its channel and to nobody else" in str(form)
        await night.alice.closes()
        await forget(night)


async def test_a_reminder_is_answered_once_and_a_card_that_is_deleted_comes_back(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        own = await raised(night)
        await night.alice.types("/incident update", own)
        await night.alice.shown_form()
        await night.alice.submits(known="Still looking")
        await night.settled()
        await forget(night)
        await night.until_an_update_is_due()
        due = await night.alice.reads("You promised an update on INC-1 by")
        assert buttons(due) == ["Write it", "No change"]
        value = due["blocks"][-1]["elements"][1]["value"]
        assert await night.alice.presses("no_change", due) == {"ok": True}
        await night.alice.reads("Your update on INC-1 is on its way.")
        assert buttons(await shows(night, due, "Done.")) == []
        await night.alice.presses("no_change", due, value=value)
        await night.settled()
        assert (await night.events(1)).count("Updated") == 2
        card = await night.said(own, "What to do now")
        await night.alice.does("delete", own, message_ts=card["ts"])
        await night.until("the card again", lambda: pinned_anew(night, own, card["ts"]))
        await night.settled()
        # And once more, while nobody listens.
        again = await night.said(own, "What to do now")
        await night.stop()
        await night.alice.does("delete", own, message_ts=again["ts"])
        await night.start()
        await night.until("the card again", lambda: pinned_anew(night, own, again["ts"]))
        await night.settled()
        cards = [
            message
            for message in (await night.channel(own))["messages"]
            if "What to do now" in str(message["blocks"])
        ]
        assert len(cards) == 1
        await forget(night)


async def pinned_anew(night: Evening, own: str, before: str) -> bool:
    """Whether another card than that is pinned, and nothing else."""
    pins = [pin["ts"] for pin in (await night.channel(own))["pins"]]
    return len(pins) == 1 and pins != [before]
