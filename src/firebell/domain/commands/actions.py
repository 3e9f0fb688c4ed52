"""What people ask of actions, what comes due, and what the tracker says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from firebell.domain.actions import ActionPart, Ticket
from firebell.domain.commands.base import Command, Report
from firebell.domain.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAction(Command):
    """Write down something to do: whose it is, and by when. `ticket`: in the tracker as well.
    `link` leads to the message that it is made of."""

    by: Person
    text: str
    owner: Person | None = None
    due: datetime | None = None
    link: str = ""
    ticket: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAction(Command):
    """Change these `parts` of an action; what is no part of these says nothing."""

    by: Person
    action: str
    parts: tuple[ActionPart, ...]
    text: str = ""
    owner: Person | None = None
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishAction(Command):
    """It is done, or after all is not."""

    by: Person
    action: str
    done: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveAction(Command):
    """It is not to be done any more."""

    by: Person
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTicket(Command):
    """Make a ticket of it in the tracker that the playbook names for the service."""

    by: Person
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindOfActions(Command):
    """The time of actions has come. `look` is the number of this reminder: an older one is
    dropped. In other incidents something is due at the same moment: `beside` says for whom, and how
    much; whoever is asked `elsewhere`, of another one, is not asked here as well."""

    look: int
    beside: Mapping[Person, int] = field(default_factory=dict)
    elsewhere: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportGone(Report):
    """Somebody does not use this workspace any more."""

    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTicket(Report):
    """The tracker has the action, as this ticket."""

    action: str
    ticket: Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTicketClosed(Report):
    """Somebody closed the ticket of an action in the tracker."""

    action: str
