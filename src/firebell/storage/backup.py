"""A copy of the SQLite database: whole, of one moment, whether Firebell works on it or not."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from firebell.storage.base import BadAddress
from firebell.storage.private_files import private_handle


def copy_database(database: Path, to: Path) -> None:
    """Write it beside `to` and put it there when it is whole. Raises BadAddress, OSError."""
    part = to.with_name(f"{to.name}.part")
    handle = private_handle(part)
    os.ftruncate(handle, 0)
    os.close(handle)
    try:
        source = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
        with closing(source), closing(sqlite3.connect(part)) as target:
            source.backup(target)
        part.replace(to)
    except sqlite3.Error as error:
        raise BadAddress(f"{database} can't be copied ({type(error).__name__}).") from error
    finally:
        part.unlink(missing_ok=True)
