"""What people read of incidents outside the chat: one whole, or many, as far as they may see them.

Nothing here changes anything. Whoever asks is a `Caller`, and the gate is the domain's: what they
may not see is not there, in no list and in no count.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from firebell.app.incidents import Incidents
from firebell.app.ports import Reads, Store
from firebell.app.record import events_and_names
from firebell.domain.events import Event
from firebell.domain.incident import Incident, Person
from firebell.domain.mine import OwnReview, reviews
from firebell.domain.permissions import Caller, sees
from firebell.domain.playbook import Playbook
from firebell.domain.searching import EVERYTHING, Wanted
from firebell.words.record import people_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One incident with all that happened in it, what its people are called, and the process that
    held for it."""

    incident: Incident
    events: Sequence[Event]
    names: Mapping[Person, str]
    playbook: Playbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some of many, the newest first, and before which number the next ones begin, if any do."""

    incidents: Sequence[Incident]
    names: Mapping[Person, str]
    before: int | None = None


class Library:
    """Reads for the pages. `ask` learns the names that are missing."""

    def __init__(
        self,
        store: Store,
        incidents: Incidents,
        ask: Callable[[Sequence[Person]], Awaitable[None]],
        playbook: Callable[[], Playbook],
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._incidents = incidents
        self._ask = ask
        self.playbook = playbook
        self.now = now

    async def told(self, number: int, caller: Caller) -> Told | None:
        """By what people call it; None where there is none for this person."""
        found = await self._incidents.by_number(number, caller)
        if found is None:
            return None

        def people(reads: Reads) -> set[Person]:
            events = [stored.event for stored in reads.events(found.id)]
            return people_in(events) | set(found.people())

        def read(reads: Reads) -> Told | None:
            loaded = reads.incident(found.id)
            if loaded is None or not sees(caller, loaded.incident):
                return None
            events, names = events_and_names(reads, loaded.incident)
            process = loaded.incident.process(self.playbook())
            return Told(incident=loaded.incident, events=events, names=names, playbook=process)

        await self._ask(sorted(await self._store.read(people)))
        return await self._store.read(read)

    async def open_now(self, caller: Caller) -> Page:
        """All that is open."""
        return await self._named(await self._incidents.open_for(caller))

    async def page(
        self,
        caller: Caller,
        size: int,
        before: int | None = None,
        wanted: Wanted = EVERYTHING,
    ) -> Page:
        """So many of all that there ever were and that are wanted, with numbers below `before`."""
        found = await self._incidents.newest(caller, size + 1, before, wanted)
        page = await self._named(found[:size])
        more = found[size - 1].number if len(found) > size else None
        return Page(incidents=page.incidents, names=page.names, before=more)

    async def last_of(self, caller: Caller, service: str) -> Incident | None:
        """The newest of one service, by itself: nobody in it is named."""
        found = await self._incidents.newest(caller, 1, wanted=Wanted(service=service))
        return found[0] if found else None

    async def mine(self, caller: Caller) -> Page:
        """What is open and this person has a part in: in charge, in a role, or with a step or an
        action that is theirs."""
        found = await self._incidents.open_for(caller)
        left = await self._incidents.with_actions(caller)
        either = {each.id: each for each in [*found, *left] if has_part(caller.person, each)}
        ordered = sorted(either.values(), key=lambda each: each.number, reverse=True)
        return await self._named(ordered)

    async def reviews(self, caller: Caller) -> list[OwnReview]:
        """What this person has to do with reviews: to write one, or to read it."""
        found = await self._incidents.awaiting_review(caller)
        return reviews(found, caller.person, self.now())

    async def called(self, person: Person) -> str:
        """What somebody is called, as far as we know; else their id."""
        return (await self.names([person])).get(person) or person

    async def names(self, people: Collection[Person]) -> Mapping[Person, str]:
        """What these are called, as far as we know."""
        await self._ask(sorted(people))
        return await self._store.read(lambda reads: reads.names(people))

    async def _named(self, found: Sequence[Incident]) -> Page:
        people = {person for each in found for person in each.people()}
        return Page(incidents=found, names=await self.names(people))


def has_part(person: Person, incident: Incident) -> bool:
    """Whether somebody is in charge of it, in a role or asked for one, or has an action of it."""
    held = {each.person for each in incident.roles.values()}
    acts = {action.owner for action in incident.actions if action.is_open}
    return person in held | acts or (incident.is_open and incident.in_charge == person)
