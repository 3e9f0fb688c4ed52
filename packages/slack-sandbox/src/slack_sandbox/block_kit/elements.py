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
    by_type,
    flag,
    kind,
    number,
    objects,
    string,
)
from slack_sandbox.block_kit.composition_objects import (
    ACTION_ID,
    ADDRESS,
    CONFIRM,
    DISPATCH,
    FILTER,
    GROUP,
    IN_BUTTONS,
    IN_MENUS,
    IN_OVERFLOWS,
    SLACK_FILE,
    STYLE,
    WORKFLOW,
    plain,
    text,
)
from slack_sandbox.block_kit.rich_text import RICH_TEXT
from slack_sandbox.block_kit.violations import Fault, missing

LONGEST_INPUT = 3000
Part = Mapping[str, Any]
Fields = Mapping[str, Check]

PLACEHOLDER = plain(150)
PRESSED: Fields = {"action_id": ACTION_ID, "confirm": CONFIRM, "focus_on_load": flag}
MENU: Fields = {**PRESSED, "placeholder": PLACEHOLDER}
MENUS: Fields = {**MENU, "max_selected_items": number(whole=True, least=1)}
TYPED: Fields = {"action_id": ACTION_ID, "initial_value": string(), "focus_on_load": flag,
                 "dispatch_action_config": DISPATCH, "placeholder": PLACEHOLDER}  # fmt: skip
STATIC: Fields = {"options": array(IN_MENUS, 1, 100), "option_groups": array(GROUP, 1, 100)}
SEARCHED: Fields = {"min_query_length": number(whole=True, least=0)}
PLACES: Fields = {"default_to_current_conversation": flag, "filter": FILTER}
ANSWERING: Fields = {"response_url_enabled": flag}
FIGURE = string(pattern=r"^-?[0-9]+(\.[0-9]+)?$")
USER = string(pattern="^[UW][A-Z0-9]+$")
CHANNEL = string(pattern="^[CG][A-Z0-9]+$")
DAY = string(pattern="^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")
HOUR = string(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")


def among_options(one: Part, at: str) -> Iterator[Fault]:
    """What is chosen at first is one of the options: the same words and the same value."""
    groups = [one, *objects(one.get("option_groups"))]
    known = {_seen(option) for group in groups for option in objects(group.get("options"))}
    for place, chosen in enumerate(objects(one.get("initial_options"))):
        if _seen(chosen) not in known:
            yield Fault("must match one of the options", f"{at}/initial_options/{place}")
    first = one.get("initial_option")
    if isinstance(first, dict) and _seen(first) not in known:
        yield Fault("must match one of the options", f"{at}/initial_option")


def _seen(option: Part) -> tuple[str, str]:
    """What a person reads and an app is told."""
    words = option.get("text")
    return str(words.get("text") if isinstance(words, dict) else ""), str(option.get("value"))


def ordered_lengths(one: Part, at: str) -> Iterator[Fault]:
    """The shortest text is no longer than the longest."""
    least, most = one.get("min_length"), one.get("max_length")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        yield Fault("`min_length` must not be greater than `max_length`", f"{at}/min_length")


def ordered_figures(one: Part, at: str) -> Iterator[Fault]:
    """The least number is no more than the most, and the first one lies between."""
    least, most, first = (_figure(one, key) for key in ("min_value", "max_value", "initial_value"))
    if least is not None and most is not None and least > most:
        yield Fault("`min_value` must not be greater than `max_value`", f"{at}/min_value")
    elif first is not None and least is not None and first < least:
        yield Fault("must not be less than `min_value`", f"{at}/initial_value")
    elif first is not None and most is not None and first > most:
        yield Fault("must not be greater than `max_value`", f"{at}/initial_value")


def _figure(one: Part, key: str) -> float | None:
    value = one.get(key)
    if not isinstance(value, str) or any(FIGURE(value, "")):
        return None
    return float(value)


def _select(name: str, *rules: Rule, **more: Check) -> dict[str, Check]:
    return {name: kind(name, {**MENU, **more}, "", *rules)}


def _multi(name: str, *rules: Rule, **more: Check) -> dict[str, Check]:
    return {name: kind(name, {**MENUS, **more}, "", *rules)}


LISTS = ("options", "option_groups")
MENU_RULES = (any_of(*LISTS), at_most_one_of(*LISTS), among_options)
SELECTS: Fields = {
    **_select("static_select", *MENU_RULES, **STATIC, initial_option=IN_MENUS),
    **_select("external_select", **SEARCHED, initial_option=IN_MENUS),
    **_select("users_select", initial_user=USER),
    **_select("conversations_select", **PLACES, **ANSWERING, initial_conversation=string(1)),
    **_select("channels_select", **ANSWERING, initial_channel=CHANNEL),
    **_multi("multi_static_select", *MENU_RULES, **STATIC, initial_options=array(IN_MENUS, 1)),
    **_multi("multi_external_select", **SEARCHED, initial_options=array(IN_MENUS, 1)),
    **_multi("multi_users_select", initial_users=array(USER, 1)),
    **_multi("multi_conversations_select", **PLACES, initial_conversations=array(string(1), 1)),
    **_multi("multi_channels_select", initial_channels=array(CHANNEL, 1)),
}
CHOSEN: Fields = {
    "checkboxes": kind(
        "checkboxes",
        {**PRESSED, "options": array(IN_BUTTONS, 1, 10), "initial_options": array(IN_BUTTONS, 1)},
        "options", among_options,
    ),
    "radio_buttons": kind(
        "radio_buttons",
        {**PRESSED, "options": array(IN_BUTTONS, 1, 10), "initial_option": IN_BUTTONS},
        "options", among_options,
    ),
    "datepicker": kind("datepicker", {**MENU, "initial_date": DAY}),
    "timepicker": kind("timepicker", {**MENU, "initial_time": HOUR, "timezone": string(1)}),
    **SELECTS,
}  # fmt: skip
"""What both an input and a row of actions may hold."""
DATE_AND_TIME = {"initial_date_time": number(whole=True, least=0, most=9_999_999_999)}
MOMENT: Fields = {"datetimepicker": kind("datetimepicker", {**PRESSED, **DATE_AND_TIME})}
BUTTON_TEXT: Fields = {"text": plain(75), "accessibility_label": string(1, 75)}
BUTTON = kind(
    "button",
    {**BUTTON_TEXT, "action_id": ACTION_ID, "url": ADDRESS, "value": string(1, 2000),
     "style": STYLE, "confirm": CONFIRM},
    "text",
)  # fmt: skip
BUTTONS: Fields = {
    "button": BUTTON,
    "workflow_button": kind(
        "workflow_button",
        {**BUTTON_TEXT, "workflow": WORKFLOW, "action_id": ACTION_ID, "style": STYLE},
        "text workflow action_id",
    ),
    "overflow": kind(
        "overflow",
        {"action_id": ACTION_ID, "options": array(IN_OVERFLOWS, 1, 5), "confirm": CONFIRM},
        "options",
    ),
}  # fmt: skip


def _has_a_picture(one: Part, at: str) -> Iterator[Fault]:
    if "image_url" not in one and "slack_file" not in one:
        yield missing("image_url", at)


PICTURE: Fields = {"image_url": ADDRESS, "slack_file": SLACK_FILE}
PICTURED = (_has_a_picture, at_most_one_of("image_url", "slack_file"))
IMAGE = kind("image", {**PICTURE, "alt_text": string(1)}, "alt_text", *PICTURED)
FIELDS: Fields = {
    "plain_text_input": kind(
        "plain_text_input",
        {**TYPED, "initial_value": string(0, LONGEST_INPUT), "multiline": flag,
         "min_length": number(whole=True, least=0, most=LONGEST_INPUT),
         "max_length": number(whole=True, least=1, most=LONGEST_INPUT)},
        "", ordered_lengths,
    ),
    "rich_text_input": kind("rich_text_input", {**TYPED, "initial_value": RICH_TEXT}, "action_id"),
    "email_text_input": kind("email_text_input", TYPED),
    "url_text_input": kind("url_text_input", TYPED),
    "number_input": kind(
        "number_input",
        {**TYPED, "is_decimal_allowed": flag, "initial_value": FIGURE, "min_value": FIGURE,
         "max_value": FIGURE},
        "is_decimal_allowed", ordered_figures,
    ),
    "file_input": kind(
        "file_input",
        {"action_id": ACTION_ID, "filetypes": array(string(1), 1),
         "max_files": number(whole=True, least=1, most=10)},
    ),
}  # fmt: skip

ACTION = by_type({**BUTTONS, **CHOSEN, **MOMENT})
ACCESSORY = by_type({**BUTTONS, "image": IMAGE, **CHOSEN})
INPUT = by_type({**FIELDS, **CHOSEN, **MOMENT})
_WORDS = text(2000)
CONTEXT = by_type({"image": IMAGE, "plain_text": _WORDS, "mrkdwn": _WORDS})
