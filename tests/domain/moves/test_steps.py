"""Steps: ticking one is an event, whatever the status."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firebell.domain.commands import Close, TickStep
from firebell.domain.events import ActionFinished, Declared, StepTicked
from tests.domain.build import (
    DECLARED,
    DRILL,
    LEFT,
    LOOK,
    NOW,
    PAGE,
    PRIVATE,
    UNDO,
    WORSE,
    decided,
    incident_after,
    refused,
)

TICKED = StepTicked(at=NOW, by="UBOB", where="C1", step="undo", words="Undo it?", done=True)


@pytest.mark.parametrize("raised", [DECLARED, PRIVATE, DRILL], ids=["public", "private", "drill"])
def test_a_ticked_step_says_who_and_when(raised: Declared) -> None:
    (event,) = decided(incident_after(raised), TickStep(by="UBOB", where="C1", step="undo"))
    assert event == TICKED
    assert incident_after(raised, event).steps == (
        LOOK,
        replace(UNDO, ticked_by="UBOB", ticked_at=NOW),
        WORSE,
    )


def test_a_step_that_is_not_done_after_all_is_as_it_was() -> None:
    before = incident_after(DECLARED, TICKED)
    (event,) = decided(before, TickStep(by="UALICE", step="undo", done=False))
    assert event == StepTicked(at=NOW, by="UALICE", step="undo", words="Undo it?", done=False)
    assert incident_after(DECLARED, TICKED, event) == incident_after(DECLARED)


def test_what_is_so_already_is_nothing() -> None:
    assert decided(incident_after(DECLARED, TICKED), TickStep(by="UALICE", step="undo")) == []
    assert decided(incident_after(DECLARED), TickStep(by="UALICE", step="undo", done=False)) == []


def test_a_step_that_is_not_there_is_refused() -> None:
    unknown = TickStep(by="UBOB", step="page")
    assert refused(incident_after(DECLARED), unknown) == ("no_such_step", None, {})


def test_what_is_closed_still_has_steps_to_tick() -> None:
    (closed,) = decided(incident_after(DECLARED), Close(by="UALICE"))
    before = incident_after(DECLARED, closed)
    events = decided(before, TickStep(by="UBOB", step="page"))
    assert events == [
        StepTicked(at=NOW, by="UBOB", step="page", words="Put the page right", done=True),
        ActionFinished(at=NOW, by="UBOB", action="4", done=True),
    ]
    ticked = replace(PAGE, ticked_by="UBOB", ticked_at=NOW)
    done = replace(LEFT[3], done_by="UBOB", done_at=NOW)
    assert incident_after(DECLARED, closed, *events) == replace(
        before, steps=(LOOK, UNDO, WORSE, ticked), actions=(*LEFT[:3], done)
    )
