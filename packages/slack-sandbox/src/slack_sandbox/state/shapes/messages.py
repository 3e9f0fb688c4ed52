"""A message as Slack's answers, payloads and events show it."""

from __future__ import annotations

from slack_sandbox.state.entities import Channel, Json, Message
from slack_sandbox.state.shapes.apps import bot_profile
from slack_sandbox.state.slack_connect import team_of
from slack_sandbox.state.workspace import Workspace


def message_shape(ws: Workspace, message: Message) -> Json:
    """A message as Slack's answers show it, without its metadata."""
    shown: Json = {"type": "message", "user": message.user, "ts": message.ts}
    shown["text"] = message.text
    shown["team"] = team_of(ws, message.user)
    if message.subtype:
        shown |= {"subtype": message.subtype, **message.about}
    if message.client_msg_id:
        shown["client_msg_id"] = message.client_msg_id
    if message.bot_id:
        shown |= {"bot_id": message.bot_id, "app_id": ws.app.id}
        shown["bot_profile"] = bot_profile(ws)
    for key in ("username", "icons", "root", "parent_user_id"):
        if getattr(message, key):
            shown[key] = getattr(message, key)
    if message.blocks:
        shown["blocks"] = message.blocks
    if message.thread_ts:
        shown["thread_ts"] = message.thread_ts
    if message.edited:
        shown["edited"] = message.edited
    if message.files:
        shown["files"] = message.files
    if message.attachments:
        shown["attachments"] = message.attachments
    if message.reactions:
        shown["reactions"] = [
            {"name": name, "users": list(users), "count": len(users)}
            for name, users in message.reactions.items()
        ]
    return shown


def event_message_shape(ws: Workspace, message: Message) -> Json:
    """A message as events show it: as answers do, but for the app's id."""
    return {key: value for key, value in message_shape(ws, message).items() if key != "app_id"}


def permalink(origin: str, channel: Channel, ts: str) -> str:
    """A message's address; of an answer in a thread, with where the thread begins."""
    found = f"{origin}/archives/{channel.id}/p{ts.replace('.', '')}"
    message = channel.message(ts)
    if message is not None and message.thread_ts not in (None, ts):
        found += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return found


def channel_type(channel: Channel) -> str:
    """The `channel_type` of an event: `channel`, `group`, `im` or `mpim`."""
    if channel.is_direct:
        return "im" if channel.im else "mpim"
    return "group" if channel.is_private else "channel"
