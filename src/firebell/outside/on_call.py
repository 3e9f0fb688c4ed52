"""Who is on call in PagerDuty now, by its REST API: `GET /oncalls`.

It is asked now and then in the background, so that raising an incident never waits for it: the last
answer holds while it is fresh, and is forgotten when none comes any more. Nobody is then named, and
that is said, with who could be asked instead.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import aiohttp

from firebell.app.errors import ChatError, MayHaveHappened
from firebell.domain.callouts import PAGERDUTY
from firebell.outside.http import UNREACHABLE, get, http_session

log = logging.getLogger(__name__)

API = "https://api.pagerduty.com"
EVERY = 60.0
"""Seconds between two times that it is asked: a turn may begin at any minute."""
FRESH = 600.0
"""Seconds that an answer holds where no other one comes."""
MOST = 100
"""Entries of an answer, which is the most that PagerDuty gives."""

Heard = Callable[[Mapping[str, str]], Awaitable[None]]
"""Takes note of who is on call: addresses by what the playbook calls the schedules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedules:
    """Where PagerDuty is asked, and with which key."""

    token: str = field(repr=False)
    url: str = API


class OnCall:
    """Asks who is on call for these schedules, and says so to whoever wants to know."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        there: Schedules,
        references: Collection[str],
        heard: Heard,
    ) -> None:
        self._session = session
        self._there = there
        self._references = references
        self._heard = heard
        self._asked = asyncio.Event()
        self._fresh_until = 0.0

    async def keep_fresh(self) -> None:
        """Ask now, and again and again, until cancelled."""
        while True:
            await self.look()
            self._asked.set()
            await asyncio.sleep(EVERY)

    async def first_answer(self, seconds: float) -> None:
        """Wait until it has been asked once, at most so long."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._asked.wait(), seconds)

    async def look(self) -> None:
        """Ask once, and say what is known then."""
        now = asyncio.get_running_loop().time()
        try:
            found = await who_is_on_call(self._session, self._there, self._references)
        except ChatError as error:
            log.warning("PagerDuty did not say who is on call (%s)", error.code)
            if now >= self._fresh_until:
                await self._heard({})
            return
        self._fresh_until = now + FRESH
        await self._heard(found)


@asynccontextmanager
async def on_call(
    there: Schedules, references: Collection[str], heard: Heard
) -> AsyncIterator[OnCall]:
    """One that asks with a session of its own."""
    async with http_session() as session:
        yield OnCall(session, there, references, heard)


async def who_is_on_call(
    session: aiohttp.ClientSession, there: Schedules, references: Collection[str]
) -> dict[str, str]:
    """The address of whoever is called first for each schedule that has anybody, by what the
    playbook calls it. Raises one of the kinds of `app.errors`."""
    schedules = [reference.removeprefix(PAGERDUTY) for reference in references]
    asked = [("schedule_ids[]", schedule) for schedule in schedules]
    asked += [("include[]", "users"), ("earliest", "true"), ("limit", str(MOST))]
    headers = {
        "Authorization": f"Token token={there.token}",
        "Accept": "application/vnd.pagerduty+json;version=2",
    }
    address = f"{there.url.rstrip('/')}/oncalls"
    answer = await get(session, address, asked, headers=headers, scope="outside on call")
    try:
        return _first(json.loads(answer)["oncalls"], schedules)
    except (ValueError, KeyError, TypeError):
        raise MayHaveHappened(UNREACHABLE) from None


def _first(entries: list[dict[str, object]], schedules: Collection[str]) -> dict[str, str]:
    found: dict[str, tuple[int, str]] = {}
    for entry in entries:
        schedule, user = _inner(entry, "schedule", "id"), _inner(entry, "user", "email")
        level = int(str(entry.get("escalation_level") or 1))
        if schedule in schedules and user and (level, user) < found.get(schedule, (99, "")):
            found[schedule] = (level, user)
    return {PAGERDUTY + schedule: user for schedule, (_, user) in found.items()}


def _inner(entry: dict[str, object], name: str, part: str) -> str:
    """A part of what an entry is about; whoever is always on call stands without a schedule."""
    inner = entry.get(name)
    return str(inner.get(part) or "") if isinstance(inner, dict) else ""
