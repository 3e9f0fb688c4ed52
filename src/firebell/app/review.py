"""The review as a document, out of the store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from firebell.app.ports import Loaded, Reads, Store
from firebell.app.record import events_and_names
from firebell.domain.incident import Person, ReviewCopy
from firebell.domain.playbook import Playbook
from firebell.words.document import Document
from firebell.words.record import people_in
from firebell.words.review import document
from firebell.words.review_markdown import to_markdown

BUILT_IN = "built-in"
"""What the playbook says where it has no Word template of its own."""

ToFile = Callable[[Document, Playbook], bytes]
"""Makes a file of a review: of Word in the playbook's template, or PDF. Raises NotMade."""


class NotMade(Exception):
    """A copy can't be made; `reason` is a code that has words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def review_of(
    reads: Reads, loaded: Loaded, playbook: Playbook, now: datetime, version: int | None = None
) -> Document:
    """An incident's review up to this version, with the names of its people that are known."""
    incident = loaded.incident
    events, names = events_and_names(reads, incident)
    return document(incident, events, names, playbook, now, version)


class Reviewer:
    """Writes an incident's review. `ask` learns the names that are missing."""

    def __init__(
        self,
        store: Store,
        ask: Callable[[Sequence[Person]], Awaitable[None]],
        playbook: Callable[[], Playbook],
        now: Callable[[], datetime],
        to_word: ToFile,
    ) -> None:
        self._store = store
        self._ask = ask
        self._playbook = playbook
        self._now = now
        self._to_word = to_word

    async def copy(self, incident: str, copy: ReviewCopy, version: int | None) -> bytes:
        """By the incident's opaque id, which must be known. Raises NotMade."""

        def people(reads: Reads) -> set[Person]:
            return people_in([stored.event for stored in reads.events(incident)])

        def read(reads: Reads) -> Document:
            loaded = reads.incident(incident)
            assert loaded is not None, "an effect belongs to an incident"
            return review_of(reads, loaded, self._playbook(), self._now(), version)

        await self._ask(sorted(await self._store.read(people)))
        review = await self._store.read(read)
        if copy is ReviewCopy.WORD:
            return self._to_word(review, self._playbook())
        return to_markdown(review).encode()
