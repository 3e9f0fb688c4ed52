"""Roles: a person is asked, then on it; taking over works at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firebell.domain.commands import (
    AskSomeone,
    ChangeSeverity,
    ChaseAnswer,
    Close,
    Command,
    DeclineRole,
    Edit,
    Join,
    MakePrivate,
    Note,
    ShowRecord,
    TakeRole,
    TickStep,
    Update,
)
from firebell.domain.events import (
    AnswerMissed,
    Declared,
    RoleAsked,
    RoleDeclined,
    RoleEmptied,
    RoleTaken,
)
from firebell.domain.incident import Assignment
from firebell.domain.lifecycle import apply
from tests.domain.build import (
    DECLARED,
    DRILL,
    NOW,
    PRIVATE,
    RAISED,
    decided,
    incident_after,
    refused,
)

INCIDENT = incident_after(DECLARED)
BOB_ASKED = RoleAsked(at=RAISED, by="UALICE", role="tech", person="UBOB")
BOB_ON_IT = RoleTaken(
    at=NOW, by="UBOB", where="C1", role="tech", person="UBOB", before="UALICE", in_charge=True
)
PRIYA_ASKED = RoleAsked(at=RAISED, by="UALICE", role="support", person="UPRIYA")
PRIYA_ON_IT = RoleTaken(at=NOW, by="UPRIYA", role="support", person="UPRIYA")


@pytest.mark.parametrize("raised", [DECLARED, PRIVATE, DRILL], ids=["public", "private", "drill"])
def test_a_lead_who_was_asked_and_writes_is_on_it(raised: Declared) -> None:
    before = incident_after(raised, PRIYA_ASKED)
    (event,) = decided(before, TakeRole(by="UPRIYA", role="support"))
    assert event == PRIYA_ON_IT
    assert incident_after(raised, PRIYA_ASKED, event) == replace(
        before,
        roles={"support": Assignment(person="UPRIYA", asked_at=RAISED, on_it=True)},
        milestones=replace(before.milestones, first_answer=NOW),
    )


def test_who_takes_the_leading_role_is_in_charge_in_place_of_who_raised_it() -> None:
    (event,) = decided(INCIDENT, TakeRole(by="UBOB", where="C1", role="tech"))
    assert event == BOB_ON_IT
    assert incident_after(DECLARED, event) == replace(
        INCIDENT,
        roles={"tech": Assignment(person="UBOB", asked_at=NOW, on_it=True)},
        in_charge="UBOB",
        milestones=replace(INCIDENT.milestones, first_answer=NOW),
    )


def test_who_was_asked_to_lead_takes_over_from_nobody_but_who_is_in_charge() -> None:
    # Bob holds the role already, as asked: nobody has to be told that it is his now.
    before = incident_after(DECLARED, BOB_ASKED)
    assert decided(before, TakeRole(by="UBOB", where="C1", role="tech")) == [
        replace(BOB_ON_IT, before=None)
    ]


def test_who_raised_it_and_leads_takes_over_from_nobody() -> None:
    assert decided(INCIDENT, TakeRole(by="UALICE", role="tech")) == [
        RoleTaken(at=NOW, by="UALICE", role="tech", person="UALICE", in_charge=True)
    ]


def test_taking_over_from_who_is_on_it_works_at_once_and_names_them() -> None:
    before = incident_after(DECLARED, BOB_ON_IT)
    (event,) = decided(before, TakeRole(by="UCHARLIE", role="tech"))
    assert event == RoleTaken(
        at=NOW, by="UCHARLIE", role="tech", person="UCHARLIE", before="UBOB", in_charge=True
    )
    assert incident_after(DECLARED, BOB_ON_IT, event) == replace(
        before,
        roles={"tech": Assignment(person="UCHARLIE", asked_at=NOW, on_it=True)},
        in_charge="UCHARLIE",
    )


def test_the_first_answer_is_the_milestone_and_a_later_one_is_not() -> None:
    later = replace(BOB_ON_IT, at=NOW.replace(minute=59))
    after = incident_after(DECLARED, PRIYA_ON_IT, later)
    assert after.milestones == replace(INCIDENT.milestones, first_answer=NOW)


def test_who_is_on_it_already_changes_nothing() -> None:
    before = incident_after(DECLARED, BOB_ON_IT)
    assert decided(before, TakeRole(by="UBOB", role="tech")) == []


def test_a_role_that_the_playbook_does_not_know_is_refused() -> None:
    unknown = ("no_such_role", None, {"role": "cook"})
    assert refused(INCIDENT, TakeRole(by="UBOB", role="cook")) == unknown
    assert refused(INCIDENT, AskSomeone(by="UBOB", role="cook", person="UALICE")) == unknown


def test_who_was_asked_and_cannot_has_it_no_more() -> None:
    before = incident_after(DECLARED, BOB_ASKED)
    (event,) = decided(before, DeclineRole(by="UBOB", where="DBOB", role="tech"))
    assert event == RoleDeclined(at=NOW, by="UBOB", where="DBOB", role="tech", person="UBOB")
    assert incident_after(DECLARED, BOB_ASKED, event) == replace(INCIDENT, declined=("UBOB",))


def test_who_is_on_it_may_still_say_that_they_cannot() -> None:
    before = incident_after(DECLARED, PRIYA_ON_IT)
    assert decided(before, DeclineRole(by="UPRIYA", role="support")) == [
        RoleDeclined(at=NOW, by="UPRIYA", role="support", person="UPRIYA")
    ]


def test_who_was_not_asked_cannot_decline() -> None:
    not_asked = ("not_asked", None, {"role": "technical lead"})
    assert refused(INCIDENT, DeclineRole(by="UBOB", role="tech")) == not_asked
    asked = incident_after(DECLARED, BOB_ASKED)
    assert refused(asked, DeclineRole(by="UCHARLIE", role="tech")) == not_asked


def test_asking_somebody_waits_for_their_answer() -> None:
    (event,) = decided(
        INCIDENT, AskSomeone(by="UALICE", where="C1", role="support", person="UPRIYA")
    )
    assert event == RoleAsked(at=NOW, by="UALICE", where="C1", role="support", person="UPRIYA")
    assert incident_after(DECLARED, event) == replace(
        INCIDENT, roles={"support": Assignment(person="UPRIYA", asked_at=NOW)}
    )


def test_asking_oneself_is_taking_it() -> None:
    assert decided(INCIDENT, AskSomeone(by="UPRIYA", role="support", person="UPRIYA")) == [
        PRIYA_ON_IT
    ]


def test_who_was_asked_or_is_on_it_is_not_asked_again() -> None:
    again = AskSomeone(by="UALICE", role="support", person="UPRIYA")
    assert decided(incident_after(DECLARED, PRIYA_ASKED), again) == []
    assert decided(incident_after(DECLARED, PRIYA_ON_IT), again) == []


CHARLIE_OFFERED = RoleAsked(at=NOW, by="UALICE", role="tech", person="UCHARLIE")
OFFERED = (DECLARED, BOB_ON_IT, CHARLIE_OFFERED)
"""Bob is on it, and Charlie is asked to take over."""


def test_who_is_on_it_stays_so_until_another_takes_it() -> None:
    """Bob was dropped when Charlie was asked; when Charlie could not, nobody was on it."""
    before = incident_after(DECLARED, BOB_ON_IT)
    ask = AskSomeone(by="UALICE", role="tech", person="UCHARLIE")
    assert decided(before, ask) == [CHARLIE_OFFERED]
    offered = incident_after(*OFFERED)
    assert offered == replace(before, offered={"tech": Assignment(person="UCHARLIE", asked_at=NOW)})
    # Asked once is asked.
    assert decided(offered, ask) == []


def test_who_cannot_take_over_leaves_it_with_who_is_on_it() -> None:
    (declined,) = decided(incident_after(*OFFERED), DeclineRole(by="UCHARLIE", role="tech"))
    assert incident_after(*OFFERED, declined) == replace(
        incident_after(DECLARED, BOB_ON_IT), declined=("UCHARLIE",)
    )


def test_who_takes_over_when_asked_has_it_and_the_other_is_named() -> None:
    (event,) = decided(incident_after(*OFFERED), TakeRole(by="UCHARLIE", role="tech", asked=True))
    assert event == RoleTaken(
        at=NOW, by="UCHARLIE", role="tech", person="UCHARLIE", before="UBOB", in_charge=True
    )
    after = incident_after(*OFFERED, event)
    taken = Assignment(person="UCHARLIE", asked_at=NOW, on_it=True)
    assert (after.roles, after.offered, after.in_charge) == ({"tech": taken}, {}, "UCHARLIE")


def test_where_who_is_on_it_cannot_go_on_who_was_asked_to_take_over_is_asked() -> None:
    (declined,) = decided(incident_after(*OFFERED), DeclineRole(by="UBOB", role="tech"))
    after = incident_after(*OFFERED, declined)
    asked = Assignment(person="UCHARLIE", asked_at=NOW)
    assert (after.roles, after.offered) == ({"tech": asked}, {})


def test_who_was_asked_to_take_over_and_is_silent_is_marked() -> None:
    (missed,) = decided(
        incident_after(*OFFERED), ChaseAnswer(by=None, role="tech", person="UCHARLIE")
    )
    after = incident_after(*OFFERED, missed)
    silent = Assignment(person="UCHARLIE", asked_at=NOW, asked_again=True)
    assert after.offered == {"tech": silent}
    assert after.roles == incident_after(*OFFERED).roles


def test_an_old_question_takes_the_role_from_nobody_who_is_on_it() -> None:
    """*I'm on it* in an old message took the role away from whoever had it by then."""
    late = TakeRole(by="UCHARLIE", role="tech", asked=True)
    has = ("role_has", None, {"role": "tech", "by": "UBOB"})
    assert refused(incident_after(DECLARED, BOB_ON_IT), late) == has
    # Who is only asked is not in the way.
    assert len(decided(incident_after(DECLARED, BOB_ASKED), late)) == 1


@pytest.mark.parametrize(
    "deed",
    [
        Update(by="UBOB", known="It is the disk"),
        ChangeSeverity(by="UBOB", severity="P1"),
        Close(by="UBOB"),
        Edit(by="UBOB", title="It is slow"),
        TickStep(by="UBOB", step="look"),
        Note(by="UBOB", text="It is the disk"),
        AskSomeone(by="UBOB", role="support", person="UPRIYA"),
        MakePrivate(by="UBOB"),
    ],
    ids=lambda deed: type(deed).__name__,
)
def test_whoever_acts_has_answered(deed: Command) -> None:
    """Bob updated and closed it, and stood in the record as asked, and was thanked by nobody."""
    asked = incident_after(DECLARED, BOB_ASKED)
    events = decided(asked, deed)
    assert events[0] == RoleTaken(at=NOW, by="UBOB", role="tech", person="UBOB", in_charge=True)
    after = incident_after(DECLARED, BOB_ASKED, *events)
    assert (after.roles["tech"].on_it, after.in_charge) == (True, "UBOB")
    assert after.milestones.first_answer == NOW


@pytest.mark.parametrize(
    "deed",
    [
        AskSomeone(by="UBOB", role="tech", person="UPRIYA"),
        Edit(by="UBOB", roles={"tech": "UPRIYA"}),
        TakeRole(by="UBOB", role="support"),
        DeclineRole(by="UBOB", role="tech"),
        Join(by="UBOB"),
        ShowRecord(by="UBOB"),
        Update(by="UPRIYA", known="It is the disk"),
    ],
    ids=lambda deed: f"{type(deed).__name__}-{deed.by}",
)
def test_who_passes_it_on_or_only_looks_has_not_answered_for_it(deed: Command) -> None:
    events = decided(incident_after(DECLARED, BOB_ASKED), deed)
    assert not [e for e in events if isinstance(e, RoleTaken) and e.role == "tech"]


def test_an_emptied_role_leaves_who_is_in_charge() -> None:
    emptied = RoleEmptied(at=NOW, by="UALICE", role="tech", before="UBOB")
    before = incident_after(DECLARED, BOB_ON_IT)
    assert incident_after(DECLARED, BOB_ON_IT, emptied) == replace(before, roles={})


CHASE = ChaseAnswer(by=None, role="tech", person="UBOB")


def test_who_was_asked_and_is_silent_is_marked() -> None:
    before = incident_after(DECLARED, BOB_ASKED)
    (event,) = decided(before, CHASE)
    assert event == AnswerMissed(at=NOW, role="tech", person="UBOB")
    assert incident_after(DECLARED, BOB_ASKED, event) == replace(
        before, roles={"tech": Assignment(person="UBOB", asked_at=RAISED, asked_again=True)}
    )


def test_who_answered_was_replaced_or_declined_is_not_chased() -> None:
    charlie = replace(BOB_ASKED, person="UCHARLIE")
    assert decided(incident_after(DECLARED, BOB_ASKED, BOB_ON_IT), CHASE) == []
    assert decided(incident_after(DECLARED, BOB_ASKED, charlie), CHASE) == []
    assert decided(INCIDENT, CHASE) == []


def test_who_was_only_asked_has_nothing_to_stand_down_from() -> None:
    """Bob, who was asked and slept, read at eight that he could *stand down*."""
    before = incident_after(DECLARED, BOB_ASKED)
    (taken,) = [
        event
        for event in decided(before, TakeRole(by="UCHARLIE", role="tech"))
        if isinstance(event, RoleTaken)
    ]
    assert (taken.before, taken.only_asked) == ("UBOB", True)
    (again,) = [
        event
        for event in decided(apply(before, taken), TakeRole(by="UPRIYA", role="tech"))
        if isinstance(event, RoleTaken)
    ]
    assert (again.before, again.only_asked) == ("UCHARLIE", False)
