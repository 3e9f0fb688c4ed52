"""An app on Socket Mode with no library in between: what it is sent, and what it answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from sandbox_tests.bot import Bot

Json = dict[str, Any]


class App:
    """`answers` is looked up by the payload's type; nothing means a bare acknowledgement."""

    def __init__(self) -> None:
        self.envelopes: list[Json] = []
        self.answers: dict[str, Json] = {}
        self.deaf = 0
        self._news = asyncio.Event()

    async def listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        """Until the line is closed."""
        async for message in socket:
            said = json.loads(message.data)
            self.envelopes.append(said)
            self._news.set()
            self._news.clear()
            if "envelope_id" not in said:
                continue
            if self.deaf:
                self.deaf -= 1
                continue
            found: Json = {"envelope_id": said["envelope_id"]}
            kind = said["payload"].get("type", said["type"])
            if kind in self.answers:
                found["payload"] = self.answers[kind]
            await socket.send_json(found)

    async def received(self, kind: str, subtype: str | None = None) -> Json:
        """The last payload of this type, and subtype if one is named, once it is there."""
        for _ in range(3000):
            for envelope in reversed(self.envelopes):
                payload = envelope.get("payload", {})
                inner = payload.get("event", payload)
                if subtype not in (None, inner.get("subtype")):
                    continue
                if kind in (inner.get("type"), envelope.get("type")):
                    return dict(payload)
            await asyncio.sleep(0.01)
        raise AssertionError(
            f"no {kind} among {[envelope.get('type') for envelope in self.envelopes]}"
        )


@asynccontextmanager
async def listening(bot: Bot) -> AsyncIterator[App]:
    """An app on one connection, until the block ends."""
    headers = {"Authorization": f"Bearer {bot.sandbox.app_token}"}
    url = f"{bot.sandbox.api_url}apps.connections.open"
    async with bot.session.post(url, headers=headers) as response:
        address = (await response.json())["url"]
    app = App()
    async with bot.session.ws_connect(address) as socket:
        task = asyncio.create_task(app.listen(socket))
        await app.received("hello")
        try:
            yield app
        finally:
            task.cancel()
