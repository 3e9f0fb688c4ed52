"""What our own status page shows, who is told of it, and the mail for them."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, insert, or_, select, update

from firebell.app.public_ports import PublicIncident, PublicMail, PublicUpdate, Subscriber
from firebell.storage.clock import moment, seconds
from firebell.storage.tables import (
    public_incidents,
    public_mails,
    public_updates,
    salts,
    subscribers,
)
from firebell.storage.write_behind import AnyConnection

KEY = "status_page"
"""The name of the secret among the salts."""
AnyRow = Row[Any]


class SqlPublicReads:
    """`app.public_ports.PublicReads`."""

    def __init__(self, connection: AnyConnection, now: datetime) -> None:
        self.connection = connection
        self._now = now

    def shown(self, since: datetime) -> Sequence[PublicIncident]:
        """Open ones, and those that changed since then."""
        query = (
            select(public_incidents)
            .where(
                or_(
                    public_incidents.c.changed >= seconds(since),
                    public_incidents.c.state != "closed",
                )
            )
            .order_by(public_incidents.c.changed.desc(), public_incidents.c.id)
        )
        rows = self.connection.execute(query).all()
        ids = [row.id for row in rows]
        said = select(public_updates).where(public_updates.c.incident.in_(ids))
        order = said.order_by(public_updates.c.at.desc(), public_updates.c.id)
        updates = [_update(row) for row in self.connection.execute(order)]
        return [
            _incident(row, tuple(each for each in updates if each.incident == row.id))
            for row in rows
        ]

    def subscriber(self, id: str) -> Subscriber | None:
        """By its id."""
        query = select(subscribers).where(subscribers.c.id == id)
        row = self.connection.execute(query).one_or_none()
        return _subscriber(row) if row else None


class SqlPublicRows(SqlPublicReads):
    """`app.public_ports.PublicRows`."""

    def put(self, incident: PublicIncident, new: PublicUpdate) -> bool:
        """Once, with the mail for all who are to hear of it."""
        known = select(public_updates.c.id).where(public_updates.c.id == new.id)
        if self.connection.execute(known).scalar() is not None:
            return False
        row = {column.name: getattr(incident, column.name) for column in public_incidents.columns}
        row |= {"began": seconds(incident.began), "changed": seconds(incident.changed)}
        kept = {key: value for key, value in row.items() if key not in ("id", "began")}
        if not incident.service:
            del kept["service"], kept["service_name"]
        here = public_incidents.c.id == incident.id
        if not self.connection.execute(update(public_incidents).where(here).values(kept)).rowcount:
            self.connection.execute(insert(public_incidents).values(row))
        said = {column.name: getattr(new, column.name) for column in public_updates.columns}
        self.connection.execute(insert(public_updates).values(said | {"at": seconds(new.at)}))
        told = select(subscribers.c.id).where(
            subscribers.c.confirmed, subscribers.c.service.in_(["", incident.service])
        )
        self._mail(self.connection.execute(told).scalars().all(), new.id)
        return True

    def reword(self, wanted: str, words: str, title: str | None) -> None:
        """Where it stands."""
        here = public_updates.c.id == wanted
        self.connection.execute(update(public_updates).where(here).values(words=words))
        if title is not None:
            of = select(public_updates.c.incident).where(here).scalar_subquery()
            changed = update(public_incidents).where(public_incidents.c.id == of)
            self.connection.execute(changed.values(title=title))
        self.connection.execute(delete(public_mails).where(public_mails.c.about == wanted))

    def forget_over(self, before: datetime) -> None:
        """With its updates, and mail about them."""
        old = select(public_incidents.c.id).where(
            public_incidents.c.changed < seconds(before), public_incidents.c.state == "closed"
        )
        ids = list(self.connection.execute(old).scalars())
        if not ids:
            return
        said = select(public_updates.c.id).where(public_updates.c.incident.in_(ids))
        gone = list(self.connection.execute(said).scalars())
        self.connection.execute(delete(public_mails).where(public_mails.c.about.in_(gone)))
        self.connection.execute(delete(public_updates).where(public_updates.c.incident.in_(ids)))
        self.connection.execute(delete(public_incidents).where(public_incidents.c.id.in_(ids)))

    def ask(self, subscriber: Subscriber, most: int) -> None:
        """Unless too many of these wait for an answer."""
        waiting = (
            select(func.count())
            .select_from(subscribers)
            .where(subscribers.c.address == subscriber.address, ~subscribers.c.confirmed)
        )
        if self.connection.execute(waiting).scalar_one() >= most:
            return
        row = {column.name: getattr(subscriber, column.name) for column in subscribers.columns}
        row["asked"] = seconds(subscriber.asked)
        self.connection.execute(insert(subscribers).values(row))
        self._mail([subscriber.id], "")

    def confirm(self, id: str) -> None:
        """In place of what was before."""
        found = self.subscriber(id)
        if found is None:
            return
        others = select(subscribers.c.id).where(
            subscribers.c.address == found.address, subscribers.c.id != id
        )
        self._remove(list(self.connection.execute(others).scalars()))
        here = subscribers.c.id == id
        self.connection.execute(update(subscribers).where(here).values(confirmed=True))

    def leave(self, id: str) -> None:
        """All of this address."""
        found = self.subscriber(id)
        if found is not None:
            mine = select(subscribers.c.id).where(subscribers.c.address == found.address)
            self._remove(list(self.connection.execute(mine).scalars()))

    def forget_unconfirmed(self, before: datetime) -> None:
        """And the mail to them."""
        old = select(subscribers.c.id).where(
            ~subscribers.c.confirmed, subscribers.c.asked < seconds(before)
        )
        self._remove(list(self.connection.execute(old).scalars()))

    def take_mail(self, lease: timedelta) -> PublicMail | None:
        """By compare-and-set: two processes never hold the same."""
        now = seconds(self._now)
        due = select(public_mails).where(public_mails.c.due <= now).order_by(public_mails.c.due)
        row = self.connection.execute(due.limit(1)).one_or_none()
        if row is None:
            return None
        token = uuid.uuid4().hex
        held = row.lease is not None
        ours = (public_mails.c.id == row.id) & (public_mails.c.due == row.due)
        taken = (
            update(public_mails)
            .where(ours)
            .values(
                due=now + seconds(lease),
                lease=token,
                attempts=row.attempts + 1,
                doubtful=row.doubtful or held,
            )
        )
        if not self.connection.execute(taken).rowcount:
            return None
        to = self.subscriber(row.subscriber)
        assert to is not None, "mail leaves with whom it is for"
        return self._read_mail(row, to, token, doubtful=row.doubtful or held)

    def mail_is_done(self, mail: PublicMail) -> None:
        """It is not kept."""
        self.connection.execute(delete(public_mails).where(_held(mail)))

    def mail_waits(self, mail: PublicMail, after: timedelta, *, doubtful: bool) -> None:
        """Until then."""
        due = seconds(self._now + after)
        later = {"due": due, "lease": None, "doubtful": doubtful}
        self.connection.execute(update(public_mails).where(_held(mail)).values(later))

    def key(self, new: str) -> str:
        """Made once."""
        query = select(salts.c.value).where(salts.c.name == KEY)
        found: str | None = self.connection.execute(query).scalar()
        if found is None:
            self.connection.execute(insert(salts).values(name=KEY, value=new))
        return found or new

    def _mail(self, whom: Sequence[str], about: str) -> None:
        now = seconds(self._now)
        rows = [
            {
                "id": hashlib.sha256(f"{each} {about}".encode()).hexdigest()[:32],
                "subscriber": each,
                "about": about,
                "queued": now,
                "due": now,
                "attempts": 0,
                "doubtful": False,
            }
            for each in whom
        ]
        if rows:
            self.connection.execute(insert(public_mails), rows)

    def _remove(self, ids: list[str]) -> None:
        self.connection.execute(delete(public_mails).where(public_mails.c.subscriber.in_(ids)))
        self.connection.execute(delete(subscribers).where(subscribers.c.id.in_(ids)))

    def _read_mail(self, row: AnyRow, to: Subscriber, lease: str, *, doubtful: bool) -> PublicMail:
        query = select(public_updates).where(public_updates.c.id == row.about)
        said = self.connection.execute(query).one_or_none() if row.about else None
        about = _update(said) if said else None
        incident = None
        if about is not None:
            here = select(public_incidents).where(public_incidents.c.id == about.incident)
            incident = _incident(self.connection.execute(here).one(), (about,))
        return PublicMail(
            id=row.id,
            lease=lease,
            subscriber=to,
            about=about,
            incident=incident,
            queued=moment(row.queued),
            attempts=row.attempts + 1,
            doubtful=doubtful,
        )


def _held(mail: PublicMail) -> Any:
    return (public_mails.c.id == mail.id) & (public_mails.c.lease == mail.lease)


def _update(row: AnyRow) -> PublicUpdate:
    return PublicUpdate(
        id=row.id, incident=row.incident, at=moment(row.at), state=row.state, words=row.words
    )


def _incident(row: AnyRow, updates: tuple[PublicUpdate, ...]) -> PublicIncident:
    return PublicIncident(
        id=row.id,
        service=row.service,
        service_name=row.service_name,
        title=row.title,
        state=row.state,
        impact=row.impact,
        began=moment(row.began),
        changed=moment(row.changed),
        updates=updates,
    )


def _subscriber(row: AnyRow) -> Subscriber:
    return Subscriber(
        id=row.id,
        address=row.address,
        service=row.service,
        asked=moment(row.asked),
        confirmed=row.confirmed,
    )
