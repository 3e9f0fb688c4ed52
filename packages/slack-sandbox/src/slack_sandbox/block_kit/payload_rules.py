"""Rules that no single block can break: names that must differ, one table, one focus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from slack_sandbox.block_kit.violations import Violation, failed_constraint

Located = list[tuple[str, dict[str, Any]]]
"""Objects, each with where it stands."""
ONE_TABLE = "only_one_table_allowed"
MARKDOWN_IN_ALL = 12_000


def payload_violations(blocks: object, pointer: str) -> Iterator[Violation]:
    """What is wrong with blocks together, beyond what each breaks by itself."""
    located = _with_nested(_located(blocks, pointer))
    yield from _duplicates(located, "block_id")
    for at, block in located:
        for key in ("elements", "actions"):
            yield from _duplicates(_located(block.get(key), f"{at}/{key}"), "action_id")
    yield from _focus_twice(located)
    yield from _markdown(located, pointer)
    if sum(1 for _, block in located if block.get("type") == "table") > 1:
        yield Violation(ONE_TABLE, pointer)


def _located(items: object, at: str) -> Located:
    items = items if isinstance(items, list) else []
    return [(f"{at}/{place}", item) for place, item in enumerate(items) if isinstance(item, dict)]


def _with_nested(blocks: Located) -> Located:
    """Those inside a container or a carousel too."""
    found: Located = []
    for at, block in blocks:
        found += [(at, block), *_located(block.get("child_blocks"), f"{at}/child_blocks")]
        if block.get("type") == "carousel":
            found += _located(block.get("elements"), f"{at}/elements")
    return found


def _duplicates(placed: Located, key: str) -> Iterator[Violation]:
    known: set[str] = set()
    for at, item in placed:
        id = item.get(key)
        if not isinstance(id, str):
            continue
        if id in known:
            yield Violation(f'`{key}` "{id}" already exists', f"{at}/{key}")
        known.add(id)


def _focus_twice(located: Located) -> Iterator[Violation]:
    held: Located = []
    for at, block in located:
        for key in ("element", "accessory"):
            if isinstance(block.get(key), dict):
                held.append((f"{at}/{key}", block[key]))
        held += _located(block.get("elements"), f"{at}/elements")
    focused = [at for at, element in held if element.get("focus_on_load") is True]
    for at in focused[1:]:
        yield Violation("only one element can have `focus_on_load`", f"{at}/focus_on_load")


def _markdown(located: Located, pointer: str) -> Iterator[Violation]:
    """All of it together; a single block that is too long is told already."""
    texts = [block.get("text") for _, block in located if block.get("type") == "markdown"]
    written = [len(text) for text in texts if isinstance(text, str)]
    if sum(written) > MARKDOWN_IN_ALL >= max(written, default=0):
        message = f"must be less than {MARKDOWN_IN_ALL + 1} characters"
        yield failed_constraint(message, pointer, "max_length", MARKDOWN_IN_ALL, sum(written))
