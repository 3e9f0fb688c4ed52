"""What strangers may hold of this process before they have asked anything: time, room, places.

uvicorn bounds the time between two requests and the number of requests at work, but waits for ever
for the first one and for a body; and with `limit_concurrency` it is the newest who is turned away,
which would be Slack. Here it is whoever has kept us waiting longest, or holds most.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from uvicorn.protocols.http.h11_impl import H11Protocol

log = logging.getLogger(__name__)

BACKLOG = 128
"""Connections that are accepted at one stroke: so many open files may there be above the limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Of all requests that are not complete yet: seconds for each, how many, bytes of them all."""

    seconds: float = 10.0
    connections: int = 256
    held: int = 4 * 1024 * 1024


class BoundedConnection(H11Protocol):
    """One connection, for one request: headers and body are here in time, or it is let go."""

    limits = Limits()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody is at the door; from now on the clock runs."""
        super().connection_made(transport)
        self.came = self.loop.time()
        self.held = 0
        self.deadline = self.loop.call_later(self.limits.seconds, self.let_go, "it took too long")
        waiting = self._waiting()
        if len(waiting) > self.limits.connections:
            min(waiting, key=lambda other: other.came).let_go("too many wait, it the longest")

    def data_received(self, data: bytes) -> None:
        """More of the request; when all of it is here, the clock stops."""
        self.held += len(data)
        super().data_received(data)
        if not self.waits:
            self.deadline.cancel()
            return
        waiting = self._waiting()
        if sum(other.held for other in waiting) > self.limits.held:
            max(waiting, key=lambda other: other.held).let_go("too much waits, most of it its own")

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self.deadline.cancel()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """The process ends; it does not wait for those who have not asked yet."""
        if self.waits:
            self.transport.abort()
        else:
            super().shutdown()

    @property
    def waits(self) -> bool:
        """Whether we wait for more of its request."""
        unasked = self.cycle is None or self.cycle.more_body
        return unasked and not self.transport.is_closing()

    def let_go(self, why: str) -> None:
        """End it without an answer: whoever holds out this long or sends this much reads none."""
        log.warning("A request over HTTP was let go before it was complete: %s", why)
        self.deadline.cancel()
        if self.cycle is not None:  # who handles it hears at once, and drops what there is
            self.cycle.disconnected = True
        self.transport.abort()

    def send_400_response(self, msg: str) -> None:
        """It speaks no HTTP, or its headers are too long."""
        log.warning("A request over HTTP was refused (400): it is no HTTP, or its head is too long")
        super().send_400_response(msg)

    def _waiting(self) -> list[BoundedConnection]:
        known = self.connections
        return [one for one in known if isinstance(one, BoundedConnection) and one.waits]
