"""What an app leaves out of its blocks, as Slack fills it in: ids, and how a text is read."""

from __future__ import annotations

from typing import Any

from slack_sandbox.block_kit.traversal import flat, pressable

Json = dict[str, Any]
READ = {"plain_text": ("emoji", True), "mrkdwn": ("verbatim", False)}


def name(blocks: list[Json], among: str = "") -> None:
    """In place; those inside a container or a carousel too. `among` tells lists of one message."""
    for number, block in enumerate(flat(blocks)):
        block.setdefault("block_id", f"b{among}{number:03d}")
        for place, element in enumerate(pressable(block)):
            element.setdefault("action_id", f"a{among}{number:03d}{place}")
    complete(blocks)


def name_view(view: Json) -> None:
    """A form or a Home, in place."""
    name(view["blocks"])
    complete([view.get(key) for key in ("title", "submit", "close")])


def complete(value: Any) -> None:
    """In place: plain texts show emoji and marked ones find links, where nothing else is said."""
    if isinstance(value, list):
        for one in value:
            complete(one)
    elif isinstance(value, dict):
        if value.get("type") in READ and isinstance(value.get("text"), str):
            key, usual = READ[value["type"]]
            value.setdefault(key, usual)
        for one in value.values():
            complete(one)
