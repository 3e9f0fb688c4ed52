"""reactions: an emoji on a message."""

from __future__ import annotations

from slack_sandbox.state import messages
from slack_sandbox.state.emoji import is_emoji
from slack_sandbox.state.entities import Channel, Json, Message
from slack_sandbox.state.shapes.files import file_details
from slack_sandbox.state.shapes.messages import message_shape, permalink
from slack_sandbox.web_api.call import Call, Method, SlackError

MOST = 50
"""Different emoji on one message."""
MOST_OF_ONE = 23
"""Emoji of one person on one message."""


def add(call: Call) -> Json:
    """`reactions.add`: the bot's emoji on a message, once for each name."""
    channel, message = _message(call)
    name = _name(call)
    if channel.is_archived:
        raise SlackError("is_archived")
    if call.bot in message.reactions.get(name, []):
        raise SlackError("already_reacted")
    if sum(call.bot in users for users in message.reactions.values()) >= MOST_OF_ONE:
        raise SlackError("too_many_reactions")
    if name not in message.reactions and len(message.reactions) >= MOST:
        raise SlackError("too_many_emoji")
    messages.react(call.workspace, channel, message, name, call.bot)
    return {}


def remove(call: Call) -> Json:
    """`reactions.remove`: takes the bot's own emoji off a message."""
    if _about_file(call):
        _name(call), call.file(call.text("file"))
        raise SlackError("no_reaction")
    channel, message = _message(call)
    name = _name(call)
    if call.bot not in message.reactions.get(name, []):
        raise SlackError("no_reaction")
    messages.unreact(call.workspace, channel, message, name, call.bot)
    return {}


def get(call: Call) -> Json:
    """All of a message, or of a file, which nobody can react to here."""
    if _about_file(call):
        file = call.file(call.text("file"))
        return {"type": "file", "file": file_details(call.workspace, file, call.origin)}
    channel, message = _message(call)
    shown = message_shape(call.workspace, message)
    shown["permalink"] = permalink(call.origin, channel, message.ts)
    return {"type": "message", "channel": channel.id, "message": shown}


def list_all(call: Call) -> Json:
    """What a person (by default the bot) has reacted to, the newest first."""
    user = call.text("user") or call.bot
    if user not in call.workspace.people:
        raise SlackError("user_not_found")
    found: list[Json] = []
    for channel in call.workspace.channels.values():
        if channel.is_private and call.bot not in channel.members:
            continue
        for message in channel.messages:
            if any(user in users for users in message.reactions.values()):
                shown = message_shape(call.workspace, message)
                shown["permalink"] = permalink(call.origin, channel, message.ts)
                found.append({"type": "message", "channel": channel.id, "message": shown})
    found.sort(key=lambda item: str(item["message"]["ts"]), reverse=True)
    if call.text("page") or call.text("count"):
        part, paging = call.numbered_page(found)
        return {"items": part, "paging": paging}
    page, cursor = call.page(found, 1000)
    return {"items": list(page), "response_metadata": {"next_cursor": cursor}}


def _about_file(call: Call) -> bool:
    if call.text("file_comment"):
        raise SlackError("file_comment_not_found")
    return bool(call.text("file"))


def _message(call: Call) -> tuple[Channel, Message]:
    if not call.text("channel") or not call.text("timestamp"):
        raise SlackError("no_item_specified")
    channel = call.channel()
    message = channel.message(call.timestamp())
    if message is None:
        raise SlackError("message_not_found")
    return channel, message


def _name(call: Call) -> str:
    name = call.text("name").strip(":")
    if not is_emoji(name) and name not in call.workspace.emoji:
        raise SlackError("invalid_name")
    return name


METHODS = {
    "reactions.add": Method(
        run=add, required=("channel", "name", "timestamp"), scopes=("reactions:write",)
    ),
    "reactions.remove": Method(run=remove, required=("name",), scopes=("reactions:write",), tier=2),
    "reactions.get": Method(run=get, scopes=("reactions:read",)),
    "reactions.list": Method(run=list_all, scopes=("reactions:read",), tier=2),
}
