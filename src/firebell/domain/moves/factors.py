"""What speaks for a severity: ticked by somebody and kept on the record. People decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from firebell.domain import factors
from firebell.domain.commands import ChangeSeverity, Command, Declare
from firebell.domain.events import FactorsTicked, SeverityKept
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook


def ticked(
    command: Declare | ChangeSeverity,
    before: tuple[str, ...],
    service: str,
    now: datetime,
    playbook: Playbook,
) -> Iterator[FactorsTicked]:
    """An event where other factors are ticked than before, in the playbook's order."""
    if command.factors is None or set(command.factors) == set(before):
        return
    order = [each for severity in playbook.severities for each in severity.factors]
    found = tuple(dict.fromkeys([*(e for e in order if e in command.factors), *command.factors]))
    yield FactorsTicked(
        at=now,
        by=command.by,
        where=command.where,
        factors=found,
        suggests=factors.suggested(found, playbook, service) or "",
    )


def kept(
    command: Command, chosen: str, severity: str, service_name: str, now: datetime
) -> Iterator[SeverityKept]:
    """An event where the service may not have what was chosen."""
    if chosen != severity:
        yield SeverityKept(
            at=now,
            by=command.by,
            where=command.where,
            chosen=chosen,
            severity=severity,
            service_name=service_name,
        )


def factors_ticked(incident: Incident, event: FactorsTicked) -> Incident:
    """These hold, as far as anybody has said."""
    return replace(incident, factors=event.factors, suggested=event.suggests)


def severity_kept(incident: Incident, event: SeverityKept) -> Incident:
    """Whatever shows it says what was chosen, and why that is not so."""
    return replace(incident, wanted=event.chosen)
