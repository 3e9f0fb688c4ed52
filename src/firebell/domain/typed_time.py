"""A time that somebody typed before their words: `at 14:05`, `yesterday 23:10`, `10 min ago`.

It is read on the organisation's clock. Words that only look like a time stay words; what plainly
was meant as a time and is none, or has not come yet, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from firebell.domain.refusals import Refused

SOON = timedelta(minutes=2)
"""A clock on somebody's wall may be this much ahead."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORLDWIDE = ("utc", "gmt")

WEEKDAY = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?"
)
MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DAY = re.compile(
    r"(?P<word>today|yesterday|last\s+night|this\s+morning)\b"
    rf"|(?:(?:on|last)\s+)?(?P<weekday>{WEEKDAY})\b"
    r"|(?:on\s+)?(?P<iso>\d{4}-\d{2}-\d{2})\b"
    rf"|(?:on\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH})\b"
    r"(?:\s+(?P<year>\d{4}))?",
    re.IGNORECASE,
)
CLOCK = (
    r"(?:(?P<hour>\d{1,2})(?P<sign>[:.h])(?P<minute>\d{2})(?::\d{2})?"
    r"|(?P<whole>\d{1,2})(?=\s*[ap]\.?m\b)"
    r"|(?P<name>noon|midday|midnight)\b)"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?(?![\w%]|[:.]\d)"
)
_CLOCK = re.compile(CLOCK, re.IGNORECASE)
_AGO = re.compile(
    r"(?:about\s+)?(?P<count>\d{1,4}|an?)\s*(?P<unit>min(?:ute)?s?|h(?:ou)?rs?|m|h)\s+ago\b",
    re.IGNORECASE,
)
_AT = re.compile(r"at\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*,?\s*(?:at\s+)?", re.IGNORECASE)
_ZONE = re.compile(
    r"\s*(?P<zone>UTC|GMT|BST|CES?T|EES?T|WES?T|[ECMP][SD]T|IST|JST|AE[SD]T|NZ[SD]T)\b"
)
_AFTER = re.compile(r"\s*[:,;–—-]?\s+|\s*$")
_RANGE = re.compile(r"\s*[–—-]\s*\d")
_LOOKS_LIKE_A_TIME = re.compile(r"\d{1,2}[:.]\d{1,2}\b")


@dataclass(frozen=True, slots=True)
class Dated:
    """Words, and when what they say was so; None where no time was typed."""

    at: datetime | None
    words: str


@dataclass(frozen=True, slots=True)
class _Typed:
    """A time as it was typed, and where it ends."""

    said: str
    end: int
    clock: re.Match[str]
    day: re.Match[str] | None
    zone: str | None


def dated(typed: str, now: datetime, zone: str) -> Dated:
    """The time at the beginning, and the words behind it. Raises Refused."""
    typed = typed.strip()
    at = _AT.match(typed)
    start = at.end() if at else 0
    ago = _AGO.match(typed, start)
    if ago:
        return Dated(now - _length(ago), _behind(typed, ago.end()))
    found = _find(typed, start, named=at is not None)
    if found is None:
        if at and _LOOKS_LIKE_A_TIME.match(typed, start):
            raise _unreadable(typed[start:].split(maxsplit=1)[0], zone)
        return Dated(None, typed)
    moment = _moment(found, now, zone)
    is_range = _RANGE.match(typed, found.end)
    return Dated(moment, typed[start:] if is_range else _behind(typed, found.end))


def _find(typed: str, start: int, *, named: bool) -> _Typed | None:
    """A day before or behind a time on the clock; a day alone is words."""
    day = _DAY.match(typed, start)
    clock = _CLOCK.match(typed, _between(typed, day.end()) if day else start)
    if clock is None:
        return None
    end = clock.end()
    zoned = _ZONE.match(typed, end)
    end = zoned.end() if zoned else end
    if day is None:
        later = _DAY.match(typed, _between(typed, end))
        # `at 14:05 Sun servers were restarted` is not about a Sunday.
        day = later if later and not later["weekday"] else None
        end = day.end() if day else end
    if not named and day is None and not _can_be_nothing_else(clock, typed, end):
        return None
    said = typed[start:end].strip()
    return _Typed(said, end, clock, day, zoned["zone"] if zoned else None)


def _can_be_nothing_else(clock: re.Match[str], typed: str, end: int) -> bool:
    """Whether it is a time though neither *at* nor a day stands with it."""
    is_written_as_one = clock["sign"] in (":", None) and not clock["name"]
    hour, minute = hour_and_minute(clock)
    shown = hour is not None and minute < 60
    return is_written_as_one and shown and not _RANGE.match(typed, end)


def _between(typed: str, end: int) -> int:
    between = _BETWEEN.match(typed, end)
    return between.end() if between else end


def _behind(typed: str, end: int) -> str:
    after = _AFTER.match(typed, end)
    return typed[after.end() if after else end :].strip()


def _length(ago: re.Match[str]) -> timedelta:
    count = int(ago["count"]) if ago["count"].isdigit() else 1
    is_hours = ago["unit"].casefold().startswith("h")
    return timedelta(hours=count) if is_hours else timedelta(minutes=count)


def _unreadable(said: str, zone: str) -> Refused:
    return Refused("time_unreadable", said=said, zone=zone)


def _moment(typed: _Typed, now: datetime, zone: str) -> datetime:
    clock = "UTC" if typed.zone and typed.zone.casefold() in WORLDWIDE else zone
    there = now.astimezone(ZoneInfo(clock))
    hour, minute = hour_and_minute(typed.clock)
    if hour is None or minute > 59:
        raise _unreadable(typed.said, zone)
    on = _date(typed, there, hour, minute, zone)
    wall = datetime.combine(on, time(hour, minute), ZoneInfo(clock))
    found = _past(wall, typed, now)
    if typed.zone and clock == zone and found.astimezone(ZoneInfo(zone)).tzname() != typed.zone:
        raise _unreadable(typed.said, zone)
    return found


def _past(wall: datetime, typed: _Typed, now: datetime) -> datetime:
    """Of an hour that the clocks went through twice the later one, unless that is to come."""
    both = [wall.replace(fold=fold).astimezone(UTC) for fold in (1, 0)]
    shown = [each.astimezone(wall.tzinfo).replace(tzinfo=None) for each in both]
    if wall.replace(tzinfo=None) not in shown:
        raise Refused("time_never_was", said=typed.said)
    for each in both:
        if each <= now:
            return each
    if min(both) - now <= SOON:
        return now
    raise Refused("time_to_come_today" if typed.day is None else "time_to_come", said=typed.said)


def hour_and_minute(clock: re.Match[str] | Mapping[str, str | None]) -> tuple[int | None, int]:
    """What a match of `CLOCK` shows, by its groups. The hour is None where no clock shows it."""
    if clock["name"]:
        return (0 if clock["name"].casefold() == "midnight" else 12), 0
    hour, minute = int(clock["hour"] or clock["whole"] or 0), int(clock["minute"] or 0)
    if clock["half"]:
        if not 1 <= hour <= 12:
            return None, minute
        hour = hour % 12 + (12 if clock["half"].casefold() == "p" else 0)
    return (hour if hour < 24 else None), minute


def _date(typed: _Typed, there: datetime, hour: int, minute: int, zone: str) -> date:
    day, today = typed.day, there.date()
    if day is None:
        return today
    if day["word"]:
        return _relative(day["word"].casefold(), today, hour)
    if day["weekday"]:
        back = (today.weekday() - DAYS.index(day["weekday"][:3].casefold())) % 7
        is_to_come = back == 0 and (hour, minute) > (there.hour, there.minute)
        return today - timedelta(days=7 if is_to_come else back)
    try:
        return _written(day, today)
    except ValueError:
        raise _unreadable(typed.said, zone) from None


def _relative(word: str, today: date, hour: int) -> date:
    """Last night begins yesterday and ends this morning."""
    is_yesterday = word == "yesterday" or (word.startswith("last") and hour >= 12)
    return today - timedelta(days=1) if is_yesterday else today


def _written(day: re.Match[str], today: date) -> date:
    """Without a year the last such day. Raises ValueError."""
    if day["iso"]:
        return date.fromisoformat(day["iso"])
    month = MONTHS.index(day["month"][:3].casefold()) + 1
    if day["year"]:
        return date(int(day["year"]), month, int(day["day"]))
    found = date(today.year, month, int(day["day"]))
    return found if found <= today else date(today.year - 1, month, int(day["day"]))
