"""Rules that no single block can break: names that must differ, one table, one focus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from slack_sandbox.block_kit.violations import Fault, failed

Placed = list[tuple[str, dict[str, Any]]]
"""Objects, each with where it stands."""
ONE_TABLE = "only_one_table_allowed"
MARKDOWN_IN_ALL = 12_000


def across(blocks: object, pointer: str) -> Iterator[Fault]:
    """What is wrong with them together."""
    every = _with_inner(_placed(blocks, pointer))
    yield from _repeated(every, "block_id")
    for at, block in every:
        for key in ("elements", "actions"):
            yield from _repeated(_placed(block.get(key), f"{at}/{key}"), "action_id")
    yield from _focused(every)
    yield from _markdown(every, pointer)
    if sum(1 for _, one in every if one.get("type") == "table") > 1:
        yield Fault(ONE_TABLE, pointer)


def _placed(items: object, at: str) -> Placed:
    items = items if isinstance(items, list) else []
    return [(f"{at}/{place}", one) for place, one in enumerate(items) if isinstance(one, dict)]


def _with_inner(blocks: Placed) -> Placed:
    """Those inside a container or a carousel too."""
    found: Placed = []
    for at, block in blocks:
        found += [(at, block), *_placed(block.get("child_blocks"), f"{at}/child_blocks")]
        if block.get("type") == "carousel":
            found += _placed(block.get("elements"), f"{at}/elements")
    return found


def _repeated(placed: Placed, key: str) -> Iterator[Fault]:
    known: set[str] = set()
    for at, one in placed:
        id = one.get(key)
        if not isinstance(id, str):
            continue
        if id in known:
            yield Fault(f'`{key}` "{id}" already exists', f"{at}/{key}")
        known.add(id)


def _focused(every: Placed) -> Iterator[Fault]:
    held: Placed = []
    for at, block in every:
        for key in ("element", "accessory"):
            if isinstance(block.get(key), dict):
                held.append((f"{at}/{key}", block[key]))
        held += _placed(block.get("elements"), f"{at}/elements")
    focused = [at for at, one in held if one.get("focus_on_load") is True]
    for at in focused[1:]:
        yield Fault("only one element can have `focus_on_load`", f"{at}/focus_on_load")


def _markdown(every: Placed, pointer: str) -> Iterator[Fault]:
    """All of it together; a single block that is too long is told already."""
    texts = [one.get("text") for _, one in every if one.get("type") == "markdown"]
    written = [len(one) for one in texts if isinstance(one, str)]
    if sum(written) > MARKDOWN_IN_ALL >= max(written, default=0):
        said = f"must be less than {MARKDOWN_IN_ALL + 1} characters"
        yield failed(said, pointer, "max_length", MARKDOWN_IN_ALL, sum(written))
