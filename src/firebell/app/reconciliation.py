"""What to do when nobody knows whether a call was carried out.

Some calls may simply be repeated (`Body.may_be_repeated`): Slack says that it is so already, or
sets the same value again.
The others are looked for first; *not there* counts when it was seen twice, a while apart, because
a request may be carried out after its line is gone (measured; `docs/slack-facts.md`, Idempotency).
"""

from __future__ import annotations

from datetime import timedelta

from firebell.app.ports import StoredEffect
from firebell.domain.incident import Incident

LOOK_AFTER = timedelta(seconds=2)
SWEEP_AFTER = timedelta(seconds=60)


def may_be_repeated(effect: StoredEffect, incident: Incident) -> bool:
    """Whether doing it once more is as good as once. A post that stands is changed in place."""
    return (effect.sent > 0 and not effect.keep) or effect.body.may_be_repeated(incident)


def absence(effect: StoredEffect) -> str:
    """What a look that found nothing leaves behind: it holds for the very next attempt alone.

    A process that dies while it does the thing again leaves an older mark, so that the next one
    looks again.
    """
    return f"not_there:{effect.attempts}"


def seen_absent_before(effect: StoredEffect) -> bool:
    """Whether the attempt before this one looked and found nothing either."""
    return effect.failure == f"not_there:{effect.attempts - 1}"
