"""How a database's address becomes a store: `sqlite:///path` or `postgresql://user@host/name`."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from firebell.storage.base import BadAddress, Offset, SqlStore
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
