"""The one gate: who may do what, and what whoever may not see it reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firebell.domain import commands as c
from firebell.domain.events import Event, PeopleInvited, RoleAsked, RoleTaken
from firebell.domain.grants import Grant, Scope
from firebell.domain.incident import Incident
from firebell.domain.lifecycle import DUE, MOVES, NEEDS, ROWS
from firebell.domain.permissions import AccountType, Caller, Permission, may, sees
from firebell.domain.playbook import Audience, Permissions, Playbook
from firebell.domain.refusals import Refused
from tests.domain.build import CHANNEL, DECLARED, NOW, PLAYBOOK, PRIVATE, incident_after
from tests.domain.moves.test_closing import CLOSED

IN: Event = PeopleInvited(at=NOW, people=("UALICE",), refused={"UBOB": "cant_invite"})
ON_IT: Event = RoleTaken(at=NOW, by="UBOB", role="comms", person="UBOB")
GUESTS_RAISE = Permissions(raise_=(Audience.MEMBERS, Audience.GUESTS))
ASKED: Event = RoleAsked(at=NOW, by="UALICE", role="tech", person="UBOB")
HIDDEN = incident_after(PRIVATE, CHANNEL, ASKED, IN)
OPEN = incident_after(DECLARED, CHANNEL, ASKED, IN)


def allowed(
    caller: Caller, incident: Incident | None, playbook: Playbook = PLAYBOOK
) -> dict[Permission, str]:
    """What comes of each permission: the refusal's key, or nothing."""
    found: dict[Permission, str] = {}
    for needs in Permission:
        try:
            may(caller, needs, incident, playbook)
            found[needs] = ""
        except Refused as refused:
            found[needs] = refused.key
    return found


def every(key: str, **others: str) -> dict[Permission, str]:
    """The same for each permission, but for those that are named."""
    named = {name.removesuffix("_"): found for name, found in others.items()}
    return {needs: named.get(needs.value, key) for needs in Permission}


def test_every_command_of_a_person_needs_one_permission_and_no_report_needs_any() -> None:
    needs = {(command, permission) for _, command, permission, _ in ROWS}
    assert len(needs) == len({command for command, _ in needs})
    for _, command in MOVES:
        of_people = not issubclass(command, c.Report) and command not in DUE
        assert (command in NEEDS) is of_people, command


def test_who_is_in_the_channel_of_a_private_one_may_everything() -> None:
    assert allowed(Caller("UALICE"), HIDDEN) == every("")


def test_who_is_outside_reads_that_there_is_no_such_incident_whatever_they_ask() -> None:
    """An old button, a menu, an open form were answered to whoever had once been in it."""
    assert allowed(Caller("UCHARLIE"), HIDDEN) == every("no_such_incident")


def test_a_role_gives_no_sight_and_can_still_be_declined() -> None:
    """A lead whom Slack refused to invite read the status of what was private."""
    assert allowed(Caller("UBOB"), HIDDEN) == every(
        "no_such_incident", answer="", take_part="not_in_channel_yet"
    )


def test_having_raised_it_gives_no_sight_once_others_are_in_it() -> None:
    others = PeopleInvited(at=NOW, people=("UPRIYA",), refused={"UALICE": "cant_invite"})
    assert allowed(Caller("UALICE"), incident_after(PRIVATE, CHANNEL, others)) == every(
        "no_such_incident"
    )


def test_while_nobody_is_in_it_whoever_raised_it_may_have_it_tried_again() -> None:
    assert allowed(Caller("UALICE"), incident_after(PRIVATE, CHANNEL)) == every(
        "no_such_incident", retry=""
    )


def test_a_guest_takes_part_where_they_were_invited_and_raises_where_the_playbook_says_so() -> None:
    guest = Caller("UALICE", AccountType.GUEST)
    assert allowed(guest, OPEN) == every("", raise_="left_to_others")
    assert allowed(Caller("UCHARLIE", AccountType.GUEST), OPEN) == every("no_such_incident")
    with pytest.raises(Refused) as refused:
        may(guest, Permission.RAISE, None, PLAYBOOK)
    assert (refused.value.key, refused.value.facts) == ("left_to_others", {"audience": "members"})
    may(guest, Permission.RAISE, None, replace(PLAYBOOK, permissions=GUESTS_RAISE))


def test_the_playbook_may_leave_things_to_leads() -> None:
    strict = Permissions(update=(Audience.LEADS,), close=(Audience.LEADS,))
    playbook = replace(PLAYBOOK, permissions=strict)
    incident = incident_after(DECLARED, CHANNEL, IN, ON_IT)
    assert allowed(Caller("UALICE"), incident, playbook) == every("")  # she is in charge
    in_a_role = every("", redact="left_to_in_charge", write_review="")
    assert allowed(Caller("UBOB"), incident, playbook) == in_a_role
    assert allowed(Caller("UCHARLIE"), incident, playbook) == every(
        "",
        update="left_to_others",
        close="left_to_others",
        redact="left_to_in_charge",
        write_review="left_to_others",
        publish_review="left_to_reviewer",
    )


def test_the_review_is_written_by_whoever_says_how_it_stands_and_published_by_its_writer() -> None:
    strict = replace(PLAYBOOK, permissions=Permissions(update=(Audience.LEADS,)))
    closed = replace(CLOSED, reviewer="UCHARLIE")
    incident = incident_after(DECLARED, CHANNEL, IN, closed)
    for person, write, publish in (
        ("UALICE", "", ""),  # she is in charge
        ("UCHARLIE", "", ""),  # he was named to write it
        ("UPRIYA", "left_to_others", "left_to_reviewer"),
    ):
        found = allowed(Caller(person), incident, strict)
        assert (found[Permission.WRITE_REVIEW], found[Permission.PUBLISH_REVIEW]) == (
            write,
            publish,
        )
    hidden = incident_after(PRIVATE, CHANNEL, IN, closed)
    assert allowed(Caller("UCHARLIE"), hidden)[Permission.WRITE_REVIEW] == "no_such_incident"


def test_words_are_removed_by_whoever_is_in_charge_and_may_see_it() -> None:
    taken = RoleTaken(at=NOW, by="UBOB", role="tech", person="UBOB", in_charge=True)
    incident = incident_after(DECLARED, CHANNEL, IN, taken)
    assert allowed(Caller("UBOB"), incident)[Permission.REDACT] == ""
    assert allowed(Caller("UALICE"), incident)[Permission.REDACT] == "left_to_in_charge"
    hidden = incident_after(PRIVATE, CHANNEL, IN, taken)
    assert allowed(Caller("UBOB"), hidden)[Permission.REDACT] == "no_such_incident"


@pytest.mark.parametrize("account", [AccountType.EXTERNAL, AccountType.DEACTIVATED])
def test_whoever_is_not_of_the_workspace_commands_nothing_even_from_within(
    account: AccountType,
) -> None:
    caller = Caller("UALICE", account)
    for incident in (OPEN, HIDDEN, None):
        assert allowed(caller, incident) == every("not_of_this_workspace")
    assert not sees(caller, OPEN)


def by_token(person: str, *scopes: Scope) -> Caller:
    """A token of theirs."""
    return Caller(person, grant=Grant(name="deploys", scopes=frozenset(scopes)))


def test_a_token_does_what_its_scopes_name_and_its_person_may_and_nothing_else() -> None:
    every_scope = by_token("UALICE", *Scope)
    of_tokens = {"raise_": "", "see": "", "take_part": "", "update": "", "close": ""}
    assert allowed(every_scope, OPEN) == every("token_never", **of_tokens)
    notes = every("token_never", **{**dict.fromkeys(of_tokens, "token_scope"), "take_part": ""})
    assert allowed(by_token("UALICE", Scope.NOTE), OPEN) == notes
    guest = replace(every_scope, person="UBOB", account=AccountType.GUEST)
    assert allowed(guest, None)[Permission.RAISE] == "left_to_others"
    gone = replace(every_scope, account=AccountType.DEACTIVATED)
    assert allowed(gone, OPEN) == every("not_of_this_workspace")


def test_a_private_one_is_not_there_for_a_token_without_private_nor_for_who_is_outside() -> None:
    """Bob was asked to lead it and is not in its channel: he himself hears as much."""
    narrow = by_token("UALICE", *(set(Scope) - {Scope.PRIVATE}))
    assert allowed(narrow, HIDDEN) == every("no_such_incident")
    assert allowed(by_token("UBOB", *Scope), HIDDEN) == every("no_such_incident")
    whole = by_token("UALICE", *Scope)
    assert [sees(each, HIDDEN) for each in (narrow, whole)] == [False, True]
    assert allowed(whole, HIDDEN)[Permission.UPDATE] == ""
