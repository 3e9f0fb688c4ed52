"""What happened to those who help: asked, taken, passed on, come and gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from firebell.domain.events.base import Event
from firebell.domain.incident import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleAsked(Event):
    """A person was asked to take a role."""

    role: str
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTaken(Event):
    """A person is on it. `before` held the role until now, or, if `only_asked`, had been asked to
    take it and has not."""

    role: str
    person: Person
    before: Person | None = None
    in_charge: bool = False
    only_asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleDeclined(Event):
    """A person who was asked to take a role can't."""

    role: str
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleEmptied(Event):
    """Nobody has the role any more."""

    role: str
    before: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverOffered(Event):
    """A person was offered to be in charge, with the giver's one line. Whoever is stays so until
    it is taken."""

    by: Person
    person: Person
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverDeclined(Event):
    """A person who was offered to take over can't; `giver` had offered it."""

    person: Person
    giver: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverMissed(Event):
    """A person who was offered to take over has not answered in time."""

    person: Person
    giver: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesUnresolved(Event):
    """The playbook names people or groups that nobody could be found for, each with the reason."""

    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesAwaited(Event):
    """The playbook names people or groups, and the chat has not answered yet who they are."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesFound(Event):
    """Who was not found, or not answered for, when they were needed is known now: ids by name."""

    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Event):
    """Somebody came into the incident to help."""

    by: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleInvited(Event):
    """Who came in, and who could not be added and why.

    `roles` are those of theirs that lapsed; `in_charge` is who is in charge instead, None where
    that did not change.
    """

    people: tuple[Person, ...]
    refused: Mapping[Person, str] = field(default_factory=dict)
    roles: tuple[str, ...] = ()
    in_charge: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRead(Event):
    """It is known who belongs to a group that the playbook invites."""

    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StakeholdersRead(Event):
    """It is known who belongs to a group that the playbook tells."""

    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberCame(Event):
    """Somebody came into the incident's channel."""

    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeft(Event):
    """Somebody is not in the incident's channel any more.

    `roles` are those of theirs that lapsed; `in_charge` is who is in charge instead, None where
    that did not change.
    """

    person: Person
    roles: tuple[str, ...] = ()
    in_charge: Person | None = None
