"""What a workspace is made of. Ids and names as Slack gives them; times are the workspace's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Person:
    """A human, a guest, an app's user, or somebody of another workspace (Slack Connect).

    `is_restricted`: a guest; `is_ultra_restricted`: one of a single channel. `team`: the id of
    their own workspace, empty for this one. `dnd_until` in Unix seconds, 0 for never.
    """

    id: str
    name: str
    real_name: str
    email: str = ""
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    team: str = ""
    deleted: bool = False
    dnd_until: float = 0.0
    status_text: str = ""
    status_emoji: str = ""
    updated: int = 0

    def brief(self) -> Json:
        """As the sandbox's own interface shows a person."""
        keys = ("id", "name", "real_name", "is_bot", "deleted", "is_restricted",
                "is_ultra_restricted", "team")  # fmt: skip
        return {key: getattr(self, key) for key in keys}

    def sees(self, channel: Channel) -> bool:
        """What is public every full member sees; all else only those who are in it."""
        hidden = channel.is_private or self.is_restricted or bool(self.team)
        return self.id in channel.members or not hidden


SLACKBOT = Person(id="USLACKBOT", name="slackbot", real_name="Slackbot")
"""Slack's own user, who is in every workspace."""


@dataclass(slots=True, kw_only=True)
class Message:
    """Something said. `machine_created`: on the machine's clock, for reads that lag.

    `about`: what Slack's own messages say beside their words, such as who invited.
    """

    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    bot_id: str | None = None
    metadata: Json | None = None
    thread_ts: str | None = None
    subtype: str | None = None
    client_msg_id: str | None = None
    username: str | None = None
    icons: Json | None = None
    root: Json | None = None
    mrkdwn: bool = True
    parent_user_id: str | None = None
    about: Json = field(default_factory=dict)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    edited: Json | None = None
    files: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    machine_created: float = 0.0


@dataclass(slots=True, kw_only=True)
class Channel:
    """A place to talk; `im` is the other person where it is direct, `mpim` with several.

    `topic_by` and `purpose_by`: who set it, and when (0 for never). `connected_teams`: the ids of
    the other workspaces that it is shared with. `who_can_post`: everyone, or admin.
    """

    id: str
    name: str
    creator: str
    created: int
    is_private: bool = False
    is_archived: bool = False
    is_general: bool = False
    who_can_post: str = "everyone"
    im: str | None = None
    mpim: bool = False
    topic: str = ""
    topic_by: tuple[str, int] = ("", 0)
    purpose: str = ""
    purpose_by: tuple[str, int] = ("", 0)
    previous_names: list[str] = field(default_factory=list)
    updated: float = 0.0
    members: list[str] = field(default_factory=list)
    connected_teams: list[str] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    pins: list[Json] = field(default_factory=list)
    bookmarks: list[Json] = field(default_factory=list)
    machine_created: float = 0.0

    @property
    def is_direct(self) -> bool:
        """Direct messages with one or several; not in anybody's list of channels."""
        return bool(self.im) or self.mpim

    def message(self, ts: str) -> Message | None:
        """The message with this time stamp, or None."""
        return next((message for message in self.messages if message.ts == ts), None)


@dataclass(slots=True, kw_only=True)
class View:
    """A form or a Home. `payload` is what the app sent; `state` what the person typed."""

    id: str
    user: str
    payload: Json
    hash: str
    root: str
    previous: str | None = None
    state: dict[str, dict[str, Json]] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class UserGroup:
    """Several people under one handle, who can be mentioned together."""

    id: str
    handle: str
    name: str
    users: list[str]


@dataclass(slots=True, kw_only=True)
class Canvas:
    """A document; `markdown` is all that it holds, `channel` where it is a tab."""

    id: str
    title: str
    markdown: str
    channel: str | None = None
    access: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Grant:
    """A person's consent, on its way from a code to a token (OAuth 2.0, RFC 6749, 4.1)."""

    user: str
    scopes: str
    redirect_uri: str
    nonce: str = ""
    challenge: str = ""


@dataclass(slots=True, kw_only=True)
class App:
    """The one app of the workspace. None means: everything documented is granted.

    `addresses`: those of its manifest, by command or by what is sent. `socket_mode`: it is on.
    `command_help`: the `description` and `usage_hint` of each command that the manifest names.
    """

    id: str
    bot_id: str
    bot_user: str
    bot_token: str
    app_token: str
    signing_secret: str
    request_url: str | None = None
    addresses: dict[str, str] = field(default_factory=dict)
    socket_mode: bool = True
    scopes: frozenset[str] | None = None
    commands: frozenset[str] | None = None
    command_help: dict[str, Json] = field(default_factory=dict)
    events: frozenset[str] | None = None
    shortcuts: list[Json] = field(default_factory=list)
    escaped_commands: frozenset[str] = frozenset()
    name: str = "App"
    home_tab: bool = True
    messages_tab: bool = True
    client_id: str = ""
    client_secret: str = ""
