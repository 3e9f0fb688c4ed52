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
from firebell.compose import Bot, running
from firebell.settings import BadSettings, complete

APP_TOKEN_REFUSED = (
    "Slack does not accept SLACK_APP_TOKEN ({code}), so nothing that people do in Slack reaches "
    "Firebell. Make an app-level token with the scope connections:write (docs/install.md), put it "
    "in its place, and start Firebell again. What is stored is safe."
)


async def show_when_ready(bot: Bot, stopping: asyncio.Event) -> None:
    """`ready` and the address; where Slack does not accept the app token that first, and `ready`
    only if a line comes after all."""
    if bot.line is not None and bot.line.is_wrong:
        show(APP_TOKEN_REFUSED.format(code=bot.line.refused), error=True)
        ends = [asyncio.create_task(each.wait()) for each in (bot.line.came, stopping)]
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for each in ends:
            each.cancel()
    if not stopping.is_set():
        show(f"ready {bot.url}")


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
            await show_when_ready(bot, stopping)
            await stopping.wait()
        return 0

    run_until_told(work)
