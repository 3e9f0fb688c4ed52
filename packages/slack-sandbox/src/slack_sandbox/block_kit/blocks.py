"""Blocks and what they stand on: a message, a form, the Home.

The numbers: `docs/slack-facts.md`, Block limits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from slack_sandbox.block_kit.checks import (
    Check,
    any_of,
    array,
    boolean,
    by_type,
    number,
    one_of,
    string,
    tagged,
)
from slack_sandbox.block_kit.composition_objects import plain_text, text_object
from slack_sandbox.block_kit.elements import (
    ACCESSORY,
    ACTION,
    CONTEXT,
    IMAGE,
    IMAGE_RULES,
    IMAGE_SOURCE,
    INPUT,
)
from slack_sandbox.block_kit.payload_rules import MARKDOWN_IN_ALL, payload_violations
from slack_sandbox.block_kit.recent_blocks import ID, RECENT_BLOCKS, TABLE
from slack_sandbox.block_kit.rich_text import RICH_TEXT
from slack_sandbox.block_kit.violations import Violation, failed_constraint

Surface = Literal["message", "modal", "home", "any"]

HTTPS_URL = string(pattern="^https://")


def _no_dispatch_of_files(block: Mapping[str, Any], at: str) -> Iterator[Violation]:
    element = block.get("element")
    of_file = isinstance(element, dict) and element.get("type") == "file_input"
    if of_file and block.get("dispatch_action") is True:
        message = "must be a valid enum value"
        yield failed_constraint(message, f"{at}/dispatch_action", "enum", [False], True)


def _collapsible(block: Mapping[str, Any], at: str) -> Iterator[Violation]:
    if block.get("default_collapsed") is True and block.get("is_collapsible") is not True:
        yield Violation("must be collapsible", f"{at}/default_collapsed")


_CONTAINED: Mapping[str, Check] = {
    "actions": tagged("actions", {**ID, "elements": array(ACTION, 1, 25)}, "elements"),
    "context": tagged("context", {**ID, "elements": array(CONTEXT, 1, 10)}, "elements"),
    "divider": tagged("divider", ID),
    "header": tagged(
        "header",
        {**ID, "text": plain_text(150), "level": number(whole=True, minimum=1, maximum=4)},
        "text",
    ),
    "image": tagged(
        "image", {**ID, **IMAGE_SOURCE, "alt_text": string(1, 2000), "title": plain_text(2000)},
        "alt_text", *IMAGE_RULES,
    ),
    "input": tagged(
        "input",
        {**ID, "label": plain_text(2000), "element": INPUT, "hint": plain_text(2000),
         "dispatch_action": boolean, "optional": boolean},
        "label element", _no_dispatch_of_files,
    ),
    "rich_text": RICH_TEXT,
    "section": tagged(
        "section",
        {**ID, "text": text_object(3000), "fields": array(text_object(2000), 1, 10),
         "accessory": ACCESSORY, "expand": boolean},
        "", any_of("text", "fields"),
    ),
    "table": TABLE,
    "video": tagged(
        "video",
        {**ID, "alt_text": string(1), "title": plain_text(199), "thumbnail_url": string(1),
         "video_url": HTTPS_URL, "title_url": HTTPS_URL, "description": plain_text(199),
         "author_name": string(0, 49), "provider_name": string(1), "provider_icon_url": string()},
        "alt_text title thumbnail_url video_url",
    ),
}  # fmt: skip
"""Those that a container may hold."""
BLOCKS: Mapping[str, Check] = {
    **_CONTAINED,
    **RECENT_BLOCKS,
    "container": tagged(
        "container",
        {**ID, "title": plain_text(150), "rich_text_title": RICH_TEXT, "subtitle": text_object(150),
         "icon": IMAGE, "width": one_of("narrow", "standard", "wide", "full"),
         "is_collapsible": boolean, "default_collapsed": boolean, "has_header_divider": boolean,
         "child_blocks": array(by_type(_CONTAINED), 1, 10)},
        "child_blocks", any_of("title", "rich_text_title"), _collapsible,
    ),
    "markdown": tagged("markdown", {**ID, "text": string(1, MARKDOWN_IN_ALL)}, "text"),
}  # fmt: skip
"""All but `file`, which is never an app's to send."""

_ON_EVERY_SURFACE = frozenset(
    {"actions", "card", "context", "divider", "header", "image", "input", "rich_text", "section",
     "video"}
)  # fmt: skip
_IN_HOMES = _ON_EVERY_SURFACE | {"carousel", "data_table", "table"}
SURFACES: Mapping[Surface, frozenset[str]] = {
    "message": frozenset(BLOCKS) - {"alert"},
    "modal": _ON_EVERY_SURFACE | {"alert"},
    "home": _IN_HOMES,
    "any": frozenset(BLOCKS),
}
"""Which may stand where (Slack's list of blocks)."""
MOST_BLOCKS: Mapping[Surface, int] = {"message": 50, "modal": 100, "home": 100, "any": 100}


def block_violations(blocks: object, surface: Surface, pointer: str = "/blocks") -> list[Violation]:
    """Everything that is wrong with blocks on this surface, each with its JSON pointer."""
    allowed = {name: BLOCKS[name] for name in sorted(SURFACES[surface])}
    found = list(array(by_type(allowed), 0, MOST_BLOCKS[surface])(blocks, pointer))
    return found + list(payload_violations(blocks, pointer))


def check_blocks(blocks: object, surface: Surface, pointer: str = "/blocks") -> list[str]:
    """What Slack would say is wrong; nothing when it would take them."""
    return [str(violation) for violation in block_violations(blocks, surface, pointer)]
