"""What goes wrong on purpose: calls that are slow, refused, cut off, held; deliveries that repeat.

A fault without `times` lasts until all faults are removed. It touches `/api` and deliveries only.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

CALLS = (
    "latency", "rate_limited", "error", "http_500", "drop_before", "drop_after", "late",
    "hold_before", "hold_after", "stale", "malformed",
)  # fmt: skip
DELIVERIES = ("twice", "late", "ack_lost")
DELIVERY = "delivery"


class BadFault(Exception):
    """It can't be arranged; the message says why."""


@dataclass(slots=True, kw_only=True)
class Fault:
    """`method` may be `*`. The first `skip` calls are spared, then it strikes `times` times."""

    method: str
    kind: str
    skip: int = 0
    times: int | None = None
    seconds: float = 5.0
    error: str = "fatal_error"
    retry_after: int = 30
    released: asyncio.Event = field(default_factory=asyncio.Event)


class Faults:
    """Those that are arranged now."""

    def __init__(self) -> None:
        self._arranged: list[Fault] = []

    def arrange(self, given: Mapping[str, Any]) -> Fault:
        """Raises BadFault."""
        method, kind = str(given.get("method", "*")), str(given.get("fault", ""))
        known = DELIVERIES if method == DELIVERY else CALLS
        if kind not in known:
            raise BadFault(f"There is no fault {kind!r} here. There are {', '.join(known)}.")
        try:
            times = given.get("times")
            fault = Fault(
                method=method,
                kind=kind,
                skip=int(given.get("skip") or 0),
                times=None if times is None else int(times),
                seconds=float(given.get("seconds") or 5.0),
                error=str(given.get("error") or "fatal_error"),
                retry_after=int(given.get("retry_after") or 30),
            )
        except (TypeError, ValueError):
            raise BadFault("skip, times, seconds and retry_after are numbers.") from None
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
            if fault.skip > 0:
                fault.skip -= 1
                continue
            if fault.times is not None:
                if fault.times <= 0:
                    continue
                fault.times -= 1
            found.append(fault)
        return found
