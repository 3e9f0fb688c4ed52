"""On SQLite one process works at a time: whoever starts may then free all leases as doubtful."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from firebell.storage.private_files import private_folder, private_handle


class AlreadyRunning(Exception):
    """Another Firebell has this database open; the message names the file."""


@contextmanager
def file_lock(database: Path) -> Iterator[None]:
    """Hold the lock beside the database. It goes with the process, however that ends."""
    private_folder(database.parent)
    handle = private_handle(database.with_name(f"{database.name}.lock"))
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise AlreadyRunning(
                f"Another Firebell is at work on {database}. Stop it first, "
                "or give this one a database of its own."
            ) from held
        yield
    finally:
        os.close(handle)
