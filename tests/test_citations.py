"""No file of the project cites one that is not in it: what a stranger looks up must be there."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILE = re.compile(r"(?<![\w<{*/.-])[\w.][\w./-]*\.(?:md|toml|py|yml|yaml)(?![\w*])")
"""A document, a setting or a program, with or without its folder."""
FOLDER = re.compile(r"(?<![\w<{*/.-])(?:src|tests|docs|packages|scripts|bench|examples)/[\w./-]*")
THEIRS = re.compile(r"^(playbook|team)\.toml$|^app\.yaml$|^INC-\d")
"""Files of whoever runs it: their process, their seed, their manifest, their records."""


def files() -> list[Path]:
    """All that git knows or would take, relative to the root."""
    found = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return [Path(line) for line in found.splitlines() if (ROOT / line).is_file()]


FILES = files()
NAMES = {path.name for path in FILES}
PLACES = (".", "docs", "packages/slack-sandbox", "src/firebell", "packages/slack-sandbox/src",
          "packages/slack-sandbox/src/slack_sandbox", "src")  # fmt: skip
"""Where a path may begin, beside the folder of the file that cites it."""


def there(cited: str, citing: Path) -> bool:
    """Whether a cited file or folder is in the project; a name alone may lie anywhere."""
    if "/" not in cited:
        return cited in NAMES or bool(THEIRS.match(cited))
    return any((ROOT / place / cited).exists() for place in (*PLACES, citing.parent))


def explained(source: str) -> Iterator[str]:
    """Comments and docstrings of a Python file, attributes' docstrings too."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield str(node.value.value)


def prose(page: str) -> Iterator[str]:
    """What a document sets in backticks or links to; not its blocks of code, not the web."""
    page = re.sub(r"(?ms)^```.*?^```", "", page)
    yield from re.findall(r"`([^`\n]+)`", page)
    yield from (link for link in re.findall(r"\]\(([^)#\s]+)", page) if "://" not in link)


def cited(path: Path) -> set[str]:
    """The files and folders that a file of the project names."""
    text = (ROOT / path).read_text()
    parts = list(prose(text)) if path.suffix == ".md" else [text]
    if path.suffix == ".py":
        parts = list(explained(text))
    found = {name for part in parts for name in FILE.findall(part)}
    if path.suffix in (".md", ".py"):
        found |= {name for part in parts for name in FOLDER.findall(part)}
    return {name.rstrip(".") for name in found if "://" not in name}


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if path.suffix in (".md", ".py", ".js", ".mjs", ".css")],
    ids=str,
)
def test_what_a_file_cites_is_in_the_project(path: Path) -> None:
    assert [name for name in sorted(cited(path)) if not there(name, path)] == []


def test_a_file_that_is_not_there_would_be_found() -> None:
    assert not there("NOWHERE.md", Path("README.md"))
    assert not there("docs/nowhere.md", Path("README.md"))
    assert list(explained('"""See `A.md`."""\nx = "B.md"  # C.md\n')) == ["# C.md", "See `A.md`."]
    assert list(prose("`A.md`, [b](B.md), [c](https://C.md)\n```\n`D.md`\n```\n")) == [
        "A.md",
        "B.md",
    ]
