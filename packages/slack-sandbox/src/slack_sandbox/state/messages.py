"""Messages posted, changed, deleted, pinned and reacted to; each emits its event to the app.

The app is sent what happens in the channels that it is in.
"""

from __future__ import annotations

import time
from typing import Any

from slack_sandbox.state.entities import SLACKBOT, Channel, Json, Message
from slack_sandbox.state.shapes.messages import (
    channel_type,
    event_message_shape,
    message_shape,
    permalink,
)
from slack_sandbox.state.shapes.people import mention_profile
from slack_sandbox.state.workspace import Workspace

DELETED = "This message was deleted."


def post(ws: Workspace, channel: Channel, user: str, text: str, **more: Any) -> Message:
    """Posts a message; emits `message`, and `app_mention` where it mentions the app."""
    message = Message(ts=ws.clock.ts(), user=user, text=text, machine_created=time.time(), **more)
    channel.messages.append(message)
    event = _message_event(ws, channel, message)
    ws.emit(event, channel)
    mentioned = f"<@{ws.app.bot_user}>" in text and not more.get("bot_id")
    if mentioned and not channel.im:  # where everything is for the app it is no mention
        mention = {k: v for k, v in event.items() if k not in ("channel_type", "subtype")}
        ws.emit({**mention, "type": "app_mention", **_from_outside(ws, user)}, channel)
    ws.changed()
    return message


def _from_outside(ws: Workspace, user: str) -> Json:
    """What a mention says of somebody of another workspace; `team` is then the app's own."""
    person = ws.people.get(user)
    if person is None or not person.team:
        return {}
    found: Json = dict.fromkeys(("user_team", "source_team"), person.team)
    return {**found, "team": ws.team, "user_profile": mention_profile(ws, person)}


def thread_fields(ws: Workspace, channel: Channel, root: Message, *, broadcast: bool) -> Json:
    """The fields that make a message a reply, and with `broadcast` one for the whole channel."""
    first = channel.message(root.thread_ts or root.ts) or root
    if broadcast:
        shown = {**event_message_shape(ws, first), "thread_ts": first.ts}
        shown.pop("client_msg_id", None)  # recorded without (MessageThreadBroadcastPayload)
        return {"thread_ts": first.ts, "subtype": "thread_broadcast", "root": shown}
    return {"thread_ts": first.ts, "parent_user_id": first.user}


def post_system_message(
    ws: Workspace, channel: Channel, user: str, text: str, subtype: str, **more: Any
) -> Message:
    """Posts what Slack itself says in a channel; `more` stands in the event."""
    message = Message(
        ts=ws.clock.ts(),
        user=user,
        text=text,
        machine_created=time.time(),
        subtype=subtype,
        about=more,
    )
    channel.messages.append(message)
    ws.emit(_message_event(ws, channel, message), channel)
    ws.changed()
    return message


def emit_message_changed(ws: Workspace, channel: Channel, message: Message, before: Json) -> None:
    """Emits `message_changed`; `before`: the message as events showed it until now."""
    _emit_hidden(
        ws,
        channel,
        "message_changed",
        message=event_message_shape(ws, message),
        previous_message=before,
    )


def delete_message(ws: Workspace, channel: Channel, message: Message) -> None:
    """Deletes a message and its pin; where it has replies a tombstone stays."""
    before = event_message_shape(ws, message)
    _forget_values(ws, message.ts)
    channel.pins = [pin for pin in channel.pins if pin["ts"] != message.ts]
    if any(reply.thread_ts == message.ts and reply is not message for reply in channel.messages):
        stone = Message(ts=message.ts, user=SLACKBOT.id, text=DELETED, subtype="tombstone",
                        thread_ts=message.ts, machine_created=message.machine_created)  # fmt: skip
        channel.messages[channel.messages.index(message)] = stone
        emit_message_changed(ws, channel, stone, before)
        return
    channel.messages.remove(message)
    _emit_hidden(ws, channel, "message_deleted", deleted_ts=message.ts, previous_message=before)


def _emit_hidden(ws: Workspace, channel: Channel, subtype: str, **about: Any) -> None:
    """Emits an event of what became of a message."""
    ts = ws.clock.ts()
    event = {"type": "message", "subtype": subtype, "hidden": True, "ts": ts}
    event |= {"channel": channel.id, "channel_type": channel_type(channel), "event_ts": ts}
    ws.emit({**event, **about}, channel)
    ws.changed()


def _forget_values(ws: Workspace, ts: str) -> None:
    """Forgets what people have chosen in a message, and what they were offered."""
    ws.chosen_values = {key: values for key, values in ws.chosen_values.items() if key[2] != ts}
    ws.offered_options = {
        key: options for key, options in ws.offered_options.items() if key[1] != ts
    }


def _message_event(ws: Workspace, channel: Channel, message: Message) -> Json:
    """A message on its own; one with a subtype names the team only in a shared channel."""
    event = {
        "type": "message",
        "channel": channel.id,
        "channel_type": channel_type(channel),
        "event_ts": message.ts,
        **event_message_shape(ws, message),
    }
    if message.subtype and not channel.connected_teams:
        del event["team"]
    return event


def pin(ws: Workspace, channel: Channel, ts: str, user: str) -> None:
    """Pins a message in its channel; emits `pin_added`."""
    channel.pins.append({"ts": ts, "by": user, "created": int(ws.clock.now())})
    _emit_pin(ws, "pin_added", channel, ts, user)


def unpin(ws: Workspace, channel: Channel, ts: str, user: str) -> None:
    """Unpins a message; emits `pin_removed`."""
    channel.pins = [pin for pin in channel.pins if pin["ts"] != ts]
    _emit_pin(ws, "pin_removed", channel, ts, user)


def react(ws: Workspace, channel: Channel, message: Message, name: str, user: str) -> None:
    """Adds a person's emoji to a message; emits `reaction_added`."""
    message.reactions.setdefault(name, []).append(user)
    _emit_reaction(ws, "reaction_added", channel, message, name, user)


def unreact(ws: Workspace, channel: Channel, message: Message, name: str, user: str) -> None:
    """Takes a person's emoji off a message; emits `reaction_removed`."""
    message.reactions[name].remove(user)
    if not message.reactions[name]:
        del message.reactions[name]
    _emit_reaction(ws, "reaction_removed", channel, message, name, user)


def _emit_pin(ws: Workspace, kind: str, channel: Channel, ts: str, user: str) -> None:
    message = channel.message(ts)
    at = int(ws.clock.now())
    item: Json = {"type": "message", "channel": channel.id, "created": at, "created_by": user}
    if message:
        address = permalink(ws.address, channel, ts)
        item["message"] = {**message_shape(ws, message), "permalink": address}
    event: Json = {"type": kind, "user": user, "channel_id": channel.id, "item": item}
    event |= {"item_user": message.user if message else "", "pin_count": len(channel.pins)}
    event["pinned_info"] = {"channel": channel.id, "pinned_by": user, "pinned_ts": at}
    if kind == "pin_removed":
        event["has_pins"] = bool(channel.pins)
    ws.emit({**event, "event_ts": ws.clock.ts()}, channel)
    ws.changed()


def _emit_reaction(
    ws: Workspace, kind: str, channel: Channel, message: Message, name: str, user: str
) -> None:
    event = {
        "type": kind,
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": channel.id, "ts": message.ts},
        "item_user": message.user,
        "event_ts": ws.clock.ts(),
    }
    ws.emit(event, channel)
    ws.changed()
