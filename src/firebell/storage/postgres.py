"""PostgreSQL: the same functions in a small pool of threads.

Several replicas may work on one database: rows are locked while they change, and a claim skips
what another holds. A transaction that met another (serialisation, deadlock, the same unique key at
the same moment) is run again. The driver is LGPL and optional (`firebell[postgres]`).
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import psycopg  # noqa: F401  (this file exists only where the driver does)
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError, OperationalError

from firebell.app.ports import Conflict, Reads, Transaction
from firebell.storage.base import TRIES, Offset
from firebell.storage.clock import DatabaseClock
from firebell.storage.foreground import ForegroundLoad
from firebell.storage.migrate import migrate
from firebell.storage.reads import SqlReads
from firebell.storage.threads import in_thread
from firebell.storage.transaction import Dialect, SqlTransaction
from firebell.storage.unreadable import UnreadableRows

T = TypeVar("T")
NOW = Dialect(now=text("SELECT extract(epoch from clock_timestamp())::float8"), locks=True)
THREADS = 8


class PostgresStore:
    """One database, any number of processes."""

    def __init__(self, url: str, offset: Offset) -> None:
        self._offset = offset
        self._unreadable = UnreadableRows()
        self._foreground = ForegroundLoad()
        self._engine = create_engine(
            url,
            pool_size=THREADS,
            max_overflow=0,
            pool_pre_ping=True,
            hide_parameters=True,
        )
        migrate(self._engine)
        # People's transactions have threads of their own, so that the worker's never keep them.
        self._people = ThreadPoolExecutor(THREADS - 2, thread_name_prefix="postgres-people")
        self._worker = ThreadPoolExecutor(2, thread_name_prefix="postgres-worker")

    async def transact(self, work: Callable[[Transaction], T], *, urgent: bool = True) -> T:
        """Run `work` in one transaction; again after a conflict."""
        if not urgent:
            return await in_thread(self._worker, self._transact, work)
        with self._foreground:
            return await in_thread(self._people, self._transact, work)

    def serving_people(self) -> bool:
        """Whether people are being served, or were a moment ago."""
        return self._foreground.present()

    async def read(self, work: Callable[[Reads], T]) -> T:
        """Run `work` on a connection that reads one moment."""
        return await in_thread(self._people, self._read, work)

    async def forget(self) -> None:
        """Its own vacuuming takes what was overwritten (`docs/personal-data.md`)."""

    def close(self) -> None:
        """Finish what waits and let go of the database."""
        self._people.shutdown()
        self._worker.shutdown()
        self._engine.dispose()

    def _read(self, work: Callable[[Reads], T]) -> T:
        with self._engine.connect() as connection:
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            reading = connection.execution_options(**options)
            with reading.begin():
                clock = DatabaseClock(reading, NOW.now, self._offset)
                return work(SqlReads(reading, clock, self._unreadable))

    def _transact(self, work: Callable[[Transaction], T]) -> T:
        for tries in range(1, TRIES + 1):
            try:
                with self._engine.begin() as connection:
                    tx = SqlTransaction(connection, NOW, self._offset, self._unreadable)
                    done = work(tx)
                    tx.connection.flush()
                    return done
            except (Conflict, IntegrityError, OperationalError):
                if tries == TRIES:
                    raise
        raise AssertionError("the last try returns or raises")
