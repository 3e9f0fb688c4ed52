"""Strangers: they send bytes, as few or as many as they like, and see what comes back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

GONE = b""
"""What is read where the other side has ended it without a word."""


class Stranger:
    """One connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def sends(self, some: bytes) -> None:
        """As much as is taken; the other side may have gone."""
        try:
            self._writer.write(some)
            await self._writer.drain()
        except ConnectionError:
            return

    async def sends_bit_by_bit(self, some: bytes) -> None:
        """Never pausing for long, until the other side has gone."""
        while not self._reader.at_eof() and self._reader.exception() is None:
            await self.sends(some)
            await asyncio.sleep(0.01)

    async def reads(self) -> bytes:
        """All that comes until the other side ends it."""
        try:
            return await self._reader.read()
        except ConnectionError:
            return GONE

    async def status(self) -> int | None:
        """Of the answer; None where there is none."""
        first, _, _ = (await self.reads()).partition(b"\r\n")
        return int(first.split()[1]) if first else None

    async def goes(self) -> None:
        """Hangs up."""
        self._writer.close()
        try:
            await self._writer.wait_closed()
        except ConnectionError:
            return


@asynccontextmanager
async def stranger(url: str) -> AsyncIterator[Stranger]:
    """At this address until the block ends."""
    where = urlsplit(url)
    found = Stranger(*await asyncio.open_connection(where.hostname, where.port))
    try:
        yield found
    finally:
        await found.goes()


def head(path: str, *lines: str, method: str = "POST") -> bytes:
    """The first line and the headers of a request."""
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: bot", *lines, "", ""]).encode()
