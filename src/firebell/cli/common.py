"""What commands share: settings that are wrong end in sentences, and a loop that ends when told."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn
from urllib.parse import urlsplit

import uvloop

from firebell.cli import log_lines
from firebell.cli.terminal import show
from firebell.playbook_file import PlaybookFaults
from firebell.settings import BadSettings, Settings, read_settings
from firebell.storage.base import BadAddress
from firebell.storage.file_lock import AlreadyRunning
from firebell.web.server import CannotListen

KNOWN_FAILURES = (BadSettings, PlaybookFaults, BadAddress, AlreadyRunning, CannotListen)
"""Failures that a person can act on: their message is all that is printed."""

PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")


def stop(message: object) -> NoReturn:
    """Print why on standard error, and end the process with 1."""
    show(message, error=True)
    raise SystemExit(1)


def settings_or_stop() -> Settings:
    """Read the settings from the environment, or say what is wrong with them and end."""
    try:
        return read_settings()
    except BadSettings as bad:
        stop(bad)


def run_until_told(work: Callable[[asyncio.Event], Coroutine[Any, Any, int]]) -> None:
    """Runs with an event that SIGINT and SIGTERM set; ends the process with what it returns."""

    async def whole() -> int:
        stopping = asyncio.Event()
        loop = asyncio.get_running_loop()
        for end in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(end, stopping.set)
        return await work(stopping)

    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            code = runner.run(whole())
    except KNOWN_FAILURES as known:
        stop(known)
    raise SystemExit(code)


def clear_proxies() -> None:
    """Slack's client honours proxies even for this machine (`docs/slack-facts.md`)."""
    for name in PROXIES:
        os.environ.pop(name, None)


def is_local(url: str) -> bool:
    """Whether the address is on this machine."""
    return urlsplit(url).hostname in ("127.0.0.1", "::1", "localhost")


def quiet_logs(level: int = logging.WARNING) -> None:
    """To standard error, as `log_lines` allows; libraries only when something is wrong."""
    log_lines.install(level)
    for noisy in ("slack_bolt", "slack_sdk", "aiohttp", "alembic", "uvicorn"):
        logging.getLogger(noisy).setLevel(max(level, logging.ERROR))
