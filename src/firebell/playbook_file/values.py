"""One value of the file: the right kind, or `Wrong` with what would be right.

Each reader takes what TOML gave and returns what the domain wants. Readers know no line and no
key; `tables` adds both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from enum import StrEnum
from string import Formatter
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from firebell.domain import naming
from firebell.domain.callouts import PAGERDUTY
from firebell.domain.rota import ROTA, Substitute
from firebell.playbook_file import keys

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Reader = Callable[[object], T]

_DURATION = re.compile(r"(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?")
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d) ?- ?([01]\d|2[0-3]):([0-5]\d)")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_PERSON = re.compile(r"[^@\s<>,]+@[^@\s<>,]+\.[^@\s<>,.]+|[UW][A-Z0-9]{5,}")
_SCHEDULE = re.compile(r"[A-Z0-9]{5,32}")
_HOUR = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_SUBSTITUTE = re.compile(r"(\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d): *(\S+)")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]+\.[A-Za-z0-9-]{2,}")
_GROUP = re.compile(r"@[a-z0-9][a-z0-9._-]*|S[A-Z0-9]{5,}")
_CHANNEL = re.compile(r"#[^\sA-Z#@<>,.]{1,80}|[CG][A-Z0-9]{5,}")
_EMOJI = re.compile(r"[\w+'-]{1,100}")
_NAME_PARTS = re.compile(r"[a-z0-9_-]*")


class Wrong(Exception):
    """`right` completes *It would be …*; `what` follows the key, else the value is shown."""

    def __init__(self, right: str, what: str | None = None) -> None:
        super().__init__(right)
        self.right = right
        self.what = what


def shown(value: object) -> str:
    """A value as a person wrote it, short."""
    match value:
        case str():
            return f'"{value}"' if len(value) <= 60 else f'"{value[:59]}…"'
        case bool():
            return str(value).lower()
        case int() | float():
            return f"the number {value}"
        case list():
            return "a list" if value else "an empty list"
        case dict():
            return "a table"
        case _:
            return f"the time {value}"


def choices(allowed: Collection[str]) -> str:
    """Words as a choice between them: `"channel", "here" or "none"`."""
    quoted = [f'"{word}"' for word in allowed]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def nearest(written: str, known: Collection[str]) -> str | None:
    """The known word that was most likely meant."""
    by_lower = {word.lower(): word for word in known}
    found = get_close_matches(written.lower(), by_lower, 1, 0.6)
    return by_lower[found[0]] if found else None


def line_of_text(most: int, why: str = "") -> Reader[str]:
    """A text on one line (line ends become blanks), not empty, at most this long."""

    def read(value: object) -> str:
        if not isinstance(value, str):
            raise Wrong('a text in quotes, such as "like this"')
        words = " ".join(value.split())
        if not words:
            raise Wrong("a line of text, or left out")
        if len(words) > most:
            raise Wrong(f"at most {most}{why}", f"has {len(words)} characters")
        return words

    return read


def key(most: int = keys.KEY) -> Reader[str]:
    """A short name for machines; *unsure* is Firebell's own."""
    right = f"letters, digits, hyphens and underscores, at most {most}"

    def read(value: object) -> str:
        if not isinstance(value, str) or not _KEY.fullmatch(value) or len(value) > most:
            raise Wrong(right)
        if value.lower() == "unsure":
            raise Wrong('another word, since "unsure" is the key of Not sure')
        return value

    return read


def flag(value: object) -> bool:
    """A truth value: `true` or `false`."""
    if not isinstance(value, bool):
        raise Wrong("true or false, without quotes")
    return value


def duration(value: object) -> timedelta:
    """`"30m"`, `"1h"`, `"1h30m"`, `"2d"`; a minute at least, a year at most."""
    found = _length(value, 'a duration in quotes, such as "30m", "1h" or "2d"')
    if not timedelta(0) < found:
        raise Wrong('at least a minute, "1m", or left out')
    if found > keys.LONGEST:
        raise Wrong('at most a year, "366d"')
    return found


def time_kept(value: object) -> timedelta:
    """`"180d"`: a day at least, a hundred years at most."""
    found = _length(value, 'a duration in quotes, such as "180d"')
    if found < keys.SHORTEST_KEPT:
        raise Wrong('at least a day, "1d", or left out')
    if found > keys.LONGEST_KEPT:
        raise Wrong('at most a hundred years, "36600d", or left out')
    return found


def working(value: object) -> tuple[time, time]:
    """`"09:00-17:00"`, within one day."""
    begins, ends = _span(value, 'from and until when people work, such as "09:00-17:00"')
    if not begins < ends:
        raise Wrong('within one day, such as "09:00-17:00"')
    return begins, ends


def quiet(value: object) -> tuple[time, time]:
    """`"22:00-07:00"`, across midnight or not."""
    begins, ends = _span(value, 'from and until when it is quiet, such as "22:00-07:00"')
    if begins == ends:
        raise Wrong('two different times, such as "22:00-07:00"')
    return begins, ends


def _span(value: object, right: str) -> tuple[time, time]:
    match = _SPAN.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise Wrong(right)
    hours = [int(part) for part in match.groups()]
    return time(hours[0], hours[1]), time(hours[2], hours[3])


def _length(value: object, right: str) -> timedelta:
    match = _DURATION.fullmatch(value.replace(" ", "")) if isinstance(value, str) else None
    if match is None or not match.group():
        raise Wrong(right)
    days, hours, minutes = (int(part or 0) for part in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


def choice(kind: type[E]) -> Reader[E]:
    """One of an enumeration's words."""

    def read(value: object) -> E:
        for member in kind:
            if value == member.value:
                return member
        raise Wrong(choices([member.value for member in kind]))

    return read


def one_of(known: Collection[str]) -> Reader[str]:
    """A key that the file defines elsewhere; the nearest is suggested."""

    def read(value: object) -> str:
        if isinstance(value, str) and value in known:
            return value
        meant = nearest(value, known) if isinstance(value, str) else None
        raise Wrong(f'"{meant}"' if meant else choices(known) if known else "defined in this file")

    return read


def person(value: object) -> str:
    """An e-mail address, or a Slack id."""
    if isinstance(value, str) and _PERSON.fullmatch(value):
        return value
    raise Wrong('an e-mail address, such as "alice@example.com"')


def person_or_group(value: object) -> str:
    """An e-mail address, a group's handle, or a Slack id."""
    if isinstance(value, str) and (_PERSON.fullmatch(value) or _GROUP.fullmatch(value)):
        return value
    raise Wrong('an e-mail address, such as "alice@example.com", or a group, such as "@on-duty"')


def group(value: object) -> str:
    """A group's handle, or its Slack id."""
    if isinstance(value, str) and _GROUP.fullmatch(value):
        return value
    raise Wrong('a group, such as "@on-duty"')


def email_address(value: object) -> str:
    """An e-mail address, in letters that every mail server takes."""
    if isinstance(value, str) and _ADDRESS.fullmatch(value):
        return value
    raise Wrong('an e-mail address, such as "owners@example.com"')


def day(value: object) -> date:
    """A date, in quotes or without."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else _no_day()
    except ValueError:
        return _no_day()


def _no_day() -> date:
    raise Wrong('a day, such as "2026-11-23"')


def hour(value: object) -> time:
    """A time of the day, in quotes or without."""
    match = _HOUR.fullmatch(value) if isinstance(value, str) else None
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0, tzinfo=None)
    if match is None:
        raise Wrong('a time of the day, such as "09:00"')
    return time(int(match[1]), int(match[2]))


def weeks(value: object) -> int:
    """How many weeks a turn has."""
    return number(1, keys.LONGEST_TURN, " of weeks")(value)


def number(least: int, most: int, of_what: str = "") -> Reader[int]:
    """A whole number in these bounds."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise Wrong(f"a number{of_what} from {least} to {most}, without quotes")
        return value

    return read


def substitute(value: object) -> Substitute:
    """`2026-12-24 to 2026-12-27: priya@example.com`."""
    right = '"2026-12-24 to 2026-12-27: priya@example.com", the later day last'
    match = _SUBSTITUTE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise Wrong(right)
    found = Substitute(begins=day(match[1]), ends=day(match[2]), person=person(match[3]))
    if found.ends <= found.begins:
        raise Wrong(right)
    return found


def person_or_rota(known: Collection[str]) -> Reader[str]:
    """An e-mail address, a Slack id, `rota:` and the key of one that the file defines, or
    `pagerduty:` and the id of a schedule there."""

    def read(value: object) -> str:
        if isinstance(value, str) and value.startswith(PAGERDUTY):
            return _schedule(value)
        if not isinstance(value, str) or not value.startswith(ROTA):
            return person(value)
        if value.removeprefix(ROTA) in known:
            return value
        meant = nearest(value.removeprefix(ROTA), known)
        raise Wrong(f'"{ROTA}{meant}"' if meant else f"a rota of this file, behind {ROTA}")

    return read


def _schedule(value: str) -> str:
    if _SCHEDULE.fullmatch(value.removeprefix(PAGERDUTY)):
        return value
    raise Wrong(f'the id of a schedule, as in its address, such as "{PAGERDUTY}PABC123"')


def channel(value: object) -> str:
    """A channel's name with its #, or a Slack id."""
    if isinstance(value, str) and _CHANNEL.fullmatch(value):
        return value
    wanted = f"#{value.strip('# ').lower()}" if isinstance(value, str) else ""
    raise Wrong(f'"{wanted}"' if _CHANNEL.fullmatch(wanted) else 'a channel, such as "#incidents"')


def word_file(value: object) -> str:
    """A `.docx` beside the playbook, or `built-in`."""
    if not isinstance(value, str) or not (value == "built-in" or value.endswith(".docx")):
        raise Wrong("", '"built-in", or a Word file such as "review.docx" beside this one')
    return value


def emoji(value: object) -> str:
    """The name of an emoji, with or without its colons."""
    name = value.strip(": ") if isinstance(value, str) else ""
    if not _EMOJI.fullmatch(name):
        raise Wrong('an emoji\'s name, such as "pushpin"')
    return name


def time_zone(value: object) -> str:
    """A name of the IANA database."""
    zones = available_timezones()
    if isinstance(value, str) and value in zones:
        return value
    meant = nearest(value, zones) if isinstance(value, str) else None
    raise Wrong(f'"{meant or "Europe/London"}"')


def channel_name(value: object) -> str:
    """A template of a channel's name: known fields between what Slack allows in names."""
    if not isinstance(value, str):
        raise Wrong('a text such as "inc-{number}-{title}"')
    parts = _fields_in(value, naming.FIELDS)
    allowed, fields = _as_fields(naming.FIELDS), [field for _, field, *_ in parts if field]
    fixed = "".join(text for text, *_ in parts)
    if not _NAME_PARTS.fullmatch(fixed):
        raise Wrong("of lower-case letters, digits, - and _ around its fields")
    if not fields or len(fixed) > keys.CHANNEL_NAME // 2:
        raise Wrong(f"a short template with at least one of {allowed}")
    longest, most = naming.longest_name(value), naming.LONGEST - naming.ROOM_FOR_SUFFIX
    if longest > most:
        what = f"may have {longest} characters before there is any of the title"
        raise Wrong(f"at most {most}, since a channel's name in Slack has {naming.LONGEST}", what)
    return value


def https_address(value: object) -> str:
    """An address that starts with https://, as long as Slack takes."""
    right = 'an address such as "https://example.com/page"'
    if not isinstance(value, str) or re.search(r"[\s<>|]", value):
        raise Wrong(right)
    try:
        parts = urlsplit(value)
    except ValueError:
        raise Wrong(right) from None
    if parts.scheme == "http":
        raise Wrong(f'"https{value[4:]}"')
    if parts.scheme != "https" or not parts.hostname or len(value) > keys.URL:
        raise Wrong(right)
    return value


def call_address(fields: Collection[str]) -> Reader[str]:
    """An https address, fixed or with fields in it behind the host: where a call is may not depend
    on anything."""

    def read(value: object) -> str:
        right = 'an address such as "https://meet.example.com/inc-{number}"'
        if not isinstance(value, str):
            raise Wrong(right)
        parts = _fields_in(value, fields)
        if len(value) > keys.CALL:
            raise Wrong(f"at most {keys.CALL}", f"has {len(value)} characters")
        whole = "".join(text + ("x" if field is not None else "") for text, field, *_ in parts)
        https_address(whole)
        if "{" in urlsplit(value).netloc:
            raise Wrong("with its fields behind the name of the host")
        return value

    return read


def _as_fields(known: Collection[str]) -> str:
    return ", ".join(f"{{{field}}}" for field in known)


def _fields_in(
    value: str, known: Collection[str]
) -> list[tuple[str, str | None, str | None, str | None]]:
    """The parts of a template. Raises Wrong for a field that is not known, and for half of one."""
    allowed = _as_fields(known)
    try:
        parts = list(Formatter().parse(value))
    except ValueError:
        raise Wrong(f"made of whole fields: {allowed}", "has a { or } that stands alone") from None
    for _, field, form, how in parts:
        if field is not None and (field not in known or form or how):
            meant = nearest(field, known)
            right = f"{{{meant}}}" if meant else f"one of {allowed}"
            raise Wrong(right, f"has the field {{{field}}}, which Firebell does not know")
    return parts
