"""`firebell backup`: a whole copy, at any time, that only its owner can read."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from firebell.storage.address import open_store
from firebell.storage.backup import copy_database
from firebell.storage.base import BadAddress
from tests.cli.test_commands import firebell


def names(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM names ORDER BY name")]


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
async def test_a_copy_is_whole_while_the_bot_works_and_closed_to_others(
    tmp_path: Path, mask: int
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'data' / 'firebell.db'}")
    copy = tmp_path / "copy.db"
    copy.write_text("an older copy")
    copy.chmod(0o644)
    before = os.umask(mask)
    try:
        await store.transact(lambda tx: tx.reserve_name("inc-1", "i-1"))
        copy_database(tmp_path / "data" / "firebell.db", copy)
        await store.transact(lambda tx: tx.reserve_name("inc-2", "i-2"))
        assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "data"]
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    finally:
        os.umask(before)
        store.close()
    assert names(copy) == ["inc-1"]


def test_what_is_no_database_is_not_copied_over_an_older_copy(tmp_path: Path) -> None:
    (tmp_path / "firebell.db").write_text("My letters. " * 99)
    (tmp_path / "copy.db").write_text("an older copy")
    with pytest.raises(BadAddress, match=r"firebell\.db can't be copied \(DatabaseError\)"):
        copy_database(tmp_path / "firebell.db", tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "an older copy"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "firebell.db"]


async def test_the_command_says_what_it_did_or_why_it_did_not(tmp_path: Path) -> None:
    assert await firebell("backup", "copy.db", cwd=tmp_path) == (
        1,
        "",
        "There is no database at data/firebell.db.\n",
    )
    open_store(f"sqlite:///{tmp_path / 'data' / 'firebell.db'}").close()
    assert await firebell("backup", "data/firebell.db", cwd=tmp_path) == (
        1,
        "",
        "data/firebell.db is the database itself. Name another file.\n",
    )
    assert await firebell("backup", "copy.db", cwd=tmp_path) == (
        0,
        "copy.db holds the database as it was just now.\n",
        "",
    )
    postgres = {"FIREBELL_DATABASE_URL": "postgresql://bot@127.0.0.1:1/firebell"}
    assert await firebell("backup", "copy.db", cwd=tmp_path, env=postgres) == (
        1,
        "",
        "PostgreSQL has tools of its own for this, such as pg_dump.\n",
    )
