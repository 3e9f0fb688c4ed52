"""Nobody is heard of: no open incident is silent for ever.

One look is always ahead, until Firebell has said that it asks no more. Whatever a person does puts
the look off and begins anew; what Firebell does on its own never does. Which nudge comes next and
when is known from the incident and the playbook alone, so a look that comes late, or twice, says
what is so now.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from firebell.domain.commands import ConfirmOngoing, LookIn
from firebell.domain.events import (
    ActionsReminded,
    AnswerMissed,
    Declared,
    Event,
    Exported,
    HandoverMissed,
    MemberLeft,
    Nudged,
    OngoingConfirmed,
    Reopened,
    SeverityAsked,
    SeverityChanged,
    StepsLate,
    Updated,
    UpdateReminded,
)
from firebell.domain.incident import Incident, Nudge, Person, Watch
from firebell.domain.playbook import Playbook

PATIENCE = timedelta(minutes=15)
"""Where the playbook does not say how soon a lead answers."""
APART = timedelta(minutes=5)
"""At least, from whatever else somebody was asked or reminded of: that has a time of its own, and
this has none, so this is what waits."""
ASKED_STILL_GOING = 3
"""Times, each further from the one before; then it is said that nobody is asked any more."""


def confirm(incident: Incident, command: ConfirmOngoing, now: datetime, _: Playbook) -> list[Event]:
    """It goes on, and is asked about again when nothing has been heard for as long."""
    return [OngoingConfirmed(at=now, by=command.by, where=command.where)]


def look(incident: Incident, command: LookIn, now: datetime, playbook: Playbook) -> list[Event]:
    """The next nudge. Whether its time has come was asked before (`next_look`)."""
    watch = incident.watch
    if command.watch != watch.number or watch.stopped:
        return []
    nudge = next_nudge(incident, playbook)
    return [
        Nudged(
            at=now,
            nudge=nudge,
            since=since(incident),
            count=watch.nudges + 1,
            people=_told(incident, nudge, playbook),
        )
    ]


def next_nudge(incident: Incident, playbook: Playbook) -> Nudge:
    """What is done about the silence next."""
    ahead = _ladder(incident, playbook)
    return ahead[min(incident.watch.nudges, len(ahead) - 1)]


def next_look(incident: Incident, playbook: Playbook) -> datetime:
    """When the next nudge is due: later each time, apart from whatever else is asked."""
    watch = incident.watch
    nudge = next_nudge(incident, playbook)
    last = watch.nudged or since(incident)
    patience = 2 * (playbook.severity(incident.severity).answer_within or PATIENCE)
    silent = playbook.hours.silent_after
    match nudge:
        case Nudge.STILL_GOING | Nudge.STOPPED:
            asked = watch.nudges - _ladder(incident, playbook).index(Nudge.STILL_GOING)
            promised = incident.next_update or last
            at = playbook.working_time(max(last, promised) + silent * 2 ** max(asked, 0))
        case Nudge.UPDATE_LATE:
            at = max(last, incident.next_update or last) + APART + patience
        case _:
            at = last + patience * 2 ** max(watch.nudges - 1, 0)
    return playbook.when_reminded(_apart(incident, at), incident.severity)


def is_needed(incident: Incident, event: Nudged) -> bool:
    """Whether the nudge still says what is so: nobody was heard since, no later one was given."""
    watch = incident.watch
    return incident.is_open and since(incident) == event.since and watch.nudges == event.count


def since(incident: Incident) -> datetime:
    """When something was last heard of it."""
    return incident.watch.heard or incident.milestones.raised


def _apart(incident: Incident, at: datetime) -> datetime:
    asked = incident.watch.asked
    return max(at, asked + APART) if asked and asked <= at else at


def _ladder(incident: Incident, playbook: Playbook) -> tuple[Nudge, ...]:
    """All nudges of this silence, in order; each reaches further than the one before."""
    later = (*[Nudge.STILL_GOING] * ASKED_STILL_GOING, Nudge.STOPPED)
    if incident.is_attended:
        return (Nudge.UPDATE_LATE, *later) if incident.next_update else later
    service = playbook.service(incident.service)
    contact = service.contact if service else None
    return (
        Nudge.NEXT_ROLE,
        # Nobody is rung for practice.
        *([Nudge.CONTACT] if contact and not incident.drill else []),
        *([Nudge.PLACES] if incident.announce else []),
        Nudge.LET_BE,
        *later,
    )


def _told(incident: Incident, nudge: Nudge, playbook: Playbook) -> tuple[Person, ...]:
    """Who is told directly: who can act, and more people each time. The next role is one that does
    not lead, where somebody was asked for one: who leads has been asked after already."""
    first = incident.who_can_act
    roles = sorted(playbook.roles, key=lambda role: role.in_charge)
    asked = [incident.roles[role.key].person for role in roles if role.key in incident.roles]
    others = [person for person in asked if person != first]
    match nudge:
        case Nudge.NEXT_ROLE:
            others = others[:1]
        case Nudge.STILL_GOING if incident.watch.nudged is None:
            others = []
        case Nudge.LET_BE | Nudge.STOPPED:
            others = []
        case _:
            pass
    return tuple(dict.fromkeys([first, *others]))


def followed(incident: Incident, event: Event) -> Incident:
    """The watch after this event: somebody was heard, or somebody was asked."""
    watch = incident.watch
    match event:
        case Declared() | Reopened():
            watch = Watch(number=watch.number + 1, heard=event.at)
            return replace(incident, watch=watch)
        case Nudged():
            watch = replace(
                watch,
                nudges=event.count,
                nudged=event.at,
                asked=event.at,
                stopped=event.nudge is Nudge.STOPPED,
            )
        case StepsLate(owners=owners) if not owners:
            pass
        case (
            UpdateReminded()
            | SeverityAsked()
            | AnswerMissed()
            | StepsLate()
            | HandoverMissed()
            | ActionsReminded()
        ):
            watch = replace(watch, asked=event.at)
        case _ if _is_heard(event):
            spoken = watch.spoken or isinstance(event, Updated | OngoingConfirmed)
            watch = Watch(number=watch.number, heard=event.at, spoken=spoken)
        case _:
            pass
    if incident.is_open and _begins_anew(incident.watch, watch, event):
        watch = replace(watch, number=watch.number + 1)
    return incident if watch == incident.watch else replace(incident, watch=watch)


def _is_heard(event: Event) -> bool:
    """Whether a person did something with it, or its people are others now."""
    if isinstance(event, MemberLeft):
        return bool(event.roles or event.in_charge)
    return event.by is not None and not isinstance(event, Exported)


def _begins_anew(before: Watch, after: Watch, event: Event) -> bool:
    """Whether a look has to be named: none is ahead (it had stopped, or this incident is older
    than looks are), or it may have to come sooner."""
    none_is_ahead = after.number == 0 or (before.stopped and not after.stopped)
    return none_is_ahead or (isinstance(event, SeverityChanged) and event.higher)
