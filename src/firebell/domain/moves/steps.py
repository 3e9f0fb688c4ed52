"""Steps: ticking one is an event; none blocks anything. What Firebell knows to be done it ticks."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from firebell.domain.commands import RemindOfSteps, TickStep
from firebell.domain.events import Event, StepsLate, StepTicked
from firebell.domain.incident import Incident, Person, StepState
from firebell.domain.moves.actions import with_step
from firebell.domain.playbook import DoneBy, Moment, Playbook
from firebell.domain.refusals import Refused


def tick(incident: Incident, command: TickStep, now: datetime, _: Playbook) -> list[Event]:
    """Done, or not done after all; nothing when it is so already."""
    step = next((step for step in incident.steps if step.key == command.step), None)
    if step is None:
        raise Refused("no_such_step")
    if (step.ticked_at is not None) == command.done:
        return []
    ticked = StepTicked(
        at=now,
        by=command.by,
        where=command.where,
        step=step.key,
        words=step.words,
        done=command.done,
    )
    return [ticked, *with_step(incident, ticked)]


def known_done(
    before: Incident | None, after: Incident, event: Event, playbook: Playbook
) -> list[StepTicked]:
    """The steps that this event does, of whoever brought it about. What somebody said is not done
    after all stays so: it is done anew by what it was not done by before."""
    if event.by is None:
        return []
    there = {step.key for step in before.steps} if before else set()
    return [
        StepTicked(
            at=event.at, by=event.by, where=event.where, step=step.key, words=step.words, done=True
        )
        for step in after.steps
        if step.ticked_at is None
        and step.done_by is not None
        and _is_done(step.done_by, after, playbook)
        and not (before and step.key in there and _is_done(step.done_by, before, playbook))
    ]


def _is_done(by: DoneBy, incident: Incident, playbook: Playbook) -> bool:
    match by:
        case DoneBy.UPDATE:
            return incident.milestones.first_update is not None
        case DoneBy.ROLES:
            held = (incident.roles.get(role.key) for role in playbook.roles)
            return all(each is not None and each.on_it for each in held)
        case DoneBy.CLOSING:
            return not incident.is_open


def remind(incident: Incident, _: RemindOfSteps, now: datetime, __: Playbook) -> list[Event]:
    """All whose time has passed, in one; each once."""
    late = [step for step in incident.steps if _is_late(step, incident, now)]
    if not late:
        return []
    owners = {step.key: owner for step in late if (owner := owner_of(step, incident)) is not None}
    return [StepsLate(at=now, steps=tuple(step.key for step in late), owners=owners)]


def _is_late(step: StepState, incident: Incident, now: datetime) -> bool:
    waits = step.ticked_at is None and not step.late
    matters = incident.is_open or step.moment is Moment.CLOSED
    return waits and matters and step.due is not None and step.due <= now


def owner_of(step: StepState, incident: Incident) -> Person | None:
    """Whose it is: who is on it in its role, else who is in charge. Nobody while nobody is on the
    incident, which is asked after on its own; of the update there are reminders of its own."""
    if step.done_by is DoneBy.UPDATE:
        return None
    held = incident.roles.get(step.role) if step.role else None
    if held is not None and held.on_it:
        return held.person
    return incident.who_can_act if incident.is_attended or not incident.is_open else None


def steps_late(incident: Incident, event: StepsLate) -> Incident:
    """Nobody is told twice."""
    steps = tuple(
        replace(step, late=True) if step.key in event.steps else step for step in incident.steps
    )
    return replace(incident, steps=steps)


def step_ticked(incident: Incident, event: StepTicked) -> Incident:
    """The line shows who did it and when."""
    by, at = (event.by, event.at) if event.done else (None, None)
    steps = tuple(
        replace(step, ticked_by=by, ticked_at=at) if step.key == event.step else step
        for step in incident.steps
    )
    return replace(incident, steps=steps)
