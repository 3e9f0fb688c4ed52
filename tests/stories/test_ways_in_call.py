"""The call: Alice and Bob talk, and both know where without asking."""

from __future__ import annotations

import json
from pathlib import Path

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import DFE, evening, in_the_workspace
from tests.stories.test_raising import forget

pytestmark = in_the_workspace


def playbook(folder: Path, top: str, private: str = "") -> Path:
    """The Department's, with these calls."""
    path = folder / "playbook.toml"
    words = DFE.read_text()
    if private:
        assert words.count("[private]\n") == 1
        words = words.replace("[private]\n", f'[private]\ncall = "{private}"\n')
    path.write_text(f'call = "{top}"\n{words}')
    return path


async def test_the_call_is_on_the_card_in_the_topic_and_with_who_is_asked_until_it_is_over(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    calls = playbook(tmp_path, "https://meet.example.com/inc-{number}-{severity}")
    async with evening(slack_sandbox, tmp_path, calls) as night:
        await night.alice.raises("Nobody can pay", role_comms="bob")
        own = await night.own()
        await night.settled()
        link = "<https://meet.example.com/inc-1-P2|Join the call>"
        card = await night.said(own, "INC-1 · P2")
        assert link in json.dumps(card["blocks"])
        topic = (await night.channel(own))["topic"]
        assert f"Nobody can pay (Other) · {link} · In charge: " in topic
        asked = await night.bob.reads("Alice asks you to be comms lead")
        assert link in json.dumps(asked["blocks"])
        assert "meet.example.com" not in json.dumps((await night.channel("incidents"))["messages"])
        await night.alice.types("/incident severity P1", own)
        await night.alice.shown_form()
        await night.alice.submits(why="It grew")
        await night.settled()
        assert "inc-1-P1|" in (await night.channel(own))["topic"]
        await night.alice.types("/closeincident It is up again", own)
        await night.settled()
        everything = [message for _, message in await night.by_the_bot()]
        assert "meet.example.com" not in json.dumps(everything)
        assert "meet.example.com" not in (await night.channel(own))["topic"]
        await forget(night)


async def test_an_address_that_leaves_no_room_in_the_topic_is_on_the_card_alone(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    address = f"https://meet.example.com/{'a' * 200}"
    async with evening(slack_sandbox, tmp_path, playbook(tmp_path, address)) as night:
        await night.alice.raises("Nobody can pay " * 20)
        own = await night.own()
        await night.settled()
        card = await night.said(own, "INC-1 · P2")
        assert address in json.dumps(card["blocks"])
        topic = (await night.channel(own))["topic"]
        assert "meet.example.com" not in topic
        assert "In charge: " in topic
        assert len(topic) <= 250
        await forget(night)


async def test_the_call_of_a_private_one_stands_in_its_channel_alone(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    calls = playbook(
        tmp_path, "https://meet.example.com/all", "https://meet.example.com/private-{number}"
    )
    async with evening(slack_sandbox, tmp_path, calls) as night:
        await night.alice.raises("The key has leaked", sensitive="yes", role_comms="bob")
        own = await night.own()
        await night.settled()
        assert "private-1|Join the call" in (await night.channel(own))["topic"]
        said = await night.by_the_bot()
        there = (await night.channel(own))["name"]
        assert {place for place, m in said if "meet.example.com" in json.dumps(m)} == {there}
        await forget(night)


async def test_a_drill_has_a_call_too(slack_sandbox: SandboxHandle, tmp_path: Path) -> None:
    calls = playbook(tmp_path, "https://meet.example.com/{channel}")
    async with evening(slack_sandbox, tmp_path, calls) as night:
        await night.alice.types("/incident drill Practice")
        await night.alice.shown_form()
        await night.alice.submits(service="other", severity="P3")
        own = await night.own()
        await night.settled()
        found = await night.channel(own)
        assert f"https://meet.example.com/{found['name']}|" in found["topic"]
        await forget(night)
