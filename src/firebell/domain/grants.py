"""What a token lets a program do: of what its person may, only what the scopes name.

A token acts for whoever made it. It never gives anything that they don't have themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from firebell.domain.person import Person


class Scope(StrEnum):
    """Part of what is stored and of what other programs read: never rename a value."""

    READ = "read"
    RAISE = "raise"
    UPDATE = "update"
    NOTE = "note"
    CLOSE = "close"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """The token that somebody is asked by: what it is called, and its scopes. Without `private`
    there is no private incident for it, whatever its person may see."""

    name: str
    scopes: frozenset[Scope]


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One as it is kept: of the token itself only a digest is. `used` is the day of its last use;
    `revoked`: somebody ended it before its time."""

    id: str
    person: Person
    name: str
    scopes: frozenset[Scope]
    made: datetime
    ends: datetime
    used: datetime | None = None
    revoked: bool = False

    @property
    def grant(self) -> Grant:
        """What it lets a program do."""
        return Grant(name=self.name, scopes=self.scopes)


def listed(scopes: frozenset[Scope]) -> tuple[Scope, ...]:
    """In the order in which people read them."""
    return tuple(scope for scope in Scope if scope in scopes)
