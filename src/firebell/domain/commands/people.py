"""What people ask about who does what, and about who is told of it."""

from __future__ import annotations

from dataclasses import dataclass

from firebell.domain.commands.base import Command
from firebell.domain.incident import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeRole(Command):
    """*I'm on it*, *I'll take it*, or simply writing in the channel when asked. `asked`: it answers
    what was asked a while ago, so that it takes the role from nobody who is on it by now."""

    by: Person
    role: str
    asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineRole(Command):
    """*I can't*: whoever was asked to take a role will not."""

    by: Person
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSomeone(Command):
    """Ask another person to take a role."""

    role: str
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Command):
    """Offer being in charge to somebody, with one line that the record does not say."""

    by: Person
    person: Person
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeHandover(Command):
    """*I'll take over*: whoever was offered it is in charge from now on."""

    by: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineHandover(Command):
    """*I can't*: whoever was offered it leaves it where it is."""

    by: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Join(Command):
    """Come into the incident to help."""

    by: Person
