"""How often one client may ask to be told, so that nobody fills other people's mailboxes."""

from __future__ import annotations

import ipaddress
from collections import OrderedDict
from collections.abc import Callable

from starlette.requests import Request

MOST, WITHIN = 20, 3600.0
"""Asked in so many seconds: a school shares one address."""
CLIENTS = 10_000


class Limit:
    """Counts in memory; a restart forgives."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._asked: OrderedDict[str, list[float]] = OrderedDict()

    def allows(self, client: str) -> bool:
        """Whether it may ask once more; that counts as asked."""
        now = self._clock()
        asked = [at for at in self._asked.pop(client, []) if at > now - WITHIN]
        allowed = len(asked) < MOST
        self._asked[client] = [*asked, now] if allowed else asked
        while len(self._asked) > CLIENTS:
            self._asked.popitem(last=False)
        return allowed


def client_of(request: Request) -> str:
    """Who asks. Where the other end is of this network, it is the proxy in front of us: then whom
    that one saw. IPv6 by its network, since one client has a whole one."""
    peer = request.client.host if request.client else ""
    if not _is_public(peer):
        seen = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
        peer = seen or peer
    try:
        address = ipaddress.ip_address(peer)
    except ValueError:
        return "unknown"
    if address.version == 6:
        return str(ipaddress.ip_network(f"{address}/64", strict=False))
    return str(address)


def _is_public(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return False
