"""The table of what the chat told us: stored once, taken when it is due, and kept until its end.

What an event said is forgotten with its end. That it came is remembered for an hour, since Slack
may tell it again; that it was set aside, for a week.
"""

from __future__ import annotations

import json
from datetime import timedelta

from sqlalchemy import bindparam, delete, insert, null, or_, select, update

from firebell.app.ports import InboxEvent, Json, Unreadable
from firebell.domain.effect_names import UNREADABLE
from firebell.storage.clock import DatabaseClock, moment, seconds
from firebell.storage.reads import AnyRow
from firebell.storage.tables import held_back, inbox, is_waiting
from firebell.storage.unreadable import UnreadableRows, readable
from firebell.storage.write_behind import AnyConnection

REMEMBERED = 3600.0
"""Seconds: Slack's last redelivery comes after six minutes (`docs/slack-facts.md`, Events)."""
SET_ASIDE_REMEMBERED = 7 * 24 * 3600.0
FAILURE_LENGTH = 255
MICROSECOND = 1e-6

# The worker asks this in each of its rounds: making it costs more than running it.
DUE = (
    select(inbox)
    .where(
        is_waiting(inbox),
        inbox.c.due <= bindparam("now"),
        or_(inbox.c.taken_until.is_(None), inbox.c.taken_until < bindparam("real")),
        or_(inbox.c.about.is_(None), ~held_back()),
    )
    .order_by(inbox.c.received)
    .limit(bindparam("most"))
)
DUE_UNLOCKED = DUE.with_for_update(skip_locked=True)


class Inbox:
    """Over one connection. Due times are the workspace's, the rest is the database's clock."""

    def __init__(
        self, connection: AnyConnection, clock: DatabaseClock, unreadable: UnreadableRows
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._unreadable = unreadable

    def receive(self, event_id: str, body: Json, about: str | None) -> bool:
        """Store it, due at once; False when it is known."""
        known = select(inbox.c.id).where(inbox.c.id == event_id)
        if self._connection.execute(known).first() is not None:
            return False
        self._forget()
        row = {
            "id": event_id,
            "body": json.dumps(body),
            "received": self._in_turn(),
            "done": False,
            "about": about,
            "attempts": 0,
            "mistakes": 0,
            "due": seconds(self._clock.now()),
            "set_aside": False,
        }
        self._connection.execute(insert(inbox).values(**row))
        return True

    def _in_turn(self) -> float:
        """Now, and after whatever waits: SQLite's clock counts milliseconds, and what came second
        must be told from what came first."""
        last = select(inbox.c.received).where(is_waiting(inbox)).order_by(inbox.c.received.desc())
        newest = self._connection.execute(last.limit(1)).scalar()
        return max(self._clock.real(), (newest or 0.0) + MICROSECOND)

    def _forget(self) -> None:
        real = self._clock.real()
        old = inbox.c.received < real - REMEMBERED
        very_old = inbox.c.received < real - SET_ASIDE_REMEMBERED
        self._connection.execute(
            delete(inbox).where(inbox.c.done, old, or_(~inbox.c.set_aside, very_old))
        )

    def take(self, limit: int, lease: timedelta, *, skip_locked: bool) -> list[InboxEvent]:
        """Due ones, oldest first, none while an earlier one about the same has no end."""
        real = self._clock.real()
        asked = {"now": seconds(self._clock.now()), "real": real, "most": limit}
        rows = self._connection.execute(DUE_UNLOCKED if skip_locked else DUE, asked).all()
        taken = readable(rows, self._read)
        until = {"taken_until": real + seconds(lease), "attempts": inbox.c.attempts + 1}
        ids = [event.id for event in taken]
        if ids:
            self._connection.execute(update(inbox).where(inbox.c.id.in_(ids)).values(**until))
        return taken

    def _read(self, row: AnyRow) -> InboxEvent:
        """One that can't be read is set aside, so that nobody meets it again."""
        try:
            return self._unreadable.reading("inbox", row.id, "event", lambda: self._event(row))
        except Unreadable:
            self.set_aside(row.id, UNREADABLE)
            raise

    def _event(self, row: AnyRow) -> InboxEvent:
        body = json.loads(row.body)
        if not isinstance(body, dict):
            raise TypeError("no object")
        return InboxEvent(
            id=row.id,
            body=body,
            received=moment(row.received),
            waited=timedelta(seconds=self._clock.real() - row.received),
            attempts=row.attempts + 1,
            mistakes=row.mistakes,
            about=row.about,
        )

    def dispose(self, event_id: str) -> None:
        """The end. What it said is forgotten at once."""
        self._end(event_id, {"failure": null()})

    def set_aside(self, event_id: str, failure: str) -> None:
        """The end, and it is counted."""
        self._end(event_id, {"failure": failure[:FAILURE_LENGTH], "set_aside": True})

    def put_off(self, event_id: str, after: timedelta, failure: str, *, mistake: bool) -> None:
        """Due again after a while."""
        self._change(
            event_id,
            {
                "due": seconds(self._clock.now() + after),
                "taken_until": null(),
                "failure": failure[:FAILURE_LENGTH],
                "mistakes": inbox.c.mistakes + int(mistake),
            },
        )

    def free(self) -> None:
        """At the start of the only process: nobody is at any of them."""
        taken = update(inbox).where(is_waiting(inbox), inbox.c.taken_until.is_not(None))
        self._connection.execute(taken.values(taken_until=null()))

    def wake(self) -> None:
        """What was put off after a failure is due now."""
        now = seconds(self._clock.now())
        put_off = update(inbox).where(
            is_waiting(inbox), inbox.c.taken_until.is_(None), inbox.c.due > now
        )
        self._connection.execute(put_off.values(due=now))

    def _end(self, event_id: str, values: dict[str, object]) -> None:
        forgotten = {"body": "{}", "about": null()}
        self._change(event_id, {"done": True, **forgotten, "taken_until": null(), **values})

    def _change(self, event_id: str, values: dict[str, object]) -> None:
        mine = update(inbox).where(inbox.c.id == event_id, is_waiting(inbox))
        self._connection.execute(mine.values(**values))
