"""What is open is read again and again, by every form and list: what its rows were made into is
kept until the rows say something else.

It is known again by the very text of the row, so that no words outlive their removal: whatever was
rewritten is made anew, and what is not open any more is forgotten with the next look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

from firebell.app.ports import Unreadable
from firebell.domain.incident import Incident


class OpenedIncidents:
    """Of one process. Threads may read at the same moment: the last one leaves what it has seen."""

    def __init__(self) -> None:
        self._known: Mapping[str, tuple[str, Incident]] = {}

    def read(self, rows: Iterable[Any], make: Callable[[Any], Incident]) -> list[Incident]:
        """What these rows say, in their order, without those that can't be read."""
        known = self._known
        fresh: dict[str, tuple[str, Incident]] = {}
        for row in rows:
            body, made = known.get(row.id, ("", None))
            with suppress(Unreadable):
                same = made is not None and body == row.body
                fresh[row.id] = (row.body, made if same and made else make(row))
        self._known = fresh
        return [incident for _, incident in fresh.values()]
