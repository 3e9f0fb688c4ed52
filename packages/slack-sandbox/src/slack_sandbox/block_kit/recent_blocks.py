"""The blocks of 2025 and 2026: alerts, cards, plans, tables, charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from slack_sandbox.block_kit.checks import (
    Check,
    any_of,
    array,
    by_type,
    flag,
    kind,
    number,
    one_of,
    shape,
    string,
)
from slack_sandbox.block_kit.composition_objects import ACTION_ID, BLOCK_ID, CONFIRM, plain, text
from slack_sandbox.block_kit.elements import BUTTON, IMAGE
from slack_sandbox.block_kit.rich_text import RICH_CELL, RICH_TEXT, USER
from slack_sandbox.block_kit.violations import Fault, failed

ID: Mapping[str, Check] = {"block_id": BLOCK_ID}
SOME = string(1)

ALERT = kind(
    "alert",
    {**ID, "text": text(), "level": one_of("default", "info", "warning", "error", "success")},
    "text",
)
CARD = kind(
    "card",
    {
        **ID,
        "hero_image": IMAGE,
        "icon": IMAGE,
        "title": text(150),
        "subtitle": text(150),
        "body": text(200),
        "actions": array(BUTTON, 1, 2),
    },
    "",
    any_of("title", "hero_image", "actions", "body"),
)
CAROUSEL = kind("carousel", {**ID, "elements": array(CARD, 1, 10)}, "elements")

_OPINION = shape(
    {"text": plain(75), "value": string(1, 2000), "accessibility_label": string(1, 75)},
    "text value",
)
_SMALL = by_type({
    "feedback_buttons": kind(
        "feedback_buttons",
        {"action_id": ACTION_ID, "positive_button": _OPINION, "negative_button": _OPINION},
        "positive_button negative_button",
    ),
    "icon_button": kind(
        "icon_button",
        {"action_id": ACTION_ID, "icon": one_of("trash"), "text": plain(75), "confirm": CONFIRM,
         "value": string(1, 2000), "accessibility_label": string(1, 75),
         "visible_to_user_ids": array(string(pattern=USER))},
        "icon text",
    ),
})  # fmt: skip
CONTEXT_ACTIONS = kind("context_actions", {**ID, "elements": array(_SMALL, 1, 5)}, "elements")

_SOURCE = kind("url", {"url": string(), "text": SOME}, "url text")
_TASK: Mapping[str, Check] = {
    **ID,
    "type": one_of("task_card"),
    "task_id": SOME,
    "title": SOME,
    "details": RICH_TEXT,
    "output": RICH_TEXT,
    "sources": array(_SOURCE),
    "status": one_of("pending", "in_progress", "complete", "error"),
}
TASK = shape(_TASK, "type task_id title")


def _title(value: Any, at: str) -> Iterator[Fault]:
    """A plan's: a string, or a plain text."""
    yield from plain()(value, at) if isinstance(value, dict) else SOME(value, at)


PLAN = kind("plan", {**ID, "title": _title, "tasks": array(shape(_TASK, "task_id title"))}, "title")


def _settings(value: Any, at: str) -> Iterator[Fault]:
    """Of a column; `null` leaves it as it is."""
    if value is not None:
        fields = {"align": one_of("left", "center", "right"), "is_wrapped": flag}
        yield from shape(fields)(value, at)


_PLAIN_CELL = kind("raw_text", {"text": string()}, "text")
_CELL = by_type({"raw_text": _PLAIN_CELL, "rich_text": RICH_CELL})
TABLE = kind(
    "table",
    {**ID, "rows": array(array(_CELL, 1, 20), 1, 100), "column_settings": array(_settings, 0, 20)},
    "rows",
)
_DATA_CELL = by_type({
    "raw_text": kind("raw_text", {"text": SOME}, "text"),
    "raw_number": kind("raw_number", {"value": number(), "text": SOME}, "value"),
    "rich_text": RICH_CELL,
})  # fmt: skip
DATA_TABLE = kind(
    "data_table",
    {
        **ID,
        "caption": SOME,
        "page_size": number(whole=True, least=1, most=100),
        "row_header_column_index": number(whole=True, least=0, most=19),
        "rows": array(array(_DATA_CELL, 1, 20), 2, 101),
    },
    "caption rows",
)

_LABEL = string(1, 20)
_POINT = shape({"label": _LABEL, "value": number()}, "label value")
_SERIES = shape({"name": _LABEL, "data": array(_POINT, 1, 20)}, "name data")
_AXIS = shape(
    {"categories": array(_LABEL, 0, 20), "x_label": string(0, 50), "y_label": string(0, 50)},
    "categories",
)


def _more_than_nothing(value: Any, at: str) -> Iterator[Fault]:
    found = list(number()(value, at))
    yield from found
    if not found and value <= 0:
        yield failed("must be greater than 0", at, "minimum", 0, value)


_SEGMENT = shape({"label": _LABEL, "value": _more_than_nothing}, "label value")


def _lines(name: str) -> Check:
    fields = {"series": array(_SERIES, 1, 6), "axis_config": _AXIS}
    return kind(name, fields, "series axis_config")


_CHART = by_type({
    **{name: _lines(name) for name in ("line", "bar", "area")},
    "pie": kind("pie", {"segments": array(_SEGMENT, 1, 6)}, "segments"),
})  # fmt: skip
CHART = kind("data_visualization", {**ID, "title": string(1, 50), "chart": _CHART}, "title chart")

NEWER: Mapping[str, Check] = {
    "alert": ALERT,
    "card": CARD,
    "carousel": CAROUSEL,
    "context_actions": CONTEXT_ACTIONS,
    "data_table": DATA_TABLE,
    "data_visualization": CHART,
    "plan": PLAN,
    "table": TABLE,
    "task_card": TASK,
}
"""By the block's type; containers are with the blocks that they hold."""
