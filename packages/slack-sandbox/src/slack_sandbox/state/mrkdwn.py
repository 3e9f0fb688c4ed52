"""What people type, as Slack's `text`: mentions, links and escapes in mrkdwn. And what Slack adds
to an app's own markup, where the app does not forbid it.

Whoever acts over HTTP may type plainly (`@bob is down <b>`) or write mrkdwn itself (`<@U2>`).
"""

from __future__ import annotations

import re
from typing import Any

from slack_sandbox.state.entities import Person
from slack_sandbox.state.workspace import Workspace

REFERENCE_PATTERN = re.compile(
    r"<(?:@[UW][A-Z0-9]+|#[CDG][A-Z0-9]+|!(?:here|channel|everyone|subteam\^S[A-Z0-9]+)"
    r"|(?:https?|mailto):[^<>\s|]+)(?:\|[^<>\n]*)?>"
)
ANY_REFERENCE = re.compile(r"(<[^<>\n]+>)")
URL_PATTERN = re.compile(r"https?://[^\s<>|]*[^\s<>|.,;:!?)'\"]")
AMPERSAND = re.compile(r"&(?!amp;|lt;|gt;)")
HANDLE_PATTERN = re.compile(r"(?<![\w<])@([\w.-]*\w)")
CHANNEL_PATTERN = re.compile(r"(?<![\w<&])#([a-z0-9_-]+)")
BROADCASTS = ("here", "channel", "everyone")


def to_mrkdwn(workspace: Workspace, writer: Person, text: str, *, people: bool = True) -> str:
    """Typed words as Slack's `text`: people, groups, channels and addresses become references.

    Only channels that the writer sees do: of others not even the id is told.
    """
    found, at = [], 0
    for match in REFERENCE_PATTERN.finditer(text):
        found += [
            _escape_and_link(workspace, writer, text[at : match.start()], people=people),
            match[0],
        ]
        at = match.end()
    return "".join([*found, _escape_and_link(workspace, writer, text[at:], people=people)])


def link_plain_words(workspace: Workspace, value: Any) -> None:
    """In place: what is not `verbatim` in an app's blocks gets its links, as Slack makes them.

    Addresses, channels, groups and `@here` become references; Slack's own page says of people only
    that *certain mentions* do (docs.slack.dev/reference/block-kit/composition-objects/text-object).
    """
    if isinstance(value, list):
        for item in value:
            link_plain_words(workspace, item)
    elif isinstance(value, dict):
        if value.get("type") == "mrkdwn" and not value.get("verbatim"):
            value["text"] = _link_between_references(workspace, str(value["text"]))
        for item in value.values():
            link_plain_words(workspace, item)


def _link_between_references(workspace: Workspace, text: str) -> str:
    app = workspace.people[workspace.app.bot_user]
    parts = ANY_REFERENCE.split(text)
    parts[::2] = [_link(workspace, app, words, people=False) for words in parts[::2]]
    return "".join(parts)


def link_group_names(workspace: Workspace, text: str) -> str:
    """A text of an app with the handles of groups as mentions (`link_names`)."""
    return HANDLE_PATTERN.sub(lambda match: _group_mention(workspace, match), text)


def _escape_and_link(workspace: Workspace, writer: Person, plain: str, *, people: bool) -> str:
    plain = AMPERSAND.sub("&amp;", plain).replace("<", "&lt;").replace(">", "&gt;")
    return _link(workspace, writer, plain, people=people)


def _link(workspace: Workspace, writer: Person, plain: str, *, people: bool) -> str:
    plain = URL_PATTERN.sub(lambda match: f"<{match[0]}>", plain)
    mention = _mention if people else _group_mention
    plain = HANDLE_PATTERN.sub(lambda match: mention(workspace, match), plain)
    return CHANNEL_PATTERN.sub(lambda match: _channel_mention(workspace, writer, match), plain)


def _mention(workspace: Workspace, match: re.Match[str]) -> str:
    person = workspace.person(match[1])
    return f"<@{person.id}>" if person else _group_mention(workspace, match)


def _group_mention(workspace: Workspace, match: re.Match[str]) -> str:
    name = match[1]
    if name in BROADCASTS:
        return f"<!{name}>"
    groups = workspace.groups.values()
    return next((f"<!subteam^{group.id}>" for group in groups if group.handle == name), match[0])


def _channel_mention(workspace: Workspace, writer: Person, match: re.Match[str]) -> str:
    channel = workspace.channel(match[1])
    visible = channel is not None and writer.sees(channel)
    return f"<#{channel.id}|{channel.name}>" if channel and visible else match[0]
