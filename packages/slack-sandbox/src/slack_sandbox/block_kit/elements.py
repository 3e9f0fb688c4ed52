"""The elements of blocks: buttons, menus, pickers, fields; and which go where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from slack_sandbox.block_kit.checks import (
    Check,
    Rule,
    any_of,
    array,
    at_most_one_of,
    boolean,
    by_type,
    dicts_in,
    number,
    string,
    tagged,
)
from slack_sandbox.block_kit.composition_objects import (
    ACTION_ID,
    CHOICE_OPTION,
    CONFIRM,
    DISPATCH_CONFIG,
    FILTER,
    MENU_OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    SLACK_FILE,
    STYLE,
    URL,
    WORKFLOW,
    plain_text,
    text_object,
)
from slack_sandbox.block_kit.rich_text import RICH_TEXT
from slack_sandbox.block_kit.violations import Violation, missing_field

LONGEST_INPUT = 3000
Element = Mapping[str, Any]
Fields = Mapping[str, Check]

PLACEHOLDER = plain_text(150)
INTERACTIVE: Fields = {"action_id": ACTION_ID, "confirm": CONFIRM, "focus_on_load": boolean}
MENU: Fields = {**INTERACTIVE, "placeholder": PLACEHOLDER}
MENUS: Fields = {**MENU, "max_selected_items": number(whole=True, minimum=1)}
TEXT_INPUT: Fields = {"action_id": ACTION_ID, "initial_value": string(), "focus_on_load": boolean,
                 "dispatch_action_config": DISPATCH_CONFIG, "placeholder": PLACEHOLDER}  # fmt: skip
STATIC_OPTIONS: Fields = {
    "options": array(MENU_OPTION, 1, 100),
    "option_groups": array(OPTION_GROUP, 1, 100),
}
EXTERNAL_OPTIONS: Fields = {"min_query_length": number(whole=True, minimum=0)}
CONVERSATIONS: Fields = {"default_to_current_conversation": boolean, "filter": FILTER}
WITH_RESPONSE_URL: Fields = {"response_url_enabled": boolean}
NUMBER = string(pattern=r"^-?[0-9]+(\.[0-9]+)?$")
USER = string(pattern="^[UW][A-Z0-9]+$")
CHANNEL = string(pattern="^[CG][A-Z0-9]+$")
DATE = string(pattern="^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")
TIME = string(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")


def initial_among_options(element: Element, at: str) -> Iterator[Violation]:
    """What is chosen at first is one of the options: the same words and the same value."""
    groups = [element, *dicts_in(element.get("option_groups"))]
    known = {
        _text_and_value(option) for group in groups for option in dicts_in(group.get("options"))
    }
    for place, chosen in enumerate(dicts_in(element.get("initial_options"))):
        if _text_and_value(chosen) not in known:
            yield Violation("must match one of the options", f"{at}/initial_options/{place}")
    first = element.get("initial_option")
    if isinstance(first, dict) and _text_and_value(first) not in known:
        yield Violation("must match one of the options", f"{at}/initial_option")


def _text_and_value(option: Element) -> tuple[str, str]:
    """What a person reads and an app is told."""
    text = option.get("text")
    shown = text.get("text") if isinstance(text, dict) else ""
    return str(shown), str(option.get("value"))


def ordered_lengths(element: Element, at: str) -> Iterator[Violation]:
    """The shortest text is no longer than the longest."""
    minimum, maximum = element.get("min_length"), element.get("max_length")
    if isinstance(minimum, int) and isinstance(maximum, int) and minimum > maximum:
        yield Violation("`min_length` must not be greater than `max_length`", f"{at}/min_length")


def ordered_numbers(element: Element, at: str) -> Iterator[Violation]:
    """The least number is no more than the most, and the first one lies between."""
    minimum, maximum, first = (
        _number_in(element, key) for key in ("min_value", "max_value", "initial_value")
    )
    if minimum is not None and maximum is not None and minimum > maximum:
        yield Violation("`min_value` must not be greater than `max_value`", f"{at}/min_value")
    elif first is not None and minimum is not None and first < minimum:
        yield Violation("must not be less than `min_value`", f"{at}/initial_value")
    elif first is not None and maximum is not None and first > maximum:
        yield Violation("must not be greater than `max_value`", f"{at}/initial_value")


def _number_in(element: Element, key: str) -> float | None:
    value = element.get(key)
    if not isinstance(value, str) or any(NUMBER(value, "")):
        return None
    return float(value)


def _select(name: str, *rules: Rule, **more: Check) -> dict[str, Check]:
    return {name: tagged(name, {**MENU, **more}, "", *rules)}


def _multi(name: str, *rules: Rule, **more: Check) -> dict[str, Check]:
    return {name: tagged(name, {**MENUS, **more}, "", *rules)}


OPTION_LISTS = ("options", "option_groups")
OPTION_RULES = (any_of(*OPTION_LISTS), at_most_one_of(*OPTION_LISTS), initial_among_options)
SELECTS: Fields = {
    **_select("static_select", *OPTION_RULES, **STATIC_OPTIONS, initial_option=MENU_OPTION),
    **_select("external_select", **EXTERNAL_OPTIONS, initial_option=MENU_OPTION),
    **_select("users_select", initial_user=USER),
    **_select(
        "conversations_select", **CONVERSATIONS, **WITH_RESPONSE_URL, initial_conversation=string(1)
    ),
    **_select("channels_select", **WITH_RESPONSE_URL, initial_channel=CHANNEL),
    **_multi(
        "multi_static_select",
        *OPTION_RULES,
        **STATIC_OPTIONS,
        initial_options=array(MENU_OPTION, 1),
    ),
    **_multi("multi_external_select", **EXTERNAL_OPTIONS, initial_options=array(MENU_OPTION, 1)),
    **_multi("multi_users_select", initial_users=array(USER, 1)),
    **_multi(
        "multi_conversations_select", **CONVERSATIONS, initial_conversations=array(string(1), 1)
    ),
    **_multi("multi_channels_select", initial_channels=array(CHANNEL, 1)),
}
CHOICES: Fields = {
    "checkboxes": tagged(
        "checkboxes",
        {**INTERACTIVE, "options": array(CHOICE_OPTION, 1, 10),
         "initial_options": array(CHOICE_OPTION, 1)},
        "options", initial_among_options,
    ),
    "radio_buttons": tagged(
        "radio_buttons",
        {**INTERACTIVE, "options": array(CHOICE_OPTION, 1, 10), "initial_option": CHOICE_OPTION},
        "options", initial_among_options,
    ),
    "datepicker": tagged("datepicker", {**MENU, "initial_date": DATE}),
    "timepicker": tagged("timepicker", {**MENU, "initial_time": TIME, "timezone": string(1)}),
    **SELECTS,
}  # fmt: skip
"""What both an input and a row of actions may hold."""
DATE_AND_TIME = {"initial_date_time": number(whole=True, minimum=0, maximum=9_999_999_999)}
DATE_TIME_PICKER: Fields = {
    "datetimepicker": tagged("datetimepicker", {**INTERACTIVE, **DATE_AND_TIME})
}
BUTTON_TEXT: Fields = {"text": plain_text(75), "accessibility_label": string(1, 75)}
BUTTON = tagged(
    "button",
    {**BUTTON_TEXT, "action_id": ACTION_ID, "url": URL, "value": string(1, 2000),
     "style": STYLE, "confirm": CONFIRM},
    "text",
)  # fmt: skip
BUTTONS: Fields = {
    "button": BUTTON,
    "workflow_button": tagged(
        "workflow_button",
        {**BUTTON_TEXT, "workflow": WORKFLOW, "action_id": ACTION_ID, "style": STYLE},
        "text workflow action_id",
    ),
    "overflow": tagged(
        "overflow",
        {"action_id": ACTION_ID, "options": array(OVERFLOW_OPTION, 1, 5), "confirm": CONFIRM},
        "options",
    ),
}  # fmt: skip


def _has_an_image(element: Element, at: str) -> Iterator[Violation]:
    if "image_url" not in element and "slack_file" not in element:
        yield missing_field("image_url", at)


IMAGE_SOURCE: Fields = {"image_url": URL, "slack_file": SLACK_FILE}
IMAGE_RULES = (_has_an_image, at_most_one_of("image_url", "slack_file"))
IMAGE = tagged("image", {**IMAGE_SOURCE, "alt_text": string(1)}, "alt_text", *IMAGE_RULES)
FIELDS: Fields = {
    "plain_text_input": tagged(
        "plain_text_input",
        {**TEXT_INPUT, "initial_value": string(0, LONGEST_INPUT), "multiline": boolean,
         "min_length": number(whole=True, minimum=0, maximum=LONGEST_INPUT),
         "max_length": number(whole=True, minimum=1, maximum=LONGEST_INPUT)},
        "", ordered_lengths,
    ),
    "rich_text_input": tagged(
        "rich_text_input", {**TEXT_INPUT, "initial_value": RICH_TEXT}, "action_id"
    ),
    "email_text_input": tagged("email_text_input", TEXT_INPUT),
    "url_text_input": tagged("url_text_input", TEXT_INPUT),
    "number_input": tagged(
        "number_input",
        {**TEXT_INPUT, "is_decimal_allowed": boolean, "initial_value": NUMBER, "min_value": NUMBER,
         "max_value": NUMBER},
        "is_decimal_allowed", ordered_numbers,
    ),
    "file_input": tagged(
        "file_input",
        {"action_id": ACTION_ID, "filetypes": array(string(1), 1),
         "max_files": number(whole=True, minimum=1, maximum=10)},
    ),
}  # fmt: skip

ACTION = by_type({**BUTTONS, **CHOICES, **DATE_TIME_PICKER})
ACCESSORY = by_type({**BUTTONS, "image": IMAGE, **CHOICES})
INPUT = by_type({**FIELDS, **CHOICES, **DATE_TIME_PICKER})
_CONTEXT_TEXT = text_object(2000)
CONTEXT = by_type({"image": IMAGE, "plain_text": _CONTEXT_TEXT, "mrkdwn": _CONTEXT_TEXT})
