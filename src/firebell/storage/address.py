"""How a database's address becomes a store: `sqlite:///path` or `postgresql://user@host/name`.

An address may hold a password, at any place where it is mistyped. So no message repeats any of it;
that of a file is told once it is known to be one.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from firebell.app.ports import Transaction
from firebell.storage.base import BadAddress, Offset, SqlStore
from firebell.storage.file_lock import file_lock
from firebell.storage.maker import Maker, check_maker
from firebell.storage.sqlite import SqliteStore

SETTING = "The database's address (FIREBELL_DATABASE_URL)"
RIGHT = "It would be sqlite:///path or postgresql://user@host/name."


def no_offset() -> timedelta:
    """The machine's clock as it is."""
    return timedelta()


def open_store(url: str, *, offset: Offset = no_offset, maker: Maker = Maker.RUN) -> SqlStore:
    """Migrate the database and open it; `maker` makes it where there is none. Raises BadAddress."""
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        path = sqlite_path(url)
        with _told(f"{path} can't be opened as a database"):
            return SqliteStore(path, offset, maker)
    if scheme in ("postgresql", "postgres"):
        return _postgres(rest, offset)
    raise BadAddress(f"{SETTING} begins with something else. {RIGHT}")


@asynccontextmanager
async def opened(url: str, offset: Offset, maker: Maker = Maker.RUN) -> AsyncIterator[SqlStore]:
    """The store until the block ends, for one that works on it. Raises BadAddress, AlreadyRunning.

    On SQLite it is held alone, so that whatever was being done counts as doubtful. What an
    earlier version could not read is tried again.
    """
    with ExitStack() as stack:
        alone = url.startswith("sqlite")
        if alone:
            path = sqlite_path(url)
            stack.enter_context(file_lock(path))
            check_maker(path, maker)
        store = open_store(url, offset=offset, maker=maker)
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
        raise BadAddress(f"{SETTING} names no file. It would be sqlite:///firebell.db.")
    if "?" in path or "://" in path:
        raise BadAddress(f"{SETTING} holds more than a file's path. It would be sqlite:///path.")
    return Path(path)


def _postgres(rest: str, offset: Offset) -> SqlStore:
    try:
        # Its driver is optional, so it is imported where it is wanted.
        from firebell.storage.postgres import PostgresStore  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        raise BadAddress(
            "PostgreSQL needs the extra `postgres`: pip install 'firebell[postgres]'."
        ) from missing
    with _told(
        "PostgreSQL does not let Firebell in, or does not answer",
        " Look at host, port, user, password and name in FIREBELL_DATABASE_URL.",
    ):
        return PostgresStore(f"postgresql+psycopg://{rest}", offset)


@contextmanager
def _told(what: str, todo: str = "") -> Iterator[None]:
    """What a database or its driver says of a failure may repeat the address, so it is dropped."""
    try:
        yield
    except CommandError:
        reason = "This database was made by a newer Firebell. Install that version."
        raise BadAddress(reason) from None
    except (SQLAlchemyError, ValueError) as error:
        raise BadAddress(f"{what} ({type(error).__name__}).{todo}") from None
