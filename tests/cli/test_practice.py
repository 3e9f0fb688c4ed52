"""What `firebell try` begins with, and the night that is played in it."""

from __future__ import annotations

from pathlib import Path

from firebell.cli.practice import OPENING, SIGNALS, open_scene, play_night
from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening, evening, in_the_workspace
from tests.stories.test_raising import raised

pytestmark = in_the_workspace


async def test_it_opens_where_something_is_wrong_and_a_night_goes_on_where_it_is_worked_on(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    """It opened on an empty channel, and nobody could practise alone."""
    async with evening(slack_sandbox, tmp_path, strict=False) as night:
        assert night.bot is not None
        await open_scene(slack_sandbox.url)
        assert await texts(night, "general") == [said.words for said in OPENING]
        look = night.bot.clock.look
        own = await raised(night, "People can't submit applications")
        await play_night(slack_sandbox.url, look, pace=0)
        assert await texts(night, own) == [said.words for said in SIGNALS]


async def texts(night: Evening, channel: str) -> list[str]:
    """What people said in a channel."""
    return [
        message["text"]
        for message in (await night.channel(channel))["messages"]
        if message["user"] != night.bot_user and not message["subtype"]
    ]
