"""What happened to actions: what there is to do, whose it is, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from firebell.domain.actions import ActionPart, Ticket
from firebell.domain.events.base import Event
from firebell.domain.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionAdded(Event):
    """There is something to do. `link` leads to the message that it was made of."""

    action: str
    text: str
    owner: Person | None = None
    due: datetime | None = None
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionChanged(Event):
    """The `parts` of an action that are others now; what is no part of these says nothing."""

    action: str
    parts: tuple[ActionPart, ...]
    text: str = ""
    owner: Person | None = None
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFinished(Event):
    """An action is done, or after all is not. `ticket` is what the tracker calls it, where it was
    closed there."""

    action: str
    done: bool
    ticket: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRemoved(Event):
    """An action is not to be done any more, and shown nowhere but here."""

    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionsReminded(Event):
    """People were asked about actions whose time has come: whom for which (by its id). Of those in
    `let_be` it was said that nobody is asked any more. `beside`: who was told with it that so much
    is due in other incidents; `elsewhere`: who was told so of this one, in another's message."""

    asked: Mapping[str, Person] = field(default_factory=dict)
    let_be: tuple[str, ...] = ()
    beside: Mapping[Person, int] = field(default_factory=dict)
    elsewhere: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionsLeft(Event):
    """Nobody has these actions any more, since whoever had them is gone. `told` hears of it."""

    actions: tuple[str, ...]
    person: Person
    told: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketAsked(Event):
    """An action is to be in the tracker as well, which has this key in the playbook."""

    action: str
    tracker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketMade(Event):
    """The tracker has the action."""

    action: str
    ticket: Ticket
