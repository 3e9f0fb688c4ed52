"""`firebell export`: one or many; private ones when asked for, and then their record says so."""

from __future__ import annotations

import csv
import io
import json
import os
from contextlib import closing
from pathlib import Path

from firebell.app.incidents import Incidents
from firebell.domain import commands as c
from firebell.domain.permissions import Caller
from firebell.playbook_file import read_playbook
from firebell.storage.address import open_store
from tests.app.world import FakeRoster
from tests.cli.database import BOB, address, environment, fill, happened, incident
from tests.cli.test_commands import firebell


async def export(folder: Path, *arguments: str) -> tuple[int, str, str]:
    return await firebell("export", *arguments, cwd=folder, env=environment(folder))


async def test_private_ones_are_left_out_and_their_number_told(tmp_path: Path) -> None:
    await fill(tmp_path)
    code, out, err = await export(tmp_path, "--output", "all")
    assert (code, out) == (0, "all holds 2 incidents.\n")
    assert err == "1 private incident was left out; --private includes it.\n"
    found = {path.name: path.read_text() for path in (tmp_path / "all").iterdir()}
    assert sorted(found) == ["INC-1.md", "INC-3.md"]
    assert [name for name, words in found.items() if "anzibar" in words or "INC-2" in words] == []
    assert await happened(address(tmp_path), 2) == ["Declared", "RoleAsked"]


async def test_a_private_one_alone_needs_to_be_asked_for(tmp_path: Path) -> None:
    await fill(tmp_path)
    assert await export(tmp_path, "INC-2") == (
        1,
        "",
        "1 private incident was left out; --private includes it.\n",
    )
    code, out, err = await export(tmp_path, "INC-2", "--private")
    assert (code, err, out.splitlines()[0]) == (0, "", "# INC-2 Zanzibar")
    assert "Whoever runs Firebell exported this record." in out
    assert await happened(address(tmp_path), 2) == ["Declared", "RoleAsked", "Exported"]
    assert await happened(address(tmp_path), 1) == ["Declared", "RoleTaken"]


async def test_with_private_all_are_written_each_into_a_file_of_its_owner(tmp_path: Path) -> None:
    await fill(tmp_path)
    os.umask(0)
    code, out, err = await export(tmp_path, "--private", "--format", "json", "--output", "all")
    assert (code, out, err) == (0, "all holds 3 incidents.\n", "")
    found = sorted((tmp_path / "all").iterdir())
    assert [json.loads(path.read_text())["number"] for path in found] == [1, 2, 3]
    modes = {path.stat().st_mode & 0o777 for path in found}
    assert (modes, (tmp_path / "all").stat().st_mode & 0o777) == ({0o600}, 0o700)


async def test_several_need_a_folder(tmp_path: Path) -> None:
    await fill(tmp_path)
    missing = await export(tmp_path, "INC-1", "INC-3")
    assert missing[2] == (
        "Several incidents go into a folder, a file each. Say which with --output.\n"
    )
    (tmp_path / "file").touch()
    in_the_way = await export(tmp_path, "INC-1", "INC-3", "--output", "file")
    assert in_the_way[2] == "file is a file. Several incidents go into a folder, a file each.\n"
    unknown = await export(tmp_path, "INC-9")
    assert unknown == (1, "", "There is no INC-9 in this database.\n")


async def test_all_is_markdown_json_and_one_table_with_the_reviews_beside(tmp_path: Path) -> None:
    await fill(tmp_path)
    await review(tmp_path)
    code, out, err = await export(tmp_path, "--all", "--output", "all")
    assert (code, out) == (0, "all holds 2 incidents.\n")
    assert err == "1 private incident was left out; --private includes it.\n"
    found = {path.name: path.read_text() for path in (tmp_path / "all").iterdir()}
    assert sorted(found) == [
        *("INC-1-review.md", "INC-1.json", "INC-1.md", "INC-3.json", "INC-3.md"),
        "incidents.csv",
    ]
    assert [name for name, words in found.items() if "anzibar" in words] == []
    assert "=2+3 is what it was." in found["INC-1-review.md"]
    kept = json.loads(found["INC-1.json"])["review"]
    assert (kept["state"], kept["version"]) == ("draft", 1)
    assert kept["sections"] == {"summary": "=2+3 is what it was."}
    assert [each["sections"] for each in kept["versions"]] == [kept["sections"]]
    assert json.loads(found["INC-3.json"])["review"] is None
    table = list(csv.DictReader(io.StringIO(found["incidents.csv"])))
    assert [(row["number"], row["title"], row["review_state"]) for row in table] == [
        ("1", "Bob Example broke it", "draft"),
        ("3", "It is slow", ""),
    ]
    assert table[0]["summary"] == "'=1+1"
    assert (table[0]["status"], table[0]["outcome"], table[0]["private"]) == (
        "closed",
        "resolved",
        "no",
    )
    with_private = await export(tmp_path, "--all", "--private", "--output", "more")
    assert with_private == (0, "more holds 3 incidents.\n", "")
    assert (tmp_path / "more" / "INC-2.md").exists()
    both = await export(tmp_path, "INC-1", "--all", "--output", "all")
    assert both[2] == "--all means all incidents. Leave the numbers out, or --all.\n"


async def review(folder: Path) -> None:
    """Bob closes INC-1 and begins its review."""
    playbook = read_playbook(folder / "playbook.toml")
    one = (await incident(address(folder), 1)).id
    with closing(open_store(address(folder))) as store:
        incidents = Incidents(store, lambda: playbook, lambda: None, lambda: "", FakeRoster())
        for command in (
            c.Close(by=BOB, summary="=1+1"),
            c.StartReview(by=BOB),
            c.SaveReview(by=BOB, base=0, text={"summary": "=2+3 is what it was."}),
        ):
            await incidents.handle(one, command, Caller(BOB))
