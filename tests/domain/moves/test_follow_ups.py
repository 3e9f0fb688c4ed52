"""What is left once it is closed: who is asked about it, in working time, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from firebell.domain.actions import Action
from firebell.domain.commands import (
    Close,
    RemindOfActions,
    Reopen,
    ReportGone,
    ReportMemberLeft,
)
from firebell.domain.events import (
    ActionAdded,
    ActionFinished,
    ActionsLeft,
    ActionsReminded,
    Closed,
    Declared,
    Event,
    Expired,
    MemberCame,
    MemberLeft,
    Reopened,
    RoleTaken,
)
from firebell.domain.incident import Incident, Outcome
from firebell.domain.lifecycle import apply, decide, waits_until
from firebell.domain.moves.follow_ups import ASKED, earliest, next_reminder
from firebell.domain.timely import is_timely
from tests.domain.build import (
    CHANNEL,
    CLOSED,
    DECLARED,
    DRILL,
    LEFT,
    LOOK,
    NOW,
    PAGE,
    PLAYBOOK,
    PRIVATE,
    UNDO,
    WORSE,
    decided,
    incident_after,
    left,
)

PROCESS = replace(PLAYBOOK, time_zone="Europe/London")
THURSDAY = datetime(2026, 11, 26, 17, 0, tzinfo=UTC)
ADDED = ActionAdded(at=NOW, by="UALICE", action="1", text="Call", owner="UBOB", due=THURSDAY)
WITHOUT_DAY = replace(ADDED, due=None)
NINE = timedelta(hours=9)


def day(number: int, hour: int = 9) -> datetime:
    """Of November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, 1, hour, tzinfo=UTC) + timedelta(days=number - 1)


def asked(incident: Incident, now: datetime) -> list[Event]:
    """What comes of the reminder that counts."""
    command = RemindOfActions(by=None, look=incident.actions_look)
    return list(decide(incident, command, now, PROCESS))


def until_it_ends(incident: Incident) -> Iterable[tuple[datetime, ActionsReminded]]:
    """All reminders, each at its time, with what each says."""
    events: list[Event] = []
    while (at := earliest(incident, PROCESS)) is not None:
        (event,) = asked(incident, at)
        assert isinstance(event, ActionsReminded)
        yield at, event
        events.append(event)
        incident = _after(incident, event)


def _after(incident: Incident, event: Event) -> Incident:
    return apply(incident, event)


def test_closing_leaves_what_nobody_has_done_and_what_firebell_would_see_is_no_more_to_do() -> None:
    taken = RoleTaken(at=NOW, by="UBOB", person="UBOB", role="tech")
    (closed,) = decided(incident_after(DECLARED, taken, ADDED), Close(by="UALICE"))
    assert isinstance(closed, Closed)
    assert closed.left == (
        left("2", LOOK),
        left("3", UNDO, owner="UBOB"),
        left("4", WORSE),
        left("5", PAGE),
    )


def test_what_makes_sense_only_while_it_is_open_is_no_follow_up() -> None:
    """After a minute's incident nineteen steps were left to do, *Say here what you see* first."""
    at_once = replace(DECLARED, steps=(replace(LOOK, while_open=True), UNDO))
    (closed,) = decided(incident_after(at_once), Close(by="UALICE"))
    assert isinstance(closed, Closed)
    assert closed.left == (left("1", UNDO), left("2", PAGE))


@pytest.mark.parametrize("outcome", [Outcome.FALSE_ALARM, Outcome.DUPLICATE])
def test_what_was_no_incident_leaves_no_steps_but_what_somebody_wrote_down(
    outcome: Outcome,
) -> None:
    closed = replace(CLOSED, outcome=outcome)
    assert incident_after(DECLARED, ADDED, closed).actions == (
        Action(id="1", text="Call", by="UALICE", added=NOW, since=NOW, owner="UBOB", due=THURSDAY),
    )
    if outcome is Outcome.FALSE_ALARM:
        (event,) = decided(incident_after(DECLARED), Close(by="UALICE", outcome=outcome))
        assert isinstance(event, Closed)
        assert event.left == ()


def test_opened_again_steps_are_steps_and_actions_stay() -> None:
    closed = replace(CLOSED, left=(left("2", LOOK), left("3", UNDO)))
    done = ActionFinished(at=NOW, by="UBOB", action="3", done=True)
    before = incident_after(DECLARED, ADDED, closed, done)
    (reopened,) = decided(before, Reopen(by="UALICE"))
    assert isinstance(reopened, Reopened)
    after = incident_after(DECLARED, ADDED, closed, done, reopened)
    assert [action.id for action in after.actions] == ["1", "3"]
    (again,) = decided(after, Close(by="UALICE"), NOW + timedelta(hours=1))
    assert isinstance(again, Closed)
    assert [(each.id, each.step) for each in again.left] == [
        ("4", "look"),
        ("5", "worse"),
        ("6", "page"),
    ]


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        (ADDED, [day(26), day(30), day(34)]),  # its morning; then two days on, four days on
        (WITHOUT_DAY, [day(30), day(32), day(37)]),
        (replace(ADDED, due=day(28, 12)), [day(30), day(32), day(37)]),  # a Saturday
        (replace(ADDED, due=day(23, 17)), [day(23), day(25), day(30)]),
    ],
    ids=["thursday", "no day", "saturday", "today"],
)
def test_people_are_asked_in_working_time_less_often_each_time_and_then_no_more(
    added: ActionAdded, expected: list[datetime]
) -> None:
    reminders = list(until_it_ends(incident_after(DECLARED, added, CLOSED)))
    assert [at for at, _ in reminders] == expected
    assert [event.let_be for _, event in reminders] == [()] * (ASKED - 1) + [("1",)]
    assert {tuple(event.asked.items()) for _, event in reminders} == {(("1", "UBOB"),)}


def test_all_that_is_due_at_once_is_one_and_what_nobody_has_goes_to_whoever_is_in_charge() -> None:
    incident = incident_after(DECLARED, WITHOUT_DAY, replace(CLOSED, left=LEFT[1:]))
    (event,) = asked(incident, day(30))
    assert event == ActionsReminded(
        at=day(30), asked={"1": "UBOB", "2": "UALICE", "3": "UALICE", "4": "UALICE"}
    )


def test_while_it_is_open_the_time_that_was_set_is_reminded_of_once() -> None:
    incident = incident_after(DECLARED, ADDED)
    assert earliest(incident, PROCESS) == THURSDAY
    assert asked(incident, THURSDAY - timedelta(minutes=1)) == []
    (event,) = asked(incident, THURSDAY)
    assert event == ActionsReminded(at=THURSDAY, asked={"1": "UBOB"})
    after = incident_after(DECLARED, ADDED, event)
    assert earliest(after, PROCESS) is None
    assert earliest(incident_after(DECLARED, WITHOUT_DAY), PROCESS) is None


def test_a_drill_is_reminded_of_while_it_lasts_and_never_chased() -> None:
    assert earliest(incident_after(DRILL, ADDED), PROCESS) == THURSDAY
    assert earliest(incident_after(DRILL, ADDED, CLOSED), PROCESS) is None


def test_an_older_reminder_is_dropped_and_one_that_comes_early_waits_for_its_time() -> None:
    incident = incident_after(DECLARED, ADDED, CLOSED)
    current = RemindOfActions(by=None, look=incident.actions_look)
    assert waits_until(incident, current, NOW, PROCESS) == day(26)
    stale = RemindOfActions(by=None, look=incident.actions_look - 1)
    assert waits_until(incident, stale, NOW, PROCESS) == NOW
    assert list(decide(incident, stale, day(40), PROCESS)) == []


def test_what_was_done_meanwhile_is_not_asked_about() -> None:
    event = ActionsReminded(at=day(30), asked={"1": "UBOB"})
    waiting = incident_after(DECLARED, ADDED, CLOSED, event)
    done = ActionFinished(at=day(30), by="UBOB", action="1", done=True)
    assert is_timely(waiting, event, day(30))
    assert not is_timely(_after(waiting, done), event, day(30))
    assert earliest(_after(waiting, Expired(at=day(30))), PROCESS) is None


PRIVATE_ONE: tuple[Declared | Event, ...] = (
    PRIVATE,
    CHANNEL,
    MemberCame(at=NOW, person="UALICE"),
    MemberCame(at=NOW, person="UBOB"),
    WITHOUT_DAY,
)


def test_whoever_left_a_private_one_has_nothing_of_it_and_is_asked_about_nothing() -> None:
    for before in (PRIVATE_ONE, (*PRIVATE_ONE, CLOSED)):
        incident = incident_after(*before)
        events = decided(incident, ReportMemberLeft(where="C1", person="UBOB"))
        assert events == [
            MemberLeft(at=NOW, where="C1", person="UBOB"),
            ActionsLeft(at=NOW, actions=("1",), person="UBOB", told="UALICE"),
        ]
        after = incident_after(*before, *events)
        assert after.actions[0].owner is None
    (event,) = asked(after, day(30))
    assert event == ActionsReminded(at=day(30), asked={"1": "UALICE"})
    empty = _after(after, MemberLeft(at=NOW, where="C1", person="UALICE"))
    assert next_reminder(empty.actions[0], empty, PROCESS) is None


def test_of_a_public_one_who_leaves_the_channel_afterwards_keeps_what_is_theirs() -> None:
    came = MemberCame(at=NOW, person="UBOB")
    report = ReportMemberLeft(where="C1", person="UBOB")
    left_open = decided(incident_after(DECLARED, CHANNEL, came, ADDED), report)
    assert left_open[1:] == [ActionsLeft(at=NOW, actions=("1",), person="UBOB", told="UALICE")]
    closed = incident_after(DECLARED, CHANNEL, came, ADDED, CLOSED)
    assert decided(closed, report) == [MemberLeft(at=NOW, where="C1", person="UBOB")]
    assert decided(closed, ReportGone(person="UBOB")) == [
        ActionsLeft(at=NOW, actions=("1",), person="UBOB", told="UALICE")
    ]
    assert decided(closed, ReportGone(person="UCHARLIE")) == []
