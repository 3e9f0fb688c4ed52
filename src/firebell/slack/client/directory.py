"""Whom and what the playbook means: e-mail addresses, handles and channel names as Slack's ids.

Looked up when the bot starts, and again now and then; until Slack answers, what was known last
time holds. Names of people are learnt as they are met, for records that leave Slack.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping
from contextlib import suppress

from firebell.app.errors import ChatError
from firebell.app.ports import Store
from firebell.domain.playbook import Playbook
from firebell.domain.pseudonyms import is_pseudonym
from firebell.slack.client.gateway import ApiResponse, Gateway
from firebell.slack.client.payloads import mentioned_people, without_markup

log = logging.getLogger(__name__)

EVERY = 600.0
"""Seconds between two times that Slack is asked for everything."""
AGAIN = 30.0
"""The same, while something is not known."""
MOST_LISTED = 999
"""Channels in one answer of Slack's lists."""
NO_NAMES = ("directmessage", "privategroup")
"""What a payload calls a channel whose name it does not say."""


class Directory:
    """`playbook` is the process with ids in place of references."""

    def __init__(self, store: Store, slack: Gateway, written: Playbook) -> None:
        self._store = store
        self._slack = slack
        self._written = written
        self._ids: Mapping[str, str] = {}
        self._resolved = written
        self._asked = asyncio.Event()
        self._complete = False
        self._met: dict[str, str] = {}
        self._on_call: Mapping[str, str] = {}
        self._colleagues: dict[str, str] = {}
        self._other = asyncio.Event()

    def playbook(self) -> Playbook:
        """As far as it is known."""
        return self._resolved

    def use(self, written: Playbook) -> None:
        """Another process is in force; what it names newly is asked for at once."""
        if written == self._written:
            return
        self._written, self._complete = written, False
        self._know(self._ids)
        self._other.set()

    def known(self, reference: str) -> str | None:
        """The id that a reference stands for, or None."""
        return self._ids.get(reference)

    def met(self, channel: str, name: str) -> None:
        """A payload of Slack's said what this channel is called."""
        reference = f"#{name}"
        if name in NO_NAMES or reference not in self._written.references():
            return
        if self._ids.get(reference) != channel:
            self._met[reference] = channel
            self._know({**self._ids, reference: channel})

    async def now_on_call(self, addresses: Mapping[str, str]) -> None:
        """Who is on call outside, by what the playbook calls the schedules; of any other of them
        that is not known any more."""
        new = set(addresses.values()) - set(self._colleagues)
        self._colleagues |= await self._people(new)
        self._on_call = {
            schedule: self._colleagues[address]
            for schedule, address in addresses.items()
            if address in self._colleagues
        }
        self._know(self._ids)

    async def remember(self) -> None:
        """What was known last time."""
        known = await self._store.read(lambda reads: reads.directory())
        self._know(known)

    async def refresh(self) -> None:
        """Ask Slack. What it does not answer keeps its last meaning."""
        references = self._written.references()
        parts = await asyncio.gather(
            self._people(reference for reference in references if "@" in reference[1:]),
            self._groups({reference for reference in references if reference.startswith("@")}),
            self._channels({reference for reference in references if reference.startswith("#")}),
        )
        found = self._met | {key: value for part in parts for key, value in part.items()}
        if found:
            await self._store.transact(lambda tx: tx.save_directory(found), urgent=False)
            self._know({**self._ids, **found})
        self._complete = references <= set(self._ids)
        self._asked.set()

    async def keep_fresh(self) -> None:
        """Ask now, and again now and then, sooner while something is not known; until cancelled."""
        while True:
            self._other.clear()
            await self.refresh()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._other.wait(), EVERY if self._complete else AGAIN)

    async def first_answer(self, seconds: float) -> None:
        """Wait until Slack has been asked once, at most so long."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._asked.wait(), seconds)

    async def learn(self, people: Iterable[str]) -> None:
        """The names of these people, where they are not known yet."""
        wanted = [person for person in dict.fromkeys(people) if person and not is_pseudonym(person)]
        if not wanted:
            return
        known = await self._store.read(lambda reads: reads.names(wanted))
        names: dict[str, str] = {}
        for person in wanted:
            if person not in known:
                answer = await self._quietly("users.info", user=person)
                if answer:
                    names[person] = _name(answer["user"])
        if names:
            await self._store.transact(lambda tx: tx.name_people(names), urgent=False)

    async def as_read(self, words: str) -> str:
        """Words out of Slack as people read them there, with names for ids."""
        people = mentioned_people(words)
        await self.learn(people)
        return without_markup(words, await self._store.read(lambda reads: reads.names(people)))

    def _know(self, ids: Mapping[str, str]) -> None:
        self._ids = dict(ids)
        self._resolved = self._written.resolve({**self._ids, **self._on_call})

    async def _people(self, addresses: Iterable[str]) -> dict[str, str]:
        wanted = list(addresses)
        answers = await asyncio.gather(
            *(self._quietly("users.lookupByEmail", email=address) for address in wanted)
        )
        found: dict[str, str] = {}
        names: dict[str, str] = {}
        for address, answer in zip(wanted, answers, strict=True):
            if answer:
                found[address] = str(answer["user"]["id"])
                names[found[address]] = _name(answer["user"])
        if names:
            await self._store.transact(lambda tx: tx.name_people(names), urgent=False)
        return found

    async def _groups(self, handles: set[str]) -> dict[str, str]:
        if not handles:
            return {}
        answer = await self._quietly("usergroups.list")
        groups = (answer or {}).get("usergroups") or []
        return {
            f"@{group['handle']}": str(group["id"])
            for group in groups
            if f"@{group['handle']}" in handles
        }

    async def _channels(self, names: set[str]) -> dict[str, str]:
        """From the list of all channels; what that does not say, from those that the bot is in."""
        found: dict[str, str] = {}
        for method in ("conversations.list", "users.conversations"):
            if names - set(found):
                found = {**await self._listed(method, names - set(found)), **found}
        return found

    async def _listed(self, method: str, names: set[str]) -> dict[str, str]:
        """As far as these are in the list, and as far as Slack lets it be read."""
        found: dict[str, str] = {}
        types = "public_channel,private_channel"
        arguments = {"limit": MOST_LISTED, "types": types, "exclude_archived": True}
        try:
            async for page in self._slack.each_page(method, "channels", arguments):
                listed = {f"#{channel['name']}": str(channel["id"]) for channel in page}
                found |= {name: listed[name] for name in names & set(listed)}
                if set(found) == names:
                    break
        except ChatError as error:
            log.warning("Channels could not be listed with %s (%s)", method, error.code)
        return found

    async def _quietly(self, method: str, **arguments: object) -> ApiResponse | None:
        try:
            return await self._slack.call(method, None, **arguments)
        except ChatError as error:
            log.info("%s answered %s", method, error.code)
            return None


def _name(user: ApiResponse) -> str:
    profile = user.get("profile") or {}
    found = profile.get("real_name") or user.get("real_name") or user.get("name") or user["id"]
    return str(found)
