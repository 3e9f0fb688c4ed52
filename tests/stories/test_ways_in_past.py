"""What was over before anybody raised it: Alice writes it down in the morning.

Nobody is asked, told or reminded; the record, its export and its review are as others'.
"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, evening, in_the_workspace
from tests.stories.test_raising import forget

pytestmark = in_the_workspace


def times(night: Evening, **hours: float) -> dict[str, str]:
    """Moments so many hours ago, to the minute, as the form's fields take them."""
    assert night.bot is not None
    now = night.bot.clock.now().replace(second=0, microsecond=0)
    found = {"affected_from": 9.0, "noticed": 8.0, "working_since": 7.0, "ended": 6.0, **hours}
    return {key: str(int((now - timedelta(hours=ago)).timestamp())) for key, ago in found.items()}


async def records(night: Evening, typed: str = "/incident past", **more: Any) -> Any:
    """Alice fills the form in and sends it off."""
    assert await night.alice.types(typed) == {"ok": True}
    await night.alice.shown_form()
    values = {
        "title": "Letters went out twice",
        "service": "other",
        "severity": "P1",
        "summary": "A job ran twice",
        **times(night),
        **more,
    }
    return await night.alice.submits(values)


async def record(night: Evening) -> str:
    """The record of INC-1 as Alice gets it directly."""
    await night.alice.types("/incident record INC-1")
    await night.settled()
    direct = await night.direct("alice")
    assert direct is not None
    files = [file for m in (await night.channel(direct))["messages"] for file in m["files"]]
    return await night.download(files[-1]["url_private"])


async def test_what_is_past_is_on_the_record_with_its_times_and_nobody_hears_of_it(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        assert await records(night, reviewer="bob") == {"ok": True}
        await night.settled()
        said = await night.alice.reads("INC-1 is on the record: Letters went out twice")
        assert "Nobody was told." in said["whole"]
        await night.bob.reads("Alice asks you to write the review of INC-1")
        assert await night.calls("conversations.create") == []
        await night.later(minutes=60 * 24 * 3)
        found = await record(night)
        assert "> It was put on the record after it was over." in found
        assert "| Noticed |" in found
        assert "| Over |" in found
        assert "| Put on the record by | Alice |" in found
        assert "| Users affected | 2 h |" in found
        assert "Review | Bob, by" in found
        assert "What happened: A job ran twice" in found
        await night.alice.types("/incident status INC-1")
        stands = await night.alice.reads("Put on the record")
        assert "Over since" in stands["whole"]
        assert "nobody yet" not in stands["whole"]
        await night.alice.types("/incident reopen INC-1")
        await night.alice.reads("so it can't be opened again")
        await forget(night)


async def test_times_that_can_not_be_are_said_at_their_field_and_nothing_is_lost(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        answer = await records(night, **times(night, working_since=10))
        assert answer["errors"] == {"working_since": "This is earlier than the time it began."}
        answer = await night.alice.submits(times(night, ended=-1))
        assert answer["errors"] == {
            "ended": "This time is still to come. Choose one that has passed."
        }
        answer = await night.alice.submits(times(night, ended=8))
        assert answer["errors"] == {"ended": "This is earlier than the time it worked again."}
        assert await night.alice.submits(times(night)) == {"ok": True}
        await night.settled()
        await night.alice.reads("INC-1 is on the record: Letters went out twice")
        await forget(night)


async def test_a_private_one_has_a_private_channel_and_is_read_by_those_in_it_alone(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        assert await records(night, sensitive="yes") == {"ok": True}
        own = await night.own()
        await night.settled()
        found = await night.channel(own)
        assert found["is_private"]
        assert set(found["members"]) == {night.alice.id, night.bot_user}
        await night.said(own, "Put on the record")
        await night.bob.types("/incident status INC-1")
        await night.bob.reads("There is no INC-1 here.")
        said = [place for place, _ in await night.by_the_bot()]
        assert set(said) == {found["name"], "directly to Alice"}
        await forget(night)


async def test_a_past_drill_says_so_and_a_channel_is_made_where_one_is_wanted(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        typed = "/incident past drill"
        assert await records(night, typed, channel="yes") == {"ok": True}
        own = await night.own()
        await night.settled()
        card = await night.said(own, "DRILL · INC-1")
        assert "Reopen" not in json.dumps(card["blocks"])
        assert not (await night.channel(own))["is_private"]
        assert "> This was a drill." in await record(night)
        await forget(night)


async def test_words_behind_it_are_a_title_elsewhere(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    async with evening(slack_sandbox, tmp_path) as night:
        await night.alice.types("/incident past orders are lost")
        form = await night.alice.shown_form()
        assert form["title"]["text"] == "Raise an incident"
