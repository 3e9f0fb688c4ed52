"""When people work and when they are left to sleep, on the organisation's clock.

A time of the day is a time on that clock, whatever the clocks do in between: the zone's rules are
a table (`zoneinfo`), so nothing here reads a clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)
A_WEEK = 8
"""Days to look through until there is a working day again, today and the same one next week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Working time on working days (0 is Monday), and the quiet hours of every night, each from
    and until a time of the day; and after how long without a word people are asked whether an
    incident is still going."""

    working_days: tuple[int, ...] = MONDAY_TO_FRIDAY
    working: tuple[time, time] = (time(9), time(17))
    quiet: tuple[time, time] = (time(22), time(7))
    silent_after: timedelta = timedelta(hours=4)

    def in_working_time(self, at: datetime, zone: str) -> datetime:
        """This moment where people work, else the next one at which they begin."""
        today = at.astimezone(ZoneInfo(zone)).date()
        begins, ends = self.working
        for later in range(A_WEEK):
            day = today + timedelta(days=later)
            if day.weekday() in self.working_days and at < _moment(day, ends, zone):
                return max(at, _moment(day, begins, zone))
        return at

    def after_quiet(self, at: datetime, zone: str) -> datetime:
        """This moment where nobody is left to sleep, else the end of the quiet hours."""
        begins, ends = self.quiet
        today = at.astimezone(ZoneInfo(zone)).date()
        for day in (today - timedelta(days=1), today):
            over = day + timedelta(days=1) if ends < begins else day
            until = _moment(over, ends, zone)
            if _moment(day, begins, zone) <= at < until:
                return until
        return at


USUAL_HOURS = Hours()
"""Where the playbook does not say it."""


def _moment(day: date, at: time, zone: str) -> datetime:
    """A time of that day. One that the clocks leave out is as far after midnight as it says; of
    one that they show twice it is the first."""
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)
