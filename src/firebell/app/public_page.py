"""Our own status page: what was marked for the public is put there, and what it shows is told.

It is made of the rows of `app.public_ports` alone, and of the names that the playbook gives
services for the public. No incident is read here, so that nothing else can stand there.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from firebell.app.ports import Store
from firebell.app.public_ports import PublicIncident, PublicUpdate
from firebell.domain.incident import Status
from firebell.domain.playbook import Playbook
from firebell.domain.status_pages import Impact, StatusPage

HISTORY = timedelta(days=90)
BY_IMPACT = (Impact.MAJOR, Impact.PARTIAL, Impact.DEGRADED, Impact.NONE)
"""The worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceNow:
    """How a service is, for the public: a key of the catalogue's `impact.*`."""

    name: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicView:
    """All that the page shows, as of `now`. `address` is where the public reads it, with a stroke
    at its end; `subscribe` is where they ask to be told, empty where there is no mail."""

    page: StatusPage
    organisation: str
    zone: str
    now: datetime
    address: str
    subscribe: str
    services: Sequence[ServiceNow]
    incidents: Sequence[PublicIncident]

    @property
    def open(self) -> Sequence[PublicIncident]:
        """What is not over."""
        return [each for each in self.incidents if not each.over]


class PublicPage:
    """Puts words there, and says what it shows. `changed` is awaited whenever that is other."""

    def __init__(
        self,
        store: Store,
        playbook: Callable[[], Playbook],
        now: Callable[[], datetime],
        address: Callable[[], str],
        *,
        mails: bool,
    ) -> None:
        self._store = store
        self._playbook = playbook
        self._now = now
        self._address = address
        self._mails = mails
        self.changed: Callable[[], Awaitable[None]] | None = None

    def address(self, page: StatusPage) -> str:
        """Where the public reads it, with a stroke at its end."""
        return f"{page.address.rstrip('/')}/" if page.address else f"{self._address()}/status/"

    async def put(self, incident: PublicIncident, update: PublicUpdate) -> None:
        """It stands there, once. Raises OSError where its files can't be written."""
        await self._store.transact(lambda tx: tx.public().put(incident, update))
        await self._tell()

    async def reword(self, update: str, words: str, title: str | None) -> None:
        """Other words stand there. Raises OSError where its files can't be written."""
        await self._store.transact(lambda tx: tx.public().reword(update, words, title))
        await self._tell()

    async def forget(self) -> None:
        """What was over long enough ago is not kept."""
        before = self._now() - HISTORY
        await self._store.transact(lambda tx: tx.public().forget_over(before), urgent=False)

    async def view(self) -> PublicView | None:
        """What it shows; None where the playbook has no page of our own."""
        playbook, now = self._playbook(), self._now()
        page = playbook.own_page
        if page is None:
            return None
        since = now - HISTORY
        found = await self._store.read(lambda reads: reads.public_read().shown(since))
        return PublicView(
            page=page,
            organisation=playbook.organisation,
            zone=playbook.time_zone,
            now=now,
            address=self.address(page),
            subscribe=f"{self._address()}/status/subscribe" if self._mails else "",
            services=[
                ServiceNow(name=name, state=service_state(key, found))
                for key, name in page.names.items()
            ],
            incidents=found,
        )

    async def _tell(self) -> None:
        if self.changed is not None:
            await self.changed()


def service_state(service: str, incidents: Sequence[PublicIncident]) -> str:
    """The worst of what is open; what should work again by now is not the worst any more."""
    about = [each for each in incidents if each.service == service and not each.over]
    worse = [each.impact for each in about if each.state != Status.MONITORING]
    for impact in BY_IMPACT:
        if impact in worse:
            return impact
    return "watched" if about else Impact.NONE
