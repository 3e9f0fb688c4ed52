"""Times as people say them: on the clock of the organisation, with its zone, and how far away."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

NEAR = timedelta(hours=6)


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
    return f"{day(at, zone)}, {time}"


def span(start: datetime, end: datetime, zone: str, now: datetime) -> tuple[str, str]:
    """From when to when; where that is over days, both with their day."""
    if local(start, zone).date() == local(end, zone).date():
        return clock(start, zone, now), clock(end, zone, now)
    return _dated(start, zone), _dated(end, zone)


def _dated(at: datetime, zone: str) -> str:
    there = local(at, zone)
    return f"{day(at, zone)}, {there:%H:%M} {there.tzname()}"


def day(at: datetime, zone: str) -> str:
    """A moment's day without its year: `Tue 24 Nov`."""
    there = local(at, zone)
    return f"{there:%a} {there.day} {there:%b}"


def away(at: datetime, now: datetime) -> str:
    """`in 20 minutes`, `20 minutes ago`, `now`."""
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
    if minutes < 90:
        return _count(minutes, "minute")
    hours = round(minutes / 60)
    return _count(hours, "hour") if hours < 36 else _count(round(hours / 24), "day")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
