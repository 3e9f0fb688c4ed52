"""What speaks for a severity. Factors suggest one, the playbook may bound it, a person decides."""

from __future__ import annotations

from collections.abc import Collection

from firebell.domain.playbook import UNSURE, Playbook


def suggested(ticked: Collection[str], playbook: Playbook, service: str) -> str | None:
    """The worst severity that enough of these speak for, as far as the service may have it; None
    where they speak for none."""
    for severity in playbook.severities:
        if severity.factors and len(set(severity.factors) & set(ticked)) >= severity.needs:
            return capped(severity.key, service, playbook)
    return None


def when_unsure(ticked: Collection[str], playbook: Playbook, service: str) -> str:
    """What *Not sure* counts as, to be confirmed: what the factors suggest, else what the playbook
    says."""
    return suggested(ticked, playbook, service) or capped(playbook.when_unsure, service, playbook)


def counts_as(chosen: str, ticked: Collection[str], playbook: Playbook, service: str) -> str:
    """The severity that somebody chose, with *Not sure* as what that counts as."""
    return when_unsure(ticked, playbook, service) if chosen == UNSURE else chosen


def capped(severity: str, service: str, playbook: Playbook) -> str:
    """This severity, or the highest that the service may have."""
    found = playbook.service(service)
    highest = found.highest if found else None
    return highest if highest and playbook.is_higher(severity, highest) else severity
