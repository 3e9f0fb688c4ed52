"""A day or a time to come, as people type it with their words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.domain.hours import USUAL_HOURS, Hours
from firebell.domain.refusals import Refused
from firebell.domain.typed_due import Due, due_in
from firebell.domain.typed_time import DAYS, MONTHS

NOW = datetime(2026, 11, 23, 3, 14, tzinfo=UTC)
"""A Monday."""
ZONE = "Europe/London"


def read(typed: str, now: datetime = NOW, zone: str = ZONE) -> Due:
    """Behind `action`."""
    return due_in(typed, now, zone, USUAL_HOURS)


def on(month: int, day: int, hour: int = 17, minute: int = 0, year: int = 2026) -> datetime:
    """In winter London's clock is UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "at", "words"),
    [
        ("by friday call the supplier", on(11, 27), "call the supplier"),
        ("by Fri: call", on(11, 27), "call"),
        ("call the supplier by friday", on(11, 27), "call the supplier"),
        ("call, before next Friday.", on(11, 27), "call"),
        ("by monday call", on(11, 23), "call"),
        ("by tomorrow - call", on(11, 24), "call"),
        ("by tomorrow 9am call", on(11, 24, 9), "call"),
        ("by friday at 10:30 call", on(11, 27, 10, 30), "call"),
        ("by 14:05 call", on(11, 23, 14, 5), "call"),
        ("until noon call", on(11, 23, 12), "call"),
        ("call by 5 pm tomorrow", on(11, 24, 17), "call"),
        ("by 12 dec write it", on(12, 12), "write it"),
        ("by 12th of December write it", on(12, 12), "write it"),
        ("due dec 12, 2027 write it", on(12, 12, year=2027), "write it"),
        ("by 1 jan write it", on(1, 1, year=2027), "write it"),
        ("by 2026-12-01 write it", on(12, 1), "write it"),
        ("by 29 feb leap", on(2, 29, year=2028), "leap"),
        ("by end of the week tidy", on(11, 27), "tidy"),
        ("by end of month tidy", on(11, 30), "tidy"),
        ("by next week tidy", on(12, 4), "tidy"),
        ("by next month tidy", on(12, 23), "tidy"),
        ("by eod tidy", on(11, 23), "tidy"),
        ("in two weeks look again", on(12, 7), "look again"),
        ("in a fortnight look again", on(12, 7), "look again"),
        ("within 3 days look again", on(11, 26), "look again"),
        ("in 10 minutes ring", NOW + timedelta(minutes=10), "ring"),
        ("by in an hour ring", NOW + timedelta(hours=1), "ring"),
        ("look again in two weeks", on(12, 7), "look again in two weeks"),
        ("it expires in 3 days.", on(11, 26), "it expires in 3 days."),
        ("by friday", on(11, 27), ""),
        ("by the way, call", None, "by the way, call"),
        ("stand by", None, "stand by"),
        ("friday's backup is broken", None, "friday's backup is broken"),
        ("drive by Friday Harbour", None, "drive by Friday Harbour"),
        ("by may the fourth", None, "by may the fourth"),
        ("  call \n them ", None, "call them"),
        ("", None, ""),
    ],
)
def test_a_day_is_read_where_one_is_meant(typed: str, at: datetime | None, words: str) -> None:
    assert read(typed) == Due(at, words)


@pytest.mark.parametrize(
    ("typed", "key", "said"),
    [
        ("by 31 feb call", "due_unreadable", "31 feb"),
        ("by 25:99 call", "due_unreadable", "25:99"),
        ("by 2026-13-01 call", "due_unreadable", "2026-13-01"),
        ("by 1/2 call", "due_unreadable", "1/2"),
        ("by 1 jan 9999 call", "due_unreadable", "1 jan 9999"),
        ("by 2020-01-01 call", "due_past_typed", "2020-01-01"),
        ("by today 01:00 call", "due_past_typed", "today 01:00"),
        ("call by 2 am", "due_past_typed", "2 am"),
    ],
)
def test_what_plainly_was_a_day_and_can_not_be_is_refused(typed: str, key: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        read(typed)
    assert (caught.value.key, caught.value.facts) == (key, {"said": said})


def test_a_day_whose_working_time_is_over_ends_at_midnight() -> None:
    evening = NOW.replace(hour=18)
    assert read("by today call", evening).at == on(11, 23, 23, 59)
    monday = read("by monday at 10:00 call", evening)
    assert monday.at == on(11, 30, 10)
    short = Hours(working=(time(9), time(12, 30)))
    assert due_in("by friday x", NOW, ZONE, short).at == on(11, 27, 12, 30)


def test_it_is_read_on_the_organisations_clock() -> None:
    assert read("by friday x", zone="America/New_York").at == on(11, 27, 22)
    late = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # still Monday there
    assert read("by tomorrow x", late, "America/New_York").at == on(11, 24, 22)


MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
ZONES = st.sampled_from(["UTC", "Europe/London", "America/New_York", "Asia/Kolkata"])
CLOCKS = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@given(st.text(max_size=200), MOMENTS, ZONES)
def test_whatever_is_typed_it_is_a_time_to_come_or_words_and_no_word_is_made_up(
    typed: str, now: datetime, zone: str
) -> None:
    try:
        found = due_in(typed, now, zone, USUAL_HOURS)
    except Refused:
        return
    assert found.words in " ".join(typed.split())
    assert found.at is None or found.at > now


@given(
    MOMENTS,
    ZONES,
    st.integers(1, 300),
    st.one_of(st.none(), CLOCKS),
    st.sampled_from(
        ["{iso}", "{day} {month}", "{day}th of {month} {year}", "{month} {day}, {year}"]
    ),
    st.sampled_from(["by {when} {words}", "due: {when}, {words}", "{words} by {when}"]),
)
def test_a_day_that_is_written_out_is_that_day(
    now: datetime, zone: str, ahead: int, clock: time | None, written: str, around: str
) -> None:
    there: date = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=ahead)
    month = MONTHS[there.month - 1].capitalize()
    when = written.format(iso=there.isoformat(), day=there.day, month=month, year=there.year)
    when += f" at {clock:%H:%M}" if clock else ""
    found = due_in(around.format(when=when, words="ring the supplier"), now, zone, USUAL_HOURS)
    ends = clock or USUAL_HOURS.working[1]
    expected = datetime.combine(there, ends, ZoneInfo(zone)).astimezone(UTC)
    assert found == Due(expected, "ring the supplier")


@given(MOMENTS, ZONES, st.sampled_from(DAYS))
def test_a_weekday_is_within_the_next_seven_days(now: datetime, zone: str, name: str) -> None:
    found = due_in(f"by {name} x", now, zone, USUAL_HOURS)
    assert found.at is not None
    there, today = (at.astimezone(ZoneInfo(zone)).date() for at in (found.at, now))
    assert DAYS[there.weekday()] == name
    assert timedelta() <= there - today < timedelta(days=7)
