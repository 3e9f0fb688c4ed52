"""Blocks and what they stand on: a message, a form, the Home (SLACK.md, block limits)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from slack_sandbox.block_kit.elements import check_element, check_image
from slack_sandbox.block_kit.keys import strangers
from slack_sandbox.block_kit.newer import NEWER
from slack_sandbox.block_kit.parts import (
    Part,
    count,
    kind_of,
    objects,
    one_of,
    plain,
    repeated,
    said,
    string,
    text,
)
from slack_sandbox.block_kit.rich_text import check_rich_text, check_table

Surface = Literal["message", "modal", "home"]

MOST_BLOCKS: Mapping[str, int] = {"message": 50, "modal": 100, "home": 100}
MARKDOWN_IN_ALL = 12_000
ANYWHERE = frozenset({"message", "modal", "home"})
SURFACES: Mapping[str, frozenset[str]] = {
    "actions": ANYWHERE,
    "context": ANYWHERE,
    "divider": ANYWHERE,
    "header": ANYWHERE,
    "image": ANYWHERE,
    "input": ANYWHERE,
    "alert": frozenset({"modal"}),
    "card": ANYWHERE,
    "carousel": frozenset({"message", "home"}),
    "container": frozenset({"message"}),
    "context_actions": frozenset({"message"}),
    "data_table": frozenset({"message", "home"}),
    "data_visualization": frozenset({"message"}),
    "markdown": frozenset({"message"}),
    "plan": frozenset({"message"}),
    "task_card": frozenset({"message"}),
    "rich_text": ANYWHERE,
    "section": ANYWHERE,
    "table": frozenset({"message", "home"}),
    "video": ANYWHERE,
}
"""Where each may stand (Slack's list of blocks); `file` is never an app's to send."""


INSIDE = frozenset(
    {"actions", "context", "divider", "header", "image", "input", "rich_text", "section", "table",
     "video"}
)  # fmt: skip
"""What a container may hold."""


def check_blocks(blocks: object, surface: Surface, pointer: str = "/blocks") -> list[str]:
    """What Slack would say is wrong; nothing when it would take them."""
    if not isinstance(blocks, list):
        return [said("must be an array", pointer)]
    faults = []
    if len(blocks) > MOST_BLOCKS[surface]:
        most = MOST_BLOCKS[surface]
        faults.append(said(f"no more than {most} items allowed", pointer))
    for number, block in enumerate(blocks):
        faults += _block(block, surface, f"{pointer}/{number}")
        faults += strangers(block, f"{pointer}/{number}")
    faults += repeated([one.get("block_id") for one in objects(blocks)], "block_id", pointer)
    faults += _across(blocks, pointer)
    return faults


def _across(blocks: list[Any], pointer: str) -> Iterator[str]:
    """Rules that no single block can break."""
    focused = sum(1 for one in _elements(blocks) if one.get("focus_on_load"))
    if focused > 1:
        yield said("only one element can have focus_on_load", pointer)
    texts = [one.get("text") for one in objects(blocks) if one.get("type") == "markdown"]
    if sum(len(one) for one in texts if isinstance(one, str)) > MARKDOWN_IN_ALL:
        yield said(f"must be less than {MARKDOWN_IN_ALL + 1} characters", pointer)
    if sum(1 for one in objects(blocks) if one.get("type") == "table") > 1:
        yield said("only one table is allowed", pointer)


def _block(block: object, surface: Surface, at: str) -> Iterator[str]:
    if not isinstance(block, dict):
        yield said("must be an object", at)
        return
    kind = kind_of(block)
    if surface not in SURFACES.get(kind, ()):
        yield said(f"unsupported type: {kind}", f"{at}/type")
        return
    yield from string(block, "block_id", 255, at)
    match kind:
        case "section":
            yield from _section(block, at)
        case "header":
            yield from plain(block, "text", 150, at, needed=True)
        case "context":
            yield from _context(block, at)
        case "actions":
            yield from _actions(block, at)
        case "input":
            yield from _input(block, at)
        case "image":
            yield from plain(block, "title", 2000, at, needed=False)
            yield from check_image(block, at)
        case "markdown":
            yield from string(block, "text", MARKDOWN_IN_ALL, at, needed=True)
        case "rich_text":
            yield from check_rich_text(block, at)
        case "table":
            yield from check_table(block, at)
        case "video":
            yield from _video(block, at)
        case "container":
            yield from _container(block, at)
        case _ if kind in NEWER:
            yield from NEWER[kind](block, at)
        case _:
            pass


def _section(block: Part, at: str) -> Iterator[str]:
    fields = block.get("fields")
    if "text" in block:
        yield from text(block["text"], 3000, f"{at}/text", markup=True)
    elif not fields:
        yield said("missing required field: text", at)
    if fields is not None:
        yield from count(fields, 1, 10, f"{at}/fields")
        for number, field in enumerate(fields if isinstance(fields, list) else []):
            yield from text(field, 2000, f"{at}/fields/{number}", markup=True)
    if "accessory" in block:
        yield from check_element(block["accessory"], "accessory", f"{at}/accessory")


def _context(block: Part, at: str) -> Iterator[str]:
    elements = block.get("elements")
    yield from count(elements, 1, 10, f"{at}/elements")
    for number, one in enumerate(elements if isinstance(elements, list) else []):
        where = f"{at}/elements/{number}"
        if isinstance(one, dict) and one.get("type") == "image":
            yield from check_element(one, "context", where)
        else:
            yield from text(one, 2000, where, markup=True)


def _actions(block: Part, at: str) -> Iterator[str]:
    elements = block.get("elements")
    yield from count(elements, 1, 25, f"{at}/elements")
    for number, one in enumerate(elements if isinstance(elements, list) else []):
        yield from check_element(one, "actions", f"{at}/elements/{number}")
    ids = [one.get("action_id") for one in objects(elements)]
    yield from repeated(ids, "action_id", f"{at}/elements")


def _input(block: Part, at: str) -> Iterator[str]:
    yield from plain(block, "label", 2000, at, needed=True)
    yield from plain(block, "hint", 2000, at, needed=False)
    if "element" not in block:
        yield said("missing required field: element", at)
    else:
        yield from check_element(block["element"], "input", f"{at}/element")


def _container(block: Part, at: str) -> Iterator[str]:
    if "title" not in block and "rich_text_title" not in block:
        yield said("missing required field: title", at)
    yield from plain(block, "title", 150, at, needed=False)
    if "subtitle" in block:
        yield from text(block["subtitle"], 150, f"{at}/subtitle", markup=True)
    if "icon" in block:
        yield from check_element(block["icon"], "context", f"{at}/icon")
    yield from one_of(block, "width", ("narrow", "standard", "wide", "full"), at)
    if block.get("default_collapsed") and not block.get("is_collapsible"):
        yield said("must be collapsible", f"{at}/default_collapsed")
    inner = block.get("child_blocks")
    yield from count(inner, 1, 10, f"{at}/child_blocks")
    for number, one in enumerate(inner if isinstance(inner, list) else []):
        where = f"{at}/child_blocks/{number}"
        if isinstance(one, dict) and kind_of(one) not in INSIDE:
            yield said(f"unsupported type: {one.get('type')}", f"{where}/type")
        else:
            yield from _block(one, "message", where)


def _video(block: Part, at: str) -> Iterator[str]:
    yield from plain(block, "title", 199, at, needed=True)
    yield from plain(block, "description", 199, at, needed=False)
    yield from string(block, "alt_text", 2000, at, needed=True)
    yield from string(block, "thumbnail_url", 3000, at, needed=True)
    yield from string(block, "video_url", 3000, at, needed=True)
    address = block.get("video_url")
    if isinstance(address, str) and not address.startswith("https://"):
        yield said("must be an https address", f"{at}/video_url")


def _elements(blocks: object) -> Iterator[Part]:
    for block in objects(blocks):
        yield from objects([block.get("element"), block.get("accessory")])
        yield from objects(block.get("elements"))
