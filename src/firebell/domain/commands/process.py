"""What people ask of their own process, and what becomes of its file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firebell.domain.commands.base import Command, Report
from firebell.domain.incident import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class TellNeighbour(Command):
    """Tell the team of a service before or behind this one, by its key."""

    by: Person
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPlaybook(Report):
    """Another version of the playbook is in force."""

    playbook_version: str
    playbook_since: datetime | None = None
