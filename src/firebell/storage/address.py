"""How a database's address becomes a store: `sqlite:///path` or `postgresql://user@host/name`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

from firebell.app.ports import Transaction
from firebell.storage.base import BadAddress, Offset, SqlStore
from firebell.storage.file_lock import file_lock
from firebell.storage.sqlite import SqliteStore


def no_offset() -> timedelta:
    """The machine's clock as it is."""
    return timedelta()


def open_store(url: str, *, offset: Offset = no_offset) -> SqlStore:
    """Migrate the database and open it. Raises BadAddress."""
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        return SqliteStore(sqlite_path(url), offset)
    if scheme in ("postgresql", "postgres"):
        return _postgres(rest, offset)
    raise BadAddress(
        f"The database's address begins with {scheme!r}. It would be sqlite:///path or "
        "postgresql://user@host/name."
    )


@asynccontextmanager
async def opened(url: str, offset: Offset) -> AsyncIterator[SqlStore]:
    """The store until the block ends, for one that works on it. Raises BadAddress, AlreadyRunning.

    On SQLite it is held alone, so that whatever was being done counts as doubtful. What an
    earlier version could not read is tried again.
    """
    with ExitStack() as stack:
        alone = url.startswith("sqlite")
        if alone:
            stack.enter_context(file_lock(sqlite_path(url)))
        store = open_store(url, offset=offset)
        stack.callback(store.close)
        await store.transact(partial(_begin, alone=alone))
        yield store


def _begin(tx: Transaction, *, alone: bool) -> None:
    if alone:
        tx.free_leases()
    tx.read_again()


def sqlite_path(url: str) -> Path:
    """The file of a `sqlite:///path` address (three slashes and a relative path, or four)."""
    path = url.removeprefix("sqlite:///")
    if path == url or not path:
        raise BadAddress(f"{url!r} names no file. It would be sqlite:///firebell.db.")
    return Path(path)


def _postgres(rest: str, offset: Offset) -> SqlStore:
    try:
        # Its driver is optional, so it is imported where it is wanted.
        from firebell.storage.postgres import PostgresStore  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        raise BadAddress(
            "PostgreSQL needs the extra `postgres`: pip install 'firebell[postgres]'."
        ) from missing
    return PostgresStore(f"postgresql+psycopg://{rest}", offset)
