"""Those who do not work on it hear what happens, in words that are meant for them.

It follows whatever else follows from an event, and nothing of the incident waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from firebell.domain import events as e
from firebell.domain.effects import (
    ChannelMessage,
    DirectMessage,
    Effect,
    Rank,
    Reaction,
    ReadStakeholders,
    TellOutside,
)
from firebell.domain.incident import Incident
from firebell.domain.moves.updates import who_updates
from firebell.domain.playbook import Playbook, is_group, is_person
from firebell.domain.reactions.common import lane, say, tell
from firebell.domain.stakeholders import HOOK, happening, is_outside, may_hear

NEWS = (
    e.Declared,
    e.Updated,
    e.Closed,
    e.Reopened,
    e.MadeReal,
    e.MadePrivate,
    e.PrivacyChanged,
)
"""What everybody who is told hears of."""


def news(
    before: Incident | None, event: e.Event, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Each stakeholder once; who belongs to a group is asked when it is first to be told."""
    for stakeholder in _hearers(event, after, playbook):
        if is_outside(stakeholder):
            if may_hear(after, stakeholder, event, playbook):
                yield _tell_outside(after, stakeholder)
        elif after.private:
            continue
        elif is_group(stakeholder):
            if stakeholder not in (before.tell if before else ()):
                yield _read(stakeholder)
        elif is_person(stakeholder):
            if stakeholder != event.by:
                yield tell(DirectMessage.NEWS, stakeholder)
        else:
            yield say(after, ChannelMessage.NEWS, stakeholder)


def _hearers(event: e.Event, after: Incident, playbook: Playbook) -> Iterator[str]:
    for stakeholder in _people(event, after):
        if not stakeholder.startswith(HOOK):
            yield stakeholder
    for stakeholder in after.tell:
        if stakeholder.startswith(HOOK) and happening(event, stakeholder, playbook) is not None:
            yield stakeholder


def _people(event: e.Event, after: Incident) -> Iterable[str]:
    everybody = dict.fromkeys([*after.tell, *after.stakeholders])
    match event:
        case e.SeverityChanged(in_update=False):
            return everybody
        case e.Edited():
            return event.tell
        case e.StakeholdersRead():
            return event.people
        case e.PrivacyChanged(private=False):
            return ()
        case _:
            return everybody if isinstance(event, NEWS) else ()


def _tell_outside(incident: Incident, place: str) -> Effect:
    return Effect(
        body=TellOutside(place=place),
        reaction="tell-outside",
        target=place,
        rank=Rank.OUTSIDE,
        lane=lane(incident, place),
    )


def _read(group: str) -> Effect:
    body = ReadStakeholders(group=group)
    return Effect(body=body, reaction="stakeholders", target=group, rank=Rank.OUTSIDE)


def stakeholders_read(
    before: Incident, event: e.StakeholdersRead, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """They are told where it stands: `news` does it."""
    yield from ()


def told_outside(
    before: Incident, event: e.ToldOutside, after: Incident, playbook: Playbook
) -> Iterator[Reaction]:
    """Whoever tells people hears of what may not have arrived."""
    if not event.sure:
        yield not_delivered(after, playbook)


def not_delivered(incident: Incident, playbook: Playbook) -> Effect:
    """To whoever writes the updates; of a private incident to whoever can act in it."""
    who = who_updates(incident, playbook)
    if incident.private and not incident.is_in(who):
        who = incident.who_can_act
    return tell(DirectMessage.NOT_DELIVERED, who)
