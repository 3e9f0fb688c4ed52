"""Working time and quiet hours, on the organisation's clock and across its changes."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.domain.hours import Hours

LONDON = "Europe/London"
HOURS = Hours()


def utc(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """2026: Monday is the 23rd of November; the clocks change on 29 March and 25 October."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "begins"),
    [
        (utc(23, 3), utc(23, 9)),
        (utc(23, 9), utc(23, 9)),
        (utc(23, 16, 59), utc(23, 16, 59)),
        (utc(23, 17), utc(24, 9)),
        (utc(27, 18), utc(30, 9)),
        (utc(28, 12), utc(30, 9)),
        # The clocks go forward on Sunday: nine o'clock on Monday is eight in UTC.
        (utc(28, 12, month=3), utc(30, 8, month=3)),
        (utc(24, 12, month=10), utc(26, 9, month=10)),
    ],
)
def test_outside_working_time_it_begins_on_the_next_working_day(
    at: datetime, begins: datetime
) -> None:
    assert HOURS.in_working_time(at, LONDON) == begins


@pytest.mark.parametrize(
    ("at", "over"),
    [
        (utc(23, 21, 59), utc(23, 21, 59)),
        (utc(23, 22), utc(24, 7)),
        (utc(24, 6, 59), utc(24, 7)),
        (utc(24, 7), utc(24, 7)),
        (utc(28, 23, month=3), utc(29, 6, month=3)),
        (utc(24, 22, month=10), utc(25, 7, month=10)),
    ],
)
def test_the_quiet_hours_end_in_the_morning_of_the_clock(at: datetime, over: datetime) -> None:
    assert HOURS.after_quiet(at, LONDON) == over


def test_quiet_hours_within_a_day_leave_the_night_alone() -> None:
    hours = Hours(quiet=(time(12), time(13)))
    assert hours.after_quiet(utc(23, 3), LONDON) == utc(23, 3)
    assert hours.after_quiet(utc(23, 12, 30), LONDON) == utc(23, 13)


times = st.times().map(lambda found: found.replace(second=0, microsecond=0))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from([LONDON, "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia", "UTC"])


@given(
    moments,
    zones,
    st.lists(times, min_size=2, max_size=2, unique=True),
    st.sets(st.integers(0, 6), min_size=1),
)
def test_whatever_the_hours_it_comes_and_stays_as_it_has_come(
    at: datetime, zone: str, span: list[time], days: set[int]
) -> None:
    begins, ends = sorted(span)
    hours = Hours(working_days=tuple(days), working=(begins, ends), quiet=(span[0], span[1]))
    for found in (hours.in_working_time(at, zone), hours.after_quiet(at, zone)):
        assert at <= found <= at + timedelta(days=8)
    working = hours.in_working_time(at, zone)
    assert hours.in_working_time(working, zone) == working
    assert hours.after_quiet(hours.after_quiet(at, zone), zone) == hours.after_quiet(at, zone)
