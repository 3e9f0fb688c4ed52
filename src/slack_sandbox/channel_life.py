"""What becomes of channels, and who is in them; the app hears what it may.

Of public channels it hears all, of private ones only where it is in them.
"""

from __future__ import annotations

from slack_sandbox.entities import Channel, Json
from slack_sandbox.workspace import Workspace


def create(ws: Workspace, name: str, creator: str, *, is_private: bool = False) -> Channel:
    """A new one, with its creator in it."""
    channel = ws.add_channel(name, creator, is_private=is_private)
    if not is_private:
        _public(ws, {"type": "channel_created", "channel": _shape(ws, channel)}, channel)
    return channel


def join(ws: Workspace, channel: Channel, user: str, inviter: str | None = None) -> None:
    """Into the channel, said and heard."""
    if user in channel.members:
        return
    channel.members.append(user)
    ws.note(channel, user, f"<@{user}> has joined the channel", "channel_join")
    invited = {"inviter": inviter} if inviter else {}
    ws.emit(_membership(ws, "member_joined_channel", channel, user) | invited, channel)


def leave(ws: Workspace, channel: Channel, user: str, by: str | None = None) -> None:
    """Out of it, by oneself or by somebody else."""
    if user not in channel.members:
        return
    ws.emit(_membership(ws, "member_left_channel", channel, user), channel)
    channel.members.remove(user)
    text = f"<@{user}> has left the channel"
    if by not in (None, user):
        text = f"<@{user}> was removed by <@{by}>"
    ws.note(channel, user, text, "channel_leave")
    if user == ws.app.bot_user:
        gone = {"type": f"{_kind(channel)}_left", "channel": channel.id, "actor_id": by or user}
        ws.emit({**gone, "event_ts": ws.clock.ts()})


def rename(ws: Workspace, channel: Channel, user: str, name: str) -> None:
    """Another name."""
    before, channel.name = channel.name, name
    text = f'has renamed the channel from "{before}" to "{name}"'
    ws.note(channel, user, text, "channel_name", old_name=before, name=name)
    renamed = {"id": channel.id, "name": name, "name_normalized": name, "created": channel.created}
    _public(ws, {"type": f"{_kind(channel)}_rename", "channel": renamed}, channel)


def archive(ws: Workspace, channel: Channel, user: str) -> None:
    """Away; the app's user is taken out with it (SLACK.md, limits and surprises)."""
    ws.note(channel, user, "archived the channel", "channel_archive")
    channel.is_archived = True
    event: Json = {"type": f"{_kind(channel)}_archive", "channel": channel.id, "user": user}
    _public(ws, {**event, "is_moved": 0}, channel)
    if ws.app.bot_user in channel.members:
        channel.members.remove(ws.app.bot_user)
    ws.changed()


def unarchive(ws: Workspace, channel: Channel, user: str) -> None:
    """Brought back; the app's user is not in it any more."""
    channel.is_archived = False
    ws.note(channel, user, "un-archived the channel", "channel_unarchive")
    who = "actor_id" if channel.is_private else "user"
    event: Json = {"type": f"{_kind(channel)}_unarchive", "channel": channel.id, who: user}
    _public(ws, event, channel)


def _public(ws: Workspace, event: Json, channel: Channel) -> None:
    stamped = {**event, "event_ts": ws.clock.ts()}
    ws.emit(stamped, channel if channel.is_private else None)


def _kind(channel: Channel) -> str:
    return "group" if channel.is_private else "channel"


def _membership(ws: Workspace, kind: str, channel: Channel, user: str) -> Json:
    event = {"type": kind, "user": user, "channel": channel.id, "team": ws.team}
    event["channel_type"] = "G" if channel.is_private else "C"
    return {**event, "event_ts": ws.clock.ts()}


def _shape(ws: Workspace, channel: Channel) -> Json:
    """A public channel on its first day."""
    flags = ("is_group", "is_im", "is_mpim", "is_private", "is_archived", "is_general",
             "is_shared", "is_ext_shared", "is_org_shared")  # fmt: skip
    nothing = {"value": "", "creator": "", "last_set": 0}
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": True,
        **dict.fromkeys(flags, False),
        "created": channel.created,
        "creator": channel.creator,
        "context_team_id": ws.team,
        "unlinked": 0,
        "topic": nothing,
        "purpose": nothing,
        "previous_names": [],
    }
