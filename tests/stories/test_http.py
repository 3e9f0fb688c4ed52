"""HTTP mode: Slack calls us with signed requests; the same evening, the same answers."""

from __future__ import annotations

import socket
from pathlib import Path

import aiohttp
from pydantic import SecretStr

from firebell.settings import Settings
from firebell.slack.setup.manifest import manifest
from slack_sandbox import Sandbox
from slack_sandbox.client import SandboxClient
from tests.stories.evening import DFE, Evening, settings_for


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def test_the_whole_job_over_signed_http(tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/slack/events"
    described = manifest("https://example.com/slack/events")
    async with (
        Sandbox.serve(rate_limits=False, manifest=described, request_url=url) as sandbox,
        SandboxClient(sandbox.url) as client,
    ):
        given = settings_for(sandbox, tmp_path, DFE, None)
        http: dict[str, object] = {"app_token": None, "web_port": port}
        settings = Settings(**{**given.model_dump(), **http})
        night = Evening(client, settings, await client.workspace())
        assert night.settings.socket_mode is False
        await night.start()
        try:
            assert await night.alice.raises("It is down", role_technical="bob") == {"ok": True}
            own = await night.own()
            asked = await night.bob.reads("asks you to be technical lead")
            assert await night.bob.presses("on_it", asked) == {"ok": True}
            await night.said(own, "Bob is in charge now, as technical lead.")
            await night.alice.types("/closeincident It is up again", own)
            await night.said("general", "INC-1 is closed.")
        finally:
            await night.stop()


async def test_a_request_with_a_wrong_signature_is_refused(tmp_path: Path) -> None:
    port = free_port()
    async with Sandbox.serve(rate_limits=False) as sandbox, SandboxClient(sandbox.url) as client:
        given = settings_for(sandbox, tmp_path, DFE, None)
        http: dict[str, object] = {"app_token": None, "web_port": port}
        http["signing_secret"] = SecretStr("another")
        settings = Settings(**{**given.model_dump(), **http})
        night = Evening(client, settings, await client.workspace())
        await night.start()
        try:
            async with aiohttp.ClientSession() as session:
                forged = await session.post(
                    f"http://127.0.0.1:{port}/slack/events",
                    data={"command": "/closeincident"},
                    headers={"X-Slack-Request-Timestamp": "1", "X-Slack-Signature": "v0=00"},
                )
                health = await session.get(f"http://127.0.0.1:{port}/healthz")
                answers = (forged.status, health.status, await health.json())
            assert answers == (401, 200, {"ok": True, "slack": True})
        finally:
            await night.stop()
