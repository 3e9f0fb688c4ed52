"""Times as people say them: with zone, and with the day only where it is needed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from firebell.words.times import away, clock, clock_away, duration

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
        (-5, "5 minutes ago"),
        (120, "in 2 hours"),
        (-2880, "2 days ago"),
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
