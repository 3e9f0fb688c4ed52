"""`firebell check`: reads settings and playbook, asks Slack, and prints one line each."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import aiohttp
import typer

from firebell.cli.common import clear_proxies, is_local, quiet_logs, settings_or_stop
from firebell.cli.terminal import show_line
from firebell.compose import places, schedules
from firebell.documents.word import mistakes
from firebell.domain.playbook import Document, Playbook
from firebell.outside.checks import reached
from firebell.playbook_file import PlaybookFaults, read_playbook
from firebell.settings import BadSettings, Settings, complete
from firebell.slack.client.gateway import Gateway, slack_client
from firebell.slack.setup.checks import Line, check_slack, well
from firebell.storage.address import open_store, sqlite_path
from firebell.storage.base import BadAddress
from firebell.words.catalogue import language
from firebell.words.say import reason
from firebell.words.times import duration

ALERTS = "FIREBELL_ALERTS"
"""The setting with their secrets."""
LINK_WITHIN = 5.0
"""Seconds."""


def check(
    send_test: Annotated[
        bool,
        typer.Option(
            "--send-test", help="Send each place outside Slack a message that says it is a test."
        ),
    ] = False,
) -> None:
    """Say what works, and what to do about what does not. Ends with 1 when something does not."""
    settings = settings_or_stop()
    if is_local(settings.slack_api_url):
        clear_proxies()
    quiet_logs()
    lines = asyncio.run(check_all(settings, send_test=send_test))
    for line in lines:
        mark = "✓" if line.well else "✗"
        show_line(f"{mark} {line.what}" + (f": {line.todo}" if line.todo else ""))
    raise SystemExit(0 if well(lines) else 1)


async def check_all(settings: Settings, *, send_test: bool = False) -> list[Line]:
    """Everything that can be looked at; what depends on something broken is left out."""
    talks, lines = _settings(settings)
    playbook, found = _playbook(settings)
    lines += [*found, _database(settings)]
    if talks:
        async with slack_client(settings.token, settings.slack_api_url) as client:
            gateway = Gateway(client, lambda: datetime.now(UTC))
            app_token = settings.app_token.get_secret_value() if settings.app_token else ""
            lines += await check_slack(gateway, playbook, app_token)
    if playbook is not None:
        lines += alert_sources(settings, playbook)
        lines += await _links(playbook.documents)
        lines += await _outside(settings, playbook, send_test=send_test)
    return lines


def alert_sources(settings: Settings, playbook: Playbook) -> list[Line]:
    """Whether each program that sends alerts has a secret to show."""
    try:
        secrets = settings.alert_secrets
    except BadSettings:
        return []
    known = {source.key for source in playbook.alerts}
    found = [
        Line(f"Alerts from {source.key}, at /alerts/{source.key}", True)
        if source.key in secrets
        else Line(f"Alerts from {source.key}", False, f"Put a line for it into {ALERTS}.")
        for source in playbook.alerts
    ]
    return found + [
        Line(f"Alerts from {key}", False, f"The playbook has no such key. {ALERTS} has.")
        for key in secrets
        if key not in known
    ]


async def _outside(settings: Settings, playbook: Playbook, *, send_test: bool) -> list[Line]:
    """Whether those outside Slack can be told; what is wrong with the settings is said above."""
    try:
        where, on_call = places(settings), schedules(settings)
    except BadSettings:
        return []
    if not where.sends:
        return [Line("Nothing is sent outside Slack (FIREBELL_SEND_OUTSIDE)", True)]
    return [
        Line(each.what, each.why is None, f"{reason(each.why)}." if each.why else "")
        async for each in reached(where, playbook, on_call, send_test=send_test)
    ]


def _settings(settings: Settings) -> tuple[bool, list[Line]]:
    try:
        complete(settings)
    except BadSettings as bad:
        return False, [Line("Settings", False, line) for line in str(bad).splitlines()[1:]]
    mode = "Socket Mode" if settings.socket_mode else "HTTP with signed requests"
    return True, [Line(f"Settings are complete, for {mode}", True)]


def _playbook(settings: Settings) -> tuple[Playbook | None, list[Line]]:
    try:
        playbook = read_playbook(settings.playbook)
    except PlaybookFaults as faults:
        return None, [Line("Playbook", False, str(fault)) for fault in faults.faults]
    count = len(playbook.services)
    lines = [
        Line(f"Playbook {settings.playbook}, with {count} services", True),
        Line(retention(playbook), True),
        *_word(settings, playbook),
        *spoken(playbook),
    ]
    return playbook, lines


def _word(settings: Settings, playbook: Playbook) -> list[Line]:
    """Whether reviews can be put into the playbook's Word template."""
    named = playbook.review_rules.word
    if not named:
        return []
    what = f"Word template {named}"
    wrong = mistakes(playbook, settings.playbook.parent)
    return [Line(what, False, each) for each in wrong] or [Line(what, True)]


def spoken(playbook: Playbook) -> list[Line]:
    """That the playbook's language is a draft, where it is one."""
    found = language(playbook.language)
    if not found.draft:
        return []
    return [Line(f"{found.english} is a draft: what it lacks is said in English", True)]


def retention(playbook: Playbook) -> str:
    """How long names and texts are kept once an incident is closed."""
    kept = playbook.retention
    of = (("private", kept.private), ("public", kept.public), ("drills", kept.drills))
    times = [f"{which} {duration(time) if time else 'for ever'}" for which, time in of]
    return f"Names and texts of closed incidents are kept: {', '.join(times)}"


def _database(settings: Settings) -> Line:
    try:
        if not settings.database.startswith("sqlite"):
            open_store(settings.database).close()
            return Line("Database: PostgreSQL answers", True)
        path = sqlite_path(settings.database)
    except BadAddress as bad:
        return Line("Database", False, str(bad))
    folder = next(folder for folder in (path.parent, *path.parent.parents) if folder.exists())
    if not os.access(folder, os.W_OK):
        return Line(f"Database {path}", False, f"{folder} can't be written. Set FIREBELL_DATA.")
    return Line(f"Database: the file {path}", True)


async def _links(documents: Sequence[Document]) -> list[Line]:
    timeout = aiohttp.ClientTimeout(total=LINK_WITHIN)
    async with aiohttp.ClientSession(timeout=timeout, trust_env=True) as session:
        return list(await asyncio.gather(*(_link(session, document) for document in documents)))


async def _link(session: aiohttp.ClientSession, document: Document) -> Line:
    what = f"Document {document.title}"
    try:
        async with session.get(document.url, allow_redirects=True) as response:
            status = response.status
    except (aiohttp.ClientError, TimeoutError) as error:
        return Line(what, False, f"{document.url} does not answer ({type(error).__name__}).")
    if status in (401, 403):
        return Line(f"{what} (asks for a sign-in)", True)
    if status >= 400:
        return Line(what, False, f"{document.url} answers {status}. Correct the address.")
    return Line(what, True)
