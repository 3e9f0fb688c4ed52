"""The playbook that is in force, and what becomes of a file that was changed while the bot runs.

A file without mistakes is in force at once, for every incident: what has come of the one before
(its steps, its promised times, its labels) stays, what is to come follows the new one. A file with
mistakes changes nothing: whoever runs the bot hears all of them, and the one before goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Protocol

from firebell.app.incidents import Incidents
from firebell.app.ports import Store, Transaction
from firebell.domain.commands import ReportPlaybook
from firebell.domain.incident import Person
from firebell.domain.playbook import Playbook
from firebell.words.say import say
from firebell.words.text import plain

log = logging.getLogger(__name__)


class Fault(Protocol):
    """One mistake in the file; as words it says all of it."""

    @property
    def line(self) -> int | None:
        """Where it stands."""


class Seen(Protocol):
    """What the file says."""

    @property
    def mark(self) -> str:
        """What tells it from other contents."""

    @property
    def playbook(self) -> Playbook | None:
        """The process; None where there are mistakes."""

    @property
    def faults(self) -> Sequence[Fault]:
        """The mistakes."""


TellOperators = Callable[[Sequence[Person], Playbook, Sequence[str]], Awaitable[bool]]
"""Whether they were told of these mistakes, or with none that all is right again; else it is tried
again."""


def activated(tx: Transaction, mark: str, written: Playbook) -> Playbook:
    """Put it in force, unless it is already; with its version, and what it has lost."""
    active = tx.active_playbook()
    if active is None:
        found = replace(written, version=mark, since=tx.now())
    elif active[0] == mark:
        was = active[1]
        found = replace(
            written,
            version=mark,
            since=was.since,
            gone_severities=was.gone_severities,
            gone_roles=was.gone_roles,
        )
    else:
        found = replace(written.after(active[1]), version=mark, since=tx.now())
    tx.activate_playbook(mark, found)
    return found


class Process:
    """What is in force. `look` sees what has become of the file."""

    def __init__(
        self,
        store: Store,
        changed: Callable[[], Seen | None],
        use: Callable[[Playbook], None],
        in_force: Callable[[], Playbook],
        incidents: Incidents,
        tell: TellOperators,
        show: Callable[[str], None],
    ) -> None:
        self._store = store
        self._changed = changed
        self._use = use
        self._in_force = in_force
        self._incidents = incidents
        self._tell = tell
        self._show = show
        self._mistakes: tuple[str, ...] = ()
        self._untold = False
        self._unreported = True

    async def begin(self, seen: Seen) -> None:
        """With what the file says at the start; what goes on is in force already."""
        await self._take(seen)

    async def look(self) -> None:
        """Once more. Nothing that was to be said is forgotten because it could not be said."""
        seen = self._changed()
        if seen is not None:
            await self._take(seen)
        if self._untold:
            playbook = self._in_force()
            self._untold = not await self._tell(playbook.operators, playbook, self._mistakes)
        if self._unreported:
            await self._report()

    @property
    def mistakes(self) -> int:
        """How many keep the file from being in force, so that an older one is; 0: it is."""
        return len(self._mistakes)

    async def _take(self, seen: Seen) -> None:
        if seen.playbook is None:
            self._refuse(seen)
            return
        written, mark = seen.playbook, seen.mark
        before = self._in_force().version
        playbook = await self._store.transact(lambda tx: activated(tx, mark, written))
        self._use(playbook)
        self._untold, self._mistakes = bool(self._mistakes), ()
        self._unreported = True
        if mark != before:
            log.info("The playbook was changed and is in force")
            self._show(plain(say("operator.in_force", version=mark), {}))

    def _refuse(self, seen: Seen) -> None:
        self._mistakes = tuple(map(str, seen.faults))
        self._untold = True
        log.warning("The playbook has %d mistakes, so the one before goes on", len(seen.faults))
        for fault in seen.faults:
            log.warning("A mistake stands in line %s of the playbook", fault.line)
        for mistake in self._mistakes:
            self._show(mistake)

    async def _report(self) -> None:
        """The record of each open incident says from when on it is another one."""
        playbook = self._in_force()
        for incident in await self._incidents.all_open():
            if incident.playbook_version != playbook.version:
                report = ReportPlaybook(
                    playbook_version=playbook.version, playbook_since=playbook.since
                )
                await self._incidents.report(incident.id, report)
        self._unreported = False
