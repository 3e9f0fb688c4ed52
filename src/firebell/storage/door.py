"""The one async door, and how a database address becomes one."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Protocol, TypeVar

from firebell.app.ports import Reads, Transaction

T = TypeVar("T")
Offset = Callable[[], timedelta]
TRIES = 8
"""How often a transaction is run again after somebody else was first."""


class SqlStore(Protocol):
    """`ports.Store`, and how it ends."""

    async def transact(self, work: Callable[[Transaction], T], *, urgent: bool = True) -> T:
        """Run `work` in one transaction."""

    async def read(self, work: Callable[[Reads], T]) -> T:
        """Run `work` on a connection that reads."""

    def pressed(self) -> bool:
        """Whether people are being served, or were a moment ago."""

    def close(self) -> None:
        """Finish what waits and let go of the database."""


class BadAddress(Exception):
    """The database's address can't be used; the message says what would be right."""


def no_offset() -> timedelta:
    """The machine's clock as it is."""
    return timedelta()


def open_store(url: str, *, offset: Offset = no_offset) -> SqlStore:
    """Migrate the database and open it. Raises BadAddress."""
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        module = importlib.import_module("firebell.storage.sqlite")
        store: SqlStore = module.SqliteStore(sqlite_path(url), offset)
        return store
    if scheme in ("postgresql", "postgres"):
        try:
            module = importlib.import_module("firebell.storage.postgres")
        except ModuleNotFoundError as missing:
            raise BadAddress(
                "PostgreSQL needs the extra `postgres`: pip install 'firebell[postgres]'."
            ) from missing
        postgres: SqlStore = module.PostgresStore(f"postgresql+psycopg://{rest}", offset)
        return postgres
    raise BadAddress(
        f"The database's address begins with {scheme!r}. It would be sqlite:///path or "
        "postgresql://user@host/name."
    )


def sqlite_path(url: str) -> Path:
    """The file of a `sqlite:///path` address (three slashes and a relative path, or four)."""
    path = url.removeprefix("sqlite:///")
    if path == url or not path:
        raise BadAddress(f"{url!r} names no file. It would be sqlite:///firebell.db.")
    return Path(path)
