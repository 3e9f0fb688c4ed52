"""Times as people say them: with zone, and with the day only where it is needed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from firebell.words.fr import FRENCH
from firebell.words.times import (
    away,
    clock,
    clock_away,
    date,
    dated,
    duration,
    short_date,
    span,
)
from tests.words.speaking import said_in

SUMMER = datetime(2026, 6, 23, 22, 50, tzinfo=UTC)
WINTER = datetime(2026, 11, 23, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "now", "said"),
    [
        (WINTER, WINTER, "03:04 GMT"),
        (SUMMER, SUMMER, "23:50 BST"),
        (SUMMER + timedelta(minutes=30), SUMMER, "00:20 BST"),
        (SUMMER + timedelta(hours=8), SUMMER, "Wed 24 Jun, 07:50 BST"),
        (WINTER - timedelta(days=3), WINTER, "Fri 20 Nov, 03:04 GMT"),
    ],
)
def test_a_moment_has_its_zone_and_its_day_only_when_it_is_far(
    at: datetime, now: datetime, said: str
) -> None:
    assert clock(at, "Europe/London", now) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "now"),
        (1, "in 1 minute"),
        (20, "in 20 minutes"),
        (54, "in 54 minutes"),
        (55, "in about an hour"),
        (60, "in an hour"),
        (62, "in about an hour"),
        (-89, "about an hour ago"),
        (91, "in about 2 hours"),
        (-5, "5 minutes ago"),
        (120, "in 2 hours"),
        (-2880, "2 days ago"),
        (36 * 60, "in about 2 days"),
        (-24 * 60 * 8 - 5, "about 8 days ago"),
    ],
)
def test_how_far_away_it_is(minutes: int, said: str) -> None:
    assert away(WINTER + timedelta(minutes=minutes), WINTER) == said


def test_both_together() -> None:
    at = WINTER + timedelta(minutes=20)
    assert clock_away(at, "Europe/London", WINTER) == "03:24 GMT (in 20 minutes)"


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(seconds=30), "less than a minute"),
        (timedelta(minutes=62), "1 h 2 min"),
        (timedelta(hours=3), "3 h"),
        (timedelta(days=2, hours=3), "2 days 3 h"),
    ],
)
def test_how_long_it_lasted(length: timedelta, said: str) -> None:
    assert duration(length) == said


LONDON = "Europe/London"
NEXT_DAY = WINTER + timedelta(days=1)


def test_what_stands_names_the_day_unless_it_is_the_day_of_all_it_is_read_with() -> None:
    soon = WINTER + timedelta(minutes=20)
    assert dated(soon, LONDON, WINTER) == "03:24 GMT"
    assert dated(soon, LONDON, WINTER, NEXT_DAY) == "Mon 23 Nov, 03:24 GMT"
    midnight = datetime(2026, 11, 23, 23, 50, tzinfo=UTC)
    assert dated(midnight + timedelta(minutes=30), LONDON, midnight) == "Tue 24 Nov, 00:20 GMT"


@pytest.mark.parametrize(
    ("start", "end", "now", "said"),
    [
        (WINTER, WINTER + timedelta(hours=7), WINTER, ("03:04 GMT", "10:04 GMT")),
        (WINTER, NEXT_DAY, NEXT_DAY, ("Mon 23 Nov, 03:04 GMT", "Tue 24 Nov, 03:04 GMT")),
        (
            WINTER,
            WINTER + timedelta(hours=1),
            NEXT_DAY,
            ("Mon 23 Nov, 03:04 GMT", "Mon 23 Nov, 04:04 GMT"),
        ),
    ],
)
def test_a_span_over_days_has_both_dates(
    start: datetime, end: datetime, now: datetime, said: tuple[str, str]
) -> None:
    """On de36bd9 one that ended on the next morning within six hours had none."""
    assert span(start, end, LONDON, now) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "maintenant"),
        (1, "dans 1 minute"),
        (20, "dans 20 minutes"),
        (-62, "il y a environ une heure"),
        (120, "dans 2 heures"),
        (-24 * 60, "il y a 24 heures"),
        (-24 * 60 * 8 - 5, "il y a environ 8 jours"),
    ],
)
def test_how_far_away_it_is_in_french(minutes: int, said: str) -> None:
    at = WINTER + timedelta(minutes=minutes)
    assert said_in(FRENCH, lambda: away(at, WINTER)) == said


def test_days_in_french() -> None:
    tuesday = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)
    first = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
    said = said_in(
        FRENCH,
        lambda: (
            clock(tuesday, "Europe/Paris", WINTER),
            short_date(tuesday, "Europe/Paris"),
            date(tuesday, "Europe/Paris"),
            date(first, "Europe/Paris"),
            duration(timedelta(hours=51)),
        ),
    )
    assert said == (
        "mar. 24 nov., 15:05 CET",
        "24 nov. 15:05",
        "24 novembre 2026",
        "1er mai 2026",
        "2 jours 3 h",
    )


def test_the_first_of_a_month_is_a_number_in_english() -> None:
    assert date(datetime(2026, 5, 1, 9, 0, tzinfo=UTC), LONDON) == "1 May 2026"
