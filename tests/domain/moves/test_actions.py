"""Actions: written down, changed, done, removed, made into tickets; by whoever may take part."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from firebell.domain.actions import Action, ActionPart, Ticket, still_open
from firebell.domain.commands import (
    AddAction,
    AskTicket,
    ChangeAction,
    FinishAction,
    RemoveAction,
    ReportTicket,
    ReportTicketClosed,
)
from firebell.domain.events import (
    ActionAdded,
    ActionChanged,
    ActionFinished,
    ActionRemoved,
    Closed,
    Declared,
    MemberCame,
    StepTicked,
    TicketAsked,
    TicketMade,
)
from firebell.domain.lifecycle import decide
from firebell.domain.playbook import Tracker, TrackerKind
from firebell.domain.timeline import timeline
from tests.domain.build import (
    CHANNEL,
    CLOSED,
    DECLARED,
    DRILL,
    LOOK,
    NOW,
    PLAYBOOK,
    PRIVATE,
    decided,
    incident_after,
    left,
    refused,
)

FRIDAY = NOW + timedelta(days=4)
ADD = AddAction(by="UALICE", where="C1", text=" Call  the\nsupplier ", owner="UBOB", due=FRIDAY)
ADDED = ActionAdded(
    at=NOW, by="UALICE", where="C1", action="1", text="Call the supplier", owner="UBOB", due=FRIDAY
)
CALL = Action(
    id="1", text="Call the supplier", by="UALICE", added=NOW, since=NOW, owner="UBOB", due=FRIDAY
)
WEBSITE = Tracker(key="website", kind=TrackerKind.GITHUB, project="example/website")
PROCESS = replace(PLAYBOOK, trackers=(WEBSITE,))
TICKET = Ticket(tracker="website", number="#12", link="https://example.com/12")
ASKED = TicketAsked(at=NOW, by="UALICE", action="1", tracker="website")
MADE = TicketMade(at=NOW, action="1", ticket=TICKET)
LATER = NOW + timedelta(hours=1)


@pytest.mark.parametrize("raised", [DECLARED, DRILL], ids=["public", "drill"])
def test_what_is_to_be_done_is_written_down_open_or_closed(raised: Declared) -> None:
    for before in ((raised,), (raised, CLOSED)):
        incident = incident_after(*before)
        assert decided(incident, ADD) == [ADDED]
        assert incident_after(*before, ADDED) == replace(incident, actions=(CALL,), actions_added=1)


def test_of_a_private_one_only_who_is_in_its_channel_can_have_it() -> None:
    inside = (PRIVATE, CHANNEL, MemberCame(at=NOW, person="UBOB"))
    assert decided(incident_after(*inside), ADD) == [ADDED]
    outside = replace(ADD, owner="UCHARLIE")
    found = refused(incident_after(*inside), outside)
    assert found == ("owner_not_in_channel", "owner", {"number": 1})
    passed = ChangeAction(by="UBOB", action="1", parts=(ActionPart.OWNER,), owner="UCHARLIE")
    assert refused(incident_after(*inside, ADDED), passed) == found


def test_nothing_to_do_and_a_time_that_has_passed_are_no_action() -> None:
    incident = incident_after(DECLARED)
    assert refused(incident, replace(ADD, text=" \u200b")) == ("action_needed", "words", {})
    assert refused(incident, replace(ADD, due=NOW)) == ("due_past", "due", {})


def test_only_what_is_another_changes_and_whoever_has_it_is_asked_anew() -> None:
    before = incident_after(DECLARED, ADDED)
    before = replace(before, actions=(replace(CALL, reminded=2, asked=NOW, let_be=True),))
    same = ChangeAction(
        by="UBOB", action="1", parts=tuple(ActionPart), text=CALL.text, owner="UBOB", due=FRIDAY
    )
    assert decided(before, same) == []
    (event,) = decided(before, replace(same, owner=None, due=LATER), NOW)
    assert event == ActionChanged(
        at=NOW,
        by="UBOB",
        action="1",
        parts=(ActionPart.OWNER, ActionPart.DUE),
        owner=None,
        due=LATER,
    )
    assert incident_after(DECLARED, ADDED, event).actions == (replace(CALL, owner=None, due=LATER),)
    day_alone = ChangeAction(by="UBOB", action="1", parts=(ActionPart.DUE,), due=LATER)
    (event,) = decided(before, day_alone)
    assert incident_after(DECLARED, ADDED, event).actions == (replace(CALL, due=LATER),)


def test_anybody_says_that_it_is_done_and_that_it_is_not_after_all() -> None:
    before = incident_after(DECLARED, ADDED)
    (done,) = decided(before, FinishAction(by="UCHARLIE", action="1"), LATER)
    assert done == ActionFinished(at=LATER, by="UCHARLIE", action="1", done=True)
    after = incident_after(DECLARED, ADDED, done)
    assert after.actions == (replace(CALL, done_at=LATER, done_by="UCHARLIE"),)
    assert still_open(after.actions) == ()
    assert decided(after, FinishAction(by="UBOB", action="1")) == []
    (undone,) = decided(after, FinishAction(by="UBOB", action="1", done=False), LATER)
    assert incident_after(DECLARED, ADDED, done, undone).actions == (replace(CALL, since=LATER),)


def test_what_is_removed_is_on_the_record_and_its_id_is_never_given_again() -> None:
    before = incident_after(DECLARED, ADDED)
    (event,) = decided(before, RemoveAction(by="UBOB", action="1"))
    assert event == ActionRemoved(at=NOW, by="UBOB", action="1")
    after = incident_after(DECLARED, ADDED, event)
    assert (after.actions, after.actions_added) == ((), 1)
    assert decided(after, ADD) == [replace(ADDED, action="2")]
    for command in (
        FinishAction(by="UBOB", action="1"),
        RemoveAction(by="UBOB", action="1"),
        ChangeAction(by="UBOB", action="1", parts=(ActionPart.DUE,)),
        AskTicket(by="UBOB", action="1"),
    ):
        assert refused(after, command) == ("no_such_action", None, {})
    lines = timeline([DECLARED, ADDED, event])
    assert [(line.key, line.facts.get("action")) for line in lines[1:]] == [
        ("action_added", "Call the supplier"),
        ("action_removed", "Call the supplier"),
    ]


def test_a_follow_up_of_a_step_and_the_step_are_done_as_one() -> None:
    closed: Closed = replace(CLOSED, left=(left("1", LOOK),))
    before = incident_after(DECLARED, closed)
    events = decided(before, FinishAction(by="UBOB", action="1"), LATER)
    assert events == [
        ActionFinished(at=LATER, by="UBOB", action="1", done=True),
        StepTicked(at=LATER, by="UBOB", step="look", words="Say what you see", done=True),
    ]
    after = incident_after(DECLARED, closed, *events)
    assert decided(after, FinishAction(by="UBOB", action="1", done=False), LATER) == [
        ActionFinished(at=LATER, by="UBOB", action="1", done=False),
        StepTicked(at=LATER, by="UBOB", step="look", words="Say what you see", done=False),
    ]
    assert [line.key for line in timeline([DECLARED, closed, *events])] == [
        "declared",
        "closed",
        "step_done",
    ]


def test_a_ticket_is_asked_for_once_where_the_playbook_names_a_tracker() -> None:
    before = incident_after(DECLARED, ADDED)
    ask = AskTicket(by="UALICE", action="1")
    assert refused(before, ask) == ("no_tracker", "ticket", {"number": 1})
    assert decide(before, ask, NOW, PROCESS) == [ASKED]
    with_form = decide(incident_after(DECLARED), replace(ADD, ticket=True), NOW, PROCESS)
    assert with_form == [ADDED, replace(ASKED, where="C1")]
    wanted = incident_after(DECLARED, ADDED, ASKED)
    assert refused(wanted, ask) == ("ticket_on_its_way", None, {})
    report = ReportTicket(action="1", ticket=TICKET)
    assert decided(wanted, report) == [MADE]
    there = incident_after(DECLARED, ADDED, ASKED, MADE)
    assert there.actions == (replace(CALL, ticket=TICKET),)
    assert there.told_outside == ("tracker:website",)
    assert refused(there, ask) == ("ticket_there", None, {"ticket": "#12"})
    assert decided(there, report) == []


@pytest.mark.parametrize("raised", [PRIVATE, DRILL], ids=["private", "drill"])
def test_a_private_one_and_a_drill_need_leave_for_a_ticket(raised: Declared) -> None:
    incident = incident_after(raised)
    tracker = replace(WEBSITE, private=True, drills=True)
    leave = replace(PLAYBOOK, trackers=(WEBSITE, tracker))
    fits = {"private": incident.private, "drill": incident.drill}
    assert PROCESS.tracker_of("website", **fits) is None
    assert leave.tracker_of("website", **fits) == tracker
    assert (
        replace(leave, trackers=(replace(tracker, services=("app",)),)).tracker_of(
            "website", **fits
        )
        is None
    )


def test_what_is_closed_in_the_tracker_is_done_by_nobody_here() -> None:
    there = incident_after(DECLARED, ADDED, ASKED, MADE)
    (event,) = decided(there, ReportTicketClosed(action="1"), LATER)
    assert event == ActionFinished(at=LATER, action="1", done=True, ticket="#12")
    after = incident_after(DECLARED, ADDED, ASKED, MADE, event)
    assert after.actions == (replace(CALL, ticket=TICKET, done_at=LATER),)
    assert decided(after, ReportTicketClosed(action="1"), LATER) == []
    assert decided(incident_after(DECLARED), ReportTicketClosed(action="1")) == []
