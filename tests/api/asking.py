"""A program that asks the API by a token of somebody's."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx2

from firebell.app.tokens import Tokens
from firebell.domain.grants import Scope
from tests.stories.evening import Evening

ALL = frozenset(Scope) - {Scope.PRIVATE}
NO_KEY: Mapping[str, str] = {}


class Program:
    """It has a token; `token` is empty where it has none."""

    def __init__(self, night: Evening, client: httpx2.AsyncClient, token: str) -> None:
        assert night.bot is not None
        self.night = night
        self.client = client
        self.token = token

    @property
    def url(self) -> str:
        """Where the API is."""
        assert self.night.bot is not None
        return f"{self.night.bot.url}/api/v1"

    async def gets(self, path: str, **headers: str) -> httpx2.Response:
        """What an address answers."""
        return await self.client.get(f"{self.url}{path}", headers=self._headers(headers))

    async def posts(self, path: str, body: object, key: str | None = None) -> httpx2.Response:
        """What becomes of this; with a key of its own where it wants one."""
        headers = self._headers({"Idempotency-Key": key} if key is not None else {})
        return await self.client.post(f"{self.url}{path}", json=body, headers=headers)

    async def raises(self, title: str = "Nobody can log in", **more: Any) -> httpx2.Response:
        """An incident, under a new key unless one is given."""
        key = more.pop("key", uuid4().hex)
        return await self.posts("/incidents", {"title": title, **more}, key)

    def _headers(self, more: Mapping[str, str]) -> dict[str, str]:
        own = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {**own, **more}


async def token_of(
    night: Evening,
    name: str,
    scopes: frozenset[Scope] = ALL,
    *,
    called: str = "deploys",
    days: int = 90,
) -> str:
    """A new token of somebody's."""
    assert night.bot is not None
    tokens = Tokens(night.bot.store, night.bot.clock.now)
    person = night.people[name]["id"]
    _, written = await tokens.make(person, called, scopes, days, uuid4().hex)
    assert written is not None
    return written


@asynccontextmanager
async def asking(
    night: Evening, name: str | None, scopes: frozenset[Scope] = ALL, *, called: str = "deploys"
) -> AsyncIterator[Program]:
    """A program with a token of somebody's, or with none."""
    async with httpx2.AsyncClient(trust_env=False) as client:
        token = await token_of(night, name, scopes, called=called) if name else ""
        yield Program(night, client, token)
