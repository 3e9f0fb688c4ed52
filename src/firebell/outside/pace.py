"""Few calls at once to one place outside, none while it rests, and an end while it is news."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from firebell.app.errors import ChatError, DidNotHappen, NeverWill
from firebell.app.ports import Job

GIVE_UP_AFTER = timedelta(minutes=15)
"""Later than that, whoever tells people can do it better than a machine that says what was."""
AT_ONCE = 4
"""Calls to one place in flight; the others wait outside the worker's own room."""
LONGEST_WAIT = 60.0


class Pace:
    """Who may call a place now, and when else."""

    def __init__(self) -> None:
        self._in_flight: Counter[str] = Counter()
        self._resting: Mapping[str, datetime] = {}

    def rest(self, pauses: Mapping[str, datetime]) -> None:
        """These places are left alone until then."""
        self._resting = dict(pauses)

    @asynccontextmanager
    async def turn(self, job: Job, scope: str) -> AsyncIterator[None]:
        """While a call is made. Raises DidNotHappen where it has to wait."""
        until = self._resting.get(scope)
        if until is not None and until > job.now:
            seconds = (until - job.now).total_seconds()
            code = job.effect.failure or "outside_busy"
            raise DidNotHappen(code, method=scope, retry_after=seconds)
        if self._in_flight[scope] >= AT_ONCE:
            raise DidNotHappen("outside_busy", method=f"{scope} here", retry_after=1.0)
        self._in_flight[scope] += 1
        try:
            yield
        finally:
            self._in_flight[scope] -= 1


def not_now(job: Job, error: DidNotHappen) -> ChatError:
    """It waits longer each time, a while in all; an outage here is none of the chat's."""
    rest = error.retry_after
    if rest is None:
        rest = min(LONGEST_WAIT, 2.0 ** min(job.effect.attempts, 6))
    later = DidNotHappen(error.code, method=error.method, retry_after=rest)
    return while_it_is_news(job, later)


def while_it_is_news(job: Job, error: ChatError) -> ChatError:
    """The error; once it has been tried for long enough, one that ends it."""
    first = job.effect.first_tried or job.now
    return NeverWill(error.code) if job.now - first >= GIVE_UP_AFTER else error
