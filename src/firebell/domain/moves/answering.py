"""Whoever acts has answered: who was asked to take a role and does something in it is on it.

It holds for whatever changes an incident. To take another role, to say that one can't, to come and
to look answer nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from firebell.domain import events as e
from firebell.domain.commands import (
    AddAction,
    AskSomeone,
    ChangeAction,
    ChangeSeverity,
    Close,
    Command,
    Edit,
    FinishAction,
    MakePrivate,
    MakeReal,
    Note,
    Reopen,
    TickStep,
    Update,
)
from firebell.domain.incident import Incident, Person
from firebell.domain.moves.roles import taken
from firebell.domain.playbook import Playbook

ACTS = (
    AddAction,
    AskSomeone,
    ChangeAction,
    ChangeSeverity,
    Close,
    Edit,
    FinishAction,
    MakePrivate,
    MakeReal,
    Note,
    Reopen,
    TickStep,
    Update,
)
"""Commands that nobody gives who is not at work on it."""
DEEDS = (
    e.ActionAdded,
    e.ActionFinished,
    e.Closed,
    e.Declared,
    e.Edited,
    e.Joined,
    e.MadePrivate,
    e.MadeReal,
    e.Noted,
    e.Reopened,
    e.RoleAsked,
    e.RoleTaken,
    e.SeverityChanged,
    e.SeverityConfirmed,
    e.StatusChanged,
    e.StepTicked,
    e.Updated,
)
"""What people are thanked for."""


def answered(
    incident: Incident | None, command: Command, now: datetime, playbook: Playbook
) -> list[e.RoleTaken]:
    """The roles that this command answers for: asked and not answered, nor passed on just now."""
    if incident is None or command.by is None or not isinstance(command, ACTS):
        return []
    passed = _passed_on(command)
    return [
        taken(incident, role, command.by, command.by, now, playbook, command.where)
        for role, held in incident.roles.items()
        if held.person == command.by and not held.on_it and role not in passed
    ]


def _passed_on(command: Command) -> frozenset[str]:
    match command:
        case AskSomeone(role=role):
            return frozenset({role})
        case Edit(roles=roles):
            return frozenset(roles)
        case _:
            return frozenset()


def who_acted(events: Iterable[e.Event]) -> tuple[Person, ...]:
    """Whoever did something, or said what was put on the record; each once, the first first."""
    found: list[Person | None] = []
    for event in events:
        if isinstance(event, DEEDS):
            found += [event.by, event.author if isinstance(event, e.Noted) else None]
    return tuple(dict.fromkeys(person for person in found if person is not None))


def thanked(incident: Incident) -> tuple[Person, ...]:
    """Who raised it, who is in charge, who is on it, and whoever else did something; each once."""
    on_it = [held.person for held in incident.roles.values() if held.on_it]
    acted = incident.ending.thanks if incident.ending else ()
    return tuple(dict.fromkeys([incident.declarer, incident.in_charge, *on_it, *acted]))
