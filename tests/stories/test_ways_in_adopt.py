"""Adopting: Bob and Charlie are at it already in a channel of theirs, and Alice makes it the
incident's.

Nothing of the channel changes but what is said in it, and nothing of a private one leaves it.
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import DFE, Evening, Person, evening, in_the_workspace
from tests.stories.test_raising import forget, recorded

pytestmark = in_the_workspace


async def adopts(night: Evening, who: Person, channel: str, words: str = "", **more: Any) -> None:
    """This person makes the incident live in the channel."""
    title = words or "Nobody can pay"
    assert await who.types(f"/incident adopt {title}", channel) == {"ok": True}
    await who.shown_form()
    assert await who.submits(service="other", severity="P2", **more) == {"ok": True}
    await night.settled()


async def payments(night: Evening) -> None:
    """A channel of Bob's, with Alice and Charlie in it."""
    await night.bob.does("create", "payments")
    for person in (night.alice, night.charlie):
        await person.does("join", "payments")


async def the_same(night: Evening, channel: str) -> tuple[str, str, str, bool]:
    """What of a channel stays as it is."""
    found = await night.channel(channel)
    return found["name"], found["topic"], found["purpose"], found["is_archived"]


async def test_a_channel_that_is_there_becomes_the_incidents_and_stays_what_it_is(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    keeps = tmp_path / "playbook.toml"
    keeps.write_text(f'archive_after = "1h"\n{without_archiving(DFE.read_text())}')
    async with evening(slack_sandbox, tmp_path, keeps) as night:
        await payments(night)
        await night.bob.does("topic", "payments", topic="Whatever you like")
        before = await the_same(night, "payments")
        people = set((await night.channel("payments"))["members"])
        await night.alice.types("/incident adopt Nobody can pay", "payments")
        form = json.dumps(await night.alice.shown_form())
        assert "Firebell never archives it." in form
        assert '"sensitive"' not in form
        assert await night.alice.submits(service="other", severity="P2", role_comms="bob") == {
            "ok": True
        }
        await night.settled()
        card = await night.said("payments", "Raised")
        found = await night.channel("payments")
        assert [pin["ts"] for pin in found["pins"]] == [card["ts"]]
        assert set(found["members"]) >= {*people, night.bot_user}
        assert await night.calls("conversations.create") == []
        incident = await night.found(lambda reads: reads.by_number(1))
        assert incident is not None
        assert set(incident.members) >= people - {night.bot_user}
        await night.bob.reads("Alice asks you to be comms lead for INC-1 (P2)")
        told = await night.said("incidents", "Nobody can pay")
        assert "What is being done: #payments." in told["whole"]
        await forget(night)
        await night.bob.types("I look at the database", "payments")
        await night.settled()
        held = (await night.found(lambda reads: reads.by_number(1))).roles["comms"]  # type: ignore[union-attr]
        assert held.on_it
        await night.alice.types("/incident update", "payments")
        await night.alice.submits(known="A third fails", severity="P1")
        await night.settled()
        await night.alice.types("/closeincident It is up again", "payments")
        await night.settled()
        await night.later(minutes=90)
        assert await the_same(night, "payments") == before
        await forget(night)
        await night.alice.types("/incident record", "payments")
        record = await recorded(night, "payments")
        assert "It is handled in #payments, which was there before." in record
        await forget(night)


def without_archiving(playbook: str) -> str:
    """The playbook's lines but the one about archiving."""
    return "\n".join(x for x in playbook.splitlines() if not x.startswith("archive_after"))


async def test_a_private_channel_makes_a_private_incident_and_brings_nobody_in(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.charlie.types("/incident adopt", "leadership")
        await night.charlie.reads(
            "Firebell is not in this channel. Nothing was raised. "
            "Type /invite @Firebell here, and then /incident adopt again."
        )
        await night.charlie.does("invite", "leadership", user=night.bot_user)
        people = set((await night.channel("leadership"))["members"])
        await night.charlie.types("/incident adopt The accounts are wrong", "leadership")
        form = json.dumps(await night.charlie.shown_form())
        assert "This channel is private, so the incident is private" in form
        await night.charlie.submits(service="other", severity="P1")
        await night.settled()
        await night.said("leadership", "This incident is private.")
        found = await night.channel("leadership")
        assert set(found["members"]) == people
        said = [(place, message["text"]) for place, message in await night.by_the_bot()]
        assert {place for place, _ in said} == {"leadership", "directly to Charlie"}
        await forget(night)
        await night.alice.types("/incident status INC-1")
        await night.alice.reads("There is no INC-1 here.")
        await night.charlie.types("/closeincident It is right again", "leadership")
        await night.settled()
        assert not (await night.channel("leadership"))["is_archived"]
        await forget(night)


async def test_a_drill_can_live_in_a_channel_that_is_there(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        await payments(night)
        before = await the_same(night, "payments")
        await adopts(night, night.alice, "payments", "drill Nobody can pay")
        await night.said("payments", "DRILL · INC-1")
        assert await night.bot_numbers() == [1]
        said = (await night.channel("incidents"))["messages"]
        assert [m for m in said if m["user"] == night.bot_user] == []
        assert await night.alice.presses(
            "make_real", await night.said("payments", "DRILL · INC-1"), "payments"
        ) == {"ok": True}
        await night.settled()
        assert await the_same(night, "payments") == before


async def test_where_it_can_not_live_is_said_and_nothing_is_raised(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.alice.types("/incident adopt", "general")
        await night.alice.reads("Everybody is in this channel, so an incident can't live here.")
        await night.alice.types("/incident adopt", "incidents")
        await night.alice.reads("Incidents are announced in this channel, so none can live here.")
        assert await night.bot_numbers() == []


async def test_of_two_who_adopt_one_channel_the_second_hears_of_the_first(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        await payments(night)
        for who in (night.alice, night.bob):
            await who.types("/incident adopt Nobody can pay", "payments")
            await who.shown_form()
        values = {"service": "unsure", "severity": "P2"}
        answers = await asyncio.gather(night.alice.submits(values), night.bob.submits(values))
        refused = [answer["errors"] for answer in answers if "errors" in answer]
        assert refused == [
            {
                "title": "This channel is the one of INC-1 already. "
                "To raise another in a channel of its own, type /incident raise."
            }
        ]
        assert await night.bot_numbers() == [1]
        await night.settled()
        await night.charlie.types("/incident adopt", "payments")
        await night.charlie.reads("This channel is the one of INC-1 already.")
        cards = [m for m in (await night.channel("payments"))["messages"] if "blocks" in m]
        assert len([m for m in cards if "What to do now" in json.dumps(m["blocks"])]) == 1


async def test_once_it_is_over_the_channel_goes_on_and_can_be_adopted_again(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        await payments(night)
        await adopts(night, night.alice, "payments")
        await night.alice.types("/closeincident It is up again", "payments")
        await night.settled()
        said = (await night.bob.types("Lunch at noon", "payments"))["ts"]
        await night.bob.does("react", "payments", message_ts=said, name="pushpin")
        await night.settled()
        assert "Noted" not in await night.events(1)
        await night.bob.types("/incident update is broken", "payments")
        assert (await night.bob.shown_form())["title"]["text"] == "Raise an incident"
        await night.bob.closes()
        await adopts(night, night.bob, "payments", "The queue is full")
        assert await night.bot_numbers() == [2]
        await night.alice.types("/incident reopen INC-1")
        await night.alice.shown_form()
        await night.alice.submits(why="Again")
        shown = json.dumps(await night.alice.shown_form())
        assert "INC-1 was handled in a channel that another incident has now" in shown
        await night.bob.does("react", "payments", message_ts=said, name="pushpin")
        await night.bob.types("/incident status", "payments")
        await night.bob.reads("INC-2 · P2")


async def test_an_adopted_channel_is_left_as_it_was_where_it_becomes_private(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        await payments(night)
        before = await the_same(night, "payments")
        await night.bob.types("It is the key of Dana", "payments")
        await adopts(night, night.alice, "payments")
        await night.alice.types("/incident private", "payments")
        form = json.dumps(await night.alice.shown_form())
        assert "it stays as it is, with what people wrote in it" in form
        await night.alice.submits(people=["alice"])
        await night.settled()
        await night.later(minutes=1)
        assert await the_same(night, "payments") == before
        said = (await night.channel("payments"))["messages"]
        left = [m["text"] for m in said if m["user"] == night.bot_user and not m["subtype"]]
        assert left == [
            "INC-1 is handled privately now. What Firebell had written about it here is deleted. "
            "This channel stays as it is."
        ]
        assert "It is the key of Dana" in [m["text"] for m in said]
