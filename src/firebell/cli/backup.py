"""`firebell backup copy.db`: the SQLite database as a file that only its owner can read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from firebell.cli.common import KNOWN_FAILURES, settings_or_stop, stop
from firebell.cli.terminal import show_line
from firebell.storage.address import sqlite_path
from firebell.storage.backup import copy_database
from firebell.storage.maker import maker_of


def backup(output: Annotated[Path, typer.Argument(help="The file to write.")]) -> None:
    """Copy the SQLite database to a file, also while Firebell runs."""
    address = settings_or_stop().database
    if not address.startswith("sqlite"):
        stop("PostgreSQL has tools of its own for this, such as pg_dump.")
    try:
        database = sqlite_path(address)
        if maker_of(database) is None:
            stop(f"There is no database at {database}.")
        if output.exists() and output.samefile(database):
            stop(f"{output} is the database itself. Name another file.")
        copy_database(database, output)
    except KNOWN_FAILURES as known:
        stop(known)
    except OSError as error:
        stop(f"{output} can't be written ({error.strerror}). Name another file.")
    show_line(f"{output} holds the database as it was just now.")
