"""Steps that Firebell knows to be done, that are late, and that a change of severity replaces.

On de36bd9 *Send the first update* stood on the card after one was sent, *by 03:19* at any hour, and
P2's and P1's hourly steps side by side.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from firebell.domain.commands import (
    ChangeSeverity,
    Close,
    Command,
    Declare,
    RemindOfSteps,
    TakeRole,
    TickStep,
    Update,
)
from firebell.domain.effects import DirectMessage
from firebell.domain.events import Event, RoleTaken, StepsLate, StepTicked
from firebell.domain.incident import Incident
from firebell.domain.lifecycle import apply, decide
from firebell.domain.playbook import DoneBy, Moment, Step
from firebell.domain.reactions import reactions
from firebell.domain.status_pages import ForThePublic, StatusPage, StatusPageKind
from firebell.domain.timely import is_timely
from tests.domain.build import NOW, PLAYBOOK, RAISED
from tests.domain.reactions.build import told

PROCESS = replace(
    PLAYBOOK,
    steps=(
        Step(key="look", words="Look", within=timedelta(minutes=15)),
        Step(key="undo", words="Undo", role="tech", within=timedelta(minutes=15)),
        Step(key="roles", words="Appoint", done_by=DoneBy.ROLES),
        Step(
            key="half-hourly", words="Every half hour", role="comms", severities=("P1",),
            within=timedelta(minutes=30), done_by=DoneBy.UPDATE,
        ),
        Step(
            key="hourly", words="Every hour", role="comms", severities=("P2", "P3"),
            within=timedelta(minutes=15), done_by=DoneBy.UPDATE,
        ),
        Step(key="quietly", words="Tell the team alone", severities=("P2",)),
        Step(key="press", words="Tell the press office", severities=("P1",)),
        Step(key="told", words="Tell all", moment=Moment.CLOSED, done_by=DoneBy.CLOSING),
        Step(key="page", words="Put right", moment=Moment.CLOSED, within=timedelta(hours=1)),
    ),
)  # fmt: skip
DECLARE = Declare(
    by="UALICE", key="k", title="Down", service="website", severity="P2", id="i", number=1
)
LATE = RAISED + timedelta(minutes=16)
DUE = RemindOfSteps(by=None)


class Told:
    """An incident, and what has happened to it."""

    def __init__(self, *commands: Command) -> None:
        self.incident: Incident | None = None
        self.asks(DECLARE, RAISED)
        for command in commands:
            self.asks(command)

    def asks(self, command: Command, now: datetime = NOW) -> list[Event]:
        """What comes of it."""
        events = list(decide(self.incident, command, now, PROCESS))
        for event in events:
            self.incident = apply(self.incident, event)
        return events

    def steps(self) -> dict[str, bool]:
        """The steps that are there, and whether they are done."""
        assert self.incident is not None
        return {step.key: step.ticked_at is not None for step in self.incident.steps}


UPDATE = Update(by="UBOB", known="We look")
WORSE = ChangeSeverity(by="UBOB", severity="P1")
BETTER = ChangeSeverity(by="UBOB", severity="P2")


def test_the_first_update_ticks_its_step_of_whoever_sent_it() -> None:
    night = Told()
    *_, ticked = night.asks(UPDATE)
    assert ticked == StepTicked(at=NOW, by="UBOB", step="hourly", words="Every hour", done=True)
    assert night.steps()["hourly"]


def test_what_is_not_done_after_all_stays_so() -> None:
    night = Told(UPDATE, TickStep(by="UBOB", step="hourly", done=False))
    night.asks(UPDATE)
    assert not night.steps()["hourly"]


def test_the_last_role_that_is_taken_ticks_that_all_are() -> None:
    night = Told(*(TakeRole(by="UBOB", role=role) for role in ("comms", "tech")))
    assert not night.steps()["roles"]
    night.asks(TakeRole(by="UPRIYA", role="support"))
    assert night.steps()["roles"]


def test_closing_ticks_that_everybody_was_told() -> None:
    night = Told(Close(by="UBOB"))
    assert (night.steps()["told"], night.steps()["page"]) == (True, False)


@pytest.mark.parametrize(
    ("commands", "expected"),
    [
        ([WORSE], {"half-hourly": False, "press": False}),
        ([UPDATE, WORSE], {"hourly": True, "half-hourly": True, "press": False}),
        (
            [WORSE, BETTER],
            {"press": False, "hourly": False, "quietly": False},
        ),
        (
            [WORSE, TickStep(by="UBOB", step="press"), BETTER],
            {"press": True, "hourly": False, "quietly": False},
        ),
    ],
    ids=["worse", "worse after an update", "and better again", "what is ticked stays"],
)
def test_another_severity_replaces_what_is_not_for_it(
    commands: list[Command], expected: dict[str, bool]
) -> None:
    always = {"look": False, "undo": False, "roles": False}
    assert Told(*commands).steps() == {**always, **expected}


def test_late_steps_are_told_to_those_whose_they_are_in_one_and_once() -> None:
    night = Told(TakeRole(by="UBOB", role="tech"))
    (event,) = night.asks(DUE, LATE)
    assert event == StepsLate(
        at=LATE, steps=("look", "undo", "hourly"), owners={"look": "UBOB", "undo": "UBOB"}
    )
    assert night.incident is not None
    assert reactions(night.incident, event, night.incident, PROCESS) == [
        told(DirectMessage.STEPS_LATE, "UBOB")
    ]
    assert night.asks(DUE, LATE) == []
    assert is_timely(night.incident, event, LATE)
    for step in ("look", "undo"):
        night.asks(TickStep(by="UBOB", step=step), LATE)
    assert not is_timely(night.incident, event, LATE)


def test_while_nobody_is_on_it_nobody_hears_of_steps() -> None:
    (event,) = Told().asks(DUE, LATE)
    assert event == StepsLate(at=LATE, steps=("look", "undo", "hourly"))


def test_what_comes_up_with_closing_is_told_when_it_is_late_and_nothing_else_is() -> None:
    night = Told(Close(by="UALICE"))
    (event,) = night.asks(DUE, NOW + timedelta(hours=1))
    assert event == StepsLate(
        at=NOW + timedelta(hours=1), steps=("page",), owners={"page": "UALICE"}
    )


def test_whoever_raised_it_and_takes_every_role_has_appointed() -> None:
    everything = {role.key: "UALICE" for role in PLAYBOOK.roles}
    events = decide(None, replace(DECLARE, roles=everything), RAISED, PROCESS)
    assert [type(event) for event in events[-2:]] == [RoleTaken, StepTicked]


def test_the_public_page_is_seen_to_by_words_that_are_marked_and_at_the_end_by_the_last() -> None:
    page = StatusPage(
        key="status", name="the page", kind=StatusPageKind.UPPTIME, project="example/status"
    )
    steps = (
        Step(key="decide", words="Decide", done_by=DoneBy.PUBLIC),
        Step(key="right", words="Put right", moment=Moment.CLOSED, done_by=DoneBy.PUBLIC),
    )
    process = replace(PLAYBOOK, steps=steps, status_pages=(page,))
    marked = ForThePublic(page="status", title="Down", text="We are on it", marked=True)

    def ticked(*commands: Command) -> list[str]:
        incident: Incident | None = None
        for command in (DECLARE, *commands):
            for event in decide(incident, command, NOW, process):
                incident = apply(incident, event)
        assert incident is not None
        return [step.key for step in incident.steps if step.ticked_at is not None]

    public = Update(by="UALICE", known="We look", public=marked)
    assert ticked(Update(by="UALICE", known="We look")) == []
    assert ticked(public) == ["decide"]
    assert ticked(public, Close(by="UALICE")) == ["decide"]
    over = replace(marked, text="It works again")
    assert ticked(public, Close(by="UALICE", public=over)) == ["decide", "right"]
