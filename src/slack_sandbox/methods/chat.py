"""chat: saying, changing and removing messages (SLACK.md, limits and surprises)."""

from __future__ import annotations

from typing import Any

from slack_sandbox.block_kit import check_blocks, name
from slack_sandbox.call import Call, Method, SlackError
from slack_sandbox.entities import Channel, Json, Message

TRUNCATED_AT = 40_000
LONGEST_UPDATE = 4_000
MOST_ATTACHMENTS = 100
LONGEST_BLOCKS = 13_000
"""Characters in all blocks together (bolt-js#2867 measured 11,000 to 13,000)."""


def post_message(call: Call) -> Json:
    """Into a channel, or to a person directly."""
    channel = writable(call)
    content = read_content(call)
    bot = call.workspace.app.bot_id
    message = call.workspace.post(channel, call.bot, bot_id=bot, **content)
    answer: Json = {"channel": channel.id, "ts": message.ts, "message": _shape(call, message)}
    if len(call.text("text")) > TRUNCATED_AT:
        answer |= {"warning": "message_truncated"}
        answer |= {"response_metadata": {"warnings": ["message_truncated"]}}
    return answer


def writable(call: Call) -> Channel:
    """Where the bot may say something: a channel, or a person's direct messages."""
    channel = _target(call)
    if channel.is_archived:
        raise SlackError("is_archived")
    if call.bot not in channel.members:
        if channel.is_private:
            raise SlackError("channel_not_found")
        if call.scopes is not None and "chat:write.public" not in call.scopes:
            raise SlackError("not_in_channel")
    return channel


def read_content(call: Call) -> Json:
    """What is to be said: text, blocks, attachments, metadata and the thread."""
    text, blocks = _content(call)
    return {
        "text": text[:TRUNCATED_AT],
        "blocks": blocks,
        "attachments": _attachments(call),
        "metadata": _metadata(call),
        "thread_ts": _thread(call, writable(call)),
    }


def update(call: Call) -> Json:
    """Only its own. Text without blocks removes the blocks; metadata stays unless `{}` is sent."""
    channel = call.channel()
    message = channel.message(call.text("ts"))
    if message is None:
        raise SlackError("message_not_found")
    if message.user != call.bot:
        raise SlackError("cant_update_message")
    if channel.is_archived:
        raise SlackError("is_inactive")
    if len(call.text("text")) > LONGEST_UPDATE:
        raise SlackError("msg_too_long")
    before = call.workspace.heard(message)
    if any(key in call.arguments for key in ("text", "blocks", "attachments", "markdown_text")):
        text, blocks = _content(call)
        message.attachments = _attachments(call)
        if text != message.text or not blocks:
            message.edited = {"user": call.bot, "ts": call.workspace.clock.ts()}
        message.text, message.blocks = text, blocks
    if "metadata" in call.arguments:
        message.metadata = _metadata(call)
    call.workspace.changed_message(channel, message, before)
    shown = {key: value for key, value in _shape(call, message).items() if key != "ts"}
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


def delete(call: Call) -> Json:
    """Only its own."""
    channel = call.channel()
    message = channel.message(call.text("ts"))
    if message is None:
        raise SlackError("message_not_found")
    if message.user != call.bot:
        raise SlackError("cant_delete_message")
    call.workspace.remove_message(channel, message)
    return {"channel": channel.id, "ts": message.ts}


def post_ephemeral(call: Call) -> Json:
    """Only for one person, who must be there."""
    channel = call.channel()
    if channel.is_archived:
        raise SlackError("is_archived")
    if call.bot not in channel.members:
        raise SlackError("not_in_channel")
    user = call.text("user")
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    text, blocks = _content(call)
    return {"message_ts": call.workspace.whisper(user, channel.id, text, blocks)}


def permalink(call: Call) -> Json:
    """An address of a message."""
    channel = call.channel()
    ts = call.text("message_ts")
    if channel.message(ts) is None:
        raise SlackError("message_not_found")
    address = f"{call.origin}/archives/{channel.id}/p{ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": address}


def _target(call: Call) -> Channel:
    """By id, by name as old apps do, or a person's direct messages."""
    given = call.text("channel")
    person = call.workspace.people.get(given)
    if person is not None:
        if person.deleted:
            raise SlackError("user_disabled")
        if person.is_bot:
            raise SlackError("cannot_dm_bot")
        return call.workspace.direct(person.id)
    found = call.workspace.channel(given)
    if found is None or (found.is_private and call.bot not in found.members):
        raise SlackError("channel_not_found")
    return found


def _content(call: Call) -> tuple[str, list[Json]]:
    blocks = call.json("blocks", "invalid_blocks_format")
    markdown = call.text("markdown_text")
    if markdown and (blocks or call.text("text")):
        raise SlackError("markdown_text_conflict")
    if markdown:
        return markdown, [{"type": "markdown", "text": markdown}]
    found = _checked(blocks) if blocks else []
    if not found and not call.text("text") and not _attachments(call):
        raise SlackError("no_text")
    return call.text("text"), found


def _attachments(call: Call) -> list[Json]:
    """Older messages' coloured boxes; each may hold blocks."""
    given = call.json("attachments", "invalid_attachments") or []
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise SlackError("invalid_attachments")
    if len(given) > MOST_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    for number, one in enumerate(given, start=1):
        if one.get("blocks"):
            one["blocks"] = _checked(one["blocks"])
        one["id"] = number
    return given


def _checked(blocks: Any) -> list[Json]:
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


def _metadata(call: Call) -> Json | None:
    given = call.json("metadata", "invalid_metadata_format")
    if not given:
        return None
    if not isinstance(given, dict) or "event_type" not in given or "event_payload" not in given:
        raise SlackError("invalid_metadata_schema")
    return given


def _thread(call: Call, channel: Channel) -> str | None:
    given = call.text("thread_ts")
    if not given:
        return None
    root = channel.message(given)
    if root is None:
        raise SlackError("cannot_reply_to_message")
    return root.thread_ts or root.ts


def _shape(call: Call, message: Message) -> Json:
    shown = call.workspace.shape(message)
    return {**shown, "metadata": message.metadata} if message.metadata else shown


METHODS = {
    "chat.postMessage": Method(
        run=post_message,
        required=("channel",),
        scopes=("chat:write",),
        tier=5,
    ),
    "chat.update": Method(run=update, required=("channel", "ts"), scopes=("chat:write",)),
    "chat.delete": Method(run=delete, required=("channel", "ts"), scopes=("chat:write",)),
    "chat.postEphemeral": Method(
        run=post_ephemeral, required=("channel", "user"), scopes=("chat:write",), tier=4
    ),
    "chat.getPermalink": Method(run=permalink, required=("channel", "message_ts"), tier=5),
}
