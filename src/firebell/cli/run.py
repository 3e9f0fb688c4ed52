"""`firebell run`: the bot in a real Slack, until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
from functools import partial

from firebell.cli.common import (
    clear_proxies,
    is_local,
    quiet_logs,
    run_until_told,
    settings_or_stop,
    stop,
)
from firebell.cli.terminal import show
from firebell.compose import running
from firebell.settings import BadSettings, complete


def run() -> None:
    """Connect to Slack and work. Settings come from the environment (docs/install.md)."""
    settings = settings_or_stop()
    try:
        complete(settings)
    except BadSettings as bad:
        stop(bad)
    if is_local(settings.slack_api_url):
        clear_proxies()
    quiet_logs(logging.INFO)

    async def work(stopping: asyncio.Event) -> int:
        async with running(settings, show=partial(show, error=True)) as bot:
            show(f"ready {bot.url}")
            await stopping.wait()
        return 0

    run_until_told(work)
