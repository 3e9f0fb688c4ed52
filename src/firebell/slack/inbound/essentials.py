"""What the inbox keeps of an event: where, who, what kind, when. Never what anybody wrote.

A list of what is kept, not of what is left out: what Slack adds tomorrow is left out too. Each
value has to look like what it is said to be, so that no words come in by the wrong field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

ID = re.compile(r"[A-Z][A-Z0-9]{0,31}")
KIND = re.compile(r"[a-z][a-z0-9_]{0,63}")
MOMENT = re.compile(r"[0-9]{1,16}(\.[0-9]{1,10})?")
EMOJI = re.compile(r"[\w+'-]{1,100}(::skin-tone-[2-6])?")

FLAG = "true or false"

Shape = re.Pattern[str] | str | Mapping[str, "Shape"] | tuple["Shape", ...]
"""What a value looks like; of an object, which of its fields are kept; or several of these."""

MESSAGE: Mapping[str, Shape] = {
    "type": KIND,
    "subtype": KIND,
    "user": ID,
    "bot_id": ID,
    "ts": MOMENT,
    "thread_ts": MOMENT,
}
"""A message inside an event: the one that was changed or deleted."""

ACCOUNT: Mapping[str, Shape] = {
    "id": ID,
    "team_id": ID,
    "deleted": FLAG,
    "is_bot": FLAG,
    "is_restricted": FLAG,
    "is_ultra_restricted": FLAG,
    "is_stranger": FLAG,
}
"""What somebody is to the workspace, where their account changed."""

EVENT: Mapping[str, Shape] = {
    **MESSAGE,
    "user": (ID, ACCOUNT),
    "event_ts": MOMENT,
    "deleted_ts": MOMENT,
    "channel": (ID, {"id": ID}),
    "channel_id": ID,
    "channel_type": KIND,
    "tab": KIND,
    "team": ID,
    "user_team": ID,
    "source_team": ID,
    "inviter": ID,
    "actor_id": ID,
    "reaction": EMOJI,
    "item_user": ID,
    "item": {"type": KIND, "channel": ID, "ts": MOMENT},
    "message": MESSAGE,
    "previous_message": MESSAGE,
}

BODY: Mapping[str, Shape] = {
    "event_time": MOMENT,
    "team_id": ID,
    "event": EVENT,
}
"""What Slack wraps around an event. Its `event_id` is the key of the row."""


def essentials(body: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a delivered event that may be stored."""
    return _fields(body, BODY)


def _fields(given: Mapping[str, Any], shapes: Mapping[str, Shape]) -> dict[str, Any]:
    kept = {key: _kept(given.get(key), shape) for key, shape in shapes.items()}
    return {key: value for key, value in kept.items() if value is not None}


def _kept(value: object, shape: Shape) -> object:
    """The value where it looks as it should, else None; of an object what may be kept of it."""
    if isinstance(shape, tuple):
        return next((kept for one in shape if (kept := _kept(value, one)) is not None), None)
    if isinstance(shape, Mapping):
        return (_fields(value, shape) or None) if isinstance(value, Mapping) else None
    if isinstance(value, bool) or shape == FLAG:
        return value if isinstance(value, bool) and shape == FLAG else None
    if isinstance(value, int) and shape is MOMENT:
        value = str(value)
    return value if isinstance(value, str) and re.fullmatch(shape, value) else None
