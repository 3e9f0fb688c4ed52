"""The blocks of 2025 and 2026: alerts, cards, containers, plans, tables of data, charts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from slack_sandbox.block_kit.elements import check_confirm, check_element
from slack_sandbox.block_kit.parts import (
    Part,
    count,
    kind_of,
    matching,
    one_of,
    plain,
    said,
    string,
    text,
)
from slack_sandbox.block_kit.rich_text import check_rich_text

Check = Callable[[Any, str], Iterator[str]]
ENDLESS = 1_000_000
STATUSES = ("pending", "in_progress", "complete", "error")


def each(one: Part, key: str, least: int, most: int, at: str, check: Check) -> Iterator[str]:
    """A field that holds a list of `least` to `most` objects, each checked."""
    items = one.get(key)
    yield from count(items, least, most, f"{at}/{key}")
    for number, item in enumerate(items if isinstance(items, list) else []):
        where = f"{at}/{key}/{number}"
        if isinstance(item, dict):
            yield from check(item, where)
        else:
            yield said("must be an object", where)


def check_alert(block: Part, at: str) -> Iterator[str]:
    """A coloured line in a form."""
    yield from text(block.get("text"), 3000, f"{at}/text", markup=True)
    yield from one_of(block, "level", ("default", "info", "warning", "error", "success"), at)


def check_card(block: Part, at: str) -> Iterator[str]:
    """A picture, a title, words and up to two buttons; one of them at least."""
    if not any(key in block for key in ("hero_image", "title", "actions", "body")):
        yield said("missing required field: title", at)
    for key, most in (("title", 150), ("subtitle", 150), ("body", 200)):
        if key in block:
            yield from text(block[key], most, f"{at}/{key}", markup=True)
    for key in ("hero_image", "icon"):
        if key in block:
            yield from check_element(block[key], "context", f"{at}/{key}")
    if "actions" in block:
        yield from each(block, "actions", 1, 2, at, _button)


def check_carousel(block: Part, at: str) -> Iterator[str]:
    """Up to ten cards."""

    def card(one: Part, where: str) -> Iterator[str]:
        yield from _is(one, "card", where)
        yield from check_card(one, where)

    yield from each(block, "elements", 1, 10, at, card)


def check_context_actions(block: Part, at: str) -> Iterator[str]:
    """Small buttons beneath a message."""
    yield from each(block, "elements", 1, 5, at, _small)


def check_plan(block: Part, at: str) -> Iterator[str]:
    """A title and tasks."""
    if isinstance(block.get("title"), dict):
        yield from plain(block, "title", ENDLESS, at, needed=True)
    else:
        yield from string(block, "title", ENDLESS, at, needed=True)
    if "tasks" in block:
        yield from each(block, "tasks", 0, ENDLESS, at, check_task)


def check_task(block: Part, at: str) -> Iterator[str]:
    """One task: what, how far, what came of it."""
    if "type" in block:
        yield from _is(block, "task_card", at)
    yield from string(block, "task_id", ENDLESS, at, needed=True)
    yield from string(block, "title", ENDLESS, at, needed=True)
    yield from one_of(block, "status", STATUSES, at)
    for key in ("details", "output"):
        if key in block:
            yield from _rich(block[key], f"{at}/{key}")
    if "sources" in block:
        yield from each(block, "sources", 0, ENDLESS, at, _source)


def check_data_table(block: Part, at: str) -> Iterator[str]:
    """A heading row and up to a hundred more, of 20 cells."""
    yield from string(block, "caption", ENDLESS, at, needed=True)
    yield from _whole(block, "page_size", 1, 100, at)
    yield from _whole(block, "row_header_column_index", 0, 19, at)
    rows = block.get("rows")
    yield from count(rows, 2, 101, f"{at}/rows")
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        yield from each({"cells": row}, "cells", 1, 20, f"{at}/rows/{number}", _cell)


def check_chart(block: Part, at: str) -> Iterator[str]:
    """Lines, bars, areas or a pie."""
    yield from string(block, "title", 50, at, needed=True)
    chart, where = block.get("chart"), f"{at}/chart"
    if not isinstance(chart, dict):
        yield said("missing required field: chart", at)
    elif kind_of(chart) == "pie":
        yield from each(chart, "segments", 1, 6, where, _segment)
    elif kind_of(chart) in ("line", "bar", "area"):
        yield from each(chart, "series", 1, 6, where, _series)
        yield from _axis(chart.get("axis_config"), f"{where}/axis_config")
    else:
        yield said(f"unsupported type: {chart.get('type')}", f"{where}/type")


def _button(one: Part, at: str) -> Iterator[str]:
    yield from _is(one, "button", at)
    yield from check_element(one, "actions", at)


def _small(one: Part, at: str) -> Iterator[str]:
    yield from string(one, "action_id", 255, at)
    if kind_of(one) == "feedback_buttons":
        for key in ("positive_button", "negative_button"):
            yield from _feedback(one.get(key), f"{at}/{key}")
    elif kind_of(one) == "icon_button":
        yield from plain(one, "text", 75, at, needed=True)
        if one.get("icon") is None:
            yield said("missing required field: icon", at)
        yield from one_of(one, "icon", ("trash",), at)
        yield from string(one, "value", 2000, at)
        yield from string(one, "accessibility_label", 75, at)
        if "confirm" in one:
            yield from check_confirm(one["confirm"], f"{at}/confirm")
    else:
        yield said(f"unsupported type: {one.get('type')}", f"{at}/type")


def _feedback(one: Any, at: str) -> Iterator[str]:
    if not isinstance(one, dict):
        yield said("must be an object", at)
        return
    yield from plain(one, "text", 75, at, needed=True)
    yield from string(one, "value", 2000, at, needed=True)
    yield from string(one, "accessibility_label", 75, at)


def _rich(one: Any, at: str) -> Iterator[str]:
    if not isinstance(one, dict) or kind_of(one) != "rich_text":
        yield said("must be a rich_text block", at)
        return
    yield from check_rich_text(one, at)


def _source(one: Part, at: str) -> Iterator[str]:
    yield from _is(one, "url", at)
    yield from string(one, "url", ENDLESS, at, needed=True, least=0)
    yield from string(one, "text", ENDLESS, at, needed=True)


def _cell(one: Part, at: str) -> Iterator[str]:
    match kind_of(one):
        case "raw_text":
            yield from string(one, "text", ENDLESS, at, needed=True)
        case "raw_number":
            yield from _number(one, "value", at)
            yield from string(one, "text", ENDLESS, at)
        case "rich_text":
            yield from check_rich_text(one, at)
        case _:
            yield said(f"unsupported type: {one.get('type')}", f"{at}/type")


def _series(one: Part, at: str) -> Iterator[str]:
    yield from string(one, "name", 20, at, needed=True)
    yield from each(one, "data", 1, 20, at, _point)


def _point(one: Part, at: str) -> Iterator[str]:
    yield from string(one, "label", 20, at, needed=True)
    yield from _number(one, "value", at)


def _segment(one: Part, at: str) -> Iterator[str]:
    yield from _point(one, at)
    value = one.get("value")
    if isinstance(value, int | float) and value <= 0:
        yield said("must be more than 0", f"{at}/value")


def _axis(one: Any, at: str) -> Iterator[str]:
    if not isinstance(one, dict):
        yield said("must be an object", at)
        return
    categories = one.get("categories")
    yield from count(categories, 0, 20, f"{at}/categories")
    for number, name in enumerate(categories if isinstance(categories, list) else []):
        yield from matching({str(number): name}, str(number), ".{1,20}", f"{at}/categories")
    for key in ("x_label", "y_label"):
        yield from string(one, key, 50, at, least=0)


def _is(one: Part, kind: str, at: str) -> Iterator[str]:
    if kind_of(one) != kind:
        yield said(f"unsupported type: {one.get('type')}", f"{at}/type")


def _number(one: Part, key: str, at: str) -> Iterator[str]:
    value = one.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield said(f"missing required field: {key}", at)


def _whole(one: Part, key: str, least: int, most: int, at: str) -> Iterator[str]:
    value = one.get(key)
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        yield said(f"must be a whole number from {least} to {most}", f"{at}/{key}")


NEWER: Mapping[str, Check] = {
    "alert": check_alert,
    "card": check_card,
    "carousel": check_carousel,
    "context_actions": check_context_actions,
    "data_table": check_data_table,
    "data_visualization": check_chart,
    "plan": check_plan,
    "task_card": check_task,
}
"""By the block's type; containers are with the blocks that they hold."""
