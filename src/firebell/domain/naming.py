"""A channel's name: from the playbook's template, made to fit Slack from any script.

Lower-case letters, digits, hyphen and underscore, at most 80 (Slack's `conversations.create`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import UTC, datetime

LONGEST = 80
ROOM_FOR_SUFFIX = 4
SIDEBAR = 24
"""Characters of a name that people see in a list of channels; what stands behind is cut off."""
TELLING = 8
"""Characters of a title that tell it from others of the same service, in most cases."""
PRACTICE = "drill-"
"""What the name of a drill's channel begins with."""
DATES: Mapping[str, str] = {
    "date": "%Y-%m-%d",
    "yyyy_mm_dd": "%Y_%m_%d",
    "yyyymmdd": "%Y%m%d",
    "yymmdd": "%y%m%d",
    "yyyy": "%Y",
    "yy": "%y",
    "mm": "%m",
    "dd": "%d",
    "hhmm": "%H%M",
}
"""Fields of a template that say when it was raised, on the clock of its people."""
FIELDS = ("number", "service", "title", "severity", *DATES)
"""What may stand in a template."""
LONGEST_NUMBER = 6
LONGEST_SERVICE = 30
LONGEST_SEVERITY = 12
SHORTEST_TRACE = 4
"""Characters of a title that are still told from others, where it was cut."""


def slug(text: str, longest: int = LONGEST) -> str:
    """Text as a part of a name: accents dropped, everything else that does not fit a hyphen."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    ascii_only = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:longest].strip("-")


def base_name(
    template: str, *, number: int, service: str, title: str, severity: str, at: datetime
) -> str:
    """The name that is wanted, short enough for a suffix; the title gives way first. Two incidents
    of one service are told apart by what is seen of it in a list of channels. `at` is when it was
    raised, on the clock whose day the name says."""
    short = slug(service, LONGEST_SERVICE)
    fields = {"severity": slug(severity, LONGEST_SEVERITY), **_dates(template, at)}
    if not _is_seen(template, number, {**fields, "service": short}):
        template, short = _numbered(template, number, short, fields)
    fields |= {"number": str(number), "service": short}
    room = LONGEST - ROOM_FOR_SUFFIX - len(template.format(**fields, title=""))
    name = template.format(**fields, title=slug(title, max(room, 0)))
    name = re.sub(r"[^a-z0-9_-]+", "-", name.casefold())[: LONGEST - ROOM_FOR_SUFFIX].strip("-_")
    return name or f"inc-{number}"


def longest_name(template: str) -> int:
    """How long a name of this template can become without a title."""
    longest = {
        "number": "9" * LONGEST_NUMBER,
        "service": "s" * LONGEST_SERVICE,
        "severity": "p" * LONGEST_SEVERITY,
        "title": "",
    }
    return len(template.format(**longest, **_dates(template, datetime(2026, 12, 31, tzinfo=UTC))))


def _dates(template: str, at: datetime) -> dict[str, str]:
    """Of the fields that say when, those that stand in this template."""
    return {field: at.strftime(form) for field, form in DATES.items() if f"{{{field}}}" in template}


def _is_seen(template: str, number: int, fields: Mapping[str, str]) -> bool:
    """Whether the number, or enough of the title, stands where it is not cut off."""
    for sought, needed in (("{number}", len(str(number))), ("{title}", TELLING)):
        before, found, _ = template.partition(sought)
        if found and len(before.format(**fields, number=number, title="")) + needed <= SIDEBAR:
            return True
    return False


def _numbered(
    template: str, number: int, service: str, fields: Mapping[str, str]
) -> tuple[str, str]:
    """The number behind the service's name, which gives way; without a service at the front."""
    before, named, behind = template.partition("{service}")
    if not named:
        return "{number}-" + template, service
    between = "-" if service else ""
    added = f"{between}{number}"
    taken = len(before.format(**fields, number="", title=""))
    room = max(SIDEBAR - taken - len(added), 0)
    return f"{before}{named}{between}{{number}}{behind}", service[:room].strip("-")


def tells(name: str, title: str, number: int) -> bool:
    """Whether a channel's name was made from this title, whole or, in a long name, its beginning.

    It rather says so once too often: then a channel is renamed that need not be.
    """
    if re.fullmatch(rf"({PRACTICE})?{number_name(number)}(-private)?(-\d{{1,3}})?", name):
        return False
    words = slug(title)
    if words and words in name:
        return True
    was_cut = len(name) >= LONGEST - 2 * ROOM_FOR_SUFFIX
    return was_cut and len(words) >= SHORTEST_TRACE and words[:SHORTEST_TRACE].strip("-") in name


def for_practice(name: str) -> str:
    """The name of a drill's channel, which says so first."""
    if name.startswith(PRACTICE):
        return name
    return f"{PRACTICE}{name}"[: LONGEST - ROOM_FOR_SUFFIX].strip("-_")


def for_real(name: str) -> str:
    """The name of what is no drill any more."""
    return name.removeprefix(PRACTICE)


def private_name(number: int) -> str:
    """The name of a private incident's channel, which says nothing but the number."""
    return f"inc-{number}-private"


def number_name(number: int) -> str:
    """The name of a channel that was left when the incident became private."""
    return f"inc-{number}"


def free_name(base: str, taken: Collection[str]) -> str:
    """The base, or the base with the first free number from 2."""
    if base not in taken:
        return base
    suffix = 2
    while f"{base}-{suffix}" in taken:
        suffix += 1
    return f"{base}-{suffix}"


def next_name(name: str, taken: Collection[str]) -> str:
    """The next to try when Slack has this one: a number that we gave is counted on.

    A number that belongs to the title (`error-500`) stays: only where the name without it was
    reserved too did we give it.
    """
    shorter = stem(name)
    base = shorter if shorter in taken else name[: LONGEST - ROOM_FOR_SUFFIX]
    return free_name(base, {*taken, name})


def candidates(name: str, upto: int = 200) -> list[str]:
    """The names that `free_name` and `next_name` may try, for asking which are reserved."""
    bases = {name, stem(name)}
    return [*bases, *(f"{base}-{suffix}" for base in bases for suffix in range(2, upto))]


def stem(name: str) -> str:
    """A name without the number that may have been added to it."""
    return re.sub(r"-\d{1,3}$", "", name)
