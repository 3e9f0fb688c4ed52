"""Steps: ticking one is an event; none blocks anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from firebell.domain.commands import TickStep
from firebell.domain.events import Event, StepTicked
from firebell.domain.incident import Incident
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused


def tick(incident: Incident, command: TickStep, now: datetime, _: Playbook) -> list[Event]:
    """Done, or not done after all; nothing when it is so already."""
    step = next((step for step in incident.steps if step.key == command.step), None)
    if step is None:
        raise Refused("no_such_step")
    if (step.ticked_at is not None) == command.done:
        return []
    return [
        StepTicked(
            at=now,
            by=command.by,
            where=command.where,
            step=step.key,
            words=step.words,
            done=command.done,
        )
    ]


def step_ticked(incident: Incident, event: StepTicked) -> Incident:
    """The line shows who did it and when."""
    by, at = (event.by, event.at) if event.done else (None, None)
    steps = tuple(
        replace(step, ticked_by=by, ticked_at=at) if step.key == event.step else step
        for step in incident.steps
    )
    return replace(incident, steps=steps)
