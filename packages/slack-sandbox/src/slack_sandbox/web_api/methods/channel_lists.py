"""conversations.info, .list and .members, users.conversations: what there is, and who is in it."""

from __future__ import annotations

import time

from slack_sandbox.state.entities import Channel, Json
from slack_sandbox.state.shapes.conversations import (
    SCOPE_FAMILIES,
    connection_shape,
    conversation_details,
    conversation_shape,
    conversation_type,
    scope_family,
)
from slack_sandbox.web_api.call import Call, Method, SlackError

LOCALE = "en-GB"
READ = ("channels:read", "groups:read", "im:read", "mpim:read")


def info(call: Call) -> Json:
    """`conversations.info`: one conversation on its own."""
    channel = call.channel()
    call.require_scope(f"{scope_family(channel)}:read")
    shown = conversation_details(call.workspace, channel)
    shown |= connection_shape(call.workspace, channel)
    if call.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    if call.flag("include_locale"):
        shown["locale"] = LOCALE
    return {"channel": shown}


def list_all(call: Call) -> Json:
    """What the bot may see, a page at a time."""
    channels = [
        channel
        for channel in listable(call)
        if not (channel.is_private and call.bot not in channel.members)
    ]
    listed = _page_of_channels(call, channels)
    for channel in listed["channels"]:
        if not (channel["is_im"] or channel["is_mpim"]):
            channel["num_members"] = len(call.workspace.channels[channel["id"]].members)
    return listed


def list_own(call: Call) -> Json:
    """What a user (by default the bot) is in."""
    user = call.text("user") or call.bot
    if user not in call.workspace.people:
        raise SlackError("user_not_found")
    shared = [
        channel
        for channel in listable(call)
        if not channel.is_private or call.bot in channel.members
    ]
    return _without_membership(
        _page_of_channels(call, [channel for channel in shared if user in channel.members])
    )


def members(call: Call) -> Json:
    """Who is in it, a page at a time."""
    channel = call.channel()
    call.require_scope(f"{scope_family(channel)}:read")
    page, cursor = call.page(channel.members, 1000)
    return {"members": list(page), "response_metadata": {"next_cursor": cursor}}


def listable(call: Call) -> list[Channel]:
    """Channels of the wanted kinds; what was made a moment ago is missing while reads lag."""
    kinds = call.list_of("types") or ["public_channel"]
    known = {"public_channel", "private_channel", "im", "mpim"}
    if not known.issuperset(kinds):
        raise SlackError("invalid_types")
    for wanted in kinds:
        call.require_scope(f"{SCOPE_FAMILIES[wanted]}:read")
    return [
        channel
        for channel in call.workspace.channels.values()
        if conversation_type(channel) in kinds
        and not (call.flag("exclude_archived") and channel.is_archived)
        and not (call.lag and time.time() - channel.machine_created < call.lag)
    ]


def _page_of_channels(call: Call, channels: list[Channel]) -> Json:
    page, cursor = call.page(channels, 1000)
    shown = [conversation_shape(call.workspace, channel) for channel in page]
    return {"channels": shown, "response_metadata": {"next_cursor": cursor}}


def _without_membership(listed: Json) -> Json:
    """What somebody is in says nothing of whether the bot is."""
    for channel in listed["channels"]:
        channel.pop("is_member", None)
    return listed


METHODS = {
    "conversations.info": Method(run=info, required=("channel",), scopes=READ),
    "conversations.list": Method(run=list_all, scopes=READ, tier=2),
    "conversations.members": Method(run=members, required=("channel",), scopes=READ, tier=4),
    "users.conversations": Method(run=list_own, scopes=READ),
}
