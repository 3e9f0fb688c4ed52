"""What people ask of incidents: each command is one transaction, and the worker hears of it.

The same key twice is the same command: however often a button is pressed or a form delivered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from firebell.app.ports import Loaded, Reads, Store, Transaction
from firebell.app.recording import move, record
from firebell.domain import naming
from firebell.domain.commands import Command, Declare, Edit
from firebell.domain.events import Declared, Event, RoleAsked, RoleTaken
from firebell.domain.incident import CONFIRMATION, Incident, Person
from firebell.domain.lifecycle import decide
from firebell.domain.moves.declare import wanted_name
from firebell.domain.playbook import UNSURE, Playbook
from firebell.domain.refusals import Refused
from firebell.domain.typed_text import one_line

T = TypeVar("T")
RECENT = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """The incident after the command. `repeated`: the key was known already."""

    incident: Incident
    events: Sequence[Event] = ()
    repeated: bool = False


class Incidents:
    """The use cases over one store. `wake` is called after every commit that queued something."""

    def __init__(
        self,
        store: Store,
        playbook: Callable[[], Playbook],
        wake: Callable[[], None],
        new_id: Callable[[], str],
    ) -> None:
        self._store = store
        self._playbook = playbook
        self._wake = wake
        self._new_id = new_id

    async def declare(self, command: Declare) -> Handled:
        """Raise it, or recognise it. Raises Refused."""
        playbook = self._playbook()

        def work(tx: Transaction) -> Handled:
            earlier = tx.by_key(command.key)
            if earlier is not None:
                return _again(tx, earlier, command, playbook)
            return _first(tx, command, playbook, self._new_id())

        handled = await self._store.transact(work)
        self._wake()
        return handled

    async def handle(self, incident: str, command: Command, key: str | None = None) -> Handled:
        """Carry a command out on an incident, by its opaque id. Raises Refused."""
        playbook = self._playbook()

        def work(tx: Transaction) -> Handled:
            loaded = tx.incident(incident)
            if loaded is None:
                raise Refused("no_such_incident")
            if key is not None:
                if tx.handled(key) is not None:
                    return Handled(incident=loaded.incident, repeated=True)
                tx.remember(key, incident)
            loaded, events = move(tx, loaded, command, playbook)
            return Handled(incident=loaded.incident, events=events)

        handled = await self._store.transact(work)
        self._wake()
        return handled

    async def retry(self, effect: str) -> bool:
        """Take up again what was given up; the declarer's list shows it."""

        def work(tx: Transaction) -> bool:
            stored = tx.effect(effect)
            if stored is None or not tx.retry(effect):
                return False
            tx.want(stored.incident, CONFIRMATION)
            return True

        again = await self._store.transact(work)
        self._wake()
        return again

    async def read(self, find: Callable[[Reads], Loaded | None]) -> Incident | None:
        """The incident that `find` finds, or None."""
        loaded = await self._store.read(find)
        return loaded.incident if loaded else None

    async def look(self, find: Callable[[Reads], T]) -> T:
        """Anything else that may be asked of the store."""
        return await self._store.read(find)

    async def open_for(self, person: Person) -> list[Incident]:
        """What is open and may be shown to this person, newest first."""
        found = await self._store.read(lambda reads: reads.open_incidents())
        return [incident for incident in found if incident.is_for(person)]

    async def open_publicly(self) -> list[Incident]:
        """What is open and may be shown to everyone, newest first, drills apart."""
        found = await self._store.read(lambda reads: reads.open_incidents())
        return [incident for incident in found if not incident.private and not incident.drill]

    async def similar(self, service: str) -> Incident | None:
        """An open public incident of the same service that is under 30 minutes old."""
        if service == UNSURE:
            return None
        return await self._store.transact(lambda tx: tx.similar(service, tx.now() - RECENT))


def _first(tx: Transaction, command: Declare, playbook: Playbook, new_id: str) -> Handled:
    now = tx.now()
    number = tx.next_number()
    severity = playbook.when_unsure if command.severity == UNSURE else command.severity
    similar = None
    if not command.private and not command.drill and command.service != UNSURE:
        similar = tx.similar(command.service, now - RECENT)
    numbered = replace(
        command, id=new_id, number=number, similar=similar.number if similar else None
    )
    base = wanted_name(numbered, playbook, severity, now)
    taken = tx.names_reserved(naming.candidates(base))
    events = decide(None, replace(numbered, taken=taken), now, playbook)
    loaded = record(tx, None, events, playbook)
    return Handled(incident=loaded.incident, events=events)


def _again(tx: Transaction, earlier: Loaded, command: Declare, playbook: Playbook) -> Handled:
    """The same values are the same incident; other values correct it."""
    changes = _differences(tx, earlier.incident, command)
    if changes is None:
        return Handled(incident=earlier.incident, repeated=True)
    loaded, events = move(tx, earlier, changes, playbook)
    return Handled(incident=loaded.incident, events=events, repeated=True)


def _differences(tx: Transaction, incident: Incident, command: Declare) -> Edit | None:
    first = tx.events(incident.id)
    declared = first[0].event
    assert isinstance(declared, Declared), "an incident begins by being declared"
    if command.private and not declared.private:
        raise Refused("raised_openly", "sensitive", number=incident.number)
    asked = {
        (stored.event.role, stored.event.person)
        for stored in first
        if isinstance(stored.event, RoleAsked | RoleTaken)
    }
    severity = declared.severity if declared.severity_confirmed else UNSURE
    title = one_line(command.title)
    description = command.description.strip()
    edit = Edit(
        by=command.by,
        where=command.where,
        title=title if title != declared.title else None,
        description=description if description != declared.description else None,
        service=command.service if command.service != declared.service else None,
        severity=command.severity if command.severity != severity else None,
        roles={role: who for role, who in command.roles.items() if (role, who) not in asked},
    )
    unchanged = Edit(by=command.by, where=command.where)
    return None if edit == unchanged else edit
