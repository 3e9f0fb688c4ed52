"""The rows of methods that are called in turn, shared by all who work on the same database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from firebell.app import pacing
from firebell.app.pacing import Pace
from firebell.app.ports import StoredEffect
from firebell.storage.clock import DatabaseClock, moment, seconds
from firebell.storage.queue import EffectQueue
from firebell.storage.reads import AnyRow
from firebell.storage.tables import effects, is_pending, paces
from firebell.storage.unreadable import UnreadableRows, readable
from firebell.storage.write_behind import WriteBehind

MOST_TURNS = 10
"""Of one method, each time that is looked: a rate can be faster than the looks."""


class PaceRows:
    """Over one connection; `queue` are the effects that wait."""

    def __init__(
        self,
        connection: WriteBehind,
        clock: DatabaseClock,
        unreadable: UnreadableRows,
        queue: EffectQueue,
        *,
        locks: bool,
    ) -> None:
        self._connection = connection
        self._now = clock.now
        self._unreadable = unreadable
        self._queue = queue
        self._insert = (postgresql if locks else sqlite).insert(paces)

    def all(self) -> Mapping[str, Pace]:
        """By method."""

        def pace(row: AnyRow) -> tuple[str, Pace]:
            return row.scope, self._unreadable.reading(
                "paces", row.scope, "pace", lambda: Pace(every=row.every, next=moment(row.next))
            )

        return dict(readable(self._connection.execute(select(paces)), pace))

    def queued_for(self, method: str) -> int:
        """How many effects wait for their turn at it."""
        query = select(func.count()).where(is_pending(effects), effects.c.waits_for == method)
        return int(self._connection.execute(query).scalar_one())

    def slow_down(self, method: str, passed: int, retry_after: float) -> Pace:
        """A call was refused."""
        known = self.all().get(method)
        pace = pacing.slowed(known, passed, retry_after, self._now())
        statement = self._insert.values(scope=method, **_values(pace))
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["scope"], set_=_values(pace))
        )
        return pace

    def claim_turns(self, lease: timedelta, *, skip_locked: bool) -> list[StoredEffect]:
        """Those whose turn it is, each at the method that it has waited for. Of two replicas one
        gives a turn away."""
        found: list[StoredEffect] = []
        now = self._now()
        for method, pace in self.all().items():
            for _ in range(MOST_TURNS):
                if pace.next > now:
                    break
                after = pacing.after_turn(pace, now)
                if self.queued_for(method) == 0 or not self._change(method, pace, after):
                    break
                taken = self._queue.claim_turn(method, lease, skip_locked=skip_locked)
                if taken is None:
                    self._change(method, after, pace)
                    break
                found.append(taken)
                pace = after
            else:
                continue
            if pacing.over(pace, now) and self.queued_for(method) == 0:
                self._connection.execute(delete(paces).where(paces.c.scope == method))
        return found

    def _change(self, method: str, known: Pace, pace: Pace) -> bool:
        """False where another replica was faster."""
        mine = update(paces).where(
            paces.c.scope == method,
            paces.c.next == seconds(known.next),
            paces.c.every == known.every,
        )
        return self._connection.execute(mine.values(**_values(pace))).rowcount > 0


def _values(pace: Pace) -> dict[str, float]:
    return {"every": pace.every, "next": seconds(pace.next)}
