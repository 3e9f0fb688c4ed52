"""Draws the rooms of docs/architecture.md from the real imports. A test compares the two.

A room is a package, or a module that lies beside packages. It stands one floor above the highest
room that it imports.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "architecture.md"
SOURCES = {
    "firebell": ROOT / "src" / "firebell",
    "slack_sandbox": ROOT / "packages" / "slack-sandbox" / "src" / "slack_sandbox",
}
HOUSES = {"firebell.slack"}
"""Packages that are no room themselves: each package in them is one."""

Imports = Mapping[str, frozenset[str]]


def modules(package: str) -> dict[str, Path]:
    """Dotted name to file, `__init__` under its package's name."""
    top = SOURCES[package]
    found = {}
    for path in sorted(top.rglob("*.py")):
        parts = [package, *path.relative_to(top).with_suffix("").parts]
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def room_of(module: str) -> str:
    """`firebell.slack.views.forms.close` is in `firebell.slack.views`."""
    parts = module.split(".")
    return ".".join(parts[:3] if ".".join(parts[:2]) in HOUSES else parts[:2])


def imported(path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    """The modules of the package that a file imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        if isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name for name in [node.module, *inner] if name in known)


def rooms(package: str) -> Imports:
    """Each room with those that it imports."""
    known = modules(package)
    outer = {package, *HOUSES}
    found: dict[str, set[str]] = {
        room_of(name): set() for name in known if name not in outer and "__main__" not in name
    }
    for module, path in known.items():
        if (room := room_of(module)) in found and module not in outer:
            others = {room_of(name) for name in imported(path, known) if name not in outer}
            found[room] |= others - {room}
    return {room: frozenset(others) for room, others in found.items()}


def floors(imports: Imports) -> list[list[str]]:
    """The rooms of each floor, the lowest first. Raises ValueError where there is a circle."""
    height: dict[str, int] = {}
    waiting = dict(imports)
    while waiting:
        ready = [room for room, others in waiting.items() if others <= height.keys()]
        if not ready:
            raise ValueError(f"These rooms import each other: {', '.join(sorted(waiting))}")
        for room in ready:
            height[room] = max((height[other] for other in waiting[room]), default=-1) + 1
        waiting = {room: others for room, others in waiting.items() if room not in ready}
    levels = range(max(height.values()) + 1)
    return [sorted(room for room in height if height[room] == level) for level in levels]


def direct(imports: Imports) -> list[tuple[str, str]]:
    """The imports that do not follow from others."""
    return [
        (room, other)
        for room, others in sorted(imports.items())
        for other in sorted(others)
        if not any(other in _reached(imports, between) for between in others - {other})
    ]


def _reached(imports: Imports, room: str) -> set[str]:
    found: set[str] = set()
    waiting = [room]
    while waiting:
        new = imports[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def purpose(package: str, room: str) -> str:
    """The first line of the room's docstring."""
    text = ast.get_docstring(ast.parse(modules(package)[room].read_text())) or ""
    return " ".join(text.partition("\n\n")[0].split())


def picture(package: str) -> str:
    """The rooms as a Mermaid flowchart, the top floor first, and a table of what each is for."""
    imports = rooms(package)
    levels = list(enumerate(floors(imports)))[::-1]
    lines = ["```mermaid", "flowchart TD"]
    for level, found in levels:
        lines += [f'    subgraph floor{level} ["floor {level}"]']
        lines += [f'        {_node(room)}["{_short(room)}"]' for room in found]
        lines += ["    end"]
    lines += [f"    {_node(room)} --> {_node(other)}" for room, other in direct(imports)]
    lines += ["```", "", "| floor | room | what it is |", "| --- | --- | --- |"]
    for level, found in levels:
        lines += [f"| {level} | `{room}` | {purpose(package, room)} |" for room in found]
    return "\n".join(lines)


def _short(room: str) -> str:
    return room.partition(".")[2]


def _node(room: str) -> str:
    return _short(room).replace(".", "_")


def drawn(page: str) -> str:
    """The page with each picture drawn anew between its marks."""
    for package in SOURCES:
        begin, end = f"<!-- rooms of {package} -->", f"<!-- end of {package} -->"
        pattern = f"{re.escape(begin)}.*?{re.escape(end)}"
        text = f"{begin}\n\n{picture(package)}\n\n{end}"
        page = re.sub(pattern, lambda _, text=text: text, page, flags=re.DOTALL)  # type: ignore[misc]
    return page


if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text()))
