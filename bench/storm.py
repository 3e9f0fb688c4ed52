"""A storm: very many incidents within seconds, with limits as Slack's.

Prints what part of the calls Slack refused, what part of a core the bot takes while it waits, and
how long it takes until all are whole.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.world import World, playbook, seed, world
from slack_sandbox.client import PersonClient

MEASURED = 10.0
"""Seconds over which the processor's time is taken."""
SETTLES = 15.0
"""Seconds from the last submission until only waiting is left."""
LONGEST = 1200.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Storm:
    """`waiting` is the part of a core; `whole` the seconds from the first submission until nothing
    was left to do, where that was waited for."""

    calls: int
    refused: Counter[str]
    waiting: float
    whole: float | None

    @property
    def share(self) -> float:
        """The refused part of all calls."""
        return self.refused.total() / max(1, self.calls)


async def storm(incidents: int, *, whole: bool) -> Storm:
    """So many people raise one each."""
    with TemporaryDirectory() as folder:
        people = seed(incidents)
        async with world(Path(folder), playbook(1), people, "120ms", "on") as setup:
            began = time.time()
            await asyncio.gather(*(raises(setup.client.person(f"p{n}")) for n in range(incidents)))
            await asyncio.sleep(SETTLES)
            waiting = await setup.busy(MEASURED)
            calls = await calls_of(setup, began, whole=whole)
            return Storm(
                calls=len(calls),
                refused=Counter(call["method"] for call in calls if is_refused(call)),
                waiting=waiting,
                whole=max(call["ended"] for call in calls) - began if whole else None,
            )


async def raises(person: PersonClient) -> None:
    """By the form; whoever pinged many people a moment ago is asked once more."""
    await person.types(f"/incident {person.name} sees errors")
    answer = await person.submits({"service": "app", "severity": "P1"})
    if answer["ok"] and await person.form() is not None:
        answer = await person.submits()
    assert answer["ok"], answer


async def calls_of(setup: World, since: float, *, whole: bool) -> Sequence[Any]:
    """All calls until it came to rest, or those until now."""
    if whole:
        return await setup.quiet(since, seconds=20.0, within=LONGEST)
    return [call for call in await setup.client.calls(since=since) if call["ended"]]


def is_refused(call: Any) -> bool:
    """Whether Slack's limit met it."""
    return bool((call.get("answer") or {}).get("error") == "ratelimited")
