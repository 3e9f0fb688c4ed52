"""The app as Slack shows it beside its messages."""

from __future__ import annotations

from slack_sandbox.state.entities import Json
from slack_sandbox.state.workspace import Workspace

DEFAULT_ICON = "https://a.slack-edge.com/80588/img/plugins/app"
"""Where Slack keeps the picture of an app that brought none."""


def bot_profile(ws: Workspace) -> Json:
    """The `bot_profile` of a message that the app posted."""
    app = ws.app
    names = {36: "bot_36", 48: "bot_48", 72: "service_72"}
    icons = {f"image_{size}": f"{DEFAULT_ICON}/{name}.png" for size, name in names.items()}
    found: Json = {"id": app.bot_id, "deleted": False, "name": app.name, "updated": 0}
    return {**found, "app_id": app.id, "icons": icons, "team_id": ws.team}
