"""What nobody in a real Slack can do, over HTTP: look at calls, arrange faults, move the clock."""

from __future__ import annotations

from aiohttp import web

from slack_sandbox.control_api.context import Context
from slack_sandbox.control_api.requests import Refused, read_body, read_number
from slack_sandbox.delivery.dispatch import Delivery
from slack_sandbox.delivery.socket_mode import DISCONNECT_REASONS, SocketMode
from slack_sandbox.state.emoji import characters_by_name
from slack_sandbox.state.entities import Json
from slack_sandbox.state.faults import BadFault
from slack_sandbox.state.preferences import PREFERENCES, WHO
from slack_sandbox.state.workspace import Workspace
from slack_sandbox.web_api.api import Api


class AdminHandlers:
    """Handlers of what no person does: state, calls, faults, the clock, connections."""

    def __init__(
        self,
        workspace: Workspace,
        context: Context,
        api: Api,
        delivery: Delivery,
        socket: SocketMode,
    ) -> None:
        self.workspace = workspace
        self.context = context
        self.api = api
        self.delivery = delivery
        self.faults = api.faults
        self.socket = socket

    async def show(self, _: web.Request) -> Json:
        """The people, channels, groups, commands and connections of the workspace."""
        channels = [
            channel for channel in self.workspace.channels.values() if not channel.is_direct
        ]
        app = self.workspace.app
        return {
            "people": [person.brief() for person in self.workspace.people.values()],
            "channels": [
                {key: getattr(channel, key) for key in ("id", "name", "is_private", "is_archived")}
                for channel in channels
            ],
            "apps": [{"id": app.id, "bot_id": app.bot_id, "bot_user": app.bot_user}],
            "teams": dict(self.workspace.other_teams),
            "groups": [
                {"id": group.id, "handle": group.handle, "name": group.name, "users": group.users}
                for group in self.workspace.groups.values()
            ],
            "commands": sorted(app.commands) if app.commands else None,
            "explained": app.command_help,
            "shortcuts": app.shortcuts,
            "connections": len(self.socket.connections),
            "request_url": app.request_url,
            "hint": self.workspace.hint,
        }

    async def calls(self, request: web.Request) -> Json:
        """Every Web API call since then, on the machine's clock."""
        since = _since(request)
        return {"calls": [call for call in self.api.calls if call["started"] >= since]}

    async def forget_calls(self, _: web.Request) -> Json:
        """Empties the list of Web API calls."""
        self.api.calls.clear()
        return {}

    async def arrange_fault(self, request: web.Request) -> Json:
        """Arranges a fault; answers the seed where it strikes at random."""
        try:
            fault = self.faults.arrange(await read_body(request))
            self.workspace.on_change()
        except BadFault as bad:
            raise Refused("invalid_fault", message=str(bad)) from bad
        return {"seed": self.faults.seed} if fault.rate is not None else {}

    async def list_faults(self, _: web.Request) -> Json:
        """Those that are arranged, the seed of those by rate, and how long every call takes."""
        arranged, seed = self.faults.arranged(), self.faults.seed
        return {"faults": arranged, "seed": seed, "latency": self.api.latency}

    async def deliveries(self, request: web.Request) -> Json:
        """Every payload that went to the app since then, on the machine's clock."""
        return {"deliveries": self.delivery.deliveries_since(_since(request))}

    async def clear_faults(self, _: web.Request) -> Json:
        """Nothing goes wrong any more; what is held goes on."""
        self.faults.clear()
        self.workspace.on_change()
        return {}

    async def disconnect(self, request: web.Request) -> Json:
        """Socket Mode: `refresh_requested`, `warning`, `link_disabled` or `cut`."""
        body = await read_body(request)
        kind = str(body.get("reason") or body.get("kind") or "refresh_requested")
        kind = {"refresh": "refresh_requested"}.get(kind, kind)
        if kind not in DISCONNECT_REASONS:
            raise Refused("unknown_reason")
        return {"connections": await self.socket.disconnect(kind)}

    async def prefer(self, request: web.Request) -> Json:
        """What the workspace lets everyone do, or its administrators alone; with a `channel`, who
        may post there (`who_can_post`)."""
        body = await read_body(request)
        channel = self.workspace.channel(str(body.pop("channel", "")))
        known = {"who_can_post"} if channel else set(PREFERENCES)
        if not set(body) <= known or not all(value in WHO for value in body.values()):
            raise Refused("invalid_preference")
        if channel:
            channel.who_can_post = body.get("who_can_post", channel.who_can_post)
        else:
            self.workspace.preferences |= body
        self.workspace.on_change()
        return {"preferences": dict(self.workspace.preferences)}

    async def enable(self, _: web.Request) -> Json:
        """Socket Mode is on again, after `link_disabled`."""
        enabled = self.socket.enable()
        self.workspace.on_change()
        return {"enabled": enabled}

    async def clock(self, _: web.Request) -> Json:
        """The workspace's time in Unix seconds, and how far it has been moved."""
        clock = self.workspace.clock
        return {"now": clock.now(), "offset": clock.offset, "stands": clock.start is not None}

    async def advance(self, request: web.Request) -> Json:
        """Moves the workspace's clock forwards by `advance` seconds."""
        self.workspace.clock.advance(read_number(await read_body(request), "advance"))
        self.workspace.changed()
        return {"now": self.workspace.clock.now(), "offset": self.workspace.clock.offset}

    async def latency(self, request: web.Request) -> Json:
        """How long every call takes, in seconds."""
        self.api.latency = read_number(await read_body(request), "seconds")
        self.workspace.on_change()
        return {"latency": self.api.latency}

    async def emoji(self, _: web.Request) -> Json:
        """Every emoji that Slack knows, from short name to character."""
        return {"emoji": characters_by_name()}


def _since(request: web.Request) -> float:
    """Unix seconds, 0 where none are named."""
    try:
        return float(request.query.get("since") or 0)
    except ValueError:
        raise Refused("invalid_since") from None
