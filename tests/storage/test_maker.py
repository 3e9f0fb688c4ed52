"""`firebell run` and `firebell try` leave each other's databases alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from firebell.storage.address import no_offset, open_store, opened
from firebell.storage.base import BadAddress
from firebell.storage.file_lock import AlreadyRunning, file_lock
from firebell.storage.maker import Maker, check_maker, maker_of
from tests.storage.test_store import sql


def address(folder: Path) -> str:
    return f"sqlite:///{folder / 'firebell.db'}"


async def open_as(folder: Path, maker: Maker) -> None:
    async with opened(address(folder), no_offset, maker):
        pass


def test_where_nothing_is_nobody_made_it(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    assert [maker_of(tmp_path / name) for name in ("none.db", "empty.db")] == [None, None]


@pytest.mark.parametrize("maker", list(Maker))
async def test_whoever_made_it_opens_it_again(tmp_path: Path, maker: Maker) -> None:
    for _ in range(2):
        await open_as(tmp_path, maker)
        assert maker_of(tmp_path / "firebell.db") is maker


async def test_who_made_it_is_known_before_anything_else_stands_in_it(tmp_path: Path) -> None:
    async with opened(address(tmp_path), no_offset, Maker.TRY):
        # The journal is not emptied yet, and a crash would leave it so.
        assert maker_of(tmp_path / "firebell.db") is Maker.TRY


@pytest.mark.parametrize(
    ("made", "wanted", "words"),
    [
        (Maker.RUN, Maker.TRY, "was not made by `firebell try`, so it is left as it is"),
        (Maker.TRY, Maker.RUN, "was made by `firebell try`: its people and channels are not"),
    ],
)
async def test_what_the_other_made_is_refused_and_stays_as_it_is(
    tmp_path: Path, made: Maker, wanted: Maker, words: str
) -> None:
    await open_as(tmp_path, made)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(BadAddress, match=words):
        await open_as(tmp_path, wanted)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_database_that_says_nothing_counts_as_made_by_run(tmp_path: Path) -> None:
    open_store(address(tmp_path)).close()
    with sql(address(tmp_path)) as connection:
        connection.execute(text("PRAGMA application_id=0"))
    path = tmp_path / "firebell.db"
    check_maker(path, Maker.RUN)
    with pytest.raises(BadAddress):
        check_maker(path, Maker.TRY)


def test_a_file_that_is_no_database_is_nobody_elses_to_move(tmp_path: Path) -> None:
    path = tmp_path / "firebell.db"
    path.write_text("My letters, of which there are more than a hundred characters in all. " * 9)
    with pytest.raises(BadAddress, match="left as it is"):
        check_maker(path, Maker.TRY)
    with pytest.raises(BadAddress, match=r"can't be opened as a database \(DatabaseError\)"):
        open_store(address(tmp_path))


async def test_who_holds_it_is_heard_of_before_who_made_it(tmp_path: Path) -> None:
    await open_as(tmp_path, Maker.RUN)
    with file_lock(tmp_path / "firebell.db"), pytest.raises(AlreadyRunning):
        await open_as(tmp_path, Maker.TRY)
