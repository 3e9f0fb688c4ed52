"""`firebell token`: tokens of programs, made, listed and revoked where Firebell runs.

They act for a person of the workspace, as those do that people make on the page *Tokens*.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Coroutine
from contextlib import closing
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from firebell.app.tokens import MOST_DAYS, USUAL_DAYS, Tokens
from firebell.cli.common import KNOWN_FAILURES, quiet_logs, settings_or_stop, stop
from firebell.cli.erase_person import sql
from firebell.cli.terminal import show_line
from firebell.domain.grants import Scope, Token, listed
from firebell.domain.incident import Person
from firebell.domain.refusals import Refused
from firebell.storage.address import open_store, sqlite_path
from firebell.storage.base import SqlStore
from firebell.storage.erasing import who
from firebell.storage.maker import maker_of
from firebell.words.say import refusal
from firebell.words.text import plain

token = typer.Typer(help="Tokens, by which programs use the API.", no_args_is_help=True)

For = Annotated[
    str, typer.Option("--for", help="For whom it acts: a Slack id (U…), an e-mail address, a name.")
]


@token.command("make")
def make(
    name: Annotated[str, typer.Argument(help="What it is for, such as deploys.")],
    person: For,
    may: Annotated[
        list[Scope] | None, typer.Option(help="What it may do. Repeatable; without it, read.")
    ] = None,
    days: Annotated[
        int, typer.Option(help=f"For how many days, {MOST_DAYS} at most.")
    ] = USUAL_DAYS,
) -> None:
    """Make a token and print it, once, on a line of its own."""

    async def work(store: SqlStore) -> None:
        owner = await the_one(store, person)
        tokens = Tokens(store, _now)
        scopes = frozenset(may or [Scope.READ])
        made, written = await tokens.make(owner, name, scopes, days, uuid.uuid4().hex)
        show_line(f"For {owner}, until {made.ends:%d %B %Y}. It is not shown again:")
        show_line(str(written))

    _run(work)


@token.command("list")
def list_(
    person: Annotated[
        str | None, typer.Option("--for", help="Only this person's: an id, an address, a name.")
    ] = None,
) -> None:
    """Show which tokens there are, what they may do, and when they were used last."""

    async def work(store: SqlStore) -> None:
        owner = await the_one(store, person) if person else None
        tokens = Tokens(store, _now)
        found = await tokens.of(owner)
        for each in found:
            show_line(told(each, lasts=tokens.lasts(each)))
        if not found:
            show_line("There is no token.")

    _run(work)


@token.command("revoke")
def revoke(
    id: Annotated[
        str | None, typer.Argument(help="Its id, as list shows it; without it, all of --for.")
    ] = None,
    person: Annotated[
        str | None, typer.Option("--for", help="Whose: an id, an address, a name.")
    ] = None,
) -> None:
    """End a token now, or all of somebody's."""
    if (id is None) == (person is None):
        stop("Say which: an id, as `firebell token list` shows it, or --for for all of somebody's.")

    async def work(store: SqlStore) -> None:
        tokens = Tokens(store, _now)
        if person is not None:
            ended = list(await tokens.revoke(await the_one(store, person)))
        else:
            ended = []
            for each in await tokens.of():
                if each.id.startswith(str(id)):
                    ended += await tokens.revoke(each.person, each.id)
        for each in ended:
            show_line(f"Revoked: {each.name} of {each.person}.")
        if not ended:
            stop("No token that lasts is called so. Nothing was changed.")

    _run(work)


async def the_one(store: SqlStore, given: str) -> Person:
    """Exactly one, or the process ends with what to give."""
    found = await store.transact(lambda tx: who(sql(tx), given))
    if len(found) != 1:
        several = ", ".join(each.person for each in found)
        stop(
            f"{given!r} may be any of {several}. Give one of these ids."
            if found
            else f"Nobody called {given!r} is known here. Give their Slack id: it stands in their "
            "profile in Slack, behind the three dots, as Copy member ID."
        )
    return found[0].person


def told(each: Token, *, lasts: bool) -> str:
    """One of them on a line."""
    end = "ends" if lasts else "revoked" if each.revoked else "ended"
    used = f"last used {each.used:%Y-%m-%d}" if each.used else "never used"
    return (
        f"{each.id[:12]}  {each.name} of {each.person}: {', '.join(listed(each.scopes))}; "
        f"{end} {each.ends:%Y-%m-%d}, {used}"
    )


def _now() -> datetime:
    return datetime.now(UTC)


def _run(work: Callable[[SqlStore], Coroutine[Any, Any, None]]) -> None:
    """With the database that the settings name, also while Firebell runs."""
    settings = settings_or_stop()
    quiet_logs()
    try:
        if settings.database.startswith("sqlite"):
            path = sqlite_path(settings.database)
            if maker_of(path) is None:
                stop(f"There is no database at {path}.")
        with closing(open_store(settings.database)) as store:
            asyncio.run(work(store))
    except Refused as refused:
        stop(plain(refusal(refused)))
    except KNOWN_FAILURES as known:
        stop(known)
