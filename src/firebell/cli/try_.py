"""`firebell try`: a small Slack on this machine with the real bot in it.

The sandbox is a distribution of its own, which a bot in production does without; so what needs it
stands in `try_workspace` and is imported when the command is run.
"""

from __future__ import annotations

import asyncio
import os
import shlex
import shutil
import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from firebell.cli.common import KNOWN_FAILURES, clear_proxies, quiet_logs, run_until_told, stop
from firebell.cli.terminal import show
from firebell.storage.file_lock import file_lock
from firebell.storage.maker import Maker, check_maker
from firebell.storage.private_files import close_to_others
from firebell.storage.sqlite import BESIDE

DATA = Path("firebell-try")
USUAL_PORT = 8065
EXAMPLE = Path(__file__).parents[3] / "examples" / "dfe" / "playbook.toml"
PACKAGED = Path(__file__).parents[1] / "examples" / "dfe" / "playbook.toml"


def try_(
    story: Annotated[
        bool, typer.Option("--story", help="Play a whole incident by itself, print it, and end.")
    ] = False,
    scenario: Annotated[
        bool,
        typer.Option("--scenario", help="Let a night be played around you, to practise in."),
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
        from firebell.cli.try_workspace import play, practise, workspace_with_bot  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        if missing.name != "slack_sandbox":
            raise
        stop("`firebell try` needs the sandbox: pip install 'firebell[try]'")
    quiet_logs()
    clear_proxies()
    process = playbook or next((path for path in (EXAMPLE, PACKAGED) if path.exists()), None)
    if process is None:
        stop("The example playbook is not here. Name one with --playbook.")

    try:
        moved = begin_anew(data / "firebell.db")
    except KNOWN_FAILURES as known:
        stop(known)

    async def work(stopping: asyncio.Event) -> int:
        async with workspace_with_bot(data, process, port, USUAL_PORT) as (sandbox, bot):
            show(f"ready {sandbox.url}")
            for line in moved:
                show(line)
            if story:
                return await play(sandbox, bot, data)
            await practise(sandbox, bot, play_now=scenario)
            show(GREETING.format(url=sandbox.url, pages=bot.url))
            if browser and can_show():
                webbrowser.open(sandbox.url)
            await stopping.wait()
            show(STOPPED.format(data=data, command=export_command(data)))
            return 0

    run_until_told(work)


GREETING = """
A small Slack is running on this machine, with Firebell in it.

  1. Open {url} in a browser. You are Alice, and something is wrong.
  2. Type /incident in a channel, and press Enter.
  3. Look around as Bob: choose his name at the top left.
  4. To practise, press "Play: A night" at the bottom left: others say what they see.
  5. Type /closeincident when it is over.
  6. Read the record at {pages}: sign in as anybody with one press.

Nothing leaves this machine. To stop, press Ctrl+C here.
"""


STOPPED = """
Stopped. The record is in {data}. To have each incident as a file:

  {command}
"""


def export_command(data: Path) -> str:
    """What exports the record, whatever the settings here say of another database."""
    module = f"{shlex.quote(sys.executable)} -m firebell"
    firebell = "firebell" if shutil.which("firebell") else module
    database = shlex.quote(f"sqlite:///{data / 'firebell.db'}")
    output = shlex.quote(str(data / "record"))
    return f"FIREBELL_DATABASE_URL={database} {firebell} export --private --output {output}"


def begin_anew(database: Path) -> list[str]:
    """A workspace begins anew each time; what was recorded in the last one is kept beside it.
    Returns what is to be said of that.

    Raises AlreadyRunning when it is in use, BadAddress when `firebell try` did not make it.
    """
    previous = database.with_name("previous.db")
    with file_lock(database):
        for path in (database, previous):
            check_maker(path, Maker.TRY)
        moved, replaced = database.exists(), previous.exists()
        for ending in ("", *BESIDE):
            previous.with_name(previous.name + ending).unlink(missing_ok=True)
        # The file itself last: a journal that outlived it would be read as the next one's.
        for ending in (*BESIDE, ""):
            path = database.with_name(database.name + ending)
            if path.exists():
                path.replace(previous.with_name(previous.name + ending))
                close_to_others(previous.with_name(previous.name + ending))
    told = [f"What was recorded here before was moved to {previous}."] if moved else []
    return [*told, "What had been kept there until now was deleted."] if replaced else told


def can_show() -> bool:
    """Whether there is a screen to open a browser on."""
    if sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
