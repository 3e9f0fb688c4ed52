"""Permalinks: a message's address opens the page where the message is."""

from __future__ import annotations

from urllib.parse import urlencode

from aiohttp import web

from slack_sandbox.state.workspace import Workspace


class Permalinks:
    """Answers `/archives/{channel}/{message}`, the path that Slack's own permalinks have."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    async def open(self, request: web.Request) -> web.Response:
        """Leads to the channel in the page, as Alice unless `?as=` says who looks; 404 where there
        is no such channel. A private channel keeps its name until somebody who sees it looks."""
        channel = self.workspace.channels.get(request.match_info["channel"])
        if channel is None:
            return web.Response(status=404, text="There is no such channel.")
        place = channel.id if channel.is_private or channel.is_direct else channel.name
        looks = {"as": request.query["as"]} if "as" in request.query else {}
        if channel.im:
            looks, place = {"as": self.workspace.people[channel.im].name}, "direct"
        raise web.HTTPFound(f"/?{urlencode({**looks, 'in': place})}")
