"""The declarer's list: what raising consists of, and how far it has come.

It is shown only when something failed or takes more than three seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from firebell.app.ports import Progress, State, StoredEffect
from firebell.domain.incident import CONFIRMATION, Incident

PATIENCE = timedelta(seconds=3)


def belongs(effect: StoredEffect) -> bool:
    """Whether the effect is a part of raising that the declarer may see."""
    if effect.target == CONFIRMATION:
        return False
    return effect.body.part_of_raising


def listing(
    effects: Sequence[StoredEffect], incident: Incident, now: datetime
) -> Sequence[Progress] | None:
    """The steps when the declarer has to see them, else None."""
    mine = [effect for effect in effects if belongs(effect) and effect.state != State.CANCELLED]
    if not any(troubles(effect, incident, now) for effect in mine):
        return None
    return [
        Progress(
            what=effect.body.effect_name,
            state=effect.state,
            effect=effect.key,
            failure=effect.failure,
            by=effect.due if effect.waits_for is not None else None,
        )
        for effect in mine
    ]


def troubles(effect: StoredEffect, incident: Incident, now: datetime) -> bool:
    """Failed, or not done when patience has run out (or certainly not by then)."""
    if effect.state is State.PARKED:
        return True
    if effect.state is not State.PENDING:
        return False
    limit = incident.milestones.raised + PATIENCE
    waits = effect.attempts > 0 and effect.failure is not None and effect.due > limit
    return waits or (now > limit and effect.sent == 0)
