"""When users were affected: what nobody has said is assumed, and stays so until somebody says it.

A closing by words told everybody *affected from 09:47 to 16:47 (7 h)*; nobody had said so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from firebell.domain.commands import Close, Edit, Reopen, Update
from firebell.domain.events import Closed, Event, TimesSaid, Updated
from firebell.domain.incident import Outcome, Twin, UserTime
from firebell.domain.timeline import is_lasted_assumed, lasted
from tests.domain.build import DECLARED, DRILL, NOW, RAISED, decided, incident_after, refused

START, END = UserTime
HOUR = timedelta(hours=1)
EARLIER, SINCE = RAISED - HOUR, NOW - timedelta(minutes=3)
OPEN = incident_after(DECLARED)


def closed(command: Close, *before: Event, now: datetime = NOW) -> Closed:
    """What a closing says after all this."""
    (event,) = decided(incident_after(DECLARED, *before), command, now)
    assert isinstance(event, Closed)
    return event


WORDS = Close(by="UBOB", summary="A full disk")
FORM = replace(WORDS, by_form=True, affected_from=RAISED, working_since=SINCE, assumed=(START, END))
UPDATED = Updated(
    at=NOW,
    by="UALICE",
    known="It works",
    doing="",
    status=OPEN.status,
    severity="P2",
    next_update=None,
    working_since=SINCE,
)


@pytest.mark.parametrize(
    ("command", "before", "times"),
    [
        (WORDS, (), (RAISED, NOW, (START, END))),
        (WORDS, (UPDATED,), (RAISED, SINCE, (START,))),
        (WORDS, (replace(UPDATED, working_since=EARLIER),), (EARLIER, EARLIER, (START,))),
        (FORM, (), (RAISED, SINCE, (START, END))),
        (FORM, (UPDATED,), (RAISED, SINCE, (START,))),
        (replace(FORM, affected_from=EARLIER, assumed=(END,)), (), (EARLIER, SINCE, (END,))),
        (replace(FORM, assumed=(START,)), (), (RAISED, SINCE, (START,))),
        (replace(FORM, assumed=()), (), (RAISED, SINCE, ())),
        # Said only now, after the moment that the form had assumed when it was opened.
        (replace(FORM, affected_from=NOW, assumed=(END,)), (), (NOW, NOW, (END,))),
    ],
)
def test_a_time_is_said_or_assumed(
    command: Close, before: tuple[Event, ...], times: tuple[object, ...]
) -> None:
    event = closed(command, *before)
    assert (event.affected_from, event.working_since, event.assumed) == times
    known = incident_after(DECLARED, *before, event)
    assert known.milestones.assumed == event.assumed
    assert is_lasted_assumed(known) == bool(event.assumed)


def test_a_form_that_was_open_while_the_time_was_said_does_not_unsay_it() -> None:
    said = TimesSaid(at=NOW, by="UALICE", working_since=RAISED)
    assert closed(FORM, said).working_since == RAISED


def test_in_a_drill_nobody_was_affected_unless_somebody_practises_saying_so() -> None:
    (event,) = decided(incident_after(DRILL), WORDS)
    assert isinstance(event, Closed)
    assert (event.affected_from, event.working_since, event.assumed) == (None, None, ())


OVER = closed(WORDS)
LATER = NOW + HOUR


@pytest.mark.parametrize(
    ("start", "end", "left"),
    [(RAISED, NOW, ()), (EARLIER, None, (END,)), (None, SINCE, (START,)), (EARLIER, SINCE, ())],
)
def test_who_says_it_afterwards_makes_it_known_be_it_the_same(
    start: datetime | None, end: datetime | None, left: tuple[UserTime, ...]
) -> None:
    over = incident_after(DECLARED, OVER)
    command = Edit(by="UALICE", where="C1", affected_from=start, working_since=end)
    (event,) = decided(over, command, LATER)
    assert event == TimesSaid(
        at=LATER, by="UALICE", where="C1", affected_from=start, working_since=end
    )
    known = incident_after(DECLARED, OVER, event)
    assert known.milestones == replace(
        over.milestones, affected_from=start or RAISED, working_since=end or NOW, assumed=left
    )
    assert lasted(known) == (end or NOW) - (start or RAISED)
    assert decided(known, command, LATER) == []


def test_times_that_do_not_fit_are_refused_afterwards_too() -> None:
    over = incident_after(DECLARED, OVER)
    to_come = Edit(by="UALICE", affected_from=LATER + HOUR)
    assert refused(over, to_come, LATER) == ("not_yet", "affected_from", {})
    turned = Edit(by="UALICE", working_since=EARLIER)
    assert refused(over, turned, LATER) == ("working_before_affected", "working_since", {})


def test_what_affected_nobody_gets_no_times_afterwards() -> None:
    twin = Twin(number=7, id="incident-7")
    for outcome in (Outcome.FALSE_ALARM, Outcome.DUPLICATE):
        event = closed(replace(WORDS, outcome=outcome, duplicate_of=7, twin=twin))
        over = incident_after(DECLARED, event)
        assert decided(over, Edit(by="UALICE", affected_from=EARLIER), LATER) == []


def test_what_was_only_assumed_is_unknown_once_it_is_open_again() -> None:
    (again,) = decided(incident_after(DECLARED, OVER), Reopen(by="UALICE"), LATER)
    assert incident_after(DECLARED, OVER, again).milestones == OPEN.milestones
    said = TimesSaid(at=LATER, by="UALICE", affected_from=EARLIER, working_since=NOW)
    (again,) = decided(incident_after(DECLARED, OVER, said), Reopen(by="UALICE"), LATER)
    known = incident_after(DECLARED, OVER, said, again).milestones
    assert known == replace(OPEN.milestones, affected_from=EARLIER)


def test_an_update_that_says_it_works_again_before_it_was_raised_does_not_keep_it_open() -> None:
    (event,) = decided(OPEN, Update(by="UALICE", known="It works", working_since=EARLIER))
    assert closed(WORDS, event).working_since == EARLIER
