"""conversations.open: direct messages with one or several."""

from __future__ import annotations

from slack_sandbox.state.entities import SLACKBOT, Channel, Json
from slack_sandbox.state.shapes.conversations import conversation_details
from slack_sandbox.state.slack_connect import is_stranger
from slack_sandbox.web_api.call import Call, Method, SlackError

MOST_TOGETHER = 8
"""People in one direct conversation, besides the app (`conversations.open`)."""


def open_direct(call: Call) -> Json:
    """`conversations.open`: direct messages with one person or several."""
    if call.text("channel"):
        return {"channel": {"id": call.channel().id}}
    users = list(dict.fromkeys(call.list_of("users")))
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > MOST_TOGETHER:
        raise SlackError("too_many_users")
    for user in users:
        _reachable(call, user)
    call.require_scope("im:write" if len(users) == 1 else "mpim:write")
    if call.flag("prevent_creation") and not _is_open(call, users):
        raise SlackError("channel_not_found")
    channel, known = _direct(call, users)
    shown = (
        conversation_details(call.workspace, channel)
        if call.flag("return_im")
        else {"id": channel.id}
    )
    return {"no_op": known, "already_open": known, "channel": shown}


def _reachable(call: Call, user: str) -> None:
    if user == SLACKBOT.id:
        raise SlackError("cannot_dm_bot")
    person = call.workspace.people.get(user)
    if person is None:
        raise SlackError("user_not_found")
    if person.deleted:
        raise SlackError("user_disabled")
    if person.is_bot:
        raise SlackError("cannot_dm_bot")
    if is_stranger(call.workspace, person):
        raise SlackError("user_not_visible")


def _is_open(call: Call, users: list[str]) -> bool:
    if len(users) == 1:
        return any(channel.im == users[0] for channel in call.workspace.channels.values())
    return call.workspace.group_conversation(frozenset({*users, call.bot})) is not None


def _direct(call: Call, users: list[str]) -> tuple[Channel, bool]:
    """The direct messages with these, and whether they were open already."""
    workspace = call.workspace
    known = _is_open(call, users)
    if len(users) == 1:
        return workspace.direct_conversation(users[0]), known
    everyone = frozenset({*users, call.bot})
    return workspace.group_conversation(everyone) or workspace.add_group_conversation(
        everyone
    ), known


METHODS = {
    "conversations.open": Method(
        run=open_direct, scopes=("im:write", "mpim:write", "channels:manage", "groups:write")
    ),
}
