"""The blocks of 2025 and 2026: alerts, cards, plans, tables, charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from slack_sandbox.block_kit.checks import (
    Check,
    any_of,
    array,
    boolean,
    by_type,
    number,
    object_of,
    one_of,
    string,
    tagged,
)
from slack_sandbox.block_kit.composition_objects import (
    ACTION_ID,
    BLOCK_ID,
    CONFIRM,
    plain_text,
    text_object,
)
from slack_sandbox.block_kit.elements import BUTTON, IMAGE
from slack_sandbox.block_kit.rich_text import RICH_CELL, RICH_TEXT, USER
from slack_sandbox.block_kit.violations import Violation, failed_constraint

ID: Mapping[str, Check] = {"block_id": BLOCK_ID}
NON_EMPTY = string(1)

ALERT = tagged(
    "alert",
    {
        **ID,
        "text": text_object(),
        "level": one_of("default", "info", "warning", "error", "success"),
    },
    "text",
)
CARD = tagged(
    "card",
    {
        **ID,
        "hero_image": IMAGE,
        "icon": IMAGE,
        "title": text_object(150),
        "subtitle": text_object(150),
        "body": text_object(200),
        "actions": array(BUTTON, 1, 2),
    },
    "",
    any_of("title", "hero_image", "actions", "body"),
)
CAROUSEL = tagged("carousel", {**ID, "elements": array(CARD, 1, 10)}, "elements")

_FEEDBACK_BUTTON = object_of(
    {"text": plain_text(75), "value": string(1, 2000), "accessibility_label": string(1, 75)},
    "text value",
)
_CONTEXT_ACTION = by_type({
    "feedback_buttons": tagged(
        "feedback_buttons",
        {"action_id": ACTION_ID, "positive_button": _FEEDBACK_BUTTON,
         "negative_button": _FEEDBACK_BUTTON},
        "positive_button negative_button",
    ),
    "icon_button": tagged(
        "icon_button",
        {"action_id": ACTION_ID, "icon": one_of("trash"), "text": plain_text(75),
         "confirm": CONFIRM, "value": string(1, 2000), "accessibility_label": string(1, 75),
         "visible_to_user_ids": array(string(pattern=USER))},
        "icon text",
    ),
})  # fmt: skip
CONTEXT_ACTIONS = tagged(
    "context_actions", {**ID, "elements": array(_CONTEXT_ACTION, 1, 5)}, "elements"
)

_SOURCE = tagged("url", {"url": string(), "text": NON_EMPTY}, "url text")
_TASK: Mapping[str, Check] = {
    **ID,
    "type": one_of("task_card"),
    "task_id": NON_EMPTY,
    "title": NON_EMPTY,
    "details": RICH_TEXT,
    "output": RICH_TEXT,
    "sources": array(_SOURCE),
    "status": one_of("pending", "in_progress", "complete", "error"),
}
TASK = object_of(_TASK, "type task_id title")


def _title(value: Any, at: str) -> Iterator[Violation]:
    """A plan's: a string, or a plain text."""
    yield from plain_text()(value, at) if isinstance(value, dict) else NON_EMPTY(value, at)


PLAN = tagged(
    "plan", {**ID, "title": _title, "tasks": array(object_of(_TASK, "task_id title"))}, "title"
)


def _column_settings(value: Any, at: str) -> Iterator[Violation]:
    """Of a column; `null` leaves it as it is."""
    if value is not None:
        fields = {"align": one_of("left", "center", "right"), "is_wrapped": boolean}
        yield from object_of(fields)(value, at)


_PLAIN_CELL = tagged("raw_text", {"text": string()}, "text")
_CELL = by_type({"raw_text": _PLAIN_CELL, "rich_text": RICH_CELL})
TABLE = tagged(
    "table",
    {
        **ID,
        "rows": array(array(_CELL, 1, 20), 1, 100),
        "column_settings": array(_column_settings, 0, 20),
    },
    "rows",
)
_DATA_CELL = by_type({
    "raw_text": tagged("raw_text", {"text": NON_EMPTY}, "text"),
    "raw_number": tagged("raw_number", {"value": number(), "text": NON_EMPTY}, "value"),
    "rich_text": RICH_CELL,
})  # fmt: skip
DATA_TABLE = tagged(
    "data_table",
    {
        **ID,
        "caption": NON_EMPTY,
        "page_size": number(whole=True, minimum=1, maximum=100),
        "row_header_column_index": number(whole=True, minimum=0, maximum=19),
        "rows": array(array(_DATA_CELL, 1, 20), 2, 101),
    },
    "caption rows",
)

_LABEL = string(1, 20)
_POINT = object_of({"label": _LABEL, "value": number()}, "label value")
_SERIES = object_of({"name": _LABEL, "data": array(_POINT, 1, 20)}, "name data")
_AXIS = object_of(
    {"categories": array(_LABEL, 0, 20), "x_label": string(0, 50), "y_label": string(0, 50)},
    "categories",
)


def _positive(value: Any, at: str) -> Iterator[Violation]:
    found = list(number()(value, at))
    yield from found
    if not found and value <= 0:
        yield failed_constraint("must be greater than 0", at, "minimum", 0, value)


_SEGMENT = object_of({"label": _LABEL, "value": _positive}, "label value")


def _series_chart(name: str) -> Check:
    fields = {"series": array(_SERIES, 1, 6), "axis_config": _AXIS}
    return tagged(name, fields, "series axis_config")


_CHART = by_type({
    **{name: _series_chart(name) for name in ("line", "bar", "area")},
    "pie": tagged("pie", {"segments": array(_SEGMENT, 1, 6)}, "segments"),
})  # fmt: skip
CHART = tagged("data_visualization", {**ID, "title": string(1, 50), "chart": _CHART}, "title chart")

RECENT_BLOCKS: Mapping[str, Check] = {
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
