"""What to do when nobody knows whether a call was carried out.

Some calls may simply be repeated: Slack says that it is so already, or sets the same value again.
The others are looked for first; *not there* counts when it was seen twice, a while apart, because
a request may be carried out after its line is gone (measured; `LIBRARIES.md`, durable effects).
"""

from __future__ import annotations

from datetime import timedelta

from firebell.app.ports import StoredEffect
from firebell.domain.effects import AddBookmark, CreateChannel, KeepMessage, Say, Tell
from firebell.domain.incident import Incident

LOOK_AFTER = timedelta(seconds=2)
SWEEP_AFTER = timedelta(seconds=60)
NOT_THERE = "not_there_once"
"""The failure that a first look leaves behind."""


def repeatable(effect: StoredEffect, incident: Incident) -> bool:
    """Whether doing it twice is as good as once."""
    match effect.body:
        case CreateChannel() | Say() | Tell() | AddBookmark():
            return False
        case KeepMessage(slot=slot):
            return slot in incident.messages
        case _:
            return type(effect.body).__name__ != "ShareRecord"


def seen_absent_twice(effect: StoredEffect) -> bool:
    """Whether an earlier look found nothing either."""
    return effect.failure == NOT_THERE
