"""What is to be said: text, blocks, attachments, metadata, the thread, and under which name."""

from __future__ import annotations

import json
from typing import Any

from slack_sandbox.block_kit import (
    MARKDOWN_IN_ALL,
    ONE_TABLE,
    Violation,
    add_defaults,
    block_violations,
)
from slack_sandbox.block_kit.violations import wrong_type
from slack_sandbox.state import messages
from slack_sandbox.state.entities import Channel, Json
from slack_sandbox.state.mrkdwn import link_group_names, link_plain_words, to_mrkdwn
from slack_sandbox.state.preferences import ADMIN, pings
from slack_sandbox.web_api.call import Call, SlackError

TRUNCATED_AT = 40_000
MOST_ATTACHMENTS = 100
LONGEST_BLOCKS = 13_000
"""Characters in all blocks together (bolt-js#2867 measured 11,000 to 13,000), that a method
says; a response URL takes more."""
TOO_LONG = "msg_too_long"
"""What every method but chat.postMessage is documented to answer then."""


def read_content(call: Call, channel: Channel, too_long: str = TOO_LONG) -> Json:
    """The content of a message as `messages.post` takes it; `too_long` refuses long blocks."""
    text, blocks = text_and_blocks(call, too_long)
    return {
        "text": text[:TRUNCATED_AT],
        "blocks": blocks,
        "attachments": attachments(call),
        "metadata": metadata(call),
        "mrkdwn": call.flag("mrkdwn", default=True),
        **_author_fields(call),
        **thread_fields(call, channel),
    }


def check_pings(call: Call, channel: Channel, content: Json) -> None:
    """Raises SlackError where the workspace lets only administrators ping everybody
    (`docs/slack-facts.md`, Limits)."""
    if channel.is_direct or call.workspace.preferences["who_can_at_everyone"] != ADMIN:
        return
    said = [content[key] for key in ("text", "blocks", "attachments")]
    if pings(json.dumps(said, ensure_ascii=False)):
        raise SlackError("restricted_action")


def truncation_warning(call: Call) -> Json:
    """The warning, where the text was too long."""
    if len(call.text("text")) <= TRUNCATED_AT:
        return {}
    said = "message_truncated"
    return {"warning": said, "response_metadata": {"warnings": [said]}}


def text_and_blocks(call: Call, too_long: str = "") -> tuple[str, list[Json]]:
    """Text and blocks. Raises SlackError where there is neither; `too_long` refuses many words."""
    blocks = call.json("blocks", "invalid_blocks_format")
    markdown = call.text("markdown_text")
    if markdown and (blocks or call.text("text")):
        raise SlackError("markdown_text_conflict")
    if markdown:
        return markdown, _markdown_blocks(markdown, too_long or TOO_LONG)
    found, attached = checked_blocks(call, blocks) if blocks else [], attachments(call)
    if too_long and sum(map(_text_length, found)) > LONGEST_BLOCKS:
        raise SlackError(too_long)
    if not found and not call.text("text") and not attached:
        raise SlackError("no_text")
    return _with_links(call, call.text("text")), found


def _markdown_blocks(text: str, too_long: str) -> list[Json]:
    """A block of it (`docs/slack-facts.md`, Limits: at most 12,000 characters)."""
    if len(text) > MARKDOWN_IN_ALL:
        raise SlackError(too_long)
    blocks: list[Json] = [{"type": "markdown", "text": text}]
    add_defaults(blocks)
    return blocks


def _with_links(call: Call, text: str) -> str:
    """`parse=full` finds channels, groups and addresses in plain words, `link_names` groups."""
    if call.text("parse") == "full":
        return to_mrkdwn(call.workspace, call.workspace.people[call.bot], text, people=False)
    return link_group_names(call.workspace, text) if call.flag("link_names") else text


def attachments(call: Call) -> list[Json]:
    """Older messages' coloured boxes; each may hold blocks."""
    boxes = call.json("attachments", "invalid_attachments") or []
    if isinstance(boxes, list) and len(boxes) > MOST_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    raise_for_violations("invalid_attachments", attachment_violations(boxes))
    for number, attachment in enumerate(boxes, start=1):
        add_defaults(attachment.get("blocks") or [], prefix=f"{number}-")
        link_plain_words(call.workspace, attachment.get("blocks"))
        attachment["id"] = number
    return list(boxes)


def attachment_violations(attachments: Any) -> list[Violation]:
    """What is wrong with them and with the blocks in them."""
    if not isinstance(attachments, list):
        return [wrong_type("must provide an array", "/attachments")]
    found: list[Violation] = []
    for place, attachment in enumerate(attachments):
        at = f"/attachments/{place}"
        if not isinstance(attachment, dict):
            found.append(wrong_type("must provide an object", at))
        elif attachment.get("blocks"):
            found += block_violations(attachment["blocks"], "message", f"{at}/blocks")
    return found


def checked_blocks(call: Call, blocks: Any) -> list[Json]:
    """Blocks of a message, each with its id. Raises SlackError with Slack's body."""
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    raise_for_violations("invalid_blocks", block_violations(blocks, "message"))
    add_defaults(blocks)
    link_plain_words(call.workspace, blocks)
    return list(blocks)


def raise_for_violations(code: str, violations: list[Violation]) -> None:
    """Raises SlackError with Slack's body if anything is wrong.

    A second table is no block's fault: it has the code of attachments, where tables once stood.
    """
    if not violations:
        return
    if all(violation.message == ONE_TABLE for violation in violations):
        raise SlackError(
            "invalid_attachments", response_metadata={"messages": [f"[ERROR] {ONE_TABLE}"]}
        )
    wrong = [str(violation) for violation in violations]
    said = [f"[ERROR] {message}" for message in wrong]
    raise SlackError(code, errors=wrong, response_metadata={"messages": said})


def _text_length(value: Any) -> int:
    """Of everything that is read in a block."""
    if isinstance(value, dict):
        own = len(value["text"]) if isinstance(value.get("text"), str) else 0
        return own + sum(
            _text_length(inner) for inner in value.values() if not isinstance(inner, str)
        )
    return sum(map(_text_length, value)) if isinstance(value, list) else 0


def metadata(call: Call) -> Json | None:
    """What the app remembers with the message."""
    value = call.json("metadata", "invalid_metadata_format")
    if not value:
        return None
    if not isinstance(value, dict) or "event_type" not in value or "event_payload" not in value:
        raise SlackError("invalid_metadata_schema")
    return value


def _author_fields(call: Call) -> Json:
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


def thread_fields(call: Call, channel: Channel) -> Json:
    """An answer in a thread, and with `reply_broadcast` in the channel too."""
    thread_ts = call.text("thread_ts")
    if not thread_ts:
        return {}
    root = channel.message(thread_ts)
    if root is None:
        raise SlackError("cannot_reply_to_message")
    return messages.thread_fields(
        call.workspace, channel, root, broadcast=call.flag("reply_broadcast")
    )
