"""Ending: anyone may close with what is known; it can be reopened, and is put away in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from firebell.domain.commands import ArchiveDue, Close, Reopen, Update
from firebell.domain.events import (
    ArchiveAsked,
    ChannelArchived,
    Closed,
    Declared,
    MessagePosted,
    PeopleInvited,
    Reopened,
    Updated,
)
from firebell.domain.incident import Ending, MessageRef, Outcome, Status
from tests.domain.build import (
    CHANNEL,
    DECLARED,
    DRILL,
    NOW,
    PAGE,
    PRIVATE,
    RAISED,
    REVIEW,
    decided,
    declared,
    incident_after,
    refused,
)

INCIDENT = incident_after(DECLARED)
CLOSED = Closed(
    at=NOW,
    by="UBOB",
    where="C1",
    outcome=Outcome.RESOLVED,
    summary="",
    affected_from=RAISED,
    working_since=NOW,
    reviewer=None,
    review_due=None,
    steps=(PAGE,),
    archive_at=NOW + timedelta(days=30),
)
CLOSE = Close(by="UBOB", where="C1")


@pytest.mark.parametrize("raised", [DECLARED, PRIVATE, DRILL], ids=["public", "private", "drill"])
def test_pressing_the_button_is_enough(raised: Declared) -> None:
    before = incident_after(raised)
    (event,) = decided(before, CLOSE)
    assert event == CLOSED
    assert incident_after(raised, event) == replace(
        before,
        status=Status.CLOSED,
        ending=Ending(outcome=Outcome.RESOLVED, summary="", by="UBOB", at=NOW),
        steps=(*before.steps, PAGE),
        next_update=None,
        milestones=replace(before.milestones, affected_from=RAISED, working_since=NOW, closed=NOW),
    )


def test_what_was_said_of_the_ending_stands_in_it() -> None:
    command = replace(
        CLOSE,
        summary=" A full disk\n",
        affected_from=RAISED - timedelta(hours=1),
        working_since=RAISED,
        reviewer="UPRIYA",
    )
    (event,) = decided(INCIDENT, command)
    assert event == replace(
        CLOSED,
        summary="A full disk",
        affected_from=RAISED - timedelta(hours=1),
        working_since=RAISED,
        reviewer="UPRIYA",
        review_due=NOW + timedelta(days=10),
    )
    assert incident_after(DECLARED, event).ending == Ending(
        outcome=Outcome.RESOLVED,
        summary="A full disk",
        by="UBOB",
        at=NOW,
        reviewer="UPRIYA",
        review_due=NOW + timedelta(days=10),
    )


@pytest.mark.parametrize("outcome", [Outcome.FALSE_ALARM, Outcome.DUPLICATE])
def test_what_was_never_broken_works_since_nothing(outcome: Outcome) -> None:
    (event,) = decided(INCIDENT, replace(CLOSE, outcome=outcome, duplicate_of=7))
    assert event == replace(CLOSED, outcome=outcome, working_since=None, duplicate_of=7)


def test_what_an_update_said_of_working_again_is_kept() -> None:
    updated = Updated(
        at=NOW,
        by="UALICE",
        known="It works",
        doing="",
        status=Status.INVESTIGATING,
        severity="P2",
        next_update=None,
        working_since=RAISED,
    )
    assert decided(incident_after(DECLARED, updated), CLOSE) == [
        replace(CLOSED, working_since=RAISED)
    ]


def test_a_severity_without_review_has_no_day_for_one() -> None:
    slow = incident_after(declared(severity="P3"))
    assert decided(slow, replace(CLOSE, reviewer="UPRIYA")) == [replace(CLOSED, reviewer="UPRIYA")]


def test_the_worst_has_more_to_do_when_it_is_over() -> None:
    assert decided(incident_after(declared(severity="P1")), CLOSE) == [
        replace(CLOSED, steps=(PAGE, REVIEW))
    ]


@pytest.mark.parametrize(
    ("affected", "working", "key", "field"),
    [
        (NOW + timedelta(seconds=1), None, "not_yet", "affected_from"),
        (None, NOW + timedelta(seconds=1), "not_yet", "working_since"),
        (None, RAISED - timedelta(seconds=1), "working_before_affected", "working_since"),
    ],
)
def test_times_that_do_not_fit_are_refused_at_their_field(
    affected: datetime | None, working: datetime | None, key: str, field: str
) -> None:
    command = replace(CLOSE, affected_from=affected, working_since=working)
    assert refused(INCIDENT, command) == (key, field, {})


def test_closing_twice_says_who_closed_it_and_when() -> None:
    over = incident_after(DECLARED, CLOSED)
    assert refused(over, Close(by="UALICE"), NOW + timedelta(hours=1)) == (
        "already_closed",
        None,
        {"number": 1, "by": "UBOB", "at": NOW, "title": "It is down"},
    )


def test_what_is_closed_is_not_updated() -> None:
    over = incident_after(DECLARED, CLOSED)
    assert refused(over, Update(by="UALICE", known="Late")) == (
        "not_possible",
        None,
        {"status": "closed", "command": "Update", "number": 1},
    )


LATER = NOW + timedelta(hours=1)
REOPEN = Reopen(by="UALICE", where="C1", why=" It is down again ")
REOPENED = Reopened(
    at=LATER,
    by="UALICE",
    where="C1",
    why="It is down again",
    next_update=LATER + timedelta(hours=1),
)


def test_what_is_not_over_is_open_again_in_its_channel() -> None:
    over = incident_after(DECLARED, CHANNEL, CLOSED)
    (event,) = decided(over, REOPEN, LATER)
    assert event == REOPENED
    assert incident_after(DECLARED, CHANNEL, CLOSED, event) == replace(
        over,
        status=Status.INVESTIGATING,
        ending=None,
        reopened=1,
        next_update=LATER + timedelta(hours=1),
        milestones=replace(over.milestones, working_since=None, closed=None),
    )


def test_closed_again_it_has_no_step_twice() -> None:
    again = incident_after(DECLARED, CLOSED, REOPENED)
    assert decided(again, CLOSE, LATER) == [
        replace(
            CLOSED, at=LATER, working_since=LATER, steps=(), archive_at=LATER + timedelta(days=30)
        )
    ]


def test_a_severity_without_a_rhythm_promises_nothing_when_reopened() -> None:
    over = incident_after(declared(severity="P3"), CLOSED)
    assert decided(over, REOPEN, LATER) == [replace(REOPENED, next_update=None)]


ARCHIVED = ChannelArchived(at=NOW, where="C1")


def test_an_archived_channel_gets_a_successor() -> None:
    events = (
        DECLARED,
        CHANNEL,
        MessagePosted(at=NOW, where="C1", slot="card", channel="C1", ts="1.1"),
        MessagePosted(at=NOW, where="CHELP", slot="told:CHELP", channel="CHELP", ts="1.2"),
        PeopleInvited(at=NOW, people=("UALICE",), refused={"UDANA": "user_not_found"}),
        CLOSED,
        ARCHIVED,
    )
    over = incident_after(*events)
    taken = frozenset({"inc-1-website-it-is-down"})
    (event,) = decided(over, replace(REOPEN, taken=taken), LATER)
    assert event == replace(REOPENED, channel_name="inc-1-website-it-is-down-2")
    assert incident_after(*events, event) == replace(
        over,
        status=Status.INVESTIGATING,
        ending=None,
        reopened=1,
        next_update=LATER + timedelta(hours=1),
        milestones=replace(over.milestones, working_since=None, closed=None),
        channel=None,
        channel_name="inc-1-website-it-is-down-2",
        messages={"told:CHELP": MessageRef(channel="CHELP", ts="1.2")},
        members=(),
        refused={},
    )


def test_what_is_open_cannot_be_reopened() -> None:
    assert refused(INCIDENT, REOPEN) == ("still_open", None, {"number": 1})


DUE = ArchiveDue(by=None)


def test_a_closed_ones_channel_is_put_away_in_time() -> None:
    over = incident_after(DECLARED, CHANNEL, CLOSED)
    (event,) = decided(over, DUE)
    assert event == ArchiveAsked(at=NOW)
    assert incident_after(DECLARED, CHANNEL, CLOSED, event) == over


def test_nothing_is_put_away_that_is_open_or_gone_or_never_was() -> None:
    assert decided(incident_after(DECLARED, CHANNEL), DUE) == []
    assert decided(incident_after(DECLARED, CHANNEL, CLOSED, ARCHIVED), DUE) == []
    assert decided(incident_after(DECLARED, CLOSED), DUE) == []
