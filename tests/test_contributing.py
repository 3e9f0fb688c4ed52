"""The worked changes of CONTRIBUTING.md are applied to a copy of the tree, and work there."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_citations import FILES

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text()
CHANGES = dict(re.findall(r"(?ms)^### ([^\n]+)\n(.*?)(?=^### |\Z)", PAGE))


def blocks(section: str, language: str) -> list[str]:
    """The blocks of code in a section that are of this language; empty for none."""
    found = re.findall(r"(?ms)^```(\w*)\n(.*?)^```$", section)
    return [code for written, code in found if written == language]


def copied(place: Path) -> Path:
    """The files of the project, without what is installed or made."""
    for path in FILES:
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, place / path)
    return place


def applied(diff: str, tree: Path) -> None:
    """Change the tree. Lines may have moved; what stands around a change must still be there."""
    subprocess.run(
        ["git", "apply", "-"],
        input=diff, text=True, cwd=tree, check=True,
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(tree.parent)},
    )  # fmt: skip


async def run_tests(tree: Path, *arguments: str) -> tuple[int | None, str]:
    """Run tests in the tree, with its own sources; the exit code, and what was said."""
    sources = ["src", "packages/slack-sandbox/src", "packages/slack-sandbox", "."]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments,
        cwd=tree,
        env={
            **os.environ,
            "SEEN_FOLDER": "",  # what it sees is not of this run
            "PYTHONPATH": os.pathsep.join(str(tree / path) for path in sources),
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await process.communicate()
    return process.returncode, said.decode()


@pytest.mark.parametrize("title", CHANGES)
async def test_a_worked_change_works_as_it_stands(title: str, tmp_path: Path) -> None:
    (diff,), (command,) = blocks(CHANGES[title], "diff"), blocks(CHANGES[title], "")
    program, *arguments = command.split()
    assert program == ".venv/bin/pytest"
    tree = copied(tmp_path)
    applied(diff, tree)
    code, said = await run_tests(tree, *arguments)
    assert code == 0, said


def test_the_page_shows_a_subcommand_a_message_and_a_method() -> None:
    assert list(CHANGES) == ["A subcommand", "A message", "A method of the sandbox"]


def test_what_make_quick_leaves_out_exists() -> None:
    makefile = (ROOT / "Makefile").read_text()
    (left_out,) = re.findall(r"(?m)^SLOW := (.*)$", makefile)
    assert [path for path in left_out.split() if not (ROOT / path).exists()] == []
    assert "make quick" in PAGE


def test_a_change_that_no_longer_fits_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    with pytest.raises(subprocess.CalledProcessError):
        applied("--- a/a.py\n+++ b/a.py\n@@ -1,1 +1,1 @@\n-y = 1\n+y = 2\n", tmp_path)
