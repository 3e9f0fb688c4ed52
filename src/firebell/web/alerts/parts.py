"""Pieces of what a stranger sent, made harmless: text that is clean and short, moments, addresses.

Nothing here trusts a shape: whatever stands where something else belongs counts as missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from firebell.domain.typed_text import one_line

LONGEST_KEY = 255
LONGEST_TITLE = 150
LONGEST_LABEL = 100
LONGEST_LINK = 2000
MOST_LABELS = 50
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""Go writes a moment that is not known as the first of January of the year 1."""


class Unusable(Exception):
    """It can't be read as an alert; the message is a sentence that says why."""


def fields(value: object) -> Mapping[str, object]:
    """An object, else one without anything."""
    return value if isinstance(value, dict) else {}


def objects(value: object) -> Iterator[Mapping[str, object]]:
    """The objects of a list."""
    for item in value if isinstance(value, list) else []:
        if isinstance(item, dict):
            yield item


def words(value: object, most: int) -> str:
    """Text on one line, without what can't be shown or stored, cut to this length; empty for
    anything that is no text, number or truth."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) > 10**15:
        return ""
    if not isinstance(value, str | int | float):
        return ""
    line = one_line(str(value)[: most * 4])
    return line if len(line) <= most else f"{line[: most - 1]}…"


def labels(value: object) -> dict[str, str]:
    """Names and values, so many at most."""
    found: dict[str, str] = {}
    for name, given in list(fields(value).items())[:MOST_LABELS]:
        key, said = words(name, LONGEST_LABEL), words(given, LONGEST_LABEL)
        if key and said:
            found[key] = said
    return found


def moment(value: object) -> datetime | None:
    """A moment of RFC 3339, or in seconds since 1970, in UTC; None where it is none, or none that
    can be meant."""
    try:
        if isinstance(value, str):
            found = datetime.fromisoformat(value)
            found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            found = datetime.fromtimestamp(value, UTC)
        else:
            return None
    except (ValueError, OverflowError, OSError):
        return None
    return found if found > EARLIEST else None


def link(*candidates: object) -> str:
    """The first of these that is an address of the web; else nothing."""
    for given in candidates:
        if not isinstance(given, str) or len(given) > LONGEST_LINK:
            continue
        try:
            parts = urlsplit(given)
        except ValueError:
            continue
        plain = given.isascii() and given.isprintable() and not set(given) & set(" <>|\"'`")
        if plain and parts.scheme in ("http", "https") and parts.hostname:
            return given
    return ""


def needed(value: str, name: str) -> str:
    """It, where there is any. Raises Unusable, which names the field."""
    if not value:
        raise Unusable(f"The field {name} is missing or empty.")
    return value
