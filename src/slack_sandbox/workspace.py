"""The state of a workspace and what holds for it. No method of Slack's is carried out here."""

from __future__ import annotations

import itertools
import random
import secrets
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from slack_sandbox.clock import Clock
from slack_sandbox.entities import (
    SLACKBOT,
    App,
    Canvas,
    Channel,
    Grant,
    Json,
    Message,
    Person,
    UserGroup,
    View,
)

DELETED = "This message was deleted."
TRIGGER_LIVES = 3.0
"""Seconds of the workspace's clock (Slack's page on modals)."""
TRIGGERS_KEPT = 100
"""Beyond those that are good still: what came late or twice is told from what never was."""
NOTICES_KEPT = 500

NO_ICON = "https://a.slack-edge.com/80588/img/plugins/app"
"""Where Slack has the picture of an app that brought none."""


class Workspace:
    """Everything that is. `on_event` hears what the app may hear; `on_change` that all changed.

    `at` does something later, at a time of the workspace's clock. `suggested`: by the app to a
    person, in a view or a message, a block and an element, by value; `chosen`: by a person in a
    message; `looking`: at which channel. `address`: where it is served. `generation`: how often
    it began anew.
    """

    def __init__(self, app: App, clock: Clock | None = None) -> None:
        self.app = app
        self.clock = clock or Clock()
        self._random: dict[str, random.Random] = {}
        self.team = "T00000001"
        self.address = ""
        self.tickets: set[str] = set()
        self.generation = 0
        self.revision = 0
        self.on_event: Callable[[Json], None] = lambda _: None
        self.on_change: Callable[[], None] = lambda: None
        self.at: Callable[[float, Callable[[], None]], None] = lambda *_: None
        self._ids: defaultdict[str, Iterator[int]] = defaultdict(lambda: itertools.count(1))
        self.empty()

    def empty(self) -> None:
        """Nobody and nothing; ids and the clock go on."""
        self.generation += 1
        self.made = int(self.clock.now())
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.groups: dict[str, UserGroup] = {}
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[str]] = {}
        self.homes: dict[str, View] = {}
        self.ephemerals: dict[str, list[Json]] = {}
        self.files: dict[str, Json] = {}
        self.triggers: dict[str, tuple[str, float]] = {}
        self.hooks: dict[str, Json] = {}
        self.canvases: dict[str, Canvas] = {}
        self.scheduled: dict[str, Json] = {}
        self.emoji: dict[str, str] = {}
        self.suggested: dict[tuple[str, str, str, str], dict[str, Json]] = {}
        self.chosen: dict[tuple[str, str, str], dict[str, dict[str, Json]]] = {}
        self.looking: dict[str, str] = {}
        self.codes: dict[str, Grant] = {}
        self.user_tokens: dict[str, Grant] = {}

    def new_id(self, prefix: str) -> str:
        """Slack-like and never twice. Each prefix counts on its own: a request that comes in
        between two deeds does not change what they make.
        """
        return f"{prefix}{next(self._ids[prefix]):08d}S"

    def secret(self, of: str = "") -> str:
        """What nobody guesses; where the clock stands still, the so manieth `of` its kind is
        the same in every run.
        """
        if self.clock.start is None:
            return secrets.token_hex(16)
        return f"{self._random.setdefault(of, random.Random(of)).getrandbits(128):032x}"

    def changed(self) -> None:
        """Whoever looks should look again."""
        self.revision += 1
        self.on_change()

    def person(self, given: str) -> Person | None:
        """By id or name."""
        return self.people.get(given) or next(
            (one for one in self.people.values() if one.name == given.removeprefix("@")), None
        )

    def channel(self, given: str) -> Channel | None:
        """By id or name."""
        found = self.channels.get(given)
        name = given.removeprefix("#")
        return found or next(
            (one for one in self.channels.values() if one.name == name and not one.is_direct),
            None,
        )

    def add_channel(self, name: str, creator: str, *, is_private: bool = False) -> Channel:
        """A new one, with its creator in it."""
        channel = Channel(
            id=self.new_id("C"),
            name=name,
            creator=creator,
            created=int(self.clock.now()),
            is_private=is_private,
            members=[creator],
            made=time.time(),
        )
        self.channels[channel.id] = channel
        self.changed()
        return channel

    def direct(self, user: str) -> Channel:
        """The direct messages between the app and a person."""
        for channel in self.channels.values():
            if channel.im == user:
                return channel
        bot = self.app.bot_user
        channel = Channel(
            id=self.new_id("D"),
            name="",
            creator=bot,
            created=int(self.clock.now()),
            is_private=True,
            im=user,
            members=[bot, user],
        )
        self.channels[channel.id] = channel
        made = {"id": channel.id, "is_im": True, "created": channel.created, "user": user}
        self.emit({"type": "im_created", "user": user, "channel": made})
        return channel

    def group_of(self, users: frozenset[str]) -> Channel | None:
        """The direct messages of exactly these people."""
        for channel in self.channels.values():
            if channel.mpim and frozenset(channel.members) == users:
                return channel
        return None

    def add_group(self, users: frozenset[str]) -> Channel:
        """New direct messages of several people."""
        names = "--".join(sorted(self.people[one].name for one in users))
        channel = Channel(
            id=self.new_id("C"),
            name=f"mpdm-{names}-1",
            creator=self.app.bot_user,
            created=int(self.clock.now()),
            is_private=True,
            mpim=True,
            members=sorted(users),
        )
        self.channels[channel.id] = channel
        self.changed()
        return channel

    def post(self, channel: Channel, user: str, text: str, **more: Any) -> Message:
        """Say something; the app hears it where it may."""
        message = Message(ts=self.clock.ts(), user=user, text=text, made=time.time(), **more)
        channel.messages.append(message)
        event = self._said(channel, message)
        self.emit(event, channel)
        mentioned = f"<@{self.app.bot_user}>" in text and not more.get("bot_id")
        if mentioned and not channel.im:  # where everything is for the app it is no mention
            mention = {k: v for k, v in event.items() if k not in ("channel_type", "subtype")}
            self.emit({**mention, "type": "app_mention"}, channel)
        self.changed()
        return message

    def in_thread(self, channel: Channel, root: Message, *, broadcast: bool) -> Json:
        """What makes a message an answer to another, and with `broadcast` one for all."""
        first = channel.message(root.thread_ts or root.ts) or root
        if broadcast:
            shown = {**self.heard(first), "thread_ts": first.ts}
            shown.pop("client_msg_id", None)  # recorded without (MessageThreadBroadcastPayload)
            return {"thread_ts": first.ts, "subtype": "thread_broadcast", "root": shown}
        return {"thread_ts": first.ts, "parent_user_id": first.user}

    def note(self, channel: Channel, user: str, text: str, subtype: str, **more: Any) -> Message:
        """What Slack itself says in a channel; `more` stands in the event."""
        message = Message(
            ts=self.clock.ts(), user=user, text=text, made=time.time(), subtype=subtype, about=more
        )
        channel.messages.append(message)
        self.emit(self._said(channel, message), channel)
        self.changed()
        return message

    def changed_message(self, channel: Channel, message: Message, before: Json) -> None:
        """The app hears that something that was said reads otherwise now."""
        ts = self.clock.ts()
        event = {"type": "message", "subtype": "message_changed", "hidden": True, "ts": ts}
        event |= {"channel": channel.id, "channel_type": channel_type(channel), "event_ts": ts}
        shown = self.heard(message)
        self.emit({**event, "message": shown, "previous_message": before}, channel)
        self.changed()

    def remove_message(self, channel: Channel, message: Message) -> None:
        """Gone, and no longer pinned; where others have answered it, a tombstone stays."""
        before = self.heard(message)
        self._forget_choices(message.ts)
        channel.pins = [one for one in channel.pins if one["ts"] != message.ts]
        if any(one.thread_ts == message.ts and one is not message for one in channel.messages):
            stone = Message(ts=message.ts, user=SLACKBOT, text=DELETED, subtype="tombstone",
                            thread_ts=message.ts, made=message.made)  # fmt: skip
            channel.messages[channel.messages.index(message)] = stone
            self.changed_message(channel, stone, before)
            return
        channel.messages.remove(message)
        ts = self.clock.ts()
        event = {"type": "message", "subtype": "message_deleted", "hidden": True, "ts": ts}
        event |= {"channel": channel.id, "channel_type": channel_type(channel), "event_ts": ts}
        self.emit({**event, "deleted_ts": message.ts, "previous_message": before}, channel)
        self.changed()

    def _forget_choices(self, ts: str) -> None:
        """Nobody chooses anything in this message any more."""
        self.chosen = {key: one for key, one in self.chosen.items() if key[2] != ts}
        self.suggested = {key: one for key, one in self.suggested.items() if key[1] != ts}

    def _said(self, channel: Channel, message: Message) -> Json:
        """A message on its own; one with a subtype does not name the team."""
        event = {
            "type": "message",
            "channel": channel.id,
            "channel_type": channel_type(channel),
            "event_ts": message.ts,
            **self.heard(message),
        }
        return {k: v for k, v in event.items() if not (message.subtype and k == "team")}

    def heard(self, message: Message) -> Json:
        """A message as events show it: as answers do, but for the app's id."""
        return {key: value for key, value in self.shape(message).items() if key != "app_id"}

    def emit(self, event: Json, channel: Channel | None = None) -> None:
        """Hand an event to the app, if it is in the channel; without one, in any case."""
        if channel is None or self.app.bot_user in channel.members:
            self.on_event(event)

    def pin(self, channel: Channel, ts: str, user: str) -> None:
        """Keep a message at hand."""
        channel.pins.append({"ts": ts, "by": user, "created": int(self.clock.now())})
        self._about_message("pin_added", channel, ts, user)

    def unpin(self, channel: Channel, ts: str, user: str) -> None:
        """No longer."""
        channel.pins = [one for one in channel.pins if one["ts"] != ts]
        self._about_message("pin_removed", channel, ts, user)

    def react(self, channel: Channel, message: Message, name: str, user: str) -> None:
        """An emoji on a message."""
        message.reactions.setdefault(name, []).append(user)
        self._reacted("reaction_added", channel, message, name, user)

    def unreact(self, channel: Channel, message: Message, name: str, user: str) -> None:
        """Away with it."""
        message.reactions[name].remove(user)
        if not message.reactions[name]:
            del message.reactions[name]
        self._reacted("reaction_removed", channel, message, name, user)

    def _about_message(self, kind: str, channel: Channel, ts: str, user: str) -> None:
        message = channel.message(ts)
        at = int(self.clock.now())
        item: Json = {"type": "message", "channel": channel.id, "created": at, "created_by": user}
        if message:
            address = f"{self.address}/archives/{channel.id}/p{ts.replace('.', '')}"
            item["message"] = {**self.shape(message), "permalink": address}
        event: Json = {"type": kind, "user": user, "channel_id": channel.id, "item": item}
        event |= {"item_user": message.user if message else "", "pin_count": len(channel.pins)}
        event["pinned_info"] = {"channel": channel.id, "pinned_by": user, "pinned_ts": at}
        if kind == "pin_removed":
            event["has_pins"] = bool(channel.pins)
        self.emit({**event, "event_ts": self.clock.ts()}, channel)
        self.changed()

    def _reacted(self, kind: str, channel: Channel, message: Message, name: str, user: str) -> None:
        event = {
            "type": kind,
            "user": user,
            "reaction": name,
            "item": {"type": "message", "channel": channel.id, "ts": message.ts},
            "item_user": message.user,
            "event_ts": self.clock.ts(),
        }
        self.emit(event, channel)
        self.changed()

    def trigger(self, user: str) -> str:
        """Good once and for three seconds."""
        now = self.clock.now()
        for old in list(self.triggers)[:-TRIGGERS_KEPT]:
            if self.triggers[old][1] < now:
                del self.triggers[old]
        made = f"{self.new_id('')}.{self.secret('trigger')[:16]}"
        self.triggers[made] = (user, now + TRIGGER_LIVES)
        return made

    def hook(self, user: str, channel: str) -> str:
        """The path of a response URL: five uses in half an hour."""
        secret, now = self.secret("hook"), self.clock.now()
        over = itertools.takewhile(lambda one: self.hooks[one]["until"] < now, self.hooks)
        for old in list(over):
            del self.hooks[old]
        self.hooks[secret] = {"user": user, "channel": channel, "left": 5, "until": now + 1800}
        return secret

    def whisper(
        self,
        user: str,
        channel: str,
        text: str,
        blocks: list[Json],
        attachments: Sequence[Json] = (),
        thread: str | None = None,
    ) -> str:
        """Only visible to one person, in a thread (its first message's ts) or in the channel."""
        ts = self.clock.ts()
        found = {"kind": "ephemeral", "channel": channel, "ts": ts, "text": text, "blocks": blocks}
        if attachments:
            found["attachments"] = list(attachments)
        if thread:
            found["thread_ts"] = thread
        notices = self.ephemerals.setdefault(user, [])
        notices.append(found)
        del notices[:-NOTICES_KEPT]
        self.changed()
        return ts

    def view_shape(self, view: View) -> Json:
        """A form or a Home as Slack's answers and payloads show it."""
        payload = view.payload
        return {
            "id": view.id,
            "team_id": self.team,
            "type": payload["type"],
            "blocks": payload["blocks"],
            "private_metadata": payload.get("private_metadata", ""),
            "callback_id": payload.get("callback_id", ""),
            "state": {"values": view.state},
            "hash": view.hash,
            "title": payload.get("title"),
            "clear_on_close": payload.get("clear_on_close", False),
            "notify_on_close": payload.get("notify_on_close", False),
            "close": payload.get("close"),
            "submit": payload.get("submit"),
            "previous_view_id": view.previous,
            "root_view_id": view.root,
            "app_id": self.app.id,
            "external_id": payload.get("external_id", ""),
            "app_installed_team_id": self.team,
            "bot_id": self.app.bot_id,
        }

    def bot_profile(self) -> Json:
        """The app beside its messages."""
        app = self.app
        names = {36: "bot_36", 48: "bot_48", 72: "service_72"}
        icons = {f"image_{size}": f"{NO_ICON}/{name}.png" for size, name in names.items()}
        found: Json = {"id": app.bot_id, "deleted": False, "name": app.name, "updated": 0}
        return {**found, "app_id": app.id, "icons": icons, "team_id": self.team}

    def shape(self, message: Message) -> Json:
        """A message as Slack's answers show it, without its metadata."""
        shown: Json = {"type": "message", "user": message.user, "ts": message.ts}
        shown["text"] = message.text
        shown["team"] = self.team
        if message.subtype:
            shown |= {"subtype": message.subtype, **message.about}
        if message.client_msg_id:
            shown["client_msg_id"] = message.client_msg_id
        if message.bot_id:
            shown |= {"bot_id": message.bot_id, "app_id": self.app.id}
            shown["bot_profile"] = self.bot_profile()
        for key in ("username", "icons", "root", "parent_user_id"):
            if getattr(message, key):
                shown[key] = getattr(message, key)
        if message.blocks:
            shown["blocks"] = message.blocks
        if message.thread_ts:
            shown["thread_ts"] = message.thread_ts
        if message.edited:
            shown["edited"] = message.edited
        if message.files:
            shown["files"] = message.files
        if message.attachments:
            shown["attachments"] = message.attachments
        if message.reactions:
            shown["reactions"] = [
                {"name": name, "users": list(users), "count": len(users)}
                for name, users in message.reactions.items()
            ]
        return shown


def channel_type(channel: Channel) -> str:
    """As events call it."""
    if channel.is_direct:
        return "im" if channel.im else "mpim"
    return "group" if channel.is_private else "channel"
