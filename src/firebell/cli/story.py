"""`firebell try --story`: Alice, Bob and Charlie live through one incident, through the sandbox.

Whatever is printed was seen by one of them; nothing is made up.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from firebell.cli.terminal import show
from firebell.domain.typed_text import clean
from firebell.storage.private_files import write_private
from slack_sandbox.client import PersonClient, SandboxClient

PATIENCE = 20.0
"""Seconds of the machine until something that should happen has happened."""

Look = Callable[[], Awaitable[Any]]
ClockMoved = Callable[[], Awaitable[None]]


class StoryBroken(Exception):
    """The story can't go on; the message says what did not happen."""


class Story:
    """What Alice and Bob do, and what is printed of what they see."""

    def __init__(self, client: SandboxClient, clock_moved: ClockMoved) -> None:
        self.client = client
        self.alice: PersonClient = client.person("alice")
        self.bob: PersonClient = client.person("bob")
        self.names: dict[str, str] = {}
        self._clock_moved = clock_moved

    async def wait(self, minutes: int) -> None:
        """Move the clock of everybody so many minutes on."""
        await self.client.later(minutes * 60)
        await self._clock_moved()

    async def until(self, what: str, look: Look) -> Any:
        """Waits until there is something to see. Raises StoryBroken."""
        try:
            return await self.client.until(look, PATIENCE)
        except TimeoutError:
            raise StoryBroken(f"{what} did not happen.") from None

    def say(self, words: str) -> None:
        """A line of the story."""
        show(words)

    def read_out(self, where: str, text: str) -> None:
        """What somebody reads, set apart."""
        self.say(f"  {where}:")
        for line in self.plain(text).splitlines():
            self.say(f"    {line}")
        self.say("")

    def plain(self, text: str) -> str:
        """Slack's markup as it reads."""
        text = re.sub(r"<@([A-Z0-9]+)>", lambda m: self.names.get(m[1], m[1]), text)
        text = re.sub(r"<#([A-Z0-9]+)>", lambda m: f"#{self.names.get(m[1], m[1])}", text)
        text = re.sub(r"<!(\w+)>", r"@\1", text)
        text = re.sub(r"<[^|>]+\|([^>]+)>", r"\1", text)
        text = re.sub(r"\*([^*\n]+)\*", r"\1", text)
        for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
            text = text.replace(entity, character)
        return clean(text)

    async def learn_names(self) -> None:
        """Learn the names of all people and channels, for reading messages out."""
        found = await self.client.workspace()
        for place in (*found["people"], *found["channels"]):
            self.names[place["id"]] = place.get("real_name") or place["name"]

    async def messages(self, channel: str) -> list[dict[str, Any]]:
        """What the app said in a channel."""
        messages = (await self.client.channel(channel))["messages"]
        return [message for message in messages if message["blocks"] or message["files"]]


async def play_story(url: str, data: Path, clock_moved: ClockMoved) -> None:
    """From raising to closing, in the workspace at this address; the record is written to a file in
    `data`. `clock_moved` is awaited whenever the workspace's clock has been moved.

    Raises StoryBroken where something does not happen.
    """
    async with SandboxClient(url) as client:
        story = Story(client, clock_moved)
        await story.learn_names()
        own = await _raise(story)
        await _take_charge(story, own)
        await _update(story, own)
        await _close(story, own)
        await _save_record(story, own, data)


def _accepted(what: str, answer: Mapping[str, Any]) -> None:
    """Raises StoryBroken where it could not be done."""
    if not answer["ok"] or answer.get("errors"):
        raise StoryBroken(f"{what} was refused: {answer.get('errors') or answer['error']}.")


async def _raise(story: Story) -> str:
    story.say("Alice sees an error page and types in #general:")
    story.say("  /incident People can't submit applications\n")
    _accepted("the command", await story.alice.types("/incident People can't submit applications"))
    story.say("A form opens. She chooses the service and P1, and presses Raise.\n")
    values = {"service": "apply-manage", "severity": "P1"}
    _accepted("the form", await story.alice.submits(values))

    async def opened() -> Any:
        return _first(await story.alice.notices(), "is open and you are in it")

    confirmation = (await story.until("Alice's confirmation", opened))["text"]
    await story.learn_names()
    found = re.search(r"<#([A-Z0-9]+)>", confirmation)
    if found is None:
        raise StoryBroken("the confirmation names no channel.")
    own = found[1]
    story.read_out("Alice reads, from Firebell", confirmation)
    for channel in ("general", "incidents", "security"):
        said = await story.until(f"the announcement in #{channel}", _said(story, channel))
        if channel != "security":
            story.read_out(f"Everybody in #{channel} reads", said[-1]["text"])
    card = await story.until("the card", _said(story, own))
    story.read_out(f"The card in #{story.names[own]}", _whole(card[0]))
    story.read_out("The topic", (await story.client.channel(own))["topic"])
    return own


def _first(messages: Sequence[Mapping[str, Any]], words: str) -> Mapping[str, Any] | None:
    """The first message with these words."""
    return next((message for message in messages if words in message["text"]), None)


def _said(story: Story, channel: str) -> Look:
    async def look() -> Any:
        return await story.messages(channel)

    return look


def _whole(message: Mapping[str, Any]) -> str:
    """The paragraphs of a message."""
    found = []
    for block in message["blocks"]:
        if block["type"] == "section":
            found.append(block["text"]["text"])
        elif block["type"] == "context":
            found.append(" ".join(element["text"] for element in block["elements"]))
        elif block["type"] == "actions":
            found.append(" ".join(f"[{button['text']['text']}]" for button in block["elements"]))
    return "\n".join(found)


async def _take_charge(story: Story, own: str) -> None:
    async def asked() -> Any:
        return _first(await story.bob.notices(), "asks you to be")

    notice = await story.until("Bob's being asked", asked)
    story.read_out("Bob reads, from Firebell", notice["text"])
    story.say("Bob presses I'm on it.\n")
    where = {"channel": notice["channel"], "message_ts": notice["ts"]}
    _accepted("the button", await story.bob.presses("on_it", **where))

    async def in_charge() -> Any:
        return _first(await story.messages(own), "is in charge now")

    taken = await story.until("Bob's taking charge", in_charge)
    story.read_out("The channel reads", taken["text"])
    _accepted("the message", await story.bob.types("Looking at the 02:45 release.", own))


async def _update(story: Story, own: str) -> None:
    story.say("Twenty minutes pass. Bob types /incident update and writes two lines.\n")
    await story.wait(minutes=20)
    _accepted("the command", await story.bob.types("/incident update", own))
    values = {
        "known": "About a third of submissions fail since the 02:45 release.",
        "doing": "Undoing the release.",
        "status": "identified",
    }
    _accepted("the update", await story.bob.submits(values))

    async def updated() -> Any:
        return _first(await story.messages("incidents"), "Update by")

    update = await story.until("the update", updated)
    story.read_out("The thread in #incidents reads", update["text"])


async def _close(story: Story, own: str) -> None:
    story.say("Half an hour later it is over. Bob types in the incident's channel:")
    words = "A release broke submissions and was undone. People can submit applications again."
    story.say(f"  /closeincident {words}\n")
    await story.wait(minutes=30)
    _accepted("the command", await story.bob.types(f"/closeincident {words}", own))

    async def closed() -> Any:
        return _first(await story.messages("general"), "is closed")

    ending = await story.until("the closing", closed)
    story.read_out("Everybody in #general reads", ending["text"])


async def _save_record(story: Story, own: str, data: Path) -> None:
    _accepted("the command", await story.bob.types("/incident record", own))

    async def shared() -> Any:
        found = [file for message in await story.messages(own) for file in message["files"]]
        return found[-1] if found else None

    file = await story.until("the record", shared)
    record = data / "INC-1.md"
    if record.exists():
        before = record.replace(data / "INC-1.previous.md")
        story.say(f"The one that was there before was moved to {before}.")
    write_private(record, await story.client.download(file["url_private"]))
    story.say(f"The record stays in {record}.")
