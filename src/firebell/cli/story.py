"""`firebell try --story`: Alice, Bob and Charlie live through one incident, through the sandbox.

Whatever is printed was seen by one of them; nothing is made up.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

PATIENCE = 20.0
"""Seconds of the machine until something that should happen has happened."""

Seen = Callable[[], Awaitable[Any]]
Moved = Callable[[], Awaitable[None]]


class Told(Exception):
    """The story can't go on; the message says what did not happen."""


class Teller:
    """Hands and eyes of everybody, and a voice."""

    def __init__(self, session: aiohttp.ClientSession, url: str, moved: Moved) -> None:
        self._session = session
        self._moved = moved
        self._url = f"{url}/sandbox"
        self.names: dict[str, str] = {}

    async def do(self, path: str, **body: Any) -> Mapping[str, Any]:
        """Something a person does. Raises Told when it can't be done."""
        async with self._session.post(self._url + path, json=body) as response:
            found: Mapping[str, Any] = await response.json()
        if not found["ok"]:
            raise Told(f"{path} answered {found['error']}.")
        return found

    async def wait(self, minutes: int) -> None:
        """Move the clock of the workspace and of the bot forward."""
        await self.do("/clock", advance=minutes * 60)
        await self._moved()

    async def see(self, path: str) -> Mapping[str, Any]:
        """Something a person looks at."""
        async with self._session.get(self._url + path) as response:
            found: Mapping[str, Any] = await response.json()
        return found

    async def fetch(self, url: str) -> str:
        """A file's content, as a person's browser asks for it."""
        headers = {"Sec-Fetch-Site": "none"}
        async with self._session.get(url, headers=headers) as response:
            return await response.text()

    async def until(self, what: str, look: Seen) -> Any:
        """Waits until there is something to see. Raises Told."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = await look()
            if found:
                return found
            await asyncio.sleep(0.05)
        raise Told(f"{what} did not happen.")

    def say(self, words: str) -> None:
        """A line of the story."""
        print(words, flush=True)

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
        return text

    async def learn(self) -> None:
        """Names of people and channels."""
        found = await self.see("/workspace")
        for named in (*found["people"], *found["channels"]):
            self.names[named["id"]] = named.get("real_name") or named["name"]

    async def messages(self, channel: str) -> list[Mapping[str, Any]]:
        """What the app said in a channel."""
        found = await self.see(f"/channels/{channel}")
        return [
            message
            for message in found["channel"]["messages"]
            if message["blocks"] or message["files"]
        ]

    async def notices(self, person: str) -> list[Mapping[str, Any]]:
        """What only this person sees."""
        found: list[Mapping[str, Any]] = (await self.see(f"/people/{person}/notices"))["notices"]
        return found


async def tell(url: str, data: Path, moved: Moved) -> None:
    """From raising to closing; `moved` is called when the clock has been. Raises Told."""
    async with teller(url, moved) as story:
        await story.learn()
        own = await _raise(story)
        await _answer(story, own)
        await _update(story, own)
        await _close(story, own)
        await _keep(story, own, data)


@asynccontextmanager
async def teller(url: str, moved: Moved) -> AsyncIterator[Teller]:
    """Somebody who can tell the story, until the block ends."""
    async with aiohttp.ClientSession() as session:
        yield Teller(session, url, moved)


async def _raise(story: Teller) -> str:
    story.say("Alice sees an error page and types in #general:")
    story.say("  /incident People can't submit applications\n")
    text = "/incident People can't submit applications"
    await story.do("/people/alice/messages", channel="general", text=text)
    story.say("A form opens. She chooses the service and P1, and presses Raise.\n")
    values = {"service": "apply-manage", "severity": "P1"}
    answer = await story.do("/people/alice/view/submit", values=values)
    if answer.get("errors"):
        raise Told(f"the form was refused: {answer['errors']}.")

    async def opened() -> Any:
        texts = [notice["text"] for notice in await story.notices("alice")]
        return next((text for text in texts if "is open and you are in it" in text), None)

    confirmation = await story.until("Alice's confirmation", opened)
    await story.learn()
    found = re.search(r"<#([A-Z0-9]+)>", confirmation)
    if found is None:
        raise Told("the confirmation names no channel.")
    own = found[1]
    story.read_out("Alice reads, from Firebell", confirmation)
    for channel in ("general", "incidents", "security"):
        said = await story.until(f"the announcement in #{channel}", _said(story, channel))
        if channel != "security":
            story.read_out(f"Everybody in #{channel} reads", said[-1]["text"])
    card = await story.until("the card", _said(story, own))
    story.read_out(f"The card in #{story.names[own]}", _whole(card[0]))
    shown = await story.see(f"/channels/{own}")
    story.read_out("The topic", shown["channel"]["topic"])
    return own


def _said(story: Teller, channel: str) -> Seen:
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
            found.append(" ".join(f"[{element['text']['text']}]" for element in block["elements"]))
    return "\n".join(found)


async def _answer(story: Teller, own: str) -> None:
    async def asked() -> Any:
        found = await story.notices("bob")
        return next((notice for notice in found if "asks you to be" in notice["text"]), None)

    notice = await story.until("Bob's being asked", asked)
    story.read_out("Bob reads, from Firebell", notice["text"])
    story.say("Bob presses I'm on it.\n")
    click = {"channel": notice["channel"], "message_ts": notice["ts"], "action_id": "on_it"}
    await story.do("/people/bob/clicks", **click)

    async def in_charge() -> Any:
        found = [message["text"] for message in await story.messages(own)]
        return next((text for text in found if "is in charge now" in text), None)

    story.read_out("The channel reads", await story.until("Bob's taking charge", in_charge))
    await story.do("/people/bob/messages", channel=own, text="Looking at the 02:45 release.")


async def _update(story: Teller, own: str) -> None:
    story.say("Twenty minutes pass. Bob types /incident update and writes two lines.\n")
    await story.wait(minutes=20)
    await story.do("/people/bob/messages", channel=own, text="/incident update")
    values = {
        "known": "About a third of submissions fail since the 02:45 release.",
        "doing": "Undoing the release.",
        "status": "identified",
    }
    answer = await story.do("/people/bob/view/submit", values=values)
    if answer.get("errors"):
        raise Told(f"the update was refused: {answer['errors']}.")

    async def updated() -> Any:
        found = [message["text"] for message in await story.messages("incidents")]
        return next((text for text in found if "Update by" in text), None)

    story.read_out("The thread in #incidents reads", await story.until("the update", updated))


async def _close(story: Teller, own: str) -> None:
    story.say("Half an hour later it is over. Bob types in the incident's channel:")
    words = "A release broke submissions and was undone. People can submit applications again."
    story.say(f"  /closeincident {words}\n")
    await story.wait(minutes=30)
    await story.do("/people/bob/messages", channel=own, text=f"/closeincident {words}")

    async def closed() -> Any:
        found = [message["text"] for message in await story.messages("general")]
        return next((text for text in found if "is closed" in text), None)

    story.read_out("Everybody in #general reads", await story.until("the closing", closed))


async def _keep(story: Teller, own: str, data: Path) -> None:
    await story.do("/people/bob/messages", channel=own, text="/incident record")

    async def shared() -> Any:
        found = [file for message in await story.messages(own) for file in message["files"]]
        return found[-1] if found else None

    file = await story.until("the record", shared)
    record = data / "INC-1.md"
    record.write_text(await story.fetch(file["url_private"]))
    story.say(f"The record stays in {record}.")
