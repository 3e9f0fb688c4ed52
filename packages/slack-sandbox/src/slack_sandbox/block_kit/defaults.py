"""What an app leaves out of its blocks, as Slack fills it in: ids, and how a text is read."""

from __future__ import annotations

from typing import Any

from slack_sandbox.block_kit.traversal import all_blocks, interactive_elements

Json = dict[str, Any]
TEXT_DEFAULTS = {"plain_text": ("emoji", True), "mrkdwn": ("verbatim", False)}


def add_defaults(blocks: list[Json], prefix: str = "") -> None:
    """Adds ids and defaults to blocks, nested ones too, in place; `prefix` goes into the ids."""
    for number, block in enumerate(all_blocks(blocks)):
        block.setdefault("block_id", f"b{prefix}{number:03d}")
        for place, element in enumerate(interactive_elements(block)):
            element.setdefault("action_id", f"a{prefix}{number:03d}{place}")
    add_text_defaults(blocks)


def add_view_defaults(view: Json) -> None:
    """Adds ids and defaults to a modal or a Home, in place."""
    add_defaults(view["blocks"])
    add_text_defaults([view.get(key) for key in ("title", "submit", "close")])


def add_text_defaults(value: Any) -> None:
    """In place: plain texts show emoji and marked ones find links, where nothing else is said."""
    if isinstance(value, list):
        for item in value:
            add_text_defaults(item)
    elif isinstance(value, dict):
        if value.get("type") in TEXT_DEFAULTS and isinstance(value.get("text"), str):
            key, usual = TEXT_DEFAULTS[value["type"]]
            value.setdefault(key, usual)
        for item in value.values():
            add_text_defaults(item)
