"""A database as a bot leaves it, for the commands that work on one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path

from firebell.app.incidents import Incidents
from firebell.app.ports import Transaction
from firebell.domain import commands as c
from firebell.domain.incident import Incident
from firebell.domain.permissions import Caller
from firebell.playbook_file import fingerprint, read_playbook
from firebell.storage.address import open_store
from tests.app.world import FakeRoster

SMALL = Path(__file__).parents[2] / "examples" / "small" / "playbook.toml"
BOB, ALICE = "U0BOB4711", "U0ALICE11"
TITLE = "Bob Example broke it"


def environment(folder: Path, url: str | None = None) -> Mapping[str, str]:
    """The settings of a command that works there, with this tree's code."""
    return {
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "FIREBELL_DATA": str(folder / "data"),
        "FIREBELL_PLAYBOOK": str(folder / "playbook.toml"),
        "FIREBELL_DATABASE_URL": url or address(folder),
    }


def address(folder: Path) -> str:
    """Of the file in a folder."""
    return f"sqlite:///{folder / 'data' / 'firebell.db'}"


async def fill(folder: Path, url: str | None = None) -> None:
    """Bob raises INC-1 and leads it, Alice the private INC-2 with him; INC-3 is hers alone."""
    written = folder / "playbook.toml"
    written.write_text(SMALL.read_text())
    playbook = read_playbook(written)
    ids = (f"incident-{number}" for number in count(1))
    with closing(open_store(url or address(folder))) as store:
        incidents = Incidents(
            store, lambda: playbook, lambda: None, lambda: next(ids), FakeRoster()
        )

        def known(tx: Transaction) -> None:
            tx.activate_playbook(fingerprint(written), playbook)
            tx.save_directory({"bob@example.com": BOB})
            tx.name_people({BOB: "Bob Example", ALICE: "Alice"})

        await store.transact(known)
        first = c.Declare(by=BOB, key="1", title=TITLE, service="app", severity="High")
        for command in (
            replace(first, roles={"lead": BOB}),
            replace(first, by=ALICE, key="2", title="Zanzibar", private=True, roles={"lead": BOB}),
            replace(first, by=ALICE, key="3", title="It is slow"),
        ):
            await incidents.declare(command, Caller(command.by))


async def incident(url: str, number: int) -> Incident:
    """As it is stored."""
    with closing(open_store(url)) as store:
        loaded = await store.read(lambda reads: reads.by_number(number))
    assert loaded is not None
    return loaded.incident


async def happened(url: str, number: int) -> list[str]:
    """What is on its record, by kind."""
    found = await incident(url, number)
    with closing(open_store(url)) as store:
        events = await store.read(lambda reads: reads.events(found.id))
    return [type(stored.event).__name__ for stored in events]
