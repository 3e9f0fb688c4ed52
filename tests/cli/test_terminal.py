"""Names, paths and whatever else people wrote steer no terminal."""

from __future__ import annotations

import ast
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given

from firebell.cli.common import stop
from firebell.cli.terminal import show, show_line
from firebell.domain.typed_text import visible
from tests.typed import TYPED

CLI = Path(__file__).parents[2] / "src" / "firebell" / "cli"
ESCAPES = "a\x1b[2J\x9b31m\x07\rb\u202ec\u2066d\u200be\u061cf\ud800"


@given(TYPED)
@example(ESCAPES)
def test_nothing_that_is_shown_is_obeyed(typed: str) -> None:
    shown = visible(typed)
    obeyed = [c for c in shown if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
    hidden = [
        c for c in shown if c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b"
    ]
    assert (obeyed, hidden) == ([], [])
    assert visible(shown) == shown


def test_what_steers_is_shown_as_its_escape(capsys: pytest.CaptureFixture[str]) -> None:
    show(ESCAPES)
    show_line("INC-1\n✓ forged 👩‍👩‍👧‍👦 שלום\u200f")
    with pytest.raises(SystemExit):
        stop(f"There is no database at {ESCAPES}.")
    found = capsys.readouterr()
    steady = "a\\x1b[2J\\x9b31m\\x07\\rb\\u202ec\\u2066d\\u200be\\u061cf\\ud800"
    assert found.out == f"{steady}\nINC-1\\n✓ forged 👩‍👩‍👧‍👦 שלום\u200f\n"
    assert found.err == f"There is no database at {steady}.\n"


def test_nothing_is_printed_past_it() -> None:
    found = []
    for path in CLI.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                found += [path.name] if node.func.id == "print" else []
            if isinstance(node, ast.Attribute) and node.attr in ("stdout", "stderr", "echo"):
                found += [path.name]
    assert set(found) <= {"terminal.py", "common.py", "log_lines.py"}
    assert "print(" not in (CLI / "common.py").read_text()
