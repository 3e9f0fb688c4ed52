"""What the record says of an incident by itself: promises, severities, decisions, versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from firebell.domain.events import Event, Reopened, ReviewWritten, SeverityChanged, Updated
from firebell.domain.incident import Status
from firebell.domain.review import (
    Decision,
    Kept,
    PromisedUpdate,
    decisions,
    promised_updates,
    time_in_each_severity,
    versions,
    written,
)
from tests.domain.build import RAISED, declared
from tests.domain.moves.test_closing import CLOSED

MINUTE = timedelta(minutes=1)


def updated(minutes: int, promises: int | None) -> Updated:
    return Updated(
        at=RAISED + minutes * MINUTE,
        by="UBOB",
        known="It is the disk",
        doing="",
        severity="P1",
        status=Status.INVESTIGATING,
        next_update=RAISED + promises * MINUTE if promises else None,
    )


def test_a_promise_is_kept_late_or_missed() -> None:
    raised = replace(declared(severity="P1"), next_update=RAISED + 30 * MINUTE)
    closed = replace(CLOSED, at=RAISED + 200 * MINUTE)
    events: list[Event] = [raised, updated(30, 60), updated(72, 90), closed]
    assert promised_updates(events) == (
        PromisedUpdate(due=RAISED + 30 * MINUTE, kept=Kept.IN_TIME),
        PromisedUpdate(due=RAISED + 60 * MINUTE, kept=Kept.LATE, by=12 * MINUTE),
        PromisedUpdate(due=RAISED + 90 * MINUTE, kept=Kept.MISSED),
    )


WORSE = SeverityChanged(
    at=RAISED + 10 * MINUTE, by="UBOB", severity="P1", before="P2", higher=True, why="It grew"
)
AGAIN = Reopened(at=RAISED + 100 * MINUTE, by="UBOB", why="It is down again")


def test_time_in_each_severity_leaves_out_while_it_was_closed() -> None:
    first = replace(CLOSED, at=RAISED + 40 * MINUTE)
    last = replace(CLOSED, at=RAISED + 105 * MINUTE)
    events: list[Event] = [declared(severity="P2"), WORSE, first, AGAIN, last]
    found = time_in_each_severity(events, RAISED + 500 * MINUTE)
    assert found == {"P2": 10 * MINUTE, "P1": 35 * MINUTE}
    assert time_in_each_severity(events[:2], RAISED + 15 * MINUTE) == {
        "P2": 10 * MINUTE,
        "P1": 5 * MINUTE,
    }


def test_decisions_are_changes_with_a_reason() -> None:
    silent = replace(WORSE, why="")
    assert decisions([declared(), WORSE, silent, AGAIN]) == (
        Decision(at=WORSE.at, by="UBOB", event=WORSE),
        Decision(at=AGAIN.at, by="UBOB", event=AGAIN),
    )


def saved(section: str, text: str, version: int) -> ReviewWritten:
    return ReviewWritten(at=RAISED, by="UBOB", section=section, text=text, version=version)


def test_what_reads_how_in_which_version() -> None:
    first, impact = saved("summary", "It fell", 1), saved("impact", "All", 1)
    second, emptied = saved("summary", "It fell over", 2), saved("impact", "", 3)
    events = [first, impact, second, emptied]
    assert written(events) == {"summary": "It fell over"}
    assert written(events, 2) == {"summary": "It fell over", "impact": "All"}
    assert written(events, 0) == {}
    assert versions(events) == {1: [first, impact], 2: [second], 3: [emptied]}
