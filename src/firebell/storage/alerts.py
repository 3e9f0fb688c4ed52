"""The tables of alerts: a group is a row, and each alert in it leads there."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, func, insert, or_, select, update

from firebell.app.ports import Unreadable
from firebell.domain.alerts import AlertGroup
from firebell.domain.playbook import UNSURE
from firebell.storage import codec
from firebell.storage.clock import DatabaseClock, seconds
from firebell.storage.reads import AnyRow
from firebell.storage.tables import (
    alert_groups,
    alert_keys,
    counters,
    fires,
    incidents,
    is_due,
    is_linked,
    is_open,
)
from firebell.storage.unreadable import UnreadableRows, readable
from firebell.storage.write_behind import AnyConnection


class AlertTables:
    """Over one connection. Due times are the workspace's, leases the database's."""

    def __init__(
        self,
        connection: AnyConnection,
        clock: DatabaseClock,
        unreadable: UnreadableRows,
        *,
        locks: bool,
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._unreadable = unreadable
        self._locks = locks

    def turn(self) -> None:
        """One at a time: a row of its own is locked until the transaction ends."""
        mine = update(counters).where(counters.c.name == "alerts")
        self._connection.execute(mine.values(value=counters.c.value + 1))

    def group(self, id: str) -> AlertGroup | None:
        """The group with this id, or None."""
        return self._one(select(alert_groups).where(alert_groups.c.id == id))

    def firing(self, source: str, key: str) -> AlertGroup | None:
        """The group of this key that has not ended."""
        mine = and_(alert_groups.c.source == source, alert_groups.c.key == key)
        return self._one(select(alert_groups).where(fires(alert_groups), mine))

    def home_of(self, source: str, alert: str) -> str | None:
        """The id of the group in which this alert is."""
        mine = and_(alert_keys.c.source == source, alert_keys.c.key == alert)
        return self._connection.execute(select(alert_keys.c.in_group).where(mine)).scalar()

    def opened_since(self, source: str, since: datetime) -> int:
        """How many groups of this source were opened since then."""
        mine = and_(alert_groups.c.source == source, alert_groups.c.opened > seconds(since))
        query = select(func.count()).select_from(alert_groups).where(mine)
        return int(self._connection.execute(query).scalar_one())

    def incidents(self, source: str, key: str, service: str) -> Sequence[str]:
        """Open incidents of the same group or service, newest first. What is open is little, so
        that is where it begins, however many alerts are kept."""
        opened = select(incidents.c.id).where(is_open(incidents))
        ids = self._connection.execute(opened).scalars().all()
        said = alert_groups.c
        query = (
            select(said.incident, said.source, said.key, said.service)
            .where(is_linked(alert_groups), alert_groups.c.incident.in_(ids))
            .order_by(alert_groups.c.opened.desc())
        )
        found = [
            row.incident
            for row in (self._connection.execute(query) if ids else ())
            if (row.source, row.key) == (source, key) or row.service == service != UNSURE
        ]
        return list(dict.fromkeys(found))

    def save(self, group: AlertGroup, seen: int | None = None) -> None:
        """Write it; what has ended leads nowhere any more."""
        values: dict[str, Any] = {
            "source": group.source,
            "key": group.key,
            "service": group.service,
            "opened": seconds(group.opened),
            "changed": seconds(group.changed),
            "over": group.over is not None,
            "incident": group.incident,
            "due": seconds(group.due) if group.due else None,
            "body": codec.encode(group),
        }
        if seen is not None:
            values["seen"] = seen
        mine = update(alert_groups).where(alert_groups.c.id == group.id).values(**values)
        if not self._connection.execute(mine).rowcount:
            row = {"id": group.id, "seen": 0, **values}
            self._connection.execute(insert(alert_groups).values(**row))
        self._lead_to(group)

    def _lead_to(self, group: AlertGroup) -> None:
        here = alert_keys.c.in_group == group.id
        if group.over is not None:
            self._connection.execute(delete(alert_keys).where(here))
            return
        known = set(self._connection.execute(select(alert_keys.c.key).where(here)).scalars())
        new = [alert.key for alert in group.alerts if alert.key not in known]
        if new:
            rows = [{"source": group.source, "key": key, "in_group": group.id} for key in new]
            self._connection.execute(insert(alert_keys), rows)

    def take(self, limit: int, lease: timedelta) -> Sequence[AlertGroup]:
        """Those for which something is to be done, for so long nobody else's."""
        real, now = self._clock.real(), seconds(self._clock.now())
        free = or_(alert_groups.c.taken_until.is_(None), alert_groups.c.taken_until < real)
        due = and_(is_due(alert_groups), alert_groups.c.due <= now)
        query = select(alert_groups).where(free, due).order_by(alert_groups.c.due).limit(limit)
        other = (
            select(alert_groups)
            .join(incidents, incidents.c.id == alert_groups.c.incident)
            .where(is_linked(alert_groups), free, incidents.c.version != alert_groups.c.seen)
            .limit(limit)
        )
        found: dict[str, AlertGroup] = {}
        for each in (query, other):
            locked = each.with_for_update(skip_locked=True, of=alert_groups)
            rows = self._connection.execute(locked if self._locks else each).all()
            found |= {group.id: group for group in readable(rows, self._read)}
        if found:
            mine = update(alert_groups).where(alert_groups.c.id.in_(found))
            self._connection.execute(mine.values(taken_until=real + seconds(lease)))
        return list(found.values())

    def release(self, id: str, after: timedelta = timedelta()) -> None:
        """Nobody is at it; nobody takes it before so long."""
        until = self._clock.real() + seconds(after) if after else None
        mine = update(alert_groups).where(alert_groups.c.id == id)
        self._connection.execute(mine.values(taken_until=until))

    def free(self) -> None:
        """At the start of the only process: nobody is at any of them."""
        taken = update(alert_groups).where(alert_groups.c.taken_until.is_not(None))
        self._connection.execute(taken.values(taken_until=None))

    def forget(self, before: datetime) -> int:
        """Delete what nobody heard of since then."""
        old = alert_groups.c.changed < seconds(before)
        gone = select(alert_groups.c.id).where(old)
        self._connection.execute(delete(alert_keys).where(alert_keys.c.in_group.in_(gone)))
        return self._connection.execute(delete(alert_groups).where(old)).rowcount

    def _one(self, query: Any) -> AlertGroup | None:
        row = self._connection.execute(query).first()
        if row is not None:
            with suppress(Unreadable):
                return self._read(row)
        return None

    def _read(self, row: AnyRow) -> AlertGroup:
        return self._unreadable.reading(
            "alert_groups", row.id, "alerts", lambda: codec.alert_group(row.body)
        )
