"""Everything that people read comes from the catalogue of the language that is spoken."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "firebell"
WHERE_PEOPLE_ARE_SPOKEN_TO = ("slack/views", "slack/inbound", "slack/effects", "outside", "app")
NO_WORDS = ("reading.py",)
"""It has names that people type, and says nothing."""
FOR_WHO_RUNS_IT = {"checks.py"}
"""What `firebell check` prints is read by whoever runs it, as are logs and mistakes: English."""
NOT_WORDS = {
    *("Bolder", "Medium", "Small"),  # of an adaptive card
    *("Subject", "From", "Date", "References", "All"),  # of a mail's head
    *("Firebell", "Shape", "Update", "true or false"),
    *("outside email", "outside check", "outside on call"),  # what a log says was asked
    *("Authorization", "Accept", "Token token="),  # of a request's head
    *('" AND labels = "', '" ORDER BY created ASC'),  # asked of a tracker
    # The manifest is installed before there is a playbook.
    *("Raise an incident", "Close an incident"),
    *("[how it ended]", "[what is going wrong] or help"),
}
PROSE = re.compile(r"[A-Za-z]{2,} +[A-Za-z]|^[A-Z][a-z]{2,}$|[a-z]{2}[?]$|[a-z]{3}[.]$")
KEY = re.compile(r"[a-z_.]+\.$|refused\.|/")


def files() -> Iterator[Path]:
    for place in WHERE_PEOPLE_ARE_SPOKEN_TO:
        yield from (SOURCE / place).rglob("*.py")
    yield from (path for path in (SOURCE / "words").glob("*.py") if path.name not in NO_WORDS)


def for_developers(tree: ast.Module) -> Iterator[ast.AST]:
    """Docstrings, what is logged, raised or asserted."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()):
                yield node.value
            case ast.Assert(msg=ast.expr() as said) | ast.Raise(exc=ast.expr() as said):
                yield from ast.walk(said)
            case ast.Call(func=ast.Attribute(value=ast.Name(id="log"))):
                yield from ast.walk(node)
            case _:
                pass


def prose(path: Path) -> list[str]:
    tree = ast.parse(path.read_text())
    spared = {id(node) for node in for_developers(tree)}
    return [
        f"{path.relative_to(SOURCE)}:{node.lineno}: {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in spared
        and node.value.strip() not in NOT_WORDS
        and "<html" not in node.value
        and "<body" not in node.value
        and PROSE.search(node.value)
        and not KEY.match(node.value)
    ]


def test_no_sentence_stands_outside_the_catalogue() -> None:
    found = [words for path in files() if path.name not in FOR_WHO_RUNS_IT for words in prose(path)]
    assert found == []
