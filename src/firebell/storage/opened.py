"""What is open is read again and again, by every form and list: what its rows were made into is
kept until the rows say something else.

It is known again by a digest of the row's text, so that no words outlive their removal: whatever
was rewritten is made anew, and what is not open any more is forgotten with the next look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from typing import Any

from firebell.app.ports import Unreadable
from firebell.domain.incident import Incident


class OpenedIncidents:
    """Of one process. Threads may read at the same moment: the last one leaves what it has seen."""

    def __init__(self) -> None:
        self._known: Mapping[str, tuple[bytes, Incident]] = {}

    def read(self, rows: Iterable[Any], make: Callable[[Any], Incident]) -> list[Incident]:
        """What these rows say, in their order, without those that can't be read."""
        known = self._known
        fresh: dict[str, tuple[bytes, Incident]] = {}
        for row in rows:
            digest = blake2b(row.body.encode(), digest_size=16).digest()
            before = known.get(row.id)
            with suppress(Unreadable):
                same = before is not None and before[0] == digest
                fresh[row.id] = before if same and before else (digest, make(row))
        self._known = fresh
        return [incident for _, incident in fresh.values()]
