"""`firebell try`: a small Slack on this machine with the real bot in it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer
from pydantic import SecretStr

from firebell.cli.common import clear_proxies, quiet_logs, run_until_told, stop
from firebell.cli.story import Told, tell
from firebell.compose import Bot, running
from firebell.settings import Settings
from firebell.slack.setup.manifest import manifest
from slack_sandbox import Sandbox

DATA = Path("firebell-try")
PORT = 8065
EXAMPLE = Path(__file__).parents[3] / "examples" / "dfe" / "playbook.toml"
PACKAGED = Path(__file__).parents[1] / "examples" / "dfe" / "playbook.toml"


def try_(
    story: Annotated[
        bool, typer.Option("--story", help="Play a whole incident by itself, print it, and end.")
    ] = False,
    port: Annotated[
        int | None, typer.Option(help=f"Where the workspace listens; {PORT} if it is free.")
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")
    ] = True,
    data: Annotated[Path, typer.Option(help="Where the record stays.")] = DATA,
    playbook: Annotated[
        Path | None, typer.Option(help="The process; without it, the example of the DfE.")
    ] = None,
) -> None:
    """Try Firebell without Slack, without an account, in a minute."""
    quiet_logs()
    clear_proxies()
    process = playbook or next((path for path in (EXAMPLE, PACKAGED) if path.exists()), None)
    if process is None:
        stop("The example playbook is not here. Name one with --playbook.")

    data.mkdir(parents=True, exist_ok=True)
    put_aside(data / "firebell.db")

    async def work(stopping: asyncio.Event) -> int:
        async with trying(data, process, port) as (sandbox, bot):
            print(f"ready {sandbox.url}", flush=True)
            if story:
                return await play(sandbox, bot, data)
            print(GREETING.format(url=sandbox.url), flush=True)
            if browser and can_show():
                webbrowser.open(sandbox.url)
            await stopping.wait()
            print(f"\nStopped. The record is in {data}.")
            return 0

    run_until_told(work)


GREETING = """
A small Slack is running on this machine, with Firebell in it.

  1. Open {url} in a browser. You are Alice.
  2. Type /incident in a channel, and press Enter.
  3. Look around as Bob: choose his name at the top left.
  4. Type /closeincident when it is over.

Nothing leaves this machine. To stop, press Ctrl+C here.
"""


@asynccontextmanager
async def trying(
    data: Path, playbook: Path, port: int | None
) -> AsyncIterator[tuple[Sandbox, Bot]]:
    """The workspace and the bot, until the block ends."""
    described = data / "manifest.json"
    described.write_text(json.dumps(manifest()))
    async with workspace(port, described) as sandbox:
        settings = Settings(
            data=data,
            database_url=None,
            playbook=playbook,
            slack_api_url=sandbox.api_url,
            web_port=0,
            clock_url=f"{sandbox.url}/sandbox/clock",
            bot_token=SecretStr(sandbox.bot_token),
            app_token=SecretStr(sandbox.app_token),
            signing_secret=SecretStr(sandbox.signing_secret),
        )
        async with running(settings) as bot:
            yield sandbox, bot


@asynccontextmanager
async def workspace(port: int | None, described: Path) -> AsyncIterator[Sandbox]:
    """On the port that was asked for, else on the usual one, else on a free one. The app has the
    permissions, commands and events of its manifest, and no others."""
    wanted = PORT if port is None else port
    if port is None and not is_free(wanted):
        wanted = 0
    try:
        async with Sandbox.serve(port=wanted, manifest=described) as sandbox:
            yield sandbox
    except OSError as error:
        if port is None:
            raise
        stop(f"Port {port} can't be used ({error.strerror}). Choose another with --port.")


def is_free(port: int) -> bool:
    """Whether nobody on this machine listens on a port."""
    import socket  # noqa: PLC0415

    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


async def play(sandbox: Sandbox, bot: Bot, data: Path) -> int:
    """The story, as it happens."""
    try:
        await tell(sandbox.url, data, bot.clock.look)
    except Told as broken:
        print(f"The story broke off: {broken}", file=sys.stderr)
        return 1
    return 0


def put_aside(database: Path) -> None:
    """A workspace begins anew each time; what was recorded in the last one is kept beside it."""
    for path in (database, *(database.with_name(database.name + end) for end in ("-wal", "-shm"))):
        if path.exists():
            path.replace(path.with_name(path.name.replace("firebell.db", "previous.db")))


def can_show() -> bool:
    """Whether there is a screen to open a browser on."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
