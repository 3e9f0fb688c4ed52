"""`firebell export`: one or many; private ones when asked for, and then their record says so."""

from __future__ import annotations

import json
import os
from pathlib import Path

from tests.cli.database import address, environment, fill, happened
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
