"""Ending: anyone may close with what is known; it can be reopened, and is put away in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

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
    RoleTaken,
    Updated,
)
from firebell.domain.incident import Ending, MessageRef, Outcome, Status, Twin, UserTime
from firebell.domain.timeline import lasted
from tests.domain.build import (
    CHANNEL,
    DECLARED,
    DRILL,
    LEFT,
    LOOK,
    NOW,
    PAGE,
    PRIVATE,
    RAISED,
    REVIEW,
    UNDO,
    WORSE,
    decided,
    declared,
    incident_after,
    left,
    refused,
)

INCIDENT = incident_after(DECLARED)
BOTH = tuple(UserTime)
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
    assumed=BOTH,
    left=LEFT,
)
CLOSE = Close(by="UBOB", where="C1")


@pytest.mark.parametrize("raised", [DECLARED, PRIVATE, DRILL], ids=["public", "private", "drill"])
def test_pressing_the_button_is_enough(raised: Declared) -> None:
    before = incident_after(raised)
    (event,) = decided(before, CLOSE)
    practised = replace(CLOSED, affected_from=None, working_since=None, assumed=())
    assert event == (practised if raised.drill else CLOSED)
    assert incident_after(raised, event) == replace(
        before,
        status=Status.CLOSED,
        ending=Ending(outcome=Outcome.RESOLVED, summary="", by="UBOB", at=NOW),
        steps=(*before.steps, PAGE),
        actions=LEFT,
        actions_added=4,
        next_update=None,
        milestones=replace(
            before.milestones,
            affected_from=event.affected_from,
            working_since=event.working_since,
            closed=NOW,
            assumed=event.assumed,
        ),
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
        assumed=(),
    )
    assert incident_after(DECLARED, event).ending == Ending(
        outcome=Outcome.RESOLVED,
        summary="A full disk",
        by="UBOB",
        at=NOW,
        reviewer="UPRIYA",
        review_due=NOW + timedelta(days=10),
    )


ASKED: dict[str, Any] = {"reviewer": "UPRIYA", "affected_from": RAISED, "working_since": RAISED}
"""What a form may send along that was filled in before another outcome was chosen."""
NOTHING: dict[str, Any] = {
    "affected_from": None,
    "working_since": None,
    "assumed": (),
    "steps": (),
    "left": (),
}
"""What is asked for once nobody was affected."""


@pytest.mark.parametrize("severity", ["P1", "P2", "P3"])
def test_a_false_alarm_affected_nobody_and_asks_for_nothing(severity: str) -> None:
    """It was *affected for 3 h*, and whoever led it was asked to write the review."""
    alarm = incident_after(declared(severity=severity))
    command = replace(CLOSE, outcome=Outcome.FALSE_ALARM, **ASKED)
    (event,) = decided(alarm, command)
    assert event == replace(CLOSED, outcome=Outcome.FALSE_ALARM, **NOTHING)
    assert lasted(incident_after(declared(severity=severity), event)) is None


OTHER = Twin(number=7, id="incident-7", channel="C7")
SAME = replace(CLOSE, outcome=Outcome.DUPLICATE, duplicate_of=7, twin=OTHER, **ASKED)
AS_OTHER = replace(CLOSED, outcome=Outcome.DUPLICATE, duplicate_of=7, **NOTHING)


def test_what_is_the_same_as_another_names_it_and_leaves_the_rest_to_it() -> None:
    (event,) = decided(INCIDENT, SAME)
    assert event == replace(AS_OTHER, twin="incident-7", twin_channel="C7")
    ending = incident_after(DECLARED, event).ending
    assert ending == Ending(
        outcome=Outcome.DUPLICATE,
        summary="",
        by="UBOB",
        at=NOW,
        duplicate_of=7,
        twin="incident-7",
        twin_channel="C7",
    )


def test_a_private_one_is_named_by_a_private_one_alone_and_by_nothing_but_its_number() -> None:
    private = replace(SAME, twin=replace(OTHER, private=True))
    assert decided(incident_after(PRIVATE), private) == [AS_OTHER]
    assert refused(INCIDENT, private) == ("same_as_private", "duplicate_of", {"number": 7})


@pytest.mark.parametrize(
    ("command", "key", "facts"),
    [
        (replace(SAME, duplicate_of=None), "same_as_which", {}),
        (replace(SAME, duplicate_of=1), "same_as_itself", {"number": 1}),
        (replace(SAME, twin=None), "same_as_unknown", {"number": 7}),
        (
            replace(SAME, twin=replace(OTHER, same_as=1)),
            "same_as_same",
            {"number": 7, "other": 1},
        ),
    ],
)
def test_which_it_is_the_same_as_has_to_be_one_that_goes_on(
    command: Close, key: str, facts: dict[str, int]
) -> None:
    assert refused(INCIDENT, command) == (key, "duplicate_of", facts)


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
        replace(CLOSED, working_since=RAISED, assumed=(UserTime.AFFECTED_FROM,))
    ]


def test_a_severity_without_review_has_no_day_for_one() -> None:
    slow = incident_after(declared(severity="P3"))
    assert decided(slow, replace(CLOSE, reviewer="UPRIYA")) == [replace(CLOSED, reviewer="UPRIYA")]


def test_the_worst_has_more_to_do_when_it_is_over() -> None:
    command = replace(CLOSE, reviewer="UPRIYA")
    assert decided(incident_after(declared(severity="P1")), command) == [
        replace(
            CLOSED,
            steps=(PAGE, REVIEW),
            left=(*LEFT, left("5", REVIEW)),
            reviewer="UPRIYA",
            review_due=NOW + timedelta(days=10),
            review_required=True,
        )
    ]


def test_where_a_review_is_required_somebody_has_it_with_a_day() -> None:
    """Closed by words, nobody had it, whatever the playbook said."""
    worst = declared(severity="P1")
    lead = RoleTaken(at=RAISED, by="UPRIYA", role="tech", person="UPRIYA", in_charge=True)
    (event,) = decided(incident_after(worst, lead), CLOSE)
    assert isinstance(event, Closed)
    assert (event.reviewer, event.review_due) == ("UPRIYA", NOW + timedelta(days=10))
    assert event.fell_to
    (drill,) = decided(incident_after(replace(worst, drill=True)), CLOSE)
    assert isinstance(drill, Closed)
    assert (drill.reviewer, drill.review_due, drill.fell_to) == (None, None, False)


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
        milestones=INCIDENT.milestones,
        actions=(),
    )


def test_closed_again_it_has_no_step_twice() -> None:
    again = incident_after(DECLARED, CLOSED, REOPENED)
    steps = (LOOK, UNDO, WORSE, PAGE)
    assert decided(again, CLOSE, LATER) == [
        replace(
            CLOSED,
            at=LATER,
            working_since=LATER,
            steps=(),
            archive_at=LATER + timedelta(days=30),
            left=tuple(left(str(id), step, LATER) for id, step in enumerate(steps, start=5)),
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
        milestones=INCIDENT.milestones,
        channel=None,
        channel_name="inc-1-website-it-is-down-2",
        messages={"told:CHELP": MessageRef(channel="CHELP", ts="1.2")},
        members=(),
        refused={},
        actions=(),
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
