"""Messages and views as Slack's answers, payloads and events show them."""

from __future__ import annotations

from slack_sandbox.state.entities import Channel, Json, Message, View
from slack_sandbox.state.workspace import Workspace

NO_ICON = "https://a.slack-edge.com/80588/img/plugins/app"
"""Where Slack has the picture of an app that brought none."""


def view_shape(ws: Workspace, view: View) -> Json:
    """A form or a Home as Slack's answers and payloads show it."""
    payload = view.payload
    return {
        "id": view.id,
        "team_id": ws.team,
        "type": payload["type"],
        "blocks": payload["blocks"],
        "private_metadata": payload.get("private_metadata", ""),
        "callback_id": payload.get("callback_id", ""),
        "state": {"values": view.state},
        "hash": view.hash,
        "title": payload.get("title"),
        "clear_on_close": payload.get("clear_on_close", False),
        "notify_on_close": payload.get("notify_on_close", False),
        "close": payload.get("close"),
        "submit": payload.get("submit"),
        "previous_view_id": view.previous,
        "root_view_id": view.root,
        "app_id": ws.app.id,
        "external_id": payload.get("external_id", ""),
        "app_installed_team_id": ws.team,
        "bot_id": ws.app.bot_id,
    }


def bot_profile(ws: Workspace) -> Json:
    """The app beside its messages."""
    app = ws.app
    names = {36: "bot_36", 48: "bot_48", 72: "service_72"}
    icons = {f"image_{size}": f"{NO_ICON}/{name}.png" for size, name in names.items()}
    found: Json = {"id": app.bot_id, "deleted": False, "name": app.name, "updated": 0}
    return {**found, "app_id": app.id, "icons": icons, "team_id": ws.team}


def message_shape(ws: Workspace, message: Message) -> Json:
    """A message as Slack's answers show it, without its metadata."""
    shown: Json = {"type": "message", "user": message.user, "ts": message.ts}
    shown["text"] = message.text
    shown["team"] = ws.team
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


def heard(ws: Workspace, message: Message) -> Json:
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
    """As events call it."""
    if channel.is_direct:
        return "im" if channel.im else "mpim"
    return "group" if channel.is_private else "channel"
