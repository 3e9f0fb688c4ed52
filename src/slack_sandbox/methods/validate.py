"""blocks.validate: whether Slack would take blocks, a message or a view, without sending it."""

from __future__ import annotations

import re
from typing import Any

from slack_sandbox.block_kit import check_blocks, check_view
from slack_sandbox.call import Call, Method, SlackError
from slack_sandbox.entities import Json

KINDS = ("blocks", "message", "view")
POINTER = re.compile(r"(.*) \[json-pointer:(.*)\]", re.DOTALL)


def validate(call: Call) -> Json:
    """Exactly one of the three."""
    given = [kind for kind in KINDS if call.arguments.get(kind)]
    if len(given) != 1:
        said = "must provide exactly one of `blocks`, `view`, or `message`"
        raise SlackError("invalid_arguments", response_metadata={"messages": [said]})
    kind = given[0]
    wrong = _wrong(kind, call.json(kind, "invalid_arguments"))
    if wrong:
        raise SlackError(f"invalid_{kind}", errors=[_error(one) for one in wrong])
    return {}


def _wrong(kind: str, value: Any) -> list[str]:
    if kind == "view":
        return check_view(value)
    if kind == "message":
        blocks = value.get("blocks") if isinstance(value, dict) else None
        return check_blocks(blocks, "message", "/blocks")
    return check_blocks(value, "message", "")


def _error(said: str) -> Json:
    match = POINTER.fullmatch(said)
    message, pointer = (match[1], match[2]) if match else (said, "")
    return {"code": "failed_constraint", "message": message, "pointer": pointer}


METHODS = {
    "blocks.validate": Method(
        run=validate, tokens=(), missing="errors name no expected value (`constraint`)"
    ),
}
