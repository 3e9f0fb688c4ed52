"""conversations.history and .replies: what was said, newest first and oldest first.

A cursor names the next message, not a position: what is said between two pages moves nothing.
"""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Sequence
from decimal import Decimal

from slack_sandbox.state.entities import Channel, Json, Message
from slack_sandbox.state.shapes.conversations import scope_family
from slack_sandbox.state.shapes.messages import message_shape
from slack_sandbox.web_api.call import Call, Method, SlackError

SCOPES = ("channels:history", "groups:history", "im:history", "mpim:history")
MOST = 999
MOST_REPLIES = 1000
NEXT = "next_ts:"


def history(call: Call) -> Json:
    """Closed to a bot that is not in the channel; replies are elsewhere."""
    channel = _readable(call)
    messages = [message for message in _messages_between(call, channel) if _in_channel(message)]
    limit, start = call.limit(MOST), _cursor_position(call)
    rest = [
        message for message in reversed(messages) if start is None or Decimal(message.ts) <= start
    ]
    bounds = {key: call.text(key) for key in ("latest", "oldest") if call.text(key)}
    return {
        **_page(call, channel, rest, limit),
        "pin_count": len(channel.pins),
        "channel_actions_ts": None,
        "channel_actions_count": 0,
        **bounds,
    }


def _in_channel(message: Message) -> bool:
    return message.thread_ts in (None, message.ts) or message.subtype == "thread_broadcast"


def replies(call: Call) -> Json:
    """The first message and its thread, oldest first."""
    channel = _readable(call)
    root = channel.message(call.text("ts"))
    if root is None:
        raise SlackError("thread_not_found")
    top = root.thread_ts or root.ts
    messages = [
        message
        for message in _messages_between(call, channel)
        if top in (message.ts, message.thread_ts)
    ]
    limit, start = call.limit(MOST_REPLIES), _cursor_position(call)
    rest = [message for message in messages if start is None or Decimal(message.ts) >= start]
    return _page(call, channel, rest, limit)


def _readable(call: Call) -> Channel:
    channel = call.channel()
    call.require_scope(f"{scope_family(channel)}:history")
    if call.bot not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _messages_between(call: Call, channel: Channel) -> list[Message]:
    oldest = _moment(call, "oldest", "invalid_ts_oldest")
    latest = _moment(call, "latest", "invalid_ts_latest")
    inclusive = call.flag("inclusive")

    def within(message: Message) -> bool:
        at = Decimal(message.ts)
        if call.lag and time.time() - message.machine_created < call.lag:
            return False
        if oldest is not None and (at < oldest or (at == oldest and not inclusive)):
            return False
        return not (latest is not None and (at > latest or (at == latest and not inclusive)))

    return [message for message in channel.messages if within(message)]


def _moment(call: Call, name: str, code: str) -> Decimal | None:
    value = call.text(name)
    if value in ("", "0"):
        return None
    if not re.fullmatch(r"\d{1,12}(\.\d*)?", value, re.ASCII):
        raise SlackError(code)
    return Decimal(value)


def _cursor_position(call: Call) -> Decimal | None:
    """The time stamp that the cursor names, or None at the start."""
    cursor = call.text("cursor")
    if not cursor:
        return None
    try:
        found = base64.b64decode(cursor, validate=True).decode()
    except ValueError:
        raise SlackError("invalid_cursor") from None
    if not re.fullmatch(rf"{NEXT}\d{{7,18}}", found, re.ASCII):
        raise SlackError("invalid_cursor")
    return Decimal(int(found.removeprefix(NEXT))) / 1_000_000


def _page(call: Call, channel: Channel, rest: Sequence[Message], limit: int) -> Json:
    """The first of what is left, and the cursor of what follows."""
    cursor = ""
    if len(rest) > limit:
        cursor = base64.b64encode(f"{NEXT}{rest[limit].ts.replace('.', '')}".encode()).decode()
    threads = _replies_by_thread(channel)
    return {
        "messages": [
            _message_with_thread(call, channel, message, threads.get(message.ts, []))
            for message in rest[:limit]
        ],
        "has_more": bool(cursor),
        "response_metadata": {"next_cursor": cursor},
    }


def _replies_by_thread(channel: Channel) -> dict[str, list[Message]]:
    """The replies of a channel by the time stamp of their thread."""
    found: dict[str, list[Message]] = {}
    for message in channel.messages:
        if message.thread_ts and message.thread_ts != message.ts:
            found.setdefault(message.thread_ts, []).append(message)
    return found


def _message_with_thread(
    call: Call, channel: Channel, message: Message, replies: Sequence[Message]
) -> Json:
    shown = message_shape(call.workspace, message)
    if any(pin["ts"] == message.ts for pin in channel.pins):
        shown["pinned_to"] = [channel.id]
    if replies:
        shown |= {
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "latest_reply": replies[-1].ts,
            "reply_users": list(dict.fromkeys(reply.user for reply in replies)),
            "reply_users_count": len({reply.user for reply in replies}),
            "is_locked": False,
            "subscribed": call.bot in {message.user, *(reply.user for reply in replies)},
        }
    if message.metadata and call.flag("include_all_metadata"):
        shown["metadata"] = message.metadata
    return shown


METHODS = {
    "conversations.history": Method(run=history, required=("channel",), scopes=SCOPES),
    "conversations.replies": Method(run=replies, required=("channel", "ts"), scopes=SCOPES),
}
