"""conversations: making channels, and who is in them (`docs/slack-facts.md`, Limits)."""

from __future__ import annotations

import re

from slack_sandbox.state import channels
from slack_sandbox.state.channels import LONGEST_NAME, LONGEST_TOPIC, NAME
from slack_sandbox.state.entities import SLACKBOT, Channel, Json
from slack_sandbox.state.preferences import ADMIN
from slack_sandbox.state.shapes.conversations import conversation_details, scope_family
from slack_sandbox.web_api.call import Call, Method, SlackError, invalid_arguments

MOST_INVITED = 100
MANAGE = ("channels:manage", "groups:write", "im:write", "mpim:write")
WRITE = (*MANAGE, "channels:write")
TOPIC = tuple(f"{kind}:write.topic" for kind in ("channels", "groups", "im", "mpim"))


def create(call: Call) -> Json:
    """A new channel with the bot in it. Names of archived ones are taken too."""
    private = call.flag("is_private")
    _need_write(call, "groups" if private else "channels")
    if call.workspace.preferences["who_can_create_channels"] == ADMIN:
        raise SlackError("restricted_action")
    name = _valid_name(call)
    channel = channels.create(call.workspace, name, call.bot, is_private=private)
    return {"channel": conversation_details(call.workspace, channel)}


def rename(call: Call) -> Json:
    """`conversations.rename`: gives a channel another name; only to one of the bot's own."""
    channel = _changed(call)
    if channel.creator != call.bot:
        raise SlackError("not_authorized")
    name = _valid_name(call)
    channels.rename(call.workspace, channel, call.bot, name)
    return {"channel": conversation_details(call.workspace, channel)}


def invite(call: Call) -> Json:
    """All or none; with `force` those who can be added, and an error for each other."""
    channel = call.joined_channel()
    _no_direct(channel)
    _need_write(call, scope_family(channel), "write.invites")
    users = call.list_of("users")
    if not users:
        raise SlackError("no_user")
    if len(users) > MOST_INVITED:
        raise invalid_arguments(f"must have at most {MOST_INVITED} users [json-pointer:/users]")
    wrong = {user: why for user in users if (why := _why_not(call, channel, user))}
    errors: list[Json] = [{"user": user, "ok": False, "error": why} for user, why in wrong.items()]
    welcome = [user for user in dict.fromkeys(users) if user not in wrong]
    if errors and (not call.flag("force") or not welcome):
        raise SlackError(errors[0]["error"], errors=errors)
    for user in welcome:
        channels.join(call.workspace, channel, user, inviter=call.bot)
    answer: Json = {"channel": conversation_details(call.workspace, channel)}
    return {**answer, "errors": errors} if errors else answer


def kick(call: Call) -> Json:
    """`conversations.kick`: removes a person from a channel."""
    channel = call.channel()
    _no_direct(channel)
    _need_write(call, scope_family(channel))
    user = call.text("user")
    if user not in call.workspace.people:
        raise SlackError("user_not_found")
    if call.bot not in channel.members:
        raise SlackError("not_in_channel")
    if user == call.bot:
        raise SlackError("cant_kick_self")
    if user not in channel.members:
        raise SlackError("not_in_channel")
    if channel.is_general:
        raise SlackError("cant_kick_from_general")
    channels.leave(call.workspace, channel, user, by=call.bot)
    return {"errors": {}}


def join(call: Call) -> Json:
    """`conversations.join`: the bot joins a public channel."""
    channel = call.channel()
    if channel.is_private:
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    answer: Json = {"channel": conversation_details(call.workspace, channel)}
    if call.bot in channel.members:
        answer |= {"warning": "already_in_channel"}
        return {**answer, "response_metadata": {"warnings": ["already_in_channel"]}}
    channels.join(call.workspace, channel, call.bot)
    return {"channel": conversation_details(call.workspace, channel)}


def leave(call: Call) -> Json:
    """`conversations.leave`: the bot leaves a channel."""
    channel = call.channel()
    _no_direct(channel)
    _need_write(call, scope_family(channel))
    if channel.is_archived:
        raise SlackError("is_archived")
    if channel.is_general:
        raise SlackError("cant_leave_general")
    if call.bot not in channel.members:
        return {"not_in_channel": True}
    if channel.is_private and channel.members == [call.bot]:
        raise SlackError("last_member")
    channels.leave(call.workspace, channel, call.bot)
    return {}


def archive(call: Call) -> Json:
    """`conversations.archive`: archives a channel, which takes the bot out of it."""
    channel = call.channel()
    _no_direct(channel)
    _need_write(call, scope_family(channel))
    if channel.is_archived:
        raise SlackError("already_archived")
    if channel.is_general:
        raise SlackError("cant_archive_general")
    if call.bot not in channel.members:
        raise SlackError("not_in_channel")
    channels.archive(call.workspace, channel, call.bot)
    return {}


def unarchive(call: Call) -> Json:
    """Slack lets no bot do it, only people's tokens: archiving took the bot out of the channel.

    Slack itself says `not_in_channel`, which it documents nowhere; the code here is one of those
    that every method may answer.
    """
    channel = call.channel()
    if not channel.is_archived:
        raise SlackError("not_archived")
    raise SlackError("not_allowed_token_type")


def set_topic(call: Call) -> Json:
    """At most 250 characters; said in the channel when it differs."""
    channel = call.joined_channel()
    _need_write(call, scope_family(channel), "write.topic")
    topic = call.text("topic")
    if len(topic) > LONGEST_TOPIC:
        raise SlackError("too_long")
    channels.set_topic(call.workspace, channel, call.bot, topic)
    return {"channel": conversation_details(call.workspace, channel)}


def set_purpose(call: Call) -> Json:
    """At most 250 characters; said in the channel when it differs."""
    channel = call.joined_channel()
    _need_write(call, scope_family(channel), "write.topic")
    purpose = call.text("purpose")
    if len(purpose) > LONGEST_TOPIC:
        raise SlackError("too_long")
    channels.set_purpose(call.workspace, channel, call.bot, purpose)
    return {"channel": conversation_details(call.workspace, channel)}


def _need_write(call: Call, kind: str, narrow: str = "") -> None:
    """The permission to change this kind of conversation, or only this about it."""
    wide = ("channels:manage", "channels:write") if kind == "channels" else (f"{kind}:write",)
    call.require_scope(*wide, *([f"{kind}:{narrow}"] if narrow else []))


def _changed(call: Call) -> Channel:
    """A channel that is to be changed: no direct messages, and the bot is in it."""
    channel = call.joined_channel()
    _no_direct(channel)
    _need_write(call, scope_family(channel))
    return channel


def _no_direct(channel: Channel) -> None:
    if channel.is_direct:
        raise SlackError("method_not_supported_for_channel_type")


def _valid_name(call: Call) -> str:
    name = call.text("name")
    if not name:
        raise SlackError("invalid_name_required")
    if len(name) > LONGEST_NAME:
        raise SlackError("invalid_name_maxlength")
    if not NAME.fullmatch(name):
        raise SlackError("invalid_name_specials")
    if not re.search(r"[a-z0-9]", name):
        raise SlackError("invalid_name_punctuation")
    for channel in call.workspace.channels.values():
        # The name is no lock: of two that are created at the same time neither sees the other
        # (`docs/slack-facts.md`, Limits).
        if (
            channel.name == name
            and not channel.is_direct
            and channel.machine_created <= call.arrived
        ):
            raise SlackError("name_taken")
    return name


def _why_not(call: Call, channel: Channel, user: str) -> str | None:
    person = call.workspace.people.get(user)
    if user == call.bot:
        return "cant_invite_self"
    if user == SLACKBOT.id:
        return "cant_invite"
    if person is None or person.deleted:
        return "user_not_found"
    if user in channel.members:
        return "already_in_channel"
    if person.team and person.team not in channel.connected_teams:
        return "no_external_invite_permission"
    if person.is_restricted:
        return "user_is_restricted"
    return "cant_invite" if person.is_bot else None


METHODS = {
    "conversations.create": Method(run=create, required=("name",), scopes=WRITE, tier=2),
    "conversations.rename": Method(run=rename, required=("channel", "name"), scopes=WRITE, tier=2),
    "conversations.invite": Method(
        run=invite,
        required=("channel", "users"),
        scopes=(*MANAGE, "channels:write.invites", "groups:write.invites"),
    ),
    "conversations.kick": Method(
        run=kick,
        required=("channel", "user"),
        scopes=("channels:manage", "groups:write"),
    ),
    "conversations.join": Method(run=join, required=("channel",), scopes=("channels:join",)),
    "conversations.leave": Method(run=leave, required=("channel",), scopes=WRITE),
    "conversations.archive": Method(run=archive, required=("channel",), scopes=WRITE, tier=2),
    "conversations.unarchive": Method(run=unarchive, required=("channel",), scopes=WRITE, tier=2),
    "conversations.setTopic": Method(
        run=set_topic,
        required=("channel", "topic"),
        scopes=(*MANAGE, *TOPIC),
        tier=2,
    ),
    "conversations.setPurpose": Method(
        run=set_purpose,
        required=("channel", "purpose"),
        scopes=(*MANAGE, *TOPIC),
        tier=2,
    ),
}
