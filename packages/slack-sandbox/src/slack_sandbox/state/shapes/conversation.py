"""A conversation as Slack's answers show it: a channel, or direct messages with one or several."""

from __future__ import annotations

from slack_sandbox.state.channels import shared
from slack_sandbox.state.entities import Channel, Json
from slack_sandbox.state.shapes.messages import message_shape
from slack_sandbox.web_api.call import Call

FAMILIES = {
    "public_channel": "channels",
    "private_channel": "groups",
    "im": "im",
    "mpim": "mpim",
}
NEVER = "0000000000.000000"


def family(channel: Channel) -> str:
    """As scopes call its kind: `channels`, `groups`, `im` or `mpim`."""
    return FAMILIES[kind(channel)]


def kind(channel: Channel) -> str:
    """As the argument `types` calls it."""
    if channel.is_direct:
        return "im" if channel.im else "mpim"
    return "private_channel" if channel.is_private else "public_channel"


def shape(call: Call, channel: Channel) -> Json:
    """As lists show it."""
    if channel.im:
        return _direct(call, channel)
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
        "is_member": call.bot in channel.members,
        "created": channel.created,
        "creator": channel.creator,
        "updated": _updated(channel),
        "unlinked": 0,
        **shared(call.workspace),
        "topic": _set("topic", channel),
        "purpose": _set("purpose", channel),
        "previous_names": list(channel.previous_names),
    }
    return shown | {"priority": 0} if channel.mpim else shown


def own(call: Call, channel: Channel) -> Json:
    """As it is shown on its own: to whom is in it, with what was read last."""
    shown = shape(call, channel)
    if call.bot not in channel.members:
        return shown
    if properties := _properties(call, channel):
        shown["properties"] = properties
    shown["last_read"] = NEVER
    shown.pop("is_user_deleted", None)
    if channel.im:
        last = message_shape(call.workspace, channel.messages[-1]) if channel.messages else None
        shown |= {"is_open": True, "latest": last, "unread_count": 0, "unread_count_display": 0}
    return shown


def _direct(call: Call, channel: Channel) -> Json:
    person = call.workspace.people.get(channel.im or "")
    return {
        "id": channel.id,
        "created": channel.created,
        "is_archived": False,
        "is_im": True,
        "is_org_shared": False,
        "context_team_id": call.workspace.team,
        "updated": _updated(channel),
        "user": channel.im,
        "is_user_deleted": person is None or person.deleted,
        "priority": 0,
    }


def _properties(call: Call, channel: Channel) -> Json:
    """The channel's canvas, which apps find by it."""
    for one in call.workspace.canvases.values():
        if one.channel == channel.id:
            about = {"file_id": one.id, "is_empty": not one.markdown, "quip_thread_id": one.id}
            return {"canvas": about}
    return {}


def _updated(channel: Channel) -> int:
    """In milliseconds."""
    return int(max(channel.updated, channel.created) * 1000)


def _set(what: str, channel: Channel) -> Json:
    by, at = getattr(channel, f"{what}_by")
    return {"value": getattr(channel, what), "creator": by, "last_set": at}
