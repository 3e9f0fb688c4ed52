"""A day to come that somebody typed behind their words: `by friday`, `tomorrow`, `1 dec`.

It is the end of working time on that day, on the organisation's clock.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from firebell.domain.playbook import Playbook
from firebell.domain.typed_time import DAYS, MONTHS

_DAY = re.compile(
    r"(?:^|\s)(?:(?:by|until|till|on|due|next|before)\s+)*"
    r"(?:(?P<word>today|tomorrow)"
    r"|in\s+(?P<count>\d{1,3})\s+(?P<unit>days?|weeks?)"
    r"|(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?"
    r"|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)(?:\s+(?P<year>\d{4}))?)\s*\.?$",
    re.IGNORECASE,
)


def day_behind(typed: str, now: datetime, playbook: Playbook) -> tuple[datetime | None, str]:
    """The day at the end, and the words before it; None where no day stands there."""
    found = _DAY.search(typed)
    if found is None:
        return None, typed
    today = now.astimezone(ZoneInfo(playbook.time_zone)).date()
    try:
        on = _date(found, today)
    except ValueError:
        return None, typed
    ends = playbook.hours.working[1]
    at = datetime.combine(on, ends, ZoneInfo(playbook.time_zone)).astimezone(UTC)
    return at, typed[: found.start()].strip()


def _date(found: re.Match[str], today: date) -> date:
    """Raises ValueError where the calendar has no such day."""
    if found["word"]:
        return today + timedelta(days=found["word"].casefold() == "tomorrow")
    if found["count"]:
        days = 7 if found["unit"].casefold().startswith("w") else 1
        return today + timedelta(days=int(found["count"]) * days)
    if found["weekday"]:
        ahead = (DAYS.index(found["weekday"][:3].casefold()) - today.weekday()) % 7
        return today + timedelta(days=ahead or 7)
    if found["iso"]:
        return date.fromisoformat(found["iso"])
    month = MONTHS.index(found["month"][:3].casefold()) + 1
    year = int(found["year"]) if found["year"] else today.year
    on = date(year, month, int(found["day"]))
    return on if found["year"] or on >= today else date(year + 1, month, int(found["day"]))
