"""The table of effects: queued with their event, claimed with a lease, settled by its holder.

A row is never removed. A keep is one row per incident and target, and pending while what is
wanted is newer than what was sent.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    insert,
    null,
    or_,
    select,
    update,
)

from firebell.app.ports import Json, State, StoredEffect, Unreadable
from firebell.domain.effect_names import UNREADABLE
from firebell.domain.effects import (
    Body,
    CancelInside,
    CancelLater,
    CancelPosts,
    CreateChannel,
    Effect,
    InOwnChannel,
    KeepMessage,
    Later,
    PublishHome,
    Rank,
    Reaction,
    RepublishHomes,
    SayAnew,
    ShowAnswers,
    TakeBack,
    TakeBackPosts,
)
from firebell.storage import codec
from firebell.storage.clock import DatabaseClock, seconds
from firebell.storage.reads import AnyRow, stored_effect
from firebell.storage.tables import effects, homes, in_lane, is_paced, is_parked, is_pending
from firebell.storage.unreadable import UnreadableRows, readable
from firebell.storage.write_behind import WriteBehind

PENDING, DONE = State.PENDING.value, State.DONE.value
PARKED, CANCELLED = State.PARKED.value, State.CANCELLED.value
AFTER_RESTART = 2.0
"""Seconds until what was in flight is looked for: a call may be carried out after we died."""

# Statements that every move needs are made once: making them costs more than running them.
INSERT = insert(effects)
_IDLE = effects.c.state.in_([DONE, CANCELLED])
WANT = (
    update(effects)
    .where(
        effects.c.incident == bindparam("of_incident"),
        effects.c.target == bindparam("of_target"),
        effects.c.keep,
    )
    .values(
        wanted=effects.c.wanted + 1,
        attempts=case((_IDLE, 0), else_=effects.c.attempts),
        due=case((_IDLE, bindparam("at")), else_=effects.c.due),
        since=case((_IDLE, bindparam("at")), else_=effects.c.since),
        state=case((_IDLE, PENDING), else_=effects.c.state),
    )
)
TAKE = (
    update(effects)
    .where(effects.c.id == bindparam("row"))
    .values(
        lease=bindparam("new_lease"),
        lease_until=bindparam("new_until"),
        attempts=bindparam("new_attempts"),
        doubtful=bindparam("new_doubtful"),
        first_tried=bindparam("new_first_tried"),
        waits_for=null(),
    )
)


class EffectQueue:
    """Over one connection, with the database's clock (`real`) and the workspace's (`now`)."""

    def __init__(
        self, connection: WriteBehind, clock: DatabaseClock, unreadable: UnreadableRows
    ) -> None:
        self._connection = connection
        self._real = clock.real
        self._now = clock.now
        self._unreadable = unreadable

    def queue(
        self, incident: str, event_id: str, reactions: Sequence[Reaction], *, first: bool = False
    ) -> None:
        """Write what an event names, carry out its cancellations. A post twice is an error. Before
        an incident's `first` event there is nothing of it that could be rendered again."""
        rows: list[dict[str, object]] = []
        for reaction in reactions:
            match reaction:
                case CancelLater():
                    self._cancel_later(incident)
                case CancelPosts(channel=channel):
                    self._cancel_posts(incident, channel)
                case SayAnew() | ShowAnswers():
                    self._say_anew(incident, reaction)
                case CancelInside():
                    self._cancel_inside(incident)
                case TakeBackPosts():
                    self._unpark_kept(incident)
                    taken = self._taken_back(incident, reaction)
                    rows += [self._row(incident, event_id, effect) for effect in taken]
                case RepublishHomes():
                    shown = self._homes(incident)
                    rows += [self._row(incident, event_id, effect) for effect in shown]
                case Effect(keep=True) if not first and self.want(incident, reaction.target):
                    pass
                case Effect():
                    rows.append(self._row(incident, event_id, reaction))
        if rows:
            self._connection.later(INSERT, rows)

    def want(self, incident: str, target: str) -> bool:
        """Render a keep again; False when there is none. A parked one stays parked."""
        parameters = {"of_incident": incident, "of_target": target, "at": seconds(self._now())}
        return self._connection.execute(WANT, parameters).rowcount > 0

    def claim(self, limit: int, lease: timedelta, *, skip_locked: bool) -> list[StoredEffect]:
        """Due rows, most important first, each with a lease of its own."""
        real = self._real()
        until = real + seconds(lease)
        query = (
            select(effects)
            .where(
                self._may_go(real),
                effects.c.due <= seconds(self._now()),
                or_(effects.c.waits_for.is_(None), ~is_paced()),
            )
            .order_by(effects.c.rank, effects.c.due, effects.c.id)
            .limit(limit)
        )
        if skip_locked:
            query = query.with_for_update(skip_locked=True)
        rows = self._connection.execute(query).all()
        return readable(rows, lambda row: self._take(self._read(row), row.id, until))

    def claim_turn(
        self, method: str, lease: timedelta, *, skip_locked: bool
    ) -> StoredEffect | None:
        """Of those that wait for this method the most important, and of these the oldest."""
        real = self._real()
        query = (
            select(effects)
            .where(self._may_go(real), effects.c.waits_for == method)
            .order_by(effects.c.rank, effects.c.since, effects.c.id)
            .limit(1)
        )
        if skip_locked:
            query = query.with_for_update(skip_locked=True)
        rows = self._connection.execute(query).all()
        until = real + seconds(lease)
        taken = readable(rows, lambda row: self._take(self._read(row), row.id, until))
        return replace(taken[0], turn=method) if taken else None

    def _may_go(self, real: float) -> ColumnElement[bool]:
        """Nobody is at it, and nothing of its lane is before it."""
        return and_(
            is_pending(effects),
            or_(effects.c.lease.is_(None), effects.c.lease_until < real),
            or_(effects.c.lane.is_(None), ~in_lane()),
        )

    def _read(self, row: AnyRow) -> StoredEffect:
        """One that can't be read is parked, so that nobody meets it again."""
        try:
            return self._unreadable.reading("effects", row.id, row.kind, lambda: stored_effect(row))
        except Unreadable:
            parked = update(effects).where(effects.c.id == row.id)
            self._connection.execute(parked.values(state=PARKED, failure=UNREADABLE, lease=null()))
            raise

    def _take(self, effect: StoredEffect, row: int, until: float) -> StoredEffect:
        taken = replace(
            effect,
            lease=uuid.uuid4().hex,
            attempts=effect.attempts + 1,
            doubtful=effect.doubtful or effect.lease is not None,
            first_tried=effect.first_tried or self._now(),
        )
        assert taken.first_tried is not None, "set just now"
        parameters = {
            "row": row,
            "new_lease": taken.lease,
            "new_until": until,
            "new_attempts": taken.attempts,
            "new_doubtful": taken.doubtful,
            "new_first_tried": seconds(taken.first_tried),
        }
        self._connection.execute(TAKE, parameters)
        return taken

    def renew(self, leases: Mapping[str, str], lease: timedelta) -> frozenset[str]:
        """Prolong; which are still ours."""
        until = self._real() + seconds(lease)
        kept = [
            key for key, token in leases.items() if self._held(key, token, {"lease_until": until})
        ]
        return frozenset(kept)

    def settle(self, key: str, token: str, result: Json, version: int) -> bool:
        """Done up to this version."""
        newer = effects.c.wanted > version
        return self._held(
            key,
            token,
            {
                "sent": version,
                "result": json.dumps(dict(result)),
                "failure": null(),
                "doubtful": False,
                "attempts": 0,
                "lease": null(),
                "due": case((newer, seconds(self._now())), else_=effects.c.due),
                "since": case((newer, seconds(self._now())), else_=effects.c.since),
                "state": case((newer, PENDING), else_=DONE),
            },
        )

    def release(
        self, key: str, token: str, *, after: timedelta, doubtful: bool, failure: str | None
    ) -> bool:
        """Back into the row, for later."""
        due = seconds(self._now() + after)
        values = {"lease": null(), "due": due, "doubtful": doubtful, "failure": failure}
        return self._held(key, token, values)

    def await_turn(self, key: str, token: str, method: str, after: timedelta) -> bool:
        """Back into the row, until its turn at this method: about then, or before."""
        return self._held(
            key,
            token,
            {
                "lease": null(),
                "due": seconds(self._now() + after),
                "failure": "ratelimited",
                "waits_for": method,
            },
        )

    def defer(self, key: str, token: str, until: datetime) -> bool:
        """Its time is another; nobody has tried it, and nobody has waited for it."""
        at = seconds(until)
        values = {"lease": null(), "due": at, "since": at, "attempts": 0, "first_tried": null()}
        return self._held(key, token, values)

    def park(self, key: str, token: str | None, failure: str) -> bool:
        """Set it aside until somebody retries it."""
        return self._held(key, token, {"lease": null(), "state": PARKED, "failure": failure})

    def retry(self, key: str) -> bool:
        """Take up again what was parked; False where nothing was."""
        now = seconds(self._now())
        done = self._connection.execute(
            update(effects)
            .where(effects.c.key == key, effects.c.state == PARKED)
            .values(state=PENDING, due=now, since=now, attempts=0)
        )
        return done.rowcount > 0

    def read_again(self) -> None:
        """What could not be read is due again."""
        now = seconds(self._now())
        self._connection.execute(
            update(effects)
            .where(is_parked(effects), effects.c.failure == UNREADABLE)
            .values(state=PENDING, due=now, since=now, attempts=0, failure=null())
        )

    def free_leases(self) -> int:
        """Whatever was being done may have happened."""
        done = self._connection.execute(
            update(effects)
            .where(is_pending(effects), effects.c.lease.is_not(None))
            .values(lease=null(), doubtful=True, due=seconds(self._now()) + AFTER_RESTART)
        )
        return done.rowcount

    def wake(self) -> None:
        """What was put off after a failure is due now; doubt keeps its wait."""
        now = seconds(self._now())
        self._connection.execute(
            update(effects)
            .where(
                is_pending(effects),
                effects.c.attempts > 0,
                effects.c.lease.is_(None),
                effects.c.failure.is_not(None),
                effects.c.doubtful.is_(False),
                effects.c.due > now,
            )
            .values(due=now)
        )

    def _row(self, incident: str, event_id: str, effect: Effect) -> dict[str, object]:
        return {
            "key": f"{event_id}/{effect.reaction}/{effect.target}",
            "incident": incident,
            "event_id": event_id,
            "reaction": effect.reaction,
            "target": effect.target,
            "kind": type(effect.body).__name__,
            "body": codec.encode(effect.body),
            "rank": effect.rank.value,
            "keep": effect.keep,
            "lane": effect.lane,
            "due": seconds(self._now() + effect.delay),
            "since": seconds(self._now() + effect.delay),
            "state": PENDING,
            "attempts": 0,
            "doubtful": False,
            "wanted": 1,
            "sent": 0,
        }

    def _held(self, key: str, token: str | None, values: Mapping[str, object]) -> bool:
        mine = and_(effects.c.key == key, is_pending(effects))
        if token is not None:
            mine = and_(mine, effects.c.lease == token)
        return self._connection.execute(update(effects).where(mine).values(**values)).rowcount > 0

    def _cancel_later(self, incident: str) -> None:
        self._connection.execute(
            update(effects)
            .where(
                effects.c.incident == incident,
                effects.c.kind == Later.__name__,
                is_pending(effects),
            )
            .values(state=CANCELLED, lease=null())
        )

    def _cancel_posts(self, incident: str, channel: str) -> None:
        pointless = [id for id, body in self._waiting(incident) if body.pointless_without(channel)]
        self._connection.execute(
            update(effects)
            .where(effects.c.id.in_(pointless))
            .values(state=CANCELLED, lease=null(), failure="is_archived")
        )

    def _say_anew(self, incident: str, anew: SayAnew | ShowAnswers) -> None:
        """What was done becomes due again, behind whatever people wait for; what is under way is
        done once more when it has ended; what was never done needs nothing."""
        query: Select[Any] = select(
            effects.c.id, effects.c.event_id, effects.c.kind, effects.c.body, effects.c.result
        ).where(effects.c.incident == incident, or_(is_pending(effects), effects.c.sent > 0))
        rows = self._connection.execute(query).all()
        by_id = {row.id: row for row in rows}
        found = readable(rows, self._body)
        concerned = [id for id, body in found if _concerns(anew, by_id[id], body)]
        again = update(effects).where(effects.c.id.in_(concerned))
        newer = {"wanted": effects.c.wanted + 1}
        self._connection.execute(again.where(is_pending(effects)).values(**newer))
        ended = {
            "state": PENDING,
            "attempts": 0,
            "due": seconds(self._now()),
            "since": seconds(self._now()),
            "lane": null(),
            "rank": Rank.DECORATE.value,
            "failure": null(),
        }
        self._connection.execute(again.where(~is_pending(effects)).values(**ended, **newer))

    def rename_channels(self, incident: str, other_names: Mapping[str, str]) -> None:
        """Effects that made channels forget under which of these names."""
        query: Select[Any] = select(effects.c.id, effects.c.kind, effects.c.body).where(
            effects.c.incident == incident, effects.c.kind == CreateChannel.__name__
        )
        for id, body in readable(self._connection.execute(query).all(), self._body):
            if isinstance(body, CreateChannel) and body.name in other_names:
                other = codec.encode(replace(body, name=other_names[body.name]))
                this = update(effects).where(effects.c.id == id)
                self._connection.execute(this.values(body=other))

    def _waiting(self, incident: str) -> list[tuple[int, Body]]:
        """What is still to be done, or was given up."""
        query: Select[Any] = select(effects.c.id, effects.c.kind, effects.c.body).where(
            effects.c.incident == incident, effects.c.state.in_([PENDING, PARKED])
        )
        return readable(self._connection.execute(query), self._body)

    def _body(self, row: AnyRow) -> tuple[int, Body]:
        body = self._unreadable.reading(
            "effects", row.id, row.kind, lambda: codec.body(row.kind, row.body)
        )
        return row.id, body

    def _cancel_inside(self, incident: str) -> None:
        inside = [id for id, body in self._waiting(incident) if isinstance(body, InOwnChannel)]
        self._connection.execute(
            update(effects).where(effects.c.id.in_(inside)).values(state=CANCELLED, lease=null())
        )

    def _taken_back(self, incident: str, which: TakeBackPosts) -> list[Effect]:
        """One for each that may have left something, be it still on its way or given up since.

        It waits in the same lane until what it takes back has ended. What was never tried will
        find that it may not be said any more.
        """
        query: Select[Any] = select(effects).where(
            effects.c.incident == incident, effects.c.first_tried.is_not(None)
        )
        tried = self._connection.execute(query.order_by(effects.c.id)).all()
        goes_to = {id: body.goes_to for id, body in readable(tried, self._body)}
        found = []
        for row in tried:
            place = goes_to.get(row.id)
            if place is None or place in which.spared or (which.only and place not in which.only):
                continue
            found.append(
                Effect(
                    body=TakeBack(effect=row.key),
                    reaction="take-back",
                    target=str(row.id),
                    rank=Rank.FIRST,
                    lane=row.lane,
                )
            )
        return found

    def _unpark_kept(self, incident: str) -> None:
        """A message that could not be kept true says what is not to be read any more."""
        self._connection.execute(
            update(effects)
            .where(
                effects.c.incident == incident,
                effects.c.kind == KeepMessage.__name__,
                effects.c.state == PARKED,
            )
            .values(
                state=PENDING,
                due=seconds(self._now()),
                since=seconds(self._now()),
                attempts=0,
            )
        )

    def _homes(self, incident: str) -> list[Effect]:
        query = select(homes.c.person).where(homes.c.incident == incident)
        people = self._connection.execute(query.order_by(homes.c.person)).scalars()
        return [
            Effect(body=PublishHome(person=person), reaction="home", target=person)
            for person in people
        ]


def _concerns(anew: SayAnew | ShowAnswers, row: AnyRow, body: Body) -> bool:
    if isinstance(anew, SayAnew):
        return anew.concerns(row.event_id, body)
    answered = bool(json.loads(row.result or "{}").get("answered"))
    return anew.concerns(body, answered)
