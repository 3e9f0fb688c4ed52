"""What a person did in Slack, read from its payloads: commands, presses, submissions, shortcuts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

Payload = Mapping[str, Any]
"""A decoded JSON object of Slack's."""

_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|([^<>|]*))?>")
_PLACE = re.compile(r"<(#|!subteam\^)[A-Z0-9]+\|@?([^<>|]+)>")
_EVERYONE = re.compile(r"<!(here|channel|everyone)(?:\|[^<>]*)?>")
_LINK = re.compile(r"<((?:https?|mailto):[^<>|]+)(?:\|([^<>]*))?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """`channel` is None in direct messages; `values` is what a button carried, at its bars.

    `respond_to` is Slack's response URL, `trigger` what opens a form for three seconds, `team` the
    workspace that the person belongs to (another one where a channel is shared with it). `markup`
    is `text` as Slack sent it, with its mentions.
    """

    user: str
    team: str | None = None
    channel: str | None = None
    channel_name: str = ""
    trigger: str = ""
    respond_to: str | None = None
    text: str = ""
    markup: str = ""
    action: str = ""
    values: tuple[str, ...] = ()
    view: Payload = field(default_factory=dict)
    message: Payload = field(default_factory=dict)

    @property
    def in_home(self) -> bool:
        """Whether it was pressed in the app's Home, which is no form and stays where it is."""
        return self.view.get("type") == "home"

    @property
    def incident(self) -> str:
        """The opaque id of the incident that a button belongs to."""
        return self.values[0] if self.values else ""

    @property
    def about(self) -> str:
        """What else the button carried."""
        return "|".join(self.values[1:])


def command(payload: Payload) -> Interaction:
    """Read a slash command: who typed it, where, and the words behind it."""
    return Interaction(
        user=str(payload["user_id"]),
        team=payload.get("user_team_id") or payload.get("team_id"),
        channel=channel(payload.get("channel_id")),
        channel_name=str(payload.get("channel_name") or ""),
        trigger=str(payload.get("trigger_id", "")),
        respond_to=payload.get("response_url"),
        text=without_markup(str(payload.get("text") or "")),
        markup=str(payload.get("text") or ""),
    )


def press(payload: Payload) -> Interaction:
    """A button, or an option that was picked."""
    action = payload["actions"][0]
    picked = action.get("value") or (action.get("selected_option") or {}).get("value") or ""
    return Interaction(
        user=str(payload["user"]["id"]),
        team=team(payload),
        channel=channel((payload.get("channel") or {}).get("id")),
        channel_name=str((payload.get("channel") or {}).get("name") or ""),
        trigger=str(payload.get("trigger_id", "")),
        respond_to=payload.get("response_url"),
        action=str(action["action_id"]),
        values=tuple(str(picked).split("|")),
        view=payload.get("view") or {},
        message=payload.get("message") or {},
    )


def submission(payload: Payload) -> Interaction:
    """A form that was sent off."""
    return Interaction(
        user=str(payload["user"]["id"]),
        team=team(payload),
        trigger=str(payload.get("trigger_id", "")),
        view=payload["view"],
    )


def shortcut(payload: Payload) -> Interaction:
    """A global or a message shortcut."""
    return Interaction(
        user=str(payload["user"]["id"]),
        team=team(payload),
        channel=channel((payload.get("channel") or {}).get("id")),
        channel_name=str((payload.get("channel") or {}).get("name") or ""),
        trigger=str(payload.get("trigger_id", "")),
        respond_to=payload.get("response_url"),
        message=payload.get("message") or {},
    )


def team(payload: Payload) -> str | None:
    """The workspace of the person who acts, where the payload says it."""
    return payload["user"].get("team_id") or (payload.get("team") or {}).get("id")


def channel(given: object) -> str | None:
    """A channel where people can be told; a direct one is none."""
    return given if isinstance(given, str) and given[:1] in ("C", "G") else None


@dataclass(frozen=True, slots=True)
class PersonMention:
    """Somebody whom Slack marked in what was typed: their id, and how it stands there."""

    person: str
    markup: str


def first_mention(words: str) -> PersonMention | None:
    """The first person in Slack's markup, or None."""
    match = _PERSON.search(words)
    return PersonMention(match[1], match[0]) if match else None


def mentioned_people(words: str) -> frozenset[str]:
    """The ids of the people in Slack's markup."""
    return frozenset(match[1] for match in _PERSON.finditer(words))


def without_markup(words: str, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """What the person typed: Slack escapes three characters and marks mentions and links.

    `names` are of people by their ids, for mentions that carry none
    (docs.slack.dev/messaging/formatting-message-text).
    """
    plain = _PERSON.sub(
        lambda mention: f"@{names.get(mention[1]) or mention[2] or mention[1]}", words
    )
    plain = _PLACE.sub(lambda place: f"{'#' if place[1] == '#' else '@'}{place[2]}", plain)
    plain = _LINK.sub(_link, _EVERYONE.sub(r"@\1", plain))
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        plain = plain.replace(entity, character)
    return plain.strip()


def _link(link: re.Match[str]) -> str:
    address, label = link[1].removeprefix("mailto:"), link[2]
    return f"{label} ({address})" if label and label not in link[1] else address
