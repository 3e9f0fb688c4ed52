"""Socket Mode: WebSockets that the app opened; each payload goes to one of them."""

from __future__ import annotations

import asyncio
import itertools
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from slack_sandbox.delivery import PATIENCE, Undelivered
from slack_sandbox.entities import Json
from slack_sandbox.workspace import Workspace

MOST = 10
ACCEPTS = {"slash_commands", "interactive"}


@dataclass(eq=False, slots=True)
class Connection:
    """One WebSocket and what it has not acknowledged."""

    socket: web.WebSocketResponse
    request: web.Request
    waiting: dict[str, asyncio.Future[Json | None]] = field(default_factory=dict)


class SocketMode:
    """Implements `delivery.Transport`."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.connections: list[Connection] = []
        self._turn = itertools.count()

    async def send(self, kind: str, payload: Json, retry: int, reason: str) -> Json | None:
        """To the next connection in turn. Raises Undelivered."""
        open_ones = [one for one in self.connections if not one.socket.closed]
        if not open_ones:
            raise Undelivered("dispatch_failed")
        connection = open_ones[next(self._turn) % len(open_ones)]
        envelope: Json = {
            "envelope_id": self.workspace.new_id("envelope-"),
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind in ACCEPTS,
        }
        if kind == "events_api":
            envelope |= {
                "retry_attempt": retry,
                "retry_reason": reason if retry else "",
            }
        return await self._acknowledged(connection, envelope)

    async def _acknowledged(self, connection: Connection, envelope: Json) -> Json | None:
        answer: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope["envelope_id"]] = answer
        try:
            await connection.socket.send_json(envelope)
            return await asyncio.wait_for(answer, PATIENCE)
        except (TimeoutError, ConnectionError) as error:
            raise Undelivered("operation_timeout") from error
        finally:
            connection.waiting.pop(envelope["envelope_id"], None)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """A connection, from hello to its end. Its address is good once."""
        ticket = request.query.get("ticket", "")
        if ticket not in self.workspace.tickets:
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=404)
        self.workspace.tickets.discard(ticket)
        socket = web.WebSocketResponse(autoping=True, max_msg_size=4 * 1024 * 1024)
        await socket.prepare(request)
        connection = Connection(socket, request)
        self.connections.append(connection)
        self.workspace.changed()
        try:
            await socket.send_json(self._hello())
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._heard(connection, message.data)
        finally:
            self.connections.remove(connection)
            self.workspace.changed()
            for one in connection.waiting.values():
                if not one.done():
                    one.set_exception(ConnectionResetError("the app went away"))
        return socket

    async def disconnect(self, reason: str) -> int:
        """`warning`, `refresh_requested` or `cut`; how many connections it reached."""
        reached = list(self.connections)
        for one in reached:
            if reason == "cut":
                if one.request.transport is not None:
                    one.request.transport.abort()
                continue
            said: Json = {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
            await one.socket.send_json(said)
            if reason == "refresh_requested":
                await one.socket.close()
        return len(reached)

    async def close(self) -> None:
        """All of them."""
        for one in list(self.connections):
            await one.socket.close()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "connection_info": {"app_id": self.workspace.app.id},
            "debug_info": {
                "host": "sandbox",
                "build_number": 1,
                "approximate_connection_time": 18060,
            },
        }

    def _heard(self, connection: Connection, data: str) -> None:
        """An acknowledgement; whatever else an app may send is passed over."""
        try:
            said: Any = json.loads(data)
        except ValueError:
            return
        if not isinstance(said, dict):
            return
        answer = connection.waiting.get(str(said.get("envelope_id")))
        if answer is not None and not answer.done():
            payload = said.get("payload")
            answer.set_result(payload if isinstance(payload, dict) else None)
