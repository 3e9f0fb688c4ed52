"""A view (a modal or an App Home) as Slack's answers and payloads show it."""

from __future__ import annotations

from slack_sandbox.state.entities import Json, View
from slack_sandbox.state.slack_connect import team_of
from slack_sandbox.state.workspace import Workspace


def view_shape(ws: Workspace, view: View) -> Json:
    """The view object: what the app sent, what is filled in (`state`), ids and hash."""
    payload = view.payload
    return {
        "id": view.id,
        "team_id": team_of(ws, view.user),
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
        "app_id": ws.app.id,
        "external_id": payload.get("external_id", ""),
        "app_installed_team_id": ws.team,
        "bot_id": ws.app.bot_id,
    }
