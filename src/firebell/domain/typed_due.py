"""A day or a time to come that somebody typed with their words: `by friday`, `by 12 dec`, `in two
weeks`, `by 14:05`.

It is read on the organisation's clock. A day alone ends with its working time. Words that only look
like a day stay words: `by` (or the like) has to stand before it, or it is a length of time at an
end. What plainly was meant as a day and is none, or has passed, is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from firebell.domain.hours import Hours
from firebell.domain.refusals import Refused
from firebell.domain.typed_time import CLOCK, DAYS, MONTH, MONTHS, WEEKDAY, hour_and_minute

LAST_MINUTE = time(23, 59)
"""Of a day whose working time is over already."""
NUMBERS = {
    word: count
    for count, words in enumerate(
        ("a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
    for word in words.split()
}
LONGEST = timedelta(days=3660)
"""Nobody means later than that."""

_COUNT = r"(?P<count>\d{1,4}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
_UNIT = r"(?P<unit>min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?|fortnights?)"
_LENGTH = rf"(?:with)?in\s+(?:the\s+next\s+)?{_COUNT}\s+{_UNIT}(?:'s?\s+time)?\b"
_DAY = (
    r"(?P<word>today|tonight|tomorrow)\b"
    r"|(?:the\s+)?end\s+of\s+(?:the\s+|this\s+)?(?P<end>day|week|month)\b"
    r"|(?P<eod>eod|eow|cob)\b"
    r"|next\s+(?P<next>week|month)\b"
    rf"|(?:(?:this|next|on)\s+)?(?P<weekday>{WEEKDAY})\b"
    r"|(?:on\s+)?(?P<iso>\d{4}-\d{2}-\d{2})\b"
    rf"|(?:on\s+)?(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{MONTH})\b"
    r"(?:\.?,?\s+(?P<year>\d{4}))?"
    rf"|(?:on\s+)?(?P<month_first>{MONTH})\.?\s+(?P<day_behind>\d{{1,2}})(?:st|nd|rd|th)?\b"
    r"(?:,?\s+(?P<year_behind>\d{4}))?"
)
_WHEN = re.compile(
    rf"(?:{_LENGTH}|(?:{_DAY})(?:\s*,?\s*(?:at\s+)?(?P<clock>{CLOCK}))?"
    rf"|(?:at\s+)?(?P<clock_first>{CLOCK.replace('(?P<', '(?P<c_')})"
    r"(?:\s*,?\s*(?P<clock_day>today|tonight|tomorrow)\b)?)",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:due|by|before|until|till|no\s+later\s+than)\s*:?\s+(?:by\s+|on\s+)?", re.I)
_BEHIND = re.compile(r"\s*[:,;–—-]?\s+|\s*[.!]?\s*$")
_LOOKS_LIKE_ONE = re.compile(r"\d{1,2}[:.]\d{2}\b|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}\b")


@dataclass(frozen=True, slots=True)
class Due:
    """Words, and until when what they say is to be done; None where no such time was typed."""

    at: datetime | None
    words: str


def due_in(typed: str, now: datetime, zone: str, hours: Hours) -> Due:
    """The time at the beginning or the end, and the other words. Raises Refused."""
    typed = " ".join(typed.split())
    by = _BY.match(typed)
    start = by.end() if by else 0
    found = _WHEN.match(typed, start)
    if found and (by or found["count"]) and (behind := _BEHIND.match(typed, found.end())):
        at = _moment(found, now, zone, hours, typed[start : found.end()])
        return Due(at, typed[behind.end() :].strip())
    if by and (strange := _LOOKS_LIKE_ONE.match(typed, start)):
        raise Refused("due_unreadable", said=typed[start : strange.end()])
    return _at_the_end(typed, now, zone, hours)


def _at_the_end(typed: str, now: datetime, zone: str, hours: Hours) -> Due:
    """`call them by friday` leaves *call them*; `it expires in two weeks` stays whole."""
    for by in reversed(list(_BY.finditer(typed))):
        if by.start() == 0 or not typed[by.start() - 1].isspace():
            continue
        found = _WHEN.match(typed, by.end())
        if found and _ends(typed, found):
            at = _moment(found, now, zone, hours, typed[by.end() : found.end()])
            return Due(at, typed[: by.start()].rstrip(" ,;:–—-"))
    for found in re.finditer(rf"(?<!\S){_LENGTH}", typed, re.IGNORECASE):
        if _ends(typed, found):
            return Due(_after(found, now, zone, hours), typed)
    return Due(None, typed)


def _ends(typed: str, found: re.Match[str]) -> bool:
    return re.fullmatch(r"\s*[.!]?\s*", typed[found.end() :]) is not None


def _moment(found: re.Match[str], now: datetime, zone: str, hours: Hours, said: str) -> datetime:
    if found["count"]:
        return _after(found, now, zone, hours)
    there = now.astimezone(ZoneInfo(zone))
    try:
        day = _day(found, there.date())
        clock = _clock(found)
    except ValueError:
        raise Refused("due_unreadable", said=said) from None
    if clock is None:
        at = _end_of(day or there.date(), now, zone, hours)
    else:
        at = _on(day or there.date(), clock, zone)
        if found["weekday"] and at <= now:
            at = _on((day or there.date()) + timedelta(days=7), clock, zone)
    if at <= now:
        raise Refused("due_past_typed", said=said)
    if at > now + LONGEST:
        raise Refused("due_unreadable", said=said)
    return at


def _after(found: re.Match[str], now: datetime, zone: str, hours: Hours) -> datetime:
    """So long from now: minutes and hours as they are, all else until the end of that day."""
    written = " ".join(found["count"].casefold().split())
    count = int(written) if written.isdecimal() else NUMBERS[written]
    unit = found["unit"].casefold()
    if unit.startswith("m") and not unit.startswith("mo"):
        return now + timedelta(minutes=max(count, 1))
    if unit.startswith("h"):
        return now + timedelta(hours=max(count, 1))
    days = {"d": 1, "w": 7, "f": 14, "m": 30}[unit[0]] * count
    length = min(timedelta(days=days), LONGEST)
    return _end_of(now.astimezone(ZoneInfo(zone)).date() + length, now, zone, hours)


def _day(found: re.Match[str], today: date) -> date | None:
    """The day that is named; None where only a time is. Raises ValueError."""
    word = (found["word"] or found["clock_day"] or "").casefold()
    if word:
        return today + timedelta(days=1 if word == "tomorrow" else 0)
    ends = (found["end"] or {"eow": "week"}.get((found["eod"] or "").casefold(), "")).casefold()
    if found["eod"] or ends:
        return _end(ends or "day", today)
    if found["next"]:
        return _next(found["next"].casefold(), today)
    if found["weekday"]:
        ahead = (DAYS.index(found["weekday"][:3].casefold()) - today.weekday()) % 7
        return today + timedelta(days=ahead)
    if found["iso"]:
        return date.fromisoformat(found["iso"])
    if found["month"]:
        return _written(found["day"], found["month"], found["year"], today)
    if found["month_first"]:
        return _written(found["day_behind"], found["month_first"], found["year_behind"], today)
    return None


def _end(of: str, today: date) -> date:
    """Of a working week, of a month, of today."""
    if of == "week":
        return today + timedelta(days=(4 - today.weekday()) % 7)
    return _next("month", today).replace(day=1) - timedelta(days=1) if of == "month" else today


def _next(unit: str, today: date) -> date:
    """The end of the next working week; the same day of the next month, or its last."""
    if unit == "week":
        return today + timedelta(days=7 - today.weekday() + 4)
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(today.day, last.day))


def _written(day: str, month: str, year: str | None, today: date) -> date:
    """Without a year the next such day. Raises ValueError."""
    number = MONTHS.index(month[:3].casefold()) + 1
    if year:
        return date(int(year), number, int(day))
    for each in range(today.year, today.year + 9):
        try:
            found = date(each, number, int(day))
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError(day)


def _clock(found: re.Match[str]) -> time | None:
    """Raises ValueError."""
    if found["clock"]:
        parts = {key: found[key] for key in ("hour", "minute", "whole", "name", "half")}
    elif found["clock_first"]:
        parts = {key: found[f"c_{key}"] for key in ("hour", "minute", "whole", "name", "half")}
    else:
        return None
    hour, minute = hour_and_minute(parts)
    if hour is None:
        raise ValueError("no clock shows it")
    return time(hour, minute)


def _end_of(day: date, now: datetime, zone: str, hours: Hours) -> datetime:
    """Of the working time of that day; of the day itself, where that has passed."""
    at = _on(day, hours.working[1], zone)
    return at if at > now else _on(day, LAST_MINUTE, zone)


def _on(day: date, clock: time, zone: str) -> datetime:
    """Of a time that the clocks show twice the first; of one that they leave out, as far after
    midnight as it says."""
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)
