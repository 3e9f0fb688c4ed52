"""200 strangers at once at a bot that runs: its memory stays, and Slack is answered meanwhile."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from firebell.slack.setup.manifest import manifest
from slack_sandbox import Sandbox
from slack_sandbox.client import SandboxClient
from tests.kills.bots import ROOT, environment
from tests.stories.test_http import free_port
from tests.web.strangers import Stranger, head, stranger

MANY = 200
MOST_MORE = 30 * 1024
"""Kilobytes that all of them together may cost."""
PATH = "/slack/events"
CHUNK = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="memory is read where Linux tells it"
)


class Running:
    """A bot in a process of its own, which Slack calls over HTTP."""

    def __init__(self, pid: int, url: str, client: SandboxClient) -> None:
        self.pid = pid
        self.url = url
        self.alice = client.person("alice")

    def memory(self) -> int:
        """What it takes up, in kilobytes."""
        told = Path(f"/proc/{self.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+) kB", told)
        assert found is not None
        return int(found[1])

    async def answers(self) -> None:
        """A command is acknowledged within Slack's three seconds, and health is green."""
        assert await self.alice.types("/incident help", "general") == {"ok": True}
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{self.url}/healthz") as health,
        ):
            assert health.status == 200


@asynccontextmanager
async def running_bot(data: Path) -> AsyncIterator[Running]:
    """`firebell run`, ready, until the block ends."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    described = manifest(f"https://example.com{PATH}")
    async with (
        Sandbox.serve(rate_limits=False, manifest=described, request_url=f"{url}{PATH}") as sandbox,
        SandboxClient(sandbox.url) as client,
    ):
        settings = {**os.environ, **environment(sandbox, data), "FIREBELL_WEB_PORT": str(port)}
        settings |= {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": sandbox.signing_secret}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "firebell", "run"),
            env=settings,
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            assert process.stdout is not None
            assert await process.stdout.readline() == f"ready {url}\n".encode()
            yield Running(process.pid, url, client)
        finally:
            process.terminate()
            await process.wait()


def signed_by_nobody(*lines: str) -> bytes:
    """A request that looks like Slack's until its body has been read."""
    stamp = f"X-Slack-Request-Timestamp: {int(time.time())}"
    return head(PATH, stamp, "X-Slack-Signature: v0=00", *lines)


async def idle(_: Stranger) -> None:
    """Says nothing."""


async def half_a_head(somebody: Stranger) -> None:
    """Never comes to the end of the headers."""
    await somebody.sends(head(PATH)[:-2] + b"X: " + b"y" * 15_000)


async def almost_a_megabyte(somebody: Stranger) -> None:
    """Keeps the last byte back."""
    await somebody.sends(signed_by_nobody("Content-Length: 1048576") + b"x" * 1_048_575)


async def a_lie(somebody: Stranger) -> None:
    """Announces far too much, and sends on."""
    await somebody.sends(signed_by_nobody("Content-Length: 1000000000") + b"x" * 2_000_000)


async def without_end(somebody: Stranger) -> None:
    """Announces nothing, and sends on."""
    await somebody.sends(signed_by_nobody("Transfer-Encoding: chunked") + CHUNK * 32)


DEEDS = [idle, half_a_head, almost_a_megabyte, a_lie, without_end]


async def test_200_at_once_take_30_megabytes_at_most_and_slack_is_answered(
    tmp_path: Path,
) -> None:
    async with running_bot(tmp_path) as bot:
        for _ in range(5):
            await bot.answers()
        before = bot.memory()
        for deed in DEEDS:
            async with AsyncExitStack() as stack:
                crowd = [await stack.enter_async_context(stranger(bot.url)) for _ in range(MANY)]
                sending = asyncio.gather(*(deed(somebody) for somebody in crowd))
                await bot.answers()
                meanwhile = bot.memory()
                await sending
                await bot.answers()
                grown = {deed.__name__: max(meanwhile, bot.memory()) - before}
                assert grown[deed.__name__] <= MOST_MORE, grown
