"""Two incidents that are one: which is the same as which, said once, in both.

An incident names another one by its number alone. What is private is named by what is private.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from firebell.domain.commands import Close, ReportDuplicate, ReportSimilarOver
from firebell.domain.events import DuplicateClosed, Event, SimilarOver
from firebell.domain.incident import Incident, Outcome, Twin
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused

FIELD = "duplicate_of"


def twin_of(incident: Incident, command: Close) -> Twin | None:
    """The other one, for what is closed as the same as another. Raises Refused where it can't
    be named."""
    if command.outcome is not Outcome.DUPLICATE:
        return None
    if command.duplicate_of is None:
        raise Refused("same_as_which", FIELD)
    if command.duplicate_of == incident.number:
        raise Refused("same_as_itself", FIELD, number=incident.number)
    twin = command.twin
    if twin is None:
        raise Refused("same_as_unknown", FIELD, number=command.duplicate_of)
    if twin.private and not incident.private:
        raise Refused("same_as_private", FIELD, number=twin.number)
    if twin.same_as is not None:
        raise Refused("same_as_same", FIELD, number=twin.number, other=twin.same_as)
    return twin


def duplicate(
    incident: Incident, report: ReportDuplicate, now: datetime, _: Playbook
) -> list[Event]:
    """The record of the one that goes on says so too."""
    return [DuplicateClosed(at=now, by=report.by, number=report.number)]


def similar_over(
    incident: Incident, report: ReportSimilarOver, now: datetime, _: Playbook
) -> list[Event]:
    """It is asked no more whether it is the same as that one."""
    if incident.similar != report.number:
        return []
    return [SimilarOver(at=now, number=report.number)]


def without_similar(incident: Incident, _: SimilarOver) -> Incident:
    """Nothing is similar any more."""
    return replace(incident, similar=None)
