"""How bad an incident was and how it stood over time: two lines of a picture, and the same as a
table, in which all of it can be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from firebell.app.library import Told
from firebell.domain.course import Stretch, course
from firebell.domain.incident import OPEN, Status
from firebell.domain.playbook import Playbook
from firebell.words.catalogue import SITE, STATUSES
from firebell.words.times import clock, duration

WIDE, HIGH = 1000, 100
"""Of the picture, in its own units: from the beginning to the end, from nothing to the worst."""
THINNEST = 3
"""What took a moment is seen too."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch in the picture; `sure` where somebody had said so."""

    x: int
    y: int
    width: int
    height: int
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One line of the picture. `words` say all that it shows."""

    id: str
    title: str
    words: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """`rows`: from, until, how long, how bad, status. `first` and `last` stand at the ends."""

    lanes: tuple[Lane, ...]
    rows: tuple[tuple[str, str, str, str, str], ...]
    first: str
    last: str


def course_shown(told: Told, now: datetime) -> Course | None:
    """None where nothing of it ever changed."""
    stretches = course(told.events, now)
    if len(stretches) < 2:
        return None
    playbook = told.playbook
    first, last = stretches[0].start, stretches[-1].end
    return Course(
        lanes=(
            _lane("severity", stretches, _severity, lambda each: _badness(each, playbook)),
            _lane("status", stretches, _status, _distance),
        ),
        rows=tuple(_row(each, playbook, now) for each in stretches),
        first=clock(first, playbook.time_zone, now),
        last=clock(last, playbook.time_zone, now),
    )


def _lane(
    id: str,
    stretches: Sequence[Stretch],
    says: Callable[[Stretch], str],
    height: Callable[[Stretch], float],
) -> Lane:
    """What says the same one after the other is one bar."""
    whole = stretches[-1].end - stretches[0].start or timedelta(seconds=1)
    bars, words = [], []
    for said, grouped in groupby(stretches, key=says):
        together = list(grouped)
        start, end = together[0].start, together[-1].end
        words.append(SITE["course_part"].format(what=said, length=duration(end - start)))
        high = round(HIGH * height(together[0]))
        x = round(WIDE * ((start - stretches[0].start) / whole))
        width = max(round(WIDE * ((end - start) / whole)), THINNEST)
        sure = id != "severity" or together[0].confirmed
        bars.append(Bar(min(x, WIDE - width), HIGH - high, width, high, sure))
    return Lane(id=id, title=SITE[id], words=", ".join(words), bars=tuple(bars))


def _severity(stretch: Stretch) -> str:
    if stretch.confirmed:
        return stretch.severity
    return SITE["unconfirmed"].format(severity=stretch.severity)


def _status(stretch: Stretch) -> str:
    return STATUSES[stretch.status]


def _badness(stretch: Stretch, playbook: Playbook) -> float:
    """From 1 for the worst; a severity that the playbook knows no more is as high."""
    keys = [severity.key for severity in playbook.severities]
    if stretch.status is Status.CLOSED or stretch.severity not in keys:
        return 0.0 if stretch.status is Status.CLOSED else 1.0
    return 1 - keys.index(stretch.severity) / len(keys)


def _distance(stretch: Stretch) -> float:
    """How far from its end, from 1: open statuses stand as they mostly follow each other."""
    if stretch.status is Status.CLOSED:
        return 0.0
    return 1 - OPEN.index(stretch.status) / len(OPEN)


def _row(stretch: Stretch, playbook: Playbook, now: datetime) -> tuple[str, str, str, str, str]:
    return (
        clock(stretch.start, playbook.time_zone, now),
        clock(stretch.end, playbook.time_zone, now),
        duration(stretch.end - stretch.start),
        _severity(stretch),
        _status(stretch),
    )
