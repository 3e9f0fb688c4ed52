"""The bytes of files: brought by an app to an address it was given, fetched by apps and people.

An app needs its token and may fetch what it sees; without one it is sent to the page, as Slack
sends it to the page where people sign in. A person's browser says that it comes from the page
itself (`Sec-Fetch-Site`).
"""

from __future__ import annotations

from aiohttp import web

from slack_sandbox.state.entities import Json
from slack_sandbox.state.shapes.files import BYTES, mimetype
from slack_sandbox.state.workspace import Workspace
from slack_sandbox.web_api.call import Call, SlackError
from slack_sandbox.web_api.requests import bearer, sent_file

FROM_THE_PAGE = ("same-origin", "none")


class FileTransfer:
    """The handlers of `/upload/{file}` and `/files/{file}/{name}`."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    async def upload(self, request: web.Request) -> web.Response:
        """Takes the bytes of a file that `files.getUploadURLExternal` announced."""
        file = self.workspace.files.get(request.match_info["file"])
        if file is None:
            return web.Response(status=404, text="file_not_found")
        try:
            file["content"] = await sent_file(request)
        except ValueError:
            return web.Response(status=400, text="invalid_form_data")
        file["size"] = len(file["content"])
        return web.Response(text=f"OK - {file['size']}")

    async def download(self, request: web.Request) -> web.Response:
        """What is in it, for who may see it."""
        if bearer(request) == self.workspace.app.bot_token:
            return self._download_as_app(request)
        if request.headers.get("Sec-Fetch-Site") not in FROM_THE_PAGE:
            raise web.HTTPFound(f"/?redir={request.path}")
        return _file_response(self.workspace.files.get(request.match_info["file"]))

    def _download_as_app(self, request: web.Request) -> web.Response:
        call = Call(workspace=self.workspace, arguments={})
        try:
            return _file_response(call.file(request.match_info["file"]))
        except SlackError:
            return _file_response(None)


def _file_response(file: Json | None) -> web.Response:
    if file is None or file["content"] is None:
        return web.Response(status=404, text="file_not_found")
    kind, headers = _content_type(file), {"Content-Security-Policy": "sandbox"}
    charset = "utf-8" if kind == "text/plain" else None
    return web.Response(body=file["content"], content_type=kind, charset=charset, headers=headers)


def _content_type(file: Json) -> str:
    """Pictures as such, everything else as text or bytes, never as a page."""
    kind = mimetype(file)
    if kind.startswith("image/"):
        return kind
    return BYTES if b"\0" in file["content"] else "text/plain"
