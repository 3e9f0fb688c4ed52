"""Figures as people read them, and as lines of a file that machines read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from firebell.app.figures import Counted
from firebell.domain.figures import Count, Figures, NoSpan, Rate, Time
from firebell.words.catalogue import SITE
from firebell.words.times import day_words, duration

COLUMNS = (*("drills", "figure", "of", "count", "all", "median_seconds", "p90_seconds", "assumed"),)
"""The head of the file. Add at the end, never rename."""
WIDE, HIGH, GAP = 10, 100, 2
"""A bar's place in the picture, the picture's height, and what is free between two bars."""
LONGEST = 40
"""Characters of what was typed that are said again."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One week in the picture."""

    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Incidents by week: the picture, its words, and the same as pairs for a table. `first` and
    `last` stand at the ends of its line, `most` at the top."""

    bars: tuple[Bar, ...]
    width: int
    most: int
    words: str
    first: str
    last: str
    weeks: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Real ones, or drills. `times` are rows: what, median, ninetieth percentile, of how many, how
    many were assumed. `severities` say how many there were in the end, and at the worst."""

    incidents: int
    numbers: tuple[tuple[str, int], ...]
    chart: Chart
    services: tuple[tuple[str, int], ...]
    severities: tuple[tuple[str, int, int], ...]
    times: tuple[tuple[str, str, str, int, int], ...]
    rates: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The whole page. `bound` says where not all could be counted."""

    real: Part
    drills: Part
    bound: str


def mistake(why: NoSpan) -> str:
    """What is wrong with the days, and how to write them."""
    typed = why.typed if len(why.typed) <= LONGEST else f"{why.typed[:LONGEST]}…"
    return SITE[why.key].format(typed=typed)


def shown(found: Counted) -> Shown:
    """In words."""
    bound = SITE["figures_bound"].format(n=found.whole) if found.whole else ""
    return Shown(real=_part(found.real), drills=_part(found.drills), bound=bound)


def _part(found: Figures) -> Part:
    worst = {each.key: each.count for each in found.worst}
    ended = {each.key: each.count for each in found.severities}
    return Part(
        incidents=found.incidents,
        numbers=(
            (SITE["figures_incidents"], found.incidents),
            (SITE["figures_private"], found.private),
            (SITE["figures_false_alarms"], found.false_alarms),
            (SITE["figures_duplicates"], found.duplicates),
        ),
        chart=_chart(found),
        services=tuple((_name(each), each.count) for each in found.services),
        severities=tuple((key, ended.get(key, 0), worst.get(key, 0)) for key in ended | worst),
        times=tuple(_time(each) for each in found.times),
        rates=(
            (SITE["figures_promises"], _rate(found.promises)),
            (SITE["figures_reviews"], _rate(found.reviews)),
        ),
    )


def _name(service: Count) -> str:
    return service.name or SITE["unsure"]


def _chart(found: Figures) -> Chart:
    most = max((count for _, count in found.weeks), default=0)
    first, last = _week(found.weeks[0][0]), _week(found.weeks[-1][0])
    words = SITE["figures_chart"].format(first=first, last=last, most=most, n=found.incidents)
    return Chart(
        bars=tuple(
            _bar(place, count, most) for place, (_, count) in enumerate(found.weeks) if count
        ),
        width=len(found.weeks) * WIDE,
        most=most,
        words=words,
        first=first,
        last=last,
        weeks=tuple((_week(monday), count) for monday, count in found.weeks),
    )


def _bar(place: int, count: int, most: int) -> Bar:
    height = round(HIGH * count / most)
    return Bar(place * WIDE + GAP // 2, HIGH - height, height)


def _week(monday: date) -> str:
    return day_words(monday.isoformat())


def _time(time: Time) -> tuple[str, str, str, int, int]:
    name = SITE[f"figures_{time.measure.value}"]
    return name, _length(time.median), _length(time.ninety), time.count, time.assumed


def _length(seconds: float | None) -> str:
    return SITE["figures_unknown"] if seconds is None else duration(timedelta(seconds=seconds))


def _rate(rate: Rate) -> str:
    if not rate.all:
        return SITE["figures_none_due"]
    percent = round(100 * rate.kept / rate.all)
    return SITE["figures_rate"].format(kept=rate.kept, all=rate.all, percent=percent)


def lines(found: Counted) -> Iterator[tuple[str, ...]]:
    """The lines of the file; what a column does not concern is empty."""
    for drills, figures in (("no", found.real), ("yes", found.drills)):
        for line in _lines(figures):
            yield drills, *line


def _lines(found: Figures) -> Iterator[tuple[str, ...]]:
    yield _count("incidents", "", found.incidents)
    yield _count("private", "", found.private)
    yield _count("false_alarms", "", found.false_alarms)
    yield _count("duplicates", "", found.duplicates)
    for kind, counts in (
        ("service", found.services),
        ("severity", found.severities),
        ("worst_severity", found.worst),
    ):
        for each in counts:
            yield _count(kind, each.name or each.key, each.count)
    for monday, count in found.weeks:
        yield _count("week", _iso_week(monday), count)
    for time in found.times:
        spans = (_seconds(time.median), _seconds(time.ninety), str(time.assumed))
        yield "time_to", time.measure.value, str(time.count), "", *spans
    for figure, rate in (("promises_kept", found.promises), ("reviews_in_time", found.reviews)):
        yield figure, "", str(rate.kept), str(rate.all), "", "", ""


def _count(figure: str, of: str, count: int) -> tuple[str, ...]:
    return figure, of, str(count), "", "", "", ""


def _iso_week(monday: date) -> str:
    """`2026-W48` (ISO 8601)."""
    year, week, _ = monday.isocalendar()
    return f"{year:04}-W{week:02}"


def _seconds(length: float | None) -> str:
    return "" if length is None else str(round(length))
