"""The state of a workspace: its people, channels, views, files, tokens, and ids for new ones."""

from __future__ import annotations

import itertools
import random
import secrets
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from slack_sandbox.state.clock import Clock
from slack_sandbox.state.entities import (
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
from slack_sandbox.state.preferences import PREFERENCES

TRIGGER_LIVES = 3.0
"""Seconds of the workspace's clock (Slack's page on modals)."""
TRIGGERS_KEPT = 100
"""Beyond those that are good still: what came late or twice is told from what never was."""
NOTICES_KEPT = 500


PAID, FREE, NO_CANVASES = "paid", "free", "no-canvases"
PLANS = (PAID, FREE, NO_CANVASES)
"""What of Slack is paid for; the last is a paid one in which an administrator has switched canvases
off. Of all that plans differ in, only canvases are told apart here."""


class Workspace:
    """Everything that a workspace holds, by id.

    `on_event` is called with each event for the app, `on_change` after each change; `schedule`
    calls a function at a time of the workspace's clock. `offered_options`: by the app to a person,
    in a view or a message, a block and an element, by value. `chosen_values`: by a person in a
    channel and a message. `current_channel`: which one each person looks at. `other_teams`: the
    names of other workspaces by id (Slack Connect). `address`: where the workspace is served.
    `generation`: how often it was cleared. `hint`: a line above the message box, until somebody has
    sent a command. `scenarios`: what can be played, and whether it is playing.
    """

    def __init__(self, app: App, clock: Clock | None = None) -> None:
        self.app = app
        self.clock = clock or Clock()
        self._random: dict[str, random.Random] = {}
        self.team = "T00000001"
        self.address = ""
        self.tickets: set[str] = set()
        self.hint = ""
        self.scenarios: dict[str, bool] = {}
        self.generation = 0
        self.revision = 0
        self.on_event: Callable[[Json], None] = lambda _: None
        self.on_change: Callable[[], None] = lambda: None
        self.schedule: Callable[[float, Callable[[], None]], None] = lambda *_: None
        self._ids: defaultdict[str, Iterator[int]] = defaultdict(lambda: itertools.count(1))
        self.plan = PAID
        self.trigger_lives = TRIGGER_LIVES
        self.clear()

    def clear(self) -> None:
        """Forgets everybody and everything; ids and the clock go on."""
        self.generation += 1
        self.created = int(self.clock.now())
        self.people: dict[str, Person] = {}
        self.other_teams: dict[str, str] = {}
        self.channels: dict[str, Channel] = {}
        self.groups: dict[str, UserGroup] = {}
        self.views: dict[str, View] = {}
        self.view_stacks: dict[str, list[str]] = {}
        self.homes: dict[str, View] = {}
        self.ephemerals: dict[str, list[Json]] = {}
        self.files: dict[str, Json] = {}
        self.triggers: dict[str, tuple[str, float]] = {}
        self.response_urls: dict[str, Json] = {}
        self.canvases: dict[str, Canvas] = {}
        self.scheduled: dict[str, Json] = {}
        self.emoji: dict[str, str] = {}
        self.offered_options: dict[tuple[str, str, str, str], dict[str, Json]] = {}
        self.chosen_values: dict[tuple[str, str, str], dict[str, dict[str, Json]]] = {}
        self.current_channel: dict[str, str] = {}
        self.codes: dict[str, Grant] = {}
        self.user_tokens: dict[str, Grant] = {}
        self.preferences = dict(PREFERENCES)

    def new_id(self, prefix: str) -> str:
        """Slack-like and never twice. Each prefix counts on its own: a request that comes in
        between two actions does not change what they make.
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
        """Counts a change and tells whoever watches the workspace."""
        self.revision += 1
        self.on_change()

    def person(self, id_or_name: str) -> Person | None:
        """The person with this id or name, or None."""
        return self.people.get(id_or_name) or next(
            (
                person
                for person in self.people.values()
                if person.name == id_or_name.removeprefix("@")
            ),
            None,
        )

    def channel(self, id_or_name: str) -> Channel | None:
        """The channel with this id or name, or None."""
        found = self.channels.get(id_or_name)
        name = id_or_name.removeprefix("#")
        return found or next(
            (
                channel
                for channel in self.channels.values()
                if channel.name == name and not channel.is_direct
            ),
            None,
        )

    def add_channel(self, name: str, creator: str, *, is_private: bool = False) -> Channel:
        """Adds a channel with its creator in it."""
        channel = Channel(
            id=self.new_id("C"),
            name=name,
            creator=creator,
            created=int(self.clock.now()),
            is_private=is_private,
            members=[creator],
            machine_created=time.time(),
        )
        self.channels[channel.id] = channel
        self.changed()
        return channel

    def direct_conversation(self, user: str) -> Channel:
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
        shown = {"id": channel.id, "is_im": True, "created": channel.created, "user": user}
        self.emit({"type": "im_created", "user": user, "channel": shown})
        return channel

    def group_conversation(self, users: frozenset[str]) -> Channel | None:
        """The direct messages of exactly these people."""
        for channel in self.channels.values():
            if channel.mpim and frozenset(channel.members) == users:
                return channel
        return None

    def add_group_conversation(self, users: frozenset[str]) -> Channel:
        """Opens direct messages of several people."""
        names = "--".join(sorted(self.people[user].name for user in users))
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

    def messages_with_file(self, file_id: str) -> Iterator[tuple[Channel, Message]]:
        """Each message that shows this file, with its channel."""
        for channel in self.channels.values():
            for message in channel.messages:
                if any(file["id"] == file_id for file in message.files):
                    yield channel, message

    def primary_owner(self) -> str:
        """The id of whoever owns the workspace: its first full member, else Slackbot."""
        for person in self.people.values():
            if not (person.is_bot or person.deleted or person.is_restricted or person.team):
                return person.id
        return SLACKBOT.id

    def emit(self, event: Json, channel: Channel | None = None) -> None:
        """Hand an event to the app, if it is in the channel; without one, in any case."""
        if channel is None or self.app.bot_user in channel.members:
            self.on_event(event)

    def new_trigger(self, user: str) -> str:
        """A trigger id of this person, good once, for three seconds or all of `patience`."""
        now = self.clock.now()
        for old in list(self.triggers)[:-TRIGGERS_KEPT]:
            if self.triggers[old][1] < now:
                del self.triggers[old]
        trigger_id = f"{self.new_id('')}.{self.secret('trigger')[:16]}"
        self.triggers[trigger_id] = (user, now + self.trigger_lives)
        return trigger_id

    def new_response_url(self, user: str, channel: str) -> str:
        """A new secret for a response URL, good for five uses in half an hour."""
        secret, now = self.secret("hook"), self.clock.now()
        over = itertools.takewhile(
            lambda secret: self.response_urls[secret]["until"] < now, self.response_urls
        )
        for old in list(over):
            del self.response_urls[old]
        self.response_urls[secret] = {
            "user": user,
            "channel": channel,
            "left": 5,
            "until": now + 1800,
        }
        return secret

    def post_ephemeral(
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
