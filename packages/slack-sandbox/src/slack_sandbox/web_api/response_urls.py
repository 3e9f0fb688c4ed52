"""Response URLs: each is good five times in half an hour of the workspace's clock.

The number and the time are Slack's (`docs/slack-facts.md`, Triggers and
acknowledgements).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from aiohttp import web

from slack_sandbox.state import messages
from slack_sandbox.state.entities import Channel, Json
from slack_sandbox.state.shapes.messages import event_message_shape
from slack_sandbox.state.untrusted import read_json
from slack_sandbox.state.workspace import Workspace
from slack_sandbox.web_api.call import SlackError
from slack_sandbox.web_api.responses import Response, read_response, respond

EXPIRED = "Expired url"
"""With a space, as Slack has it (getsentry/sentry#7955)."""


class ResponseUrls:
    """Each is a secret path; Slack's answers to what is posted there."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    async def serve(self, request: web.Request) -> web.Response:
        """Serves one use of a response URL."""
        body = await _sent(request)
        record = self.workspace.response_urls.get(request.match_info["secret"])
        if record is None or record["until"] < self.workspace.clock.now():
            return _refused(EXPIRED, status=404)
        if record["left"] <= 0:
            return _refused("used_url", status=404)
        if not isinstance(body, dict):
            return _refused("invalid_payload", status=400)
        try:
            self._use(record, self.workspace.channels[record["channel"]], body)
        except SlackError as refused:
            return web.json_response(refused.answer())
        record["left"] -= 1
        return web.Response(text="ok")

    def _use(self, record: Json, channel: Channel, body: Json) -> None:
        """Shows the response, replaces what was clicked with it, or deletes that."""
        if body.get("delete_original"):
            self._remove(record, channel)
            return
        response = read_response(self.workspace, body)
        if body.get("replace_original") and self._replace(record, channel, response):
            return
        if channel.is_archived:
            raise SlackError("is_archived")
        respond(self.workspace, record["user"], channel, response)

    def _remove(self, record: Json, channel: Channel) -> None:
        notices = self.workspace.ephemerals.get(record["user"], [])
        notices[:] = [notice for notice in notices if notice["ts"] != record.get("message")]
        clicked = channel.message(str(record.get("message")))
        if clicked is not None:
            messages.delete_message(self.workspace, channel, clicked)
        self.workspace.changed()

    def _replace(self, record: Json, channel: Channel, response: Response) -> bool:
        """Where something was pressed: in its place, under its time stamp."""
        for notice in self.workspace.ephemerals.get(record["user"], []):
            if notice["ts"] == record.get("message"):
                notice |= {"text": response.text, **response.content_fields}
                self.workspace.changed()
                return True
        clicked = channel.message(str(record.get("message")))
        if clicked is None:
            return False
        before = event_message_shape(self.workspace, clicked)
        clicked.text, clicked.blocks, clicked.attachments = (
            response.text,
            response.blocks,
            response.attachments,
        )
        messages.emit_message_changed(self.workspace, channel, clicked, before)
        return True


async def _sent(request: web.Request) -> Any:
    """JSON, bare or as `payload` of a form."""
    raw = await request.read()
    if request.content_type == "application/x-www-form-urlencoded":
        fields = parse_qs(raw.decode(errors="replace"))
        return read_json(fields.get("payload", [""])[0])
    return read_json(raw)


def _refused(error: str, *, status: int) -> web.Response:
    return web.json_response({"ok": False, "error": error}, status=status)
