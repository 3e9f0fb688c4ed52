"""SQLite: one writer thread, readers apart.

People's transactions go before the worker's. What waits at the same moment shares one commit: with
`synchronous=FULL` the commit is what costs. They share a savepoint, too; where one of them fails,
all begin anew, each in a savepoint of its own. Pragmas, with reasons:
`journal_mode=WAL` (readers do not wait for the writer), `synchronous=FULL` (an acknowledged command
survives a power cut), `foreign_keys=ON`, `busy_timeout` (another program may look at the file),
`secure_delete=ON` (what was deleted or replaced is overwritten with zeros, so that neither the file
nor a copy of it holds what nobody can see any more). The journal holds it a little longer, so it is
emptied every EMPTY_EVERY seconds in which something was written.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import NullPool, QueuePool

from firebell.app.ports import Conflict, Reads, Transaction
from firebell.storage.base import TRIES, BadAddress, Offset
from firebell.storage.clock import DatabaseClock
from firebell.storage.foreground import ForegroundLoad
from firebell.storage.maker import Maker, sign
from firebell.storage.migrate import migrate
from firebell.storage.private_files import close_to_others, private_folder, private_handle
from firebell.storage.reads import SqlReads
from firebell.storage.threads import in_thread
from firebell.storage.transaction import Dialect, SqlTransaction
from firebell.storage.unreadable import UnreadableRows

log = logging.getLogger(__name__)

T = TypeVar("T")
NOW = Dialect(now=text("SELECT (julianday('now') - 2440587.5) * 86400.0"), locks=False)
MOST_IN_ONE_COMMIT = 64
READERS = 4
BUSY_MS = 5000
EMPTY_EVERY = 60.0
BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite makes beside the file, with the file's own mode."""


@dataclass(order=True)
class _Waiting:
    priority: int
    order: int
    work: Callable[[Transaction], Any] | None = field(compare=False)
    future: Future[Any] = field(compare=False)


class SqliteStore:
    """One file. Only one process may have it open for writing (`file_lock`)."""

    def __init__(self, path: Path, offset: Offset, maker: Maker = Maker.RUN) -> None:
        _prepare(path, maker)
        self._offset = offset
        self._unreadable = UnreadableRows()
        self._path = path
        self._writer = _engine(path, "writing", NullPool)
        migrate(self._writer)
        self._reading = _engine(path, "reading", QueuePool, pool_size=READERS)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="sqlite-read")
        self._waiting: queue.PriorityQueue[_Waiting] = queue.PriorityQueue()
        self._order = itertools.count()
        self._thread = threading.Thread(target=self._write, name="sqlite-write", daemon=True)
        self._thread.start()
        self._foreground = ForegroundLoad()

    async def transact(self, work: Callable[[Transaction], T], *, urgent: bool = True) -> T:
        """Run `work` in one transaction; again after a Conflict."""
        future: Future[T] = Future()
        self._waiting.put(_Waiting(0 if urgent else 1, next(self._order), work, future))
        with self._foreground if urgent else nullcontext():
            return await asyncio.wrap_future(future)

    def serving_people(self) -> bool:
        """Whether people are being served, or were a moment ago."""
        return self._foreground.present()

    async def read(self, work: Callable[[Reads], T]) -> T:
        """Run `work` on a connection that reads one moment."""
        return await in_thread(self._readers, self._read, work)

    async def forget(self) -> None:
        """The log of what was written is brought into the file and emptied, unless somebody reads
        just now; then the next time does it."""
        await in_thread(self._readers, empty_log, self._path)

    def close(self) -> None:
        """Finish what waits and let go of the file."""
        self._waiting.put(_Waiting(2, next(self._order), None, Future()))
        self._thread.join()
        self._readers.shutdown()
        self._writer.dispose()
        self._reading.dispose()

    def _read(self, work: Callable[[Reads], T]) -> T:
        with self._reading.begin() as connection:
            clock = DatabaseClock(connection, NOW.now, self._offset)
            return work(SqlReads(connection, clock, self._unreadable))

    def _write(self) -> None:
        with self._writer.connect() as connection:
            journal = _Journal(connection)
            while True:
                batch = self._batch()
                self._commit_together(connection, [waiting for waiting in batch if waiting.work])
                if any(waiting.work is None for waiting in batch):
                    return
                journal.empty_now_and_then()

    def _batch(self) -> list[_Waiting]:
        """All that waits now."""
        found = [self._waiting.get()]
        while len(found) < MOST_IN_ONE_COMMIT:
            try:
                following = self._waiting.get_nowait()
            except queue.Empty:
                break
            if following.priority != found[0].priority:
                # People do not wait for the worker's part of a commit.
                self._waiting.put(following)
                break
            found.append(following)
        return found

    def _commit_together(self, connection: Connection, batch: list[_Waiting]) -> None:
        """Nobody hears that it is done before the commit. Whoever does not wait any more once the
        file is ours is left out; from there on nobody can take a work back, since its outcome could
        not be told then."""
        kept: list[_Waiting] = []
        ended: list[_Outcome] = []
        together = _Outcome()
        with together, connection.begin():
            kept = _still_waiting(batch)
            ended = self._run_all(connection, kept)
        if together.error and not kept:
            kept = _still_waiting(batch)
        for waiting, outcome in zip(kept, ended or [together] * len(kept), strict=True):
            (together if together.error else outcome).tell(waiting.future)

    def _run_all(self, connection: Connection, kept: list[_Waiting]) -> list[_Outcome]:
        if len(kept) > 1:
            ended = [_Outcome() for _ in kept]
            shared = _Outcome()
            with shared, connection.begin_nested():
                tx = self._transaction(connection)
                for waiting, outcome in zip(kept, ended, strict=True):
                    outcome.result = _do(tx, waiting)
                tx.connection.flush()
            if shared.error is None:
                return ended
        return [self._run(connection, waiting) for waiting in kept]

    def _run(self, connection: Connection, waiting: _Waiting) -> _Outcome:
        outcome = _Outcome()
        for _ in range(TRIES):
            outcome = _Outcome()
            with outcome, connection.begin_nested():
                tx = self._transaction(connection)
                outcome.result = _do(tx, waiting)
                tx.connection.flush()
            if not isinstance(outcome.error, Conflict):
                break
        return outcome

    def _transaction(self, connection: Connection) -> SqlTransaction:
        """One moment by the clock, and one place where rows wait, for all who share it."""
        return SqlTransaction(connection, NOW, self._offset, self._unreadable)


def _do(tx: SqlTransaction, waiting: _Waiting) -> Any:
    assert waiting.work is not None, "the end is no work"
    return waiting.work(tx)


def _still_waiting(batch: Iterable[_Waiting]) -> list[_Waiting]:
    return [waiting for waiting in batch if waiting.future.set_running_or_notify_cancel()]


class _Journal:
    """The write-ahead log: it holds what was deleted until it is emptied."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._changes = 0
        self._emptied = time.monotonic()

    def empty_now_and_then(self) -> None:
        """When something was written since the last time, and that is a while ago. Nobody is waited
        for: while somebody reads, it stays until the next time."""
        raw: Any = self._connection.connection.driver_connection
        if raw.total_changes == self._changes or time.monotonic() - self._emptied < EMPTY_EVERY:
            return
        self._emptied = time.monotonic()
        try:
            raw.execute("PRAGMA busy_timeout=0")
            busy, *_ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self._changes = self._changes if busy else raw.total_changes
            raw.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        except sqlite3.Error as error:  # the thread goes on: what was committed is safe
            log.warning("The journal could not be emptied (%s)", type(error).__name__)


class _Outcome:
    """What a piece of work came to, on its way from the writer's thread to whoever waits for it."""

    def __init__(self) -> None:
        self.result: Any = None
        self.error: BaseException | None = None

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> bool:
        self.error = error
        return True

    def tell(self, future: Future[Any]) -> None:
        if self.error is not None:
            future.set_exception(self.error)
        else:
            future.set_result(self.result)


def _prepare(path: Path, maker: Maker) -> None:
    """The file and what lies beside it, closed to others before anything stands in it."""
    private_folder(path.parent)
    try:
        os.close(private_handle(path))
        for ending in BESIDE:
            close_to_others(path.with_name(path.name + ending))
    except OSError as error:
        raise BadAddress(f"The database {path} can't be used ({error.strerror}).") from error
    if path.stat().st_size == 0:
        sign(path, maker)


def empty_log(path: Path) -> None:
    """What stands in the file's log (`-wal`) is overwritten, as far as nobody needs it."""
    with closing(sqlite3.connect(path, timeout=BUSY_MS / 1000)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def rebuild(path: Path) -> None:
    """The file holds what the tables hold and nothing that they held before. Nobody else may have
    it open."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("VACUUM")
    empty_log(path)


class ReadingDialect(SQLiteDialect_pysqlite):
    """SQLite as it is, whose transactions begin when they are begun: Python's driver would wait for
    the first change. (As a listener of the engine's this made each statement a tenth slower.)"""

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: Any) -> None:
        """A view of one moment."""
        dbapi_connection.execute("BEGIN")


class WritingDialect(ReadingDialect):
    """The same, and the file is ours at once."""

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: Any) -> None:
        """Nobody else writes until the end."""
        dbapi_connection.execute("BEGIN IMMEDIATE")


registry.register("sqlite.reading", __name__, ReadingDialect.__name__)
registry.register("sqlite.writing", __name__, WritingDialect.__name__)


def _engine(path: Path, use: str, pool: type[Any], **options: Any) -> Engine:
    engine = create_engine(
        URL.create(f"sqlite+{use}", database=str(path)),
        poolclass=pool,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "isolation_level": None},
        **options,
    )

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _: object) -> None:
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            f"busy_timeout={BUSY_MS}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    return engine
