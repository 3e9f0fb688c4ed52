"""Services before and behind one, and what a service has of its own."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, buttons, evening, everything, in_the_workspace
from tests.stories.team import playbook
from tests.stories.test_raising import forget, raised, recorded

pytestmark = in_the_workspace

NEAR = 'depends_on = ["teaching-record-system"]\nfeeds = ["apply-manage"]'


async def card_of(night: Evening, own: str) -> Any:
    """The card, once all is done."""
    await night.settled()
    return await night.said(own, "What to do now")


async def test_the_team_of_a_service_behind_is_told_in_one_press_and_once(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    process = playbook(tmp_path, other=NEAR)
    async with evening(slack_sandbox, tmp_path, process) as night:
        own = await raised(night)
        card = await card_of(night, own)
        assert "Other uses Teaching Record System." in card["whole"]
        assert "Apply/Manage uses Other." in card["whole"]
        assert buttons(card).count("Tell its team") == 2

        press = "tell_service:apply-manage"
        assert await night.alice.presses(press, card, own) == {"ok": True}
        await night.alice.reads("The team of Apply/Manage is being told of INC-1.")
        told = await night.said("random", "Alice tells you, since Apply/Manage uses Other.")
        assert "INC-1 · P2 · Investigating · It is down (Other)" in told["whole"]
        assert buttons(told) == ["Join to help"]
        card = await card_of(night, own)
        assert "Told as well: the team of Apply/Manage (" in card["whole"]
        assert buttons(card).count("Tell its team") == 1

        assert await night.alice.presses("tell_service:teaching-record-system", card, own) == {
            "ok": True
        }
        await night.alice.reads("The team of Teaching Record System is being told of INC-1.")
        await night.bob.reads("Alice tells you, since Other uses Teaching Record System.")
        assert await night.alice.types("/incident record", own) == {"ok": True}
        await night.alice.reads("The record of INC-1 is on its way.")
        written = await recorded(night, own)
        assert "Alice told the team of Apply/Manage." in written
        assert "Alice told the team of Teaching Record System." in written
        await forget(night)


async def test_two_who_press_at_once_tell_it_once(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    process = playbook(tmp_path, other=NEAR)
    async with evening(slack_sandbox, tmp_path, process, strict=False) as night:
        own = await raised(night)
        card = await card_of(night, own)
        both = (night.alice, night.bob)
        await asyncio.gather(*(who.presses("tell_service:apply-manage", card, own) for who in both))
        await night.settled()
        channel = await night.channel("random")
        assert sum("tells you, since" in everything(m) for m in channel["messages"]) == 1
        notices = [notice["text"] for who in both for notice in await who.notices()]
        assert sum("The team of Apply/Manage was told " in words for words in notices) == 1
        assert (await night.events(1)).count("NeighbourTold") == 1


async def test_of_a_private_one_it_reads_the_number_and_only_by_choice(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    process = playbook(tmp_path, other=NEAR)
    async with evening(slack_sandbox, tmp_path, process, strict=False) as night:
        own = await raised(night, "Passports leaked", sensitive="yes")
        before = len((await night.channel("random"))["messages"])
        card = await card_of(night, own)
        assert buttons(card).count("Tell its team the number alone") == 2
        assert len((await night.channel("random"))["messages"]) == before
        assert await night.alice.presses("tell_service:apply-manage", card, own) == {"ok": True}
        told = await night.said("random", "INC-1")
        assert told["whole"] == (
            "INC-1 may concern Apply/Manage. It is handled privately, and no more is said here. "
            "Whoever works on it knows that you were told."
        )
        assert await night.alice.presses("tell_service:teaching-record-system", card, own) == {
            "ok": True
        }
        direct = await night.bob.reads("INC-1 may concern Teaching Record System.")
        assert "Passports" not in str(direct)
        assert buttons(told) == buttons(direct) == []


async def test_what_was_told_openly_is_taken_back_when_it_becomes_private(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    process = playbook(tmp_path, other=NEAR)
    async with evening(slack_sandbox, tmp_path, process, strict=False) as night:
        own = await raised(night, "Passports leaked")
        card = await card_of(night, own)
        assert await night.alice.presses("tell_service:apply-manage", card, own) == {"ok": True}
        await night.said("random", "Passports leaked")
        assert await night.alice.types("/incident private", own) == {"ok": True}
        await night.alice.shown_form()
        await night.alice.submits(people=[night.bob.id])
        await night.settled()
        channel = await night.channel("random")
        assert not [m for m in channel["messages"] if "Passports" in everything(m) + m["text"]]


async def test_in_a_drill_nobody_is_told_and_the_record_says_who_would_have_been(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    process = playbook(tmp_path, other=NEAR)
    async with evening(slack_sandbox, tmp_path, process, strict=False) as night:
        assert await night.alice.types("/incident drill") == {"ok": True}
        await night.alice.shown_form()
        sent = await night.alice.submits(title="Practice", service="other", severity="P2")
        assert sent == {"ok": True}
        own = await night.own()
        card = await card_of(night, own)
        before = len((await night.channel("random"))["messages"])
        assert await night.alice.presses("tell_service:apply-manage", card, own) == {"ok": True}
        await night.alice.reads("In a real incident the team of Apply/Manage would be told now.")
        await night.settled()
        assert len((await night.channel("random"))["messages"]) == before
        assert await night.alice.types("/incident record", own) == {"ok": True}
        assert "Alice would have told the team of Apply/Manage." in await recorded(night, own)


OWN = """
[[step]]
words = "Switch to the paper form"
services = ["teaching-record-system"]

[[step]]
words = "Ask the supplier"
services = ["other"]

[[document]]
title = "How records are kept"
url = "https://example.com/records"
services = ["teaching-record-system"]

[[role]]
key = "data"
name = "data lead"
duty = "You say which records are wrong."
services = ["teaching-record-system"]
"""


async def test_a_service_has_steps_documents_roles_places_and_a_clock_of_its_own(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    lines = 'announce = ["#random"]\ntime_zone = "Asia/Kolkata"'
    process = playbook(tmp_path, OWN, records=lines)
    async with evening(slack_sandbox, tmp_path, process, strict=False) as night:
        own = await raised(night, service="other")
        card = await card_of(night, own)
        assert "How records are kept" not in card["whole"]
        assert "Data" not in card["whole"]
        assert " IST" not in card["whole"]

        assert await night.alice.types("/incident edit", own) == {"ok": True}
        await night.alice.shown_form()
        assert await night.alice.submits(service="teaching-record-system") == {"ok": True}
        card = await card_of(night, own)
        assert "How records are kept" in card["whole"]
        assert "data lead: nobody yet" in card["whole"]
        assert " IST by Alice" in card["whole"]
        await night.said("random", "INC-1 · P2 · Investigating")
        found = await night.found(lambda reads: reads.by_number(1))
        assert found is not None
        words = [step.words for step in found.steps]
        assert "Switch to the paper form" in words
        assert "Ask the supplier" not in words
