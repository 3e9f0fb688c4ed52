"""Actions as tickets in the organisation's tracker: made once, found by a mark, read back.

The addresses and tokens are the settings', the projects the playbook's; nothing that anybody typed
is part of an address. Whether a ticket may be made is asked again right before it is.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import aiohttp
from pydantic import SecretStr

from firebell.app.errors import ChatError, DidNotHappen, NeverWill
from firebell.app.ports import Done, Job, StoredEffect
from firebell.domain.actions import Ticket
from firebell.domain.commands import ReportTicket
from firebell.domain.effects import MakeTicket
from firebell.domain.playbook import Tracker, TrackerKind
from firebell.outside.github import API, GitHub
from firebell.outside.http import NOT_SET
from firebell.outside.jira import Jira
from firebell.outside.pace import Pace, not_now
from firebell.outside.ticket_words import content_of

BEFORE_FIRST_TRY = timedelta(minutes=15)
NOT_NAMED = "outside_not_named"
PRIVATE = "tracker_private"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerAccess:
    """What the settings say of trackers: where they are, and the tokens."""

    github_token: SecretStr | None = None
    github_url: str = API
    jira_url: str = ""
    jira_user: str = ""
    jira_token: SecretStr | None = None


class Trackers:
    """Carries out `MakeTicket`, and says whether a ticket is closed."""

    def __init__(
        self, access: TrackerAccess, session: aiohttp.ClientSession, pace: Pace, *, sends: bool
    ) -> None:
        self._access = access
        self._session = session
        self._pace = pace
        self._sends = sends

    async def carry_out(self, job: Job, body: MakeTicket) -> Done:
        """Make it, unless there is nothing to be made any more. Raises ChatError."""
        action = job.incident.action(body.action)
        if action is None or action.ticket is not None or not self._sends:
            return Done(result={"sent": False})
        tracker = self._allowed(job, body)
        scope = scope_of(tracker)
        content = content_of(job.incident, action, job.playbook, mark_of(job.effect))
        try:
            async with self._pace.turn(job, scope):
                if not job.may_send():
                    raise DidNotHappen("lease_lost", method=scope, retry_after=1.0)
                ticket = await self._door(tracker).make(tracker, content, scope)
        except DidNotHappen as error:
            raise not_now(job, error) from None
        return _made(body, ticket)

    async def find(self, job: Job, body: MakeTicket) -> Done | None:
        """The ticket, where it is there already. Raises ChatError."""
        if not self._sends:
            return None
        found = await self._found(job, body)
        return _made(body, found[0]) if found else None

    async def sweep(self, job: Job, body: MakeTicket) -> int:
        """All but the one that the record knows, else the oldest. Raises ChatError."""
        if not self._sends:
            return 0
        found = await self._found(job, body)
        action = job.incident.action(body.action)
        known = action.ticket.number if action and action.ticket else ""
        kept = known if any(each.number == known for each in found) else ""
        doubles = [each for each in found if each.number != (kept or found[0].number)]
        tracker = _tracker(job, body)
        for each in doubles:
            with suppress(NeverWill):
                await self._door(tracker).take_back(tracker, each, scope_of(tracker))
        return len(doubles)

    async def is_closed(self, tracker: Tracker, ticket: Ticket) -> bool:
        """Whether it is done there. Raises ChatError."""
        if not self._sends:
            return False
        return await self._door(tracker).is_closed(tracker, ticket, scope_of(tracker))

    async def reach(self, tracker: Tracker) -> str | None:
        """Why it can't be reached, as a code; None where it can."""
        try:
            await self._door(tracker).reach(tracker, scope_of(tracker))
        except ChatError as error:
            return error.code
        return None

    async def _found(self, job: Job, body: MakeTicket) -> list[Ticket]:
        effect = job.swept or job.effect
        tracker = _tracker(job, body)
        scope = scope_of(tracker)
        since = (effect.first_tried or job.now) - BEFORE_FIRST_TRY
        try:
            async with self._pace.turn(job, scope):
                return await self._door(tracker).found(tracker, mark_of(effect), since, scope)
        except DidNotHappen as error:
            raise not_now(job, error) from None

    def _allowed(self, job: Job, body: MakeTicket) -> Tracker:
        """The tracker, where it may have an action of this incident now: it may have become private
        since somebody asked."""
        tracker, incident = _tracker(job, body), job.incident
        if (incident.private and not tracker.private) or (incident.drill and not tracker.drills):
            raise NeverWill(PRIVATE)
        return tracker

    def _door(self, tracker: Tracker) -> GitHub | Jira:
        access = self._access
        if tracker.kind is TrackerKind.GITHUB and access.github_token is not None:
            return GitHub(session=self._session, token=access.github_token, url=access.github_url)
        if tracker.kind is TrackerKind.JIRA and access.jira_token is not None and access.jira_url:
            return Jira(
                session=self._session,
                url=access.jira_url,
                user=access.jira_user,
                token=access.jira_token,
            )
        raise NeverWill(NOT_SET)


def mark_of(effect: StoredEffect) -> str:
    """The same for every try of one effect; it says nothing of the incident."""
    return f"firebell-{hashlib.sha256(effect.key.encode()).hexdigest()[:24]}"


def scope_of(tracker: Tracker) -> str:
    """What is busy, or rests, as one."""
    return f"outside {tracker.kind.value}"


def _tracker(job: Job, body: MakeTicket) -> Tracker:
    found = job.playbook.tracker(body.tracker)
    if found is None:
        raise NeverWill(NOT_NAMED)
    return found


def _made(body: MakeTicket, ticket: Ticket) -> Done:
    report = ReportTicket(action=body.action, ticket=ticket)
    return Done(result={"number": ticket.number, "link": ticket.link}, reports=[report])
