"""The bots of the README work as they stand there."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path

import pytest

from tests.node import FOLDER, NODE, needs_node_bot
from tests.slack_sandbox.bot import bot

ROOT = Path(__file__).parents[2]
README = (ROOT / "src" / "slack_sandbox" / "README.md").read_text()
RUN = {
    "python": [sys.executable, "-c"],
    "js": [str(NODE), "--input-type=module", "--eval"],
}


@pytest.mark.parametrize("language", ["python", pytest.param("js", marks=needs_node_bot)])
async def test_the_bot_in_ten_lines_answers(language: str) -> None:
    match = re.search(rf"```{language}\n(.+?)```", README, re.DOTALL)
    assert match is not None
    async with bot() as one:
        process = await asyncio.create_subprocess_exec(
            *RUN[language],
            match[1],
            cwd=FOLDER,
            env={
                "PATH": os.environ["PATH"],
                "SLACK_BOT_TOKEN": one.sandbox.bot_token,
                "SLACK_APP_TOKEN": one.sandbox.app_token,
                "SLACK_API_URL": one.sandbox.api_url,
            },
        )
        try:
            for _ in range(300):
                typed = await one.hands.post(
                    "/people/alice/messages", channel="general", text="/hello"
                )
                if typed == {"ok": True}:
                    break
                await asyncio.sleep(0.1)
            notices = (await one.hands.get("/people/alice/notices"))["notices"]
            assert [row["text"] for row in notices] == [f"Good morning, <@{one.id('alice')}>."]
        finally:
            process.kill()
            await process.wait()
