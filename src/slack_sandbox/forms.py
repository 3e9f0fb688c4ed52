"""What a form shows and what a person enters, as Slack's `state.values` has it.

A person's entry is a plain string, a list, or nothing; each kind of element says what it becomes.
`Find` answers for what a person names: `("user", "alice")` and `("channel", "general")` are ids,
`("file", id)` is a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from slack_sandbox.entities import Json, View

State = dict[str, dict[str, Json]]
Find = Callable[[str, str], Any]

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class BadEntry(Exception):
    """What was entered does not fit the field; the message is a sentence."""


def initial_state(payload: Json) -> State:
    """What every element shows at first."""
    found: State = {}
    for block in payload["blocks"]:
        for element in elements(block):
            if element.get("action_id"):
                found.setdefault(block["block_id"], {})[element["action_id"]] = shown(element)
    return found


def elements(block: Json) -> Iterator[Json]:
    """Those that hold a value."""
    if block["type"] == "input":
        yield block["element"]
    elif block["type"] == "actions":
        yield from (one for one in block["elements"] if one["type"] not in ("button", "overflow"))
    elif block.get("accessory", {}).get("type", "button") not in ("button", "overflow", "image"):
        yield block["accessory"]


def shown(element: Json) -> Json:
    """An element's first value, in the shape of `state.values`."""
    kind = element["type"]
    key, initial = KEYS[kind]
    value = element.get(initial)
    if value is None and kind in LISTS:
        value = []
    return {"type": kind, key: value}


def enter(
    view: View,
    block_id: str,
    value: Any,
    find: Find,
    suggested: Sequence[Json] = (),
    action_id: str | None = None,
) -> None:
    """Put a person's entry into the field with this block_id. Raises BadEntry.

    `action_id` names one of several elements, `suggested` what an app has offered them so far.
    """
    for block in view.payload["blocks"]:
        if block["block_id"] != block_id:
            continue
        for element in elements(block):
            if action_id not in (None, element["action_id"]):
                continue
            standing = view.state.get(block_id, {}).get(element["action_id"], {})
            chosen = [standing.get("selected_option"), *standing.get("selected_options", [])]
            offered = [*suggested, *(one for one in chosen if one)]
            entered = entry(element, value, find, offered)
            view.state.setdefault(block_id, {})[element["action_id"]] = entered
            return
    raise BadEntry(f"The form has no field {block_id!r}.")


def entry(element: Json, value: Any, find: Find, suggested: Sequence[Json] = ()) -> Json:
    """An entry in the shape of `state.values`; `suggested` by the app, for external menus.

    Raises BadEntry.
    """
    if "external_select" in element["type"]:
        element = {**element, "options": list(suggested)}
    kind = element["type"]
    key, _ = KEYS[kind]
    if kind in LISTS:
        given = value if isinstance(value, list) else [value] if value else []
        return {"type": kind, key: [_one(element, kind, one, find) for one in given]}
    empty = value is None or value == ""
    return {"type": kind, key: None if empty else _one(element, kind, value, find)}


def missing(view: View) -> dict[str, str]:
    """Required fields that are empty, and texts that are too long, as Slack says them."""
    errors: dict[str, str] = {}
    for block in view.payload["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        state = view.state.get(block["block_id"], {}).get(element["action_id"], {})
        key, _ = KEYS[element["type"]]
        value = state.get(key)
        if value in (None, "", []):
            if not block.get("optional"):
                errors[block["block_id"]] = "Please complete this required field."
        elif isinstance(value, str) and (wrong := _wrong(element, value)):
            errors[block["block_id"]] = wrong
    return errors


def _wrong(element: Json, value: str) -> str | None:
    """What Slack itself says about a text that can't be sent."""
    most, least = element.get("max_length", 3000), element.get("min_length", 0)
    if len(value) > most:
        return f"Please use {most} characters or fewer."
    if len(value) < least:
        return f"Please use {least} characters or more."
    match element["type"]:
        case "email_text_input" if not EMAIL.fullmatch(value):
            return "Please enter a valid email address."
        case "url_text_input" if not value.startswith(("http://", "https://")):
            return "Please enter a valid URL."
        case "number_input":
            return _wrong_number(element, value)
        case _:
            return None


def _wrong_number(element: Json, value: str) -> str | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return "Please enter a valid number."
    if not number.is_finite():
        return "Please enter a valid number."
    if number != number.to_integral_value() and not element.get("is_decimal_allowed"):
        return "Please enter a whole number."
    if "min_value" in element and number < Decimal(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if "max_value" in element and number > Decimal(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return None


def _rich(value: Any) -> Json:
    """Rich text as it is, or a plain text as one section."""
    if isinstance(value, dict):
        return value
    piece = {"type": "text", "text": str(value)}
    section = {"type": "rich_text_section", "elements": [piece]}
    return {"type": "rich_text", "elements": [section]}


def _one(element: Json, kind: str, value: Any, find: Find) -> Any:
    if (
        "static_select" in kind
        or "external_select" in kind
        or kind in ("radio_buttons", "checkboxes", "overflow")
    ):
        wanted = value.get("value") if isinstance(value, dict) else str(value)
        for option in options(element):
            if option["value"] == wanted:
                return option
        raise BadEntry(f"There is no option {wanted!r}.")
    if "users_select" in kind:
        return find("user", str(value))
    if kind == "file_input":
        return find("file", str(value))
    if kind == "rich_text_input":
        return _rich(value)
    if "channels_select" in kind or "conversations_select" in kind:
        return find("channel", str(value))
    if kind == "datetimepicker":
        return _seconds(value)
    if kind in FORMATS:
        return _picked(kind, str(value))
    return str(value)


def _picked(kind: str, value: str) -> str:
    """A date or a time of day, as the picker would have given it."""
    written, read = FORMATS[kind]
    try:
        if re.fullmatch(written, value):
            read(value)
            return value
    except ValueError:
        pass
    raise BadEntry(f"{value!r} is no {kind.removesuffix('picker')}.")


def options(element: Json) -> list[Json]:
    """All of them, grouped or not."""
    grouped = [one for group in element.get("option_groups") or [] for one in group["options"]]
    return [*(element.get("options") or []), *grouped]


def _seconds(value: Any) -> int:
    """Unix seconds, or an ISO date and time (UTC where it names no zone)."""
    if re.fullmatch(r"[0-9]{10}", str(value)):
        return int(value)
    try:
        at = datetime.fromisoformat(str(value))
        return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        raise BadEntry(f"{value!r} is no date and time.") from None


FORMATS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "datepicker": ("[0-9]{4}-[0-9]{2}-[0-9]{2}", date.fromisoformat),
    "timepicker": ("[0-9]{2}:[0-9]{2}", time.fromisoformat),
}
"""How a picker's value is written, and what reads it."""


KEYS: dict[str, tuple[str, str]] = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", "initial_files"),
}
CHOSEN = {kind for kind, (key, _) in KEYS.items() if key.startswith("selected_option")}
LISTS = {kind for kind, (key, _) in KEYS.items() if key.endswith("s")}
