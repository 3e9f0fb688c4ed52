"""A bot that calls methods as any HTTP client does."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from slack_sandbox import Sandbox
from slack_sandbox.client import SandboxClient

JSON = "application/json;charset=utf-8"


class Bot:
    """`client` is for what the people around it do."""

    def __init__(
        self, sandbox: Sandbox, session: aiohttp.ClientSession, client: SandboxClient
    ) -> None:
        self.sandbox = sandbox
        self.session = session
        self.client = client

    async def call(self, method: str, /, **arguments: Any) -> Any:
        """JSON in, JSON out, as the SDK sends it."""
        headers = {"Authorization": f"Bearer {self.sandbox.bot_token}", "Content-Type": JSON}
        url, body = f"{self.sandbox.api_url}{method}", json.dumps(arguments).encode()
        async with self.session.post(url, data=body, headers=headers) as response:
            return await response.json()

    async def error(self, method: str, /, **arguments: Any) -> Any:
        """The code of the refusal, or None."""
        return (await self.call(method, **arguments)).get("error")

    def id(self, name: str) -> str:
        """A person's or a channel's id."""
        workspace = self.sandbox.workspace
        found = workspace.person(name) or workspace.channel(name)
        assert found is not None
        return found.id


@asynccontextmanager
async def running_bot(**options: Any) -> AsyncIterator[Bot]:
    """In a workspace of its own, until the block ends."""
    async with (
        Sandbox.serve(**options) as sandbox,
        aiohttp.ClientSession() as session,
        SandboxClient(sandbox.url) as client,
    ):
        yield Bot(sandbox, session, client)
