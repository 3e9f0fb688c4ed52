"""Whatever the umask, nobody but its owner may look into a file of the bot, at no moment."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from firebell.storage.address import no_offset, open_store, opened
from firebell.storage.base import BadAddress
from firebell.storage.private_files import private_folder, write_private

UMASKS = [0o000, 0o022, 0o077]


def modes(folder: Path) -> dict[str, str]:
    """Each file in the folder, and the folder itself as `.`, with its mode."""
    found = {".": folder, **{path.name: path for path in folder.iterdir()}}
    return {name: oct(stat.S_IMODE(path.stat().st_mode)) for name, path in found.items()}


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


CLOSED = {
    ".": "0o700",
    "firebell.db": "0o600",
    "firebell.db-wal": "0o600",
    "firebell.db-shm": "0o600",
    "firebell.db.lock": "0o600",
}


@pytest.mark.parametrize("mask", UMASKS)
async def test_folder_database_journals_and_lock_are_closed_to_others(
    tmp_path: Path, mask: int
) -> None:
    data = tmp_path / "some" / "data"
    with umask(mask):
        async with opened(f"sqlite:///{data / 'firebell.db'}", no_offset) as store:
            await store.transact(lambda tx: tx.reserve_name("inc-1", "i-1"))
            assert modes(data) == CLOSED
            assert modes(data.parent)["."] == "0o700"


@pytest.mark.parametrize("mask", UMASKS)
async def test_what_an_earlier_version_left_open_is_closed_at_the_start(
    tmp_path: Path, mask: int
) -> None:
    tmp_path.chmod(0o755)
    open_store(f"sqlite:///{tmp_path / 'firebell.db'}").close()
    for name in CLOSED.keys() - {"."}:
        (tmp_path / name).touch()
        (tmp_path / name).chmod(0o666)
    with umask(mask):
        async with opened(f"sqlite:///{tmp_path / 'firebell.db'}", no_offset):
            assert modes(tmp_path) == CLOSED


WATCHED = """
import os, stat, sys
from pathlib import Path
from firebell.storage.address import open_store
from firebell.storage.base import BadAddress
from firebell.storage.private_files import write_private

folder = Path(sys.argv[1])

def look(event, _):
    # Before each step that could open anything to others, and after the step before it.
    if event in ("open", "os.chmod", "sqlite3.connect", "sqlite3.connect/handle", "os.mkdir"):
        for path in folder.rglob("*"):
            seen.add((path.name, oct(stat.S_IMODE(path.stat().st_mode))))

seen = set()
sys.addaudithook(look)
os.umask(0)
open_store(f"sqlite:///{folder / 'data' / 'firebell.db'}").close()
write_private(folder / "data" / "INC-1.md", "# INC-1")
with open(os.devnull):
    print(*sorted({f"{name} {mode}" for name, mode in seen}), sep="\\n")
"""


def test_at_no_moment_can_anybody_else_open_a_file(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WATCHED, str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert [line for line in told.stdout.splitlines() if not line.endswith("-journal 0o600")] == [
        "INC-1.md 0o600",
        "data 0o700",
        "firebell.db 0o600",
        "firebell.db-shm 0o600",
        "firebell.db-wal 0o600",
    ]


def test_a_folder_that_holds_other_things_is_left_as_it_is(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "letters").mkdir(parents=True)
    shared = tmp_path / "shared"
    shared.mkdir()
    home.chmod(0o755)
    shared.chmod(0o1777)
    for folder in (home, shared):
        open_store(f"sqlite:///{folder / 'firebell.db'}").close()
    assert modes(home) == {".": "0o755", "letters": modes(home)["letters"], "firebell.db": "0o600"}
    assert modes(shared) == {".": "0o1777", "firebell.db": "0o600"}


@pytest.mark.parametrize("mask", UMASKS)
def test_an_export_is_closed_before_it_is_written_and_its_folder_is_not_changed(
    tmp_path: Path, mask: int
) -> None:
    tmp_path.chmod(0o755)
    there = tmp_path / "INC-2.md"
    there.write_text("A longer text than the new one")
    there.chmod(0o644)
    with umask(mask):
        write_private(tmp_path / "INC-1.md", "é")
        write_private(there, "é")
    assert modes(tmp_path) == {".": "0o755", "INC-1.md": "0o600", "INC-2.md": "0o600"}
    assert [path.read_text("utf-8") for path in (tmp_path / "INC-1.md", there)] == ["é", "é"]


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o644)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    write_private(pipe, "# INC-1")
    reader.join(10)
    assert (read, modes(tmp_path)["pipe"]) == (["# INC-1"], "0o644")


def test_a_folder_that_is_a_file_is_said_to_be_no_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(BadAddress, match=r"inner can't be used \(File exists\)"):
        private_folder(tmp_path / "data" / "inner")
