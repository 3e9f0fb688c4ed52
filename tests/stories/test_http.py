"""HTTP mode: Slack calls us with signed requests; the same evening, the same answers."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from pydantic import SecretStr

from firebell.settings import Settings
from firebell.slack.inbound.signed_requests import signature
from firebell.slack.setup.manifest import manifest
from slack_sandbox import Sandbox
from slack_sandbox.client import SandboxClient
from tests.stories.evening import DFE, Evening, settings_for


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def evening_over_http(data: Path, **changed: object) -> AsyncIterator[Evening]:
    """The bot at work in a workspace that calls it; `changed` are settings."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/slack/events"
    described = manifest("https://example.com/slack/events")
    async with (
        Sandbox.serve(rate_limits=False, manifest=described, request_url=url) as sandbox,
        SandboxClient(sandbox.url) as client,
    ):
        given = settings_for(sandbox, data, DFE, None)
        http: dict[str, object] = {"app_token": None, "web_port": port, **changed}
        settings = Settings(**{**given.model_dump(), **http})
        night = Evening(client, settings, await client.workspace())
        await night.start()
        try:
            yield night
        finally:
            await night.stop()


async def test_the_whole_job_over_signed_http(tmp_path: Path) -> None:
    async with evening_over_http(tmp_path) as night:
        assert night.settings.socket_mode is False
        assert await night.alice.raises("It is down", role_technical="bob") == {"ok": True}
        own = await night.own()
        asked = await night.bob.reads("asks you to be technical lead")
        assert await night.bob.presses("on_it", asked) == {"ok": True}
        await night.said(own, "Bob is in charge now, as technical lead.")
        await night.alice.types("/closeincident It is up again", own)
        await night.said("general", "INC-1 is closed.")


async def test_a_command_may_hold_any_word_as_over_socket_mode(tmp_path: Path) -> None:
    async with evening_over_http(tmp_path) as night:
        assert await night.alice.types("/incident The payload is lost", "general") == {"ok": True}
        assert "The payload is lost" in json.dumps(await night.alice.shown_form())


async def test_a_request_with_a_wrong_signature_is_refused(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    another = SecretStr("another")
    async with evening_over_http(tmp_path, signing_secret=another) as night:
        assert await night.alice.types("/incident", "general") == {
            "ok": False,
            "error": "dispatch_failed",
        }
        lines = [record.getMessage() for record in caplog.records]
        assert lines == [
            "A request over HTTP was refused (401): its signature does not fit; "
            "is SLACK_SIGNING_SECRET right?"
        ]
        assert night.bot is not None
        async with aiohttp.ClientSession() as session:
            health = await session.get(f"{night.bot.url}/healthz")
            assert health.status == 200


async def test_what_is_sent_once_more_within_five_minutes_changes_nothing(tmp_path: Path) -> None:
    async with evening_over_http(tmp_path) as night:
        assert await night.alice.raises("It is down", role_technical="bob") == {"ok": True}
        own = await night.own()
        asked = await night.bob.reads("asks you to be technical lead")
        assert await night.bob.presses("on_it", asked) == {"ok": True}
        await night.said(own, "Bob is in charge now, as technical lead.")
        await night.bob.types("/closeincident It is up again", own)
        await night.said(own, "closed")
        await night.bob.types("/incident reopen", own)
        assert await night.bob.submits(why="It is down again") == {"ok": True}
        await night.said(own, "INC-1 is open again.")
        await night.settled()
        before = await what_there_is(night)
        deliveries = await night.client.deliveries()
        kinds = {sent["payload"].get("type", sent["kind"]) for sent in deliveries}
        assert kinds >= {"slash_commands", "view_submission", "block_actions", "event_callback"}
        for sent in deliveries:
            await sends_again(night, sent)
        await night.settled()
        assert await what_there_is(night) == before


async def what_there_is(night: Evening) -> object:
    """All that anybody can read in a channel, and the record."""
    said = [(place, message["text"]) for place, message in await night.by_the_bot()]
    return sorted(said), await night.events(1), await night.bot_numbers()


async def sends_again(night: Evening, sent: Mapping[str, Any]) -> None:
    """Somebody who has seen one of Slack's requests, body and signature, sends them once more."""
    assert night.bot is not None
    assert night.settings.signing_secret is not None
    payload, kind = sent["payload"], sent["kind"]
    text = json.dumps(payload)
    if kind != "events_api":
        text = urlencode(payload if kind == "slash_commands" else {"payload": text})
    body, stamp = text.encode(), str(int(time.time()))
    secret = night.settings.signing_secret.get_secret_value()
    headers = {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature(secret, stamp, body).decode(),
    }
    async with aiohttp.ClientSession() as session:
        url = f"{night.bot.url}/slack/events"
        answer = await session.post(url, data=body, headers=headers)
        assert answer.status == 200
