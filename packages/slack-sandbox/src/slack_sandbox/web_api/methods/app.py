"""auth, apps, api, team, bots, emoji: who the app is and where."""

from __future__ import annotations

from slack_sandbox.state.emoji import categories
from slack_sandbox.state.entities import Json
from slack_sandbox.state.shapes.apps import bot_profile
from slack_sandbox.state.team import TEAM_DOMAIN, TEAM_URL
from slack_sandbox.web_api.call import Call, Method, SlackError


def auth_test(call: Call) -> Json:
    """Who the token belongs to."""
    app = call.workspace.app
    if call.token == "app":
        return {"app_id": app.id, "app_name": app.name}
    user = call.caller or app.bot_user
    found: Json = {
        "url": TEAM_URL,
        "team": "Sandbox",
        "user": call.workspace.people[user].name,
        "team_id": call.workspace.team,
        "user_id": user,
        "is_enterprise_install": False,
    }
    return found if call.caller else {**found, "bot_id": app.bot_id}


def api_test(call: Call) -> Json:
    """What was sent, or the error that was asked for."""
    if call.text("error"):
        raise SlackError(call.text("error"), args=dict(call.arguments))
    return {"args": dict(call.arguments)}


def connections_open(call: Call) -> Json:
    """An address for Socket Mode, good once; where that is off, with a word of it (as Slack)."""
    ticket = call.workspace.new_id("ticket-")
    call.workspace.tickets.add(ticket)
    found: Json = {"url": f"{call.origin.replace('http', 'ws', 1)}/socket/?ticket={ticket}"}
    if not call.workspace.app.socket_mode:
        found["response_metadata"] = {"messages": ["[WARN] Socket Mode is not turned on."]}
    return found


def team_info(call: Call) -> Json:
    """`team.info`: the workspace's name, domain and icon."""
    return {
        "team": {
            "id": call.workspace.team,
            "name": "Sandbox",
            "domain": TEAM_DOMAIN,
            "url": TEAM_URL,
            "email_domain": "example.com",
            "icon": {**team_icons(call), "image_default": True},
        }
    }


def team_icons(call: Call) -> Json:
    """Addresses of the workspace's picture, in all sizes."""
    base = f"{call.origin}/avatars/{call.workspace.team}"
    return {f"image_{size}": f"{base}-{size}.png" for size in (34, 44, 68, 88, 102, 132, 230)}


def bots_info(call: Call) -> Json:
    """`bots.info`: the app as a bot."""
    app = call.workspace.app
    if call.text("bot", app.bot_id) != app.bot_id:
        raise SlackError("bot_not_found")
    return {
        "bot": {
            "id": app.bot_id,
            "deleted": False,
            "name": call.workspace.people[app.bot_user].real_name,
            "updated": 0,
            "app_id": app.id,
            "user_id": app.bot_user,
            "icons": bot_profile(call.workspace)["icons"],
        }
    }


def emoji_list(call: Call) -> Json:
    """The workspace's own; an address, or `alias:` and another name."""
    found: Json = {
        "emoji": dict(call.workspace.emoji),
        "cache_ts": f"{call.workspace.created}.000000",
    }
    if call.flag("include_categories"):
        found |= {"categories_version": "3", "categories": categories()}
    return found


METHODS = {
    "auth.test": Method(run=auth_test, tier=5, tokens=("bot", "app", "user")),
    "api.test": Method(run=api_test, tier=4, tokens=()),
    "apps.connections.open": Method(run=connections_open, tier=3, tokens=("app",)),
    "team.info": Method(run=team_info, scopes=("team:read",)),
    "bots.info": Method(run=bots_info, scopes=("users:read",)),
    "emoji.list": Method(run=emoji_list, scopes=("emoji:read",), tier=2),
}
