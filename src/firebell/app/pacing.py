"""At what rate a method of the chat is called once the chat has refused it for being called too
often, and whose turn it is.

Pure but for `turn`, which says for whom a task is calling.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=1)
"""Limits are said in calls a minute."""
SLOWEST_AT_FIRST = 3.0
"""Seconds between two calls: the slowest tier that we use has 20 a minute."""
SLOWEST = 60.0
SLOWER = 1.25
FASTER = 0.995
"""What each turn that passes makes of the seconds between two: a rate that was learnt in a bad
moment is left again, slowly enough to be refused seldom."""
FORGOTTEN = timedelta(minutes=2)
"""From the last turn until a method is called freely again."""

turn: ContextVar[str | None] = ContextVar("turn", default=None)
"""The method whose turn the effect has that this task carries out, empty where it has none; None
where no effect is carried out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """One call each `every` seconds, the next not before `next`."""

    every: float
    next: datetime


def slowed(known: Pace | None, passed: int, retry_after: float, now: datetime) -> Pace:
    """After the chat has refused a call: as fast as it let us call in the last minute (`passed`),
    and no slower than it says; or slower than until now. Refusals that come together count once.
    """
    rest = now + timedelta(seconds=retry_after)
    if known is None:
        shown = WINDOW.total_seconds() / max(1, passed)
        return Pace(every=min(shown, max(retry_after, 0.05), SLOWEST_AT_FIRST), next=rest)
    at_once = known.next > now + timedelta(seconds=known.every)
    every = known.every if at_once else min(SLOWEST, known.every * SLOWER)
    return Pace(every=every, next=max(rest, known.next))


def after_turn(pace: Pace, now: datetime) -> Pace:
    """One has gone: when the next may. Time that nobody used is not made up for."""
    due = max(pace.next + timedelta(seconds=pace.every), now)
    return Pace(every=pace.every * FASTER, next=due)


def over(pace: Pace, now: datetime) -> bool:
    """Whether nobody has called in a long time."""
    return now >= pace.next + FORGOTTEN
