"""What the use cases of alerts need of the store: a part of its transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from firebell.domain.alerts import AlertGroup


class AlertRows(Protocol):
    """Groups of alerts. Whoever changes one takes a turn first, so that two replicas never make
    two messages of one alert."""

    def turn(self) -> None:
        """Nobody else changes alerts until this transaction has ended."""

    def group(self, id: str) -> AlertGroup | None:
        """The group with this id, or None; one that can't be read is none."""

    def firing(self, source: str, key: str) -> AlertGroup | None:
        """The group of this key that has not ended."""

    def home_of(self, source: str, alert: str) -> str | None:
        """The id of the group that has not ended in which this alert is."""

    def opened_since(self, source: str, since: datetime) -> int:
        """How many groups of this source were opened since then."""

    def incidents(self, source: str, key: str, service: str) -> Sequence[str]:
        """The ids of open incidents that belong to the same group of this source or to groups of
        this service, newest first."""

    def save(self, group: AlertGroup, seen: int | None = None) -> None:
        """Write it, with the alerts in it; `seen` is the version of its incident that its message
        shows."""

    def take(self, limit: int, lease: timedelta) -> Sequence[AlertGroup]:
        """Those for which something is to be done, or whose incident changed; for so long nobody
        else gets them."""

    def release(self, id: str, after: timedelta = timedelta()) -> None:
        """Nobody is at it; nobody takes it before so long."""

    def forget(self, before: datetime) -> int:
        """Delete what nobody heard of since then. Returns how many."""
