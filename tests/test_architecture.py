"""The map shows the rooms as they are, and names only what exists."""

from __future__ import annotations

import importlib
import pkgutil
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from firebell.domain import effects
from firebell.slack.effects import CARRY_OUT

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text()
DRAWING = runpy.run_path(str(ROOT / "scripts" / "architecture.py"))
NAMED = sorted(set(re.findall(r"`((?:firebell|slack_sandbox)(?:\.\w+)+)`", PAGE)))


def named(path: str) -> Any:
    """The module, or what stands in it, by its dotted name. Raises AttributeError."""
    found: Any = importlib.import_module(path.partition(".")[0])
    walked = found.__name__
    for part in path.split(".")[1:]:
        walked += f".{part}"
        if isinstance(found, type(pkgutil)) and hasattr(found, "__path__"):
            inner = {module.name for module in pkgutil.iter_modules(found.__path__)}
            found = importlib.import_module(walked) if part in inner else getattr(found, part)
        else:
            found = getattr(found, part)
    return found


def test_the_pictures_are_drawn_from_the_imports() -> None:
    assert DRAWING["drawn"](PAGE) == PAGE


def test_rooms_that_import_each_other_are_not_drawn() -> None:
    with pytest.raises(ValueError, match="These rooms import each other: a, b"):
        DRAWING["floors"]({"a": frozenset("b"), "b": frozenset("a"), "c": frozenset()})


def test_a_room_stands_above_those_it_imports_and_needless_arrows_are_left_out() -> None:
    imports = {"a": frozenset("bc"), "b": frozenset("c"), "c": frozenset(), "d": frozenset()}
    assert DRAWING["floors"](imports) == [["c", "d"], ["b"], ["a"]]
    assert DRAWING["direct"](imports) == [("a", "b"), ("b", "c")]


@pytest.mark.parametrize("path", NAMED)
def test_what_the_map_names_exists(path: str) -> None:
    assert named(path) is not None


def test_a_name_that_does_not_exist_would_be_found() -> None:
    with pytest.raises(AttributeError):
        named("firebell.app.worker.Nobody")


def test_the_glossary_explains_the_words_of_an_effect() -> None:
    words = PAGE.partition("## Words")[2]
    explained = {word.strip() for row in re.findall(r"(?m)^\| ([^|]+) \|", words)
                 for word in row.split(",")}  # fmt: skip
    needed = {"lane", "rank", "keep", "post", "effect", "lease", "doubtful", "sweep", "settle",
              "playbook", "step", "role", "lead", "in charge", "milestones", "reaction", "move",
              "slot", "target", "parked", "find"}  # fmt: skip
    assert needed - explained == set()
    bodies = set(re.findall(r"`([A-Z]\w+)`", words)) & {body.__name__ for body in CARRY_OUT}
    assert bodies == {effects.Say.__name__, effects.PinCard.__name__}


def test_every_room_says_what_it_is_for() -> None:
    rows = re.findall(r"(?m)^\| \d+ \| `([\w.]+)` \| (.*) \|$", PAGE)
    assert len(rows) == sum(len(DRAWING["rooms"](package)) for package in DRAWING["SOURCES"])
    assert [room for room, purpose in rows if len(purpose.split()) < 4] == []
