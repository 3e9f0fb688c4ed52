"""What is to be said: text, blocks, attachments, metadata, the thread, and under which name."""

from __future__ import annotations

from typing import Any

from slack_sandbox.block_kit import check_blocks, name
from slack_sandbox.call import Call, SlackError
from slack_sandbox.entities import Channel, Json
from slack_sandbox.typed import groups_linked, markup

TRUNCATED_AT = 40_000
MOST_ATTACHMENTS = 100
LONGEST_BLOCKS = 13_000
"""Characters in all blocks together (bolt-js#2867 measured 11,000 to 13,000)."""


def read(call: Call, channel: Channel) -> Json:
    """All of it, as `Workspace.post` takes it."""
    text, blocks = words(call)
    return {
        "text": text[:TRUNCATED_AT],
        "blocks": blocks,
        "attachments": attachments(call),
        "metadata": metadata(call),
        "mrkdwn": call.flag("mrkdwn", default=True),
        **_customized(call),
        **_threaded(call, channel),
    }


def truncated(call: Call) -> Json:
    """The warning, where the text was too long."""
    if len(call.text("text")) <= TRUNCATED_AT:
        return {}
    said = "message_truncated"
    return {"warning": said, "response_metadata": {"warnings": [said]}}


def words(call: Call) -> tuple[str, list[Json]]:
    """Text and blocks. Raises SlackError where there is neither."""
    blocks = call.json("blocks", "invalid_blocks_format")
    markdown = call.text("markdown_text")
    if markdown and (blocks or call.text("text")):
        raise SlackError("markdown_text_conflict")
    if markdown:
        return markdown, checked([{"type": "markdown", "text": markdown}])
    found = checked(blocks) if blocks else []
    if not found and not call.text("text") and not attachments(call):
        raise SlackError("no_text")
    return _linked(call, call.text("text")), found


def _linked(call: Call, text: str) -> str:
    """`parse=full` finds channels, groups and addresses in plain words, `link_names` groups."""
    if call.text("parse") == "full":
        return markup(call.workspace, text, people=False)
    return groups_linked(call.workspace, text) if call.flag("link_names") else text


def attachments(call: Call) -> list[Json]:
    """Older messages' coloured boxes; each may hold blocks."""
    given = call.json("attachments", "invalid_attachments") or []
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise SlackError("invalid_attachments")
    if len(given) > MOST_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    for number, one in enumerate(given, start=1):
        if one.get("blocks"):
            one["blocks"] = checked(one["blocks"])
        one["id"] = number
    return given


def checked(blocks: Any) -> list[Json]:
    """Blocks of a message, each with its id. Raises SlackError with Slack's body."""
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    wrong = check_blocks(blocks, "message")
    if wrong:
        said = [f"[ERROR] {one}" for one in wrong]
        raise SlackError("invalid_blocks", errors=wrong, response_metadata={"messages": said})
    if sum(_letters(block) for block in blocks) > LONGEST_BLOCKS:
        raise SlackError("msg_blocks_too_long")
    name(blocks)
    return list(blocks)


def _letters(value: Any) -> int:
    """Of everything that is read in a block."""
    if isinstance(value, dict):
        own = len(value["text"]) if isinstance(value.get("text"), str) else 0
        return own + sum(_letters(one) for one in value.values() if not isinstance(one, str))
    return sum(map(_letters, value)) if isinstance(value, list) else 0


def metadata(call: Call) -> Json | None:
    """What the app remembers with the message."""
    given = call.json("metadata", "invalid_metadata_format")
    if not given:
        return None
    if not isinstance(given, dict) or "event_type" not in given or "event_payload" not in given:
        raise SlackError("invalid_metadata_schema")
    return given


def _customized(call: Call) -> Json:
    """Another name and picture than the app's; without the permission they are passed over."""
    if call.scopes is not None and "chat:write.customize" not in call.scopes:
        return {}
    icons: Json = {}
    if call.text("icon_emoji"):
        icons = {"emoji": call.text("icon_emoji")}
    elif call.text("icon_url"):
        icons = {"image_48": call.text("icon_url")}
    username = call.text("username")
    if not (username or icons):
        return {}
    username = username or call.workspace.app.name
    return {"subtype": "bot_message", "username": username, "icons": icons or None}


def _threaded(call: Call, channel: Channel) -> Json:
    """An answer in a thread, and with `reply_broadcast` in the channel too."""
    given = call.text("thread_ts")
    if not given:
        return {}
    root = channel.message(given)
    if root is None:
        raise SlackError("cannot_reply_to_message")
    return call.workspace.in_thread(channel, root, broadcast=call.flag("reply_broadcast"))
