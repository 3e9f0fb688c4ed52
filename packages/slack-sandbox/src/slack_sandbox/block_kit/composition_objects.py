"""Objects that blocks and elements are composed of: texts, options, questions, filters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from slack_sandbox.block_kit.checks import (
    Check,
    any_of,
    array,
    at_most_one_of,
    by_type,
    flag,
    kind,
    one_of,
    shape,
    string,
)
from slack_sandbox.block_kit.violations import Fault, failed

BLOCK_ID = ACTION_ID = string(1, 255)
LONGEST_TEXT = 3000
ADDRESS = string(1, 3000)
"""Of a button, an option, a picture."""


def _limited(check: Check) -> Check:
    """A text of a wrong length is told twice, as Slack does: the text object, then its text."""

    def limited(value: Any, at: str) -> Iterator[Fault]:
        found = list(check(value, at))
        if any(one.constraint and one.constraint.type.endswith("_length") for one in found):
            yield failed("failed to match all allowed schemas", at, "all_of")
        yield from found

    return limited


def plain(most: int = LONGEST_TEXT) -> Check:
    """A plain text."""
    fields = {"text": string(1, most), "emoji": flag}
    return _limited(kind("plain_text", fields, "text"))


def text(most: int = LONGEST_TEXT) -> Check:
    """A plain text or one with markup."""
    marked = kind("mrkdwn", {"text": string(1, most), "verbatim": flag}, "text")
    return by_type({"plain_text": plain(most), "mrkdwn": _limited(marked)})


def option(words: Check, **more: Check) -> Check:
    """One that can be chosen; `words` are its text and description."""
    fields = {"text": words, "value": string(1, 150), "description": words, **more}
    return shape(fields, "text value")


IN_MENUS = option(plain(75))
IN_OVERFLOWS = option(plain(75), url=ADDRESS)
IN_BUTTONS = option(text(75))
"""Radio buttons and checkboxes."""
GROUP = shape({"label": plain(75), "options": array(IN_MENUS, 1, 100)}, "label options")

STYLE = one_of("primary", "danger")
CONFIRM = shape(
    {
        "title": plain(100),
        "text": text(300),
        "confirm": plain(30),
        "deny": plain(30),
        "style": STYLE,
    },
    "title text confirm deny",
)
DISPATCH = shape(
    {
        "trigger_actions_on": array(
            one_of("on_enter_pressed", "on_character_entered"), 1, 2, unique=True
        )
    },
    "trigger_actions_on",
)
SLACK_FILE = shape(
    {"url": string(), "id": string(1)}, "", any_of("id", "url"), at_most_one_of("id", "url")
)


def says_something(value: object, at: str) -> Iterator[Fault]:
    """An object that isn't empty."""
    if not value:
        yield failed("must have minimum 1 properties", at, "min_properties", 1, 0)


FILTER = shape(
    {
        "include": array(one_of("im", "mpim", "private", "public"), 1, unique=True),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
    "",
    says_something,
)


def _anything(_value: object, _at: str) -> Iterator[Fault]:
    return iter(())


_PARAMETER = shape({"name": string(1), "value": _anything}, "name value")
_TRIGGER = shape({"url": string(), "customizable_input_parameters": array(_PARAMETER)}, "url")
WORKFLOW = shape({"trigger": _TRIGGER}, "trigger")
