"""The program: addresses and what answers them. Everything listens on one port."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aiohttp import web

from slack_sandbox.control_api.admin import AdminHandlers
from slack_sandbox.control_api.change_stream import ChangeStream
from slack_sandbox.control_api.channels import ChannelHandlers
from slack_sandbox.control_api.clicks import ClickHandlers
from slack_sandbox.control_api.context import Context
from slack_sandbox.control_api.forgery import ForgeryHandlers
from slack_sandbox.control_api.forms import FormHandlers
from slack_sandbox.control_api.json_answers import in_json, json_handler
from slack_sandbox.control_api.members import MemberHandlers
from slack_sandbox.control_api.messages import MessageHandlers
from slack_sandbox.control_api.requests import Handler
from slack_sandbox.control_api.scenarios import Scenarios
from slack_sandbox.control_api.sidebar import SidebarHandlers
from slack_sandbox.control_api.suggestions import SuggestionHandlers
from slack_sandbox.delivery.dispatch import ACKNOWLEDGE_WITHIN, Delivery
from slack_sandbox.delivery.http import HttpDelivery
from slack_sandbox.delivery.socket_mode import SocketMode
from slack_sandbox.page import avatars, emoji_font, static_files
from slack_sandbox.page.permalinks import Permalinks
from slack_sandbox.state.faults import Faults
from slack_sandbox.state.seed import fill
from slack_sandbox.state.workspace import Workspace
from slack_sandbox.web_api.api import Api
from slack_sandbox.web_api.consent import Consent
from slack_sandbox.web_api.file_transfer import FileTransfer
from slack_sandbox.web_api.methods import METHODS
from slack_sandbox.web_api.rate_limits import RateLimits
from slack_sandbox.web_api.response_urls import ResponseUrls

LARGEST = 2 * 1024 * 1024


class Server:
    """A workspace with everything that serves it, on one port."""

    def __init__(
        self,
        workspace: Workspace,
        seed: Mapping[str, Sequence[Mapping[str, Any]]],
        latency: float,
        rate_limits: bool,
        fault_seed: int | None = None,
        patience: float = ACKNOWLEDGE_WITHIN,
    ) -> None:
        self.workspace = workspace
        self.seed = seed
        self.faults = Faults(METHODS, fault_seed)
        self.limits = RateLimits(enabled=rate_limits)
        self.socket = SocketMode(workspace, patience)
        app = workspace.app
        self.http = HttpDelivery(app, patience) if app.request_url else None
        self.delivery = Delivery(workspace, self.faults, self.http or self.socket)
        self.api = Api(workspace, self.faults, self.limits, latency)
        self.context = Context(workspace, self.delivery)
        self.messages = MessageHandlers(self.context)
        self.clicks = ClickHandlers(self.context)
        self.suggestions = SuggestionHandlers(self.clicks)
        self.forgery = ForgeryHandlers(self.clicks)
        self.forms = FormHandlers(self.context)
        self.sidebar = SidebarHandlers(self.context)
        self.response_urls = ResponseUrls(workspace)
        self.channels = ChannelHandlers(self.context)
        self.members = MemberHandlers(self.context)
        self.admin = AdminHandlers(workspace, self.context, self.api, self.delivery, self.socket)
        self.scenarios = Scenarios(workspace)
        self.changes = ChangeStream(workspace)
        workspace.on_event = self.delivery.send_event
        workspace.schedule = self.delivery.call_at
        self.consent = Consent(workspace)
        self.file_transfer = FileTransfer(workspace)
        self.permalinks = Permalinks(workspace)
        fill(workspace, seed)

    def application(self, *before: Any) -> web.Application:
        """The aiohttp application with all its routes; `before` are middlewares around all."""
        app = web.Application(client_max_size=LARGEST, middlewares=[*before, in_json])
        person = "/sandbox/people/{user}"
        app.add_routes(
            [
                web.route("*", "/api/{method}", self.api.serve),
                web.get("/socket/", self.socket.serve),
                web.post("/upload/{file}", self.file_transfer.upload),
                web.get("/files/{file}/{name}", self.file_transfer.download),
                web.get("/avatars/{name}", avatars.serve),
                web.get("/archives/{channel}/{message}", self.permalinks.open),
                web.post("/hooks/{secret}", self.response_urls.serve),
                web.get("/oauth/v2/authorize", self.consent.ask),
                web.get("/openid/connect/authorize", self.consent.ask),
                web.get("/sandbox/changes", self.changes.serve),
                web.get("/", static_files.serve),
                web.get("/browser/fonts/emoji.ttf", emoji_font.serve),
                web.get("/browser/{path:.+}", static_files.serve),
                _post(f"{person}/messages", self.messages.say),
                _post(f"{person}/shortcuts", self.messages.shortcut),
                _post(f"{person}/clicks", self.clicks.click),
                _get(f"{person}/view", self.forms.view),
                _post(f"{person}/view/submit", self.forms.submit),
                _post(f"{person}/view/close", self.forms.close),
                _post(f"{person}/files", self.forms.upload),
                _post(f"{person}/direct", self.sidebar.open_direct),
                _get(f"{person}/home", self.forms.home),
                _post(f"{person}/home/open", self.forms.open_home),
                _get(f"{person}/notices", self.sidebar.notices),
                _get(f"{person}/channels", self.sidebar.channels),
                _post(person + "/channels/{channel}", self.channels.act),
                _post("/sandbox/people", self.members.join),
                _post(person, self.members.change),
                _get("/sandbox/workspace", self.admin.show),
                _get("/sandbox/channels/{channel}", self.channels.show),
                _get("/sandbox/calls", self.admin.calls),
                _get("/sandbox/deliveries", self.admin.deliveries),
                _get("/sandbox/faults", self.admin.list_faults),
                _post(f"{person}/suggestions", self.suggestions.suggest),
                _post(f"{person}/forge", self.forgery.forge),
                _post("/sandbox/deliver", self.forgery.deliver),
                web.delete("/sandbox/calls", json_handler(self.admin.forget_calls)),
                _post("/sandbox/faults", self.admin.arrange_fault),
                web.delete("/sandbox/faults", json_handler(self.admin.clear_faults)),
                _post("/sandbox/preferences", self.admin.prefer),
                _post("/sandbox/socket/disconnect", self.admin.disconnect),
                _post("/sandbox/socket/enable", self.admin.enable),
                _get("/sandbox/emoji", self.admin.emoji),
                _get("/sandbox/clock", self.admin.clock),
                _post("/sandbox/clock", self.admin.advance),
                _post("/sandbox/latency", self.admin.latency),
                _post("/sandbox/reset", self._reset),
                _get("/sandbox/scenarios", self.scenarios.show),
                _post("/sandbox/scenarios/{name}", self.scenarios.start),
            ]
        )
        return app

    async def close(self) -> None:
        """Ends deliveries and closes every connection to the app."""
        self.faults.clear()
        await self.scenarios.close()
        await self.delivery.close()
        await self.socket.close()
        if self.http:
            await self.http.close()

    async def _reset(self, _: web.Request) -> dict[str, Any]:
        """Back to the seed at one stroke, with no await in between; the app stays connected."""
        self.faults.clear()
        self.limits.clear()
        self.socket.enable()
        self.delivery.reset()
        self.api.reset()
        self.workspace.clear()
        fill(self.workspace, self.seed)
        self.workspace.changed()
        self.scenarios.reset()
        return {}


def _get(path: str, handler: Handler) -> web.RouteDef:
    return web.get(path, json_handler(handler))


def _post(path: str, handler: Handler) -> web.RouteDef:
    return web.post(path, json_handler(handler))
