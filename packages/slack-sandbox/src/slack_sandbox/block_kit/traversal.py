"""Finding blocks and elements in a list of blocks: nested ones, and those that people use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
NOT_INTERACTIVE = ("image", "mrkdwn", "plain_text")
"""What nobody presses, although it stands among elements."""


def all_blocks(blocks: list[Json]) -> Iterator[Json]:
    """Every block, and those inside a container or a carousel."""
    for block in blocks:
        inside = list(block.get("child_blocks") or [])
        inside += block["elements"] if block["type"] == "carousel" else []
        yield from [block, *all_blocks(inside)]


def interactive_elements(block: Json) -> list[Json]:
    """The elements of a block that people press or choose in."""
    match block["type"]:
        case "actions" | "context_actions":
            found = list(block["elements"])
        case "card":
            found = list(block.get("actions") or [])
        case _:
            element = block.get("element") or block.get("accessory")
            found = [element] if element else []
    return [element for element in found if element["type"] not in NOT_INTERACTIVE]
