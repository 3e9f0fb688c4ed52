"""Socket Mode: WebSockets that the app opened; each payload goes to one of them, in turn.

Ten at most. One that is to go is given nothing new; what it acknowledges in three seconds counts.
Where Socket Mode is off a connection is still greeted, but given nothing, as in Slack.
No app holds anybody up: not even sending waits longer for one that has stopped reading.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from dataclasses import dataclass, field
from uuid import UUID

from aiohttp import WSMsgType, web

from slack_sandbox.delivery.dispatch import ACKNOWLEDGE_WITHIN, Undelivered
from slack_sandbox.state.entities import Json
from slack_sandbox.state.untrusted import read_json
from slack_sandbox.state.workspace import Workspace

MOST = 10
ACCEPTING_PAYLOAD = ("slash_commands", "view_submission", "block_suggestion")
"""What may be answered in the acknowledgement; elsewhere a payload there is passed over."""
CLOSE_TIMEOUT = 1.0
"""Seconds of the machine that a parting takes at most."""
DISCONNECT_REASONS = ("warning", "refresh_requested", "link_disabled", "cut")


@dataclass(eq=False, slots=True)
class Connection:
    """A WebSocket, and the payloads that it has not acknowledged yet."""

    socket: web.WebSocketResponse
    request: web.Request
    unacknowledged: dict[str, asyncio.Future[Json | None]] = field(default_factory=dict)
    sending: set[asyncio.Task[None]] = field(default_factory=set)
    closing: bool = False

    @property
    def is_open(self) -> bool:
        """Whether a new payload may be sent over it."""
        return not (self.socket.closed or self.closing)

    async def send_disconnect(self, reason: str) -> None:
        """Sends `disconnect` with Slack's reason."""
        debug = {"debug_info": {"host": "sandbox"}}
        await self.send({"type": "disconnect", "reason": reason, **debug})

    async def send(self, said: Json) -> None:
        """Waits while the line is full. Whoever stops waiting does not stop the sending: all who
        wait share one future of aiohttp's, and its cancellation would strike them all.
        """
        sending = asyncio.create_task(self.socket.send_json(said))
        self.sending.add(sending)
        sending.add_done_callback(self.sending.discard)
        await asyncio.shield(sending)

    async def end(self) -> None:
        """Close it, or cut it where the app does not join in."""
        closing = asyncio.create_task(self.socket.close())
        await asyncio.wait([closing], timeout=CLOSE_TIMEOUT)
        if not closing.done():
            self.cut()
        await closing

    def cut(self) -> None:
        """At once, whatever is on its way."""
        if self.request.transport is not None:
            self.request.transport.abort()


class SocketMode:
    """The transport over WebSockets; implements `dispatch.Transport`."""

    def __init__(self, workspace: Workspace, patience: float = ACKNOWLEDGE_WITHIN) -> None:
        self.workspace = workspace
        self.patience = patience
        self.connections: list[Connection] = []
        self._turn = itertools.count()
        self._sent = itertools.count(1)

    async def send(self, kind: str, payload: Json, retry: int, reason: str) -> Json | None:
        """Sends a payload over the next connection in turn. Raises Undelivered."""
        open_connections = [connection for connection in self.connections if connection.is_open]
        if not open_connections or not self.workspace.app.socket_mode:
            raise Undelivered("dispatch_failed")
        connection = open_connections[next(self._turn) % len(open_connections)]
        envelope: Json = {
            "envelope_id": str(UUID(int=next(self._sent))),
            "type": kind,
            "payload": payload,
            "accepts_response_payload": payload.get("type", kind) in ACCEPTING_PAYLOAD,
        }
        if kind == "events_api":
            envelope |= {
                "retry_attempt": retry,
                "retry_reason": reason if retry else "",
            }
        answer = await self._acknowledgement(connection, envelope)
        return answer if envelope["accepts_response_payload"] else None

    async def _acknowledgement(self, connection: Connection, envelope: Json) -> Json | None:
        answer: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        connection.unacknowledged[envelope["envelope_id"]] = answer
        try:
            async with asyncio.timeout(self.patience):
                await connection.send(envelope)
                return await answer
        except (TimeoutError, ConnectionError) as error:
            raise Undelivered("operation_timeout") from error
        finally:
            connection.unacknowledged.pop(envelope["envelope_id"], None)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """A connection, from hello to its end. Its address is good once."""
        ticket = request.query.get("ticket", "")
        if ticket not in self.workspace.tickets:
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=404)
        self.workspace.tickets.discard(ticket)
        socket = web.WebSocketResponse(autoping=True, max_msg_size=4 * 1024 * 1024)
        await socket.prepare(request)
        connection = Connection(socket, request)
        if len(self.connections) >= MOST:
            await connection.send_disconnect("too_many_websockets")
            await connection.end()
            return socket
        self.connections.append(connection)
        self.workspace.changed()
        try:
            await socket.send_json(self._hello())
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._read_acknowledgement(connection, message.data)
        finally:
            self.connections.remove(connection)
            self.workspace.changed()
            for acknowledgement in connection.unacknowledged.values():
                if not acknowledgement.done():
                    acknowledgement.set_exception(ConnectionResetError("the app went away"))
                    # Retrieved, because whoever waits may still be sending.
                    acknowledgement.exception()
        return socket

    async def disconnect(self, reason: str) -> int:
        """Ends connections for one of DISCONNECT_REASONS; returns how many it reached."""
        if reason == "link_disabled":
            self.workspace.app.socket_mode = False
        reached = list(self.connections)
        await asyncio.gather(*(self._disconnect(connection, reason) for connection in reached))
        return len(reached)

    def enable(self) -> bool:
        """Whether Socket Mode is on now; an app with a request URL has none."""
        self.workspace.app.socket_mode = self.workspace.app.request_url is None
        return self.workspace.app.socket_mode

    async def _disconnect(self, connection: Connection, reason: str) -> None:
        if reason == "cut":
            connection.cut()
            return
        connection.closing = reason != "warning"
        with contextlib.suppress(ConnectionError, TimeoutError):
            async with asyncio.timeout(CLOSE_TIMEOUT):
                await connection.send_disconnect(reason)
        if connection.closing:
            if connection.unacknowledged:
                await asyncio.wait(connection.unacknowledged.values(), timeout=self.patience)
            await connection.end()

    async def close(self) -> None:
        """Closes every connection."""
        await asyncio.gather(*(connection.end() for connection in list(self.connections)))

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

    def _read_acknowledgement(self, connection: Connection, data: str) -> None:
        """An acknowledgement; whatever else an app may send is passed over."""
        said = read_json(data)
        if not isinstance(said, dict):
            return
        answer = connection.unacknowledged.get(str(said.get("envelope_id")))
        if answer is not None and not answer.done():
            payload = said.get("payload")
            answer.set_result(payload if isinstance(payload, dict) else None)
