"""`firebell try`: a small Slack on this machine with the real bot in it.

The sandbox is a distribution of its own, which a bot in production does without; so what needs it
stands in `try_workspace` and is imported when the command is run.
"""

from __future__ import annotations

import asyncio
import os
import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from firebell.cli.common import clear_proxies, quiet_logs, run_until_told, stop
from firebell.cli.terminal import show

DATA = Path("firebell-try")
USUAL_PORT = 8065
EXAMPLE = Path(__file__).parents[3] / "examples" / "dfe" / "playbook.toml"
PACKAGED = Path(__file__).parents[1] / "examples" / "dfe" / "playbook.toml"


def try_(
    story: Annotated[
        bool, typer.Option("--story", help="Play a whole incident by itself, print it, and end.")
    ] = False,
    port: Annotated[
        int | None, typer.Option(help=f"Where the workspace listens; {USUAL_PORT} if it is free.")
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
    try:
        from firebell.cli.try_workspace import play, workspace_with_bot  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        if missing.name != "slack_sandbox":
            raise
        stop("`firebell try` needs the sandbox: pip install 'firebell[try]'")
    quiet_logs()
    clear_proxies()
    process = playbook or next((path for path in (EXAMPLE, PACKAGED) if path.exists()), None)
    if process is None:
        stop("The example playbook is not here. Name one with --playbook.")

    data.mkdir(parents=True, exist_ok=True)
    put_aside(data / "firebell.db")

    async def work(stopping: asyncio.Event) -> int:
        async with workspace_with_bot(data, process, port, USUAL_PORT) as (sandbox, bot):
            show(f"ready {sandbox.url}")
            if story:
                return await play(sandbox, bot, data)
            show(GREETING.format(url=sandbox.url))
            if browser and can_show():
                webbrowser.open(sandbox.url)
            await stopping.wait()
            show(f"\nStopped. The record is in {data}.")
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


def put_aside(database: Path) -> None:
    """A workspace begins anew each time; what was recorded in the last one is kept beside it."""
    for path in (database, *(database.with_name(database.name + end) for end in ("-wal", "-shm"))):
        if path.exists():
            path.replace(path.with_name(path.name.replace("firebell.db", "previous.db")))


def can_show() -> bool:
    """Whether there is a screen to open a browser on."""
    if sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
