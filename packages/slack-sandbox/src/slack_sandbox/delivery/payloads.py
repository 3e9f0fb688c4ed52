"""What Slack sends to an app: commands, presses, submissions, shortcuts, events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from slack_sandbox.state.entities import Channel, Json, Message, Person, View
from slack_sandbox.state.form_state import State
from slack_sandbox.state.mrkdwn import to_mrkdwn
from slack_sandbox.state.shapes.messages import message_shape
from slack_sandbox.state.shapes.views import view_shape
from slack_sandbox.state.slack_connect import team_domain, team_of
from slack_sandbox.state.workspace import Workspace

TOKEN = "sandbox"
"""The legacy verification token, which nobody checks any more."""


def slash_command(
    ws: Workspace, person: Person, channel: Channel, command: str, text: str, origin: str
) -> Json:
    """The payload of a slash command, with a new response URL and trigger.

    The team is the person's. Slack itself lets only people of this workspace command.
    """
    secret, team = ws.new_response_url(person.id, channel.id), team_of(ws, person.id)
    return {
        "token": TOKEN,
        "team_id": team,
        "team_domain": team_domain(ws, team),
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": person.id,
        "user_name": person.name,
        "command": command,
        "text": escape_mentions(ws, person, text) if command in ws.app.escaped_commands else text,
        "api_app_id": ws.app.id,
        "is_enterprise_install": "false",
        "response_url": f"{origin}/hooks/{secret}",
        "trigger_id": ws.new_trigger(person.id),
    }


def channel_name(channel: Channel) -> str:
    """The name that payloads give a channel: `directmessage` and `privategroup` hide it."""
    if channel.im:
        return "directmessage"
    return "privategroup" if channel.is_private else channel.name


def escape_mentions(ws: Workspace, person: Person, text: str) -> str:
    """As a message is sent, people with their names, for commands that ask for it."""

    def named(match: re.Match[str]) -> str:
        found = ws.people.get(match[1])
        return f"<@{found.id}|{found.name}>" if found else match[0]

    return re.sub(r"<@([UW][A-Z0-9]+)>", named, to_mrkdwn(ws, person, text))


def interaction(ws: Workspace, kind: str, person: Person) -> Json:
    """The fields that every interaction payload has.

    `team` is the app's, `user.team_id` the person's (slackapi/java-slack-sdk#1041).
    """
    return {
        "type": kind,
        "team": {"id": ws.team, "domain": team_domain(ws, ws.team)},
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": team_of(ws, person.id),
        },
        "api_app_id": ws.app.id,
        "token": TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A message or a notice with elements to click; a notice has no `message`."""

    ts: str
    blocks: list[Json]
    attachments: list[Json]
    thread_ts: str | None = None
    message: Message | None = None

    def container(self, channel: Channel) -> Json:
        """The object `container` of a payload."""
        found: Json = {"type": "message", "message_ts": self.ts, "channel_id": channel.id}
        thread = {"thread_ts": self.thread_ts} if self.thread_ts else {}
        return {**found, "is_ephemeral": self.message is None, **thread}


def click_in_message(
    ws: Workspace,
    person: Person,
    channel: Channel,
    target: Target,
    action: Json,
    state: State,
    origin: str,
) -> Json:
    """The payload `block_actions` of a click in a message; `state`: what all its menus hold."""
    secret = ws.new_response_url(person.id, channel.id)
    ws.response_urls[secret]["message"] = target.ts
    found = interaction(ws, "block_actions", person)
    found |= {
        "container": target.container(channel),
        "trigger_id": ws.new_trigger(person.id),
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "state": {"values": state},
        "response_url": f"{origin}/hooks/{secret}",
        "actions": [{**action, "action_ts": ws.clock.ts()}],
    }
    if target.message is not None:
        found["message"] = message_shape(ws, target.message)
    return found


def click_in_view(ws: Workspace, person: Person, view: View, action: Json) -> Json:
    """The payload `block_actions` of a click in a modal or in the Home."""
    found = interaction(ws, "block_actions", person)
    return {
        **found,
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": ws.new_trigger(person.id),
        "view": view_shape(ws, view),
        "actions": [{**action, "action_ts": ws.clock.ts()}],
    }


def suggestion_in_view(ws: Workspace, person: Person, view: View) -> Json:
    """The payload `block_suggestion` of a menu in a modal or in the Home."""
    found = interaction(ws, "block_suggestion", person)
    container = {"type": "view", "view_id": view.id}
    return {**found, "container": container, "view": view_shape(ws, view)}


def suggestion_in_message(ws: Workspace, person: Person, channel: Channel, target: Target) -> Json:
    """The payload `block_suggestion` of a menu in a message."""
    found = interaction(ws, "block_suggestion", person)
    found |= {"container": target.container(channel)}
    found["channel"] = {"id": channel.id, "name": channel_name(channel)}
    if target.message is not None:
        found["message"] = message_shape(ws, target.message)
    return found


def submission(ws: Workspace, person: Person, view: View, origin: str) -> Json:
    """The payload `view_submission`, with a response URL for each menu that asks for one."""
    return {
        **_about_form(ws, "view_submission", person),
        "trigger_id": ws.new_trigger(person.id),
        "view": view_shape(ws, view),
        "response_urls": list(_response_urls(ws, person, view, origin)),
    }


def _about_form(ws: Workspace, kind: str, person: Person) -> Json:
    """Of a form `team` is the person's; the app's is in the view (slackapi/bolt-js#1614)."""
    team = team_of(ws, person.id)
    found = interaction(ws, kind, person)
    return {**found, "team": {"id": team, "domain": team_domain(ws, team)}}


def _response_urls(ws: Workspace, person: Person, view: View, origin: str) -> Iterator[Json]:
    for block in view.payload["blocks"]:
        element = block.get("element") or {}
        if not element.get("response_url_enabled"):
            continue
        state = view.state.get(block["block_id"], {}).get(element["action_id"], {})
        channel = state.get("selected_conversation") or state.get("selected_channel")
        if channel in ws.channels:
            where = {"block_id": block["block_id"], "action_id": element["action_id"]}
            url = f"{origin}/hooks/{ws.new_response_url(person.id, channel)}"
            yield {**where, "channel_id": channel, "response_url": url}


def view_closed(ws: Workspace, person: Person, view: View, *, cleared: bool) -> Json:
    """The payload `view_closed`, for a modal that was closed without a submission."""
    found = _about_form(ws, "view_closed", person)
    return {**found, "view": view_shape(ws, view), "is_cleared": cleared}


def shortcut(ws: Workspace, person: Person, callback: str) -> Json:
    """The payload of a global shortcut."""
    found = interaction(ws, "shortcut", person)
    del found["api_app_id"], found["user"]["name"]  # slack_sdk's recorded ones have neither
    more = {"callback_id": callback, "trigger_id": ws.new_trigger(person.id)}
    return {**found, **more, "action_ts": ws.clock.ts()}


def message_shortcut(
    ws: Workspace, person: Person, channel: Channel, message: Message, callback: str, origin: str
) -> Json:
    """The payload of a shortcut from the menu of a message (`message_action`)."""
    secret = ws.new_response_url(person.id, channel.id)
    common = interaction(ws, "message_action", person)
    del common["api_app_id"], common["user"]["username"]
    return {
        **common,
        "callback_id": callback,
        "trigger_id": ws.new_trigger(person.id),
        "response_url": f"{origin}/hooks/{secret}",
        "message_ts": message.ts,
        "action_ts": ws.clock.ts(),
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "message": message_shape(ws, message),
    }


def event(ws: Workspace, inner: Json) -> Json:
    """An event in its envelope, `event_callback`.

    Of a shared channel `team_id` is the workspace from which it came, if the event says so, and
    `context_team_id` the app's own (docs.slack.dev/apis/slack-connect).
    """
    shared = _is_shared(ws, inner)
    return {
        "token": TOKEN,
        "team_id": inner.get("team", ws.team) if shared else ws.team,
        **({"context_team_id": ws.team} if shared else {}),
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
        "is_ext_shared_channel": shared,
        "event_context": ws.new_id("4-"),
    }


def _is_shared(ws: Workspace, inner: Json) -> bool:
    """Whether an event is of a channel that other workspaces have too."""
    item = inner.get("item")
    place = inner.get("channel") or inner.get("channel_id")
    if isinstance(item, dict) and not place:
        place = item.get("channel")
    channel = ws.channels.get(str(place.get("id") if isinstance(place, dict) else place))
    return channel is not None and bool(channel.connected_teams)


def subscription_name(inner: Json) -> str:
    """The name by which a manifest subscribes to this event, such as `message.channels`."""
    kind: str = inner["type"]
    if kind != "message":
        return kind
    plural: dict[Any, str] = {"im": "im", "mpim": "mpim", "group": "groups"}
    return f"message.{plural.get(inner.get('channel_type'), 'channels')}"
