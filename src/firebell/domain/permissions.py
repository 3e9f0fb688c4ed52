"""Who may do what. `may` is the one gate that every command a person gives passes.

What a command needs is a column of the table of moves (`lifecycle.NEEDS`); looking needs `SEE`.
A private incident is for those who are in its channel now: having raised it, or a role in it,
gives no sight. Whoever may not see it reads that there is no such incident, whatever they asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from firebell.domain.grants import Grant, Scope
from firebell.domain.incident import Incident, Person
from firebell.domain.playbook import Audience, Playbook
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
    """Who asks: the person, what they are to the workspace, and the token that asks for them where
    one does."""

    person: Person
    account: AccountType = AccountType.MEMBER
    grant: Grant | None = None

    @property
    def token(self) -> str:
        """What the token is called; nothing where they ask themselves."""
        return self.grant.name if self.grant else ""


class Permission(StrEnum):
    """What a command needs."""

    RAISE = "raise"
    SEE = "see"
    ANSWER = "answer"
    TAKE_PART = "take_part"
    UPDATE = "update"
    CLOSE = "close"
    RETRY = "retry"
    REDACT = "redact"
    WRITE_REVIEW = "write_review"
    PUBLISH_REVIEW = "publish_review"


SCOPES: Mapping[Permission, Scope] = {
    Permission.SEE: Scope.READ,
    Permission.RAISE: Scope.RAISE,
    Permission.UPDATE: Scope.UPDATE,
    Permission.TAKE_PART: Scope.NOTE,
    Permission.CLOSE: Scope.CLOSE,
}
"""The scope that a token needs for each; no token does the others."""


def may(caller: Caller, needs: Permission, incident: Incident | None, playbook: Playbook) -> None:
    """Nothing where they may; raises Refused, which tells whoever may not see it nothing of it."""
    if caller.account in OUTSIDE:
        raise Refused("not_of_this_workspace")
    if incident is not None and not sees(caller, incident):
        _without_sight(caller, needs, incident)
        return
    _within_scopes(caller, needs)
    if needs is Permission.REDACT and incident is not None and caller.person != incident.in_charge:
        raise Refused("left_to_in_charge", by=incident.in_charge, number=incident.number)
    if incident is not None and _writes_review(caller.person, needs, incident):
        return
    if needs is Permission.PUBLISH_REVIEW and incident is not None:
        raise Refused("left_to_reviewer", number=incident.number)
    allowed = _allowed(needs, playbook)
    if allowed is not None and not _is_among(caller, allowed, incident):
        raise Refused("left_to_others", audience=",".join(allowed))


def _within_scopes(caller: Caller, needs: Permission) -> None:
    if caller.grant is None:
        return
    scope = SCOPES.get(needs)
    if scope is None:
        raise Refused("token_never")
    if scope not in caller.grant.scopes:
        raise Refused("token_scope", scope=scope.value)


def _allowed(needs: Permission, playbook: Playbook) -> tuple[Audience, ...] | None:
    """Whom the playbook lets do it; None where it has no say: who sees it may look, answer what
    they were asked, and have tried again what failed; who is in charge may remove words."""
    match needs:
        case Permission.RAISE:
            return playbook.permissions.raise_
        case Permission.TAKE_PART:
            return playbook.permissions.take_part
        case Permission.UPDATE | Permission.WRITE_REVIEW:
            return playbook.permissions.update
        case Permission.CLOSE:
            return playbook.permissions.close
        case _:
            return None


def _writes_review(person: Person, needs: Permission, incident: Incident) -> bool:
    """Whether this is about the review, and this person was named to write it; to publish it is
    left to them and to those who led."""
    ending = incident.ending
    named = ending is not None and ending.reviewer == person
    if needs is Permission.WRITE_REVIEW:
        return named
    return needs is Permission.PUBLISH_REVIEW and (named or leads(person, incident))


def _is_among(caller: Caller, allowed: tuple[Audience, ...], incident: Incident | None) -> bool:
    kind = Audience.GUESTS if caller.account is AccountType.GUEST else Audience.MEMBERS
    if kind in allowed:
        return True
    return incident is not None and Audience.LEADS in allowed and leads(caller.person, incident)


def leads(person: Person, incident: Incident) -> bool:
    """Whether this person is in charge of it or on it in a role."""
    held = incident.roles.values()
    on_it = any(each.person == person and each.on_it for each in held)
    return on_it or incident.in_charge == person


def sees(caller: Caller, incident: Incident) -> bool:
    """Whether the incident may be shown to this person: a guest sees where they were invited."""
    if caller.account in OUTSIDE or (incident.private and not _reads_private(caller)):
        return False
    if caller.account is AccountType.GUEST:
        return incident.is_in(caller.person)
    return not incident.private or incident.is_in(caller.person)


def _reads_private(caller: Caller) -> bool:
    return caller.grant is None or Scope.PRIVATE in caller.grant.scopes


def _without_sight(caller: Caller, needs: Permission, incident: Incident) -> None:
    """What is left to whoever is outside: to say that they can't do what they were asked to do,
    and, while nobody has come in yet, to have that tried again which they began. A token is not
    told as much."""
    if caller.grant is not None:
        raise Refused("no_such_incident")
    held = [*incident.roles.values(), *incident.offered.values()]
    offered = incident.handover is not None and incident.handover.person == caller.person
    asked = offered or caller.person in (*(each.person for each in held), *incident.dropped)
    if needs is Permission.ANSWER and asked:
        return
    if needs is Permission.RETRY and incident.is_empty and incident.keeper == caller.person:
        return
    if needs is Permission.TAKE_PART and asked:
        raise Refused("not_in_channel_yet", number=incident.number)
    raise Refused("no_such_incident")
