"""What one person's Home holds, as values: what is theirs, what is open, which of it they chose to
see, and when time alone changes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from firebell.domain import mine, open_actions, open_incidents
from firebell.domain.incident import Incident, Status
from firebell.domain.mine import HeldRole, OwnReview, OwnStep, Promise
from firebell.domain.open_actions import ToDo
from firebell.domain.person import Person
from firebell.domain.playbook import Playbook

OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which of the open incidents are shown: of this service, this severity, this status (by their
    keys); `own`: only those in which the person has a part. Empty: all."""

    service: str = ""
    severity: str = ""
    status: str = ""
    own: str = ""

    @property
    def is_set(self) -> bool:
        """Whether anything is left out."""
        return self != Filters()

    def with_choice(self, name: str, chosen: str) -> Filters:
        """Another choice for one of them; nothing is changed by a name that there is not."""
        match name:
            case "service":
                return replace(self, service=chosen)
            case "severity":
                return replace(self, severity=chosen)
            case "status":
                return replace(self, status=chosen if chosen in list(Status) else "")
            case "own":
                return replace(self, own=OWN if chosen else "")
            case _:
                return self

    def chosen(self, opened: Iterable[Incident], person: Person) -> list[Incident]:
        """Those that are shown, in the order in which they came."""
        return [
            incident
            for incident in opened
            if self.service in ("", incident.service)
            and self.severity in ("", incident.severity)
            and self.status in ("", incident.status)
            and (not self.own or open_incidents.is_own(incident, person))
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeContent:
    """All of it, in the order in which it is shown; whoever shows it takes what fits."""

    person: Person
    opened: Sequence[Incident] = ()
    roles: Sequence[HeldRole] = ()
    steps: Sequence[OwnStep] = ()
    promises: Sequence[Promise] = ()
    actions: Sequence[ToDo] = ()
    reviews: Sequence[OwnReview] = ()

    @property
    def incidents(self) -> list[Incident]:
        """Every incident of which it says anything: roles, steps and promises are of open ones."""
        found = [
            *self.opened,
            *(each.incident for each in self.actions),
            *(each.incident for each in self.reviews),
        ]
        return list({incident.id: incident for incident in found}.values())

    def changes_after(self, now: datetime) -> datetime | None:
        """When the first of its times passes; None where none is to come."""
        return min((at for at in self._times() if at > now), default=None)

    def _times(self) -> Iterator[datetime]:
        yield from (promise.until for promise in self.promises)
        yield from (each.step.due for each in self.steps if each.step.due)
        yield from (each.action.due for each in self.actions if each.action.due)
        yield from (review.due for review in self.reviews if review.due)


def content_of(
    incidents: Sequence[Incident], person: Person, playbook: Playbook, now: datetime
) -> HomeContent:
    """Of incidents that may be shown to this person, open or closed."""
    opened = [incident for incident in incidents if incident.is_open]
    ordered = open_incidents.in_order(opened, person, playbook)
    to_do = [each for each in open_actions.to_do(incidents) if each.is_for(person)]
    return HomeContent(
        person=person,
        opened=ordered,
        roles=mine.roles(ordered, person),
        steps=mine.steps(ordered, person),
        promises=mine.promises(ordered, person, playbook),
        actions=open_actions.in_order(to_do, person, now),
        reviews=mine.reviews(incidents, person, now),
    )
