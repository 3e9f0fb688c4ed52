"""Figures: what counts, what is measured, what stands apart; and what always holds of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.domain import events as e
from firebell.domain.events import Event
from firebell.domain.figures import (
    Count,
    Facts,
    Figures,
    Measure,
    NoSpan,
    Rate,
    Span,
    Time,
    facts_of,
    figures,
    nearest_rank,
    span_of,
)
from firebell.domain.incident import Outcome, Status, UserTime
from tests.domain.build import CLOSED, DRILL, NOW, PRIVATE, RAISED, declared, incident_after

SEVERITIES = ("P1", "P2", "P3")
LONDON = "Europe/London"
SPAN = Span(date(2026, 11, 1), date(2026, 11, 30))
TODAY = date(2026, 11, 27)
LATER = RAISED + timedelta(days=30)
ONE = Facts(service="app", service_name="App", severity="P2", worst="P2", raised=RAISED)


def counted(*found: Facts, span: Span = SPAN, zone: str = LONDON, drills: bool = False) -> Figures:
    return figures(found, span, zone, SEVERITIES, drills=drills)


def told(*events: Event, now: datetime = LATER) -> Facts:
    """The facts of an incident in which this happened."""
    return facts_of(incident_after(*events), events, now, SEVERITIES)


def updated(minutes: int, promised: int | None = None) -> e.Updated:
    at = RAISED + timedelta(minutes=minutes)
    return e.Updated(
        at=at,
        by="UALICE",
        known="It is down.",
        doing="",
        status=Status.INVESTIGATING,
        severity="P2",
        next_update=None if promised is None else RAISED + timedelta(minutes=promised),
    )


def took(seconds: float, **more: Any) -> Facts:
    return replace(ONE, seconds={Measure.FIRST_ANSWER: seconds}, **more)


@pytest.mark.parametrize(
    ("seconds", "median", "ninety"),
    [
        ([60], 60, 60),
        ([60, 120], 90, 120),
        ([30, 10, 20], 20, 30),
        (list(range(1, 11)), 5.5, 9),
        (list(range(1, 12)), 6, 10),
        ([5] * 4, 5, 5),
    ],
)
def test_the_median_is_the_middle_and_the_90th_percentile_one_that_was_measured(
    seconds: list[float], median: float, ninety: float
) -> None:
    found = counted(*map(took, seconds)).times[0]
    assert found == Time(
        measure=Measure.FIRST_ANSWER, count=len(seconds), median=median, ninety=ninety
    )


def test_an_empty_span_has_its_weeks_and_no_median() -> None:
    found = counted(span=Span(date(2026, 11, 2), date(2026, 11, 9)))
    assert found == Figures(
        incidents=0,
        private=0,
        false_alarms=0,
        duplicates=0,
        services=(),
        severities=tuple(Count(key, key, 0) for key in SEVERITIES),
        worst=tuple(Count(key, key, 0) for key in SEVERITIES),
        weeks=((date(2026, 11, 2), 0), (date(2026, 11, 9), 0)),
        times=tuple(Time(measure=measure) for measure in Measure),
        promises=Rate(),
        reviews=Rate(),
    )


@pytest.mark.parametrize(
    ("at", "week"),
    [
        # Clocks went back on Sunday, 25 October 2026, at 02:00 BST.
        (datetime(2026, 10, 18, 22, 59, tzinfo=UTC), date(2026, 10, 12)),
        (datetime(2026, 10, 18, 23, 0, tzinfo=UTC), date(2026, 10, 19)),
        (datetime(2026, 10, 25, 23, 59, tzinfo=UTC), date(2026, 10, 19)),
        (datetime(2026, 10, 26, 0, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_a_week_begins_on_monday_at_midnight_of_the_organisation_around_a_clock_change(
    at: datetime, week: date
) -> None:
    found = counted(replace(ONE, raised=at), span=Span(date(2026, 10, 1), date(2026, 10, 31)))
    assert [monday for monday, count in found.weeks if count] == [week]
    assert len(found.weeks) == 5


def test_the_last_day_is_within_the_span_until_its_midnight_there() -> None:
    span = Span(date(2026, 7, 1), date(2026, 7, 1))
    inside = [datetime(2026, 6, 30, 23, 0, tzinfo=UTC), datetime(2026, 7, 1, 22, 59, tzinfo=UTC)]
    outside = [datetime(2026, 6, 30, 22, 59, tzinfo=UTC), datetime(2026, 7, 1, 23, 0, tzinfo=UTC)]
    found = counted(*(replace(ONE, raised=at) for at in (*inside, *outside)), span=span)
    assert found.incidents == 2


def test_drills_false_alarms_and_duplicates_stand_apart() -> None:
    every = (
        took(60),
        took(600, outcome=Outcome.RESOLVED, private=True),
        took(1, outcome=Outcome.FALSE_ALARM, private=True, promised=1),
        took(1, outcome=Outcome.DUPLICATE),
        took(2, drill=True),
    )
    found, drills = counted(*every), counted(*every, drills=True)
    assert (found.incidents, found.private) == (2, 1)
    assert (found.false_alarms, found.duplicates) == (1, 1)
    assert found.times[0].median == 330
    assert found.promises == Rate(0, 0)
    assert (drills.incidents, drills.times[0].median) == (1, 2)


def test_services_are_named_as_they_were_named_last_and_the_most_come_first() -> None:
    before = RAISED - timedelta(days=1)
    found = counted(
        replace(ONE, service="website", service_name="Website"),
        ONE,
        replace(ONE, service_name="Apply", raised=before),
    )
    assert found.services == (Count("app", "App", 2), Count("website", "Website", 1))


def test_a_severity_that_the_playbook_knows_no_more_stands_last() -> None:
    found = counted(replace(ONE, severity="High", worst="P1"))
    assert [(each.key, each.count) for each in found.severities] == [
        *(("P1", 0), ("P2", 0), ("P3", 0), ("High", 1)),
    ]
    assert [(each.key, each.count) for each in found.worst] == [("P1", 1), ("P2", 0), ("P3", 0)]


def test_an_assumed_time_is_counted_as_such_and_in_no_median() -> None:
    assumed = told(declared(), replace(CLOSED, assumed=(UserTime.WORKING_SINCE,)))
    said = told(declared(), CLOSED)
    start = told(declared(), replace(CLOSED, assumed=(UserTime.AFFECTED_FROM,)))
    found = counted(assumed, said, start).times
    assert found[2] == Time(measure=Measure.WORKING, count=2, median=600, ninety=600, assumed=1)
    assert found[3] == Time(measure=Measure.CLOSED, count=3, median=600, ninety=600)


def test_the_facts_of_one_incident() -> None:
    facts = told(
        declared(),
        e.RoleTaken(at=RAISED + timedelta(minutes=3), by="UBOB", role="tech", person="UBOB"),
        updated(5, promised=20),
        e.SeverityChanged(at=RAISED, severity="P1", before="P2", higher=True),
        updated(40, promised=60),
        e.SeverityChanged(at=RAISED, severity="P3", before="P1", higher=False),
        replace(
            CLOSED,
            at=RAISED + timedelta(minutes=50),
            working_since=RAISED - timedelta(minutes=1),
            reviewer="UBOB",
            review_due=RAISED + timedelta(days=2),
        ),
    )
    assert facts == Facts(
        service="website",
        service_name="Website",
        severity="P3",
        worst="P1",
        raised=RAISED,
        seconds={
            Measure.FIRST_ANSWER: 180,
            Measure.FIRST_UPDATE: 300,
            Measure.WORKING: 0,
            Measure.CLOSED: 3000,
        },
        promised=3,
        kept=2,
        review=False,
        outcome=Outcome.RESOLVED,
    )


@pytest.mark.parametrize(
    ("published", "now", "expected"),
    [
        (None, RAISED + timedelta(days=1), None),
        (None, RAISED + timedelta(days=3), False),
        (RAISED + timedelta(days=2), LATER, True),
        (RAISED + timedelta(days=2, seconds=1), LATER, False),
    ],
)
def test_a_review_is_in_time_by_its_day_and_open_until_then(
    published: datetime | None, now: datetime, expected: bool | None
) -> None:
    due = RAISED + timedelta(days=2)
    happened: list[Event] = [declared(), replace(CLOSED, reviewer="UBOB", review_due=due)]
    if published is not None:
        begun = e.ReviewBegun(at=NOW, by="UBOB", channel="D1")
        first = e.ReviewPublished(at=published, by="UBOB", version=1, summary="")
        again = replace(first, at=LATER, version=2, first=False)
        happened += [begun, first, again]
    assert told(*happened, now=now).review is expected


def test_what_was_over_before_is_timed_from_when_it_was_noticed_or_not_at_all() -> None:
    began = RAISED - timedelta(days=10)
    over = replace(
        CLOSED,
        affected_from=began,
        working_since=began + timedelta(hours=2),
        ended=began + timedelta(hours=3),
    )
    unnoticed = told(declared(past=True), over)
    noticed = told(declared(past=True), replace(over, noticed=began + timedelta(hours=1)))
    assert (unnoticed.raised, unnoticed.seconds) == (began, {})
    assert noticed.raised == began + timedelta(hours=1)
    assert noticed.seconds == {Measure.WORKING: 3600, Measure.CLOSED: 7200}


def test_a_drill_that_became_real_is_timed_from_then() -> None:
    real = e.MadeReal(at=RAISED + timedelta(hours=1), by="UALICE")
    facts = told(DRILL, real, updated(70))
    assert (facts.drill, facts.seconds) == (False, {Measure.FIRST_UPDATE: 600})


def test_a_private_one_that_is_open_says_so() -> None:
    facts = told(PRIVATE, now=RAISED)
    assert (facts.private, facts.outcome, facts.is_one, facts.seconds) == (True, None, True, {})


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        ("", "", Span(date(2025, 11, 28), TODAY)),
        (" 2026-11-01 ", "", Span(date(2026, 11, 1), TODAY)),
        ("", "2024-02-29", Span(date(2023, 3, 1), date(2024, 2, 29))),
        ("2026-11-27", "2026-11-27", Span(TODAY, TODAY)),
        ("", "0001-01-05", Span(date.min, date(1, 1, 5))),
    ],
)
def test_a_span_that_was_typed(first: str, last: str, span: Span) -> None:
    assert span_of(first, last, TODAY) == span


@pytest.mark.parametrize(
    ("first", "last", "key", "typed"),
    [
        ("31 Feb", "", "span_no_day", "31 Feb"),
        ("", "2026-02-30", "span_no_day", "2026-02-30"),
        ("2026-11-28", "", "span_backwards", ""),
        ("2010-01-01", "", "span_too_long", ""),
    ],
)
def test_a_span_that_is_none(first: str, last: str, key: str, typed: str) -> None:
    with pytest.raises(NoSpan) as caught:
        span_of(first, last, TODAY)
    assert (caught.value.key, caught.value.typed) == (key, typed)


lengths = st.lists(st.floats(0, 1e9), min_size=1, max_size=60)
many = st.lists(
    st.builds(
        Facts,
        service=st.sampled_from(["app", "website", ""]),
        service_name=st.sampled_from(["App", "=1+1", ""]),
        severity=st.sampled_from([*SEVERITIES, "High"]),
        worst=st.sampled_from([*SEVERITIES, "High"]),
        raised=st.integers(-60, 60).map(lambda days: RAISED + timedelta(days=days)),
        drill=st.booleans(),
        private=st.booleans(),
        outcome=st.sampled_from([None, *Outcome]),
    ),
    max_size=30,
)


@given(lengths)
def test_median_and_percentile_lie_within_what_was_measured(seconds: list[float]) -> None:
    found = counted(*map(took, seconds)).times[0]
    assert found.median is not None
    assert min(seconds) <= found.median <= max(seconds)
    assert found.ninety in seconds
    assert found.median <= nearest_rank(seconds, 100)
    assert 10 * sum(1 for each in seconds if each <= found.ninety) >= 9 * len(seconds)


@given(many)
def test_each_incident_is_counted_once_by_service_severity_and_week(found: list[Facts]) -> None:
    for drills in (False, True):
        each = counted(*found, drills=drills)
        by_service = sum(count.count for count in each.services)
        by_severity = sum(count.count for count in each.severities)
        by_worst = sum(count.count for count in each.worst)
        by_week = sum(count for _, count in each.weeks)
        assert by_service == by_severity == by_worst == by_week == each.incidents
