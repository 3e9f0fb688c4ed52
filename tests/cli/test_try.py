"""`firebell try --story`, as a person starts it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from firebell.cli.try_ import begin_anew, export_command
from firebell.storage.address import open_store
from firebell.storage.base import BadAddress
from firebell.storage.file_lock import file_lock
from firebell.storage.maker import Maker

WITHOUT_THE_SANDBOX = """
import sys
from importlib.abc import MetaPathFinder

class NotInstalled(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "slack_sandbox":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, NotInstalled())
from firebell.cli import main
main()
"""


def test_the_story_plays_by_itself_and_leaves_the_record_on_disk(tmp_path: Path) -> None:
    options = ["try", "--story", "--no-browser", "--port", "0", "--data"]
    told = subprocess.run(
        [sys.executable, "-m", "firebell", *options, str(tmp_path / "data")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "HTTP_PROXY": "http://127.0.0.1:9"},
    )
    assert (told.returncode, told.stderr) == (0, "")
    lines = told.stdout.splitlines()
    assert lines[0].startswith("ready http://127.0.0.1:")
    assert "  /incident People can't submit applications" in lines
    assert "    @here INC-1 is closed." in lines
    assert {
        path.name: oct(path.stat().st_mode & 0o777) for path in (tmp_path / "data").iterdir()
    } == {
        "INC-1.md": "0o600",
        "firebell.db": "0o600",
        "firebell.db.lock": "0o600",
    }
    record = (tmp_path / "data" / "INC-1.md").read_text().splitlines()
    assert record[0] == "# INC-1 People can't submit applications"
    assert "| Organisation | Department for Education |" in record
    assert [line[len("- 00:00 ") :] for line in record[-2:]] == [
        "Bob closed it. Resolved. How it ended: A release broke submissions and was undone. "
        "People can submit applications again.",
        "Done: Send the closing update to everybody who was told (Bob).",
    ]


def test_without_the_sandbox_it_says_what_to_install_and_the_rest_works(tmp_path: Path) -> None:
    def firebell(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", WITHOUT_THE_SANDBOX, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)

    told = firebell("try")
    assert (told.returncode, told.stdout, told.stderr) == (
        1,
        "",
        "`firebell try` needs the sandbox: pip install 'firebell[try]'\n",
    )
    assert list(tmp_path.iterdir()) == []
    assert [firebell(name, "--help").returncode for name in ("run", "try")] == [0, 0]
    assert firebell("manifest").stdout.startswith("{")
    assert "SLACK_BOT_TOKEN" in firebell("check").stdout


def tried(data: Path) -> subprocess.CompletedProcess[str]:
    """`firebell try --story` with its record in this folder."""
    options = ["try", "--story", "--no-browser", "--port", "0", "--data", str(data)]
    return subprocess.run(
        [sys.executable, "-m", "firebell", *options],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=dict(os.environ),
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


async def test_a_database_that_run_made_is_left_as_it_is_with_its_journal(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'firebell.db'}")
    try:
        await store.transact(lambda tx: tx.reserve_name("inc-1", "i-1"))
        with file_lock(tmp_path / "firebell.db"):
            in_use = tried(tmp_path)
        before = contents(tmp_path)
        refused = tried(tmp_path)
        assert contents(tmp_path) == before
    finally:
        store.close()
    assert "firebell.db-wal" in before
    assert (in_use.returncode, in_use.stdout, in_use.stderr) == (
        1,
        "",
        f"Another Firebell is at work on {tmp_path / 'firebell.db'}. Stop it first, "
        "or give this one a database of its own.\n",
    )
    assert (refused.returncode, refused.stdout, refused.stderr) == (
        1,
        "",
        f"{tmp_path / 'firebell.db'} was not made by `firebell try`, so it is left as it is. "
        "Name another folder with --data.\n",
    )


def test_what_it_says_at_the_end_exports_the_record_and_the_next_time_says_what_it_moves(
    tmp_path: Path,
) -> None:
    """It said where the record is, and nothing of how to read it; the older one went silently."""
    data = tmp_path / "a night's data"
    assert tried(data).returncode == 0
    told = subprocess.run(
        export_command(data),
        shell=True,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "FIREBELL_DATA": "elsewhere"},
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == f"{data / 'record'} holds 1 incident.\n"
    assert (data / "record" / "INC-1.md").read_text().startswith("# INC-1 People can't submit")
    again = tried(data).stdout.splitlines()
    assert again[1] == f"What was recorded here before was moved to {data / 'previous.db'}."
    assert f"The one that was there before was moved to {data / 'INC-1.previous.md'}." in again
    third = tried(data).stdout.splitlines()
    assert third[2] == "What had been kept there until now was deleted."


def test_what_was_kept_of_the_last_time_is_replaced_only_where_try_made_it(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path / 'firebell.db'}", maker=Maker.TRY).close()
    open_store(f"sqlite:///{tmp_path / 'previous.db'}").close()
    before = contents(tmp_path)
    with pytest.raises(BadAddress, match=r"previous\.db was not made by `firebell try`"):
        begin_anew(tmp_path / "firebell.db")
    assert {**contents(tmp_path), "firebell.db.lock": b""} == {**before, "firebell.db.lock": b""}


def test_the_last_time_is_kept_beside_with_its_journal_and_closed_to_others(tmp_path: Path) -> None:
    made = {
        "firebell.db": "",
        "firebell.db-wal": "new",
        "previous.db-wal": "old",
        "previous.db": "",
    }
    for name, words in made.items():
        (tmp_path / name).write_text(words)
        (tmp_path / name).chmod(0o644)
    begin_anew(tmp_path / "firebell.db")
    assert contents(tmp_path) == {
        "firebell.db.lock": b"",
        "previous.db": b"",
        "previous.db-wal": b"new",
    }
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}
