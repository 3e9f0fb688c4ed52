"""pins: what stays at hand in a channel."""

from __future__ import annotations

from slack_sandbox.state import messages
from slack_sandbox.state.entities import Json
from slack_sandbox.state.shapes.messages import message_shape, permalink
from slack_sandbox.web_api.call import Call, Method, SlackError

MOST = 100


def add(call: Call) -> Json:
    """`pins.add`: pins a message that is not pinned yet."""
    channel = call.joined_channel()
    if not call.text("timestamp"):
        raise SlackError("no_item_specified")
    ts = call.timestamp()
    message = channel.message(ts)
    if message is None:
        raise SlackError("message_not_found")
    if message.subtype not in (None, "bot_message", "thread_broadcast"):
        raise SlackError("not_pinnable")
    if any(pin["ts"] == ts for pin in channel.pins):
        raise SlackError("already_pinned")
    if len(channel.pins) >= MOST:
        raise SlackError("too_many_pins")
    messages.pin(call.workspace, channel, ts, call.bot)
    return {}


def remove(call: Call) -> Json:
    """`pins.remove`: unpins a message."""
    channel = call.channel()
    if not call.text("timestamp"):
        raise SlackError("no_item_specified")
    ts = call.timestamp()
    if channel.message(ts) is None:
        raise SlackError("message_not_found")
    if not any(pin["ts"] == ts for pin in channel.pins):
        raise SlackError("no_pin")
    messages.unpin(call.workspace, channel, ts, call.bot)
    return {}


def list_all(call: Call) -> Json:
    """`pins.list`: all pins of a channel."""
    channel = call.channel()
    items = []
    for pin in channel.pins:
        message = channel.message(pin["ts"])
        if message is not None:
            shown = {"type": "message", "channel": channel.id, "created": pin["created"]}
            shown_message = message_shape(call.workspace, message) | {"pinned_to": [channel.id]}
            shown_message["permalink"] = permalink(call.origin, channel, message.ts)
            shown |= {"created_by": pin["by"], "message": shown_message}
            items.append(shown)
    return {"items": items}


METHODS = {
    "pins.add": Method(run=add, required=("channel",), scopes=("pins:write",), tier=2),
    "pins.remove": Method(run=remove, required=("channel",), scopes=("pins:write",), tier=2),
    "pins.list": Method(run=list_all, required=("channel",), scopes=("pins:read",), tier=2),
}
