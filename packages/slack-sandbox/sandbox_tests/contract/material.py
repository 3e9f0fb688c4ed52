"""What others have written down about Slack, and where it lies. The sandbox is judged by it.

`docs/slack-facts.md` and the folder `material` are in the project and judge always. Documentation
data, recorded shapes and schemas that are not lie in a folder of their own: `SLACK_CONTRACT` names
it, by default it is `../shared/slack`. Where it is, it judges too; where it is not, the tests that
need it are named as not run.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

ROOT = Path(__file__).parents[4]
FACTS = "docs/slack-facts.md"
SHIPPED = Path(__file__).with_suffix("")
OUTSIDE = Path(os.environ.get("SLACK_CONTRACT", ROOT.parent / "shared" / "slack"))
OPTIONAL = "The folder that SLACK_CONTRACT names is not there: the shipped material judged alone."
"""Why a test was not run that a fork can't run; CI does not require it."""
needs_outside = pytest.mark.skipif(not OUTSIDE.is_dir(), reason=OPTIONAL)
FOLDERS = [pytest.param(SHIPPED, id="shipped"),
           pytest.param(OUTSIDE, id="outside", marks=needs_outside)]  # fmt: skip
"""Where schemas of types lie: those in the project are smaller (`reduction`)."""


@dataclass(frozen=True)
class Row:
    """A line of the table of methods: tiers (two where sources differ), arguments, errors."""

    tiers: frozenset[str]
    required: frozenset[str]
    errors: frozenset[str]


@cache
def table() -> Mapping[str, Row]:
    """The table of methods in `docs/slack-facts.md`."""
    rows = re.findall(r"(?m)^\| ([a-z]+\.[\w.]+) \|(.*)\|$", (ROOT / FACTS).read_text())
    return {name: _row(*cells.split("|")) for name, cells in rows}


def _row(tier: str, required: str, errors: str) -> Row:
    return Row(
        frozenset(re.findall(r"\d|special|not named", tier)),
        frozenset(required.replace("—", "").replace(",", " ").split()),
        frozenset(errors.split()),
    )


@cache
def common_errors() -> frozenset[str]:
    """What every method may answer (`docs/slack-facts.md`, Methods)."""
    _, _, rest = (ROOT / FACTS).read_text().partition("| common errors |\n| --- |\n| ")
    return frozenset(rest.partition(" |")[0].split())


def load(*path: str) -> Any:
    """A file of the outside folder."""
    return json.loads(OUTSIDE.joinpath(*path).read_text())


@cache
def documented(method: str) -> Mapping[str, Any] | None:
    """Slack's documentation data of a method."""
    path = OUTSIDE / "docs" / "methods" / f"{method}.json"
    return json.loads(path.read_text()) if path.exists() else None


def cited(reason: str) -> list[Path]:
    """The files that a reason names, each of which is there; outside ones where that folder is."""
    named = re.findall(rf"{re.escape(FACTS)}|[\w./-]+\.json", reason)
    assert named, reason
    found = [ROOT / name if name == FACTS else OUTSIDE / name for name in named]
    assert all(path.is_file() for path in found if OUTSIDE.is_dir() or ROOT in path.parents), reason
    return found


@cache
def methods() -> list[str]:
    """All that are documented in the outside folder."""
    found = (OUTSIDE / "docs" / "methods").glob("*.json")
    return sorted(path.stem for path in found if not path.stem.startswith("_"))


@cache
def recorded(folder: str, name: str) -> Any:
    """The superset of a recorded shape, or None."""
    path = OUTSIDE / "json-logs" / folder / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else None


@cache
def typed(name: str, folder: Path) -> Draft7Validator:
    """An official type as a schema, open to more keys: those the recorded shapes judge."""
    path = folder / "typescript" / f"{name}.schema.json"
    return Draft7Validator(_open(json.loads(path.read_text())))


@cache
def block_kit(definition: str) -> Draft202012Validator:
    """One definition of the schema of Block Kit."""
    schema = load("block-kit", "slack-block-kit.schema.json")
    return Draft202012Validator({"$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]})


def _open(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {k: _open(v) for k, v in schema.items() if k != "additionalProperties"}
    return [_open(inner) for inner in schema] if isinstance(schema, list) else schema
