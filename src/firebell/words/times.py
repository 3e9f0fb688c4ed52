"""Times as people say them: on the clock of the organisation, with its zone, and how far away."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

NEAR = timedelta(hours=6)
UNDER_AN_HOUR = 55
"""Minutes that are said one by one; from then on it is *about an hour*."""
DAYS = 36 * 60
"""Minutes from which on days are said."""


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
    return f"{day(at, zone)}, {there:%H:%M} {there.tzname()}"


def span(start: datetime, end: datetime, zone: str, now: datetime) -> tuple[str, str]:
    """From when to when; both with their day unless both are today."""
    return dated(start, zone, end, now), dated(end, zone, start, now)


def day(at: datetime, zone: str) -> str:
    """A moment's day without its year: `Tue 24 Nov`."""
    there = local(at, zone)
    return f"{there:%a} {there.day} {there:%b}"


def away(at: datetime, now: datetime) -> str:
    """`in 20 minutes`, `about an hour ago`, `now`: as exact as people say it."""
    minutes = round((at - now).total_seconds() / 60)
    if minutes == 0:
        return "now"
    length = _rough(abs(minutes))
    return f"in {length}" if minutes > 0 else f"{length} ago"


def clock_away(at: datetime, zone: str, now: datetime) -> str:
    """`14:05 GMT (in 20 minutes)`."""
    return f"{clock(at, zone, now)} ({away(at, now)})"


def duration(length: timedelta) -> str:
    """`1 h 2 min`; under a minute `less than a minute`; from two days `2 days 3 h`."""
    minutes = int(length.total_seconds() // 60)
    if minutes < 1:
        return "less than a minute"
    hours, minutes = divmod(minutes, 60)
    if hours >= 48:
        days, hours = divmod(hours, 24)
        return f"{days} days {hours} h" if hours else f"{days} days"
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def _rough(minutes: int) -> str:
    if minutes < UNDER_AN_HOUR:
        return _count(minutes, 1, "minute", "1")
    if minutes < DAYS:
        return _count(minutes, 60, "hour", "an")
    return _count(minutes, 24 * 60, "day", "a")


def _count(minutes: int, unit: int, noun: str, one: str) -> str:
    number = round(minutes / unit)
    about = "about " if minutes % unit else ""
    return f"{about}{one} {noun}" if number == 1 else f"{about}{number} {noun}s"
