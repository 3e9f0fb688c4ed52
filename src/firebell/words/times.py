"""Times as people say them: on the clock of the organisation, with its zone, and how far away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from firebell.words.catalogue import time_words
from firebell.words.language import Counted

NEAR = timedelta(hours=6)
UNDER_AN_HOUR = 55
"""Minutes that are said one by one; from then on it is *about an hour*."""
DAYS = 36 * 60
"""Minutes from which on days are said."""
LASTING_DAYS = 48
"""Hours from which on something lasted days."""


def local(at: datetime, zone: str) -> datetime:
    """The moment on the organisation's clock (`zone` is an IANA name)."""
    return at.astimezone(ZoneInfo(zone))


def clock(at: datetime, zone: str, now: datetime) -> str:
    """`14:05 GMT`; with the day where it is further away: `Tue 24 Nov, 14:05 GMT`.

    Around midnight a time that is near needs no day: nobody takes it for another.
    """
    there = local(at, zone)
    time = f"{there:%H:%M} {there.tzname()}"
    if there.date() == local(now, zone).date() or abs(at - now) < NEAR:
        return time
    return on_its_day(at, zone)


def dated(at: datetime, zone: str, *days: datetime) -> str:
    """`14:05 GMT` where all of these moments are of the same day, else with its day. For what
    stands somewhere and is read later: `days` are when it is written, and what it stands beneath.
    """
    there = local(at, zone)
    if all(local(each, zone).date() == there.date() for each in days):
        return f"{there:%H:%M} {there.tzname()}"
    return on_its_day(at, zone)


def on_its_day(at: datetime, zone: str) -> str:
    """`Tue 24 Nov, 14:05 GMT`: read on any day it is the same moment."""
    there = local(at, zone)
    time = f"{there:%H:%M} {there.tzname()}"
    return time_words().day_and_time.format(day=day(at, zone), time=time)


def span(start: datetime, end: datetime, zone: str, now: datetime) -> tuple[str, str]:
    """From when to when; both with their day unless both are today."""
    return dated(start, zone, end, now), dated(end, zone, start, now)


def day(at: datetime, zone: str) -> str:
    """A moment's day without its year: `Tue 24 Nov`."""
    there = local(at, zone)
    words = time_words()
    weekday, month = words.days[there.weekday()], words.months[there.month - 1]
    return words.day.format(weekday=weekday, day=_number(there), month=month)


def date(at: datetime, zone: str) -> str:
    """A moment's day with its year, in long words: `24 November 2026`."""
    there = local(at, zone)
    words = time_words()
    month = words.long_months[there.month - 1]
    return words.date.format(day=_number(there), month=month, year=there.year)


def short_date(at: datetime, zone: str) -> str:
    """A moment within a record: `24 Nov 14:05`."""
    there = local(at, zone)
    words = time_words()
    month = words.months[there.month - 1]
    return words.short_date.format(day=_number(there), month=month, time=f"{there:%H:%M}")


def day_words(day: str) -> str:
    """A day that somebody chose, `2026-11-27`, as people say it: `27 November 2026`."""
    return date(datetime.fromisoformat(day).replace(tzinfo=UTC), "UTC")


def away(at: datetime, now: datetime) -> str:
    """`in 20 minutes`, `about an hour ago`, `now`: as exact as people say it."""
    minutes = round((at - now).total_seconds() / 60)
    words = time_words()
    if minutes == 0:
        return words.now
    return (words.ahead if minutes > 0 else words.past).format(length=_rough(abs(minutes)))


def clock_away(at: datetime, zone: str, now: datetime) -> str:
    """`14:05 GMT (in 20 minutes)`."""
    return f"{clock(at, zone, now)} ({away(at, now)})"


def duration(length: timedelta) -> str:
    """`1 h 2 min`; under a minute `less than a minute`; from two days `2 days 3 h`."""
    words = time_words()
    minutes = int(length.total_seconds() // 60)
    if minutes < 1:
        return words.lasted_nothing
    hours, minutes = divmod(minutes, 60)
    days = 0
    if hours >= LASTING_DAYS:
        days, hours = divmod(hours, 24)
        minutes = 0
    parts = [
        words.lasted_days.of(days) if days else "",
        words.lasted_hours.format(hours=hours) if hours else "",
        words.lasted_minutes.format(minutes=minutes) if minutes else "",
    ]
    return " ".join(part for part in parts if part)


def _number(there: datetime) -> str:
    """Of a day in its month: `24`; the first as the language calls it."""
    return time_words().first_day if there.day == 1 else str(there.day)


def _rough(minutes: int) -> str:
    words = time_words()
    if minutes < UNDER_AN_HOUR:
        return words.minutes.of(minutes)
    if minutes < DAYS:
        return _about(minutes, 60, words.hours)
    return _about(minutes, 24 * 60, words.whole_days)


def _about(minutes: int, unit: int, counted: Counted) -> str:
    length = counted.of(round(minutes / unit))
    return time_words().about.format(length=length) if minutes % unit else length
