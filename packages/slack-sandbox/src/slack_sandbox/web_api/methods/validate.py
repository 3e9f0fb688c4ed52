"""blocks.validate: whether Slack would take blocks, a message or a view, without sending it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from slack_sandbox.block_kit import Violation, block_violations, view_violations
from slack_sandbox.block_kit.violations import wrong_type
from slack_sandbox.state.entities import Json
from slack_sandbox.web_api.call import Call, Method, SlackError
from slack_sandbox.web_api.methods.message_content import attachment_violations


def validate(call: Call) -> Json:
    """`blocks.validate`: checks exactly one of `blocks`, `message` and `view`."""
    kinds_sent = [kind for kind in KINDS if call.arguments.get(kind) is not None]
    if len(kinds_sent) != 1:
        raise _refused("must provide exactly one of `blocks`, `view`, or `message`")
    kind = kinds_sent[0]
    try:
        value = call.json(kind, "invalid_json")
    except SlackError:
        raise _refused(f"`{kind}` must be valid JSON") from None
    wrong = KINDS[kind](value)
    if wrong:
        raise SlackError(f"invalid_{kind}", errors=[violation.shape() for violation in wrong])
    return {}


def _refused(said: str) -> SlackError:
    return SlackError("invalid_arguments", response_metadata={"messages": [said]})


def _blocks(value: Any) -> list[Violation]:
    """Blocks on any surface."""
    return block_violations(value, "any", "")


def _message(value: Any) -> list[Violation]:
    if not isinstance(value, dict):
        return [wrong_type("must provide an object", "")]
    blocks, boxes = value.get("blocks"), value.get("attachments")
    found = block_violations(blocks, "message") if blocks is not None else []
    return found + (attachment_violations(boxes) if boxes is not None else [])


def _view(value: Any) -> list[Violation]:
    return view_violations(value, "")


KINDS: Mapping[str, Callable[[Any], list[Violation]]] = {
    "blocks": _blocks,
    "message": _message,
    "view": _view,
}
METHODS = {"blocks.validate": Method(run=validate, tokens=())}
