"""What people do to channels and to messages, over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web

from slack_sandbox.control_api.context import People
from slack_sandbox.control_api.permissions import check
from slack_sandbox.control_api.requests import Impossible, body, origin
from slack_sandbox.state import channels, messages
from slack_sandbox.state.emoji import is_emoji
from slack_sandbox.state.entities import Channel, Json, Person
from slack_sandbox.state.mrkdwn import markup
from slack_sandbox.state.rich_text import rich_text
from slack_sandbox.state.shapes.messages import event_message_shape

Deed = Callable[["Channels", Person, Channel, Json], Json]


class Channels:
    """`{"do": …}` is looked up in `DEEDS`."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.workspace = people.workspace

    async def act(self, request: web.Request) -> Json:
        """One deed of one person in one channel."""
        person, given = self.people.actor(request), await body(request)
        deed = str(given.get("do", ""))
        name = request.match_info["channel"]
        if deed == "create":
            private = bool(given.get("is_private"))
            if person.is_restricted:
                raise Impossible("user_is_restricted")
            self._free(name)
            made = channels.create(self.workspace, name, person.id, is_private=private)
            return {"channel": made.id}
        if deed not in DEEDS:
            raise Impossible("unknown_deed")
        given["origin"] = origin(request)
        channel = self.people.place(person, name)
        check(deed, person, channel)
        return DEEDS[deed](self, person, channel, given)

    def _free(self, name: str) -> None:
        """A name that Slack would take; those of archived and private channels are taken too."""
        if not channels.NAME.fullmatch(name) or len(name) > channels.LONGEST_NAME:
            raise Impossible("invalid_name")
        if any(one.name == name for one in self.workspace.channels.values()):
            raise Impossible("name_taken")

    async def show(self, request: web.Request) -> Json:
        """Everything about a channel."""
        found = self.workspace.channel(request.match_info["channel"])
        if found is None:
            raise Impossible("channel_not_found")
        return {"channel": full(found)}

    def join(self, person: Person, channel: Channel, _: Json) -> Json:
        """Into a public one."""
        channels.join(self.workspace, channel, person.id)
        return {}

    def leave(self, person: Person, channel: Channel, _: Json) -> Json:
        """Out of it."""
        channels.leave(self.workspace, channel, person.id)
        return {}

    def invite(self, person: Person, channel: Channel, given: Json) -> Json:
        """Somebody else, a guest too, or the app."""
        user = self.people.user_id(str(given.get("user", "")))
        if self.workspace.people[user].deleted:
            raise Impossible("user_not_found")
        if user in channel.members:
            raise Impossible("already_in_channel")
        channels.join(self.workspace, channel, user, inviter=person.id)
        return {}

    def kick(self, person: Person, channel: Channel, given: Json) -> Json:
        """Somebody else, out."""
        user = self.people.user_id(str(given.get("user", "")))
        if user == person.id:
            raise Impossible("cant_kick_self")
        if user not in channel.members:
            raise Impossible("not_in_channel")
        channels.leave(self.workspace, channel, user, by=person.id)
        return {}

    def rename(self, person: Person, channel: Channel, given: Json) -> Json:
        """Another name."""
        name = str(given.get("name", channel.name))
        self._free(name)
        channels.rename(self.workspace, channel, person.id, name)
        return {}

    def topic(self, person: Person, channel: Channel, given: Json) -> Json:
        """By hand."""
        topic = str(given.get("topic", ""))
        if len(topic) > channels.LONGEST_TOPIC:
            raise Impossible("too_long")
        channels.set_topic(self.workspace, channel, person.id, topic)
        return {}

    def archive(self, person: Person, channel: Channel, _: Json) -> Json:
        """Put away."""
        channels.archive(self.workspace, channel, person.id)
        return {}

    def unarchive(self, person: Person, channel: Channel, _: Json) -> Json:
        """Brought back; the app's user is not in it any more."""
        channels.unarchive(self.workspace, channel, person.id)
        return {}

    def pin(self, person: Person, channel: Channel, given: Json) -> Json:
        """At hand."""
        ts = self.people.message(channel, given.get("message_ts")).ts
        if any(one["ts"] == ts for one in channel.pins):
            raise Impossible("already_pinned")
        messages.pin(self.workspace, channel, ts, person.id)
        return {}

    def unpin(self, person: Person, channel: Channel, given: Json) -> Json:
        """No longer."""
        ts = self.people.message(channel, given.get("message_ts")).ts
        if not any(one["ts"] == ts for one in channel.pins):
            raise Impossible("no_pin")
        messages.unpin(self.workspace, channel, ts, person.id)
        return {}

    def react(self, person: Person, channel: Channel, given: Json) -> Json:
        """An emoji on a message."""
        message = self.people.message(channel, given.get("message_ts"))
        name = str(given.get("name", "")).strip(":")
        if not is_emoji(name):
            raise Impossible("invalid_name")
        if person.id in message.reactions.get(name, []):
            raise Impossible("already_reacted")
        messages.react(self.workspace, channel, message, name, person.id)
        return {}

    def unreact(self, person: Person, channel: Channel, given: Json) -> Json:
        """Away with it."""
        message = self.people.message(channel, given.get("message_ts"))
        name = str(given.get("name", "")).strip(":")
        if person.id not in message.reactions.get(name, []):
            raise Impossible("no_reaction")
        messages.unreact(self.workspace, channel, message, name, person.id)
        return {}

    def edit(self, person: Person, channel: Channel, given: Json) -> Json:
        """One's own message."""
        message = self.people.message(channel, given.get("message_ts"))
        if message.user != person.id:
            raise Impossible("cant_update_message")
        before = event_message_shape(self.workspace, message)
        message.text = markup(self.workspace, person, str(given.get("text", "")))
        message.blocks = rich_text(message.text, self.workspace.secret()[:5])
        message.edited = {"user": person.id, "ts": self.workspace.clock.ts()}
        messages.changed(self.workspace, channel, message, before)
        return {}

    def delete(self, person: Person, channel: Channel, given: Json) -> Json:
        """One's own message; the workspace's owner, who is its first person, any.

        What the app said any member may delete, so that a test of a bot need not ask who has the
        rights of an administrator.
        """
        message = self.people.message(channel, given.get("message_ts"))
        if message.subtype == "tombstone":
            raise Impossible("message_not_found")
        allowed = {message.user, self.workspace.primary_owner()}
        of_the_app = message.user == self.workspace.app.bot_user and not person.is_restricted
        if person.id not in allowed and not of_the_app:
            raise Impossible("cant_delete_message")
        messages.remove(self.workspace, channel, message)
        return {}

    def upload(self, person: Person, channel: Channel, given: Json) -> Json:
        """A file, with a comment."""
        self.people.writable(person, channel)
        file = self.people.keep_file(person, given)
        text, here = str(given.get("text", "")), given["origin"]
        message = self.people.share_files(channel, person, text, [file], here)
        return {"ts": message.ts}


DEEDS: Mapping[str, Deed] = {
    "join": Channels.join,
    "leave": Channels.leave,
    "invite": Channels.invite,
    "kick": Channels.kick,
    "rename": Channels.rename,
    "topic": Channels.topic,
    "archive": Channels.archive,
    "unarchive": Channels.unarchive,
    "pin": Channels.pin,
    "unpin": Channels.unpin,
    "react": Channels.react,
    "unreact": Channels.unreact,
    "edit": Channels.edit,
    "delete": Channels.delete,
    "upload": Channels.upload,
}


def full(channel: Channel) -> Json:
    """A channel with all that is in it, oldest first."""
    return {
        "id": channel.id,
        "name": channel.name,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "topic": channel.topic,
        "purpose": channel.purpose,
        "creator": channel.creator,
        "members": list(channel.members),
        "pins": [dict(one) for one in channel.pins],
        "bookmarks": [
            {"id": one["id"], "title": one["title"], "link": one["link"]}
            for one in channel.bookmarks
        ],
        "messages": [_said(one) for one in channel.messages],
    }


def _said(message: Any) -> Json:
    keys = ("ts", "user", "text", "blocks", "metadata", "thread_ts", "edited", "subtype", "files",
            "attachments", "username", "icons", "mrkdwn")  # fmt: skip
    found = {key: getattr(message, key) for key in keys}
    found["reactions"] = [
        {"name": name, "users": list(users)} for name, users in message.reactions.items()
    ]
    return found
