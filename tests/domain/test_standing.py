"""How an incident stands, out of its record: whatever is said there, somebody has said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from firebell.domain.events import (
    Event,
    HandoverOffered,
    Noted,
    Redacted,
    SeverityChanged,
    StepTicked,
    Updated,
    Words,
)
from firebell.domain.incident import Status
from firebell.domain.standing import Said, Standing, standing
from tests.domain.build import DECLARED, LOOK, NOW, UNDO, WORSE, incident_after

LATER = NOW + timedelta(minutes=20)
UPDATE = Updated(
    at=NOW,
    by="UALICE",
    known="A third fail",
    doing="Restarting it",
    status=Status.INVESTIGATING,
    severity="P2",
    next_update=None,
)
AGAIN = replace(UPDATE, at=LATER, by="UBOB", known="Half fail", doing="Undoing the release")
NO_CHANGE = replace(AGAIN, at=LATER + timedelta(minutes=9), no_change=True)
NOTE = Noted(at=NOW, by="UALICE", where="C1", text="The disk is full", author="UBOB", ts="1.0")
WORSE_NOW = SeverityChanged(
    at=NOW, by="UBOB", severity="P1", before="P2", higher=True, why="Nobody can apply"
)
LOOKED = StepTicked(at=NOW, by="UBOB", step="look", words="Say what you see", done=True)
HANDED = HandoverOffered(at=LATER, by="UALICE", person="UCHARLIE", line="Be kind")


def stands(*events: Event) -> Standing:
    record = {f"incident-1-{number}": event for number, event in enumerate(events, 1)}
    return standing(incident_after(*events), record)


def test_of_one_that_was_only_raised_nothing_is_said() -> None:
    assert stands(DECLARED) == Standing(waiting=(LOOK, UNDO, WORSE))


def test_what_was_being_done_before_was_tried_and_the_last_words_are_known() -> None:
    assert stands(DECLARED, UPDATE, NOTE, WORSE_NOW, LOOKED, AGAIN, NO_CHANGE, HANDED) == Standing(
        known=Said(at=NO_CHANGE.at, by="UBOB", words="Half fail"),
        reason=Said(at=NOW, by="UBOB", words="Nobody can apply"),
        marked=(Said(at=NOW, by="UBOB", words="The disk is full"),),
        doing=Said(at=LATER, by="UBOB", words="Undoing the release"),
        tried=(
            Said(at=NOW, by="UALICE", words="Restarting it"),
            Said(at=NOW, by="UBOB", words="Say what you see", step=True),
        ),
        handed=Said(at=LATER, by="UALICE", words="Be kind"),
        waiting=(UNDO, WORSE),
    )


def test_a_step_that_was_not_done_after_all_was_not_tried() -> None:
    undone = replace(LOOKED, done=False)
    assert stands(DECLARED, LOOKED, undone) == Standing(waiting=(LOOK, UNDO, WORSE))


def test_what_was_removed_is_passed_over() -> None:
    def without(number: int, part: Words) -> Redacted:
        id = f"incident-1-{number}"
        return Redacted(at=LATER, by="UALICE", entry=id, part=part, of=NOW, instead="(removed)",
                        entries=(id,))  # fmt: skip

    found = stands(
        DECLARED, replace(NOTE, text="(removed)"), replace(HANDED, line="(removed)"),
        without(2, Words.NOTE), without(3, Words.HANDOVER),
    )  # fmt: skip
    assert found == Standing(waiting=(LOOK, UNDO, WORSE))
