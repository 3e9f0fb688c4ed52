"""A conversation as Slack's answers show it: a channel, or direct messages with one or several."""

from __future__ import annotations

from slack_sandbox.state.entities import Channel, Json
from slack_sandbox.state.shapes.messages import message_shape
from slack_sandbox.state.workspace import Workspace

SCOPE_FAMILIES = {
    "public_channel": "channels",
    "private_channel": "groups",
    "im": "im",
    "mpim": "mpim",
}
NEVER = "0000000000.000000"


def scope_family(channel: Channel) -> str:
    """As scopes call its kind: `channels`, `groups`, `im` or `mpim`."""
    return SCOPE_FAMILIES[conversation_type(channel)]


def conversation_type(channel: Channel) -> str:
    """Its kind as the argument `types` of `conversations.list` names it."""
    if channel.is_direct:
        return "im" if channel.im else "mpim"
    return "private_channel" if channel.is_private else "public_channel"


def conversation_shape(ws: Workspace, channel: Channel) -> Json:
    """The conversation object in the answers of lists."""
    if channel.im:
        return _direct(ws, channel)
    shown = {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_direct,
        "is_group": channel.mpim,
        "is_im": False,
        "is_mpim": channel.mpim,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_general": channel.is_general,
        "is_member": ws.app.bot_user in channel.members,
        "created": channel.created,
        "creator": channel.creator,
        "updated": _updated(channel),
        "unlinked": 0,
        **_sharing(ws, channel),
        "topic": _topic_or_purpose("topic", channel),
        "purpose": _topic_or_purpose("purpose", channel),
        "previous_names": list(channel.previous_names),
    }
    return shown | {"priority": 0} if channel.mpim else shown


def conversation_details(ws: Workspace, channel: Channel) -> Json:
    """The conversation object on its own, as `conversations.info` answers it to a member."""
    shown = conversation_shape(ws, channel)
    if ws.app.bot_user not in channel.members:
        return shown
    if properties := _properties(ws, channel):
        shown["properties"] = properties
    shown["last_read"] = NEVER
    shown.pop("is_user_deleted", None)
    if channel.im:
        last = message_shape(ws, channel.messages[-1]) if channel.messages else None
        shown |= {"is_open": True, "latest": last, "unread_count": 0, "unread_count_display": 0}
    return shown


def _direct(ws: Workspace, channel: Channel) -> Json:
    person = ws.people.get(channel.im or "")
    return {
        "id": channel.id,
        "created": channel.created,
        "is_archived": False,
        "is_im": True,
        "is_org_shared": False,
        "context_team_id": ws.team,
        "updated": _updated(channel),
        "user": channel.im,
        "is_user_deleted": person is None or person.deleted,
        "priority": 0,
    }


def _properties(ws: Workspace, channel: Channel) -> Json:
    """The channel's canvas, which apps find by it."""
    for canvas in ws.canvases.values():
        if canvas.channel == channel.id:
            about = {
                "file_id": canvas.id,
                "is_empty": not canvas.markdown,
                "quip_thread_id": canvas.id,
            }
            return {"canvas": about}
    return {}


def _updated(channel: Channel) -> int:
    """The time of its last change, in milliseconds."""
    return int(max(channel.updated, channel.created) * 1000)


def _topic_or_purpose(what: str, channel: Channel) -> Json:
    by, at = getattr(channel, f"{what}_by")
    return {"value": getattr(channel, what), "creator": by, "last_set": at}


def new_channel_shape(ws: Workspace, channel: Channel) -> Json:
    """A public channel as the event `channel_created` shows it."""
    flags = ("is_group", "is_im", "is_mpim", "is_private", "is_archived", "is_general")
    nothing = {"value": "", "creator": "", "last_set": 0}
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": True,
        **dict.fromkeys(flags, False),
        "created": channel.created,
        "creator": channel.creator,
        "updated": channel.created * 1000,
        "unlinked": 0,
        **_sharing(ws, channel),
        "topic": nothing,
        "purpose": nothing,
        "previous_names": [],
    }


def _sharing(ws: Workspace, channel: Channel) -> Json:
    """What Slack says of whose a channel is: this workspace's, or others' too (Slack Connect)."""
    found: Json = dict.fromkeys(("is_org_shared", "is_pending_ext_shared"), False)
    found |= dict.fromkeys(("is_shared", "is_ext_shared"), bool(channel.connected_teams))
    found |= {"pending_shared": [], "pending_connected_team_ids": []}
    if channel.connected_teams:
        found["internal_team_ids"] = [ws.team]
    teams = [ws.team, *channel.connected_teams]
    return {**found, "shared_team_ids": teams, "context_team_id": ws.team}


def connection_shape(ws: Workspace, channel: Channel) -> Json:
    """What `conversations.info` adds of a shared channel: whose it is, and who else has it."""
    if not channel.connected_teams:
        return {}
    return {"conversation_host_id": ws.team, "connected_team_ids": list(channel.connected_teams)}
