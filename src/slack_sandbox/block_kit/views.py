"""Forms and the Home as a whole (SLACK.md, limits and surprises: views)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Literal

from slack_sandbox.block_kit.blocks import check_blocks
from slack_sandbox.block_kit.keys import keys, strangers
from slack_sandbox.block_kit.parts import Part, count, flag, objects, plain, said, string

LARGEST = 250_000
"""Bytes of JSON."""
BOTH = keys("type blocks private_metadata callback_id external_id")
FLAGS = ("clear_on_close", "notify_on_close", "submit_disabled")
KEYS: Mapping[str, frozenset[str]] = {
    "modal": BOTH | {"title", "submit", "close", *FLAGS},
    "home": BOTH,
}


def check_view(view: object) -> list[str]:
    """What Slack would say is wrong with a form or a Home; nothing when it would take it."""
    if not isinstance(view, dict):
        return [said("must be an object", "/view")]
    kind = view.get("type")
    if kind != "modal" and kind != "home":
        return [said("must be one of: modal, home", "/view/type")]
    return list(_view(view, kind))


def view_is_too_large(view: object) -> bool:
    """More than 250 KB."""
    return len(json.dumps(view, ensure_ascii=False).encode()) > LARGEST


def _view(view: Part, kind: Literal["modal", "home"]) -> Iterator[str]:
    yield from count(view.get("blocks"), 1, 10_000, "/view/blocks")
    yield from check_blocks(view.get("blocks"), kind, "/view/blocks")
    for name, most in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        yield from string(view, name, most, "/view", least=0)
    for key in view:
        if key not in KEYS[kind]:
            yield said(f"invalid additional property: {key}", "/view")
    if kind == "modal":
        yield from _modal(view)


def _modal(view: Part) -> Iterator[str]:
    for name in ("title", "submit", "close"):
        yield from plain(view, name, 24, "/view", needed=name == "title")
        yield from strangers(view.get(name), f"/view/{name}")
    for name in FLAGS:
        yield from flag(view, name, "/view")
    asks = any(one.get("type") == "input" for one in objects(view.get("blocks")))
    if asks and "submit" not in view:
        yield said("missing required field: submit", "/view")
