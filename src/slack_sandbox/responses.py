"""What an app answers a person: in its acknowledgement, or at a response URL."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from slack_sandbox.block_kit import check_blocks, name
from slack_sandbox.entities import Channel, Json
from slack_sandbox.people.given import body
from slack_sandbox.workspace import Workspace


class ResponseUrls:
    """Each is a secret path, good five times in half an hour."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    async def serve(self, request: web.Request) -> web.Response:
        """A response URL: five uses in half an hour."""
        hook = self.workspace.hooks.get(request.match_info["secret"])
        if hook is None or hook["until"] < self.workspace.clock.now():
            return web.Response(status=404, text="expired_url")
        if hook["left"] <= 0:
            return web.Response(status=404, text="used_url")
        hook["left"] -= 1
        said = await body(request)
        channel = self.workspace.channels[hook["channel"]]
        wrong = check_blocks(said["blocks"], "message") if said.get("blocks") else []
        if wrong:
            return web.json_response({"ok": False, "error": "invalid_blocks", "errors": wrong})
        self._respond(hook, channel, said)
        return web.Response(text="ok")

    def _respond(self, hook: dict[str, Any], channel: Channel, said: dict[str, Any]) -> None:
        """Say it, or put it in the place of the message that was pressed, or take that away."""
        pressed = channel.message(str(hook.get("message")))
        replaces = bool(said.get("replace_original"))
        if replaces or said.get("delete_original"):
            whispers = self.workspace.ephemerals.setdefault(hook["user"], [])
            whispers[:] = [one for one in whispers if one["ts"] != hook.get("message")]
        if pressed is not None and said.get("delete_original"):
            self.workspace.remove_message(channel, pressed)
        elif pressed is not None and replaces:
            before = self.workspace.heard(pressed)
            pressed.text, pressed.blocks = str(said.get("text", "")), said.get("blocks") or []
            self.workspace.changed_message(channel, pressed, before)
        elif said.get("text") or said.get("blocks"):
            respond(self.workspace, hook["user"], channel, said)


def respond(ws: Workspace, user: str, channel: Channel, said: Json) -> None:
    """What an app answers to one person, or to the channel."""
    text, blocks = str(said.get("text", "")), said.get("blocks") or []
    name(blocks)
    if said.get("response_type") == "in_channel":
        app = ws.app
        ws.post(channel, app.bot_user, text, blocks=blocks, bot_id=app.bot_id)
    else:
        ws.whisper(user, channel.id, text, blocks)
