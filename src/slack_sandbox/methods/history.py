"""conversations.history and .replies: what was said, newest first and oldest first."""

from __future__ import annotations

import time
from decimal import Decimal, InvalidOperation

from slack_sandbox.call import Call, Method, SlackError
from slack_sandbox.entities import Channel, Json, Message
from slack_sandbox.methods.conversations import family

SCOPES = ("channels:history", "groups:history", "im:history", "mpim:history")
MOST = 999


def history(call: Call) -> Json:
    """Closed to a bot that is not in the channel; replies are elsewhere."""
    channel = _readable(call)
    said = [one for one in _between(call, channel) if _in_channel(one)]
    page, cursor = call.page(said[::-1], MOST)
    return {
        "messages": [_shown(call, channel, one) for one in page],
        "has_more": bool(cursor),
        "pin_count": len(channel.pins),
        "channel_actions_ts": None,
        "channel_actions_count": 0,
        "response_metadata": {"next_cursor": cursor},
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
    said = [one for one in _between(call, channel) if top in (one.ts, one.thread_ts)]
    page, cursor = call.page(said, 1000)
    return {
        "messages": [_shown(call, channel, one) for one in page],
        "has_more": bool(cursor),
        "response_metadata": {"next_cursor": cursor},
    }


def _readable(call: Call) -> Channel:
    channel = call.channel()
    call.need(f"{family(channel)}:history")
    if call.bot not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _between(call: Call, channel: Channel) -> list[Message]:
    oldest = _moment(call, "oldest", "invalid_ts_oldest")
    latest = _moment(call, "latest", "invalid_ts_latest")
    inclusive = call.flag("inclusive")

    def within(message: Message) -> bool:
        at = Decimal(message.ts)
        if call.lag and time.time() - message.made < call.lag:
            return False
        if oldest is not None and (at < oldest or (at == oldest and not inclusive)):
            return False
        return not (latest is not None and (at > latest or (at == latest and not inclusive)))

    return [one for one in channel.messages if within(one)]


def _moment(call: Call, name: str, code: str) -> Decimal | None:
    given = call.text(name)
    if given in ("", "0"):
        return None
    try:
        return Decimal(given)
    except InvalidOperation:
        raise SlackError(code) from None


def _shown(call: Call, channel: Channel, message: Message) -> Json:
    shown = call.workspace.shape(message)
    answers = [one for one in channel.messages if one.thread_ts == message.ts != one.ts]
    if answers:
        shown |= {
            "thread_ts": message.ts,
            "reply_count": len(answers),
            "latest_reply": answers[-1].ts,
            "reply_users": list(dict.fromkeys(one.user for one in answers)),
            "reply_users_count": len({one.user for one in answers}),
        }
    if message.metadata and call.flag("include_all_metadata"):
        shown["metadata"] = message.metadata
    return shown


METHODS = {
    "conversations.history": Method(run=history, required=("channel",), scopes=SCOPES),
    "conversations.replies": Method(run=replies, required=("channel", "ts"), scopes=SCOPES),
}
