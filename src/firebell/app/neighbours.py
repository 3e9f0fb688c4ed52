"""What one incident's moves mean for others: the same as another, similar to another.

Several incidents of one transaction are locked by their numbers, the lowest first, so that nobody
waits for whoever waits for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from firebell.app.ports import Transaction
from firebell.app.recording import move
from firebell.domain.commands import Close, Command, ReportDuplicate, ReportSimilarOver
from firebell.domain.events import Closed, Event, MadePrivate, PrivacyChanged
from firebell.domain.incident import Incident, Twin
from firebell.domain.permissions import Caller, sees
from firebell.domain.playbook import Playbook


def with_twin(
    tx: Transaction, command: Command, pair: Sequence[Incident], caller: Caller
) -> Command:
    """The command with what there is to say of the other incident that it names, for whoever may
    see that one. `pair` are both, by their numbers."""
    if not isinstance(command, Close):
        return command
    for each in pair:
        loaded = tx.incident(each.id)
        if loaded is not None and each.number == command.duplicate_of:
            found = _twin(loaded.incident) if sees(caller, loaded.incident) else None
            command = replace(command, twin=found)
    return command


def _twin(other: Incident) -> Twin:
    own = other.channel
    return Twin(
        number=other.number,
        id=other.id,
        channel=own.id if own and not own.archived else None,
        private=other.private,
        same_as=other.ending.duplicate_of if other.ending else None,
    )


def follow(
    tx: Transaction, incident: Incident, events: Sequence[Event], playbook: Playbook
) -> None:
    """What just happened, as far as others have to take note of it."""
    for event in events:
        if isinstance(event, Closed) and event.twin is not None and not incident.private:
            report = ReportDuplicate(by=event.by, number=incident.number)
            _report(tx, event.twin, report, playbook)
    if any(_ends_likeness(event) for event in events):
        opened = [each for each in tx.open_incidents() if each.similar == incident.number]
        for each in sorted(opened, key=lambda each: each.number):
            _report(tx, each.id, ReportSimilarOver(number=incident.number), playbook)


def _ends_likeness(event: Event) -> bool:
    """Whether nobody should be asked any more whether theirs is the same as this one."""
    if isinstance(event, PrivacyChanged):
        return event.private
    return isinstance(event, Closed | MadePrivate)


def _report(
    tx: Transaction, incident: str, report: ReportDuplicate | ReportSimilarOver, playbook: Playbook
) -> None:
    loaded = tx.incident(incident)
    if loaded is not None:
        move(tx, loaded, report, playbook)
