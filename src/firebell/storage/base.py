"""What both stores are, whichever database they keep: a `ports.Store` that can be closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from firebell.app.ports import Store

Offset = Callable[[], timedelta]
"""How far the workspace's clock has been moved from the database's."""
TRIES = 8
"""How often a transaction is run again after somebody else was first."""


class SqlStore(Store, Protocol):
    """`ports.Store`, and how it ends."""

    def close(self) -> None:
        """Finish what waits and let go of the database."""


class BadAddress(Exception):
    """The database's address can't be used; the message says what would be right."""
