"""`firebell export INC-1`: incidents with their timelines, to keep; private ones when asked for."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from firebell.app import record
from firebell.app.ports import Loaded, Reads, Transaction
from firebell.app.recording import move
from firebell.app.review import NotMade, review_of
from firebell.cli.common import KNOWN_FAILURES, settings_or_stop, stop
from firebell.cli.terminal import print_document, show, show_line
from firebell.documents.word import template_of, to_word
from firebell.domain.commands import ReportExported
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.playbook_file import read_playbook
from firebell.settings import Settings
from firebell.storage.address import open_store, sqlite_path
from firebell.storage.base import SqlStore
from firebell.storage.maker import maker_of
from firebell.storage.private_files import write_private, write_private_bytes
from firebell.words.catalogue import language, speak
from firebell.words.export import to_json, to_markdown
from firebell.words.export_csv import line, to_csv
from firebell.words.review_markdown import to_markdown as review_to_markdown
from firebell.words.say import reason


class Format(StrEnum):
    """The formats in which an incident can be exported."""

    MD = "md"
    JSON = "json"


def export(
    incidents: Annotated[
        list[str] | None, typer.Argument(help="Numbers such as INC-1; without any, all.")
    ] = None,
    format: Annotated[Format, typer.Option(help="Markdown to read, JSON to process.")] = Format.MD,
    output: Annotated[
        Path | None, typer.Option(help="A file, or a folder for several; without it, printed.")
    ] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help="All incidents into a folder: Markdown, JSON and one CSV."),
    ] = False,
    private: Annotated[
        bool, typer.Option("--private", help="Private ones too; their records will say so.")
    ] = False,
) -> None:
    """Print an incident with its timeline and milestones, or put several into a folder."""
    numbers = [number_of(given) for given in incidents or ()]
    if everything and numbers:
        stop("--all means all incidents. Leave the numbers out, or --all.")
    if len(numbers) != 1 and output is None:
        stop("Several incidents go into a folder, a file each. Say which with --output.")
    settings = settings_or_stop()
    formats = tuple(Format) if everything else (format,)
    try:
        _there(settings)
        found, left_out = asyncio.run(
            _export(settings, numbers, formats, private=private, files=output is not None)
        )
    except KNOWN_FAILURES as known:
        stop(known)
    if len(numbers) == 1:
        _one(found, output)
    elif output is not None:
        _several(found, output, table=everything)
    if left_out:
        show(told(left_out), error=True)
    if numbers and not found:
        raise SystemExit(1)


def _there(settings: Settings) -> None:
    """A database that is not there is not made. Raises BadAddress."""
    if settings.database.startswith("sqlite") and maker_of(sqlite_path(settings.database)) is None:
        stop(f"There is no database at {sqlite_path(settings.database)}.")


def number_of(given: str) -> int:
    """`INC-1` or `1`, or the process ends."""
    match = re.fullmatch(r"(?:INC-)?(\d+)", given.strip(), re.IGNORECASE)
    if match is None:
        stop(f"{given!r} is no incident's number. It would be INC-1.")
    return int(match[1])


def told(left_out: int) -> str:
    """How many were left out, and nothing else of them."""
    if left_out == 1:
        return "1 private incident was left out; --private includes it."
    return f"{left_out} private incidents were left out; --private includes them."


Files = Mapping[str, bytes]
"""Pictures, and copies of the review, by the names of their files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """An incident: its words by how their file's name ends, what belongs to it, and its line of
    the table."""

    number: int
    words: Mapping[str, str]
    pictures: Files
    review: Files
    line: Sequence[str]


Found = Sequence[Exported]


def _one(found: Found, output: Path | None) -> None:
    for each in found:
        (words,) = each.words.values()
        if output is None:
            print_document(words)
        else:
            write(output, words)
            _write_pictures(output.parent, each.number, each.pictures)
            _write_files(output.parent, each.review)
            show_line(f"{output} holds INC-{each.number}.")


def _several(found: Found, folder: Path, *, table: bool) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError:
        stop(f"{folder} is a file. Several incidents go into a folder, a file each.")
    for each in found:
        for ending, words in each.words.items():
            write(folder / f"INC-{each.number}.{ending}", words)
        _write_pictures(folder, each.number, each.pictures)
        _write_files(folder, each.review)
    if table:
        write(folder / "incidents.csv", to_csv(each.line for each in found))
    files = "1 incident" if len(found) == 1 else f"{len(found)} incidents"
    show_line(f"{folder} holds {files}.")


def pictures_of(number: int) -> str:
    """The folder of an incident's pictures, beside its document."""
    return f"INC-{number}-pictures"


def _write_pictures(beside: Path, number: int, files: Files) -> None:
    folder = beside / pictures_of(number)
    if files:
        folder.mkdir(mode=0o700, exist_ok=True)
    _write_files(folder, files)


def _write_files(folder: Path, files: Files) -> None:
    for name, content in files.items():
        try:
            write_private_bytes(folder / name, content)
        except OSError as error:
            stop(f"{folder / name} can't be written ({error.strerror}). Name another file.")


def write(path: Path, words: str) -> None:
    """A file that only its owner reads, whether it was there before or not."""
    try:
        write_private(path, words)
    except OSError as error:
        stop(f"{path} can't be written ({error.strerror}). Name another file.")


async def _export(
    settings: Settings,
    numbers: Sequence[int],
    formats: Sequence[Format],
    *,
    private: bool,
    files: bool,
) -> tuple[Found, int]:
    """What is exported, with pictures and reviews where there are `files`, and how many were left
    out."""
    store = open_store(settings.database)
    found: list[Exported] = []
    left_out = 0
    try:
        async for incident in _wanted(store, numbers):
            if incident.private and not private:
                left_out += 1
                continue
            if incident.private:
                await put_on_record(store, settings, incident)
            found.append(await document(store, settings, incident, formats, files=files))
    finally:
        store.close()
    return found, left_out


async def _wanted(store: SqlStore, numbers: Sequence[int]) -> AsyncIterator[Incident]:
    """Those that were named, or all: numbers have no gaps."""
    for number in numbers or itertools.count(1):
        loaded = await _numbered(store, number)
        if loaded is not None:
            yield loaded.incident
        elif numbers:
            stop(f"There is no INC-{number} in this database.")
        else:
            return


async def _numbered(store: SqlStore, number: int) -> Loaded | None:
    return await store.read(lambda reads: reads.by_number(number))


async def put_on_record(store: SqlStore, settings: Settings, incident: Incident) -> None:
    """Before anything leaves: that it does."""

    def work(tx: Transaction) -> None:
        loaded = tx.incident(incident.id)
        assert loaded is not None, "no incident is ever removed"
        move(tx, loaded, ReportExported(), _playbook(tx, settings))

    await store.transact(work)


WRITERS = {Format.MD: to_markdown, Format.JSON: to_json}


async def document(
    store: SqlStore,
    settings: Settings,
    incident: Incident,
    formats: Sequence[Format],
    *,
    files: bool,
) -> Exported:
    """The incident in words, with its pictures and its review by the names of their files."""

    def read(reads: Reads) -> Exported:
        loaded = reads.incident(incident.id)
        assert loaded is not None, "no incident is ever removed"
        folder = pictures_of(incident.number) if files else None
        now, playbook = datetime.now(UTC), _playbook(reads, settings)
        speak(lambda: language(playbook.language))
        words = {
            each.value: record.document(reads, loaded, playbook, now, WRITERS[each], folder)
            for each in formats
        }
        kept = reads.pictures(incident.id, whole=True) if files else []
        events, names = record.events_and_names(reads, loaded.incident)
        return Exported(
            number=incident.number,
            words=words,
            pictures={record.file_name(each): each.content for each in kept},
            review=_review(reads, loaded, settings, playbook, now) if files else {},
            line=line(loaded.incident, events, names, now),
        )

    return await store.read(read)


def _review(
    reads: Reads, loaded: Loaded, settings: Settings, playbook: Playbook, now: datetime
) -> Files:
    """Where it was begun: as Markdown, and in the team's Word template if it can be made."""
    if loaded.incident.review is None:
        return {}
    review = review_of(reads, loaded, playbook, now)
    name = f"{loaded.incident.number_label}-review"
    found = {f"{name}.md": review_to_markdown(review).encode()}
    if playbook.review_rules.word:
        try:
            template = template_of(playbook, settings.playbook.parent)
            found[f"{name}.docx"] = to_word(review, template)
        except NotMade as why:
            show(f"{name}.docx was not made: {reason(why.reason)}.", error=True)
    return found


def _playbook(reads: Reads, settings: Settings) -> Playbook:
    active = reads.active_playbook()
    return active[1] if active else read_playbook(settings.playbook)
