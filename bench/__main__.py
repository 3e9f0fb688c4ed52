"""Runs everything and prints it beside the bars of the design."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.world import World, copy_closed, playbook, seed, world

RUNS = 5
INCIDENTS = 1000
AT_ONCE = 100
CLOSED = 100_000


def depths(calls: Sequence[Mapping[str, Any]]) -> list[int]:
    """For each call, the longest chain that ends with it, in which each began after the one before
    had ended."""
    found: list[int] = []
    ordered = sorted(calls, key=lambda one: one["started"])
    for number, call in enumerate(ordered):
        before = [
            found[earlier]
            for earlier in range(number)
            if ordered[earlier]["ended"] <= call["started"]
        ]
        found.append(1 + max(before, default=0))
    return found


async def declare(one: World, person: str, service: str = "app") -> tuple[float, Mapping[str, Any]]:
    """Types the command and sends the form; when it was sent, and the answer."""
    await one.post(f"/people/{person}/messages", channel="general", text="/incident It is down")
    sent = time.time()
    values = {"service": service, "severity": "P1"}
    answer = await one.post(f"/people/{person}/view/submit", values=values)
    return sent, answer


async def round_trips(leads: int) -> tuple[int, int, int, float, float]:
    """Calls; round trips until the declarer is in, and until all is done; the same in seconds."""
    with TemporaryDirectory() as folder:
        async with world(Path(folder), playbook(leads), seed(leads + 2)) as one:
            sent, answer = await declare(one, f"p{leads + 1}")
            assert answer["ok"], answer
            calls = sorted(await one.quiet(sent), key=lambda call: call["started"])
            chain = depths(calls)
            invited = next(
                number
                for number, call in enumerate(calls)
                if call["method"] == "conversations.invite"
            )
            inside = calls[invited]["ended"] - sent
            done = max(call["ended"] for call in calls) - sent
            return len(calls), chain[invited], max(chain), inside, done


async def acknowledgements() -> list[float]:
    """How long each of a hundred submissions at once waited for its answer, in milliseconds."""
    with TemporaryDirectory() as folder:
        async with world(Path(folder), playbook(1), seed(AT_ONCE), "120ms") as one:
            people = [f"p{n}" for n in range(AT_ONCE)]
            for person in people:
                text = f"/incident {person} sees errors"
                await one.post(f"/people/{person}/messages", channel="general", text=text)

            async def submit(person: str) -> float:
                began = time.perf_counter()
                values = {"service": "unsure", "severity": "P1"}
                answer = await one.post(f"/people/{person}/view/submit", values=values)
                assert answer == {"ok": True}, answer
                return (time.perf_counter() - began) * 1000

            return list(await asyncio.gather(*(submit(person) for person in people)))


async def starting() -> float:
    """Seconds from start to ready."""
    with TemporaryDirectory() as folder:
        async with world(Path(folder), playbook(3), seed(5), "0ms") as one:
            return one.ready


async def remembering() -> float:
    """Resident memory after a thousand incidents, in MB."""
    with TemporaryDirectory() as folder:
        async with world(Path(folder), playbook(1), seed(20), "0ms") as one:
            for number in range(0, INCIDENTS, 20):
                people = [f"p{n}" for n in range(20)]
                sent = await asyncio.gather(*(declare(one, who, "unsure") for who in people))
                await one.quiet(sent[0][0], seconds=0.2)
                print(f"\r  {number + 20} of {INCIDENTS} incidents raised", end="", flush=True)
            print("\r" + " " * 50 + "\r", end="")
            return one.memory()


async def after_many() -> tuple[float, float]:
    """Milliseconds that `/incident` takes, and the part of a core that the bot takes at rest, with
    very many closed incidents in the database."""
    with TemporaryDirectory() as folder:
        async with world(Path(folder), playbook(1), seed(5), "0ms") as one:
            sent, answer = await declare(one, "p1", "unsure")
            assert answer["ok"], answer
            await one.quiet(sent)
            copy_closed(Path(folder) / "firebell.db", CLOSED)
            took = [await command(one) for _ in range(20)]
            resting = await one.busy(seconds=5)
            return statistics.median(took), resting


async def command(one: World) -> float:
    """Milliseconds from typing the command until its form stands."""
    began = time.perf_counter()
    answer = await one.post("/people/p2/messages", channel="general", text="/incident")
    assert answer["ok"], answer
    return (time.perf_counter() - began) * 1000


def line(what: str, measured: str, bar: str, *, met: bool) -> None:
    """One row."""
    print(f"{'met ' if met else 'MISSED'.ljust(4)}  {what.ljust(58)} {measured.rjust(16)}   {bar}")


async def main() -> None:
    """Everything, medians of several runs."""
    print(f"Against the sandbox with 120 ms latency; medians of {RUNS} runs.\n")
    for leads in (3, 10, 50):
        runs = [await round_trips(leads) for _ in range(RUNS)]
        calls, inside, done, in_seconds, done_seconds = (
            statistics.median(column) for column in zip(*runs, strict=True)
        )
        line(f"{leads} leads: calls", f"{calls:.0f}", "", met=True)
        measured = f"{inside:.0f} ({in_seconds * 1000:.0f} ms)"
        line("  round trips until the declarer is in", measured, "2", met=inside <= 2)
        measured = f"{done:.0f} ({done_seconds * 1000:.0f} ms)"
        line("  round trips until everything is done", measured, "at most 4", met=done <= 4)
    waits = [sorted(await acknowledgements()) for _ in range(RUNS)]
    p99 = statistics.median(one[int(len(one) * 0.99) - 1] for one in waits)
    worst = max(one[-1] for one in waits)
    middle = statistics.median(statistics.median(one) for one in waits)
    what = f"acknowledgement, {AT_ONCE} submissions at once: p99"
    line(what, f"{p99:.0f} ms", "under 250 ms", met=p99 < 250)
    line(
        "  median, worst of all", f"{middle:.0f}, {worst:.0f} ms", "none over 3 s", met=worst < 3000
    )
    ready = statistics.median([await starting() for _ in range(RUNS)])
    line("start to ready", f"{ready:.2f} s", "under 2 s", met=ready < 2)
    memory = await remembering()
    what = f"resident memory after {INCIDENTS} incidents"
    line(what, f"{memory:.0f} MB", "under 150 MB", met=memory < 150)
    opened, resting = await after_many()
    what = f"with {CLOSED:,} closed incidents: /incident"
    line(what, f"{opened:.0f} ms", "under 50 ms", met=opened < 50)
    line("  at rest", f"{resting:.1%} of a core", "under 3 %", met=resting < 0.03)


if __name__ == "__main__":
    asyncio.run(main())
