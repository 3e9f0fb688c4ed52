"""Block Kit as Slack refuses it: lengths, counts, kinds, names that must differ.

The rules are tables: what each block and element must and may hold. A fault is a sentence with a
JSON pointer, worded as Slack words it (SLACK.md, wire facts and block limits).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal

Surface = Literal["message", "modal", "home"]

MOST_BLOCKS: Mapping[str, int] = {"message": 50, "modal": 100, "home": 100}
MARKDOWN_IN_ALL = 12_000
LARGEST_VIEW = 250_000

# For each kind: field -> longest text. `!` marks a field that must be there.
TEXTS: Mapping[str, Mapping[str, int]] = {
    "section": {"text": 3000},
    "header": {"text!": 150},
    "context": {},
    "actions": {},
    "divider": {},
    "image": {"title": 2000},
    "input": {"label!": 2000, "hint": 2000},
    "markdown": {},
    "rich_text": {},
    "video": {"title": 200},
    "file": {},
    "table": {},
    "button": {"text!": 75},
    "static_select": {"placeholder": 150},
    "multi_static_select": {"placeholder": 150},
    "external_select": {"placeholder": 150},
    "multi_external_select": {"placeholder": 150},
    "users_select": {"placeholder": 150},
    "multi_users_select": {"placeholder": 150},
    "conversations_select": {"placeholder": 150},
    "multi_conversations_select": {"placeholder": 150},
    "channels_select": {"placeholder": 150},
    "multi_channels_select": {"placeholder": 150},
    "overflow": {},
    "radio_buttons": {},
    "checkboxes": {},
    "datepicker": {"placeholder": 150},
    "timepicker": {"placeholder": 150},
    "datetimepicker": {},
    "plain_text_input": {"placeholder": 150},
    "rich_text_input": {"placeholder": 150},
    "email_text_input": {"placeholder": 150},
    "url_text_input": {"placeholder": 150},
    "number_input": {"placeholder": 150},
    "file_input": {},
}
MARKUP = {"section"}
"""Kinds whose `text` may be mrkdwn; everywhere else it is plain."""

STRINGS: Mapping[str, Mapping[str, int]] = {
    "button": {"value": 2000, "url": 3000, "action_id": 255},
    "image": {"alt_text!": 2000, "image_url": 3000},
    "plain_text_input": {"initial_value": 3000, "action_id": 255},
    "markdown": {"text!": MARKDOWN_IN_ALL},
}
BLOCKS = {
    "section", "header", "context", "actions", "divider", "image", "input", "markdown",
    "rich_text", "video", "file", "table",
}  # fmt: skip
NOT_IN_VIEWS = {"markdown", "table", "file"}
BUTTONS = {
    "button", "static_select", "multi_static_select", "external_select", "multi_external_select",
    "users_select", "multi_users_select", "conversations_select", "multi_conversations_select",
    "channels_select", "multi_channels_select", "overflow", "radio_buttons", "checkboxes",
    "datepicker", "timepicker", "datetimepicker",
}  # fmt: skip
TYPED = {
    "plain_text_input", "rich_text_input", "email_text_input", "url_text_input", "number_input",
    "file_input",
}  # fmt: skip
ELEMENTS: Mapping[str, frozenset[str]] = {
    "actions": frozenset(BUTTONS),
    "accessory": frozenset(BUTTONS | {"image"}),
    "input": frozenset((BUTTONS | TYPED) - {"button", "overflow"}),
}
OPTIONS: Mapping[str, int] = {
    "static_select": 100,
    "multi_static_select": 100,
    "overflow": 5,
    "radio_buttons": 10,
    "checkboxes": 10,
}


def check_blocks(blocks: object, surface: Surface, pointer: str = "/blocks") -> list[str]:
    """What Slack would say is wrong; nothing when it would take them."""
    if not isinstance(blocks, list):
        return [_said("must be an array", pointer)]
    faults = []
    if len(blocks) > MOST_BLOCKS[surface]:
        most = MOST_BLOCKS[surface]
        faults.append(_said(f"no more than {most} items allowed", pointer))
    for number, block in enumerate(blocks):
        faults += _block(block, surface, f"{pointer}/{number}")
    faults += _repeated([one.get("block_id") for one in _dicts(blocks)], "block_id", pointer)
    focused = sum(1 for one in _elements(blocks) if one.get("focus_on_load"))
    if focused > 1:
        faults.append(_said("only one element can have focus_on_load", pointer))
    texts = [one.get("text") for one in _dicts(blocks) if one.get("type") == "markdown"]
    if sum(len(one) for one in texts if isinstance(one, str)) > MARKDOWN_IN_ALL:
        faults.append(_said(f"must be less than {MARKDOWN_IN_ALL + 1} characters", pointer))
    return faults


def check_view(view: object) -> list[str]:
    """What Slack would say is wrong with a form or a Home."""
    if not isinstance(view, dict):
        return [_said("must be an object", "/view")]
    kind = view.get("type")
    if kind != "modal" and kind != "home":
        return [_said("must be one of: modal, home", "/view/type")]
    faults = check_blocks(view.get("blocks"), kind, "/view/blocks")
    for name, most in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        faults += _string(view, name, most, "/view")
    if kind == "modal":
        faults += _plain(view, "title", 24, "/view", needed=True)
        faults += _plain(view, "submit", 24, "/view", needed=False)
        faults += _plain(view, "close", 24, "/view", needed=False)
        has_input = any(one.get("type") == "input" for one in _dicts(view.get("blocks")))
        if has_input and "submit" not in view:
            faults.append(_said("missing required field: submit", "/view"))
    return faults


def view_is_too_large(view: object) -> bool:
    """More than 250 KB."""
    return len(json.dumps(view)) > LARGEST_VIEW


def _block(block: object, surface: Surface, at: str) -> Iterator[str]:
    if not isinstance(block, dict):
        yield _said("must be an object", at)
        return
    kind = _kind(block)
    if kind not in BLOCKS or (surface != "message" and kind in NOT_IN_VIEWS):
        yield _said(f"unsupported type: {kind}", f"{at}/type")
        return
    yield from _string(block, "block_id", 255, at)
    yield from _texts(block, kind, at)
    match kind:
        case "section":
            yield from _section(block, at)
        case "context":
            yield from _context(block, at)
        case "actions":
            yield from _actions(block, at)
        case "input":
            yield from _input(block, at)
        case "image":
            if not block.get("image_url") and not block.get("slack_file"):
                yield _said("missing required field: image_url", at)
        case "rich_text" | "table":
            key = "elements" if kind == "rich_text" else "rows"
            if not isinstance(block.get(key), list):
                yield _said(f"missing required field: {key}", at)
        case _:
            pass


def _section(block: Mapping[str, Any], at: str) -> Iterator[str]:
    fields = block.get("fields")
    if "text" not in block and not fields:
        yield _said("missing required field: text", at)
    if fields is not None:
        yield from _count(fields, 1, 10, f"{at}/fields")
        for number, field in enumerate(fields if isinstance(fields, list) else []):
            yield from _text(field, 2000, f"{at}/fields/{number}", markup=True)
    if "accessory" in block:
        yield from _element(block["accessory"], "accessory", f"{at}/accessory")


def _context(block: Mapping[str, Any], at: str) -> Iterator[str]:
    elements = block.get("elements")
    yield from _count(elements, 1, 10, f"{at}/elements")
    for number, one in enumerate(elements if isinstance(elements, list) else []):
        where = f"{at}/elements/{number}"
        if isinstance(one, dict) and one.get("type") == "image":
            yield from _texts(one, "image", where)
        else:
            yield from _text(one, 2000, where, markup=True)


def _actions(block: Mapping[str, Any], at: str) -> Iterator[str]:
    elements = block.get("elements")
    yield from _count(elements, 1, 25, f"{at}/elements")
    for number, one in enumerate(elements if isinstance(elements, list) else []):
        yield from _element(one, "actions", f"{at}/elements/{number}")
    ids = [one.get("action_id") for one in _dicts(elements)]
    yield from _repeated(ids, "action_id", f"{at}/elements")


def _input(block: Mapping[str, Any], at: str) -> Iterator[str]:
    if "element" not in block:
        yield _said("missing required field: element", at)
    else:
        yield from _element(block["element"], "input", f"{at}/element")


def _element(one: object, place: str, at: str) -> Iterator[str]:
    if not isinstance(one, dict):
        yield _said("must be an object", at)
        return
    kind = _kind(one)
    if kind not in ELEMENTS[place]:
        yield _said(f"unsupported type: {kind}", f"{at}/type")
        return
    yield from _texts(one, kind, at)
    yield from _string(one, "action_id", 255, at)
    if kind in OPTIONS:
        yield from _options(one, kind, at)
    if kind == "button" and one.get("style") not in (None, "primary", "danger"):
        yield _said("must be one of: primary, danger", f"{at}/style")
    if kind in ("datetimepicker",) and not isinstance(one.get("initial_date_time", 0), int):
        yield _said("must be an integer", f"{at}/initial_date_time")
    if "confirm" in one:
        yield from _confirm(one["confirm"], f"{at}/confirm")


def _options(one: Mapping[str, Any], kind: str, at: str) -> Iterator[str]:
    groups = one.get("option_groups")
    if groups is not None:
        yield from _count(groups, 1, 100, f"{at}/option_groups")
        for number, group in enumerate(groups if isinstance(groups, list) else []):
            where = f"{at}/option_groups/{number}"
            yield from _plain(group, "label", 75, where, needed=True)
            inner = group.get("options") if isinstance(group, dict) else None
            yield from _choices(inner, kind, f"{where}/options")
        return
    yield from _choices(one.get("options"), kind, f"{at}/options")
    initial = one.get("initial_option")
    values = [option.get("value") for option in _dicts(one.get("options"))]
    if initial is not None and (
        not isinstance(initial, dict) or initial not in _dicts(one.get("options"))
    ):
        yield _said("must match one of the options", f"{at}/initial_option")
    yield from _repeated(values, "value", f"{at}/options")


def _choices(options: object, kind: str, at: str) -> Iterator[str]:
    yield from _count(options, 1, OPTIONS[kind], at)
    for number, option in enumerate(_dicts(options)):
        where = f"{at}/{number}"
        markup = kind in ("radio_buttons", "checkboxes")
        yield from _text(option.get("text"), 75, f"{where}/text", markup=markup)
        yield from _string(option, "value", 150, where, needed=True)
        if "description" in option:
            yield from _text(option["description"], 75, f"{where}/description", markup=markup)


def _confirm(confirm: object, at: str) -> Iterator[str]:
    if not isinstance(confirm, dict):
        yield _said("must be an object", at)
        return
    yield from _plain(confirm, "title", 100, at, needed=True)
    yield from _text(confirm.get("text"), 300, f"{at}/text", markup=True)
    yield from _plain(confirm, "confirm", 30, at, needed=True)
    yield from _plain(confirm, "deny", 30, at, needed=True)


def _kind(one: Mapping[str, Any]) -> str:
    """What it says it is; an empty text where it says nothing that could be one."""
    kind = one.get("type")
    return kind if isinstance(kind, str) else ""


def _texts(one: Mapping[str, Any], kind: str, at: str) -> Iterator[str]:
    for name, most in TEXTS.get(kind, {}).items():
        key = name.removesuffix("!")
        if key in one:
            yield from _text(one[key], most, f"{at}/{key}", markup=kind in MARKUP)
        elif name != key:
            yield _said(f"missing required field: {key}", at)
    for name, most in STRINGS.get(kind, {}).items():
        key = name.removesuffix("!")
        yield from _string(one, key, most, at, needed=name != key)


def _plain(one: object, key: str, most: int, at: str, *, needed: bool) -> Iterator[str]:
    value = one.get(key) if isinstance(one, dict) else None
    if value is not None:
        yield from _text(value, most, f"{at}/{key}", markup=False)
    elif needed:
        yield _said(f"missing required field: {key}", at)


def _text(value: object, most: int, at: str, *, markup: bool) -> Iterator[str]:
    kinds = ("plain_text", "mrkdwn") if markup else ("plain_text",)
    if not isinstance(value, dict) or value.get("type") not in kinds:
        yield _said("failed to match all allowed schemas", at)
        return
    words = value.get("text")
    if not isinstance(words, str):
        yield _said("missing required field: text", at)
    elif not words:
        yield _said("must be more than 0 characters", f"{at}/text")
    elif len(words) > most:
        yield _said("failed to match all allowed schemas", at)
        yield _said(f"must be less than {most + 1} characters", f"{at}/text")


def _string(
    one: Mapping[str, Any], key: str, most: int, at: str, *, needed: bool = False
) -> Iterator[str]:
    value = one.get(key)
    if value is None:
        if needed:
            yield _said(f"missing required field: {key}", at)
    elif not isinstance(value, str):
        yield _said("must be a string", f"{at}/{key}")
    elif len(value) > most:
        yield _said(f"must be less than {most + 1} characters", f"{at}/{key}")


def _count(items: object, least: int, most: int, at: str) -> Iterator[str]:
    if not isinstance(items, list) or len(items) < least:
        yield _said(f"must have at least {least} items", at)
    elif len(items) > most:
        yield _said(f"no more than {most} items allowed", at)


def _repeated(ids: list[object], name: str, at: str) -> Iterator[str]:
    given = [one for one in ids if one is not None]
    for one in sorted({str(one) for one in given if given.count(one) > 1}):
        yield _said(f"{name} {one} already exists", at)


def _elements(blocks: object) -> Iterator[Mapping[str, Any]]:
    for block in _dicts(blocks):
        yield from _dicts([block.get("element"), block.get("accessory")])
        yield from _dicts(block.get("elements"))


def _dicts(items: object) -> list[dict[str, Any]]:
    return [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []


def _said(what: str, pointer: str) -> str:
    return f"{what} [json-pointer:{pointer}]"
