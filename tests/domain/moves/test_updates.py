"""Telling people: what is known, what is done, when they hear next; and who is reminded."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from firebell.domain.commands import ChangeSeverity, PassTime, RemindOfUpdate, Update
from firebell.domain.events import (
    Declared,
    PeopleInvited,
    RoleAsked,
    RoleTaken,
    SeverityChanged,
    StatusChanged,
    TimePassed,
    Updated,
    UpdateReminded,
)
from firebell.domain.incident import LastUpdate, Status
from firebell.domain.lifecycle import apply
from firebell.domain.moves.updates import who_updates
from firebell.domain.timely import is_timely
from tests.domain.build import (
    CHANNEL,
    DECLARED,
    DRILL,
    NOW,
    PLAYBOOK,
    PRESS,
    PRIVATE,
    RAISED,
    decided,
    declared,
    incident_after,
    refused,
)

INCIDENT = incident_after(DECLARED)
COMMAND = Update(by="UBOB", where="C1", known=" The disk is full ", doing="\nWe add one ")
UPDATED = Updated(
    at=NOW,
    by="UBOB",
    where="C1",
    known="The disk is full",
    doing="We add one",
    status=Status.INVESTIGATING,
    severity="P2",
    next_update=NOW + timedelta(hours=1),
)
LATER = NOW + timedelta(minutes=20)


@pytest.mark.parametrize("raised", [DECLARED, PRIVATE, DRILL], ids=["public", "private", "drill"])
def test_an_update_is_the_last_word_and_promises_the_next(raised: Declared) -> None:
    before = incident_after(raised)
    (event,) = decided(before, COMMAND)
    assert event == UPDATED
    assert incident_after(raised, event) == replace(
        before,
        last_update=LastUpdate(known="The disk is full", doing="We add one", by="UBOB", at=NOW),
        next_update=NOW + timedelta(hours=1),
        milestones=replace(before.milestones, first_update=NOW),
    )


def test_the_first_update_is_the_milestone_and_a_later_one_is_not() -> None:
    after = incident_after(DECLARED, UPDATED, replace(UPDATED, at=LATER))
    assert after.milestones == replace(INCIDENT.milestones, first_update=NOW)


@pytest.mark.parametrize("known", ["", " \n\t"])
def test_an_update_that_says_nothing_is_refused(known: str) -> None:
    command = replace(COMMAND, known=known)
    assert refused(INCIDENT, command) == ("say_what_is_known", "known", {})


def test_a_time_that_was_chosen_is_promised() -> None:
    assert decided(INCIDENT, replace(COMMAND, next_update=LATER)) == [
        replace(UPDATED, next_update=LATER)
    ]


@pytest.mark.parametrize("promised", [NOW, NOW - timedelta(minutes=1)])
def test_a_promise_that_is_not_in_the_future_is_refused(promised: datetime) -> None:
    command = replace(COMMAND, next_update=promised)
    assert refused(INCIDENT, command) == ("next_update_past", "next_update", {})


def test_a_severity_without_a_rhythm_promises_nothing() -> None:
    slow = incident_after(declared(severity="P3", next_update=None))
    assert decided(slow, COMMAND) == [replace(UPDATED, severity="P3", next_update=None)]


def test_working_since_is_a_milestone() -> None:
    (event,) = decided(INCIDENT, replace(COMMAND, working_since=RAISED))
    assert event == replace(UPDATED, working_since=RAISED)
    assert incident_after(DECLARED, event).milestones == replace(
        INCIDENT.milestones, first_update=NOW, working_since=RAISED
    )


def test_working_since_may_be_now_and_never_later() -> None:
    assert decided(INCIDENT, replace(COMMAND, working_since=NOW)) == [
        replace(UPDATED, working_since=NOW)
    ]
    early = replace(COMMAND, working_since=NOW + timedelta(seconds=1))
    assert refused(INCIDENT, early) == ("not_yet", "working_since", {})


def test_an_update_that_says_nothing_of_it_leaves_working_since() -> None:
    working = replace(UPDATED, working_since=RAISED)
    after = incident_after(DECLARED, working, replace(UPDATED, at=LATER))
    assert after.milestones.working_since == RAISED


def test_a_change_of_severity_comes_first_then_of_status_then_the_words() -> None:
    command = replace(COMMAND, severity="P1", status=Status.IDENTIFIED)
    events = decided(INCIDENT, command)
    promised = NOW + timedelta(minutes=30)
    assert events == [
        SeverityChanged(
            at=NOW,
            by="UBOB",
            where="C1",
            severity="P1",
            before="P2",
            higher=True,
            steps=(PRESS,),
            announce=("CALL",),
            next_update=promised,
            in_update=True,
        ),
        StatusChanged(
            at=NOW,
            by="UBOB",
            where="C1",
            status=Status.IDENTIFIED,
            before=Status.INVESTIGATING,
        ),
        replace(UPDATED, severity="P1", status=Status.IDENTIFIED, next_update=promised),
    ]
    assert incident_after(DECLARED, events[1]) == replace(INCIDENT, status=Status.IDENTIFIED)


def test_the_same_severity_and_status_again_are_no_change() -> None:
    command = replace(COMMAND, severity="P2", status=Status.INVESTIGATING)
    assert decided(INCIDENT, command) == [UPDATED]


def test_a_severity_that_the_playbook_does_not_know_is_refused() -> None:
    command = replace(COMMAND, severity="P9")
    assert refused(INCIDENT, command) == ("no_such_severity", "severity", {"severity": "P9"})


def test_without_anybody_it_is_of_who_is_in_charge() -> None:
    assert decided(INCIDENT, replace(COMMAND, by=None)) == [replace(UPDATED, by="UALICE")]


NO_CHANGE = Update(by="UALICE", no_change=True)


def test_no_change_repeats_the_words_with_their_age() -> None:
    before = incident_after(DECLARED, UPDATED)
    (event,) = decided(before, NO_CHANGE, LATER)
    promised = LATER + timedelta(hours=1)
    assert event == Updated(
        at=LATER,
        by="UALICE",
        known="The disk is full",
        doing="We add one",
        status=Status.INVESTIGATING,
        severity="P2",
        next_update=promised,
        no_change=True,
        since=NOW,
    )
    assert incident_after(DECLARED, UPDATED, event) == replace(
        before,
        last_update=LastUpdate(known="The disk is full", doing="We add one", by="UALICE", at=NOW),
        next_update=promised,
    )


def test_no_change_before_anything_was_said_is_refused() -> None:
    assert refused(INCIDENT, NO_CHANGE) == ("nothing_said_yet", None, {})


PROMISED = RAISED + timedelta(hours=1)
REMIND = RemindOfUpdate(by=None, promised=PROMISED)


def test_who_is_in_charge_is_reminded_before_the_promised_time() -> None:
    (event,) = decided(INCIDENT, REMIND)
    assert event == UpdateReminded(at=NOW, person="UALICE", promised=PROMISED, overdue=False)
    assert incident_after(DECLARED, event) == replace(INCIDENT, reminders=1)


def test_at_the_promised_time_it_is_overdue() -> None:
    assert decided(INCIDENT, REMIND, PROMISED) == [
        UpdateReminded(at=PROMISED, person="UALICE", promised=PROMISED, overdue=True)
    ]


def test_who_writes_updates_is_reminded_once_they_are_on_it() -> None:
    asked = RoleAsked(at=RAISED, by="UALICE", role="comms", person="UBOB")
    taken = RoleTaken(at=RAISED, by="UBOB", role="comms", person="UBOB")
    reminded = UpdateReminded(at=NOW, person="UALICE", promised=PROMISED, overdue=False)
    assert decided(incident_after(DECLARED, asked), REMIND) == [reminded]
    assert decided(incident_after(DECLARED, asked, taken), REMIND) == [
        replace(reminded, person="UBOB")
    ]


def test_after_two_reminders_there_is_silence() -> None:
    reminded = UpdateReminded(at=NOW, person="UALICE", promised=PROMISED, overdue=False)
    assert decided(incident_after(DECLARED, reminded, reminded), REMIND) == []


def test_nobody_is_reminded_of_a_promise_that_is_no_more() -> None:
    assert decided(incident_after(DECLARED, UPDATED), REMIND) == []


def test_an_update_gives_its_promise_reminders_of_its_own() -> None:
    reminded = UpdateReminded(at=NOW, person="UALICE", promised=PROMISED, overdue=False)
    assert incident_after(DECLARED, reminded, UPDATED).reminders == 0


LATE = UpdateReminded(
    at=PROMISED + timedelta(minutes=1), person="UALICE", promised=PROMISED, overdue=True
)


def test_the_early_reminder_that_comes_late_is_the_only_one() -> None:
    """On de36bd9 the next one said the same five minutes later, or in the same second."""
    (late,) = decided(INCIDENT, REMIND, LATE.at)
    assert late == LATE
    assert decided(incident_after(DECLARED, late), REMIND, PROMISED + timedelta(minutes=5)) == []
    early = replace(LATE, at=NOW, overdue=False)
    told_early = incident_after(DECLARED, early)
    assert decided(told_early, REMIND, NOW + timedelta(minutes=1)) == []
    assert decided(told_early, REMIND, LATE.at) == [LATE]


def test_a_reminder_that_can_be_told_only_later_is_told_where_it_is_still_so() -> None:
    early, late = replace(LATE, at=NOW, overdue=False), LATE
    after_early = incident_after(DECLARED, early)
    assert is_timely(after_early, early, NOW)
    assert not is_timely(after_early, early, LATE.at)
    after_both = apply(after_early, late)
    assert not is_timely(after_both, early, NOW)
    assert is_timely(after_both, late, LATE.at)
    assert not is_timely(apply(after_both, UPDATED), late, LATE.at)


def test_who_promised_is_known_until_something_else_promises() -> None:
    """On de36bd9 *You promised* was said to whoever was reminded."""
    reminder = RemindOfUpdate(by=None, promised=NOW + timedelta(hours=1))
    by_bob = incident_after(DECLARED, UPDATED)
    (event,) = decided(by_bob, reminder, NOW + timedelta(minutes=55))
    assert isinstance(event, UpdateReminded)
    assert (event.person, event.promised_by) == ("UALICE", "UBOB")
    (of_playbook,) = decided(INCIDENT, REMIND)
    assert isinstance(of_playbook, UpdateReminded)
    assert of_playbook.promised_by is None
    worse = decided(by_bob, ChangeSeverity(by="UBOB", severity="P1"), LATER)[0]
    assert apply(by_bob, worse).promised_by is None


HOUR = NOW + timedelta(hours=1)
HALF = NOW + timedelta(minutes=30)


@pytest.mark.parametrize(
    ("changes", "promised"),
    [
        ({"severity": "P1", "next_update": HOUR, "offered_for": "P2"}, HALF),
        ({"severity": "P1"}, HALF),
        ({"severity": "P1", "next_update": HOUR}, HOUR),
        ({"severity": "P1", "next_update": LATER, "offered_for": "P2"}, LATER),
        ({"severity": "P2", "next_update": HOUR, "offered_for": "P2"}, HOUR),
        ({"severity": "P3", "next_update": HOUR, "offered_for": "P2"}, HOUR),
    ],
    ids=["offered", "none", "chosen", "offered and sooner", "the same severity", "no rhythm"],
)
def test_raising_the_severity_in_an_update_promises_what_raising_it_promises(
    changes: dict[str, Any], promised: datetime
) -> None:
    """On de36bd9 the form's hour, offered for P2, stayed when P1 asks for half an hour."""
    *_, event = decided(INCIDENT, replace(COMMAND, **changes))
    assert isinstance(event, Updated)
    assert event.next_update == promised


def test_a_moment_that_has_passed_is_shown_anew_as_long_as_something_names_it() -> None:
    passing = PassTime(by=None, moment=PROMISED)
    assert decided(INCIDENT, passing, PROMISED) == [TimePassed(at=PROMISED, moment=PROMISED)]
    assert decided(incident_after(DECLARED, UPDATED), passing, PROMISED) == []


def test_a_reminder_that_was_answered_says_nothing_more() -> None:
    """*No change* in an old message, or pressed twice, sent another update each time."""
    press = Update(by="UALICE", no_change=True, promised=DECLARED.next_update)
    said = decided(incident_after(DECLARED), Update(by="UALICE", known="It is the disk"))
    history = (DECLARED, *said)
    assert decided(incident_after(*history), press) == []
    again = replace(press, promised=NOW + timedelta(hours=1))
    first = decided(incident_after(*history), again, LATER)
    assert len(first) == 1
    assert decided(incident_after(*history, *first), again, LATER) == []


def test_who_could_not_come_in_is_reminded_of_nothing_while_others_are_there() -> None:
    invited = PeopleInvited(at=NOW, people=("UPRIYA",), refused={"UALICE": "user_is_restricted"})
    before = incident_after(DECLARED, CHANNEL, invited)
    assert who_updates(before, PLAYBOOK) == "UPRIYA"
    assert who_updates(incident_after(DECLARED, CHANNEL), PLAYBOOK) == "UALICE"
