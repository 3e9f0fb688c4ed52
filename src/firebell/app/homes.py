"""What people's Homes show, who looks at theirs, and what each chose to see of it.

Slack says when somebody opens their Home, never when they turn away; so whoever opened it, or
pressed something in it, within the last hours is taken to look at it still.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from firebell.app.incidents import Incidents
from firebell.app.ports import HomeLook, Loaded, Reads, Store, Transaction, Unreadable
from firebell.domain.home import Filters, HomeContent, content_of
from firebell.domain.incident import Incident, Person
from firebell.domain.permissions import Caller, sees
from firebell.domain.playbook import Playbook

LOOKED_LATELY = timedelta(hours=12)
"""A shift: for so long after it was opened a Home is kept true, and what was chosen in it holds."""
ASKED_LATELY = 10.0
"""Seconds in which nobody is asked again who is in a channel, for a Home that nobody opens now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that any Home may show, as it is stored; `marks` tell whether it is still so."""

    marks: Mapping[str, int]
    incidents: Sequence[Incident]


class Homes:
    """Over one store. `content` is what may be shown now; `as_stored` asks nobody."""

    def __init__(
        self,
        store: Store,
        incidents: Incidents,
        playbook: Callable[[], Playbook],
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._incidents = incidents
        self._playbook = playbook
        self._now = now
        self._loaded: Mapping[str, Loaded] = {}
        self._asked: dict[str, float] = {}
        self._outside: frozenset[str] = frozenset()

    async def looked(self, person: Person) -> None:
        """Somebody opens it, or does something in it. Who has not looked for long begins anew."""
        await self.chosen(person, "", "")

    async def chosen(self, person: Person, name: str, value: str) -> None:
        """Somebody chose what is shown (`Filters.with_choice`); nothing named shows all again."""

        def work(tx: Transaction) -> None:
            look = tx.home_look(person)
            lately = look is not None and look.at >= tx.now() - LOOKED_LATELY
            before = look.filters if look is not None and lately else Filters()
            tx.home_looked(person, before.with_choice(name, value))

        await self._store.transact(work)

    async def unfiltered(self, person: Person) -> None:
        """Somebody wants to see all again."""
        await self._store.transact(lambda tx: tx.home_looked(person, Filters()))

    async def look_of(self, person: Person) -> HomeLook | None:
        """When this person looked last; None where they never did, so that there is no Home."""
        return await self._store.read(lambda reads: reads.home_look(person))

    async def looked_at(self) -> Sequence[HomeLook]:
        """The Homes that are kept true."""
        since = self._now() - LOOKED_LATELY
        return await self._store.read(lambda reads: reads.home_looks(since))

    async def published(self, person: Person, shown: str) -> None:
        """By now this is what stands in it."""
        await self._store.transact(lambda tx: tx.home_published(person, shown), urgent=False)

    async def known(self) -> Known:
        """Read anew is only what has changed."""
        before = self._loaded

        def read(reads: Reads) -> tuple[Mapping[str, int], Mapping[str, Loaded]]:
            marks = reads.home_marks()
            return marks, {
                id: loaded
                for id, version in marks.items()
                if (loaded := _as_it_is(reads, before.get(id), id, version)) is not None
            }

        marks, self._loaded = await self._store.read(read)
        found = sorted(self._loaded.values(), key=lambda loaded: -loaded.incident.number)
        return Known(marks=marks, incidents=[loaded.incident for loaded in found])

    def as_stored(self, caller: Caller, known: Known) -> HomeContent:
        """What this person would be shown, as far as is known without asking."""
        return self._content(caller, known.incidents)

    async def content(self, caller: Caller, *, opened: bool = True) -> HomeContent:
        """What may be shown to this person, now that it is written down: whoever makes one of these
        private from now on has their Home made anew. The chat is asked first who is in what is
        private; where nobody `opened` it just now, only unless it was asked a moment ago."""
        wanted = self.as_stored(caller, await self.known()).incidents
        hidden = await self._hidden(wanted, opened)
        ids = sorted((each.number, each.id) for each in wanted if each.id not in hidden)

        def work(tx: Transaction) -> HomeContent:
            fresh = [loaded.incident for _, id in ids if (loaded := tx.incident(id)) is not None]
            content = self._content(caller, fresh)
            tx.home_shows(caller.person, [each.id for each in content.incidents])
            return content

        return await self._store.transact(work)

    def _content(self, caller: Caller, found: Sequence[Incident]) -> HomeContent:
        shown = [each for each in found if sees(caller, each)]
        return content_of(shown, caller.person, self._playbook(), self._now())

    async def _hidden(self, wanted: Sequence[Incident], opened: bool) -> frozenset[str]:
        """Those of which nobody can tell who may see them, by what was last said."""
        now = asyncio.get_running_loop().time()
        asked = [
            each
            for each in wanted
            if each.private
            and (opened or now - self._asked.get(each.id, float("-inf")) >= ASKED_LATELY)
        ]
        outside = await self._incidents.outside(asked)
        ids = {each.id for each in asked}
        self._asked.update(dict.fromkeys(ids, now))
        self._outside = (self._outside - ids) | outside
        return self._outside


def _as_it_is(reads: Reads, before: Loaded | None, id: str, version: int) -> Loaded | None:
    if before is not None and before.version == version:
        return before
    try:
        return reads.incident(id)
    except Unreadable:
        return None
