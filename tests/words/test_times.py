"""Times as people say them: with zone, and with the day only where it is needed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from firebell.words.times import away, clock, clock_away, dated, duration, span

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
