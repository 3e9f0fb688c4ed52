"""The worker's chat with the places outside beside it, and what becomes of each message there.

Nobody can look outside, so what may have arrived is sent once more; after a second doubt it is
left, and whoever tells people hears that nobody knows. What can't be delivered is given up while
it is still news. A place that is slow holds up nothing but itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import aiohttp

from firebell.app.errors import DidNotHappen, MayHaveHappened, NeverWill
from firebell.app.ports import Chat, Done, Job
from firebell.domain import events as e
from firebell.domain.commands import ReportToldOutside
from firebell.domain.effects import TellOutside
from firebell.domain.stakeholders import TEAMS, address_of, may_hear
from firebell.outside import email, teams
from firebell.outside.http import http_session
from firebell.words.news import News, news_of

GIVE_UP_AFTER = timedelta(minutes=15)
"""Later than that, whoever tells people can do it better than a machine that says what was."""
AT_ONCE = 4
"""Calls to one place in flight; the others wait outside the worker's own room."""
LONGEST_WAIT = 60.0
NOT_SET = "outside_not_set"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What the settings say: addresses of Teams by the names of the playbook, and where mail goes.
    Without `sends` nothing leaves, and nobody is told that it did not: for trying things out."""

    teams: Mapping[str, str] = field(default_factory=dict)
    mail: email.MailServer | None = None
    sends: bool = True


@asynccontextmanager
async def outside(places: Places) -> AsyncIterator[Outside]:
    """What carries out `TellOutside`, with a session of its own."""
    async with http_session() as session:
        yield Outside(places, session)


class Outside:
    """Tells places outside what happened."""

    def __init__(self, places: Places, session: aiohttp.ClientSession) -> None:
        self._places = places
        self._session = session
        self._in_flight: Counter[str] = Counter()
        self._resting: Mapping[str, datetime] = {}

    def rest(self, pauses: Mapping[str, datetime]) -> None:
        """These places are left alone until then."""
        self._resting = dict(pauses)

    async def carry_out(self, job: Job, body: TellOutside) -> Done:
        """Tell the place, unless it may not hear of it any more."""
        if not self._places.sends:
            return Done(result={"sent": False})
        if not may_hear(job.incident, body.place, job.event.event, job.playbook):
            return Done(result={"withheld": True})
        try:
            await self._bounded(job, body.place)
        except MayHaveHappened:
            if not job.effect.doubtful:
                raise
            return Done(reports=[ReportToldOutside(by=None, place=body.place, sure=False)])
        except DidNotHappen as error:
            raise self._not_now(job, error) from None
        return Done(reports=[ReportToldOutside(by=None, place=body.place)])

    async def _bounded(self, job: Job, place: str) -> None:
        scope = scope_of(place)
        until = self._resting.get(scope)
        if until is not None and until > job.now:
            seconds = (until - job.now).total_seconds()
            code = job.effect.failure or "outside_busy"
            raise DidNotHappen(code, method=scope, retry_after=seconds)
        if self._in_flight[scope] >= AT_ONCE:
            raise DidNotHappen("outside_busy", method=f"{scope} here", retry_after=1.0)
        self._in_flight[scope] += 1
        try:
            await self._tell(job, place)
        finally:
            self._in_flight[scope] -= 1

    async def _tell(self, job: Job, place: str) -> None:
        news = news_of(job.incident, job.event.event, job.playbook, job.now, place)
        if place.startswith(TEAMS):
            await self._tell_teams(job, place, news)
        else:
            await self._tell_by_email(job, place, news)

    async def _tell_teams(self, job: Job, place: str, news: News) -> None:
        address = self._places.teams.get(place.removeprefix(TEAMS))
        if address is None:
            raise NeverWill(NOT_SET)
        organisation = job.playbook.organisation
        await teams.tell(self._session, address, news, organisation, job.may_send, scope_of(place))

    async def _tell_by_email(self, job: Job, place: str, news: News) -> None:
        recipient = address_of(place, job.playbook)
        if self._places.mail is None:
            raise NeverWill(NOT_SET)
        if recipient is None:
            raise NeverWill("outside_not_named")
        mail = email.message(
            news,
            sender=self._places.mail.sender,
            recipient=recipient,
            incident=job.incident.id,
            event=job.event.id,
            first=isinstance(job.event.event, e.Declared),
            at=job.now,
            organisation=job.playbook.organisation,
        )
        await email.hand_over(self._places.mail, mail, job.may_send)

    def _not_now(self, job: Job, error: DidNotHappen) -> DidNotHappen | NeverWill:
        """It waits longer each time, a while in all; an outage here is none of the chat's."""
        first = job.effect.first_tried or job.now
        if job.now - first >= GIVE_UP_AFTER:
            return NeverWill(error.code)
        rest = error.retry_after
        if rest is None:
            rest = min(LONGEST_WAIT, 2.0 ** min(job.effect.attempts, 6))
        return DidNotHappen(error.code, method=error.method, retry_after=rest)


def scope_of(place: str) -> str:
    """What is busy, or rests, as one: a webhook; the mail server for all addresses."""
    return f"outside {place}" if place.startswith(TEAMS) else email.SCOPE


class WithOutside:
    """The worker's chat: what leaves it goes outside, all else to the chat itself."""

    def __init__(self, chat: Chat, outside: Outside) -> None:
        self._chat = chat
        self._outside = outside

    async def carry_out(self, job: Job) -> Done:
        """Do what the effect says."""
        body = job.effect.body
        if isinstance(body, TellOutside):
            return await self._outside.carry_out(job, body)
        return await self._chat.carry_out(job)

    async def find(self, job: Job) -> Done | None:
        """What is there already; outside nobody can look, and nobody asks."""
        return await self._chat.find(job)

    async def sweep(self, job: Job) -> int:
        """Remove doubles; what was sent outside stays."""
        return await self._chat.sweep(job)

    def rest(self, pauses: Mapping[str, datetime]) -> None:
        """What rests, here and there."""
        self._chat.rest(pauses)
        self._outside.rest(pauses)

    async def alive(self) -> bool:
        """Whether the chat lets us in."""
        return await self._chat.alive()
