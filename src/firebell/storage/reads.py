"""What may be asked: the same statements for both databases."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, select

from firebell.app.ports import Loaded, State, StoredEffect, StoredEvent
from firebell.domain.effects import Rank
from firebell.domain.incident import Incident, Person
from firebell.domain.playbook import Playbook
from firebell.storage import codec
from firebell.storage.clock import moment
from firebell.storage.tables import (
    channels,
    directory,
    effects,
    events,
    incidents,
    is_kept,
    is_open,
    is_pending,
    is_unnamed,
    people,
    playbooks,
)

AnyRow = Row[Any]


# Statements that every move needs are made once: making them costs more than running them.
BY_ID = select(incidents).where(incidents.c.id == bindparam("wanted"))
BY_KEY = select(incidents).where(incidents.c.key == bindparam("wanted"))
EVENT = select(events).where(events.c.id == bindparam("wanted"))
SIMILAR = (
    select(incidents.c.body)
    .where(
        incidents.c.service == bindparam("of_service"),
        incidents.c.raised >= bindparam("since"),
        is_open(incidents),
        ~incidents.c.private,
        ~incidents.c.drill,
    )
    .order_by(incidents.c.number.desc())
    .limit(1)
)
ACTIVE_PLAYBOOK = select(playbooks).where(
    playbooks.c.id == select(func.max(playbooks.c.id)).scalar_subquery()
)


class SqlReads:
    """Implements `ports.Reads` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def incident(self, incident: str) -> Loaded | None:
        """The incident with this opaque id, or None."""
        return self._loaded(BY_ID, {"wanted": incident})

    def by_number(self, number: int) -> Loaded | None:
        """The incident that people call INC-`number`, or None."""
        return self._loaded(select(incidents).where(incidents.c.number == number))

    def by_channel(self, channel: str) -> Loaded | None:
        """By any channel that is or was its own."""
        query = select(incidents).join(channels, channels.c.incident == incidents.c.id)
        return self._loaded(query.where(channels.c.channel == channel))

    def by_key(self, key: str) -> Loaded | None:
        """By the key of the form that raised it."""
        return self._loaded(BY_KEY, {"wanted": key})

    def open_incidents(self) -> Sequence[Incident]:
        """All incidents that are open, newest first."""
        query = (
            select(incidents.c.body).where(is_open(incidents)).order_by(incidents.c.number.desc())
        )
        return [codec.incident(body) for (body,) in self.connection.execute(query)]

    def similar(self, service: str, since: datetime) -> Incident | None:
        """The newest open one of this service; none private, no drill."""
        parameters = {"of_service": service, "since": since.timestamp()}
        body = self.connection.execute(SIMILAR, parameters).scalar()
        return None if body is None else codec.incident(body)

    def kept(
        self, *, private: bool, drill: bool, closed_by: datetime, limit: int
    ) -> Sequence[Loaded]:
        """Those that were closed by then, the earliest first."""
        query = (
            select(incidents)
            .where(
                is_kept(incidents),
                incidents.c.private == bindparam("is_private"),
                incidents.c.drill == bindparam("is_drill"),
                incidents.c.closed <= closed_by.timestamp(),
            )
            .order_by(incidents.c.closed)
            .limit(limit)
        )
        found = self.connection.execute(query, {"is_private": private, "is_drill": drill})
        return [_incident(row) for row in found]

    def events(self, incident: str) -> Sequence[StoredEvent]:
        """An incident's events in the order in which they happened."""
        query = select(events).where(events.c.incident == incident).order_by(events.c.seq)
        return [_event(row) for row in self.connection.execute(query)]

    def event(self, event_id: str) -> StoredEvent | None:
        """The event with this id, or None."""
        row = self.connection.execute(EVENT, {"wanted": event_id}).first()
        return _event(row) if row else None

    def effects(self, incident: str) -> Sequence[StoredEffect]:
        """An incident's effects, oldest first, whatever their state."""
        query = select(effects).where(effects.c.incident == incident).order_by(effects.c.id)
        return [stored_effect(row) for row in self.connection.execute(query)]

    def effect(self, key: str) -> StoredEffect | None:
        """The effect with this key, or None."""
        row = self.connection.execute(select(effects).where(effects.c.key == key)).first()
        return stored_effect(row) if row else None

    def names(self, who: Iterable[Person]) -> Mapping[Person, str]:
        """The names of those that are known."""
        query = select(people.c.id, people.c.name).where(
            people.c.id.in_(list(who)), ~is_unnamed(people)
        )
        return {row.id: row.name for row in self.connection.execute(query)}

    def unnamed(self, by: datetime) -> Sequence[Person]:
        """Those who were met by then, the earliest first."""
        query = (
            select(people.c.id)
            .where(is_unnamed(people), people.c.met <= by.timestamp())
            .order_by(people.c.met, people.c.id)
        )
        return self.connection.execute(query).scalars().all()

    def directory(self) -> Mapping[str, str]:
        """What each of the playbook's references was last resolved to."""
        rows = self.connection.execute(select(directory.c.reference, directory.c.id))
        return {row.reference: row.id for row in rows}

    def active_playbook(self) -> tuple[str, Playbook] | None:
        """The one that was activated last."""
        row = self.connection.execute(ACTIVE_PLAYBOOK).first()
        return (row.fingerprint, codec.playbook(row.body)) if row else None

    def next_due(self) -> datetime | None:
        """When the next pending effect is due."""
        query = select(effects.c.due).where(is_pending(effects)).order_by(effects.c.due).limit(1)
        due = self.connection.execute(query).scalar()
        return None if due is None else moment(due)

    def _loaded(
        self, query: Select[Any], parameters: Mapping[str, object] | None = None
    ) -> Loaded | None:
        row = self.connection.execute(query, parameters).first()
        return _incident(row) if row else None


def stored_effect(row: AnyRow) -> StoredEffect:
    """A row of the table of effects."""
    return StoredEffect(
        key=row.key,
        incident=row.incident,
        event_id=row.event_id,
        reaction=row.reaction,
        target=row.target,
        body=codec.body(row.kind, row.body),
        rank=Rank(row.rank),
        keep=row.keep,
        lane=row.lane,
        due=moment(row.due),
        state=State(row.state),
        attempts=row.attempts,
        doubtful=row.doubtful,
        first_tried=None if row.first_tried is None else moment(row.first_tried),
        lease=row.lease,
        wanted=row.wanted,
        sent=row.sent,
        result=None if row.result is None else json.loads(row.result),
        failure=row.failure,
    )


def _incident(row: AnyRow) -> Loaded:
    return Loaded(incident=codec.incident(row.body), version=row.version)


def _event(row: AnyRow) -> StoredEvent:
    return StoredEvent(id=row.id, seq=row.seq, event=codec.event(row.type, row.body))
