"""One small server in the same process and loop as everything else."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Generator, Sequence
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import BaseRoute

from firebell.web.connections import BACKLOG, BoundedConnection
from firebell.web.door import HEADERS, Door, leave, refuse

RECEIVED_AT_ONCE = 32 * 1024
"""Bytes that the system keeps of a connection: what one read can bring, of 200 at once."""


class CannotListen(Exception):
    """The port is taken or not allowed; the message names the setting."""


class _Server(uvicorn.Server):
    """Signals belong to the command line, not to a part of the process."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.answers = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, and say so to whoever waits for it."""
        await super().startup(sockets)
        self.answers.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


@asynccontextmanager
async def serving(
    routes: Sequence[BaseRoute],
    host: str,
    port: int,
    connection: type[BoundedConnection] = BoundedConnection,
) -> AsyncIterator[str]:
    """Serve until the block ends; yields the address. Raises CannotListen."""
    config = uvicorn.Config(
        Door(application(routes)),
        http=connection,
        ws="none",
        headers=[("connection", "close")],  # a request each: nobody holds a place between two
        h11_max_incomplete_event_size=HEADERS,
        backlog=BACKLOG,
        proxy_headers=False,
        server_header=False,
        log_config=None,
        log_level="error",  # what strangers do wrong is one line, and ours
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=3,
    )
    listening = _listen(host, port)
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    await server.answers.wait()
    named = f"[{host}]" if ":" in host else host  # IPv6 (RFC 3986, 3.2.2)
    try:
        yield f"http://{named}:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task
        listening.close()


def application(routes: Sequence[BaseRoute]) -> Starlette:
    """These routes and nothing else; no address leads to another one."""
    app = Starlette(
        routes=list(routes), exception_handlers={HTTPException: refuse, ClientDisconnect: leave}
    )
    app.router.redirect_slashes = False
    return app


def _listen(host: str, port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVED_AT_ONCE)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise CannotListen(
            f"Port {port} on {host} can't be used ({error.strerror}). "
            "Set FIREBELL_WEB_PORT to a free one."
        ) from error
    return listening
