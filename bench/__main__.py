"""Runs everything and prints it beside the bars of the design; with `--storm`, the storm alone."""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.storm import storm
from bench.world import World, copy_closed, playbook, seed, world
from slack_sandbox.client import PersonClient

RUNS = 5
INCIDENTS = 1000
AT_ONCE = 100
CLOSED = 100_000


def depths(calls: Sequence[Mapping[str, Any]]) -> list[int]:
    """For each call, the longest chain that ends with it, in which each began after the one before
    had ended."""
    found: list[int] = []
    ordered = sorted(calls, key=lambda call: call["started"])
    for number, call in enumerate(ordered):
        before = [
            found[earlier]
            for earlier in range(number)
            if ordered[earlier]["ended"] <= call["started"]
        ]
        found.append(1 + max(before, default=0))
    return found


async def declare(setup: World, name: str, service: str = "app") -> tuple[float, Mapping[str, Any]]:
    """Types the command and sends the form; when it was sent, and the answer. Whoever pinged many
    people a moment ago is asked once more."""
    person = setup.client.person(name)
    await person.types("/incident It is down")
    sent = time.time()
    answer = await person.submits({"service": service, "severity": "P1"})
    if answer["ok"] and await person.form() is not None:
        answer = await person.submits()
    return sent, answer


async def round_trips(leads: int) -> tuple[int, int, int, float, float]:
    """Calls; round trips until the declarer is in, and until all is done; the same in seconds."""
    with TemporaryDirectory() as folder:
        async with world(Path(folder), playbook(leads), seed(leads + 2)) as setup:
            sent, answer = await declare(setup, f"p{leads + 1}")
            assert answer["ok"], answer
            calls = sorted(await setup.quiet(sent), key=lambda call: call["started"])
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
        async with world(Path(folder), playbook(1), seed(AT_ONCE), "120ms") as setup:
            people = [setup.client.person(f"p{n}") for n in range(AT_ONCE)]
            for person in people:
                await person.types(f"/incident {person.name} sees errors")

            async def submit(person: PersonClient) -> float:
                began = time.perf_counter()
                values = {"service": "unsure", "severity": "P1"}
                answer = await person.submits(values)
                assert answer == {"ok": True}, answer
                return (time.perf_counter() - began) * 1000

            return list(await asyncio.gather(*(submit(person) for person in people)))


async def starting() -> float:
    """Seconds from start to ready."""
    with TemporaryDirectory() as folder:
        async with world(Path(folder), playbook(3), seed(5), "0ms") as setup:
            return setup.ready


async def remembering() -> float:
    """Resident memory after a thousand incidents, in MB."""
    with TemporaryDirectory() as folder:
        async with world(Path(folder), playbook(1), seed(20), "0ms") as setup:
            for number in range(0, INCIDENTS, 20):
                people = [f"p{n}" for n in range(20)]
                sent = await asyncio.gather(*(declare(setup, who, "unsure") for who in people))
                assert all(answer["ok"] for _, answer in sent), sent
                await setup.quiet(sent[0][0])
                progress(f"{number + 20} of {INCIDENTS} incidents raised")
            progress("")
            return setup.memory()


def progress(words: str) -> None:
    """In place of the words before, where somebody looks on; what is kept is the table alone."""
    if sys.stderr.isatty():
        print(f"\r{words.ljust(50)}\r", end="", file=sys.stderr, flush=True)


async def after_many() -> tuple[float, float]:
    """Milliseconds that `/incident` takes, and the part of a core that the bot takes at rest, with
    very many closed incidents in the database."""
    with TemporaryDirectory() as folder:
        async with world(Path(folder), playbook(1), seed(5), "0ms") as setup:
            sent, answer = await declare(setup, "p1", "unsure")
            assert answer["ok"], answer
            await setup.quiet(sent)
            copy_closed(Path(folder) / "firebell.db", CLOSED)
            took = [await command(setup) for _ in range(20)]
            resting = await setup.busy(seconds=5)
            return statistics.median(took), resting


async def command(setup: World) -> float:
    """Milliseconds from typing the command until its form stands."""
    began = time.perf_counter()
    answer = await setup.client.person("p2").types("/incident")
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
    p99 = statistics.median(run[int(len(run) * 0.99) - 1] for run in waits)
    worst = max(run[-1] for run in waits)
    middle = statistics.median(statistics.median(run) for run in waits)
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


async def storms() -> None:
    """Very many incidents within seconds, with limits as Slack's."""
    for incidents, whole in ((60, True), (240, False)):
        found = await storm(incidents, whole=whole)
        least = ", ".join(f"{method} {count}" for method, count in found.refused.most_common(3))
        line(f"{incidents} raised at once: calls", f"{found.calls}", "", met=True)
        line(f"  refused ({least})", f"{found.share:.1%}", "under 5 %", met=found.share < 0.05)
        waiting = found.waiting
        line("  while waiting", f"{waiting:.1%} of a core", "under 2 %", met=waiting < 0.02)
        if found.whole is not None:
            line("  until all are whole", f"{found.whole:.0f} s", "", met=True)


if __name__ == "__main__":
    asyncio.run(storms() if "--storm" in sys.argv[1:] else main())
