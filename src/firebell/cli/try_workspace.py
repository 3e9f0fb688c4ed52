"""What `firebell try` runs: a sandbox with the bot in it, and the story. Needs slack_sandbox."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from pydantic import SecretStr

from firebell.cli.common import stop
from firebell.cli.practice import HINT, NIGHT, open_scene, play_night
from firebell.cli.story import StoryBroken, play_story
from firebell.cli.terminal import show
from firebell.compose import Bot, running
from firebell.settings import Settings
from firebell.slack.setup.manifest import manifest
from firebell.storage.maker import Maker
from slack_sandbox import Sandbox


@asynccontextmanager
async def workspace_with_bot(
    data: Path, playbook: Path, port: int | None, usual_port: int
) -> AsyncIterator[tuple[Sandbox, Bot]]:
    """The workspace and the bot at work in it, until the block ends.

    `port`: as for `workspace`. `data` takes the bot's database, which `firebell run` must not have
    made.
    """
    async with workspace(port, usual_port) as sandbox:
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
            client_id=sandbox.client_id,
            client_secret=SecretStr(sandbox.client_secret),
            send_outside=False,
        )
        async with running(settings, Maker.TRY) as bot:
            yield sandbox, bot


@asynccontextmanager
async def workspace(port: int | None, usual_port: int) -> AsyncIterator[Sandbox]:
    """On the port that was asked for, else on the usual one, else on a free one. The app has the
    permissions, commands and events of its manifest, and no others."""
    wanted = usual_port if port is None else port
    if port is None and not is_free(wanted):
        wanted = 0
    try:
        async with Sandbox.serve(port=wanted, manifest=manifest()) as sandbox:
            yield sandbox
    except OSError as error:
        if port is None:
            raise
        stop(f"Port {port} can't be used ({error.strerror}). Choose another with --port.")


def is_free(port: int) -> bool:
    """Whether nobody on this machine listens on this port."""
    import socket  # noqa: PLC0415

    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


async def practise(sandbox: Sandbox, bot: Bot, *, play_now: bool) -> None:
    """Somebody says that something is wrong; a night can be played, or is at once."""
    await sandbox.scenarios.begin_with(partial(open_scene, sandbox.url), HINT)
    sandbox.scenarios.offer(NIGHT, partial(play_night, sandbox.url, bot.clock.look))
    if play_now:
        sandbox.scenarios.play(NIGHT)


async def play(sandbox: Sandbox, bot: Bot, data: Path) -> int:
    """The story, as it happens; the exit status."""
    try:
        await play_story(sandbox.url, data, bot.clock.look)
    except StoryBroken as broken:
        show(f"The story broke off: {broken}", error=True)
        return 1
    return 0
