"""Which incident an alert belongs to: written with the raising, so that neither is without the
other."""

from __future__ import annotations

from firebell.app.ports import Transaction
from firebell.domain.alerts import linked


def link_alert(tx: Transaction, group: str, incident: str) -> None:
    """Somebody raised this incident from this group of alerts, where that is still kept."""
    found = tx.alerts.group(group)
    if found is not None:
        tx.alerts.save(linked(found, incident, joined=False))
