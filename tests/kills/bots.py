"""Bots in processes of their own, and what a workspace looks like when they are done."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sqlite3
import sys
import time
import uuid
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import psycopg

from slack_sandbox import Sandbox
from slack_sandbox.client import SandboxClient
from slack_sandbox.state.entities import Channel
from tests.stories.evening import DFE, until

ROOT = Path(__file__).parents[2]


class Rows(Protocol):
    """How many rows of a table meet a condition, whose values stand as `?`."""

    def __call__(self, table: str, condition: str, *values: object) -> int: ...


class Nursery:
    """Makes bots."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._lock = asyncio.Lock()

    async def bot(self, environment: dict[str, str], log: Path) -> Child:
        """A new one, when it is ready."""
        wanted = {"environment": environment, "log": str(log)}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        async with self._lock:
            self._process.stdin.write(json.dumps(wanted).encode() + b"\n")
            await self._process.stdin.drain()
            child = Child(int(await self._process.stdout.readline()), log)
        await child.ready()
        return child


@dataclass(slots=True)
class Child:
    """One bot."""

    pid: int
    log: Path

    async def ready(self) -> None:
        """It has said so."""

        async def look() -> bool:
            return self.log.exists() and "ready " in self.log.read_text()

        try:
            await until("the bot's being ready", look)
        except AssertionError as error:
            text = self.log.read_text() if self.log.exists() else "nothing"
            raise AssertionError(f"{error} It said: {text}") from None

    async def ends(self, within: float) -> bool:
        """Whether it ends by itself, within so many seconds."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            try:
                os.kill(self.pid, 0)
            except ProcessLookupError:
                return True
            await asyncio.sleep(0.02)
        return False

    async def kill(self) -> None:
        """kill -9; returns when it is gone."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

        async def look() -> bool:
            try:
                os.kill(self.pid, 0)
            except ProcessLookupError:
                return True
            return False

        await until("the bot's end", look)


@asynccontextmanager
async def nursery() -> AsyncIterator[Nursery]:
    """Until the block ends; whatever it made is killed by then by whoever asked for it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.kills.nursery",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    try:
        yield Nursery(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()


def environment(
    sandbox: Sandbox, data: Path, database: str | None = None, playbook: Path = DFE
) -> dict[str, str]:
    """What a bot is started with."""
    found = {
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        "SLACK_APP_TOKEN": sandbox.app_token,
        "FIREBELL_SLACK_API_URL": sandbox.api_url,
        "FIREBELL_CLOCK_URL": f"{sandbox.url}/sandbox/clock",
        "FIREBELL_PLAYBOOK": str(playbook),
        "FIREBELL_SEND_OUTSIDE": "false",
        "FIREBELL_DATA": str(data),
        "FIREBELL_WEB_PORT": "0",
    }
    return {**found, "FIREBELL_DATABASE_URL": database} if database else found


def sqlite_rows(data: Path) -> Rows:
    """Of the SQLite database in this folder."""

    def count(table: str, condition: str, *values: object) -> int:
        with closing(sqlite3.connect(data / "firebell.db", timeout=5)) as connection:
            query = f"SELECT count(*) FROM {table} WHERE {condition}"
            return int(connection.execute(query, values).fetchone()[0])

    return count


def new_database(server: str) -> str:
    """An empty database on this server; its address."""
    name = f"firebell_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    before, _, query = server.partition("?")
    return f"{before.rpartition('/')[0]}/{name}?{query}"


def postgres_rows(database: str) -> Rows:
    """Of this PostgreSQL database."""

    def count(table: str, condition: str, *values: object) -> int:
        with psycopg.connect(database) as connection:
            query = f"SELECT count(*) FROM {table} WHERE {condition}".replace("?", "%s")
            found = connection.execute(query.encode(), values).fetchone()
            return int(found[0]) if found else 0

    return count


async def recorded(rows: Rows, event: str, times: int = 1) -> None:
    """An event of this kind is on a record, so many times."""

    async def look() -> bool:
        return rows("events", "type = ?", event) >= times

    await until(f"{event} on the record", look)


async def settled(sandbox: Sandbox, rows: Rows, within: float = 0.0) -> None:
    """Nothing is due now, nor in the next so many seconds."""

    async def look() -> bool:
        soon = sandbox.workspace.clock.now() + within
        due = rows("effects", "state = 'pending' AND due <= ?", soon)
        return not due and not rows("inbox", "NOT done")

    await until("the end of all that was due", look)


async def swept(sandbox: Sandbox, client: SandboxClient, rows: Rows) -> None:
    """All is done, a minute has passed, and doubles have been looked for."""
    await settled(sandbox, rows, within=10)
    await client.later(61)
    await settled(sandbox, rows)


def state(sandbox: Sandbox) -> dict[str, Any]:
    """What everybody sees, without times and ids: what two runs must agree on.

    Whether the bot is in a channel where it announces is left out: it joins to look whether an
    announcement of which it does not know is there.
    """
    found: dict[str, Any] = {}
    for channel in sandbox.workspace.channels.values():
        if any(message.user == sandbox.workspace.app.bot_user for message in channel.messages):
            found[_place(sandbox, channel)] = _state(sandbox, channel)
    return found


def _place(sandbox: Sandbox, channel: Channel) -> str:
    return (
        f"directly to {sandbox.workspace.people[channel.im].name}" if channel.im else channel.name
    )


def _state(sandbox: Sandbox, channel: Channel) -> dict[str, Any]:
    said = [message for message in channel.messages if not message.subtype]
    pinned = {pin["ts"] for pin in channel.pins}
    return {
        "archived": channel.is_archived,
        "topic": _same(sandbox, channel.topic),
        "purpose": _same(sandbox, channel.purpose),
        "members": sorted(set(channel.members) - {sandbox.workspace.app.bot_user}),
        "bookmarks": sorted(bookmark["link"] for bookmark in channel.bookmarks),
        "canvases": [
            _same(sandbox, canvas.markdown)
            for canvas in sandbox.workspace.canvases.values()
            if canvas.channel == channel.id
        ],
        "pins": sorted(_same(sandbox, message.text) for message in said if message.ts in pinned),
        "messages": Counter(
            (
                _same(sandbox, message.text),
                _same(sandbox, json.dumps(message.blocks)),
                message.thread_ts not in (None, message.ts),
            )
            for message in said
        ),
    }


def _same(sandbox: Sandbox, text: str) -> str:
    """Without what differs between two runs of the same: times, ids."""
    for channel in sandbox.workspace.channels.values():
        text = text.replace(channel.id, channel.name or "direct")
    text = re.sub(r"http://127[.]0[.]0[.]1:\d+/archives/\w+/p\d+", "the message", text)
    text = re.sub(r"([A-Z][a-z]{2} \d+ [A-Z][a-z]{2},? )?\d\d:\d\d", "14:05", text)
    text = re.sub(r"\|\d{10}\b", "|then", text)  # what a button carries
    text = re.sub(r"in \d+ (minute|hour)s?", "in a while", text)
    text = re.sub(r"\(\d+ min\)|\(less than a minute\)|\(\d+ h[^)]*\)", "(a while)", text)
    text = re.sub(r"[0-9a-f]{32}", "id", text)
    # Which number an event has depends on what was reported before it.
    text = re.sub(r"\bid-\d+\b", "id-n", text)
    return re.sub(r'"block_id": "(b\d+|[0-9a-f]{5})"', "", text)


async def held(client: SandboxClient, method: str, since: float, within: float = 6) -> bool:
    """Whether a call of this method is held now, within a little while."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        calls = await client.calls(method, since)
        if any(call["ended"] is None for call in calls):
            return True
        await asyncio.sleep(0.02)
    return False
