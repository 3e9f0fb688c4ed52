"""The page's files: what imports what, and which addresses lead to one."""

from __future__ import annotations

import re
from graphlib import TopologicalSorter
from importlib.resources import files
from pathlib import Path, PurePosixPath

import aiohttp
import pytest
from yarl import URL

from slack_sandbox import Sandbox

STATIC = Path(str(files("slack_sandbox.page"))) / "static"
IMPORT = re.compile(r'^import (?:\{[^}]+\} from )?"([^"]+)";$', re.MULTILINE)
FLOORS = (
    ".",
    "navigation",
    "tools",
    "messages",
    "forms",
    "composer",
    "blocks",
    "dialogs",
    "text",
    "workspace",
    "lib",
)
"""The folders, from the top down; `.` is where the page starts."""


def imports() -> dict[str, set[str]]:
    """Of each JavaScript file, by its place in the folder, the files that it imports."""
    found = {}
    for path in sorted(STATIC.rglob("*.js")):
        there = [(path.parent / name).resolve() for name in IMPORT.findall(path.read_text("utf-8"))]
        found[path.relative_to(STATIC).as_posix()] = {
            target.relative_to(STATIC.resolve()).as_posix() for target in there
        }
    return found


def test_what_is_imported_is_there_and_no_import_leads_in_a_circle() -> None:
    graph = imports()
    missing = {(name, target) for name in graph for target in graph[name] - set(graph)}
    assert missing == set()
    assert set(TopologicalSorter(graph).static_order()) == set(graph)


def test_imports_go_down_from_folder_to_folder() -> None:
    floor = {name: FLOORS.index(str(PurePosixPath(name).parent)) for name in imports()}
    upwards = {
        (name, target)
        for name, targets in imports().items()
        for target in targets
        if floor[target] < floor[name]
    }
    assert upwards == set()


def test_each_file_says_first_what_it_is() -> None:
    begins = {".js": "// ", ".css": "/* "}
    silent = [
        path.name
        for path in STATIC.rglob("*.*")
        if path.suffix in begins and not path.read_text("utf-8").startswith(begins[path.suffix])
    ]
    assert silent == []


@pytest.mark.parametrize(
    "path",
    [
        "../__init__.py",
        "%2e%2e/__init__.py",
        "lib/../../files.py",
        "lib/%2e%2e/%2e%2e/files.py",
        "..%2Ffiles.py",
        "%2fetc%2fpasswd",
        "lib",
        "lib/",
        "lib//dom.js",
        "lib\\dom.js",
        "none.js",
    ],
)
async def test_no_address_leads_out_of_the_folder(path: str) -> None:
    async with Sandbox.serve() as sandbox, aiohttp.ClientSession() as session:
        address = URL(f"{sandbox.url}/browser/{path}", encoded=True)
        async with session.get(address) as response:
            assert (response.status, await response.text()) == (404, "There is no such page.")


async def test_every_file_has_its_address() -> None:
    async with Sandbox.serve() as sandbox, aiohttp.ClientSession() as session:
        for path in sorted(STATIC.rglob("*.*")):
            address = f"{sandbox.url}/browser/{path.relative_to(STATIC).as_posix()}"
            async with session.get(address) as response:
                assert (response.status, await response.text()) == (200, path.read_text("utf-8"))
