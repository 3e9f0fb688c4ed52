"""What our own status page needs of a store: what was marked for the public, and who is told.

Nothing here leads back to an incident: its pages are made of these rows alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicUpdate:
    """Words that were marked, and how it stood (`domain.incident.Status`) when they were said."""

    id: str
    incident: str
    at: datetime
    state: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicIncident:
    """What the public knows of an incident: its updates are the newest first. `impact` is how badly
    the service is affected (`domain.status_pages.Impact`)."""

    id: str
    service: str
    service_name: str
    title: str
    state: str
    impact: str
    began: datetime
    changed: datetime
    updates: tuple[PublicUpdate, ...] = ()

    @property
    def over(self) -> bool:
        """Whether it is over for the public."""
        return self.state == "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """Who is told by e-mail, of one service (its key) or of all (empty). Until it is `confirmed`
    somebody asked for it, who may not be whose address it is."""

    id: str
    address: str
    service: str
    asked: datetime
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicMail:
    """One message to one subscriber: about a public update, or (None) whether to subscribe.
    `doubtful`: an earlier try may have sent it."""

    id: str
    lease: str
    subscriber: Subscriber
    about: PublicUpdate | None
    incident: PublicIncident | None
    queued: datetime
    attempts: int
    doubtful: bool


class PublicReads(Protocol):
    """What may be asked."""

    def shown(self, since: datetime) -> Sequence[PublicIncident]:
        """Those that are open, and those that changed since then; the latest change first."""

    def subscriber(self, id: str) -> Subscriber | None:
        """The one with this id."""


class PublicRows(PublicReads, Protocol):
    """What may be changed."""

    def put(self, incident: PublicIncident, update: PublicUpdate) -> bool:
        """It stands there from now on; False, and nothing is changed, when the update did. All who
        are to hear of it are mailed."""

    def reword(self, update: str, words: str, title: str | None) -> None:
        """Other words, and another title where there is one; nobody is mailed of it any more."""

    def forget_over(self, before: datetime) -> None:
        """What is over and has not changed since then is not kept."""

    def ask(self, subscriber: Subscriber, most: int) -> None:
        """They asked, and are mailed whether it was them; unless so many have asked with this
        address and wait for an answer."""

    def confirm(self, id: str) -> None:
        """It was them: this takes the place of what they subscribed to before."""

    def leave(self, id: str) -> None:
        """Nothing is kept of them, of whatever they asked or subscribed to."""

    def forget_unconfirmed(self, before: datetime) -> None:
        """Whoever asked before then and did not answer is forgotten."""

    def take_mail(self, lease: timedelta) -> PublicMail | None:
        """The next that is due; nobody else takes it meanwhile. One whose lease ran out may have
        been sent."""

    def mail_is_done(self, mail: PublicMail) -> None:
        """It was sent, or never will be."""

    def mail_waits(self, mail: PublicMail, after: timedelta, *, doubtful: bool) -> None:
        """It is tried again after a while."""

    def key(self, new: str) -> str:
        """The secret that links in mail are signed with: this one, where there was none."""
