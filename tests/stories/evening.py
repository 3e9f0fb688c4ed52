"""One evening: a workspace, the bot in it, and Alice, Bob and Charlie, who see and do things.

What somebody reads is taken off the pile as the story mentions it; at the end of a story, a message
that nobody expected fails it. Time is moved, never slept through.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from firebell.app.ports import Loaded, Reads, Transaction
from firebell.compose import Bot, running
from firebell.domain.incident import Incident
from firebell.settings import Settings
from firebell.slack.setup.manifest import manifest
from firebell.words.catalogue import SENTENCES
from firebell.words.en import ENGLISH
from slack_sandbox import Sandbox
from slack_sandbox.client import PersonClient, SandboxClient
from slack_sandbox.testing import SandboxHandle

WORKSPACE: Mapping[str, Any] = {"manifest": manifest(), "rate_limits": False}
in_the_workspace = pytest.mark.slack_sandbox(**WORKSPACE)
"""The sandbox of each story in a file: `pytestmark = in_the_workspace`."""
DFE = Path(__file__).parents[2] / "examples" / "dfe" / "playbook.toml"
PATIENCE = 90.0
"""Seconds of the machine until something that should be there is there: many, since all of them
pass only where something is wrong."""

Json = dict[str, Any]
Message = Mapping[str, Any]
Look = Callable[[], Awaitable[Any]]


class Evening:
    """What the stories are told with."""

    def __init__(self, client: SandboxClient, settings: Settings, workspace: Json) -> None:
        self.client = client
        self.settings = settings
        self.bot_user: str = workspace["apps"][0]["bot_user"]
        self.people = {person["name"]: person for person in workspace["people"]}
        self.bot: Bot | None = None
        self.alice = Person(self, "alice")
        self.bob = Person(self, "bob")
        self.charlie = Person(self, "charlie")
        self.read: set[tuple[str, str]] = set()
        self._running = AsyncExitStack()
        self._settled_at = 0.0

    async def start(self) -> None:
        """The bot begins to work, and has asked Slack for the people and channels it needs. On a
        busy machine its line may come later than it begins: what is typed before goes nowhere."""
        self.bot = await self._running.enter_async_context(running(self.settings))
        if self.settings.app_token is not None:
            await self.client.connected(PATIENCE)
        await self.bot.directory.first_answer(PATIENCE)
        await self.bot.accounts.first_answer(PATIENCE)

    async def stop(self) -> None:
        """It ends; what is in flight is finished."""
        await self._running.aclose()
        self._running = AsyncExitStack()

    def person(self, name: str) -> Person:
        """Somebody else."""
        return Person(self, name)

    async def channel(self, name: str) -> Mapping[str, Any]:
        """Everything about a channel."""
        return await self.client.channel(name)

    async def channels(self) -> list[Json]:
        """Every channel there is."""
        found: list[Json] = (await self.client.workspace())["channels"]
        return found

    def real_name(self, id: str) -> str:
        """A person's, of whom one has the id."""
        return str(
            next(person["real_name"] for person in self.people.values() if person["id"] == id)
        )

    async def found(self, find: Callable[[Reads], Loaded | None]) -> Incident | None:
        """An incident as it is stored."""
        assert self.bot is not None
        loaded = await self.bot.store.read(find)
        return loaded.incident if loaded else None

    async def name_of(self, channel: str) -> str:
        """The name of a channel of which one has the id."""
        return str((await self.channel(channel))["name"])

    async def direct(self, person: str) -> str | None:
        """The id of somebody's direct messages with the bot, where there are any."""
        found: str | None = (await self.client.person(person).places())["direct"]
        return found

    async def own(self, number: int = 1) -> str:
        """The id of an incident's own channel, once it is there."""
        assert self.bot is not None

        async def look() -> str | None:
            found = await self.found(lambda reads: reads.by_number(number))
            return found.channel.id if found and found.channel else None

        channel: str = await until(f"the channel of INC-{number}", look)
        return channel

    async def said(self, channel: str, part: str) -> Message:
        """What the bot said in a channel, with these words in it; it counts as read."""
        seen: list[str] = []

        async def look() -> Message | None:
            seen.clear()
            found = await self.channel(channel)
            for message in found["messages"]:
                whole = await self.plain(everything(message))
                seen.append(whole)
                if message["user"] == self.bot_user and part in whole:
                    self.read.add((found["id"], message["ts"]))
                    return {**message, "whole": whole}
            return None

        try:
            said: Message = await until(f"{part!r} in {channel}", look)
        except AssertionError as missing:
            raise AssertionError(f"{missing} There was: {seen}") from None
        return said

    async def by_the_bot(self) -> list[tuple[str, Message]]:
        """All that the bot has said, apart from Slack's own lines, and where."""
        places = {channel["id"]: channel["name"] for channel in await self.channels()}
        for name, person in self.people.items():
            if direct := await self.direct(name):
                places[direct] = f"directly to {person['real_name']}"
        found: list[tuple[str, Message]] = []
        for id, place in places.items():
            for message in (await self.channel(id))["messages"]:
                if message["user"] == self.bot_user and not message["subtype"]:
                    found.append((place, {**message, "channel": id}))
        return found

    async def unexpected(self) -> list[str]:
        """What the bot said that no story has mentioned."""
        return [
            f"{place}: {await self.plain(message['text'])}"
            for place, message in await self.by_the_bot()
            if (message["channel"], message["ts"]) not in self.read
        ]

    async def settled(self) -> None:
        """Nothing that was asked for or sent, and nothing that is due now, waits to be done."""
        began = time.time()

        async def look() -> bool:
            assert self.bot is not None
            return await self.is_answered() and await self.bot.store.transact(is_settled)

        await until("the end of all that was due", look)
        self._settled_at = began

    async def is_answered(self) -> bool:
        """Whether whatever was sent has arrived, and nobody is at work on it."""
        sent = await self.client.deliveries(since=self._settled_at)
        arrived = all(delivery["ended"] for delivery in sent)
        return arrived and (self.bot is None or self.bot.listeners.idle)

    async def later(self, minutes: float) -> None:
        """Time passes for everybody."""
        await self.client.later(minutes * 60)
        assert self.bot is not None
        await self.bot.clock.look()
        self.bot.worker.wake()
        await self.settled()

    async def until_an_update_is_due(self) -> None:
        """Time passes until four minutes before the one that was promised for INC-1.

        A promise is rounded up to five minutes, so a story can't know how far away it is: one that
        said *58 minutes* failed at some times of the day.
        """
        assert self.bot is not None
        found = await self.found(lambda reads: reads.by_number(1))
        assert found is not None
        assert found.next_update is not None
        left = found.next_update - self.bot.clock.now()
        await self.later(minutes=left.total_seconds() / 60 - 4)

    async def until(self, what: str, look: Look) -> Any:
        """Waits until there is something to see."""
        return await until(what, look)

    async def in_home(self, person: Person, part: str) -> str:
        """All that stands in somebody's Home, once these words do."""
        return await self._home(person, lambda words: part in words, f"{part!r} in Home")

    async def no_more_in_home(self, person: Person, part: str) -> str:
        """The same, once these words are gone."""
        return await self._home(person, lambda words: part not in words, f"Home without {part!r}")

    async def _home(self, person: Person, fits: Callable[[str], bool], what: str) -> str:
        seen: list[str] = []

        async def look() -> bool:
            home = await person.home()
            seen.append(await self.plain(everything(home)) if home else "")
            return bool(home) and fits(seen[-1])

        try:
            await until(what, look)
        except AssertionError as missing:
            raise AssertionError(f"{missing} There was: {seen[-1]}") from None
        return seen[-1]

    async def bot_numbers(self) -> list[int]:
        """The numbers of all incidents that are open."""
        assert self.bot is not None
        found = await self.bot.store.read(lambda reads: reads.open_incidents())
        return sorted(incident.number for incident in found)

    async def events(self, number: int) -> list[str]:
        """What is on the record of an incident, by kind."""
        assert self.bot is not None

        def read(reads: Reads) -> list[str]:
            loaded = reads.by_number(number)
            assert loaded is not None
            return [type(stored.event).__name__ for stored in reads.events(loaded.incident.id)]

        return await self.bot.store.read(read)

    async def download(self, url: str) -> str:
        """A file's content, as a person's browser asks for it."""
        return await self.client.download(url)

    async def calls(self, method: str = "") -> list[Json]:
        """The calls of this method so far, or all."""
        return await self.client.calls(method)

    async def fault(self, method: str, fault: str, **more: Any) -> None:
        """Something will go wrong."""
        await self.client.fault(method, fault, **more)

    async def plain(self, text: str) -> str:
        """Slack's markup as it reads."""
        names: dict[str, str] = {
            person["id"]: person["real_name"] for person in self.people.values()
        }
        if "<#" in text:
            names |= {channel["id"]: channel["name"] for channel in await self.channels()}
        text = re.sub(r"<@([A-Z0-9]+)>", lambda m: names.get(m[1], str(m[1])), text)
        text = re.sub(r"<#([A-Z0-9]+)>", lambda m: f"#{names.get(m[1], m[1])}", text)
        text = re.sub(r"<!(\w+)>", r"@\1", text)
        text = re.sub(r"<[^|>]+\|([^>]+)>", r"\1", text)
        return re.sub(r"\*([^*\n]+)\*", r"\1", text)


class Person(PersonClient):
    """Somebody in the story, with words for what only an incident's people do."""

    def __init__(self, evening: Evening, name: str) -> None:
        super().__init__(evening.client, name)
        self.evening = evening

    @property
    def id(self) -> str:
        """As Slack knows them."""
        return str(self.evening.people[self.name]["id"])

    async def form(self) -> Any:
        """The form that is open, or None."""
        return await super().form()

    async def shown_form(self) -> Any:
        """The form that is open, as soon as there is one: whoever is slow acknowledges first."""
        return await until(f"a form for {self.name}", super().form)

    async def submits(self, values: Any = None, **more: Any) -> Json:
        """Fills the form in and sends it off; `role_comms` stands for `role.comms`. Whoever did not
        wait until it was there was too early on a busy machine; where none comes, none is sent. It
        is sent again where the form asks for that, as it does on a busy machine."""
        await until(f"a form for {self.name}, or none", self._is_answered)
        named = {key.replace("role_", "role."): value for key, value in more.items()}
        sent = await self.submits_once({**(values or {}), **named})
        while takes_longer(sent):
            sent = await self.submits_once({**(values or {}), **named})
        return sent

    async def submits_once(self, values: Json) -> Json:
        """The same, whatever the form says."""
        return await super().submits(values)

    async def _is_answered(self) -> bool:
        return bool(await super().form()) or await self.evening.is_answered()

    async def raises(
        self, title: str = "People can't submit applications", channel: str = "general", **more: Any
    ) -> Json:
        """Types the command, fills the form in, presses Raise."""
        assert await self.types("/incident", channel) == {"ok": True}
        await self.shown_form()
        values = {"title": title, "service": "other", "severity": "P2", **more}
        return await self.submits(**values)

    async def presses(
        self, action: str, message: Message | None = None, channel: str = "", **where: Any
    ) -> Json:
        """A button, in a message or in the form that is open."""
        if message is not None:
            where |= {"channel": message.get("channel", channel), "message_ts": message["ts"]}
        elif form := await self.form():
            where["view_id"] = form["id"]
        return await super().presses(action, **where)

    async def presses_in_home(self, action: str, value: str | None = None) -> Json:
        """The first button or menu in their Home whose name begins so."""
        home = await until(f"the Home of {self.name}", self.home)
        names = [
            element["action_id"]
            for block in home["blocks"]
            for element in (*(block.get("elements") or []), block.get("accessory") or {})
            if element.get("action_id", "").startswith(action)
        ]
        assert names, f"{action} is not in the Home of {self.name}"
        more = {} if value is None else {"value": value}
        return await super().presses(names[0], view_id=home["id"], **more)

    async def reads(self, part: str) -> Message:
        """What only they see, with these words in it, the unread first; it counts as read."""
        seen: list[str] = []

        async def look() -> Message | None:
            seen.clear()
            found = []
            for notice in await self.notices():
                whole = await self.evening.plain(everything(notice))
                seen.append(whole)
                if part in whole:
                    found.append({**notice, "whole": whole})
            read = self.evening.read
            found.sort(key=lambda notice: ((notice["channel"], notice["ts"]) in read, notice["ts"]))
            read.update((notice["channel"], notice["ts"]) for notice in found[:1])
            return found[0] if found else None

        try:
            found: Message = await until(f"{self.name} reading {part!r}", look)
        except AssertionError as missing:
            raise AssertionError(f"{missing} There was: {seen}") from None
        return found


def takes_longer(sent: Json) -> bool:
    """Whether a form stays open and asks to be sent again, in whichever language is spoken."""
    asking = (SENTENCES["note.form_kept"], ENGLISH.sentences["note.form_kept"])
    return any(words in asking for words in sent.get("errors", {}).values())


def is_settled(tx: Transaction) -> bool:
    """No effect is due and no event of Slack's."""
    due = tx.next_due()
    return tx.waiting().event_due is None and (due is None or due > tx.now())


def everything(message: Message) -> str:
    """All that can be read in a message, from its blocks, or its text where it has none."""
    found = []
    for block in message.get("blocks") or []:
        match block["type"]:
            case "section":
                found.append(block["text"]["text"])
            case "context":
                found += [element.get("text", "") for element in block["elements"]]
            case _:
                pass
    return "\n".join(found) or str(message.get("text", ""))


def left_to_slack(value: object) -> list[object]:
    """Text objects in a call that Slack would put links or pictures into."""
    if isinstance(value, list):
        return [words for item in value for words in left_to_slack(item)]
    if not isinstance(value, dict):
        return []
    kept = {"mrkdwn": ("verbatim", True), "plain_text": ("emoji", False)}.get(value.get("type", ""))
    found: list[object] = [] if kept is None or value.get(kept[0]) is kept[1] else [value]
    return found + [words for inner in value.values() for words in left_to_slack(inner)]


def buttons(message: Message) -> list[str]:
    """The words on a message's buttons."""
    found = []
    for block in message.get("blocks") or []:
        elements = [*(block.get("elements") or []), block.get("accessory") or {}]
        found += [
            element["text"]["text"] for element in elements if element.get("type") == "button"
        ]
    return found


async def until(what: str, look: Look) -> Any:
    """Waits until there is something to see."""
    end = time.monotonic() + PATIENCE
    pause = 0.01
    while time.monotonic() < end:
        found = await look()
        if found:
            return found
        await asyncio.sleep(pause)
        pause = min(pause * 1.3, 0.1)
    raise AssertionError(f"{what} did not come.")


def settings_for(
    sandbox: Sandbox | SandboxHandle, data: Path, playbook: Path, database: str | None
) -> Settings:
    """The bot's settings in this workspace."""
    return Settings(
        data=data,
        database_url=SecretStr(database) if database else None,
        playbook=playbook,
        slack_api_url=sandbox.api_url,
        web_port=0,
        clock_url=f"{sandbox.url}/sandbox/clock",
        bot_token=SecretStr(sandbox.bot_token),
        app_token=SecretStr(sandbox.app_token),
        signing_secret=SecretStr(sandbox.signing_secret),
        send_outside=False,
    )


@asynccontextmanager
async def evening(
    sandbox: Sandbox | SandboxHandle,
    data: Path,
    playbook: Path = DFE,
    database: str | None = None,
    *,
    strict: bool = True,
    more: Mapping[str, Any] | None = None,
) -> AsyncIterator[Evening]:
    """The bot at work in a workspace. `strict`: what nobody expected fails the story. `more` are
    further settings."""
    async with SandboxClient(sandbox.url) as client:
        settings = settings_for(sandbox, data, playbook, database).model_copy(update=more)
        found = Evening(client, settings, await client.workspace())
        await found.start()
        try:
            yield found
            if strict:
                await found.settled()
                unexpected = await found.unexpected()
                assert not unexpected, f"nobody expected: {unexpected}"
            changed = [words for call in await found.calls() for words in left_to_slack(call)]
            assert not changed, f"Slack would change: {changed}"
        finally:
            await found.stop()
