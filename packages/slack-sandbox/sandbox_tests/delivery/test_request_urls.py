"""An app with a route for each kind of thing, as its manifest names them, hears each at its own."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qsl

import pytest
import uvicorn
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from sandbox_tests.bot import Bot, running_bot
from sandbox_tests.interactions import until
from slack_sandbox import BadManifest
from slack_sandbox.state.manifest import read_manifest

AWAY = "https://bot.example.com"
MANIFEST: dict[str, Any] = {
    "features": {
        "slash_commands": [
            {"command": "/hello", "url": f"{AWAY}/commands/hello"},
            {"command": "/bye", "url": f"{AWAY}/commands?called=bye"},
        ]
    },
    "oauth_config": {"scopes": {"bot": ["chat:write", "channels:join", "channels:history"]}},
    "settings": {
        "event_subscriptions": {
            "request_url": f"{AWAY}/events",
            "bot_events": ["member_joined_channel"],
        },
        "interactivity": {
            "is_enabled": True,
            "request_url": f"{AWAY}/interactions",
            "message_menu_options_url": f"{AWAY}/options",
        },
    },
}
TEXT = {"type": "plain_text", "text": "Leeds", "emoji": True}
OPTION = {"text": TEXT, "value": "leeds"}
BLOCKS = [
    {
        "type": "actions",
        "block_id": "trip",
        "elements": [
            {"type": "button", "action_id": "go", "text": TEXT},
            {"type": "external_select", "action_id": "city", "placeholder": TEXT},
        ],
    }
]


class BoltApp:
    """Checks each signature and answers by the route; `heard` is route, query and what it was."""

    def __init__(self) -> None:
        self.secret = ""
        self.received: list[tuple[str, str, str]] = []

    def app(self) -> Starlette:
        """Four routes, and one of the commands has its own."""
        routes = ("/commands/hello", "/commands", "/interactions", "/options", "/events")
        return Starlette(routes=[Route(route, self.hear, methods=["POST"]) for route in routes])

    async def hear(self, request: Request) -> Response:
        """One signed request."""
        body = await request.body()
        if not SignatureVerifier(self.secret).is_valid_request(body, dict(request.headers)):
            return PlainTextResponse("Who are you?", 401)
        route, query = request.url.path, request.url.query
        if route == "/events":
            event = json.loads(body)
            self.received.append((route, query, event.get("event", event)["type"]))
            return PlainTextResponse(event.get("challenge", ""))
        form = dict(parse_qsl(body.decode()))
        payload = json.loads(form.get("payload", "{}"))
        self.received.append((route, query, payload.get("type") or form["command"]))
        if route == "/options":
            return JSONResponse({"options": [OPTION]})
        return Response() if payload else PlainTextResponse(f"Heard at {route}.")


@asynccontextmanager
async def bolt_app(path: str = "", **options: Any) -> AsyncIterator[tuple[Bot, BoltApp]]:
    """It serves, and a workspace sends to the machine that it is on."""
    bot = BoltApp()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listening.getsockname()[1]}{path}"
        server = uvicorn.Server(uvicorn.Config(bot.app(), log_level="critical", lifespan="off"))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        await until(lambda: server.started)
        try:
            async with running_bot(request_url=url, **options) as there:
                bot.secret = there.sandbox.signing_secret
                yield there, bot
        finally:
            server.should_exit = True
            await serving


async def types(there: Bot, text: str) -> Any:
    """Alice's words in #general."""
    return await there.client.post("/people/alice/messages", channel="general", text=text)


@pytest.mark.parametrize("path", ["", "/"])
async def test_each_kind_goes_to_the_address_that_the_manifest_names_for_it(path: str) -> None:
    # Once all of it went to the one address that was given, which no app with routes has.
    async with bolt_app(path, manifest=MANIFEST) as (there, app):
        assert await types(there, "/hello") == {"ok": True}
        assert await types(there, "/bye") == {"ok": True}
        notices = (await there.client.get("/people/alice/notices"))["notices"]
        assert [row["text"] for row in notices] == [
            "Heard at /commands/hello.",
            "Heard at /commands.",
        ]
        await there.call("conversations.join", channel=there.id("general"))
        await until(lambda: len(app.received) == 4)
        sent = await there.call("chat.postMessage", channel=there.id("general"), blocks=BLOCKS)
        at = {"channel": "general", "message_ts": sent["ts"]}
        asked = {**at, "block_id": "trip", "action_id": "city", "value": "lee"}
        found = await there.client.post("/people/alice/suggestions", **asked)
        assert found == {"ok": True, "options": [OPTION]}
        pressed = await there.client.post("/people/alice/clicks", **at, action_id="go")
        assert pressed == {"ok": True}
        assert app.received == [
            ("/commands/hello", "", "/hello"),
            ("/commands", "called=bye", "/bye"),
            ("/events", "", "url_verification"),
            ("/events", "", "member_joined_channel"),
            ("/options", "", "block_suggestion"),
            ("/interactions", "", "block_actions"),
        ]


async def test_an_address_with_a_path_is_that_of_everything() -> None:
    async with bolt_app("/commands", manifest=MANIFEST) as (there, app):
        await types(there, "/hello")
        assert app.received == [("/commands", "", "/hello")]


async def test_what_the_manifest_has_no_address_for_reaches_nobody_and_that_is_said(
    caplog: pytest.LogCaptureFixture,
) -> None:
    manifest = json.loads(json.dumps(MANIFEST))
    del manifest["features"]["slash_commands"][1]["url"]
    del manifest["settings"]["event_subscriptions"]["request_url"]
    async with bolt_app(manifest=manifest) as (there, app):
        assert caplog.messages == [
            "The manifest names no address for /bye, events. Nobody hears of them."
        ]
        assert await types(there, "/bye") == {"ok": False, "error": "dispatch_failed"}
        await there.call("conversations.join", channel=there.id("general"))
        listed = there.sandbox.server.delivery.log
        await until(lambda: len(listed) == 2 and listed[1]["ended"])
        assert [(row["kind"], row["retry"], row["error"]) for row in listed] == [
            ("slash_commands", 0, "dispatch_failed"),
            ("events_api", 0, "dispatch_failed"),
        ]
        assert app.received == []


@pytest.mark.parametrize("manifest", [None, {"features": {"slash_commands": []}}])
async def test_where_nothing_names_addresses_that_is_said(
    manifest: Any, caplog: pytest.LogCaptureFixture
) -> None:
    for url in ("http://127.0.0.1:9", "http://127.0.0.1:9/slack/events"):
        async with running_bot(manifest=manifest, request_url=url):
            pass
    assert caplog.messages == [
        "No manifest names addresses at the app: everything goes to http://127.0.0.1:9."
    ]


def test_what_is_no_address_is_told_with_its_place() -> None:
    settings = {
        "event_subscriptions": {"request_url": "bot.example.com/events"},
        "interactivity": {"request_url": 7, "message_menu_options_url": "http://[/"},
    }
    commands = [{"command": "/hello", "url": "/hello"}]
    with pytest.raises(BadManifest) as bad:
        read_manifest({"settings": settings, "features": {"slash_commands": commands}})
    told = "It would be an address, such as https://example.com/slack/events."
    assert str(bad.value).splitlines() == [
        f'manifest: /settings/event_subscriptions/request_url is "bot.example.com/events". {told}',
        f"manifest: /settings/interactivity/request_url is 7. {told}",
        f'manifest: /settings/interactivity/message_menu_options_url is "http://[/". {told}',
        f'manifest: /features/slash_commands/0/url is "/hello". {told}',
    ]
