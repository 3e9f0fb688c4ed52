"""The shipped schemas are the outside ones made smaller, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sandbox_tests.contract.material import SHIPPED, load, needs_outside
from sandbox_tests.contract.reduction import TYPES, reduced


def test_a_reduced_schema_keeps_what_is_judged_and_what_that_needs() -> None:
    person = {"type": "object", "description": "One", "properties": {"id": {"type": "string"}}}
    schema = {
        "$ref": "#/definitions/Payload",
        "definitions": {
            "Payload": {
                "properties": {"user": {"$ref": "#/definitions/Person"},
                               "blocks": {"$ref": "#/definitions/Blocks"}},
                "required": ["user", "blocks"],
                "additionalProperties": False,
            },
            "Person": person,
            "Blocks": {"type": "array"},
        },
    }  # fmt: skip
    assert reduced(schema) == {
        "$ref": "#/definitions/Payload",
        "definitions": {
            "Payload": {
                "properties": {"user": {"$ref": "#/definitions/Person"}, "blocks": {}},
                "required": ["user", "blocks"],
            },
            "Person": {"type": "object", "properties": {"id": {"type": "string"}}},
        },
    }


def test_the_shipped_folder_holds_the_types_and_the_notice_of_each_source() -> None:
    names = {path.name.partition(".")[0] for path in (SHIPPED / "typescript").iterdir()}
    assert names == set(TYPES)
    provenance = (SHIPPED / "PROVENANCE.md").read_text()
    licences = sorted((SHIPPED / "licences").iterdir())
    assert [path.name for path in licences] == ["slack-bolt.txt", "slack-types.txt"]
    for path in licences:
        assert path.name in provenance
        assert "Permission is hereby granted, free of charge" in path.read_text()


def test_all_that_is_shipped_is_small() -> None:
    assert sum(path.stat().st_size for path in _files(SHIPPED)) < 200_000


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@needs_outside
@pytest.mark.parametrize("name", TYPES)
def test_a_shipped_schema_is_the_outside_one_made_smaller(name: str) -> None:
    shipped = json.loads((SHIPPED / "typescript" / f"{name}.schema.json").read_text())
    assert shipped == reduced(load("typescript", f"{name}.schema.json"))
