"""Rows that can't be read: each is named once, left out, and stops no other.

What is in such a row is never told, neither by the log nor by the exception.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TypeVar

from firebell.app.ports import Unreadable
from firebell.storage.opened import OpenedIncidents

log = logging.getLogger(__name__)

R = TypeVar("R")
T = TypeVar("T")
MAKES_NO_SENSE = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    OSError,
)
"""What reading ends in: broken JSON, unknown classes, fields of another kind, moments of no year.
pydantic's own is a ValueError."""
WAIT_ELSEWHERE = frozenset({"effects", "inbox"})
"""Tables whose rows say themselves that they were set aside."""


class UnreadableRows:
    """Those that one process has met, and beside them `opened`, which it need not read again."""

    def __init__(self) -> None:
        self._known: set[tuple[str, str]] = set()
        self.opened = OpenedIncidents()

    def count(self) -> int:
        """How many, apart from those that the database counts."""
        return sum(table not in WAIT_ELSEWHERE for table, _ in self._known)

    def note(self, row: Unreadable) -> None:
        """Name it in the log, the first time."""
        if (row.table, row.row) not in self._known:
            self._known.add((row.table, row.row))
            log.error("A row can't be read and is left out: %s", row)

    def reading(self, table: str, row: object, kind: str, make: Callable[[], T]) -> T:
        """What `make` makes of a row. Raises Unreadable, with nothing behind it."""
        try:
            return make()
        except MAKES_NO_SENSE:
            unreadable = Unreadable(table, str(row), kind)
        self.note(unreadable)
        raise unreadable


def readable(rows: Iterable[R], make: Callable[[R], T]) -> list[T]:
    """What can be made of rows, whose makers raise Unreadable for those that are left out."""
    found: list[T] = []
    for row in rows:
        with suppress(Unreadable):
            found.append(make(row))
    return found
