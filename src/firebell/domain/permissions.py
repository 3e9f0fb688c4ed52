"""Who may do what. `may` is the one gate that every command a person gives passes.

What a command needs is a column of the table of moves (`lifecycle.NEEDS`); looking needs `SEE`.
A private incident is for those who are in its channel now: having raised it, or a role in it,
gives no sight. Whoever may not see it reads that there is no such incident, whatever they asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from firebell.domain.incident import Incident, Person
from firebell.domain.playbook import Playbook
from firebell.domain.refusals import Refused


class AccountType(StrEnum):
    """What somebody is to the workspace (docs.slack.dev/reference/objects/user-object)."""

    MEMBER = "member"
    GUEST = "guest"
    EXTERNAL = "external"
    DEACTIVATED = "deactivated"


OUTSIDE = (AccountType.EXTERNAL, AccountType.DEACTIVATED)
"""Whoever does not belong to the workspace commands nothing and is shown nothing."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the person, and what they are to the workspace."""

    person: Person
    account: AccountType = AccountType.MEMBER


class Permission(StrEnum):
    """What a command needs."""

    RAISE = "raise"
    SEE = "see"
    ANSWER = "answer"
    TAKE_PART = "take_part"
    UPDATE = "update"
    CLOSE = "close"
    RETRY = "retry"


def may(caller: Caller, needs: Permission, incident: Incident | None, playbook: Playbook) -> None:
    """Nothing where they may; raises Refused, which tells whoever may not see it nothing of it."""
    if caller.account in OUTSIDE:
        raise Refused("not_of_this_workspace")
    if caller.account is AccountType.GUEST and incident is None and not playbook.guests_raise:
        raise Refused("guests_do_not_raise")
    if incident is not None and not sees(caller, incident):
        _without_sight(caller, needs, incident)


def sees(caller: Caller, incident: Incident) -> bool:
    """Whether the incident may be shown to this person: a guest sees where they were invited."""
    if caller.account in OUTSIDE:
        return False
    if caller.account is AccountType.GUEST:
        return incident.is_in(caller.person)
    return not incident.private or incident.is_in(caller.person)


def _without_sight(caller: Caller, needs: Permission, incident: Incident) -> None:
    """What is left to whoever is outside: to say that they can't do what they were asked to do,
    and, while nobody has come in yet, to have that tried again which they raised."""
    asked = [role for role, held in incident.roles.items() if held.person == caller.person]
    if needs is Permission.ANSWER and asked:
        return
    if needs is Permission.RETRY and incident.is_empty and incident.declarer == caller.person:
        return
    if needs is Permission.TAKE_PART and asked:
        raise Refused("not_in_channel_yet", number=incident.number)
    raise Refused("no_such_incident")
