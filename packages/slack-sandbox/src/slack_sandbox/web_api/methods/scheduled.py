"""chat.scheduleMessage: said later, on the workspace's clock."""

from __future__ import annotations

import re
from decimal import Decimal

from slack_sandbox.state import messages
from slack_sandbox.state.entities import Channel, Json
from slack_sandbox.state.shapes.apps import bot_profile
from slack_sandbox.web_api.call import Call, Method, SlackError
from slack_sandbox.web_api.methods import chat, message_content

FURTHEST = 120 * 86_400
"""Seconds ahead (chat.scheduleMessage: 120 days)."""
MOST_IN_FIVE_MINUTES = 30
"""Messages scheduled for one channel (chat.scheduleMessage, restrictions)."""


def schedule(call: Call) -> Json:
    """Checked now, said at `post_at` (Unix seconds)."""
    channel = chat.writable(call)
    at = _time(call)
    near = [message for message in _waiting(call, channel) if abs(message["post_at"] - at) < 300]
    if len(near) >= MOST_IN_FIVE_MINUTES:
        raise SlackError("restricted_too_many")
    content = message_content.read_content(call, channel)
    message_content.check_pings(call, channel, content)
    id = call.workspace.new_id("Q")
    call.workspace.scheduled[id] = {
        "id": id,
        "channel_id": channel.id,
        "post_at": at,
        "date_created": int(call.workspace.clock.now()),
        "text": content["text"],
    }
    workspace = call.workspace

    def say() -> None:
        if workspace.scheduled.pop(id, None) and not channel.is_archived:
            app = workspace.app
            messages.post(workspace, channel, app.bot_user, bot_id=app.bot_id, **content)

    workspace.schedule(at, say)
    shown: Json = {"type": "delayed_message", "text": content["text"], "user": call.bot}
    shown |= {"bot_id": workspace.app.bot_id, "app_id": workspace.app.id, "team": workspace.team}
    shown["bot_profile"] = bot_profile(workspace)
    if content["blocks"]:
        shown["blocks"] = content["blocks"]
    answer: Json = {"channel": channel.id, "scheduled_message_id": id, "post_at": at}
    return {**answer, "message": shown, **message_content.truncation_warning(call)}


def delete(call: Call) -> Json:
    """It will not be said; too late within a minute of its time."""
    channel = call.channel()
    waiting = call.workspace.scheduled.get(call.text("scheduled_message_id"))
    soon = call.workspace.clock.now() + 60
    if waiting is None or waiting["channel_id"] != channel.id or waiting["post_at"] < soon:
        raise SlackError("invalid_scheduled_message_id")
    del call.workspace.scheduled[waiting["id"]]
    return {}


def list_all(call: Call) -> Json:
    """What waits to be said, the next first."""
    wanted = call.text("channel")
    if wanted and wanted not in call.workspace.channels:
        raise SlackError("invalid_channel")
    oldest, latest = _bound(call, "oldest"), _bound(call, "latest")
    found = [
        scheduled
        for scheduled in sorted(
            call.workspace.scheduled.values(), key=lambda message: message["post_at"]
        )
        if wanted in ("", scheduled["channel_id"])
        and (oldest is None or scheduled["post_at"] >= oldest)
        and (latest is None or scheduled["post_at"] <= latest)
    ]
    page, cursor = call.page(found, 1000)
    return {"scheduled_messages": list(page), "response_metadata": {"next_cursor": cursor}}


def _waiting(call: Call, channel: Channel) -> list[Json]:
    return [
        message
        for message in call.workspace.scheduled.values()
        if message["channel_id"] == channel.id
    ]


def _time(call: Call) -> int:
    try:
        at = int(call.text("post_at"))
    except ValueError:
        raise SlackError("invalid_time") from None
    now = call.workspace.clock.now()
    if at <= now:
        raise SlackError("time_in_past")
    if at > now + FURTHEST:
        raise SlackError("time_too_far")
    return at


def _bound(call: Call, name: str) -> Decimal | None:
    value = call.text(name)
    if value and not re.fullmatch(r"\d{1,12}(\.\d*)?", value, re.ASCII):
        raise SlackError("invalid_arguments")
    return Decimal(value) if value else None


METHODS = {
    "chat.scheduleMessage": Method(
        run=schedule, required=("channel", "post_at"), scopes=("chat:write",)
    ),
    "chat.deleteScheduledMessage": Method(
        run=delete, required=("channel", "scheduled_message_id"), scopes=("chat:write",)
    ),
    "chat.scheduledMessages.list": Method(run=list_all),
}
