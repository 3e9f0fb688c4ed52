"""The worker's chat with the places outside beside it, and what becomes of each message there.

Nobody can look outside, so what may have arrived is sent once more; after a second doubt it is
left, and whoever tells people hears that nobody knows. A program that is called and a service that
pages know what they have got already, so that they are tried on. What can't be delivered is given
up while it is still news. A place that is slow holds up nothing but itself.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

import aiohttp

from firebell.app.errors import DidNotHappen, MayHaveHappened, NeverWill
from firebell.app.ports import Chat, Done, Job
from firebell.domain import events as e
from firebell.domain.callouts import PAGERDUTY
from firebell.domain.commands import ReportToldOutside
from firebell.domain.effects import MakeTicket, PageDuty, Publish, TellOutside
from firebell.domain.incident import Paging
from firebell.domain.paging import who_is_paged
from firebell.domain.stakeholders import EMAIL, HOOK, TEAMS, address_of, happening, may_hear
from firebell.outside import email, pagerduty, teams, webhook
from firebell.outside.http import NOT_SET, http_session
from firebell.outside.pace import Pace, not_now, while_it_is_news
from firebell.outside.pagerduty import PagerDuty
from firebell.outside.status_pages import StatusPageAccess, StatusPages
from firebell.outside.trackers import TrackerAccess, Trackers
from firebell.outside.webhook import Hook
from firebell.words.news import News, news_of

T = TypeVar("T")

NO_KEY = "page_no_key"

Going = TellOutside | PageDuty
"""What leaves the chat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What the settings say, by the names of the playbook: addresses of Teams, webhooks, keys of
    PagerDuty; and where mail goes. Without `sends` nothing leaves, and nobody is told that it did
    not: for trying things out."""

    teams: Mapping[str, str] = field(default_factory=dict)
    hooks: Mapping[str, Hook] = field(default_factory=dict)
    pagerduty: PagerDuty = field(default_factory=PagerDuty)
    mail: email.MailServer | None = None
    trackers: TrackerAccess = field(default_factory=TrackerAccess)
    status_pages: StatusPageAccess = field(default_factory=StatusPageAccess)
    sends: bool = True


@asynccontextmanager
async def outside(places: Places) -> AsyncIterator[Outside]:
    """What carries out all that leaves the chat, with sessions of its own."""
    async with (
        http_session() as session,
        webhook.hook_session(places.hooks.values()) as hooks,
    ):
        yield Outside(places, session, hooks)


class Outside:
    """Tells places outside what happened, and pages people."""

    def __init__(
        self, places: Places, session: aiohttp.ClientSession, hooks: aiohttp.ClientSession
    ) -> None:
        self._places = places
        self._session = session
        self._hooks = hooks
        self._pace = Pace()
        self.trackers = Trackers(places.trackers, session, self._pace, sends=places.sends)
        self.pages = StatusPages(places.status_pages, session, self._pace, sends=places.sends)

    def rest(self, pauses: Mapping[str, datetime]) -> None:
        """These places are left alone until then."""
        self._pace.rest(pauses)

    async def carry_out(self, job: Job, body: Going) -> Done:
        """Tell the place, unless it may not hear of it any more."""
        if not self._places.sends:
            return Done(result={"sent": False})
        if not may_go(job, body):
            return Done(result={"withheld": True})
        try:
            await self._bounded(job, body)
        except MayHaveHappened as error:
            if not _is_told_apart(body.place):
                if not job.effect.doubtful:
                    raise
                return Done(reports=[ReportToldOutside(by=None, place=body.place, sure=False)])
            raise while_it_is_news(job, error) from None
        except DidNotHappen as error:
            raise not_now(job, error) from None
        if isinstance(body, PageDuty) and body.paging is not Paging.CALLED:
            return Done()
        return Done(reports=[ReportToldOutside(by=None, place=body.place)])

    async def sweep(self, job: Job, body: Going) -> int:
        """A page that may have been sent twice: what came late must not call again whom nobody
        needs, so that its end is said once more. All else stays."""
        now = job.incident.paging.get(body.place)
        if isinstance(body, PageDuty) and now in (Paging.ANSWERED, Paging.OVER):
            await self.carry_out(job, PageDuty(place=body.place, paging=now))
        return 0

    async def _bounded(self, job: Job, body: Going) -> None:
        scope = scope_of(body.place)
        async with self._pace.turn(job, scope):
            await self._tell(job, body, scope)

    async def _tell(self, job: Job, body: Going, scope: str) -> None:
        place = body.place
        if isinstance(body, PageDuty):
            await self._page(job, body, scope)
        elif place.startswith(HOOK):
            await self._call(job, place, scope)
        elif place.startswith(TEAMS):
            address = named(self._places.teams, place.removeprefix(TEAMS))
            organisation = job.playbook.organisation
            news = _news(job, place)
            await teams.tell(self._session, address, news, organisation, job.may_send, scope)
        else:
            await self._tell_by_email(job, place)

    async def _page(self, job: Job, body: PageDuty, scope: str) -> None:
        there = self._places.pagerduty
        key = named(there.keys, body.place.removeprefix(PAGERDUTY), NO_KEY)
        await pagerduty.page(self._session, there, key, job, body, scope)

    async def _call(self, job: Job, place: str, scope: str) -> None:
        hook = named(self._places.hooks, place.removeprefix(HOOK))
        moment = happening(job.event.event, place, job.playbook)
        if moment is None:
            raise NeverWill("outside_not_named")
        await webhook.call(self._hooks, hook, job, place, moment, scope)

    async def _tell_by_email(self, job: Job, place: str) -> None:
        recipient = address_of(place, job.playbook)
        if self._places.mail is None:
            raise NeverWill(NOT_SET)
        if recipient is None:
            raise NeverWill("outside_not_named")
        mail = email.message(
            _news(job, place),
            sender=self._places.mail.sender,
            recipient=recipient,
            incident=job.incident.id,
            event=job.event.id,
            first=isinstance(job.event.event, e.Declared),
            at=job.now,
            organisation=job.playbook.organisation,
        )
        await email.hand_over(self._places.mail, mail, job.may_send)


def may_go(job: Job, body: Going) -> bool:
    """Whether it is still to leave: the place may hear of it, and the page still stands so."""
    if isinstance(body, TellOutside):
        return may_hear(job.incident, body.place, job.event.event, job.playbook)
    now = job.incident.paging.get(body.place)
    if body.paging is Paging.CALLED:
        return now is Paging.CALLED and body.place in who_is_paged(job.incident, job.playbook)
    return body.paging is Paging.OVER or now is not Paging.OVER


def _is_told_apart(place: str) -> bool:
    """Whether the other end knows what it has got already, so that it can be sent until it is."""
    return place.startswith((HOOK, PAGERDUTY))


def _news(job: Job, place: str) -> News:
    return news_of(job.incident, job.event.event, job.playbook, job.now, place)


def named(known: Mapping[str, T], name: str, missing: str = NOT_SET) -> T:
    """What the settings know by this name. Raises NeverWill."""
    if name not in known:
        raise NeverWill(missing)
    return known[name]


def scope_of(place: str) -> str:
    """What is busy, or rests, as one: a webhook; the mail server for all addresses."""
    return email.SCOPE if place.startswith(EMAIL) else f"outside {place}"


class WithOutside:
    """The worker's chat: what leaves it goes outside, all else to the chat itself."""

    def __init__(self, chat: Chat, outside: Outside) -> None:
        self._chat = chat
        self._outside = outside

    async def carry_out(self, job: Job) -> Done:
        """Do what the effect says."""
        body = job.effect.body
        if isinstance(body, Going):
            return await self._outside.carry_out(job, body)
        if isinstance(body, MakeTicket):
            return await self._outside.trackers.carry_out(job, body)
        if isinstance(body, Publish):
            return await self._outside.pages.carry_out(job, body)
        return await self._chat.carry_out(job)

    async def find(self, job: Job) -> Done | None:
        """What is there already: in a tracker and on a status page too; where else it was told
        nobody can look, and nobody asks."""
        body = job.effect.body
        if isinstance(body, MakeTicket):
            return await self._outside.trackers.find(job, body)
        if isinstance(body, Publish):
            return await self._outside.pages.find(job, body)
        return await self._chat.find(job)

    async def sweep(self, job: Job) -> int:
        """Remove doubles; what was sent outside stays, but for tickets and public words."""
        body = job.swept.body if job.swept else None
        if isinstance(body, MakeTicket):
            return await self._outside.trackers.sweep(job, body)
        if isinstance(body, Publish):
            return await self._outside.pages.sweep(job, body)
        if isinstance(body, Going):
            return await self._outside.sweep(job, body)
        return await self._chat.sweep(job)

    def rest(self, pauses: Mapping[str, datetime], paced: Collection[str] = ()) -> None:
        """What rests, here and there."""
        self._chat.rest(pauses, paced)
        self._outside.rest(pauses)

    async def alive(self) -> bool:
        """Whether the chat lets us in."""
        return await self._chat.alive()
