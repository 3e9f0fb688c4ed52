"""What may be asked: the same statements for both databases."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, literal_column, select

from firebell.app.ports import (
    HomeLook,
    KeptPicture,
    Loaded,
    State,
    StoredEffect,
    StoredEvent,
    Waiting,
)
from firebell.domain.effect_names import DEFECT, UNREADABLE
from firebell.domain.effects import Rank
from firebell.domain.grants import Scope, Token
from firebell.domain.home import Filters
from firebell.domain.incident import Incident, Person
from firebell.domain.playbook import Playbook
from firebell.domain.searching import EVERYTHING, Wanted
from firebell.storage import codec, search
from firebell.storage.clock import DatabaseClock, moment, seconds
from firebell.storage.public import SqlPublicReads
from firebell.storage.tables import (
    awaits_review,
    channels,
    directory,
    effects,
    events,
    has_to_do,
    held_back,
    home_looks,
    in_lane,
    inbox,
    incidents,
    is_kept,
    is_open,
    is_parked,
    is_pending,
    is_set_aside,
    is_unnamed,
    is_waiting,
    people,
    pictures,
    playbooks,
    sessions,
    tokens,
)
from firebell.storage.unreadable import UnreadableRows, readable
from firebell.storage.write_behind import AnyConnection, ahead

AnyRow = Row[Any]


# Statements that every move needs are made once: making them costs more than running them.
BY_ID = select(incidents).where(incidents.c.id == bindparam("wanted"))
BY_KEY = select(incidents).where(incidents.c.key == bindparam("wanted"))
EVENT = select(events).where(events.c.id == bindparam("wanted"))
SIMILAR = (
    select(incidents)
    .where(
        incidents.c.service == bindparam("of_service"),
        incidents.c.raised >= bindparam("since"),
        is_open(incidents),
        ~incidents.c.private,
        ~incidents.c.drill,
    )
    .order_by(incidents.c.number.desc())
)
ACTIVE_PLAYBOOK = select(playbooks).where(
    playbooks.c.id == select(func.max(playbooks.c.id)).scalar_subquery()
)
_EVENTS = select(inbox.c.received).where(is_waiting(inbox))
_EFFECTS = select(effects.c.since).where(is_pending(effects))
OLDEST = [
    _EVENTS.order_by(inbox.c.received).limit(1),
    _EFFECTS.where(effects.c.since <= bindparam("now")).order_by(effects.c.since).limit(1),
    select(inbox.c.due)
    .where(is_waiting(inbox), inbox.c.due <= bindparam("now"), ~held_back())
    .order_by(inbox.c.due)
    .limit(1),
    select(effects.c.due)
    .where(is_pending(effects), effects.c.due <= bindparam("now"), ~in_lane())
    .order_by(effects.c.due)
    .limit(1),
    select(func.count()).select_from(inbox).where(is_set_aside(inbox)),
    select(func.count())
    .select_from(effects)
    .where(is_parked(effects), effects.c.failure.in_([DEFECT, UNREADABLE])),
]
HIGHEST = 2**31 - 1
"""No incident has a number as high (what PostgreSQL's integer holds)."""
MOST_REVIEWS = 500
"""Those that were due last, looked through for those of one person."""
_MARK = select(incidents.c.id, incidents.c.version)
HOME_MARKS = [
    _MARK.where(is_open(incidents)),
    _MARK.where(has_to_do(incidents)),
    _MARK.where(awaits_review(incidents))
    .order_by(incidents.c.review_due.desc())
    .limit(MOST_REVIEWS),
]
WAITING = select(*[query.scalar_subquery() for query in OLDEST])


class SqlReads:
    """Implements `ports.Reads` over one connection."""

    def __init__(
        self, connection: AnyConnection, clock: DatabaseClock, unreadable: UnreadableRows
    ) -> None:
        self.connection = connection
        self._clock = clock
        self._unreadable = unreadable
        self._opened = unreadable.opened

    def incident(self, incident: str) -> Loaded | None:
        """The incident with this opaque id, or None."""
        return self._loaded(BY_ID, {"wanted": incident})

    def by_number(self, number: int) -> Loaded | None:
        """The incident that people call INC-`number`, or None."""
        if not 0 < number <= HIGHEST:
            return None
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
        query = select(incidents).where(is_open(incidents)).order_by(incidents.c.number.desc())
        return self._opened.read(self.connection.execute(query), self._incident)

    def newest(
        self, count: int, before: int | None = None, wanted: Wanted = EVERYTHING
    ) -> Sequence[Incident]:
        """So many of all that are wanted, newest first."""
        below = incidents.c.number < (HIGHEST if before is None else before)
        query = select(incidents).where(below).order_by(incidents.c.number.desc()).limit(count)
        query = search.narrowed(query, wanted, self.connection.dialect.name)
        return readable(self.connection.execute(query), self._incident)

    def session(self, digest: str) -> Person | None:
        """Who is signed in by it."""
        now = seconds(self._clock.now())
        query = select(sessions.c.person).where(sessions.c.id == digest, sessions.c.ends > now)
        return self.connection.execute(query).scalar()

    def token(self, digest: str) -> Token | None:
        """By which somebody's program asks."""
        row = self.connection.execute(select(tokens).where(tokens.c.digest == digest)).first()
        return None if row is None else _token(row)

    def tokens(self, person: Person | None = None) -> Sequence[Token]:
        """The newest first."""
        query = select(tokens).order_by(tokens.c.made.desc(), tokens.c.id)
        if person is not None:
            query = query.where(tokens.c.person == person)
        return [_token(row) for row in self.connection.execute(query)]

    def public_read(self) -> SqlPublicReads:
        """What our own status page shows."""
        return SqlPublicReads(self.connection, self._clock.now())

    def with_actions(self) -> Sequence[Incident]:
        """All with actions that are to be done still, newest first."""
        query = select(incidents).where(has_to_do(incidents)).order_by(incidents.c.number.desc())
        return readable(self.connection.execute(query), self._incident)

    def awaiting_review(self) -> Sequence[Incident]:
        """Those whose review is not published yet, whichever was to be last first."""
        query = (
            select(incidents)
            .where(awaits_review(incidents))
            .order_by(incidents.c.review_due.desc())
            .limit(MOST_REVIEWS)
        )
        return readable(self.connection.execute(query), self._incident)

    def similar(self, service: str, since: datetime) -> Incident | None:
        """The newest open one of this service; none private, no drill."""
        parameters = {"of_service": service, "since": since.timestamp()}
        found = readable(ahead(self.connection, SIMILAR, parameters), self._incident)
        return found[0] if found else None

    def home_marks(self) -> Mapping[str, int]:
        """Whatever a Home may show, with the number of its version."""
        found: dict[str, int] = {}
        for query in HOME_MARKS:
            found.update((row.id, row.version) for row in self.connection.execute(query))
        return found

    def home_looks(self, since: datetime) -> Sequence[HomeLook]:
        """Who has looked since then, whoever looked last first."""
        query = (
            select(home_looks)
            .where(home_looks.c.at >= since.timestamp())
            .order_by(home_looks.c.at.desc(), home_looks.c.person)
        )
        return [_look(row) for row in self.connection.execute(query)]

    def home_look(self, person: Person) -> HomeLook | None:
        """When this person looked last."""
        query = select(home_looks).where(home_looks.c.person == person)
        row = self.connection.execute(query).first()
        return _look(row) if row else None

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
        return readable(
            found, lambda row: Loaded(incident=self._incident(row), version=row.version)
        )

    def events(self, incident: str) -> Sequence[StoredEvent]:
        """An incident's events in the order in which they happened."""
        query = select(events).where(events.c.incident == incident).order_by(events.c.seq)
        return readable(self.connection.execute(query), self._event)

    def event(self, event_id: str) -> StoredEvent | None:
        """The event with this id, or None."""
        row = self.connection.execute(EVENT, {"wanted": event_id}).first()
        return self._event(row) if row else None

    def pictures(self, incident: str, *, whole: bool = False) -> Sequence[KeptPicture]:
        """What is kept of the pictures in its messages; their bytes only where they are asked."""
        content = pictures.c.content if whole else literal_column("''").label("content")
        query = select(pictures.c.event, pictures.c.file, pictures.c.type, content).where(
            pictures.c.incident == incident
        )
        return [
            KeptPicture(
                event=row.event,
                file=row.file,
                type=row.type,
                content=bytes(row.content) if whole else b"",
            )
            for row in self.connection.execute(query)
        ]

    def effects(self, incident: str) -> Sequence[StoredEffect]:
        """An incident's effects, oldest first, whatever their state."""
        query = select(effects).where(effects.c.incident == incident).order_by(effects.c.id)
        return readable(self.connection.execute(query), self._effect)

    def effect(self, key: str) -> StoredEffect | None:
        """The effect with this key, or None."""
        row = self.connection.execute(select(effects).where(effects.c.key == key)).first()
        return self._effect(row) if row else None

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
        """The one that was activated last, if it can be read."""
        found = readable(self.connection.execute(ACTIVE_PLAYBOOK), self._playbook)
        return found[0] if found else None

    def next_due(self) -> datetime | None:
        """When the next pending effect is due."""
        query = select(effects.c.due).where(is_pending(effects)).order_by(effects.c.due).limit(1)
        due = self.connection.execute(query).scalar()
        return None if due is None else moment(due)

    def waiting(self) -> Waiting:
        """How long the oldest of what waits has waited, and how much was set aside."""
        now = self._clock.now().timestamp()
        row = self.connection.execute(WAITING, {"now": now}).one()
        event, effect, event_due, effect_due, set_aside, parked = row
        return Waiting(
            event=_since(event, self._clock.real()),
            effect=_since(effect, now),
            event_due=_since(event_due, now),
            effect_due=_since(effect_due, now),
            set_aside=set_aside + parked + self._unreadable.count(),
        )

    def _loaded(
        self, query: Select[Any], parameters: Mapping[str, object] | None = None
    ) -> Loaded | None:
        row = ahead(self.connection, query, parameters).first()
        return Loaded(incident=self._incident(row), version=row.version) if row else None

    def _incident(self, row: AnyRow) -> Incident:
        return self._unreadable.reading(
            "incidents", row.id, "Incident", lambda: codec.incident(row.body)
        )

    def _event(self, row: AnyRow) -> StoredEvent:
        return self._unreadable.reading("events", row.id, row.type, lambda: _stored_event(row))

    def _effect(self, row: AnyRow) -> StoredEffect:
        return self._unreadable.reading("effects", row.id, row.kind, lambda: stored_effect(row))

    def _playbook(self, row: AnyRow) -> tuple[str, Playbook]:
        return self._unreadable.reading(
            "playbooks", row.id, "Playbook", lambda: (row.fingerprint, codec.playbook(row.body))
        )


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
        waits_for=row.waits_for,
    )


def _stored_event(row: AnyRow) -> StoredEvent:
    return StoredEvent(id=row.id, seq=row.seq, event=codec.event(row.type, row.body))


def _look(row: AnyRow) -> HomeLook:
    chosen = Filters(service=row.service, severity=row.severity, status=row.status, own=row.own)
    return HomeLook(person=row.person, at=moment(row.at), filters=chosen, shown=row.shown)


def _token(row: AnyRow) -> Token:
    return Token(
        id=row.id,
        person=row.person,
        name=row.name,
        scopes=frozenset(Scope(scope) for scope in row.scopes.split(",") if scope),
        made=moment(row.made),
        ends=moment(row.ends),
        used=None if row.used is None else moment(row.used),
        revoked=row.revoked,
    )


def _since(then: float | None, now: float) -> timedelta | None:
    return None if then is None else timedelta(seconds=max(0.0, now - then))
