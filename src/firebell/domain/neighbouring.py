"""The services before and behind one: what it uses, and what uses it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from firebell.domain.playbook import Playbook, Service, is_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A service `before` (this one uses it), or behind (it uses this one)."""

    service: Service
    before: bool


def neighbours(service: str, playbook: Playbook) -> tuple[Neighbour, ...]:
    """Those of this service, by what either of the two says, those before it first."""
    own = playbook.service(service)
    if own is None:
        return ()
    before = _keys(
        own.depends_on, (each.key for each in playbook.services if service in each.feeds)
    )
    behind = _keys(own.feeds, (e.key for e in playbook.services if service in e.depends_on))
    found = [(key, True) for key in before] + [(key, False) for key in behind if key not in before]
    return tuple(
        Neighbour(service=known, before=is_before)
        for key, is_before in found
        if key != service and (known := playbook.service(key)) is not None
    )


def _keys(said: tuple[str, ...], others: Iterator[str]) -> list[str]:
    return list(dict.fromkeys([*said, *others]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where a service's team reads: its channel, else whoever leads for it now; neither where the
    playbook knows of nobody."""

    channel: str | None = None
    person: str | None = None


def where_its_team_reads(service: Service, playbook: Playbook, at: datetime) -> Where:
    """The first of its channels, else its lead."""
    for channel in service.channels:
        return Where(channel=channel)
    lead = playbook.lead(service, playbook.leading_role.key, at)
    return Where(person=lead) if lead and is_person(lead) else Where()
