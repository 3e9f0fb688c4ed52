"""What goes wrong on purpose: calls that are slow, refused, cut off, held; deliveries that repeat.

A fault without `times` lasts until all faults are removed; `times`, `every` and `rate` go
together. It touches `/api` and deliveries only.
"""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

CALLS = (
    "latency", "rate_limited", "error", "http_500", "drop_before", "drop_after", "late",
    "hold_before", "hold_after", "stale", "malformed",
)  # fmt: skip
DELIVERIES = ("twice", "late", "ack_lost")
DELIVERY = "delivery"
LONGEST = 86_400.0
"""Seconds that a fault may take."""


class BadFault(Exception):
    """It can't be arranged; the message says why."""


@dataclass(slots=True, kw_only=True)
class Fault:
    """`method` may be `*`. The first `skip` calls are spared, then it strikes `times` times.

    `every`: only each so manieth call. `rate`: only so often, from 0 to 1, by a random seed.
    """

    method: str
    kind: str
    skip: int = 0
    times: int | None = None
    every: int = 1
    rate: float | None = None
    met: int = 0
    seconds: float = 5.0
    error: str = "fatal_error"
    retry_after: int = 30
    released: asyncio.Event = field(default_factory=asyncio.Event)


class Faults:
    """Those that are arranged now. `seed` repeats those that strike by rate."""

    def __init__(self, seed: int | None = None) -> None:
        self.seed = secrets.randbelow(1_000_000) if seed is None else seed
        self._random = random.Random(self.seed)
        self._arranged: list[Fault] = []

    def arranged(self) -> list[dict[str, Any]]:
        """As they were asked for."""
        keys = ("method", "skip", "times", "every", "rate", "seconds", "error", "retry_after")
        return [
            {"fault": one.kind, **{key: getattr(one, key) for key in keys}}
            for one in self._arranged
        ]

    def arrange(self, given: Mapping[str, Any]) -> Fault:
        """Raises BadFault."""
        method, kind = str(given.get("method", "*")), str(given.get("fault", ""))
        known = DELIVERIES if method == DELIVERY else CALLS
        if kind not in known:
            raise BadFault(f"There is no fault {kind!r} here. There are {', '.join(known)}.")
        try:
            times, rate = given.get("times"), given.get("rate")
            fault = Fault(
                method=method,
                kind=kind,
                skip=int(given.get("skip") or 0),
                times=None if times is None else int(times),
                every=max(1, int(given.get("every") or 1)),
                rate=None if rate is None else float(rate),
                seconds=float(given.get("seconds") or 5.0),
                error=str(given.get("error") or "fatal_error"),
                retry_after=int(given.get("retry_after") or 30),
            )
        except (TypeError, ValueError, OverflowError):
            raise BadFault(
                "skip, times, every, rate, seconds and retry_after are numbers."
            ) from None
        if not 0 <= fault.seconds <= LONGEST:
            raise BadFault(f"seconds is from 0 to {LONGEST:.0f}.")
        self._arranged.append(fault)
        return fault

    def clear(self) -> None:
        """All are gone; what is held goes on."""
        for fault in self._arranged:
            fault.released.set()
        self._arranged.clear()

    def strike(self, method: str) -> list[Fault]:
        """What strikes this call: every latency, and the first of the others."""
        found: list[Fault] = []
        for fault in list(self._arranged):
            if fault.method not in (method, "*") or (fault.method == "*" and method == DELIVERY):
                continue
            if fault.kind != "latency" and any(one.kind != "latency" for one in found):
                continue
            if self._strikes(fault):
                found.append(fault)
        return found

    def _strikes(self, fault: Fault) -> bool:
        if fault.skip > 0:
            fault.skip -= 1
            return False
        fault.met += 1
        if (fault.met - 1) % fault.every or fault.times == 0:
            return False
        if fault.rate is not None and self._random.random() >= fault.rate:
            return False
        if fault.times is not None:
            fault.times -= 1
        return True
