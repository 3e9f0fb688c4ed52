"""Open incidents of an earlier version, which named no look ahead: each gets its first one when the
bot starts, so that none of them is silent until somebody does something with it."""

from __future__ import annotations

from firebell.app.ports import Transaction
from firebell.domain.commands import LookIn
from firebell.domain.incident import Incident
from firebell.domain.moves.silence import next_look
from firebell.domain.playbook import Playbook
from firebell.domain.reactions.common import later


def looking_ahead(tx: Transaction, playbook: Playbook) -> None:
    """Name the look where none was ever named. What another process named meanwhile is left as it
    is: each incident is locked in turn, the lowest number first."""
    for each in sorted(tx.open_incidents(), key=lambda incident: incident.number):
        if each.watch.number or each.watch.stopped:
            continue
        loaded = tx.incident(each.id)
        if loaded is not None and loaded.incident.is_open:
            _name_look(tx, loaded.incident, playbook)


def _name_look(tx: Transaction, incident: Incident, playbook: Playbook) -> None:
    *_, last = tx.events(incident.id)
    command = LookIn(by=None, watch=incident.watch.number)
    effect = later(command, next_look(incident, incident.process(playbook)) - tx.now(), "watch")
    if tx.effect(f"{last.id}/{effect.reaction}/{effect.target}") is None:
        tx.queue(incident.id, last.id, [effect])
