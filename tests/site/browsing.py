"""Somebody who reads the pages, with cookies and without a browser."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx2
from pydantic import SecretStr

from slack_sandbox import Sandbox
from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import Evening


def with_pages(sandbox: Sandbox | SandboxHandle) -> Mapping[str, Any]:
    """The two settings with which there are pages."""
    return {
        "client_id": sandbox.client_id,
        "client_secret": SecretStr(sandbox.client_secret),
    }


class Reader:
    """Their browser."""

    def __init__(self, night: Evening, client: httpx2.AsyncClient) -> None:
        assert night.bot is not None
        self.night = night
        self.url = night.bot.url
        self.client = client

    async def sees(self, path: str) -> httpx2.Response:
        """What an address answers."""
        return await self.client.get(f"{self.url}{path}")

    async def consent(self, name: str, to: str = "/now") -> str:
        """They press *Sign in with Slack* and agree; where Slack sends them back to."""
        begun = await self.client.get(f"{self.url}/sign-in", params={"to": to})
        assert begun.status_code == 303
        agreed = await self.client.get(f"{begun.headers['location']}&as={name}")
        assert agreed.status_code == 302
        return agreed.headers["location"]

    async def signs_in(self, name: str, to: str = "/now") -> httpx2.Response:
        """All of it; the answer that leads to the page."""
        return await self.client.get(await self.consent(name, to))


@asynccontextmanager
async def reading(night: Evening, name: str | None = None) -> AsyncIterator[Reader]:
    """A browser of their own, signed in as somebody or as nobody."""
    async with httpx2.AsyncClient(trust_env=False) as client:
        reader = Reader(night, client)
        if name is not None:
            answer = await reader.signs_in(name)
            assert answer.status_code == 303, answer.text
        yield reader
