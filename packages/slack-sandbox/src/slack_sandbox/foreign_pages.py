"""Who may call from a browser: the sandbox's own page, and nobody else's.

A page of somebody else runs in the same browser and reaches this machine: it can send to
`127.0.0.1` (its requests say so in `Origin`, or in `Sec-Fetch-Site`), or let a name of its own lead
here, so that it counts as one of ours (its requests have that name in `Host`). Programs send none
of the three or their own address, and are served as ever. So is whoever follows a link to here.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from multidict import MultiMapping

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

EVERYWHERE = ("0.0.0.0", "::")
"""Listening there, the sandbox is reached at whatever addresses the machine has."""
SHOWN = ("image", "audio", "video")
"""What a page may show of another's without being able to read it."""
_PLACE = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+?)\.?(?::(?P<port>\d{1,5}))?", re.I)


@dataclass(frozen=True, slots=True)
class Place:
    """A host and, unless it is the usual one, a port."""

    name: str
    port: int | None = None


class ForeignPages:
    """Refuses them. `listening` is where the sandbox listens, `more` are other names of it."""

    def __init__(self, listening: str, more: Collection[str] = ()) -> None:
        self._names = frozenset(name.lower().rstrip(".") for name in (listening, *more))
        self._everywhere = listening in EVERYWHERE

    def refusal(self, method: str, headers: MultiMapping[str]) -> tuple[str, str] | None:
        """The error's code and a sentence, where a foreign page sends this."""
        hosts = [read_place(host) for host in headers.getall("Host", [])]
        for host in hosts:
            if host is None or not self._is_ours(host.name):
                return "foreign_host", self._no_such_host(host)
        origins = headers.getall("Origin", [])
        if origins:
            foreign = not all(self._is_own_page(origin, hosts) for origin in origins)
        else:
            foreign = _is_foreign_by_the_browsers_word(method, headers)
        return ("foreign_origin", FOREIGN_PAGE) if foreign else None

    def _is_ours(self, name: str) -> bool:
        if name == "localhost" or name in self._names:
            return True
        try:
            address = ip_address(name)
        except ValueError:
            return False
        mapped = getattr(address, "ipv4_mapped", None) or address
        return mapped.is_loopback or self._everywhere  # no name can lead to an address (rebinding)

    def _is_own_page(self, origin: str, hosts: Iterable[Place | None]) -> bool:
        """Under whichever of our names; on another port it is another program's page."""
        found = read_origin(origin)
        if found is None or not self._is_ours(found.name):
            return False
        return all(host is not None and host.port == found.port for host in hosts)

    def _no_such_host(self, host: Place | None) -> str:
        if host is None:
            return "The request's Host is none. It would be 127.0.0.1 or localhost."
        return (
            f"This sandbox is not called {host.name}. Call it 127.0.0.1 or localhost; "
            f"if it is to have that name, start it with --allow-host {host.name}."
        )


FOREIGN_PAGE = (
    "A page at another address may not use this sandbox. Open the sandbox's own page, "
    "or call it from a program, which sends no Origin."
)


def _is_foreign_by_the_browsers_word(method: str, headers: MultiMapping[str]) -> bool:
    """Sent by another site, and neither by following a link nor to show a picture."""
    if headers.get("Sec-Fetch-Site") != "cross-site":
        return False
    goal = headers.get("Sec-Fetch-Dest", "document")
    followed = headers.get("Sec-Fetch-Mode") == "navigate" and goal == "document"
    return method not in ("GET", "HEAD") or not (followed or goal in SHOWN)


def read_place(host: str) -> Place | None:
    """What `Host` says; None where it says nothing that is a host."""
    match = _PLACE.fullmatch(host.strip())
    if match is None:
        return None
    port = int(match["port"]) if match["port"] else None
    return Place(match["name"].strip("[]").lower(), None if port in (80, 443) else port)


def read_origin(origin: str) -> Place | None:
    """What `Origin` says; None for `null`. Some programs leave the scheme out; browsers never."""
    return None if origin == "null" else read_place(origin.partition("://")[2] or origin)


def no_foreign_pages(foreign: ForeignPages) -> Any:
    """The middleware that refuses; beneath `/sandbox` and `/api` in JSON, as all is said there."""

    @web.middleware
    async def refuse(request: web.Request, handler: Handler) -> web.StreamResponse:
        refused = foreign.refusal(request.method, request.headers)
        if refused is None:
            return await handler(request)
        error, why = refused
        if request.path.startswith(("/sandbox", "/api")):
            said = {"ok": False, "error": error, "message": why}
            return web.json_response(said, status=403)
        return web.Response(status=403, text=why)

    return refuse


def host_name(value: str) -> str:
    """A name by which the sandbox may be called, without scheme or port. Raises ValueError."""
    found = read_place(value)
    if found is None or found.port is not None or urlsplit(f"//{value}").port is not None:
        raise ValueError(value)
    return found.name
