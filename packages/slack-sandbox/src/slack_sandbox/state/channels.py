"""Channels created, joined, left, renamed, converted, archived; each emits its events to the app.

The app is sent what happens to every public channel, and to private ones that it is in.
"""

from __future__ import annotations

import re

from slack_sandbox.state import messages
from slack_sandbox.state.entities import Channel, Json
from slack_sandbox.state.shapes.conversations import new_channel_shape
from slack_sandbox.state.slack_connect import connect, team_of
from slack_sandbox.state.workspace import Workspace

NAME = re.compile(r"[a-z0-9_\-]+")
LONGEST_NAME = 80
LONGEST_TOPIC = 250
"""Of a topic and of a purpose, in characters."""
CONVERTED = {
    "private": "Now, it can only be viewed or joined by invitation.",
    "public": "Any member in this workspace can see and join it.",
}
"""What Slack says in a channel that is now of this kind (its events' pages)."""


def create(ws: Workspace, name: str, creator: str, *, is_private: bool = False) -> Channel:
    """Creates a channel with its creator in it; emits `channel_created` if it is public."""
    channel = ws.add_channel(name, creator, is_private=is_private)
    if not is_private:
        _emit_to_members_or_all(
            ws, {"type": "channel_created", "channel": new_channel_shape(ws, channel)}, channel
        )
    return channel


def join(ws: Workspace, channel: Channel, user: str, inviter: str | None = None) -> None:
    """Adds a person to a channel; emits the system message and `member_joined_channel`.

    Before them `channel_shared`, where they are the first of another workspace.
    """
    if user in channel.members:
        return
    shared_with = connect(ws, channel, user)
    if shared_with:
        shared = {"type": "channel_shared", "connected_team_id": shared_with, "channel": channel.id}
        _emit_to_members_or_all(ws, shared, channel)
    channel.members.append(user)
    invited = {"inviter": inviter} if inviter else {}
    messages.post_system_message(
        ws, channel, user, f"<@{user}> has joined the channel", "channel_join", **invited
    )
    ws.emit(_membership_event(ws, "member_joined_channel", channel, user) | invited, channel)


def leave(ws: Workspace, channel: Channel, user: str, by: str | None = None) -> None:
    """Takes a person out of a channel, by their own wish or removed `by` somebody else."""
    if user not in channel.members:
        return
    ws.emit(_membership_event(ws, "member_left_channel", channel, user), channel)
    channel.members.remove(user)
    text = f"<@{user}> has left the channel"
    if by not in (None, user):
        text = f"<@{user}> was removed by <@{by}>"
    messages.post_system_message(ws, channel, user, text, "channel_leave")
    if user == ws.app.bot_user:
        gone = {
            "type": f"{_event_prefix(channel)}_left",
            "channel": channel.id,
            "actor_id": by or user,
        }
        ws.emit({**gone, "event_ts": ws.clock.ts()})


def rename(ws: Workspace, channel: Channel, user: str, name: str) -> None:
    """Renames a channel; emits the system message and the event."""
    before, channel.name = channel.name, name
    channel.previous_names = [before, *channel.previous_names]
    channel.updated = ws.clock.now()
    text = f'has renamed the channel from "{before}" to "{name}"'
    messages.post_system_message(
        ws, channel, user, text, "channel_name", old_name=before, name=name
    )
    renamed = {"id": channel.id, "name": name, "name_normalized": name, "created": channel.created}
    _emit_to_members_or_all(
        ws, {"type": f"{_event_prefix(channel)}_rename", "channel": renamed}, channel
    )


def convert(ws: Workspace, channel: Channel, user: str, *, is_private: bool) -> None:
    """Makes a channel private or public; its id stays, what is said of it is of the new kind."""
    channel.is_private, channel.updated = is_private, ws.clock.now()
    kind = "private" if is_private else "public"
    text = f"made this channel *{kind}*. {CONVERTED[kind]}"
    messages.post_system_message(ws, channel, user, text, f"channel_convert_to_{kind}")


def forget_member(ws: Workspace, user: str) -> None:
    """Takes somebody who is deactivated out of every channel, as Slack does it: nothing is said
    there, the app is not told, and they are not brought back when they return.
    """
    for channel in ws.channels.values():
        if user in channel.members and not channel.is_direct:
            channel.members.remove(user)


def set_topic(ws: Workspace, channel: Channel, user: str, topic: str) -> None:
    """Sets the topic; a system message says so if it differs."""
    if topic == channel.topic:
        return
    channel.topic, channel.topic_by = topic, (user, int(ws.clock.now()))
    channel.updated = ws.clock.now()
    text = f"set the channel topic: {topic}" if topic else "cleared the channel topic"
    messages.post_system_message(ws, channel, user, text, "channel_topic", topic=topic)


def set_purpose(ws: Workspace, channel: Channel, user: str, purpose: str) -> None:
    """Sets the purpose; a system message says so if it differs."""
    if purpose == channel.purpose:
        return
    channel.purpose, channel.purpose_by = purpose, (user, int(ws.clock.now()))
    channel.updated = ws.clock.now()
    text = f"set the channel description: {purpose}" if purpose else "cleared the channel purpose"
    messages.post_system_message(ws, channel, user, text, "channel_purpose", purpose=purpose)


def archive(ws: Workspace, channel: Channel, user: str) -> None:
    """Away; the app's user is taken out with it (`docs/slack-facts.md`, Limits)."""
    messages.post_system_message(ws, channel, user, "archived the channel", "channel_archive")
    channel.is_archived, channel.updated = True, ws.clock.now()
    event: Json = {"type": f"{_event_prefix(channel)}_archive", "channel": channel.id, "user": user}
    _emit_to_members_or_all(ws, {**event, "is_moved": 0}, channel)
    if ws.app.bot_user in channel.members:
        channel.members.remove(ws.app.bot_user)
    ws.changed()


def unarchive(ws: Workspace, channel: Channel, user: str) -> None:
    """Brought back; the app's user is not in it any more."""
    channel.is_archived, channel.updated = False, ws.clock.now()
    messages.post_system_message(ws, channel, user, "un-archived the channel", "channel_unarchive")
    who = "actor_id" if channel.is_private else "user"
    event: Json = {"type": f"{_event_prefix(channel)}_unarchive", "channel": channel.id, who: user}
    _emit_to_members_or_all(ws, event, channel)


def _emit_to_members_or_all(ws: Workspace, event: Json, channel: Channel) -> None:
    stamped = {**event, "event_ts": ws.clock.ts()}
    ws.emit(stamped, channel if channel.is_private else None)


def _event_prefix(channel: Channel) -> str:
    return "group" if channel.is_private else "channel"


def _membership_event(ws: Workspace, kind: str, channel: Channel, user: str) -> Json:
    event = {"type": kind, "user": user, "channel": channel.id, "team": team_of(ws, user)}
    event["channel_type"] = "G" if channel.is_private else "C"
    return {**event, "event_ts": ws.clock.ts()}
