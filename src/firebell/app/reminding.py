"""Reminders of follow-ups: what is due for somebody at once in several incidents is one message.

Each incident still has a reminder of its own. The first that comes due takes the others with it,
in its transaction; theirs find afterwards that they are old. Locked are the incidents by their
numbers, the lowest first.
"""

from __future__ import annotations

from firebell.app.ports import Loaded, Transaction
from firebell.app.recording import move
from firebell.domain.commands import Command, RemindOfActions
from firebell.domain.moves.follow_ups import together
from firebell.domain.playbook import Playbook


def due_at_once(
    tx: Transaction, incident: str, command: Command, playbook: Playbook
) -> list[Loaded]:
    """The incidents whose follow-ups are due now with this one's, itself too, locked; none where it
    is the only one, or the command is another."""
    if not isinstance(command, RemindOfActions):
        return []
    found = tx.with_actions()
    due = together(found, tx.now(), playbook)
    if incident not in due or len(due) < 2:
        return []
    ids = [each.id for each in sorted(found, key=lambda each: each.number) if each.id in due]
    return [loaded for id in ids if (loaded := tx.incident(id)) is not None]


def remind(
    tx: Transaction, due: list[Loaded], incident: str, command: Command, playbook: Playbook
) -> None:
    """All of them, where this incident's reminder is the one that counts."""
    of_it = next((each.incident for each in due if each.incident.id == incident), None)
    if of_it is None or not isinstance(command, RemindOfActions):
        return
    if command.look != of_it.actions_look:
        return
    commands = together([each.incident for each in due], tx.now(), playbook)
    for loaded in due:
        if loaded.incident.id in commands:
            move(tx, loaded, commands[loaded.incident.id], playbook)
