"""What `firebell try` begins with, and a night to practise in: people of the workspace say things.

They only say what they see, as colleagues do. Raising, updating and closing is left to whoever
practises. Needs slack_sandbox.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from slack_sandbox.client import SandboxClient

ClockMoved = Callable[[], Awaitable[None]]

NIGHT = "A night"
PLACE = "general"
PACE = 20.0
"""Seconds of the machine between two things that are said: time to read, and to do something."""
HINT = "Something is wrong. To raise it, type /incident here and press Enter."


@dataclass(frozen=True, slots=True)
class Said:
    """So many minutes later (of the workspace's clock), somebody says this."""

    minutes: float
    person: str
    words: str


OPENING = (
    Said(0, "charlie", "Two schools have just rung. Their applicants can't submit applications."),
    Said(0, "bob", "I see it too: an error page after pressing Submit. Something is wrong."),
)
SIGNALS = (
    Said(2, "charlie", "Five more calls. Everybody gets an error page after pressing Submit."),
    Said(6, "bob", "The errors began right after the last release, a quarter of an hour ago."),
    Said(8, "priya", "Is anybody's personal data showing? I find nothing of that in the logs."),
    Said(10, "bob", "I can undo the release. It takes about ten minutes. Shall I?"),
    Said(12, "charlie", "Callers ask when it will work. Is there a line that I can read to them?"),
    Said(12, "bob", "The release is undone. The errors are getting fewer."),
    Said(10, "charlie", "A school says that it works again. Another still sees the error page."),
    Said(15, "bob", "No error for a quarter of an hour. We could watch it, and then close."),
)
"""An hour and a quarter, so that reminders come due on the way."""


async def open_scene(url: str) -> None:
    """Somebody says that something is wrong."""
    async with SandboxClient(url) as client:
        for said in OPENING:
            await client.person(said.person).types(said.words, PLACE)


async def play_night(url: str, clock_moved: ClockMoved, pace: float = PACE) -> None:
    """All signals, each in the newest channel that the app has made, while there is one that is
    open to all, else where the night began. `clock_moved` is awaited whenever the workspace's clock
    was moved."""
    async with SandboxClient(url) as client:
        for said in SIGNALS:
            await asyncio.sleep(pace)
            await client.later(said.minutes * 60)
            await clock_moved()
            await _say(client, said)


async def _say(client: SandboxClient, said: Said) -> None:
    person = client.person(said.person)
    for place in [*await _made_by_the_app(client), PLACE]:
        await person.does("join", place)
        if (await person.types(said.words, place))["ok"]:
            return


async def _made_by_the_app(client: SandboxClient) -> list[str]:
    """The newest channel of those that anybody may join, or none."""
    workspace = await client.workspace()
    app = workspace["apps"][0]["bot_user"]
    for each in reversed(workspace["channels"]):
        if each["is_private"] or each["is_archived"]:
            continue
        if (await client.channel(each["id"]))["creator"] == app:
            return [each["id"]]
    return []
