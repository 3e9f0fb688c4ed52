"""`firebell erase-person`: somebody leaves the database, and stays out."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from firebell.app.ports import Transaction
from firebell.cli.common import KNOWN_FAILURES, quiet_logs, settings_or_stop, stop
from firebell.cli.terminal import show, show_line
from firebell.domain.personal_data import Erasure
from firebell.domain.playbook import Playbook
from firebell.domain.typed_text import visible
from firebell.playbook_file import read_playbook
from firebell.settings import Settings
from firebell.storage.address import no_offset, opened, sqlite_path
from firebell.storage.base import SqlStore
from firebell.storage.erasing import Erased, Known, UnderWay, erase, who
from firebell.storage.sqlite import rebuild
from firebell.storage.transaction import SqlTransaction
from firebell.words.pseudonyms import shown

TRIES = 30
"""Times, a second apart, that what is being sent just now is waited for."""
ROUNDS = 3
"""Where the bot is at work meanwhile, something may come in behind us."""

LEFT = """\
Firebell can't reach these. Look after them yourself:
- Messages in Slack, the names of channels among them: delete or edit them there.
- Exports and backups that were made before: delete them, or make new ones.
- Logs of other programs, and your shell's history, which holds the command that you typed.
- Nicknames, parts of a name and misspelt names: run this again with --also."""


def erase_person(
    person: Annotated[str, typer.Argument(help="A Slack id (U…), an e-mail address or a name.")],
    also: Annotated[
        list[str] | None,
        typer.Option(
            help="What else they are called in texts: a nickname, an address. Repeatable."
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Replace somebody by a pseudonym everywhere in the database. It can't be undone."""
    settings = settings_or_stop()
    quiet_logs()
    try:
        if settings.database.startswith("sqlite") and not sqlite_path(settings.database).exists():
            stop(f"There is no database at {sqlite_path(settings.database)}.")
        asyncio.run(_erase_person(settings, person, also or (), yes=yes))
        if settings.database.startswith("sqlite"):
            rebuild(sqlite_path(settings.database))
    except KNOWN_FAILURES as known:
        stop(known)
    show(LEFT)


async def _erase_person(settings: Settings, given: str, also: Sequence[str], *, yes: bool) -> None:
    async with opened(settings.database, no_offset) as store:
        known = the_one(given, await store.transact(lambda tx: who(sql(tx), given)), also)
        refuse_while_named(settings.playbook, known)
        if not yes and not typer.confirm(visible(question(known))):
            stop("Nothing was changed.")
        for _ in range(ROUNDS):
            done = await erased(store, settings, known)
            for line in told(done):
                show_line(line)
            if not done.incidents and not done.others:
                break


def the_one(given: str, found: Sequence[Known], also: Sequence[str]) -> Known:
    """Exactly one, or the process ends with what to give."""
    if not found:
        stop(
            f"Nobody called {given!r} is known here. Give their Slack id: it stands in their "
            "profile in Slack, behind the three dots, as Copy member ID."
        )
    if len(found) > 1:
        several = ", ".join(each.person for each in found)
        stop(f"{given!r} may be any of {several}. Give one of these ids.")
    return Known(person=found[0].person, names=found[0].names.union(also))


def refuse_while_named(playbook: Path, known: Known) -> None:
    """What the playbook names is looked up in Slack at the next start, and known again."""
    try:
        lines = playbook.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    erasure = Erasure({known.person: ""}, known.names, "")
    named = [number for number, line in enumerate(lines, 1) if erasure.is_named_in(line)]
    if named:
        numbers = ", ".join(map(str, named))
        stop(
            f"The playbook names this person ({playbook}, line {numbers}), so Firebell would ask "
            "Slack for them again. Take them out there, start Firebell once, stop it, and run "
            "this again. Nothing was changed."
        )


def question(known: Known) -> str:
    """Whom it is about, before it happens."""
    called = ", ".join(sorted(known.names))
    whom = f"{known.person} ({called})" if called else known.person
    return f"This takes {whom} out of the database for good. Go on?"


async def erased(
    store: SqlStore, settings: Settings, known: Known, patience: int = TRIES
) -> Erased:
    """In one transaction, as soon as nothing of theirs is being sent."""

    def work(tx: Transaction) -> Erased:
        active = tx.active_playbook()
        playbook: Playbook = active[1] if active else read_playbook(settings.playbook)
        return erase(sql(tx), known, playbook.resolve(tx.directory()))

    try:
        return await store.transact(work)
    except UnderWay as busy:
        if not patience:
            stop(busy)
    await asyncio.sleep(1)
    return await erased(store, settings, known, patience - 1)


def told(done: Erased) -> Iterator[str]:
    """What was done, in counts; an end of it where nothing was left to do."""
    if not done.incidents and not done.others:
        yield "Nothing of this person is here any more."
        return
    count = len(done.incidents)
    where = f"{count} incident{'' if count == 1 else 's'}"
    yield f"Replaced by {shown(done.pseudonym)}: in {where} and {done.others} other rows."
    if done.lapsed:
        yield f"Roles are free again in {labels(done.lapsed)}. Take them there."
    if done.without_charge:
        yield f"Nobody is in charge of {labels(done.without_charge)} now. Take over there."


def labels(numbers: Sequence[int]) -> str:
    """As people call them."""
    return ", ".join(f"INC-{number}" for number in numbers)


def sql(tx: Transaction) -> SqlTransaction:
    """Both stores hand out the same kind."""
    assert isinstance(tx, SqlTransaction), "there is no other kind"
    return tx
