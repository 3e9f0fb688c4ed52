"""What people do to channels and to messages, over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web

from slack_sandbox.control_api.context import Context
from slack_sandbox.control_api.permissions import check, check_invited, check_new_channel
from slack_sandbox.control_api.posting import share_files, store_file
from slack_sandbox.control_api.requests import Refused, origin, read_body
from slack_sandbox.state import channels, guests, messages
from slack_sandbox.state.emoji import is_emoji
from slack_sandbox.state.entities import Channel, Json, Person
from slack_sandbox.state.mrkdwn import to_mrkdwn
from slack_sandbox.state.rich_text import rich_text_blocks
from slack_sandbox.state.shapes.messages import event_message_shape

Action = Callable[["ChannelHandlers", Person, Channel, Json], Json]


class ChannelHandlers:
    """Handlers of actions in a channel; `{"do": …}` is looked up in `ACTIONS`."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.workspace = context.workspace

    async def act(self, request: web.Request) -> Json:
        """One action of one person in one channel."""
        person, body = self.context.actor(request), await read_body(request)
        action = str(body.get("do", ""))
        name = request.match_info["channel"]
        if action == "create":
            private = bool(body.get("is_private"))
            check_new_channel(person)
            self._free(name)
            made = channels.create(self.workspace, name, person.id, is_private=private)
            return {"channel": made.id}
        if action not in ACTIONS:
            raise Refused("unknown_deed")
        body["origin"] = origin(request)
        channel = self.context.conversation(person, name)
        check(action, person, channel)
        return ACTIONS[action](self, person, channel, body)

    def _free(self, name: str) -> None:
        """A name that Slack would take; those of archived and private channels are taken too."""
        if not channels.NAME.fullmatch(name) or len(name) > channels.LONGEST_NAME:
            raise Refused("invalid_name")
        if any(channel.name == name for channel in self.workspace.channels.values()):
            raise Refused("name_taken")

    async def show(self, request: web.Request) -> Json:
        """Everything about a channel, its messages included."""
        found = self.workspace.channel(request.match_info["channel"])
        if found is None:
            raise Refused("channel_not_found")
        return {"channel": full(found, self._canvas(found))}

    def _canvas(self, channel: Channel) -> Json | None:
        """The one that is its tab."""
        for canvas in self.workspace.canvases.values():
            if canvas.channel == channel.id:
                return {"id": canvas.id, "title": canvas.title, "markdown": canvas.markdown}
        return None

    def join(self, person: Person, channel: Channel, _: Json) -> Json:
        """The person joins a public channel."""
        channels.join(self.workspace, channel, person.id)
        return {}

    def leave(self, person: Person, channel: Channel, _: Json) -> Json:
        """The person leaves the channel."""
        channels.leave(self.workspace, channel, person.id)
        return {}

    def invite(self, person: Person, channel: Channel, body: Json) -> Json:
        """Adds somebody else (`user`): a member, a guest, the app, or somebody of another
        workspace, with which the channel is shared from then on.
        """
        user = self.context.user_id(str(body.get("user", "")))
        if user in channel.members:
            raise Refused("already_in_channel")
        invited = self.workspace.people[user]
        check_invited(invited, channel, guests.channels_of(self.workspace, invited))
        channels.join(self.workspace, channel, user, inviter=person.id)
        return {}

    def kick(self, person: Person, channel: Channel, body: Json) -> Json:
        """Removes somebody else (`user`) from the channel."""
        user = self.context.user_id(str(body.get("user", "")))
        if user == person.id:
            raise Refused("cant_kick_self")
        if user not in channel.members:
            raise Refused("not_in_channel")
        channels.leave(self.workspace, channel, user, by=person.id)
        return {}

    def rename(self, person: Person, channel: Channel, body: Json) -> Json:
        """Gives the channel another name."""
        name = str(body.get("name", channel.name))
        self._free(name)
        channels.rename(self.workspace, channel, person.id, name)
        return {}

    def convert(self, person: Person, channel: Channel, body: Json) -> Json:
        """Makes the channel private, or public (`is_private`), as Slack lets people by default:
        the workspace's owner both, whoever made the channel, who manages it, only private.
        """
        private = body.get("is_private")
        if not isinstance(private, bool):
            raise Refused("invalid_is_private")
        may = {self.workspace.primary_owner(), channel.creator if private else ""}
        if person.id not in may:
            raise Refused("restricted_action")
        if private == channel.is_private:
            raise Refused("channel_type_not_supported")
        channels.convert(self.workspace, channel, person.id, is_private=private)
        return {}

    def topic(self, person: Person, channel: Channel, body: Json) -> Json:
        """Sets the topic of the channel."""
        topic = str(body.get("topic", ""))
        if len(topic) > channels.LONGEST_TOPIC:
            raise Refused("too_long")
        channels.set_topic(self.workspace, channel, person.id, topic)
        return {}

    def archive(self, person: Person, channel: Channel, _: Json) -> Json:
        """Archives the channel, which takes the app out of it."""
        channels.archive(self.workspace, channel, person.id)
        return {}

    def unarchive(self, person: Person, channel: Channel, _: Json) -> Json:
        """Brought back; the app's user is not in it any more."""
        channels.unarchive(self.workspace, channel, person.id)
        return {}

    def pin(self, person: Person, channel: Channel, body: Json) -> Json:
        """Pins the message at `message_ts`."""
        ts = self.context.message(channel, body.get("message_ts")).ts
        if any(pin["ts"] == ts for pin in channel.pins):
            raise Refused("already_pinned")
        messages.pin(self.workspace, channel, ts, person.id)
        return {}

    def unpin(self, person: Person, channel: Channel, body: Json) -> Json:
        """Unpins the message at `message_ts`."""
        ts = self.context.message(channel, body.get("message_ts")).ts
        if not any(pin["ts"] == ts for pin in channel.pins):
            raise Refused("no_pin")
        messages.unpin(self.workspace, channel, ts, person.id)
        return {}

    def react(self, person: Person, channel: Channel, body: Json) -> Json:
        """Adds the emoji `name` to the message at `message_ts`."""
        message = self.context.message(channel, body.get("message_ts"))
        name = str(body.get("name", "")).strip(":")
        if not is_emoji(name):
            raise Refused("invalid_name")
        if person.id in message.reactions.get(name, []):
            raise Refused("already_reacted")
        messages.react(self.workspace, channel, message, name, person.id)
        return {}

    def unreact(self, person: Person, channel: Channel, body: Json) -> Json:
        """Takes the person's emoji `name` off the message at `message_ts`."""
        message = self.context.message(channel, body.get("message_ts"))
        name = str(body.get("name", "")).strip(":")
        if person.id not in message.reactions.get(name, []):
            raise Refused("no_reaction")
        messages.unreact(self.workspace, channel, message, name, person.id)
        return {}

    def edit(self, person: Person, channel: Channel, body: Json) -> Json:
        """Changes the text of the person's own message."""
        message = self.context.message(channel, body.get("message_ts"))
        if message.user != person.id:
            raise Refused("cant_update_message")
        before = event_message_shape(self.workspace, message)
        message.text = to_mrkdwn(self.workspace, person, str(body.get("text", "")))
        message.blocks = rich_text_blocks(message.text, self.workspace.secret()[:5])
        message.edited = {"user": person.id, "ts": self.workspace.clock.ts()}
        messages.emit_message_changed(self.workspace, channel, message, before)
        return {}

    def delete(self, person: Person, channel: Channel, body: Json) -> Json:
        """One's own message; the workspace's owner, who is its first person, any.

        What the app said any member may delete, so that a test of a bot need not ask who has the
        rights of an administrator.
        """
        message = self.context.message(channel, body.get("message_ts"))
        if message.subtype == "tombstone":
            raise Refused("message_not_found")
        allowed = {message.user, self.workspace.primary_owner()}
        of_the_app = message.user == self.workspace.app.bot_user and not person.is_restricted
        if person.id not in allowed and not of_the_app:
            raise Refused("cant_delete_message")
        messages.delete_message(self.workspace, channel, message)
        return {}

    def upload(self, person: Person, channel: Channel, body: Json) -> Json:
        """Shares a new file in the channel, with a comment (`text`)."""
        self.context.writable(person, channel)
        file = store_file(self.workspace, person, body)
        text, here = str(body.get("text", "")), body["origin"]
        message = share_files(self.workspace, channel, person, text, [file], here)
        return {"ts": message.ts}


ACTIONS: Mapping[str, Action] = {
    "join": ChannelHandlers.join,
    "leave": ChannelHandlers.leave,
    "invite": ChannelHandlers.invite,
    "kick": ChannelHandlers.kick,
    "rename": ChannelHandlers.rename,
    "convert": ChannelHandlers.convert,
    "topic": ChannelHandlers.topic,
    "archive": ChannelHandlers.archive,
    "unarchive": ChannelHandlers.unarchive,
    "pin": ChannelHandlers.pin,
    "unpin": ChannelHandlers.unpin,
    "react": ChannelHandlers.react,
    "unreact": ChannelHandlers.unreact,
    "edit": ChannelHandlers.edit,
    "delete": ChannelHandlers.delete,
    "upload": ChannelHandlers.upload,
}


def full(channel: Channel, canvas: Json | None) -> Json:
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
        "connected_team_ids": list(channel.connected_teams),
        "pins": [dict(pin) for pin in channel.pins],
        "bookmarks": [
            {"id": bookmark["id"], "title": bookmark["title"], "link": bookmark["link"]}
            for bookmark in channel.bookmarks
        ],
        "canvas": canvas,
        "messages": [_said(message) for message in channel.messages],
    }


def _said(message: Any) -> Json:
    keys = ("ts", "user", "text", "blocks", "metadata", "thread_ts", "edited", "subtype", "files",
            "attachments", "username", "icons", "mrkdwn")  # fmt: skip
    found = {key: getattr(message, key) for key in keys}
    found["reactions"] = [
        {"name": name, "users": list(users)} for name, users in message.reactions.items()
    ]
    return found
