"""What a person enters in one element, as Slack's `state.values` has it.

An entry is a plain string, a list, or nothing; each kind of element says what it becomes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, Protocol

from slack_sandbox.state.entities import Json

MOST_FILES = 10


class InvalidValue(Exception):
    """What was entered does not fit the field; the message is a sentence."""


class Choices(Protocol):
    """What a person may name or choose that does not stand in the element itself."""

    def resolve(self, element: Json, name_or_id: str) -> Any:
        """The id of a person or a conversation, or a file. Raises InvalidValue."""

    def offered_options(self, element: Json) -> Sequence[Json]:
        """The options that the app has suggested so far."""


def initial_value(element: Json) -> Json:
    """An element's first value, in the shape of `state.values`."""
    kind = element["type"]
    key, initial = KEYS[kind]
    value = element.get(initial)
    if value is None and kind in WITH_SEVERAL_VALUES:
        value = []
    return {"type": kind, key: value}


def entered_value(element: Json, value: Any, choices: Choices) -> Json:
    """What was entered, in the shape of `state.values`. Raises InvalidValue."""
    kind = element["type"]
    key, initial = KEYS[kind]
    if "external_select" in kind:
        first = element.get(initial) or []
        known = first if isinstance(first, list) else [first]
        element = {**element, "options": [*choices.offered_options(element), *known]}
    if kind not in WITH_SEVERAL_VALUES:
        empty = value is None or value == ""
        return {"type": kind, key: None if empty else _single_value(element, kind, value, choices)}
    found: list[Any] = []
    for item in value if isinstance(value, list) else [value] if value else []:
        chosen = _single_value(element, kind, item, choices)
        found += [] if chosen in found else [chosen]
    most = element.get("max_files", MOST_FILES) if kind == "file_input" else None
    most = element.get("max_selected_items", most)
    if most is not None and len(found) > most:
        raise InvalidValue(f"At most {most} can be chosen here.")
    return {"type": kind, key: found}


def _single_value(element: Json, kind: str, value: Any, choices: Choices) -> Any:
    if kind in WITH_OPTIONS:
        return _option(element, value)
    if kind.endswith(REFERRING):
        return choices.resolve(element, str(value))
    if kind == "rich_text_input":
        return _rich_text(value)
    if kind == "datetimepicker":
        return _unix_seconds(value)
    if kind in PICKER_FORMATS:
        return _date_or_time(kind, str(value))
    return str(value)


def _option(element: Json, value: Any) -> Json:
    wanted = value.get("value") if isinstance(value, dict) else str(value)
    for option in options(element):
        if option["value"] == wanted:
            return option
    raise InvalidValue(f"There is no option {wanted!r}.")


def _rich_text(value: Any) -> Json:
    """Rich text as it is, or a plain text as one section."""
    if isinstance(value, dict):
        return value
    piece = {"type": "text", "text": str(value)}
    section = {"type": "rich_text_section", "elements": [piece]}
    return {"type": "rich_text", "elements": [section]}


def _date_or_time(kind: str, value: str) -> str:
    """A date or a time of day, as the picker would have given it."""
    pattern, parse = PICKER_FORMATS[kind]
    try:
        if re.fullmatch(pattern, value):
            parse(value)
            return value
    except ValueError:
        pass
    raise InvalidValue(f"{value!r} is no {kind.removesuffix('picker')}.")


def options(element: Json) -> list[Json]:
    """The options that stand in an element, grouped or not."""
    grouped = [
        option for group in element.get("option_groups") or [] for option in group["options"]
    ]
    return [*(element.get("options") or []), *grouped]


def _unix_seconds(value: Any) -> int:
    """Unix seconds, or an ISO date and time (UTC where it names no zone)."""
    if re.fullmatch(r"[0-9]{10}", str(value)):
        return int(value)
    try:
        at = datetime.fromisoformat(str(value))
        return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        raise InvalidValue(f"{value!r} is no date and time.") from None


PICKER_FORMATS: dict[str, tuple[str, Callable[[str], Any]]] = {
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
WITH_OPTIONS = {kind for kind, (key, _) in KEYS.items() if key.startswith("selected_option")}
WITH_SEVERAL_VALUES = {kind for kind, (key, _) in KEYS.items() if key.endswith("s")}
REFERRING = ("users_select", "channels_select", "conversations_select", "file_input")
