"""An app on either way: Socket Mode, or a server that checks signatures; both hear the same."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs

from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.contract.app import App, listening


class HttpApp(App):
    """What came is kept as envelopes; `faults` answer what comes next instead."""

    def __init__(self) -> None:
        super().__init__()
        self.secret = ""
        self.challenges: list[str] = []
        self.requests: list[dict[str, str]] = []
        self.faults: list[dict[str, Any]] = []

    async def serve(self, request: web.Request) -> web.Response:
        """One signed request."""
        raw = await request.read()
        self.requests.append(dict(request.headers))
        assert SignatureVerifier(self.secret).is_valid_request(raw, dict(request.headers))
        if self.faults:
            return web.Response(**self.faults.pop(0))
        if request.content_type == "application/json":
            said = json.loads(raw)
            if said["type"] == "url_verification":
                self.challenges.append(said["challenge"])
                return web.json_response({"challenge": said["challenge"]})
            self.envelopes.append({"type": "events_api", "payload": said})
            return web.Response(status=204)
        fields = {key: values[0] for key, values in parse_qs(raw.decode(), True).items()}
        kind = "interactive" if "payload" in fields else "slash_commands"
        payload: Any = json.loads(fields["payload"]) if "payload" in fields else fields
        self.envelopes.append({"type": kind, "payload": payload})
        answer = self.answers.get(payload.get("type", kind))
        return web.json_response(answer) if answer else web.Response()


@asynccontextmanager
async def over_http(**options: Any) -> AsyncIterator[tuple[Bot, HttpApp]]:
    """A workspace that delivers to an app behind HTTP."""
    app = HttpApp()
    server = web.Application()
    server.router.add_post("/", app.serve)
    runner = web.AppRunner(server)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
        async with running_bot(request_url=url, **options) as bot:
            app.secret = bot.sandbox.workspace.app.signing_secret
            yield bot, app
    finally:
        await runner.cleanup()


@asynccontextmanager
async def over_sockets(**options: Any) -> AsyncIterator[tuple[Bot, App]]:
    """A workspace that delivers to an app on one WebSocket."""
    async with running_bot(**options) as bot, listening(bot) as app:
        yield bot, app


WAYS: dict[str, Any] = {"sockets": over_sockets, "http": over_http}
