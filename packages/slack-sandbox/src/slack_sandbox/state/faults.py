"""What goes wrong on purpose: calls that are slow, refused, cut off, held; deliveries that repeat.

A fault without `times` lasts until all faults are removed; `times`, `every` and `rate` go
together. It touches `/api` and deliveries only.
"""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

CALLS = (
    "latency", "rate_limited", "error", "http_500", "drop_before", "drop_after", "late",
    "hold_before", "hold_after", "stale", "malformed",
)  # fmt: skip
DELIVERIES = ("twice", "late", "ack_lost")
DELIVERY = "delivery"
RANGES: Mapping[str, tuple[type[int] | type[float], float, float]] = {
    "skip": (int, 0, 1e9),
    "times": (int, 0, 1e9),
    "every": (int, 1, 1e9),
    "rate": (float, 0, 1),
    "seconds": (float, 0, 86_400),
    "retry_after": (int, 0, 86_400),
}
"""What a fault's numbers are, and from where to where."""


class BadFault(Exception):
    """A fault that can't be arranged; the message says why."""


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
    """The faults that are arranged now.

    `methods`: the Web API methods that a fault may name. `seed` repeats faults that strike by rate.
    """

    def __init__(self, methods: Collection[str], seed: int | None = None) -> None:
        self._methods = frozenset(methods)
        self.seed = secrets.randbelow(1_000_000) if seed is None else seed
        self._random = random.Random(self.seed)
        self._arranged: list[Fault] = []

    def arranged(self) -> list[dict[str, Any]]:
        """The faults that are arranged, with the fields by which they were asked for."""
        keys = ("method", "skip", "times", "every", "rate", "seconds", "error", "retry_after")
        return [
            {"fault": fault.kind, **{key: getattr(fault, key) for key in keys}}
            for fault in self._arranged
        ]

    def arrange(self, fields: Mapping[str, Any]) -> Fault:
        """Arranges a fault from `fault`, `method` and the fields of RANGES. Raises BadFault."""
        method, kind = str(fields.get("method", "*")), str(fields.get("fault", ""))
        if method not in {"*", DELIVERY, *self._methods}:
            raise BadFault(f"There is no method {method!r}. There are also * and {DELIVERY}.")
        known = DELIVERIES if method == DELIVERY else CALLS
        if kind not in known:
            raise BadFault(f"There is no fault {kind!r} here. There are {', '.join(known)}.")
        for key in fields:
            if key not in ("method", "fault", "error", *RANGES):
                raise BadFault(f"A fault has no {key!r}. It has {', '.join(RANGES)} and error.")
        numbers = {key: _number(key, fields[key]) for key in RANGES if fields.get(key) is not None}
        error = str(fields.get("error") or "fatal_error")
        fault = Fault(method=method, kind=kind, error=error, **numbers)
        self._arranged.append(fault)
        return fault

    def clear(self) -> None:
        """Removes every fault; calls that are held go on."""
        for fault in self._arranged:
            fault.released.set()
        self._arranged.clear()

    def strike(self, method: str) -> list[Fault]:
        """What strikes this call: every latency, and the first of the others."""
        found: list[Fault] = []
        for fault in list(self._arranged):
            if fault.method not in (method, "*") or (fault.method == "*" and method == DELIVERY):
                continue
            if not self._is_due(fault):
                continue
            if fault.kind != "latency" and any(fault.kind != "latency" for fault in found):
                continue  # another comes first; this one is left for a later call
            if fault.times is not None:
                fault.times -= 1
            found.append(fault)
        return found

    def _is_due(self, fault: Fault) -> bool:
        """Every call counts, whether or not another fault strikes it."""
        fault.met += 1
        if fault.met <= fault.skip or (fault.met - fault.skip - 1) % fault.every:
            return False
        if fault.times == 0:
            return False
        return fault.rate is None or self._random.random() < fault.rate


def _number(key: str, value: Any) -> Any:
    """The value of a field in RANGES. Raises BadFault with a sentence."""
    kind, least, most = RANGES[key]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and least <= value <= most and kind(value) == value:
        return kind(value)
    what = "a whole number" if kind is int else "a number"
    raise BadFault(f"{key} is {value!r}. It would be {what} from {least:.0f} to {most:.0f}.")
