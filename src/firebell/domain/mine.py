"""What is one person's in many incidents: roles, open steps, updates that are promised, reviews.
What they have to do besides stands in `open_actions`.

Of incidents that may be shown to them. Who sees which is decided before anything comes here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from firebell.domain.incident import Incident, ReviewState, StepState
from firebell.domain.moves.steps import owner_of
from firebell.domain.moves.updates import who_updates
from firebell.domain.person import Person
from firebell.domain.playbook import DoneBy, Playbook


class Holding(StrEnum):
    """How somebody has a role: they were asked for it, or to take it over; being in charge was
    offered; they are on it; they are in charge until somebody takes over. In this order."""

    ASKED = "asked"
    TAKE_OVER = "take_over"
    OFFERED = "offered"
    ON_IT = "on_it"
    FOR_NOW = "for_now"


class Part(StrEnum):
    """What somebody has to do with a review."""

    WRITES = "writes"
    READS = "reads"
    AWAITS = "awaits"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRole:
    """A role in an incident, and how this person has it. `role` is none of the playbook's where
    being in charge itself is meant; `since` is when they were asked, `by` who offers it."""

    incident: Incident
    holding: Holding
    role: str | None = None
    since: datetime | None = None
    by: Person | None = None

    @property
    def waits(self) -> bool:
        """Whether an answer is waited for."""
        return self.holding in (Holding.ASKED, Holding.TAKE_OVER, Holding.OFFERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnStep:
    """A step that is still to be ticked, and the incident that it belongs to."""

    incident: Incident
    step: StepState


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Until when the next update of an incident is promised; `own`: by this person."""

    incident: Incident
    until: datetime
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReview:
    """A review that is not published yet, and by when it is to be."""

    incident: Incident
    part: Part
    due: datetime | None = None

    def is_late(self, now: datetime) -> bool:
        """Whether its day has passed."""
        return self.due is not None and self.due <= now


def roles(incidents: Iterable[Incident], person: Person) -> list[HeldRole]:
    """Those that wait for an answer before those that they are on, real before drills."""
    found = [
        held for incident in incidents if incident.is_open for held in _roles_in(incident, person)
    ]
    return sorted(found, key=lambda each: (not each.waits, each.incident.drill))


def _roles_in(incident: Incident, person: Person) -> Iterable[HeldRole]:
    for role, held in incident.roles.items():
        if held.person == person:
            holding = Holding.ON_IT if held.on_it else Holding.ASKED
            yield HeldRole(incident=incident, holding=holding, role=role, since=held.asked_at)
    for role, held in incident.offered.items():
        if held.person == person:
            yield HeldRole(
                incident=incident, holding=Holding.TAKE_OVER, role=role, since=held.asked_at
            )
    offer = incident.handover
    if offer is not None and offer.person == person:
        yield HeldRole(incident=incident, holding=Holding.OFFERED, since=offer.at, by=offer.by)
    on_it = any(held.person == person and held.on_it for held in incident.roles.values())
    if incident.in_charge == person and not on_it:
        yield HeldRole(incident=incident, holding=Holding.FOR_NOW)


def steps(incidents: Iterable[Incident], person: Person) -> list[OwnStep]:
    """Those that are to be ticked by this person, the earliest first, no time last. Of the first
    update they are reminded as of a promise."""
    found = [
        OwnStep(incident=incident, step=step)
        for incident in incidents
        if incident.is_open
        for step in incident.steps
        if step.ticked_at is None and _is_theirs(step, incident, person)
    ]

    def place(each: OwnStep) -> tuple[bool, bool, float]:
        due = each.step.due
        return each.incident.drill, due is None, due.timestamp() if due else 0.0

    return sorted(found, key=place)


def _is_theirs(step: StepState, incident: Incident, person: Person) -> bool:
    """Whose it is while somebody is on it; before that it is for whoever is in charge."""
    if step.done_by is DoneBy.UPDATE:
        return False
    return (owner_of(step, incident) or incident.who_can_act) == person


def promises(incidents: Iterable[Incident], person: Person, playbook: Playbook) -> list[Promise]:
    """Updates that they promised, or that fall to them, the earliest first."""
    found = []
    for incident in incidents:
        until, by = incident.next_update, incident.promised_by
        if until is None or not incident.is_open:
            continue
        writes = who_updates(incident, incident.process(playbook)) == person
        if by == person or writes:
            found.append(Promise(incident=incident, until=until, own=by == person))
    return sorted(found, key=lambda each: (each.incident.drill, each.until))


def reviews(incidents: Iterable[Incident], person: Person, now: datetime) -> list[OwnReview]:
    """Those that they write or were asked to read, and of incidents that they led those that are
    required and late. The first that is due comes first, no day last."""
    found = [
        OwnReview(incident=incident, part=part, due=_due(incident))
        for incident in incidents
        if (part := _part(incident, person, now)) is not None
    ]
    return sorted(found, key=lambda each: (each.due is None, each.due or now))


def _part(incident: Incident, person: Person, now: datetime) -> Part | None:
    review, ending = incident.review, incident.ending
    if not waits_for_review(incident) or ending is None:
        return None
    if ending.reviewer == person:
        return Part.WRITES
    if review is not None and review.state is ReviewState.IN_REVIEW and person in review.readers:
        return Part.READS
    awaited = incident.review_awaited
    late = awaited is not None and awaited <= now
    return Part.AWAITS if late and incident.in_charge == person else None


def _due(incident: Incident) -> datetime | None:
    return incident.ending.review_due if incident.ending else None


def waits_for_review(incident: Incident) -> bool:
    """Whether its review is still to be written, read or published, by somebody."""
    ending, review = incident.ending, incident.review
    if incident.is_open or incident.expired or ending is None or (review and review.is_done):
        return False
    return ending.reviewer is not None or review is not None or incident.review_awaited is not None
