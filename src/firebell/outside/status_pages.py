"""What was marked for the public, on the status page: published once, found by a mark, changed.

Whether it may be there is asked again right before it goes. What is older than what stands there is
not put behind it. An effect is one writing call; here it is up to three for Upptime (the issue, the
comment, the issue's state), each of which is looked for before it is made on any try but the first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import aiohttp
from pydantic import SecretStr

from firebell.app.errors import ChatError, DidNotHappen, MayHaveHappened, NeverWill
from firebell.app.ports import Done, Job, StoredEffect
from firebell.app.public_page import PublicPage
from firebell.domain import events as e
from firebell.domain.commands import ReportPublished
from firebell.domain.effects import Publish
from firebell.domain.incident import Incident, Status
from firebell.domain.playbook import Playbook
from firebell.domain.status_pages import OnPage, Published, StatusPage, StatusPageKind
from firebell.outside import github, statuspage
from firebell.outside.own_page import FOLDER, OwnPage, can_be_written
from firebell.outside.pace import Pace, not_now, while_it_is_news
from firebell.outside.public_words import Post
from firebell.outside.statuspage import Statuspage
from firebell.outside.upptime import Upptime
from firebell.words.catalogue import NEWS

NO_TOKEN = "status_page_no_token"
NOT_NAMED = "outside_not_named"
OVERTAKEN = "status_page_overtaken"
BEFORE_FIRST_TRY = timedelta(minutes=15)
MOST_TRIES = 20
"""Of changing what stands there: a quarter of an hour, at the worker's own pace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPageAccess:
    """What the settings say of status pages: a token for each, by the playbook's key, and where the
    two programs are; our own page, where it is at work, and the folder that it is written to."""

    tokens: Mapping[str, SecretStr] = field(default_factory=dict)
    github_url: str = github.API
    statuspage_url: str = statuspage.API
    own: PublicPage | None = None
    folder: Path | None = None


class StatusPages:
    """Carries out `Publish`."""

    def __init__(
        self, access: StatusPageAccess, session: aiohttp.ClientSession, pace: Pace, *, sends: bool
    ) -> None:
        self._access = access
        self._session = session
        self._pace = pace
        self._sends = sends

    async def carry_out(self, job: Job, body: Publish) -> Done:
        """Publish it, unless it may not be published any more; what stands there already is put in
        the words that it has now. Raises ChatError."""
        event = _telling(job)
        if not self._sends:
            return Done(result={"sent": False})
        if event is None or not _may_stand(job, event, body):
            return Done(result={"withheld": True})
        page = _page(job.playbook, body)
        scope = scope_of(page)
        try:
            async with self._pace.turn(job, scope):
                return await self._there(job, event, page)
        except (DidNotHappen, MayHaveHappened) as error:
            raise _once_more(job, error) from None

    async def find(self, job: Job, body: Publish) -> Done | None:
        """What an earlier try left, where it left all; what is only changed is changed once more.
        Raises ChatError."""
        event, there = _telling(job), _on(job.incident, body)
        if event is None or not self._sends or job.event.id in there.updates:
            return None
        page = _page(job.playbook, body)
        try:
            async with self._pace.turn(job, scope_of(page)):
                found = await self._door(page).found(page, _post(job, event, page), there)
        except (DidNotHappen, MayHaveHappened) as error:
            raise _once_more(job, error) from None
        return _done(job, page, found) if found else None

    async def sweep(self, job: Job, body: Publish) -> int:
        """Doubles leave the page; what is recorded stays. Raises ChatError."""
        event, there = _telling(job), _on(job.incident, body)
        swept = job.swept
        if event is None or swept is None or not self._sends or not event.status_page:
            return 0
        page = _page(job.playbook, body)
        post = _post(job, event, page, swept)
        update = there.updates.get(swept.event_id, "")
        return await self._door(page).tidy(page, post, there, update, _may_send(job, page))

    async def reach(self, page: StatusPage) -> str | None:
        """Why it can't be reached, as a code; None where it can. Ours is here, and has
        its folder."""
        if page.kind is StatusPageKind.OWN:
            folder = self._access.folder
            return None if folder is None or can_be_written(folder) else FOLDER
        try:
            door = self._door(page)
            if not isinstance(door, OwnPage):
                await door.reach(page)
        except ChatError as error:
            return error.code
        return None

    async def _there(self, job: Job, event: e.Telling, page: StatusPage) -> Done:
        there = _on_page(job.incident, page)
        update = there.updates.get(job.event.id)
        door, post = self._door(page), _post(job, event, page)
        if update is not None:
            await door.change(page, post, there, update, _may_send(job, page))
            return Done(result={"changed": True})
        look = job.effect.attempts > 1 or job.effect.doubtful
        found = await door.publish(page, post, there, _may_send(job, page), look=look)
        return _done(job, page, found)

    def _door(self, page: StatusPage) -> Upptime | Statuspage | OwnPage:
        access, scope = self._access, scope_of(page)
        if page.kind is StatusPageKind.OWN:
            if access.own is None:
                raise NeverWill(NOT_NAMED)
            return OwnPage(page=access.own, scope=scope)
        token = access.tokens.get(page.key)
        if token is None:
            raise NeverWill(NO_TOKEN)
        if page.kind is StatusPageKind.UPPTIME:
            url = access.github_url
            return Upptime(session=self._session, token=token, url=url, scope=scope)
        url = access.statuspage_url
        return Statuspage(session=self._session, token=token, url=url, scope=scope)


def scope_of(page: StatusPage) -> str:
    """What is busy, or rests, as one."""
    return f"outside {page.kind.value} {page.key}"


def _may_stand(job: Job, event: e.Telling, body: Publish) -> bool:
    """Whether it is for the public still. Whatever stands there already may lose words always."""
    incident, there = job.incident, _on(job.incident, body)
    if job.event.id in there.updates:
        return True
    if incident.private or incident.drill or event.status_page != body.page:
        return False
    if there.said is not None and there.said > job.event.event.at:
        raise NeverWill(OVERTAKEN)
    return job.event.id not in there.struck


def _once_more(job: Job, error: DidNotHappen | MayHaveHappened) -> ChatError:
    """It waits longer each time, while it is news; words that are to go are no news, and are tried
    a number of times."""
    if job.effect.sent:
        return NeverWill(error.code) if job.effect.attempts >= MOST_TRIES else error
    if isinstance(error, DidNotHappen):
        return not_now(job, error)
    return while_it_is_news(job, error)


def _telling(job: Job) -> e.Telling | None:
    event = job.event.event
    return event if isinstance(event, e.Telling) else None


def _page(playbook: Playbook, body: Publish) -> StatusPage:
    found = playbook.status_page(body.page)
    if found is None:
        raise NeverWill(NOT_NAMED)
    return found


def _on(incident: Incident, body: Publish) -> OnPage:
    there = incident.public
    return there if there is not None and there.page == body.page else OnPage(page=body.page)


def _on_page(incident: Incident, page: StatusPage) -> OnPage:
    return _on(incident, Publish(page=page.key))


def _post(job: Job, event: e.Telling, page: StatusPage, effect: StoredEffect | None = None) -> Post:
    incident = job.incident
    effect = effect or job.effect
    there = _on_page(incident, page)
    struck = job.event.id in there.struck
    untitled = job.event.id in there.struck_titles
    title = event.public_title or there.title
    return Post(
        # What stands in place of words that were removed names nobody.
        title=NEWS["public.title_removed"] if untitled or not title else title,
        text=NEWS["public.removed"] if struck else event.public,
        retitle=untitled,
        mark=_mark(f"{incident.id} {page.key}"),
        update=_mark(effect.key),
        status=_status(event),
        parts=page.parts(incident.service),
        impact=job.playbook.impact(page, _severity(incident, event)),
        service=incident.service,
        said=event.at,
        since=(effect.first_tried or job.now) - BEFORE_FIRST_TRY,
    )


def _status(event: e.Telling) -> Status:
    match event:
        case e.Updated():
            return event.status
        case e.Closed() | e.PublicTold():
            return Status.CLOSED
        case e.Reopened():
            return Status.INVESTIGATING


def _severity(incident: Incident, event: e.Telling) -> str:
    return event.severity if isinstance(event, e.Updated) else incident.severity


def _mark(of: str) -> str:
    """The same for every try; it says nothing of the incident."""
    return f"firebell-{hashlib.sha256(of.encode()).hexdigest()[:24]}"


def _may_send(job: Job, page: StatusPage) -> _Guard:
    return _Guard(job, scope_of(page))


@dataclass(frozen=True, slots=True)
class _Guard:
    """Whether the lease still outlasts a call."""

    job: Job
    scope: str

    def __call__(self) -> None:
        """Raises DidNotHappen where it does not."""
        if not self.job.may_send():
            raise DidNotHappen("lease_lost", method=self.scope, retry_after=1.0)


def _done(job: Job, page: StatusPage, found: Published) -> Done:
    report = ReportPublished(
        by=None, entry=job.event.id, page=page.key, said=job.event.event.at, published=found
    )
    return Done(result={"id": found.id, "link": found.link}, reports=[report])
