"""What the README shows works as it stands there, and its tables are those of the code."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from sandbox_tests.bot import running_bot
from sandbox_tests.node import FOLDER, NODE, needs_node_bot
from slack_sandbox import Sandbox
from slack_sandbox.cli import parser
from slack_sandbox.state.seed import read_seed
from slack_sandbox.testing import SandboxHandle

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
RUN = {
    "python": [sys.executable, "-c"],
    "js": [str(NODE), "--input-type=module", "--eval"],
}


@pytest.mark.parametrize("language", ["python", pytest.param("js", marks=needs_node_bot)])
async def test_the_bot_in_ten_lines_answers(language: str) -> None:
    match = re.search(rf"```{language}\n(.+?)```", README, re.DOTALL)
    assert match is not None
    async with running_bot() as bot:
        process = await asyncio.create_subprocess_exec(
            *RUN[language],
            match[1],
            cwd=FOLDER,
            env={
                "PATH": os.environ["PATH"],
                "SLACK_BOT_TOKEN": bot.sandbox.bot_token,
                "SLACK_APP_TOKEN": bot.sandbox.app_token,
                "SLACK_API_URL": bot.sandbox.api_url,
            },
        )
        try:
            for _ in range(300):
                typed = await bot.client.post(
                    "/people/alice/messages", channel="general", text="/hello"
                )
                if typed == {"ok": True}:
                    break
                await asyncio.sleep(0.1)
            notices = (await bot.client.get("/people/alice/notices"))["notices"]
            assert [row["text"] for row in notices] == [f"Good morning, <@{bot.id('alice')}>."]
        finally:
            process.kill()
            await process.wait()


def test_the_test_of_the_readme_passes(slack_sandbox: SandboxHandle) -> None:
    (shown,) = re.findall(r"```python\n(from slack_bolt import App\n.+?)```", README, re.DOTALL)
    names: dict[str, Any] = {}
    exec(shown, names)
    names["test_hello"](slack_sandbox)


async def test_the_test_with_asyncio_of_the_readme_passes() -> None:
    (shown,) = re.findall(r"```python\n(from slack_sandbox.+?)```", README, re.DOTALL)
    names: dict[str, Any] = {}
    exec(shown, names)
    await names["test_hello_again"]()


@pytest.mark.slack_sandbox(clock=1_790_000_000.0)
def test_the_recipes_of_the_readme_can_be_followed(slack_sandbox: SandboxHandle) -> None:
    section = README.partition("### Recipes")[2].partition("###")[0]
    recipes = [re.findall("`([^`]+)`", row) for row in section.splitlines() if "`" in row]
    assert len(recipes) == 16
    alice = slack_sandbox.person("alice")
    client = WebClient(slack_sandbox.bot_token, base_url=slack_sandbox.api_url)
    client.chat_postMessage(channel="U00000001", text="Good morning")
    for code in [cell for row in recipes for cell in row]:
        eval(code, {"slack_sandbox": slack_sandbox, "alice": alice})
    assert slack_sandbox.bot_user in slack_sandbox.channel("general")["members"]
    assert slack_sandbox.look("/clock")["offset"] == 1800
    assert slack_sandbox.look("/faults")["faults"] == []


async def test_the_seed_of_the_readme_is_one(tmp_path: Path) -> None:
    match = re.search(r"```toml\n(.+?)```", README, re.DOTALL)
    assert match is not None
    path = tmp_path / "team.toml"
    path.write_text(match[1])
    assert [channel["name"] for channel in read_seed(path)["channel"]] == ["general", "incidents"]


async def test_the_addresses_of_the_readme_are_those_of_the_server() -> None:
    async with Sandbox.serve() as sandbox:
        routes = sandbox.server.application().router.routes()
    served = {
        (route.method, route.resource.canonical)
        for route in routes
        if route.resource is not None and route.method != "HEAD"
    }
    told = set(re.findall(r"`(GET|POST|DELETE) (/[^` ]*)`", README))
    told |= {("*", bot) for bot in re.findall(r"`(/api/[^`]+)` \(any verb\)", README)}
    assert told == served


def test_the_options_of_the_readme_are_those_of_the_program() -> None:
    table = README.partition("| option |")[2].partition("\n\n")[0]
    told = set(re.findall(r"`(--[a-z-]+)", table))
    assert told == set(re.findall(r"--[a-z-]+", parser().format_usage()))
