"""Which addresses the internet does not lead to: this machine, its network, what a cloud tells its
machines about themselves; and a resolver that finds none of them.

It is looked at what a name means when the connection is made, and the connection goes there, so
that a name can't be made to mean another machine in between. What is written as a number is no
name, however it is written: whoever connects would read it as an address.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import DefaultResolver

from firebell.app.errors import NeverWill

INSIDE = "outside_inside"
Address = IPv4Address | IPv6Address
PROTOCOLS = IPv4Network("192.0.0.0/24")
ANYCAST = (IPv4Address("192.0.0.9"), IPv4Address("192.0.0.10"))
"""All of these are special and some clouds tell secrets there, but for two (RFC 6890, RFC 7723,
RFC 8155). Earlier Pythons let the others pass."""
TRANSLATED = IPv6Network("64:ff9b::/96")
COMPATIBLE = IPv6Network("::/96")
"""They end with the IPv4 address that they lead to (RFC 6052; RFC 4291, 2.5.5.1)."""


def is_inside(host: str) -> bool:
    """Whether this is an address that the internet does not lead to; a name is none."""
    address = _read(host)
    return address is not None and any(_is_special(each) for each in _meant(address))


def _read(host: str) -> Address | None:
    """As whoever connects reads it: `127.1` and `2130706433` are addresses too."""
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host))
    except (OSError, ValueError):
        return None


def _meant(address: Address) -> Iterator[Address]:
    """It, or the IPv4 address within it, which is where it leads."""
    if isinstance(address, IPv4Address):
        yield address
        return
    within = address.ipv4_mapped or address.sixtofour
    if address in TRANSLATED or (address in COMPATIBLE and int(address) > 1):
        within = IPv4Address(int(address) & 0xFFFFFFFF)
    yield within or address


def _is_special(address: Address) -> bool:
    if isinstance(address, IPv4Address) and address in PROTOCOLS:
        return address not in ANYCAST
    return not address.is_global or address.is_multicast


class OnlyOutside(AbstractResolver):
    """Finds addresses of names, and none that is inside."""

    def __init__(self, resolver: AbstractResolver | None = None) -> None:
        self._resolver = resolver or DefaultResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses outside. Raises NeverWill where all are inside."""
        found = await self._resolver.resolve(host, port, family)
        outside = [each for each in found if not is_inside(each["host"])]
        if not outside:
            raise NeverWill(INSIDE)
        return outside

    async def close(self) -> None:
        """It is not used any more."""
        await self._resolver.close()
