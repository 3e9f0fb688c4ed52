"""How bad it is: up brings more people and steps, down removes nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from firebell.domain.commands import AskSeverity, ChangeSeverity
from firebell.domain.events import (
    SeverityAsked,
    SeverityChanged,
    SeverityConfirmed,
    UpdateReminded,
)
from tests.domain.build import (
    DECLARED,
    DRILL,
    NOW,
    PRESS,
    PRIVATE,
    RAISED,
    decided,
    declared,
    incident_after,
    refused,
)

INCIDENT = incident_after(DECLARED)
WORSE = ChangeSeverity(by="UBOB", where="C1", severity="P1", why="  It spreads\n")
CHANGED = SeverityChanged(
    at=NOW,
    by="UBOB",
    where="C1",
    severity="P1",
    before="P2",
    higher=True,
    why="It spreads",
    steps=(PRESS,),
    announce=("CALL",),
    next_update=NOW + timedelta(minutes=30),
)


def test_worse_brings_its_steps_its_channels_and_a_sooner_update() -> None:
    (event,) = decided(INCIDENT, WORSE)
    assert event == CHANGED
    assert incident_after(DECLARED, event) == replace(
        INCIDENT,
        severity="P1",
        steps=(*INCIDENT.steps, PRESS),
        announce=("CHELP", "CINCIDENTS", "CALL"),
        next_update=NOW + timedelta(minutes=30),
    )


def test_less_bad_takes_nothing_back_and_keeps_the_promise() -> None:
    before = incident_after(DECLARED, CHANGED)
    (event,) = decided(before, ChangeSeverity(by="UBOB", severity="P3"))
    assert event == SeverityChanged(
        at=NOW,
        by="UBOB",
        severity="P3",
        before="P1",
        higher=False,
        next_update=NOW + timedelta(minutes=30),
    )
    assert incident_after(DECLARED, CHANGED, event) == replace(before, severity="P3")


def test_worse_again_brings_no_step_and_no_channel_twice() -> None:
    down = SeverityChanged(at=NOW, by="UBOB", severity="P3", before="P1", higher=False)
    before = incident_after(DECLARED, CHANGED, down)
    assert decided(before, WORSE) == [replace(CHANGED, before="P3", steps=(), announce=())]


def test_a_promise_that_is_sooner_stays_and_so_do_its_reminders() -> None:
    soon = NOW + timedelta(minutes=5)
    raised = declared(next_update=soon)
    reminded = UpdateReminded(at=NOW, person="UALICE", promised=soon, overdue=False)
    (event,) = decided(incident_after(raised, reminded), WORSE)
    assert event == replace(CHANGED, next_update=soon)
    after = incident_after(raised, reminded, event)
    assert (after.next_update, after.reminders) == (soon, 1)


def test_a_new_promise_has_reminders_of_its_own() -> None:
    promised = RAISED + timedelta(hours=1)
    reminded = UpdateReminded(at=NOW, person="UALICE", promised=promised, overdue=False)
    assert incident_after(DECLARED, reminded, CHANGED).reminders == 0


def test_a_severity_with_a_rhythm_promises_what_was_not_promised() -> None:
    slow = incident_after(declared(severity="P3", next_update=None))
    assert decided(slow, ChangeSeverity(by="UBOB", severity="P2")) == [
        SeverityChanged(
            at=NOW,
            by="UBOB",
            severity="P2",
            before="P3",
            higher=True,
            next_update=NOW + timedelta(hours=1),
        )
    ]


def test_a_private_one_that_gets_worse_is_still_told_nowhere() -> None:
    assert decided(incident_after(PRIVATE), WORSE) == [replace(CHANGED, announce=())]


def test_a_drill_that_gets_worse_stays_in_the_drills_channel() -> None:
    assert decided(incident_after(DRILL), WORSE) == [replace(CHANGED, announce=())]


def test_the_same_again_is_answered() -> None:
    """Once it was nothing, and whoever had typed why saw the form close and not a word of it."""
    again = ChangeSeverity(by="UBOB", severity="P2", why="Still")
    assert refused(INCIDENT, again) == (
        "severity_already",
        "severity",
        {"severity": "P2", "number": 1},
    )


def test_the_same_again_confirms_what_was_not_sure() -> None:
    raised = declared(severity_confirmed=False)
    (event,) = decided(incident_after(raised), ChangeSeverity(by="UBOB", severity="P2"))
    assert event == SeverityConfirmed(at=NOW, by="UBOB", severity="P2")
    assert incident_after(raised, event) == INCIDENT


def test_another_one_confirms_what_was_not_sure() -> None:
    raised = declared(severity_confirmed=False)
    assert decided(incident_after(raised), WORSE) == [replace(CHANGED, unconfirmed=True)]
    assert incident_after(raised, CHANGED) == incident_after(DECLARED, CHANGED)


def test_one_that_the_playbook_does_not_know_is_refused() -> None:
    assert refused(INCIDENT, ChangeSeverity(by="UBOB", severity="P9")) == (
        "no_such_severity",
        "severity",
        {"severity": "P9"},
    )


def test_from_one_that_the_playbook_has_lost_nothing_is_worse() -> None:
    lost = incident_after(declared(severity="Old"))
    assert decided(lost, WORSE) == [replace(CHANGED, before="Old", higher=False)]


def test_who_is_in_charge_is_asked_whether_it_is_right() -> None:
    raised = declared(severity_confirmed=False)
    (event,) = decided(incident_after(raised), AskSeverity(by=None))
    assert event == SeverityAsked(at=NOW, person="UALICE", count=1)
    assert incident_after(raised, event) == incident_after(raised)


def test_nobody_is_asked_once_somebody_has_said() -> None:
    assert decided(INCIDENT, AskSeverity(by=None)) == []


def test_how_bad_it_is_is_answered_once() -> None:
    """A button in an old message changed what somebody had said since."""
    press = ChangeSeverity(by="UALICE", severity="P3", asked=True)
    known = ("severity_known", None, {"number": 1, "severity": "P2"})
    assert refused(incident_after(DECLARED), press) == known
    unsure = incident_after(declared(severity_confirmed=False))
    assert len(decided(unsure, press)) == 1
