"""What people do to incidents where the chat is not between: what is open to them, and what the
chat has still to hear of it.

The gate is the domain's. Asking here whether somebody may is for not showing what they may not do;
whoever asks for it all the same passes the gate of the use cases.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from firebell.app.incidents import Incidents
from firebell.app.ports import Reads, State, Store, StoredEffect
from firebell.domain.commands import Close, Command, Declare, Note, Update
from firebell.domain.effects import Later, MakeTicket, PageDuty, Publish, TellOutside
from firebell.domain.incident import Incident
from firebell.domain.lifecycle import NEEDS
from firebell.domain.permissions import Caller, may
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused

WHILE_OPEN: tuple[type[Command], ...] = (Update, Close)
ALWAYS: tuple[type[Command], ...] = (Note,)
NOT_FOR_THE_CHAT = (Later, MakeTicket, PageDuty, Publish, TellOutside)
"""What waits for a time, or goes to others than the chat."""


class Deeds:
    """`incidents` are the use cases; `new_key` makes what recognises a form that is sent twice."""

    def __init__(
        self,
        store: Store,
        incidents: Incidents,
        playbook: Callable[[], Playbook],
        now: Callable[[], datetime],
        new_key: Callable[[], str],
    ) -> None:
        self._store = store
        self._playbook = playbook
        self._now = now
        self.incidents = incidents
        self.new_key = new_key

    def check(self, caller: Caller, kind: type[Command], incident: Incident | None = None) -> None:
        """Nothing where this person may ask for it. Raises Refused."""
        may(caller, NEEDS[kind], incident, self._playbook())

    def may_raise(self, caller: Caller) -> bool:
        """Whether they may raise an incident."""
        return self.lets(caller, Declare, None)

    def offered(self, caller: Caller, incident: Incident) -> frozenset[type[Command]]:
        """What they may do to it as it stands."""
        kinds = (*WHILE_OPEN, *ALWAYS) if incident.is_open else ALWAYS
        return frozenset(kind for kind in kinds if self.lets(caller, kind, incident))

    async def find(self, number: int, caller: Caller) -> Incident | None:
        """By what people call it; None where there is none for this person. Raises Refused where
        nobody can tell who may see it."""
        return await self.incidents.by_number(number, caller)

    async def is_untold(self, incident: Incident, *, just_now: bool) -> bool:
        """Whether the chat has failed to hear something of it and will be told again. `just_now`:
        what has not been tried yet counts too."""

        def read(reads: Reads) -> bool:
            waits = [effect for effect in reads.effects(incident.id) if _waits(effect)]
            now = self._now()
            new = just_now and any(effect.due <= now for effect in waits)
            return new or any(effect.failure is not None for effect in waits)

        return await self._store.read(read)

    def lets(self, caller: Caller, kind: type[Command], incident: Incident | None) -> bool:
        """Whether they may ask for it, whatever the incident's status says to it."""
        try:
            self.check(caller, kind, incident)
        except Refused:
            return False
        return True


def _waits(effect: StoredEffect) -> bool:
    return effect.state is State.PENDING and not isinstance(effect.body, NOT_FOR_THE_CHAT)
