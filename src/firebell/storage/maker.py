"""Who made a SQLite database: `firebell run`, or `firebell try`, whose people and channels are
made up. Each leaves the other's alone.

It stands in the file's header (`application_id`), which is read without opening the file as a
database: that alone would change what lies beside it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from enum import IntEnum
from pathlib import Path

from firebell.storage.base import BadAddress

HEADER = 100
AT = slice(68, 72)
"""Where SQLite keeps the number (sqlite.org/fileformat.html, 1.3)."""


class Maker(IntEnum):
    """Written into files: never change a number. A file of another number counts as `run`'s."""

    RUN = int.from_bytes(b"Fire", "big")
    TRY = int.from_bytes(b"Ftry", "big")


def maker_of(database: Path) -> Maker | None:
    """Who made it; None where there is nothing yet. Raises BadAddress when it can't be read."""
    try:
        with database.open("rb") as file:
            header = file.read(HEADER)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BadAddress(f"The database {database} can't be read ({error.strerror}).") from error
    if not header:
        return None
    return Maker.TRY if int.from_bytes(header[AT], "big") == Maker.TRY else Maker.RUN


def sign(database: Path, maker: Maker) -> None:
    """Write into a new, empty file who makes it: before there is a journal that could hold it."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id={int(maker)}")


def check_maker(database: Path, maker: Maker) -> None:
    """Raises BadAddress when the other one made it."""
    found = maker_of(database)
    if found is Maker.RUN and maker is Maker.TRY:
        raise BadAddress(
            f"{database} was not made by `firebell try`, so it is left as it is. "
            "Name another folder with --data."
        )
    if found is Maker.TRY and maker is Maker.RUN:
        raise BadAddress(
            f"{database} was made by `firebell try`: its people and channels are not in your "
            "Slack. Set FIREBELL_DATA to another folder."
        )
