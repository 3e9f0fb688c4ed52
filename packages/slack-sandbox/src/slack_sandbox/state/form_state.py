"""What a form or a message holds: what it shows at first, and what a person has entered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from slack_sandbox.block_kit import all_blocks, interactive_elements
from slack_sandbox.state.element_values import (
    KEYS,
    Choices,
    InvalidValue,
    entered_value,
    initial_value,
)
from slack_sandbox.state.entities import Json, View

State = dict[str, dict[str, Json]]

EMAIL_PATTERN = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def initial_state(blocks: Iterable[Json]) -> State:
    """The `state.values` of blocks before anybody has entered anything."""
    found: State = {}
    for block in all_blocks(list(blocks)):
        for element in input_elements(block):
            if element.get("action_id"):
                found.setdefault(block["block_id"], {})[element["action_id"]] = initial_value(
                    element
                )
    return found


def keep_entered_values(entered: State, blocks: Iterable[Json]) -> State:
    """The state of new blocks: what was entered stays where block and element are the same."""
    found = initial_state(blocks)
    for block, fresh in found.items():
        for action, first in fresh.items():
            before = entered.get(block, {}).get(action, first)
            if before["type"] == first["type"]:
                fresh[action] = before
    return found


def input_elements(block: Json) -> Iterator[Json]:
    """The elements of a block that hold a value in `state.values`."""
    yield from (element for element in interactive_elements(block) if element["type"] in KEYS)


def enter_value(view: View, block_id: str, value: Any, choices: Choices) -> None:
    """Enters a person's value into the field with this block_id. Raises InvalidValue."""
    for block in all_blocks(view.payload["blocks"]):
        if block["block_id"] != block_id:
            continue
        for element in input_elements(block):
            entered = entered_value(element, value, choices)
            view.state.setdefault(block_id, {})[element["action_id"]] = entered
            return
    raise InvalidValue(f"The form has no field {block_id!r}.")


def validation_errors(view: View) -> dict[str, str]:
    """Slack's own errors by block_id: required fields without a value, texts that are too long."""
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
        elif isinstance(value, str) and (error := _text_error(element, value)):
            errors[block["block_id"]] = error
    return errors


def _text_error(element: Json, value: str) -> str | None:
    """What Slack itself says about a text that can't be sent."""
    most, least = element.get("max_length", 3000), element.get("min_length", 0)
    if len(value) > most:
        return f"Please use {most} characters or fewer."
    if len(value) < least:
        return f"Please use {least} characters or more."
    match element["type"]:
        case "email_text_input" if not EMAIL_PATTERN.fullmatch(value):
            return "Please enter a valid email address."
        case "url_text_input" if not value.startswith(("http://", "https://")):
            return "Please enter a valid URL."
        case "number_input":
            return _number_error(element, value)
        case _:
            return None


def _number_error(element: Json, value: str) -> str | None:
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
