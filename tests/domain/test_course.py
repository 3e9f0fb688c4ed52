"""How bad it was and how it stood over time, as it was known then."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from firebell.domain import events as e
from firebell.domain.course import Stretch, course
from firebell.domain.events import Event
from firebell.domain.incident import Status
from tests.domain.build import CLOSED, RAISED, declared


def at(minutes: int) -> datetime:
    return RAISED + timedelta(minutes=minutes)


def worse(minutes: int, severity: str) -> Event:
    return e.SeverityChanged(
        at=at(minutes), by="UALICE", severity=severity, before="P2", higher=True
    )


def stands(minutes: int, status: Status) -> Event:
    return e.StatusChanged(at=at(minutes), by="UALICE", status=status, before=Status.INVESTIGATING)


def closed(minutes: int) -> Event:
    return e.Closed(
        at=at(minutes),
        by="UALICE",
        outcome=CLOSED.outcome,
        summary="",
        affected_from=RAISED,
        working_since=None,
        reviewer=None,
        review_due=None,
    )


def stretch(
    start: int, end: int, severity: str, status: Status, *, confirmed: bool = True
) -> Stretch:
    return Stretch(
        start=at(start), end=at(end), severity=severity, confirmed=confirmed, status=status
    )


def test_it_is_read_from_what_happened_and_goes_on_until_now() -> None:
    unsure = declared(severity="P2", severity_confirmed=False)
    events = [unsure, worse(10, "P1"), stands(25, Status.MONITORING)]
    assert course(events, at(40)) == (
        stretch(0, 10, "P2", Status.INVESTIGATING, confirmed=False),
        stretch(10, 25, "P1", Status.INVESTIGATING),
        stretch(25, 40, "P1", Status.MONITORING),
    )


def test_it_ends_with_the_closing_and_shows_how_long_it_was_over_before_it_came_back() -> None:
    over = [declared(severity="P2"), stands(5, Status.IDENTIFIED), closed(20)]
    back = e.Reopened(at=at(50), by="UBOB", why="It is down again")
    first = (
        stretch(0, 5, "P2", Status.INVESTIGATING),
        stretch(5, 20, "P2", Status.IDENTIFIED),
    )
    assert course(over, at(90)) == first
    assert course([*over, back, closed(60)], at(90)) == (
        *first,
        stretch(20, 50, "P2", Status.CLOSED),
        stretch(50, 60, "P2", Status.INVESTIGATING),
    )


def test_what_was_over_before_it_was_recorded_and_what_has_no_beginning_have_none() -> None:
    assert course([declared(past=True), closed(5)], at(9)) == ()
    assert course([worse(10, "P1")], at(20)) == ()
    assert course([], at(20)) == ()


@given(st.lists(st.tuples(st.integers(-5, 60), st.sampled_from(["P1", "P2", *Status]))))
def test_stretches_follow_each_other_without_a_gap(moves: list[tuple[int, str]]) -> None:
    """Also where the clocks of two machines differ."""
    events: list[Event] = [declared(severity="P2")]
    for minutes, to in moves:
        if to in ("P1", "P2"):
            events.append(worse(minutes, to))
        elif to != Status.CLOSED:
            events.append(stands(minutes, Status(to)))
    found = course(events, at(61))
    assert found[0].start == RAISED
    assert found[-1].end == at(61)
    for earlier, later in itertools.pairwise(found):
        assert earlier.start <= earlier.end == later.start
        assert (earlier.severity, earlier.confirmed, earlier.status) != (
            later.severity,
            later.confirmed,
            later.status,
        )
