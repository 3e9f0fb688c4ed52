"""Figures of many incidents: how many, how fast, which promises were kept. Values in, values out.

They are of incidents and never of people. What nobody said is no measurement: a time that was
assumed is counted as such and left out of every median. Drills have figures of their own; false
alarms and duplicates are numbers beside the rest and in nothing else.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median
from zoneinfo import ZoneInfo

from firebell.domain import events as e
from firebell.domain.events import Event
from firebell.domain.incident import Incident, Outcome, UserTime
from firebell.domain.timeline import promises

LONGEST = timedelta(days=3660)
"""A span is ten years at most: a line for each week has to end somewhere."""


class NoSpan(Exception):
    """What was asked for is no span of days. `typed` is what can't be read, where that is it."""

    def __init__(self, key: str, typed: str = "") -> None:
        super().__init__(key)
        self.key = key
        self.typed = typed


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days on the organisation's clock, both of them with it."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether this day is one of them."""
        return self.first <= day <= self.last


def span_of(first: str, last: str, today: date) -> Span:
    """The days that were typed as `2026-11-27`; what is left open is the twelve months until then.
    Raises NoSpan."""
    until = _day(last) or today
    since = _day(first) or _a_year_before(until)
    if since > until:
        raise NoSpan("span_backwards")
    if until - since > LONGEST:
        raise NoSpan("span_too_long")
    return Span(since, until)


def _day(typed: str) -> date | None:
    if not typed.strip():
        return None
    try:
        return date.fromisoformat(typed.strip())
    except ValueError as error:
        raise NoSpan("span_no_day", typed.strip()) from error


def _a_year_before(day: date) -> date:
    """The day after the same one a year ago: twelve months with `day` in them."""
    if day.year <= date.min.year:
        return date.min
    leap = day.month == 2 and day.day == 29
    before = day.replace(year=day.year - 1, day=28 if leap else day.day)
    return before + timedelta(days=1)


class Measure(StrEnum):
    """What is timed, from when it was raised on."""

    FIRST_ANSWER = "first_answer"
    FIRST_UPDATE = "first_update"
    WORKING = "working"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What counts of one incident. `severity` is how bad it was in the end, `worst` how bad it ever
    was. `seconds` has what is known, `assumed` what nobody said. `review`: whether it was published
    in time; None while there is time still, and where none had a day."""

    service: str
    service_name: str
    severity: str
    worst: str
    raised: datetime
    seconds: Mapping[Measure, float] = field(default_factory=dict)
    assumed: frozenset[Measure] = frozenset()
    promised: int = 0
    kept: int = 0
    review: bool | None = None
    drill: bool = False
    private: bool = False
    outcome: Outcome | None = None

    @property
    def is_one(self) -> bool:
        """Whether it was an incident, and one by itself, as far as anybody knows."""
        return self.outcome in (None, Outcome.RESOLVED)


def facts_of(
    incident: Incident, events: Sequence[Event], now: datetime, severities: Sequence[str]
) -> Facts:
    """Of an incident and what happened in it; `severities` are the playbook's, the worst first."""
    ending = incident.ending
    due = [each for each in promises(events, now) if each.kept is not None]
    seconds = _seconds(incident, _begun(incident, events))
    was_assumed = UserTime.WORKING_SINCE in incident.milestones.assumed
    return Facts(
        service=incident.service,
        service_name=incident.service_name,
        severity=incident.severity,
        worst=_worst(incident, events, severities),
        raised=happened(incident),
        seconds=seconds,
        assumed=frozenset({Measure.WORKING} & seconds.keys() if was_assumed else ()),
        promised=len(due),
        kept=sum(1 for each in due if each.kept),
        review=_review(incident, events, now),
        drill=incident.drill,
        private=incident.private,
        outcome=ending.outcome if ending else None,
    )


def happened(incident: Incident) -> datetime:
    """When it was raised; of what was over before it was put on the record, when it was noticed,
    or began."""
    marks = incident.milestones
    if incident.past:
        return marks.noticed or marks.affected_from or marks.raised
    return marks.raised


def _begun(incident: Incident, events: Iterable[Event]) -> datetime | None:
    """From when on it is timed: a drill that became real began anew then, and nobody knows of what
    is past where nobody said when it was noticed."""
    if incident.past:
        return incident.milestones.noticed
    real = (event.at for event in events if isinstance(event, e.MadeReal))
    return max(real, default=incident.milestones.raised)


def _seconds(incident: Incident, begun: datetime | None) -> dict[Measure, float]:
    """What worked again before it was raised took no time."""
    if begun is None:
        return {}
    marks = incident.milestones
    moments = {
        Measure.FIRST_ANSWER: marks.first_answer,
        Measure.FIRST_UPDATE: marks.first_update,
        Measure.WORKING: marks.working_since,
        Measure.CLOSED: None if incident.is_open else marks.closed,
    }
    return {
        measure: max((at - begun).total_seconds(), 0.0)
        for measure, at in moments.items()
        if at is not None
    }


def _worst(incident: Incident, events: Iterable[Event], severities: Sequence[str]) -> str:
    """A severity that the playbook knows no more is worse than none."""
    had = [incident.severity]
    for event in events:
        if isinstance(event, e.Declared | e.SeverityChanged):
            had.append(event.severity)
    order = {key: place for place, key in enumerate(severities)}
    return min(had, key=lambda key: order.get(key, len(order)))


def _review(incident: Incident, events: Iterable[Event], now: datetime) -> bool | None:
    """By the day that was said last; what was published counts from the first time."""
    ending = incident.ending
    if ending is None or ending.review_due is None:
        return None
    published = min(
        (event.at for event in events if isinstance(event, e.ReviewPublished)),
        default=incident.review.published_at if incident.review else None,
    )
    if published is not None:
        return published <= ending.review_due
    return False if now > ending.review_due else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """How long something took: of `count` that are known, in seconds; `assumed` are left out."""

    measure: Measure
    count: int = 0
    median: float | None = None
    ninety: float | None = None
    assumed: int = 0


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of all."""

    kept: int = 0
    all: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """So many of one kind."""

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """`weeks` are all of the span by their Mondays, with none where there was none."""

    incidents: int
    private: int
    false_alarms: int
    duplicates: int
    services: tuple[Count, ...]
    severities: tuple[Count, ...]
    worst: tuple[Count, ...]
    weeks: tuple[tuple[date, int], ...]
    times: tuple[Time, ...]
    promises: Rate
    reviews: Rate


def figures(
    found: Iterable[Facts], span: Span, zone: str, severities: Sequence[str], *, drills: bool
) -> Figures:
    """Of those among these that were raised in the span, of real ones or of drills."""
    every = [each for each in found if each.drill is drills and span.holds(_on(each, zone))]
    ones = [each for each in every if each.is_one]
    return Figures(
        incidents=len(ones),
        private=sum(1 for each in ones if each.private),
        false_alarms=sum(1 for each in every if each.outcome is Outcome.FALSE_ALARM),
        duplicates=sum(1 for each in every if each.outcome is Outcome.DUPLICATE),
        services=_services(ones),
        severities=_by_severity(ones, lambda each: each.severity, severities),
        worst=_by_severity(ones, lambda each: each.worst, severities),
        weeks=_weeks(ones, span, zone),
        times=tuple(_time(ones, measure) for measure in Measure),
        promises=Rate(sum(each.kept for each in ones), sum(each.promised for each in ones)),
        reviews=_rate(each.review for each in ones),
    )


def _on(facts: Facts, zone: str) -> date:
    return day_of(facts.raised, zone)


def day_of(at: datetime, zone: str) -> date:
    """On which day that was, on the organisation's clock."""
    return at.astimezone(ZoneInfo(zone)).date()


def _services(found: Sequence[Facts]) -> tuple[Count, ...]:
    """The most first; each by the name that it had last."""
    names: dict[str, str] = {}
    for each in sorted(found, key=lambda each: each.raised):
        names[each.service] = each.service_name
    counted = Counter(each.service for each in found)
    counts = (Count(key, names[key], count) for key, count in counted.items())
    return tuple(sorted(counts, key=lambda each: (-each.count, each.name, each.key)))


def _by_severity(
    found: Sequence[Facts], of: Callable[[Facts], str], severities: Sequence[str]
) -> tuple[Count, ...]:
    """The worst first, each of the playbook's, then what it knows no more."""
    counted = Counter(map(of, found))
    gone = sorted(counted.keys() - set(severities))
    return tuple(Count(key, key, counted[key]) for key in (*severities, *gone))


def _weeks(found: Sequence[Facts], span: Span, zone: str) -> tuple[tuple[date, int], ...]:
    """Weeks begin on Monday (ISO 8601), on the organisation's clock, whatever a clock change does
    to their hours."""
    counted = Counter(_monday(_on(each, zone)) for each in found)
    first, last = _monday(span.first), _monday(span.last)
    mondays = (
        first + timedelta(weeks=number)
        for number in range((last - first) // timedelta(weeks=1) + 1)
    )
    return tuple((monday, counted[monday]) for monday in mondays)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _time(found: Sequence[Facts], measure: Measure) -> Time:
    known = [
        each.seconds[measure]
        for each in found
        if measure in each.seconds and measure not in each.assumed
    ]
    return Time(
        measure=measure,
        count=len(known),
        median=median(known) if known else None,
        ninety=nearest_rank(known, 90) if known else None,
        assumed=sum(1 for each in found if measure in each.assumed),
    )


def nearest_rank(values: Sequence[float], percent: int) -> float:
    """The smallest value that at least so many per cent do not exceed: one that was measured, with
    nothing made up in between (R. J. Hyndman, Y. Fan: Sample Quantiles in Statistical Packages,
    1996, definition 1)."""
    return sorted(values)[max(math.ceil(len(values) * percent / 100), 1) - 1]


def _rate(found: Iterable[bool | None]) -> Rate:
    settled = [each for each in found if each is not None]
    return Rate(sum(settled), len(settled))
