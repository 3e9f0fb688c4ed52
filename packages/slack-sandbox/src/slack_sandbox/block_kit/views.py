"""Forms and the Home as a whole (`docs/slack-facts.md`, Views)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from slack_sandbox.block_kit.blocks import Surface, block_violations
from slack_sandbox.block_kit.checks import (
    Check,
    boolean,
    by_type,
    dicts_in,
    string,
    tagged,
)
from slack_sandbox.block_kit.composition_objects import plain_text
from slack_sandbox.block_kit.violations import Violation, failed_constraint

LARGEST = 250_000
"""Bytes of JSON."""


def _blocks(surface: Surface) -> Check:
    def check(value: Any, at: str) -> Iterator[Violation]:
        if value == []:
            yield failed_constraint("must provide at least 1 items", at, "min_items", 1, 0)
        yield from block_violations(value, surface, at)

    return check


def _can_be_submitted(view: Mapping[str, Any], at: str) -> Iterator[Violation]:
    """A form that asks for something has a button for it."""
    kinds = [block.get("type") for block in dicts_in(view["blocks"])]
    if "input" in kinds and "submit" not in view:
        message = "must define `submit` to use an `input` block in modals"
        yield Violation(message, f"{at}/blocks/{kinds.index('input')}/input")


_BOTH: Mapping[str, Check] = {
    "private_metadata": string(0, 3000),
    "callback_id": string(0, 255),
    "external_id": string(0, 255),
}
_MODAL: Mapping[str, Check] = {
    **_BOTH,
    "blocks": _blocks("modal"),
    **dict.fromkeys(("title", "submit", "close"), plain_text(24)),
    **dict.fromkeys(("clear_on_close", "notify_on_close", "submit_disabled"), boolean),
}
_VIEW = by_type({
    "modal": tagged("modal", _MODAL, "title blocks", _can_be_submitted),
    "home": tagged("home", {**_BOTH, "blocks": _blocks("home")}, "blocks"),
})  # fmt: skip


def view_violations(view: object, pointer: str = "/view") -> list[Violation]:
    """All that is wrong with a form or a Home."""
    return list(_VIEW(view, pointer))


def check_view(view: object, wanted: str = "") -> list[str]:
    """What Slack would say is wrong with a view; an empty list means that it would accept it.

    With `wanted` the view must be of that type, `modal` or `home`.

    Where keys, types or choices are wrong the whole is said to be wrong first, and for a mere
    size not: so it is in reports of refused views (slackblocks#36, archive-f3-nation-slack-bot#42).
    """
    found = view_violations(view)
    if any(violation.is_structural for violation in found):
        found.insert(0, failed_constraint("failed to match all allowed schemas", "/view", "all_of"))
    wrong = [str(violation) for violation in found]
    if wanted and isinstance(view, dict) and view.get("type") in {"modal", "home"} - {wanted}:
        wrong.append(f"must be one of: {wanted} [json-pointer:/view/type]")
    return wrong


def view_is_too_large(view: object) -> bool:
    """Whether a view has more than 250 KB of JSON, which Slack refuses whole."""
    return len(json.dumps(view, ensure_ascii=False).encode()) > LARGEST
