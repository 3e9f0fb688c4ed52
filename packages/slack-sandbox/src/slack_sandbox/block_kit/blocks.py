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
    by_type,
    flag,
    kind,
    number,
    one_of,
    string,
)
from slack_sandbox.block_kit.composition_objects import plain, text
from slack_sandbox.block_kit.elements import (
    ACCESSORY,
    ACTION,
    CONTEXT,
    IMAGE,
    INPUT,
    PICTURE,
    PICTURED,
)
from slack_sandbox.block_kit.payload_rules import MARKDOWN_IN_ALL, across
from slack_sandbox.block_kit.recent_blocks import ID, NEWER, TABLE
from slack_sandbox.block_kit.rich_text import RICH_TEXT
from slack_sandbox.block_kit.violations import Fault, failed

Surface = Literal["message", "modal", "home", "any"]

SECURE = string(pattern="^https://")


def _no_dispatch_of_files(block: Mapping[str, Any], at: str) -> Iterator[Fault]:
    element = block.get("element")
    of_file = isinstance(element, dict) and element.get("type") == "file_input"
    if of_file and block.get("dispatch_action") is True:
        said = "must be a valid enum value"
        yield failed(said, f"{at}/dispatch_action", "enum", [False], True)


def _collapsible(block: Mapping[str, Any], at: str) -> Iterator[Fault]:
    if block.get("default_collapsed") is True and block.get("is_collapsible") is not True:
        yield Fault("must be collapsible", f"{at}/default_collapsed")


_SIMPLE: Mapping[str, Check] = {
    "actions": kind("actions", {**ID, "elements": array(ACTION, 1, 25)}, "elements"),
    "context": kind("context", {**ID, "elements": array(CONTEXT, 1, 10)}, "elements"),
    "divider": kind("divider", ID),
    "header": kind(
        "header", {**ID, "text": plain(150), "level": number(whole=True, least=1, most=4)}, "text"
    ),
    "image": kind(
        "image", {**ID, **PICTURE, "alt_text": string(1, 2000), "title": plain(2000)},
        "alt_text", *PICTURED,
    ),
    "input": kind(
        "input",
        {**ID, "label": plain(2000), "element": INPUT, "hint": plain(2000),
         "dispatch_action": flag, "optional": flag},
        "label element", _no_dispatch_of_files,
    ),
    "rich_text": RICH_TEXT,
    "section": kind(
        "section",
        {**ID, "text": text(3000), "fields": array(text(2000), 1, 10), "accessory": ACCESSORY,
         "expand": flag},
        "", any_of("text", "fields"),
    ),
    "table": TABLE,
    "video": kind(
        "video",
        {**ID, "alt_text": string(1), "title": plain(199), "thumbnail_url": string(1),
         "video_url": SECURE, "title_url": SECURE, "description": plain(199),
         "author_name": string(0, 49), "provider_name": string(1), "provider_icon_url": string()},
        "alt_text title thumbnail_url video_url",
    ),
}  # fmt: skip
"""Those that a container may hold."""
KINDS: Mapping[str, Check] = {
    **_SIMPLE,
    **NEWER,
    "container": kind(
        "container",
        {**ID, "title": plain(150), "rich_text_title": RICH_TEXT, "subtitle": text(150),
         "icon": IMAGE, "width": one_of("narrow", "standard", "wide", "full"),
         "is_collapsible": flag, "default_collapsed": flag, "has_header_divider": flag,
         "child_blocks": array(by_type(_SIMPLE), 1, 10)},
        "child_blocks", any_of("title", "rich_text_title"), _collapsible,
    ),
    "markdown": kind("markdown", {**ID, "text": string(1, MARKDOWN_IN_ALL)}, "text"),
}  # fmt: skip
"""All but `file`, which is never an app's to send."""

_EVERYWHERE = frozenset(
    {"actions", "card", "context", "divider", "header", "image", "input", "rich_text", "section",
     "video"}
)  # fmt: skip
_NOT_IN_FORMS = _EVERYWHERE | {"carousel", "data_table", "table"}
SURFACES: Mapping[Surface, frozenset[str]] = {
    "message": frozenset(KINDS) - {"alert"},
    "modal": _EVERYWHERE | {"alert"},
    "home": _NOT_IN_FORMS,
    "any": frozenset(KINDS),
}
"""Which may stand where (Slack's list of blocks)."""
MOST_BLOCKS: Mapping[Surface, int] = {"message": 50, "modal": 100, "home": 100, "any": 100}


def block_faults(blocks: object, surface: Surface, pointer: str = "/blocks") -> list[Fault]:
    """All that is wrong with them."""
    kinds = {name: KINDS[name] for name in sorted(SURFACES[surface])}
    found = list(array(by_type(kinds), 0, MOST_BLOCKS[surface])(blocks, pointer))
    return found + list(across(blocks, pointer))


def check_blocks(blocks: object, surface: Surface, pointer: str = "/blocks") -> list[str]:
    """What Slack would say is wrong; nothing when it would take them."""
    return [str(one) for one in block_faults(blocks, surface, pointer)]
