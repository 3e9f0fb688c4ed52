"""A sandbox and a bot in processes of their own, and a client of the sandbox."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slack_sandbox.client import SandboxClient


@dataclass(slots=True)
class World:
    """`client` is the sandbox's; `pid` and `ready` (seconds from start) are the bot's."""

    client: SandboxClient
    pid: int
    ready: float

    async def quiet(self, since: float, seconds: float = 1.0, within: float = 120.0) -> list[Any]:
        """The calls since then, once none has been made for a while."""
        end = time.time() + within
        while time.time() < end:
            calls = await self.client.calls(since=since)
            ended = [call["ended"] for call in calls]
            if calls and all(ended) and time.time() - max(ended) > seconds:
                return calls
            await asyncio.sleep(0.1)
        raise TimeoutError("the bot did not come to rest")

    def memory(self) -> float:
        """Resident, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    async def busy(self, seconds: float) -> float:
        """The part of a core that the bot takes, over so long."""
        before = self._processor_time()
        await asyncio.sleep(seconds)
        return (self._processor_time() - before) / seconds

    def _processor_time(self) -> float:
        """Seconds, by user and system."""
        after_name = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


COPIED = {
    "incidents": {
        "id": "id || '-' || i",
        "number": "number + i",
        "key": "key || i",
        "status": "'closed'",
        "closed": "raised",
        "to_do": "false",
    },
    "events": {"id": "id || '-' || i", "incident": "incident || '-' || i"},
    "effects": {
        "id": "NULL",
        "key": "key || i",
        "incident": "incident || '-' || i",
        "state": "'done'",
    },
}
"""What is other in each copy of a row, by table."""
WHICH = {"incidents": "number = 1", "events": "seq = 1", "effects": "target = 'channel'"}


def copy_closed(database: Path, count: int) -> None:
    """So many closed incidents like the first, each with an event and an effect that is done."""
    numbers = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})"
    with closing(sqlite3.connect(database)) as connection, connection:
        for table, other in COPIED.items():
            known = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            said = ", ".join(other.get(name, f"{table}.{name}") for name in known)
            connection.execute(
                f"{numbers} INSERT INTO {table} ({', '.join(known)}) "
                f"SELECT {said} FROM {table}, n WHERE {WHICH[table]}"
            )


@asynccontextmanager
async def world(
    folder: Path, playbook: str, seed: str, latency: str = "120ms", limits: str = "off"
) -> AsyncIterator[World]:
    """Until the block ends; with `limits` on, Slack's rate limits hold."""
    (folder / "playbook.toml").write_text(playbook)
    (folder / "team.toml").write_text(seed)
    async with AsyncExitStack() as stack:
        log = stack.enter_context((folder / "sandbox.log").open("wb"))
        sandbox = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            "from slack_sandbox.cli import main; main()",
            *("--port", "0", "--latency", latency, "--rate-limits", limits),
            *("--seed", str(folder / "team.toml")),
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )
        stack.push_async_callback(end, sandbox)
        url, secrets = await announced(sandbox, folder / "sandbox.log")
        bot, ready = await start(folder, url, secrets)
        stack.push_async_callback(end, bot)
        client = await stack.enter_async_context(SandboxClient(url))
        yield World(client, bot.pid, ready)


async def announced(
    sandbox: asyncio.subprocess.Process, log: Path
) -> tuple[str, Mapping[str, str]]:
    """Its address and its secrets by name, once it answers. Raises RuntimeError with what it
    logged where it ends before."""
    assert sandbox.stdout is not None
    secrets: dict[str, str] = {}
    async for line in sandbox.stdout:
        name, _, value = line.decode().strip().partition("=")
        if name.startswith("ready "):
            return name.removeprefix("ready "), secrets
        secrets[name] = value
    raise RuntimeError(f"the sandbox did not start: {log.read_text().strip()}")


async def start(
    folder: Path, url: str, secrets: Mapping[str, str]
) -> tuple[asyncio.subprocess.Process, float]:
    """The bot, and how many seconds it took until it said that it is ready."""
    began = time.perf_counter()
    bot = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "firebell", "run"),
        env={
            **{key: value for key, value in os.environ.items() if "PROXY" not in key.upper()},
            **secrets,
            "FIREBELL_SLACK_API_URL": f"{url}/api/",
            "FIREBELL_PLAYBOOK": str(folder / "playbook.toml"),
            "FIREBELL_DATA": str(folder),
            "FIREBELL_WEB_PORT": "0",
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert bot.stdout is not None
    while True:
        line = await bot.stdout.readline()
        if line.startswith(b"ready "):
            return bot, time.perf_counter() - began
        if not line:
            raise RuntimeError("the bot did not start")


async def end(process: asyncio.subprocess.Process) -> None:
    """One that we started."""
    if process.returncode is None:
        process.terminate()
        await process.wait()


def playbook(leads: int) -> str:
    """A process with so many roles, each with its usual holder, and three documents."""
    names = ", ".join(f'r{n} = "p{n}@example.com"' for n in range(leads))
    roles = "".join(
        f'[[role]]\nkey = "r{n}"\nname = "Role {n}"\nduty = "Do it."\n'
        + ("in_charge = true\n" if n == 0 else "")
        for n in range(leads)
    )
    documents = "".join(
        f'[[document]]\ntitle = "Page {n}"\nurl = "https://example.com/{n}"\n' for n in range(3)
    )
    return (
        'organisation = "Bench"\nwhen_unsure = "P1"\nannounce = ["#incidents", "#security"]\n'
        '[[severity]]\nkey = "P1"\ncriteria = "Bad"\nupdate_every = "30m"\n'
        f'{roles}[[service]]\nname = "App"\nleads = {{ {names} }}\ninvite = ["@duty"]\n'
        '[[service]]\nname = "Quiet"\n'
        f"{documents}"
    )


def seed(people: int) -> str:
    """A team of so many."""
    rows = "".join(f'[[person]]\nname = "p{n}"\n' for n in range(people))
    named = ("general", "incidents", "security")
    channels = "".join(f'[[channel]]\nname = "{channel}"\n' for channel in named)
    return f'{rows}{channels}[[group]]\nhandle = "duty"\nmembers = ["p0", "p1"]\n'
