"""`firebell export INC-1`: an incident with its timeline, to keep."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from firebell.app import record
from firebell.app.ports import Reads
from firebell.cli.common import KNOWN_FAILURES, settings_or_stop, stop
from firebell.cli.terminal import print_document, show_line
from firebell.playbook_file import read_playbook
from firebell.settings import Settings
from firebell.storage.address import open_store, sqlite_path
from firebell.storage.base import SqlStore
from firebell.storage.maker import maker_of
from firebell.storage.private_files import write_private
from firebell.words.export import to_json, to_markdown


class Format(StrEnum):
    """The formats in which an incident can be exported."""

    MD = "md"
    JSON = "json"


def export(
    incident: Annotated[str, typer.Argument(help="Its number, such as INC-1.")],
    format: Annotated[Format, typer.Option(help="Markdown to read, JSON to process.")] = Format.MD,
    output: Annotated[Path | None, typer.Option(help="A file; without it, printed.")] = None,
) -> None:
    """Print an incident with its timeline and milestones."""
    match = re.fullmatch(r"(?:INC-)?(\d+)", incident.strip(), re.IGNORECASE)
    if match is None:
        stop(f"{incident!r} is no incident's number. It would be INC-1.")
    try:
        words = asyncio.run(_export(settings_or_stop(), int(match[1]), format))
    except KNOWN_FAILURES as known:
        stop(known)
    if words is None:
        stop(f"There is no INC-{match[1]} in this database.")
    if output is None:
        print_document(words)
    else:
        try:
            write_private(output, words)
        except OSError as error:
            stop(f"{output} can't be written ({error.strerror}). Name another file.")
        show_line(f"{output} holds INC-{match[1]}.")


async def _export(settings: Settings, number: int, format: Format) -> str | None:
    if settings.database.startswith("sqlite") and maker_of(sqlite_path(settings.database)) is None:
        stop(f"There is no database at {sqlite_path(settings.database)}.")
    store = open_store(settings.database)
    try:
        return await document(store, settings, number, format)
    finally:
        store.close()


async def document(store: SqlStore, settings: Settings, number: int, format: Format) -> str | None:
    """The incident in words; None when there is none with this number."""

    def read(reads: Reads) -> str | None:
        loaded = reads.by_number(number)
        if loaded is None:
            return None
        active = reads.active_playbook()
        playbook = active[1] if active else read_playbook(settings.playbook)
        write = to_markdown if format is Format.MD else to_json
        return record.document(reads, loaded, playbook, datetime.now(UTC), write)

    return await store.read(read)
