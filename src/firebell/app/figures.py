"""Figures of what somebody may see: nothing else is read into them, and nothing here changes.

What happened in an incident is read for the newest of the span only, so that a page of many years
ends: those before count in everything but promises kept, and with how bad they were in the end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from firebell.app.incidents import Incidents
from firebell.app.ports import Reads, Store
from firebell.domain.events import Event
from firebell.domain.figures import Facts, Figures, Span, day_of, facts_of, figures, happened
from firebell.domain.incident import Incident
from firebell.domain.permissions import Caller
from firebell.domain.playbook import Playbook

CHUNK = 50
"""Incidents that are read at a stroke."""
WHOLE = 1000
"""Incidents of which all that happened is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Figures of real incidents and of drills. `whole`: of how many, the newest, promises were
    counted; None where of all."""

    span: Span
    real: Figures
    drills: Figures
    whole: int | None = None


class Counting:
    """Reads for the page of figures."""

    def __init__(
        self,
        store: Store,
        incidents: Incidents,
        playbook: Callable[[], Playbook],
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._incidents = incidents
        self._playbook = playbook
        self._now = now

    def today(self) -> date:
        """The day on the organisation's clock."""
        return day_of(self._now(), self._playbook().time_zone)

    async def of(self, caller: Caller, span: Span) -> Counted:
        """Of what was raised in these days, as far as this person sees it."""
        playbook = self._playbook()
        zone = playbook.time_zone
        severities = [severity.key for severity in playbook.severities]
        found = await self._seen(caller, span, zone)
        facts = [
            each
            for start in range(0, len(found), CHUNK)
            for each in await self._facts(found[start : start + CHUNK], start < WHOLE, severities)
        ]
        return Counted(
            span=span,
            real=figures(facts, span, zone, severities, drills=False),
            drills=figures(facts, span, zone, severities, drills=True),
            whole=WHOLE if len(found) > WHOLE else None,
        )

    async def _seen(self, caller: Caller, span: Span, zone: str) -> list[Incident]:
        """The newest first. Nothing happens after it was put on the record, so that what has a
        number below one from before the span is from before it too."""
        found: list[Incident] = []
        before: int | None = None
        while True:
            chunk = await self._incidents.newest(caller, CHUNK, before)
            found += [each for each in chunk if span.holds(day_of(happened(each), zone))]
            is_last = len(chunk) < CHUNK
            if is_last or day_of(chunk[-1].milestones.raised, zone) < span.first:
                return found
            before = chunk[-1].number

    async def _facts(
        self, found: Sequence[Incident], whole: bool, severities: Sequence[str]
    ) -> list[Facts]:
        now = self._now()

        def read(reads: Reads) -> list[Facts]:
            return [
                facts_of(each, _events(reads, each) if whole else (), now, severities)
                for each in found
            ]

        return await self._store.read(read)


def _events(reads: Reads, incident: Incident) -> list[Event]:
    return [stored.event for stored in reads.events(incident.id)]
