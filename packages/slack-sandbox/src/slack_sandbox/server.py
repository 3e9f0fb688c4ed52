"""The program: addresses and what answers them. Everything listens on one port."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aiohttp import web

from slack_sandbox.control_api.channels import Channels
from slack_sandbox.control_api.clicks import Pressing
from slack_sandbox.control_api.context import People
from slack_sandbox.control_api.control import Control
from slack_sandbox.control_api.forms import Filling
from slack_sandbox.control_api.members import Members
from slack_sandbox.control_api.messages import Saying
from slack_sandbox.control_api.requests import Handler, Impossible
from slack_sandbox.control_api.sidebar import Seeing
from slack_sandbox.control_api.suggestions import Asking
from slack_sandbox.delivery.dispatch import PATIENCE, Delivery
from slack_sandbox.delivery.http import HttpDelivery
from slack_sandbox.delivery.socket_mode import SocketMode
from slack_sandbox.page import avatars, static_files
from slack_sandbox.page.permalinks import Permalinks
from slack_sandbox.state.element_values import BadEntry
from slack_sandbox.state.faults import Faults
from slack_sandbox.state.seed import fill
from slack_sandbox.state.workspace import Workspace
from slack_sandbox.web_api.api import Api
from slack_sandbox.web_api.consent import Consent
from slack_sandbox.web_api.file_transfer import Shelf
from slack_sandbox.web_api.methods import METHODS
from slack_sandbox.web_api.rate_limits import RateLimits
from slack_sandbox.web_api.response_urls import ResponseUrls

LARGEST = 2 * 1024 * 1024


class Server:
    """One workspace with everything around it."""

    def __init__(
        self,
        workspace: Workspace,
        seed: Mapping[str, Sequence[Mapping[str, Any]]],
        latency: float,
        rate_limits: bool,
        fault_seed: int | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self.workspace = workspace
        self.seed = seed
        self.faults = Faults(METHODS, fault_seed)
        self.limits = RateLimits(on=rate_limits)
        self.socket = SocketMode(workspace, patience)
        app = workspace.app
        self.http = HttpDelivery(app, patience) if app.request_url else None
        self.delivery = Delivery(workspace, self.faults, self.http or self.socket)
        self.api = Api(workspace, self.faults, self.limits, latency)
        self.people = People(workspace, self.delivery)
        self.saying = Saying(self.people)
        self.pressing = Pressing(self.people)
        self.asking = Asking(self.pressing)
        self.filling = Filling(self.people)
        self.seeing = Seeing(self.people)
        self.responses = ResponseUrls(workspace)
        self.channels = Channels(self.people)
        self.members = Members(self.people)
        self.control = Control(workspace, self.people, self.api, self.delivery, self.socket)
        workspace.on_event = self.delivery.tell
        workspace.at = self.delivery.later
        self.consent = Consent(workspace)
        self.shelf = Shelf(workspace)
        self.permalinks = Permalinks(workspace)
        fill(workspace, seed)

    def application(self) -> web.Application:
        """All addresses."""
        app = web.Application(client_max_size=LARGEST, middlewares=[in_json])
        person = "/sandbox/people/{user}"
        app.add_routes(
            [
                web.route("*", "/api/{method}", self.api.serve),
                web.get("/socket/", self.socket.serve),
                web.post("/upload/{file}", self.shelf.bring),
                web.get("/files/{file}/{name}", self.shelf.fetch),
                web.get("/avatars/{name}", avatars.serve),
                web.get("/archives/{channel}/{message}", self.permalinks.open),
                web.post("/hooks/{secret}", self.responses.serve),
                web.get("/oauth/v2/authorize", self.consent.ask),
                web.get("/openid/connect/authorize", self.consent.ask),
                web.get("/sandbox/changes", self.control.changes),
                web.get("/", static_files.serve),
                web.get("/browser/{name}", static_files.serve),
                _post(f"{person}/messages", self.saying.say),
                _post(f"{person}/shortcuts", self.saying.shortcut),
                _post(f"{person}/clicks", self.pressing.click),
                _get(f"{person}/view", self.filling.view),
                _post(f"{person}/view/submit", self.filling.submit),
                _post(f"{person}/view/close", self.filling.close),
                _post(f"{person}/files", self.filling.upload),
                _post(f"{person}/direct", self.seeing.open_direct),
                _get(f"{person}/home", self.filling.home),
                _post(f"{person}/home/open", self.filling.open_home),
                _get(f"{person}/notices", self.seeing.notices),
                _get(f"{person}/channels", self.seeing.channels),
                _post(person + "/channels/{channel}", self.channels.act),
                _post("/sandbox/people", self.members.join),
                _post(person, self.members.change),
                _get("/sandbox/workspace", self.control.show),
                _get("/sandbox/channels/{channel}", self.channels.show),
                _get("/sandbox/calls", self.control.calls),
                _get("/sandbox/deliveries", self.control.deliveries),
                _get("/sandbox/faults", self.control.list_faults),
                _post(f"{person}/suggestions", self.asking.suggest),
                web.delete("/sandbox/calls", answering(self.control.forget_calls)),
                _post("/sandbox/faults", self.control.arrange_fault),
                web.delete("/sandbox/faults", answering(self.control.clear_faults)),
                _post("/sandbox/socket/disconnect", self.control.disconnect),
                _post("/sandbox/socket/enable", self.control.enable),
                _get("/sandbox/emoji", self.control.emoji),
                _get("/sandbox/clock", self.control.clock),
                _post("/sandbox/clock", self.control.advance),
                _post("/sandbox/latency", self.control.latency),
                _post("/sandbox/reset", self._reset),
            ]
        )
        return app

    async def close(self) -> None:
        """Nothing is left behind."""
        self.faults.clear()
        await self.delivery.close()
        await self.socket.close()
        if self.http:
            await self.http.close()

    async def _reset(self, _: web.Request) -> dict[str, Any]:
        """Back to the seed at one stroke, with no await in between; the app stays connected."""
        self.faults.clear()
        self.limits.forget()
        self.socket.enable()
        self.delivery.reset()
        self.api.reset()
        self.workspace.empty()
        fill(self.workspace, self.seed)
        self.workspace.changed()
        return {}


REFUSALS = {404: "unknown_address", 405: "method_not_allowed", 413: "request_too_large"}


@web.middleware
async def in_json(request: web.Request, handler: Any) -> web.StreamResponse:
    """What the server itself refuses beneath /sandbox is said as everything there is."""
    try:
        answer: web.StreamResponse = await handler(request)
    except web.HTTPException as refused:
        if not request.path.startswith("/sandbox"):
            raise
        said = {"ok": False, "error": REFUSALS.get(refused.status, refused.reason)}
        return web.json_response(said, status=refused.status)
    return answer


def answering(handler: Handler) -> Any:
    """A handler whose answer becomes JSON; what is impossible is said in the same form."""

    async def answer(request: web.Request) -> web.Response:
        try:
            return web.json_response({"ok": True, **await handler(request)})
        except Impossible as impossible:
            said = {"ok": False, "error": impossible.error, **impossible.more}
            return web.json_response(said)
        except BadEntry as bad:
            return web.json_response({"ok": False, "error": "bad_entry", "message": str(bad)})

    return answer


def _get(path: str, handler: Handler) -> web.RouteDef:
    return web.get(path, answering(handler))


def _post(path: str, handler: Handler) -> web.RouteDef:
    return web.post(path, answering(handler))
