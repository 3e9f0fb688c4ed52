"""What Slack sends to an app: commands, presses, submissions, shortcuts, events."""

from __future__ import annotations

import re
from typing import Any

from slack_sandbox.entities import Channel, Json, Message, Person, View
from slack_sandbox.workspace import Workspace

TOKEN = "sandbox"
"""The legacy verification token, which nobody checks any more."""


def slash_command(
    ws: Workspace, person: Person, channel: Channel, command: str, text: str, origin: str
) -> Json:
    """A typed command."""
    hook = ws.hook(person.id, channel.id)
    return {
        "token": TOKEN,
        "team_id": ws.team,
        "team_domain": "sandbox",
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": person.id,
        "user_name": person.name,
        "command": command,
        "text": escaped(ws, text) if command in ws.app.escapes else text,
        "api_app_id": ws.app.id,
        "is_enterprise_install": "false",
        "response_url": f"{origin}/hooks/{hook}",
        "trigger_id": ws.trigger(person.id),
    }


def channel_name(channel: Channel) -> str:
    """As payloads name a place."""
    if channel.im:
        return "directmessage"
    return "privategroup" if channel.is_private else channel.name


def escaped(ws: Workspace, text: str) -> str:
    """`@alice` and `#general` as ids, for commands that ask for it."""

    def person(match: re.Match[str]) -> str:
        found = ws.person(match[1])
        return f"<@{found.id}|{found.name}>" if found else match[0]

    def channel(match: re.Match[str]) -> str:
        found = ws.channel(match[1])
        return f"<#{found.id}|{found.name}>" if found else match[0]

    text = re.sub(r"(?<![\w<])@([a-z0-9._-]+)", person, text)
    return re.sub(r"(?<![\w<])#([a-z0-9_-]+)", channel, text)


def interactive(ws: Workspace, kind: str, person: Person) -> Json:
    """What every interaction carries."""
    return {
        "type": kind,
        "team": {"id": ws.team, "domain": "sandbox"},
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": ws.team,
        },
        "api_app_id": ws.app.id,
        "token": TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def click_in_message(
    ws: Workspace,
    person: Person,
    channel: Channel,
    message: Message | Json,
    action: Json,
    origin: str,
) -> Json:
    """A press in a message, or in a notice that only one person sees."""
    ephemeral = isinstance(message, dict)
    ts = message["ts"] if isinstance(message, dict) else message.ts
    hook = ws.hook(person.id, channel.id)
    ws.hooks[hook]["message"] = ts
    found = interactive(ws, "block_actions", person)
    found |= {
        "container": {
            "type": "message",
            "message_ts": ts,
            "channel_id": channel.id,
            "is_ephemeral": ephemeral,
        },
        "trigger_id": ws.trigger(person.id),
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "state": {"values": {}},
        "response_url": f"{origin}/hooks/{hook}",
        "actions": [{**action, "action_ts": ws.clock.ts()}],
    }
    if not isinstance(message, dict):
        found["message"] = ws.shape(message)
    return found


def click_in_view(ws: Workspace, person: Person, view: View, action: Json) -> Json:
    """A press in a form or in the Home."""
    found = interactive(ws, "block_actions", person)
    return {
        **found,
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": ws.trigger(person.id),
        "view": ws.view_shape(view),
        "actions": [{**action, "action_ts": ws.clock.ts()}],
    }


def suggestion(
    ws: Workspace, person: Person, asked: Json, view: View | None, channel: Channel | None
) -> Json:
    """What options there are for what a person has typed (`asked`: ids and value)."""
    found = interactive(ws, "block_suggestion", person) | asked
    if view is not None:
        container = {"type": "view", "view_id": view.id}
        return {**found, "container": container, "view": ws.view_shape(view)}
    assert channel is not None
    place = {"id": channel.id, "name": channel_name(channel)}
    inside: Json = {"type": "message", "channel_id": channel.id, "is_ephemeral": False}
    return {**found, "container": inside, "channel": place}


def submission(ws: Workspace, person: Person, view: View) -> Json:
    """A form sent off."""
    return {
        **interactive(ws, "view_submission", person),
        "trigger_id": ws.trigger(person.id),
        "view": ws.view_shape(view),
        "response_urls": [],
    }


def closing(ws: Workspace, person: Person, view: View, *, cleared: bool) -> Json:
    """A form put away."""
    found = interactive(ws, "view_closed", person)
    return {**found, "view": ws.view_shape(view), "is_cleared": cleared}


def shortcut(ws: Workspace, person: Person, callback: str) -> Json:
    """From the search box or the plus sign."""
    found = interactive(ws, "shortcut", person)
    more = {"callback_id": callback, "trigger_id": ws.trigger(person.id)}
    return {**found, **more, "action_ts": ws.clock.ts()}


def message_shortcut(
    ws: Workspace, person: Person, channel: Channel, message: Message, callback: str, origin: str
) -> Json:
    """From a message's menu."""
    hook = ws.hook(person.id, channel.id)
    common = interactive(ws, "message_action", person)
    del common["api_app_id"], common["user"]["username"]
    return {
        **common,
        "callback_id": callback,
        "trigger_id": ws.trigger(person.id),
        "response_url": f"{origin}/hooks/{hook}",
        "message_ts": message.ts,
        "action_ts": ws.clock.ts(),
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "message": ws.shape(message),
    }


def event(ws: Workspace, inner: Json) -> Json:
    """An event in its envelope."""
    return {
        "token": TOKEN,
        "team_id": ws.team,
        "api_app_id": ws.app.id,
        "event": inner,
        "type": "event_callback",
        "event_id": ws.new_id("Ev"),
        "event_time": int(ws.clock.now()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": ws.team,
                "user_id": ws.app.bot_user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": ws.new_id("4-"),
    }


def subscription(inner: Json) -> str:
    """What a manifest calls this event."""
    kind: str = inner["type"]
    if kind != "message":
        return kind
    plural: dict[Any, str] = {"im": "im", "mpim": "mpim", "group": "groups"}
    return f"message.{plural.get(inner.get('channel_type'), 'channels')}"
