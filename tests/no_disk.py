"""SQLite in tests: nothing waits until the disk has it. Files are what they would be."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, event


def begin() -> None:
    """From now on, in this process."""
    if not event.contains(Engine, "engine_connect", _hurry):
        event.listen(Engine, "engine_connect", _hurry)


def _hurry(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        driver = connection.connection.driver_connection
        assert driver is not None, "it has just been connected"
        driver.execute("PRAGMA synchronous=OFF")
