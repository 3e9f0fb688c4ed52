"""Moments as the tables hold them, and the database's clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import TextClause

from firebell.storage.write_behind import AnyConnection, ahead


def moment(seconds: float) -> datetime:
    """Seconds since 1970 as an aware datetime in UTC."""
    return datetime.fromtimestamp(seconds, UTC)


def seconds(value: datetime | timedelta) -> float:
    """A moment or a length in seconds."""
    return value.timestamp() if isinstance(value, datetime) else value.total_seconds()


class DatabaseClock:
    """The clock of what is committed together: `query` gives seconds since 1970, asked once."""

    def __init__(
        self, connection: AnyConnection, query: TextClause, offset: Callable[[], timedelta]
    ) -> None:
        self._connection = connection
        self._query = query
        self._offset = offset()
        self._read_at: float | None = None

    def real(self) -> float:
        """The database's own."""
        if self._read_at is None:
            self._read_at = float(ahead(self._connection, self._query).scalar_one())
        return self._read_at

    def now(self) -> datetime:
        """Moved as the workspace's clock was moved."""
        return moment(self.real()) + self._offset
