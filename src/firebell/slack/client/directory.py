"""Whom and what the playbook means: e-mail addresses, handles and channel names as Slack's ids.

Looked up when the bot starts, and again now and then; until Slack answers, what was known last
time holds. That Slack does not answer is not that there is nobody of that name: it is asked again
at once, then less and less often. Names of people are learnt as they are met, for records that
leave Slack.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from firebell.app.errors import ChatError, DidNotHappen
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
SOON = 1.0
"""The same, right after Slack has not answered; twice as long each time, up to AGAIN."""
NOT_THERE = ("users_not_found", "user_not_found")
"""What Slack answers where there is nobody of that name."""
MOST_LISTED = 999
"""Channels in one answer of Slack's lists."""
NO_NAMES = ("directmessage", "privategroup")
"""What a payload calls a channel whose name it does not say."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What Slack said: ids by reference, and the references that it did not answer for. `after`:
    seconds that it asked us to wait."""

    found: Mapping[str, str] = field(default_factory=dict)
    unanswered: frozenset[str] = frozenset()
    after: float = 0.0


class Directory:
    """`playbook` is the process with ids in place of references."""

    def __init__(self, store: Store, slack: Gateway, written: Playbook) -> None:
        self._store = store
        self._slack = slack
        self._written = written
        self._ids: Mapping[str, str] = {}
        self._resolved = written
        self._unanswered: frozenset[str] = frozenset()
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
        self._colleagues |= (await self._people(new)).found
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

    async def refresh(self, only: frozenset[str] | None = None) -> float:
        """Ask Slack, for these alone or for all. What it does not answer keeps its last meaning.

        What comes out: the seconds that Slack asked us to wait with what it did not answer.
        """
        references = self._written.references()
        asked = references if only is None else references & only
        heard = await asyncio.gather(
            self._people(reference for reference in asked if "@" in reference[1:]),
            self._groups({reference for reference in asked if reference.startswith("@")}),
            self._channels({reference for reference in asked if reference.startswith("#")}),
        )
        found = self._met | {key: value for part in heard for key, value in part.found.items()}
        if found:
            await self._store.transact(lambda tx: tx.save_directory(found), urgent=False)
        unanswered = frozenset[str]().union(*(part.unanswered for part in heard))
        self._unanswered = unanswered - set(self._ids) - set(found)
        self._know({**self._ids, **found})
        self._complete = references <= set(self._ids)
        self._asked.set()
        return max(part.after for part in heard)

    async def keep_fresh(self) -> None:
        """Ask now, and again now and then; sooner while something is not known, and soonest for
        what was not answered. Until cancelled."""
        clock = asyncio.get_running_loop().time
        everything, pause = clock(), SOON
        only: frozenset[str] | None = None
        while True:
            self._other.clear()
            after = await self.refresh(only)
            if self._unanswered:
                wait, pause = max(pause, after), min(pause * 2, AGAIN)
            else:
                wait, pause = (EVERY if self._complete else AGAIN), SOON
            with suppress(TimeoutError):
                await asyncio.wait_for(self._other.wait(), wait)
            is_due = clock() - everything >= EVERY or not self._unanswered
            only = None if is_due or self._other.is_set() else self._unanswered
            everything = clock() if only is None else everything

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
        resolved = self._written.resolve({**self._ids, **self._on_call})
        self._resolved = replace(resolved, unanswered=self._unanswered - set(self._ids))

    async def _people(self, addresses: Iterable[str]) -> Heard:
        wanted = list(addresses)
        answers = await asyncio.gather(*(self._person(address) for address in wanted))
        users = {
            address: answer
            for address, answer in zip(wanted, answers, strict=True)
            if isinstance(answer, Mapping)
        }
        if users:
            names = {str(user["id"]): _name(user) for user in users.values()}
            await self._store.transact(lambda tx: tx.name_people(names), urgent=False)
        failed = {
            address: answer
            for address, answer in zip(wanted, answers, strict=True)
            if isinstance(answer, ChatError)
        }
        return Heard(
            {address: str(user["id"]) for address, user in users.items()},
            frozenset(failed),
            max(map(_asked_to_wait, failed.values()), default=0.0),
        )

    async def _person(self, address: str) -> ApiResponse | ChatError | None:
        """The user; None where Slack knows nobody of that address; or why it did not answer."""
        try:
            answer = await self._slack.call("users.lookupByEmail", None, email=address)
        except ChatError as error:
            log.info("users.lookupByEmail answered %s", error.code)
            return None if error.code in NOT_THERE else error
        user: ApiResponse = answer["user"]
        return user

    async def _groups(self, handles: set[str]) -> Heard:
        if not handles:
            return Heard()
        try:
            answer = await self._slack.call("usergroups.list", None)
        except ChatError as error:
            log.info("usergroups.list answered %s", error.code)
            return Heard({}, frozenset(handles), _asked_to_wait(error))
        found = {
            f"@{group['handle']}": str(group["id"]) for group in answer.get("usergroups") or []
        }
        return Heard({handle: id for handle, id in found.items() if handle in handles})

    async def _channels(self, names: set[str]) -> Heard:
        """From the list of all channels; what that does not say, from those that the bot is in."""
        heard = Heard()
        for method in ("conversations.list", "users.conversations"):
            missing = names - set(heard.found)
            if missing:
                more = await self._listed(method, missing)
                unanswered = (heard.unanswered | more.unanswered) - set(more.found)
                after = max(heard.after, more.after)
                heard = Heard({**more.found, **heard.found}, unanswered, after)
        return heard

    async def _listed(self, method: str, names: set[str]) -> Heard:
        """As far as these are in the list, and as far as Slack lets it be read."""
        found: dict[str, str] = {}
        types = "public_channel,private_channel"
        arguments = {"limit": MOST_LISTED, "types": types, "exclude_archived": True}
        try:
            async for page in self._slack.each_page(method, "channels", arguments, whole=True):
                listed = {f"#{channel['name']}": str(channel["id"]) for channel in page}
                found |= {name: listed[name] for name in names & set(listed)}
                if set(found) == names:
                    break
        except ChatError as error:
            log.warning("Channels could not be listed with %s (%s)", method, error.code)
            return Heard(found, frozenset(names - set(found)), _asked_to_wait(error))
        return Heard(found)

    async def _quietly(self, method: str, **arguments: object) -> ApiResponse | None:
        try:
            return await self._slack.call(method, None, **arguments)
        except ChatError as error:
            log.info("%s answered %s", method, error.code)
            return None


def _asked_to_wait(error: ChatError) -> float:
    """Seconds."""
    return (error.retry_after or 0.0) if isinstance(error, DidNotHappen) else 0.0


def _name(user: ApiResponse) -> str:
    profile = user.get("profile") or {}
    found = profile.get("real_name") or user.get("real_name") or user.get("name") or user["id"]
    return str(found)
