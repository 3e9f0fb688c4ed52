"""Plain JSON, read by the playbook's mapping: a JSON Pointer (RFC 6901) for each part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from firebell.domain.alerts import AlertState, Signal
from firebell.domain.playbook import AlertSource
from firebell.web.alerts.parts import (
    LONGEST_KEY,
    LONGEST_LABEL,
    LONGEST_TITLE,
    link,
    needed,
    words,
)


def read(payload: object, source: AlertSource) -> Sequence[Signal]:
    """The one alert. Raises Unusable, which names the pointer."""
    where = source.fields

    def said(part: str, most: int) -> str:
        return words(at(payload, where[part]), most) if part in where else ""

    state = said("state", LONGEST_LABEL).casefold()
    ended = state in {each.casefold() for each in source.ended}
    found: Mapping[str, str] = {
        source.severity_label: said("severity", LONGEST_LABEL),
        source.service_label: said("service", LONGEST_LABEL),
    }
    return [
        Signal(
            key=needed(said("key", LONGEST_KEY), where.get("key", "key")),
            title=needed(said("title", LONGEST_TITLE), where.get("title", "title")),
            state=AlertState.ENDED if ended else AlertState.FIRING,
            link=link(at(payload, where["link"])) if "link" in where else "",
            labels={label: value for label, value in found.items() if value},
        )
    ]


def at(payload: object, pointer: str) -> object:
    """What stands there; None where there is nothing."""
    found = payload
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        if isinstance(found, dict):
            found = found.get(name)
        elif isinstance(found, list) and name.isdecimal() and name.isascii():
            place = int(name) if len(name) < 10 else len(found)
            found = found[place] if place < len(found) else None
        else:
            return None
    return found
