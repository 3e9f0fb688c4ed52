"""conversations: making channels, and who is in them (SLACK.md, limits and surprises)."""

from __future__ import annotations

import re
import time

from slack_sandbox import channel_life
from slack_sandbox.call import Call, Method, SlackError, invalid_arguments
from slack_sandbox.entities import Channel, Json

NAME = re.compile(r"[a-z0-9_\-]+")
LONGEST_NAME = 80
LOCALE = "en-GB"
LONGEST_TOPIC = 250
MOST_INVITED = 100
READ = ("channels:read", "groups:read", "im:read", "mpim:read")
MANAGE = ("channels:manage", "groups:write", "im:write", "mpim:write")
WRITE = (*MANAGE, "channels:write")
TOPIC = tuple(f"{kind}:write.topic" for kind in ("channels", "groups", "im", "mpim"))
MOST_TOGETHER = 8
"""People in one direct conversation, besides the app (`conversations.open`)."""


def create(call: Call) -> Json:
    """A new channel with the bot in it. Names of archived ones are taken too."""
    private = call.flag("is_private")
    _need_write(call, "groups" if private else "channels")
    name = _valid_name(call)
    channel = channel_life.create(call.workspace, name, call.bot, is_private=private)
    return {"channel": shape(call, channel)}


def rename(call: Call) -> Json:
    """Another name."""
    channel = _changed(call)
    name = _valid_name(call)
    channel_life.rename(call.workspace, channel, call.bot, name)
    return {"channel": shape(call, channel)}


def invite(call: Call) -> Json:
    """All or none; with `force` those who can be added, and an error for each other."""
    channel = call.member_of()
    _no_direct(channel)
    _need_write(call, family(channel), "write.invites")
    users = call.several("users")
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
        channel_life.join(call.workspace, channel, user, inviter=call.bot)
    answer: Json = {"channel": shape(call, channel)}
    return {**answer, "errors": errors} if errors else answer


def kick(call: Call) -> Json:
    """Out of the channel."""
    channel = _changed(call)
    user = call.text("user")
    if user == call.bot:
        raise SlackError("cant_kick_self")
    if user not in channel.members:
        raise SlackError("not_in_channel")
    if channel.name == "general":
        raise SlackError("cant_kick_from_general")
    channel_life.leave(call.workspace, channel, user, by=call.bot)
    return {"errors": {}}


def join(call: Call) -> Json:
    """Only public channels can be joined."""
    channel = call.channel()
    if channel.is_private:
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    answer: Json = {"channel": shape(call, channel)}
    if call.bot in channel.members:
        answer |= {"warning": "already_in_channel"}
        return {**answer, "response_metadata": {"warnings": ["already_in_channel"]}}
    channel_life.join(call.workspace, channel, call.bot)
    return {"channel": shape(call, channel)}


def leave(call: Call) -> Json:
    """The bot leaves."""
    channel = call.channel()
    _no_direct(channel)
    _need_write(call, family(channel))
    if channel.name == "general":
        raise SlackError("cant_leave_general")
    if call.bot not in channel.members:
        return {"not_in_channel": True}
    if channel.is_private and channel.members == [call.bot]:
        raise SlackError("last_member")
    channel_life.leave(call.workspace, channel, call.bot)
    return {}


def open_direct(call: Call) -> Json:
    """The direct messages with one person."""
    if call.text("channel"):
        return {"channel": {"id": call.channel().id}}
    users = call.several("users")
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > MOST_TOGETHER:
        raise SlackError("too_many_users")
    for user in users:
        _reachable(call, user)
    call.need("im:write" if len(users) == 1 else "mpim:write")
    if call.flag("prevent_creation") and not _is_open(call, users):
        raise SlackError("channel_not_found")
    channel, known = _direct(call, users)
    shown = shape(call, channel) if call.flag("return_im") else {"id": channel.id}
    return {"no_op": known, "already_open": known, "channel": shown}


def _reachable(call: Call, user: str) -> None:
    person = call.workspace.people.get(user)
    if person is None:
        raise SlackError("user_not_found")
    if person.deleted:
        raise SlackError("user_disabled")
    if person.is_bot:
        raise SlackError("cannot_dm_bot")


def _is_open(call: Call, users: list[str]) -> bool:
    if len(users) == 1:
        return any(one.im == users[0] for one in call.workspace.channels.values())
    return call.workspace.group_of(frozenset({*users, call.bot})) is not None


def _direct(call: Call, users: list[str]) -> tuple[Channel, bool]:
    """The direct messages with these, and whether they were open already."""
    workspace = call.workspace
    known = _is_open(call, users)
    if len(users) == 1:
        return workspace.direct(users[0]), known
    everyone = frozenset({*users, call.bot})
    return workspace.group_of(everyone) or workspace.add_group(everyone), known


def archive(call: Call) -> Json:
    """Away, and the bot with it."""
    channel = call.channel()
    _no_direct(channel)
    _need_write(call, family(channel))
    if channel.is_archived:
        raise SlackError("already_archived")
    if channel.name == "general":
        raise SlackError("cant_archive_general")
    if call.bot not in channel.members:
        raise SlackError("not_in_channel")
    channel_life.archive(call.workspace, channel, call.bot)
    return {}


def unarchive(call: Call) -> Json:
    """Slack lets no bot do it: archiving took it out of the channel (measured, undocumented)."""
    channel = call.channel()
    if not channel.is_archived:
        raise SlackError("not_archived")
    raise SlackError("not_in_channel")


def set_topic(call: Call) -> Json:
    """At most 250 characters; said in the channel when it differs."""
    channel = call.member_of()
    _need_write(call, family(channel), "write.topic")
    topic = call.text("topic")
    if len(topic) > LONGEST_TOPIC:
        raise SlackError("too_long")
    if topic != channel.topic:
        channel.topic = topic
        text = f"set the channel topic: {topic}"
        call.workspace.note(channel, call.bot, text, "channel_topic", topic=topic)
    return {"channel": shape(call, channel)}


def set_purpose(call: Call) -> Json:
    """At most 250 characters; said in the channel when it differs."""
    channel = call.member_of()
    _need_write(call, family(channel), "write.topic")
    purpose = call.text("purpose")
    if len(purpose) > LONGEST_TOPIC:
        raise SlackError("too_long")
    if purpose != channel.purpose:
        channel.purpose = purpose
        text = f"set the channel description: {purpose}"
        call.workspace.note(channel, call.bot, text, "channel_purpose", purpose=purpose)
    return {"channel": shape(call, channel)}


def info(call: Call) -> Json:
    """One channel."""
    channel = call.channel()
    call.need(f"{family(channel)}:read")
    shown = shape(call, channel)
    if call.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    if call.flag("include_locale"):
        shown["locale"] = LOCALE
    return {"channel": shown}


def list_all(call: Call) -> Json:
    """What the bot may see, a page at a time."""
    found = [one for one in visible(call) if not (one.is_private and call.bot not in one.members)]
    return _listed(call, found)


def list_own(call: Call) -> Json:
    """What a user (by default the bot) is in."""
    user = call.text("user") or call.bot
    if user not in call.workspace.people:
        raise SlackError("user_not_found")
    shared = [one for one in visible(call) if not one.is_private or call.bot in one.members]
    return _of_somebody(_listed(call, [one for one in shared if user in one.members]))


def members(call: Call) -> Json:
    """Who is in it, a page at a time."""
    channel = call.channel()
    call.need(f"{family(channel)}:read")
    page, cursor = call.page(channel.members, 1000)
    return {"members": list(page), "response_metadata": {"next_cursor": cursor}}


def visible(call: Call) -> list[Channel]:
    """Channels of the wanted kinds; what was made a moment ago is missing while reads lag."""
    kinds = call.several("types") or ["public_channel"]
    known = {"public_channel", "private_channel", "im", "mpim"}
    if not known.issuperset(kinds):
        raise SlackError("invalid_types")
    for kind in kinds:
        call.need(f"{FAMILIES[kind]}:read")
    return [
        one
        for one in call.workspace.channels.values()
        if _kind(one) in kinds
        and not (call.flag("exclude_archived") and one.is_archived)
        and not (call.lag and time.time() - one.made < call.lag)
    ]


def shape(call: Call, channel: Channel) -> Json:
    """A channel as Slack's answers show it."""
    if channel.im:
        return {
            "id": channel.id,
            "created": channel.created,
            "is_archived": False,
            "is_im": True,
            "is_org_shared": False,
            "user": channel.im,
        }
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_direct,
        "is_group": channel.mpim,
        "is_im": False,
        "is_mpim": channel.mpim,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_general": channel.name == "general",
        "is_member": call.bot in channel.members,
        "created": channel.created,
        "creator": channel.creator,
        "unlinked": 0,
        "is_shared": False,
        "is_ext_shared": False,
        "is_org_shared": False,
        "pending_shared": [],
        "previous_names": [],
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": channel.purpose, "creator": "", "last_set": 0},
    }


def _listed(call: Call, found: list[Channel]) -> Json:
    page, cursor = call.page(found, 1000)
    shown = [shape(call, one) for one in page]
    return {"channels": shown, "response_metadata": {"next_cursor": cursor}}


def _of_somebody(listed: Json) -> Json:
    """What somebody is in says nothing of whether the bot is."""
    for one in listed["channels"]:
        one.pop("is_member", None)
    return listed


def family(channel: Channel) -> str:
    """As scopes call its kind: `channels`, `groups`, `im` or `mpim`."""
    return FAMILIES[_kind(channel)]


def _need_write(call: Call, kind: str, narrow: str = "") -> None:
    """The permission to change this kind of conversation, or only this about it."""
    wide = ("channels:manage", "channels:write") if kind == "channels" else (f"{kind}:write",)
    call.need(*wide, *([f"{kind}:{narrow}"] if narrow else []))


def _changed(call: Call) -> Channel:
    """A channel that is to be changed: no direct messages, and the bot is in it."""
    channel = call.member_of()
    _no_direct(channel)
    _need_write(call, family(channel))
    return channel


def _no_direct(channel: Channel) -> None:
    if channel.is_direct:
        raise SlackError("method_not_supported_for_channel_type")


def _kind(channel: Channel) -> str:
    if channel.is_direct:
        return "im" if channel.im else "mpim"
    return "private_channel" if channel.is_private else "public_channel"


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
    for one in call.workspace.channels.values():
        # The name is no lock: of two that are created at the same time neither sees the other
        # (SLACK.md, limits and surprises).
        if one.name == name and not one.is_direct and one.made <= call.arrived:
            raise SlackError("name_taken")
    return name


def _why_not(call: Call, channel: Channel, user: str) -> str | None:
    person = call.workspace.people.get(user)
    if user == call.bot:
        return "cant_invite_self"
    if person is None or person.deleted:
        return "user_not_found"
    if user in channel.members:
        return "already_in_channel"
    if person.is_restricted:
        return "user_is_restricted"
    return "cant_invite" if person.is_bot else None


FAMILIES = {
    "public_channel": "channels",
    "private_channel": "groups",
    "im": "im",
    "mpim": "mpim",
}

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
    "conversations.open": Method(
        run=open_direct, scopes=("im:write", "mpim:write", "channels:manage", "groups:write")
    ),
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
    "conversations.info": Method(run=info, required=("channel",), scopes=READ),
    "conversations.list": Method(run=list_all, scopes=READ, tier=2),
    "conversations.members": Method(run=members, required=("channel",), scopes=READ, tier=4),
    "users.conversations": Method(run=list_own, scopes=READ),
}
