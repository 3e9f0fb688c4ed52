"""Who is on duty: people in turn, by weeks that begin at an hour of a clock, with exceptions.

A turn begins when that clock first shows the hour of that day; so it is right when clocks change,
and nobody's turn comes back in the hour that is there twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ROTA = "rota:"
"""Before a rota's key, where a person could stand."""
WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitute:
    """Somebody else, from the handover of the first day until the handover of the last."""

    person: str
    begins: date
    ends: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Rota:
    """`people` in turn, `weeks` each; the first of them from the handover of the day `begins`.
    `time_zone` is whose clock hands over; else the organisation's."""

    key: str
    people: tuple[str, ...]
    begins: date
    handover: time = time(9)
    weeks: int = 1
    time_zone: str | None = None
    exceptions: tuple[Substitute, ...] = ()

    def references(self) -> tuple[str, ...]:
        """Everybody whom it names."""
        return (*self.people, *(substitute.person for substitute in self.exceptions))

    def resolve(self, ids: Mapping[str, str]) -> Rota:
        """The same with ids, as far as they are known: nobody's turn moves because of another."""
        return replace(
            self,
            people=tuple(ids.get(person, person) for person in self.people),
            exceptions=tuple(
                replace(each, person=ids.get(each.person, each.person)) for each in self.exceptions
            ),
        )


def on_duty(rota: Rota, at: datetime, zone: str) -> str | None:
    """Whose turn it is at this moment; None before the first."""
    day = duty_day(at, rota.handover, rota.time_zone or zone)
    for substitute in rota.exceptions:
        if substitute.begins <= day < substitute.ends:
            return substitute.person
    if day < rota.begins or not rota.people:
        return None
    turn = (day - rota.begins).days // (WEEK * rota.weeks)
    return rota.people[turn % len(rota.people)]


def duty_day(at: datetime, handover: time, zone: str) -> date:
    """The day whose handover was the last one."""
    clock = ZoneInfo(zone)
    today = at.astimezone(clock).date()
    begins = datetime.combine(today, handover, clock).astimezone(UTC)
    return today if at >= begins else today - timedelta(days=1)
