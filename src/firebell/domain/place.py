"""Where an incident lives: in a channel of its own, or in a thread."""

from __future__ import annotations

from enum import StrEnum


class Place(StrEnum):
    """What the playbook says for a severity: a channel of its own, or the thread under its first
    announcement, where the incident is small. Stored: never rename one."""

    CHANNEL = "channel"
    THREAD = "thread"
