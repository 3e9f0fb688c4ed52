"""The record of an incident as a document, out of the store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime

from firebell.app.ports import KeptPicture, Loaded, Reads, Store
from firebell.domain.events import Event
from firebell.domain.incident import Incident, Person
from firebell.domain.playbook import Playbook
from firebell.words.export import to_markdown
from firebell.words.record import people_in

Write = Callable[
    [Incident, Sequence[Event], Mapping[Person, str], Playbook, datetime, Mapping[str, str]], str
]
"""One of `words.export`'s ways of writing it."""


def document(
    reads: Reads,
    loaded: Loaded,
    playbook: Playbook,
    now: datetime,
    write: Write,
    folder: str | None = None,
) -> str:
    """An incident, all that happened in it, and the names of its people that are known; its
    pictures stand in `folder`."""
    incident = loaded.incident
    playbook = incident.process(playbook)
    events, names = events_and_names(reads, incident)
    return write(incident, events, names, playbook, now, kept_pictures(reads, loaded, folder))


def events_and_names(reads: Reads, incident: Incident) -> tuple[list[Event], dict[Person, str]]:
    """All that happened in it, and what its people and the channels of the playbook are called."""
    events = [stored.event for stored in reads.events(incident.id)]
    channels = {id: name for name, id in reads.directory().items() if name.startswith("#")}
    return events, channels | dict(reads.names({*people_in(events), *incident.people()}))


def kept_pictures(reads: Reads, loaded: Loaded, folder: str | None) -> dict[str, str]:
    """What is kept of the pictures: their files, each with what it is called in `folder`, or
    nothing where there is no folder."""
    return {
        kept.file: f"{folder}/{file_name(kept)}" if folder else ""
        for kept in reads.pictures(loaded.incident.id)
    }


def file_name(kept: KeptPicture) -> str:
    """Of a picture as a file: the chat's id and what it is."""
    return f"{kept.file}.{kept.type.rpartition('/')[2]}"


class Recorder:
    """Writes an incident's record as Markdown. `ask` learns the names that are missing."""

    def __init__(
        self,
        store: Store,
        ask: Callable[[Sequence[Person]], Awaitable[None]],
        playbook: Callable[[], Playbook],
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._ask = ask
        self._playbook = playbook
        self._now = now

    async def events(self, incident: str) -> Mapping[str, Event]:
        """All that happened in it, by the events' ids."""

        def read(reads: Reads) -> Mapping[str, Event]:
            return {stored.id: stored.event for stored in reads.events(incident)}

        return await self._store.read(read)

    async def markdown(self, incident: str) -> str:
        """By its opaque id, which must be known."""

        def people(reads: Reads) -> set[Person]:
            return people_in([stored.event for stored in reads.events(incident)])

        def read(reads: Reads) -> str:
            loaded = reads.incident(incident)
            assert loaded is not None, "an effect belongs to an incident"
            return document(reads, loaded, self._playbook(), self._now(), to_markdown)

        await self._ask(sorted(await self._store.read(people)))
        return await self._store.read(read)
