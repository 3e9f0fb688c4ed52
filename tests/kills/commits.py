"""Where a bot commits: noted from when it is armed, and the place where it may be killed.

`COMMITS` names a folder. As soon as there is a file `armed` in it, each commit that changes
something is a line in `noted`; `armed` holds at which of them the process ends, and whether before
or after (`7 before`), or nothing. It ends by SIGKILL of itself: nothing is tidied up.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from firebell.storage.sqlite import WritingDialect

COMMITS = "FIREBELL_TEST_COMMITS"


def begin() -> None:
    """Watch this process's commits, where the environment says so."""
    folder = os.environ.get(COMMITS)
    if folder:
        _watch(WritingDialect, Path(folder), _sqlite_changes())
        _watch(PGDialect_psycopg, Path(folder), _has_written)


def arm(folder: Path, nth: int | None = None, hold: str = "before") -> None:
    """From now on commits are noted; at the nth, counted from 0, the process ends."""
    (folder / "armed.new").write_text("" if nth is None else f"{nth} {hold}")
    (folder / "armed.new").rename(folder / "armed")


def noted(folder: Path) -> int:
    """How many there were since."""
    path = folder / "noted"
    return len(path.read_text()) if path.exists() else 0


def _watch(dialect: Any, folder: Path, changes: Any) -> None:
    commit = dialect.do_commit

    def do_commit(self: Any, connection: Any) -> None:
        if not changes(connection) or not (folder / "armed").exists():
            commit(self, connection)
            return
        nth = noted(folder)
        with (folder / "noted").open("a") as file:
            file.write(".")
        wanted = (folder / "armed").read_text()
        if wanted == f"{nth} before":
            os.kill(os.getpid(), signal.SIGKILL)
        commit(self, connection)
        if wanted == f"{nth} after":
            os.kill(os.getpid(), signal.SIGKILL)

    dialect.do_commit = do_commit


def _sqlite_changes() -> Any:
    """Whether a connection has changed something since it was last asked."""
    seen: dict[int, int] = {}

    def changed(connection: Any) -> bool:
        raw = connection.driver_connection
        before, seen[id(raw)] = seen.get(id(raw), 0), raw.total_changes
        return bool(raw.total_changes != before)

    return changed


def _has_written(connection: Any) -> bool:
    """Only what writes has a number (postgresql.org, functions-info)."""
    query = b"SELECT pg_current_xact_id_if_assigned()"
    found = connection.driver_connection.execute(query).fetchone()
    return found is not None and found[0] is not None
