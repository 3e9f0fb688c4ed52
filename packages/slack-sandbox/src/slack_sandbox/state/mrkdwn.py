"""What people type, as Slack's `text`: mentions, links and escapes in mrkdwn.

Whoever acts over HTTP may type plainly (`@bob is down <b>`) or write mrkdwn itself (`<@U2>`).
"""

from __future__ import annotations

import re

from slack_sandbox.state.entities import Person
from slack_sandbox.state.workspace import Workspace

REFERENCE = re.compile(
    r"<(?:@[UW][A-Z0-9]+|#[CDG][A-Z0-9]+|!(?:here|channel|everyone|subteam\^S[A-Z0-9]+)"
    r"|(?:https?|mailto):[^<>\s|]+)(?:\|[^<>\n]*)?>"
)
ADDRESS = re.compile(r"https?://[^\s<>|]*[^\s<>|.,;:!?)'\"]")
AMPERSAND = re.compile(r"&(?!amp;|lt;|gt;)")
HANDLE = re.compile(r"(?<![\w<])@([\w.-]*\w)")
CHANNEL = re.compile(r"(?<![\w<&])#([a-z0-9_-]+)")
BROADCASTS = ("here", "channel", "everyone")


def markup(workspace: Workspace, writer: Person, typed: str, *, people: bool = True) -> str:
    """Typed words as Slack's `text`: people, groups, channels and addresses become references.

    Only channels that the writer sees do: of others not even the id is told.
    """
    found, at = [], 0
    for match in REFERENCE.finditer(typed):
        found += [_marked(workspace, writer, typed[at : match.start()], people=people), match[0]]
        at = match.end()
    return "".join([*found, _marked(workspace, writer, typed[at:], people=people)])


def groups_linked(workspace: Workspace, text: str) -> str:
    """Words of an app, with handles of groups as references (`link_names`)."""
    return HANDLE.sub(lambda match: _group(workspace, match), text)


def _marked(workspace: Workspace, writer: Person, words: str, *, people: bool) -> str:
    words = AMPERSAND.sub("&amp;", words).replace("<", "&lt;").replace(">", "&gt;")
    words = ADDRESS.sub(lambda match: f"<{match[0]}>", words)
    named = _person if people else _group
    words = HANDLE.sub(lambda match: named(workspace, match), words)
    return CHANNEL.sub(lambda match: _channel(workspace, writer, match), words)


def _person(workspace: Workspace, match: re.Match[str]) -> str:
    person = workspace.person(match[1])
    return f"<@{person.id}>" if person else _group(workspace, match)


def _group(workspace: Workspace, match: re.Match[str]) -> str:
    name = match[1]
    if name in BROADCASTS:
        return f"<!{name}>"
    groups = workspace.groups.values()
    return next((f"<!subteam^{one.id}>" for one in groups if one.handle == name), match[0])


def _channel(workspace: Workspace, writer: Person, match: re.Match[str]) -> str:
    channel = workspace.channel(match[1])
    seen = channel is not None and writer.sees(channel)
    return f"<#{channel.id}|{channel.name}>" if channel and seen else match[0]
