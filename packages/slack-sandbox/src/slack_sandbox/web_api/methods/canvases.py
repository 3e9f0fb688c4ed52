"""canvases: documents beside the talk, in Markdown; one of them may be a channel's tab.

A section is a heading, or a paragraph between blank lines; its id comes from place and content, so
that an edit of another section leaves it alone.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

from slack_sandbox.state.entities import Canvas, Json
from slack_sandbox.state.workspace import FREE, NO_CANVASES
from slack_sandbox.web_api.call import Call, Method, SlackError, invalid_arguments

LARGEST = 1_048_576
"""Characters of Markdown (`document_content` of canvases.create)."""
TAKEN = "channel_canvas_already_exists"
LEVELS = ("read", "write", "owner")
OPERATIONS = (
    "insert_after", "insert_before", "insert_at_start", "insert_at_end", "replace", "delete",
    "rename",
)  # fmt: skip
NEED_CONTENT = set(OPERATIONS) - {"delete", "rename"}
NEED_SECTION = {"insert_after", "insert_before", "delete"}


def create(call: Call) -> Json:
    """A document of its own, or with `channel_id` a channel's tab."""
    _allowed(call)
    if call.text("channel_id"):
        taken = "free_team_canvas_tab_already_exists" if _is_free(call) else TAKEN
        return _channel_canvas(call, "canvas_creation_failed", taken)
    if _is_free(call):
        raise SlackError("free_teams_cannot_create_non_tabbed_canvases")
    return {"canvas_id": _add(call, None).id}


def create_in_channel(call: Call) -> Json:
    """`conversations.canvases.create`: the one canvas that is a channel's tab."""
    _allowed(call)
    if _is_free(call):
        raise SlackError("team_tier_cannot_create_channel_canvases")
    return _channel_canvas(call, "channel_canvas_creation_failed", TAKEN)


def _allowed(call: Call) -> None:
    if call.workspace.plan == NO_CANVASES:
        raise SlackError("canvas_disabled_user_team")


def _is_free(call: Call) -> bool:
    return call.workspace.plan == FREE


def _channel_canvas(call: Call, failed: str, taken: str) -> Json:
    """`failed` is the only documented code for a channel that is not there."""
    try:
        channel = call.channel("channel_id")
    except SlackError:
        raise SlackError(failed) from None
    if any(canvas.channel == channel.id for canvas in call.workspace.canvases.values()):
        raise SlackError(taken)
    return {"canvas_id": _add(call, channel.id).id}


def edit(call: Call) -> Json:
    """One change: text put in, replaced or taken away, or another title."""
    _allowed(call)
    canvas = _existing(call)
    if _is_free(call) and canvas.channel is None:
        raise SlackError("free_teams_cannot_edit_standalone_canvases")
    changes = call.json("changes", "invalid_arguments")
    if not isinstance(changes, list) or len(changes) != 1 or not isinstance(changes[0], dict):
        raise invalid_arguments("must have exactly 1 item [json-pointer:/changes]")
    _apply(canvas, changes[0])
    call.workspace.changed()
    return {}


def delete(call: Call) -> Json:
    """`canvases.delete`: takes the canvas away."""
    del call.workspace.canvases[_existing(call).id]
    call.workspace.changed()
    return {}


def lookup(call: Call) -> Json:
    """Sections of some kinds, or with some words in them."""
    canvas = _existing(call)
    criteria = call.json("criteria", "invalid_arguments")
    if not isinstance(criteria, dict) or not criteria:
        raise invalid_arguments("must have section_types or contains_text [json-pointer:/criteria]")
    kinds = criteria.get("section_types") or []
    if not isinstance(kinds, list):
        raise invalid_arguments("must be an array [json-pointer:/criteria/section_types]")
    words = str(criteria.get("contains_text") or "")
    found = [
        {"id": _id(number, text)}
        for number, text in enumerate(_sections(canvas.markdown))
        if words.casefold() in text.casefold() and (not kinds or _kind_fits(text, kinds))
    ]
    return {"sections": found}


def set_access(call: Call) -> Json:
    """`canvases.access.set`: who may read, write or own it."""
    canvas, level = _existing(call), call.text("access_level")
    channels, users = call.list_of("channel_ids"), call.list_of("user_ids")
    if level not in LEVELS or bool(channels) == bool(users) or (level == "owner" and channels):
        raise SlackError("invalid_parameters")
    if any(channel not in call.workspace.channels for channel in channels):
        raise SlackError("channel_not_found")
    if any(user not in call.workspace.people for user in users):
        raise SlackError("user_not_found")
    canvas.access |= dict.fromkeys([*channels, *users], level)
    return {}


def _add(call: Call, channel: str | None) -> Canvas:
    content = call.json("document_content", "invalid_arguments")
    canvas = Canvas(
        id=call.workspace.new_id("F"),
        title=call.text("title"),
        markdown=_markdown(content) if content else "",
        channel=channel,
        access={call.bot: "owner"},
    )
    call.workspace.canvases[canvas.id] = canvas
    call.workspace.changed()
    return canvas


def _existing(call: Call) -> Canvas:
    canvas = call.workspace.canvases.get(call.text("canvas_id"))
    if canvas is None:
        raise SlackError("canvas_not_found")
    return canvas


def _markdown(content: Any) -> str:
    text = content.get("markdown") if isinstance(content, dict) else None
    if not isinstance(text, str) or content.get("type") != "markdown":
        raise invalid_arguments("must be markdown [json-pointer:/document_content]")
    if len(text) > LARGEST:
        raise SlackError("canvas_too_large")
    return text


def _apply(canvas: Canvas, change: Json) -> None:
    operation = change.get("operation")
    if operation not in OPERATIONS:
        raise invalid_arguments("unknown operation [json-pointer:/changes/0/operation]")
    if operation == "rename":
        canvas.title = _title(change.get("title_content"))
        return
    text = _markdown(change.get("document_content")) if operation in NEED_CONTENT else ""
    sections = _sections(canvas.markdown)
    at = _section_index(sections, change.get("section_id"), needed=operation in NEED_SECTION)
    match operation:
        case "insert_at_start":
            sections.insert(0, text)
        case "insert_at_end":
            sections.append(text)
        case "insert_before":
            sections.insert(at, text)
        case "insert_after":
            sections.insert(at + 1, text)
        case "delete":
            del sections[at]
        case _:
            sections = [text] if at < 0 else [*sections[:at], text, *sections[at + 1 :]]
    canvas.markdown = "\n\n".join(section for section in sections if section)


def _title(content: Any) -> str:
    return _markdown(content) if isinstance(content, dict) else str(content or "")


def _section_index(sections: list[str], id: Any, *, needed: bool) -> int:
    """Where a section stands; -1 where none was named."""
    if not id:
        if needed:
            raise invalid_arguments("missing required field: section_id [json-pointer:/changes/0]")
        return -1
    for number, text in enumerate(sections):
        if _id(number, text) == id:
            return number
    raise SlackError("canvas_editing_failed", detail="section not found")


def _sections(markdown: str) -> list[str]:
    """Headings and paragraphs; nothing of them is lost but the blank lines between."""
    found: list[str] = []
    for part in re.split(r"\n\s*\n", markdown):
        heading = re.match(r"#{1,6} [^\n]*", part)
        rest = part[heading.end() :].strip("\n") if heading else part
        found += [heading[0]] if heading else []
        found += [rest] if rest.strip() else []
    return found


def _kind_fits(text: str, kinds: list[str]) -> bool:
    level = len(text) - len(text.lstrip("#")) if text.startswith("#") else 0
    return any(level > 0 if kind == "any_header" else kind == f"h{level}" for kind in kinds)


def _id(number: int, text: str) -> str:
    digest = hashlib.sha256(text.encode()).hexdigest()[:24]
    return f"temp:C:{number:03d}{digest}"


METHODS = {
    "canvases.create": Method(run=create, scopes=("canvases:write",), tier=2),
    "canvases.edit": Method(
        run=edit, required=("canvas_id", "changes"), scopes=("canvases:write",)
    ),
    "canvases.delete": Method(run=delete, required=("canvas_id",), scopes=("canvases:write",)),
    "canvases.sections.lookup": Method(
        run=lookup, required=("canvas_id", "criteria"), scopes=("canvases:read",)
    ),
    "canvases.access.set": Method(
        run=set_access, required=("canvas_id", "access_level"), scopes=("canvases:write",)
    ),
    "conversations.canvases.create": Method(
        run=create_in_channel, required=("channel_id",), scopes=("canvases:write",), tier=2
    ),
}
