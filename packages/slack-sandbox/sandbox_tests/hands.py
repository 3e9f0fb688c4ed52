"""A person's hands on a sandbox, over its HTTP interface."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp


class Hands:
    """`post` and `get` answer JSON; the address is the sandbox's."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self.url = url

    async def post(self, path: str, /, **body: Any) -> Any:
        """An address beneath /sandbox."""
        async with self._session.post(f"{self.url}/sandbox{path}", json=body) as response:
            return await response.json()

    async def get(self, path: str) -> Any:
        """An address beneath /sandbox."""
        async with self._session.get(f"{self.url}/sandbox{path}") as response:
            return await response.json()

    async def delete(self, path: str) -> Any:
        """An address beneath /sandbox."""
        async with self._session.delete(f"{self.url}/sandbox{path}") as response:
            return await response.json()


@asynccontextmanager
async def hands_on(url: str) -> AsyncIterator[Hands]:
    """Until the block ends."""
    async with aiohttp.ClientSession() as session:
        yield Hands(session, url)
