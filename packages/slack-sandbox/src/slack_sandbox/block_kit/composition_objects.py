"""Objects that blocks and elements are composed of: texts, options, questions, filters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from slack_sandbox.block_kit.checks import (
    Check,
    any_of,
    array,
    at_most_one_of,
    boolean,
    by_type,
    object_of,
    one_of,
    string,
    tagged,
)
from slack_sandbox.block_kit.violations import Violation, failed_constraint

BLOCK_ID = ACTION_ID = string(1, 255)
LONGEST_TEXT = 3000
URL = string(1, 3000)
"""Of a button, an option, a picture."""


def _limited(check: Check) -> Check:
    """A text of a wrong length is told twice, as Slack does: the text object, then its text."""

    def limited(value: Any, at: str) -> Iterator[Violation]:
        found = list(check(value, at))
        if any(
            violation.constraint and violation.constraint.type.endswith("_length")
            for violation in found
        ):
            yield failed_constraint("failed to match all allowed schemas", at, "all_of")
        yield from found

    return limited


def plain_text(maximum: int = LONGEST_TEXT) -> Check:
    """A `plain_text` object of at most so many characters."""
    fields = {"text": string(1, maximum), "emoji": boolean}
    return _limited(tagged("plain_text", fields, "text"))


def text_object(maximum: int = LONGEST_TEXT) -> Check:
    """A text object, `plain_text` or `mrkdwn`."""
    marked = tagged("mrkdwn", {"text": string(1, maximum), "verbatim": boolean}, "text")
    return by_type({"plain_text": plain_text(maximum), "mrkdwn": _limited(marked)})


def option(text_check: Check, **more: Check) -> Check:
    """One that can be chosen; `words` are its text and description."""
    fields = {"text": text_check, "value": string(1, 150), "description": text_check, **more}
    return object_of(fields, "text value")


MENU_OPTION = option(plain_text(75))
OVERFLOW_OPTION = option(plain_text(75), url=URL)
CHOICE_OPTION = option(text_object(75))
"""Radio buttons and checkboxes."""
OPTION_GROUP = object_of(
    {"label": plain_text(75), "options": array(MENU_OPTION, 1, 100)}, "label options"
)

STYLE = one_of("primary", "danger")
CONFIRM = object_of(
    {
        "title": plain_text(100),
        "text": text_object(300),
        "confirm": plain_text(30),
        "deny": plain_text(30),
        "style": STYLE,
    },
    "title text confirm deny",
)
DISPATCH_CONFIG = object_of(
    {
        "trigger_actions_on": array(
            one_of("on_enter_pressed", "on_character_entered"), 1, 2, unique=True
        )
    },
    "trigger_actions_on",
)
SLACK_FILE = object_of(
    {"url": string(), "id": string(1)}, "", any_of("id", "url"), at_most_one_of("id", "url")
)


def not_empty(value: object, at: str) -> Iterator[Violation]:
    """Checks that an object has at least one field."""
    if not value:
        yield failed_constraint("must have minimum 1 properties", at, "min_properties", 1, 0)


FILTER = object_of(
    {
        "include": array(one_of("im", "mpim", "private", "public"), 1, unique=True),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
    "",
    not_empty,
)


def _anything(_value: object, _at: str) -> Iterator[Violation]:
    return iter(())


_PARAMETER = object_of({"name": string(1), "value": _anything}, "name value")
_TRIGGER = object_of({"url": string(), "customizable_input_parameters": array(_PARAMETER)}, "url")
WORKFLOW = object_of({"trigger": _TRIGGER}, "trigger")
