"""What others have written down about Slack: documentation data, recorded shapes, schemas.

The folder is not ours and not in the project: `SLACK_CONTRACT` names it, by default it lies in
`../shared/slack`. Where it is missing these tests are named as not run; CI requires it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

ROOT = Path(__file__).parents[4]
MATERIAL = Path(os.environ.get("SLACK_CONTRACT", ROOT.parent / "shared" / "slack"))
needs_material = pytest.mark.skipif(
    not MATERIAL.is_dir(), reason="NOT RUN: the folder SLACK_CONTRACT is not there"
)


def load(*path: str) -> Any:
    """A file of the folder."""
    return json.loads(MATERIAL.joinpath(*path).read_text())


@cache
def documented(method: str) -> Mapping[str, Any] | None:
    """Slack's documentation data of a method."""
    path = MATERIAL / "docs" / "methods" / f"{method}.json"
    return json.loads(path.read_text()) if path.exists() else None


@cache
def table() -> Mapping[str, frozenset[str]]:
    """The table of methods in SLACK.md, which lies beside the folder: each with its errors."""
    rows = re.findall(
        r"(?m)^\| ([a-z]+\.[\w.]+) \|(.*)\|$", (MATERIAL.parent / "SLACK.md").read_text()
    )
    return {name: frozenset(rest.rpartition("|")[2].split()) for name, rest in rows}


def cited(reason: str) -> list[Path]:
    """The files that a reason names, each of which is there."""
    named = re.findall(r"SLACK\.md|[\w./-]+\.json", reason)
    found = [(MATERIAL.parent if one == "SLACK.md" else MATERIAL) / one for one in named]
    assert all(one.is_file() for one in found), reason
    return found


@cache
def methods() -> list[str]:
    """All that are documented here."""
    found = (MATERIAL / "docs" / "methods").glob("*.json")
    return sorted(one.stem for one in found if not one.stem.startswith("_"))


@cache
def common_errors() -> frozenset[str]:
    """What every method may answer."""
    return frozenset(load("docs", "methods", "_common_errors.json")["errors"])


@cache
def recorded(folder: str, name: str) -> Any:
    """The superset of a recorded shape, or None."""
    path = MATERIAL / "json-logs" / folder / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else None


@cache
def typed(name: str) -> Draft7Validator:
    """An official type as a schema, open to more keys: those the recorded shapes judge."""
    return Draft7Validator(_open(load("typescript", f"{name}.schema.json")))


@cache
def block_kit(definition: str) -> Draft202012Validator:
    """One definition of the schema of Block Kit."""
    schema = load("block-kit", "slack-block-kit.schema.json")
    return Draft202012Validator({"$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]})


def _open(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {k: _open(v) for k, v in schema.items() if k != "additionalProperties"}
    return [_open(one) for one in schema] if isinstance(schema, list) else schema
