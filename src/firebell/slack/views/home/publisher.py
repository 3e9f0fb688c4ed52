"""Publishes Home: when it is opened, when something is done in it, and when somebody may see less
than it shows. One at a time for each person, so that what was read last is what stands there."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import datetime

from firebell.app.homes import Homes, Known
from firebell.app.ports import HomeLook
from firebell.domain.home import HomeContent
from firebell.domain.incident import Person
from firebell.domain.permissions import Caller
from firebell.domain.playbook import Playbook
from firebell.slack.client.gateway import Gateway
from firebell.slack.views.blocks import Block
from firebell.slack.views.home.view import home, mark


class HomePublisher:
    """`opened` and `again` by a person's doing, `publish` by the incident's, `follow` by the
    chore's (`watch.HomeWatch`)."""

    def __init__(
        self,
        homes: Homes,
        slack: Gateway,
        who: Callable[[str], Awaitable[Caller]],
        process: Callable[[], Playbook],
        now: Callable[[], datetime],
    ) -> None:
        self.homes = homes
        self._slack = slack
        self._who = who
        self._process = process
        self._now = now
        self._one_at_a_time: defaultdict[Person, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def opened(self, person: Person) -> None:
        """They look at it now. Raises ChatError."""
        await self.homes.looked(person)
        await self.publish(person)

    async def publish(self, person: Person) -> None:
        """As this person may see it; nothing where they never looked. Raises ChatError."""
        await self._publish(person, always=True)

    async def follow(self, person: Person) -> str | None:
        """As `publish`, for one that nobody opens now: only where it would show something else.
        Gives the mark of what stands there. Raises ChatError."""
        return await self._publish(person, always=False)

    async def _publish(self, person: Person, *, always: bool) -> str | None:
        caller = await self._who(person)
        async with self._one_at_a_time[person]:
            look = await self.homes.look_of(person)
            if look is None:
                return None
            content = await self.homes.content(caller, opened=always)
            view = self._view(content, look)
            shown = mark(view)
            if always or shown != look.shown:
                await self._slack.call("views.publish", user_id=person, view=view)
                await self.homes.published(person, shown)
            return shown

    async def would_show(self, look: HomeLook, known: Known) -> tuple[str, datetime | None]:
        """The mark of what would stand there, as far as is known without asking; and when time
        alone changes it."""
        content = self.homes.as_stored(await self._who(look.person), known)
        return mark(self._view(content, look)), content.changes_after(self._now())

    def _view(self, content: HomeContent, look: HomeLook) -> Block:
        return home(content, self._process(), self._now(), look.filters)
