"""Open incidents of an earlier version, which named no look ahead: each gets its first one when the
bot starts, so that none of them is silent until somebody does something with it."""

from __future__ import annotations

from firebell.app.ports import Transaction
from firebell.domain.commands import LookIn
from firebell.domain.moves.silence import next_look
from firebell.domain.playbook import Playbook
from firebell.domain.reactions.common import later


def looking_ahead(tx: Transaction, playbook: Playbook) -> None:
    """Name the look where none was ever named. What was named by another start is left as it is."""
    for incident in tx.open_incidents():
        if incident.watch.number or incident.watch.stopped:
            continue
        *_, last = tx.events(incident.id)
        command = LookIn(by=None, watch=incident.watch.number)
        effect = later(command, next_look(incident, playbook) - tx.now(), "watch")
        if tx.effect(f"{last.id}/{effect.reaction}/{effect.target}") is None:
            tx.queue(incident.id, last.id, [effect])
