"""The elements of blocks: buttons, menus, pickers, fields; their options and confirmations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from slack_sandbox.block_kit.parts import (
    Part,
    count,
    kind_of,
    matching,
    objects,
    one_of,
    plain,
    repeated,
    said,
    string,
    text,
)

SELECTS = {
    f"{many}{what}_select"
    for many in ("", "multi_")
    for what in ("static", "external", "users", "conversations", "channels")
}
PRESSED = SELECTS | {
    "button", "overflow", "radio_buttons", "checkboxes", "datepicker", "timepicker",
    "datetimepicker",
}  # fmt: skip
TYPED = {
    "plain_text_input", "rich_text_input", "email_text_input", "url_text_input", "number_input",
    "file_input",
}  # fmt: skip
ALLOWED: Mapping[str, frozenset[str]] = {
    "actions": frozenset(PRESSED),
    "accessory": frozenset(PRESSED | {"image"}),
    "context": frozenset({"image"}),
    "input": frozenset((PRESSED | TYPED) - {"button", "overflow"}),
}
OPTIONS: Mapping[str, int] = {
    "static_select": 100,
    "multi_static_select": 100,
    "overflow": 5,
    "radio_buttons": 10,
    "checkboxes": 10,
}
PLACEHOLDERS = SELECTS | TYPED - {"file_input"} | {"datepicker", "timepicker"}

USER, CHANNEL, PLACE = "[UW][A-Z0-9]+", "C[A-Z0-9]+", "[CDGUW][A-Z0-9]+"
INITIAL: Mapping[str, tuple[str, str]] = {
    "users_select": ("initial_user", USER),
    "multi_users_select": ("initial_users", USER),
    "channels_select": ("initial_channel", CHANNEL),
    "multi_channels_select": ("initial_channels", CHANNEL),
    "conversations_select": ("initial_conversation", PLACE),
    "multi_conversations_select": ("initial_conversations", PLACE),
    "datepicker": ("initial_date", r"\d{4}-\d{2}-\d{2}"),
    "timepicker": ("initial_time", r"([01]\d|2[0-3]):[0-5]\d"),
}
CONVERSATIONS = ("im", "mpim", "private", "public")


def check_element(one: object, place: str, at: str) -> Iterator[str]:
    """An element in an `actions`, `accessory`, `context` or `input` place."""
    if not isinstance(one, dict):
        yield said("must be an object", at)
        return
    kind = kind_of(one)
    if kind not in ALLOWED[place]:
        yield said(f"unsupported type: {kind}", f"{at}/type")
        return
    if kind == "image":
        yield from check_image(one, at)
        return
    yield from string(one, "action_id", 255, at, needed=kind == "rich_text_input")
    if kind in PLACEHOLDERS:
        yield from plain(one, "placeholder", 150, at, needed=False)
    if kind in OPTIONS:
        yield from _options(one, kind, at)
    if kind in INITIAL:
        yield from _initial(one, *INITIAL[kind], at)
    yield from _special(one, kind, at)
    if "confirm" in one:
        yield from check_confirm(one["confirm"], f"{at}/confirm")


def check_image(one: Part, at: str) -> Iterator[str]:
    """A picture, as a block or in one: an address, or a file of Slack's."""
    yield from string(one, "alt_text", 2000, at, needed=True)
    yield from string(one, "image_url", 3000, at)
    if not one.get("image_url") and not one.get("slack_file"):
        yield said("missing required field: image_url", at)


def _special(one: Part, kind: str, at: str) -> Iterator[str]:
    match kind:
        case "button":
            yield from plain(one, "text", 75, at, needed=True)
            yield from string(one, "value", 2000, at)
            yield from string(one, "url", 3000, at)
            yield from one_of(one, "style", ("primary", "danger"), at)
        case "plain_text_input":
            yield from string(one, "initial_value", 3000, at, least=0)
        case "number_input":
            if not isinstance(one.get("is_decimal_allowed"), bool):
                yield said("missing required field: is_decimal_allowed", at)
        case "datetimepicker":
            if not isinstance(one.get("initial_date_time", 0), int):
                yield said("must be an integer", f"{at}/initial_date_time")
        case "conversations_select" | "multi_conversations_select":
            yield from _filter(one.get("filter"), f"{at}/filter")
        case _:
            pass


def _initial(one: Part, key: str, pattern: str, at: str) -> Iterator[str]:
    if not key.endswith("s"):
        yield from matching(one, key, pattern, at)
    elif one.get(key) is not None:
        yield from count(one[key], 1, 10_000, f"{at}/{key}")
        given = one[key] if isinstance(one[key], list) else []
        for number, id in enumerate(given):
            yield from matching({str(number): id}, str(number), pattern, f"{at}/{key}")


def _filter(given: object, at: str) -> Iterator[str]:
    if given is None:
        return
    if not isinstance(given, dict) or not given:
        yield said("must have at least 1 property", at)
    elif "include" in given:
        include = given["include"]
        yield from count(include, 1, len(CONVERSATIONS), f"{at}/include")
        for number, kind in enumerate(include if isinstance(include, list) else []):
            yield from one_of({"kind": kind}, "kind", CONVERSATIONS, f"{at}/include/{number}")


def _options(one: Part, kind: str, at: str) -> Iterator[str]:
    groups = one.get("option_groups")
    if groups is not None:
        yield from count(groups, 1, 100, f"{at}/option_groups")
        for number, group in enumerate(groups if isinstance(groups, list) else []):
            where = f"{at}/option_groups/{number}"
            yield from plain(group, "label", 75, where, needed=True)
            inner = group.get("options") if isinstance(group, dict) else None
            yield from _choices(inner, kind, f"{where}/options")
        return
    yield from _choices(one.get("options"), kind, f"{at}/options")
    known = objects(one.get("options"))
    initial = one.get("initial_option")
    if initial is not None and initial not in known:
        yield said("must match one of the options", f"{at}/initial_option")
    yield from repeated([option.get("value") for option in known], "value", f"{at}/options")


def _choices(options: object, kind: str, at: str) -> Iterator[str]:
    yield from count(options, 1, OPTIONS[kind], at)
    markup = kind in ("radio_buttons", "checkboxes")
    for number, option in enumerate(options if isinstance(options, list) else []):
        where = f"{at}/{number}"
        if not isinstance(option, dict):
            yield said("must be an object", where)
            continue
        yield from text(option.get("text"), 75, f"{where}/text", markup=markup)
        yield from string(option, "value", 150, where, needed=True)
        if "description" in option:
            yield from text(option["description"], 75, f"{where}/description", markup=markup)


def check_confirm(confirm: Any, at: str) -> Iterator[str]:
    """A question before something is done."""
    if not isinstance(confirm, dict):
        yield said("must be an object", at)
        return
    yield from plain(confirm, "title", 100, at, needed=True)
    yield from text(confirm.get("text"), 300, f"{at}/text", markup=True)
    yield from plain(confirm, "confirm", 30, at, needed=True)
    yield from plain(confirm, "deny", 30, at, needed=True)
