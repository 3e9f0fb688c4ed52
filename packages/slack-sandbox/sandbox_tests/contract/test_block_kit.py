"""Block Kit: what the sandbox refuses and what the schema refuses is the same.

Each block and element once as it should be, then spoilt in every place: a key taken away, a text
grown over its limit or emptied, a number out of bounds, another type. The two must agree on every
one of them.

`DIFFERENCES` is reviewed: each has its reason, and the list may only shrink.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sandbox_tests.contract.material import block_kit, cited, load, needs_outside
from sandbox_tests.contract.samples import (
    BLOCKS,
    CHOSEN,
    ELEMENTS,
    PICTURE,
    VIEWS,
    Json,
    placed,
    surface,
)
from slack_sandbox.block_kit import check_blocks, check_view
from slack_sandbox.block_kit.blocks import Surface

pytestmark = needs_outside

LONG = "x" * 12_500
DIFFERENCES: Mapping[str, str] = {
    r"\burl is empty$|_url is empty$":
        "block-kit/slack-block-kit.schema.json says that it is an address, and does not check it",
    "^plain_text_input: initial_value is too long$":
        "3,000 characters (docs/slack-facts.md, Block limits), which no person could type either",
}  # fmt: skip


def spoilt(block: Any) -> Iterator[tuple[str, Any]]:
    """The same with one thing wrong, and what that is."""
    yield "a stranger", {**block, "stranger": 1}
    for path in places(block):
        value = look(block, path)
        where = "/".join(map(str, path))
        if isinstance(path[-1], str):
            yield f"{where} is missing", changed(block, path, None, remove=True)
        for what, wrong in worse(value, path[-1]):
            yield f"{where} {what}", changed(block, path, wrong)


def worse(value: Any, key: object) -> Iterator[tuple[str, Any]]:
    """What could stand there instead, and hardly ever should."""
    if value is not None:
        yield "is null", None
    if isinstance(value, str):
        yield from [("is too long", LONG), ("is empty", ""), ("is a number", 7), ("is a list", [])]
        if key == "type":
            yield "is unknown", "unknown"
    elif isinstance(value, bool):
        yield from [("is a text", "true"), ("is a number", 1), ("is the other", not value)]
    elif isinstance(value, int | float):
        yield from [("is a text", str(value)), ("is true", True), ("is a fraction", value + 0.5),
                    ("is negative", -1), ("is nothing", 0), ("is far too big", 10**12)]  # fmt: skip
    elif isinstance(value, list):
        yield from [("is empty", []), ("is too many", (value * 121)[:121]), ("is a text", "text"),
                    ("is an object", {})]  # fmt: skip
    elif isinstance(value, dict):
        yield from [("is a text", "text"), ("is empty", {}), ("is a list", [value]),
                    ("has a stranger", {**value, "stranger": 1})]  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in it."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in inner:
        yield (*path, key)
        if isinstance(item, dict | list):
            yield from places(item, (*path, key))


def look(value: Any, path: tuple[Any, ...]) -> Any:
    """What stands in a place."""
    for key in path:
        value = value[key]
    return value


def changed(block: Any, path: tuple[Any, ...], value: Any, *, remove: bool = False) -> Any:
    """A copy with something else in that place."""
    found = copy.deepcopy(block)
    inner = look(found, path[:-1])
    if remove:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return found


@cache
def differing(name: str) -> list[str]:
    """Where the two do not agree about a block."""
    block = BLOCKS[name]
    schema, place = block_kit(f"{block['type']}_block"), surface(block)
    return [
        f"{name}: {what}"
        for what, variant in spoilt(block)
        if (not check_blocks([variant], place)) != schema.is_valid(variant)
    ]


@cache
def differing_in(name: str) -> list[str]:
    """The same about an element; the schema's name of it is not always its type."""
    whole, (definition,) = ELEMENTS[name], defined(ELEMENTS[name]["type"])
    block, schema = placed(whole), block_kit(definition)
    return [
        f"{name}: {what}"
        for what, variant in spoilt(whole)
        if (not check_blocks([standing(block, whole, variant)], "message"))
        != schema.is_valid(variant)
    ]


def defined(type: str) -> list[str]:
    """The definitions of elements of that type."""
    definitions = load("block-kit", "slack-block-kit.schema.json")["$defs"]
    return [
        name
        for name, definition in definitions.items()
        if definition.get("properties", {}).get("type") == {"const": type}
        and name.endswith("_element")
    ]


def standing(block: Json, whole: Json, other: Json) -> Json:
    """A block with another element in the place of the whole one."""
    if "element" in block:
        return {**block, "element": other}
    return {
        **block,
        "elements": [other if element is whole else element for element in block["elements"]],
    }


def unexplained(found: list[str]) -> list[str]:
    """Those that `DIFFERENCES` does not have."""
    return [path for path in found if not any(re.search(known, path) for known in DIFFERENCES)]


def test_what_should_be_taken_is_taken_by_both() -> None:
    blocks = {**BLOCKS, **{name: placed(element) for name, element in ELEMENTS.items()}}
    blocks |= {
        f"section with {name}": placed(element, "accessory") for name, element in CHOSEN.items()
    }
    blocks |= {f"input of {name}": placed(element, "input") for name, element in CHOSEN.items()}
    for name, block in blocks.items():
        assert check_blocks([block], surface(block)) == [], name
        assert block_kit("block").is_valid(block), name


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_that_is_spoilt_is_refused_by_both_or_by_none(name: str) -> None:
    assert unexplained(differing(name)) == []


@pytest.mark.parametrize("name", ELEMENTS)
def test_an_element_that_is_spoilt_is_refused_by_both_or_by_none(name: str) -> None:
    assert unexplained(differing_in(name)) == []


@pytest.mark.parametrize("place", ["actions", "accessory", "input"])
@pytest.mark.parametrize("name", [*ELEMENTS, "image"])
def test_an_element_stands_only_where_the_schema_lets_it(name: str, place: str) -> None:
    bot = PICTURE if name == "image" else ELEMENTS[name]
    block = {
        "actions": {"type": "actions", "elements": [bot]},
        "accessory": placed(bot, "accessory"),
        "input": placed(bot, "input"),
    }[place]
    assert (check_blocks([block], "message") == []) == block_kit("block").is_valid(block)


def test_each_difference_is_still_one() -> None:
    found = [difference for name in BLOCKS for difference in differing(name)]
    found += [difference for name in ELEMENTS for difference in differing_in(name)]
    for known in DIFFERENCES:
        assert any(re.search(known, path) for path in found), known


@pytest.mark.parametrize("reason", sorted(DIFFERENCES.values()))
def test_the_reason_of_each_difference_cites_the_contract_or_the_material(reason: str) -> None:
    assert cited(reason)


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_that_is_spoilt_is_refused_by_both_or_by_none(name: str) -> None:
    whole, schema = VIEWS[name], block_kit(f"{name}_view")
    assert check_view(whole) == []
    assert schema.is_valid(whole)
    assert [
        what for what, view in spoilt(whole) if (not check_view(view)) != schema.is_valid(view)
    ] == []


def test_the_samples_hold_every_key_that_the_schema_knows() -> None:
    definitions = load("block-kit", "slack-block-kit.schema.json")["$defs"]
    known = {
        (name, key)
        for name, definition in definitions.items()
        for part in [definition, *definition.get("oneOf", [])]
        for key in part.get("properties", {})
    }
    used: set[tuple[str, str]] = set()
    for block in [*BLOCKS.values(), *map(placed, ELEMENTS.values())]:
        used |= keys_used(block, f"{block['type']}_block")
    for name, view in VIEWS.items():
        used |= keys_used(view, f"{name}_view")
    never_an_apps = {("file_block", key) for key in definitions["file_block"]["properties"]}
    assert known - used == never_an_apps


def keys_used(value: Any, definition: str) -> set[tuple[str, str]]:
    """The keys of a definition, and of those that it is made of, that a sample has."""
    definitions = load("block-kit", "slack-block-kit.schema.json")["$defs"]
    return set(walked(value, definitions[definition], definition, definitions))


def walked(value: Any, schema: Json, name: str, all_: Json) -> Iterator[tuple[str, str]]:
    """Follows a sample and its schema together."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        yield from walked(value, all_[name], name, all_)
    for part in schema.get("allOf", []):
        yield from walked(value, part, name, all_)
    for part in schema.get("oneOf", []):
        if Draft202012Validator({**part, "$defs": all_}).is_valid(value):
            yield from walked(value, part, name, all_)
    if isinstance(value, dict):
        for key, inner in schema.get("properties", {}).items():
            if key in value:
                yield name, key
                yield from walked(value[key], inner, name, all_)
    if isinstance(value, list) and "items" in schema:
        for item in value:
            yield from walked(item, schema["items"], name, all_)


def test_each_block_goes_where_slack_lets_it() -> None:
    surfaces = load("block-kit", "blocks-surfaces.json")
    places: tuple[Surface, ...] = ("message", "modal", "home")
    for block in BLOCKS.values():
        for place in places:
            taken = not check_blocks([block], place)
            assert taken == (place in surfaces[block["type"]]), (block["type"], place)
